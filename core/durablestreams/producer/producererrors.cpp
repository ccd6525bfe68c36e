// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerstate_p.h"

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;

// What a producer can do about it, where that is more than the answer alone tells; else empty.
static QString remedyFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ProducerIdCollision:
        return u"Give each producer an id of its own, and each run an epoch of its own; or set "
               "autoClaim."_s;
    case ErrorCode::StaleEpoch:
        return u"restart() takes over with the next epoch, autoClaim does so by itself; else use "
               "another id."_s;
    case ErrorCode::SequenceGap:
        return u"restart() goes on in the next epoch; autoClaim does so by itself."_s;
    case ErrorCode::OutcomeUnknown:
        return u"Look whether the messages are in the stream before you append them again."_s;
    case ErrorCode::NotSupported:
        return u"Use Stream::append(), or a server with idempotent producers."_s;
    case ErrorCode::BacklogFull:
        return u"Append again after backlogLow(), or allow a larger backlog."_s;
    case ErrorCode::ContentTypeMismatch:
        return u"Let head() find out the stream's type before the producer is made, use "
               "appendJson() for JSON, or set ProducerOptions::contentType."_s;
    default:
        return {};
    }
}

Error ProducerState::makeError(ErrorCode code, const QString &what, const QString &remedy) const
{
    Error error;
    error.code = code;
    error.message = m_where.isEmpty() ? u"producer: "_s + what
                                      : u"producer %1: %2"_s.arg(m_where, what);
    error.remedy = remedy.isEmpty() ? remedyFor(code) : remedy;
    return error;
}

Error ProducerState::attributed(Error error, const ProducerBatch &batch) const
{
    error.attempts = std::max(error.attempts, batch.attempts);
    if (const QString remedy = remedyFor(error.code); !remedy.isEmpty()) {
        error.remedy = remedy;
    }
    return error;
}

//! Why no message is taken.
Error ProducerState::stoppedError() const
{
    const QString afterwards = u"restart() takes messages again, in the next epoch."_s;
    const auto stopped = [this](const QString &what, const QString &remedy) {
        return makeError(ErrorCode::Stopped, what, remedy);
    };
    switch (m_end) {
    case End::Detached:
        return stopped(u"it is detached and takes no messages"_s, afterwards);
    case End::Closed:
        return stopped(u"it has closed the stream"_s, u"Use another stream."_s);
    case End::Failed:
        return stopped(u"it has failed and takes no messages; error() says why"_s,
                       u"Do something about error(); then "_s + afterwards);
    case End::None:
        break;
    }
    return m_closing
        ? stopped(u"closeStream() is under way"_s, u"Use another stream."_s)
        : stopped(u"detach() is under way"_s, u"Wait until it has finished; then "_s + afterwards);
}

//! \a error, for a closing whose outcome is not known.
Error ProducerState::maybeClosed(Error error)
{
    error.message += u"; the stream may be closed"_s;
    error.remedy = u"Let head() find out whether the stream is closed."_s;
    return error;
}

} // namespace DurableStreams
