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
    case ErrorCode::AcknowledgedLost:
        return u"Look what is in the stream, and append what is missing again: restart() takes "
               "messages, in the next epoch."_s;
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

//! Why an answer that looks like success is none.
Error ProducerState::unprovenError(const ProducerBatch &batch, const ProducerAnswer &answer,
                                   Verdict verdict) const
{
    const auto number = [](std::optional<qint64> value) {
        return value ? QString::number(*value) : u"none"_s;
    };
    const QString look = u"Look whether the messages are in the stream; check that the address is "
                         "that of a Durable Streams server."_s;
    Error error;
    switch (verdict) {
    case Verdict::NotHonoured: {
        const auto isDoubled = [](const ProducerBatch &b) {
            return b.phase != ProducerBatch::Phase::Stored && b.uncertain && b.attempts > 1;
        };
        const QString doubled = std::ranges::any_of(m_queue.batches(), isDoubled)
            ? u"; what was sent more than once may be stored more than once"_s
            : QString();
        error = makeError(ErrorCode::NotSupported,
                          u"HTTP %1 without Producer-Epoch and Producer-Seq: the server, or "
                          "something between, does not honour producer numbers%2"_s.arg(answer.status)
                              .arg(doubled),
                          look + u" Stream::append() works without idempotent producers."_s);
        break;
    }
    case Verdict::Contradicted:
        error = makeError(ErrorCode::OutcomeUnknown,
                          u"HTTP %1 that is no answer to epoch %2, number %3: it names epoch %4, "
                          "number %5"_s.arg(answer.status)
                              .arg(batch.epoch)
                              .arg(batch.sequence)
                              .arg(number(answer.epoch), number(answer.sequence)));
        break;
    case Verdict::NotClosed:
        error = makeError(ErrorCode::OutcomeUnknown,
                          u"HTTP %1 that does not say that the stream is closed"_s.arg(
                              answer.status));
        break;
    default:
        error = makeError(ErrorCode::UnexpectedStatus,
                          u"HTTP %1 does not say that the messages are stored"_s.arg(answer.status),
                          look);
    }
    error.httpStatus = answer.status;
    return error;
}

//! A success without its evidence: the outcome is not known, and will not be.
void ProducerState::unproven(ProducerBatch &batch, const ProducerAnswer &answer, Verdict verdict,
                             Time now)
{
    const Error reason = attributed(unprovenError(batch, answer, verdict), batch);
    batch.uncertain = true;
    if (verdict == Verdict::NotHonoured) {
        // To send the ones before it again would store them twice.
        m_unnumbered = true;
        fail(m_queue.batches().front(), reason, now);
    } else {
        fail(batch, reason, now);
    }
}

void ProducerState::notClosed(ProducerBatch &batch, const ProducerAnswer &answer, Time now)
{
    fail(batch, unprovenError(batch, answer, Verdict::NotClosed), now);
    if (batch.count() == 0) {
        batch.uncertain = true;
        return;
    }
    if (auto *failure = std::get_if<Failure>(&m_plan)) {
        failure->maybeClosed = true;
    }
    batch.closes = false; // its message is stored
    stored(batch, answer, false, now);
}

Error ProducerState::lastEpochError() const
{
    return makeError(ErrorCode::InvalidArgument, u"there is no epoch above 2^53-1"_s,
                     u"Use another producer id."_s);
}

//! \a error, for a closing whose outcome is not known.
Error ProducerState::maybeClosed(Error error)
{
    error.message += u"; the stream may be closed"_s;
    error.remedy = u"Let head() find out whether the stream is closed."_s;
    return error;
}

} // namespace DurableStreams
