// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "appendrun.h"

#include <durablestreams/call.h>

namespace Tailwater {

AppendRun::AppendRun(const DurableStreams::Stream &stream, const QList<PayloadPiece> &pieces,
                     const DurableStreams::AppendOptions &options, QObject *parent)
    : QObject(parent)
    , m_stream(stream)
    , m_pieces(pieces)
    , m_options(options)
{
    m_outcome.total = pieces.size();
}

AppendRun::~AppendRun() = default;

void AppendRun::start()
{
    m_clock.start();
    sendNext();
}

bool AppendRun::isNumbered() const
{
    return m_options.safety == DurableStreams::AppendSafety::ExactlyOnce;
}

void AppendRun::sendNext()
{
    if (!m_pieces.isEmpty() && !isNumbered()) {
        Q_EMIT aboutToSend({});
    }
    if (m_pieces.isEmpty()) {
        m_call = m_stream.closeStream({}, m_options);
    } else {
        const PayloadPiece &piece = m_pieces.at(m_outcome.stored);
        DurableStreams::AppendOptions options = m_options;
        // Only the last piece may close the stream.
        options.close = options.close && m_outcome.stored == m_outcome.total - 1;
        if (m_outcome.stored > 0) {
            options.request.headers.removeAll("Producer-Id"); // of the first piece
            options.request.headers.removeAll("Producer-Epoch");
            options.request.headers.removeAll("Producer-Seq");
        }
        m_call = piece.jsonValue ? m_stream.appendJson(piece.body, options)
                                 : m_stream.append(piece.body, options);
    }
    connect(m_call, &DurableStreams::Call::aboutToSend, this, [this] { Q_EMIT aboutToSend(*sentAs()); });
    connect(m_call, &DurableStreams::Call::retryScheduled, this, &AppendRun::retrying);
    connect(m_call, &DurableStreams::Call::finished, this, &AppendRun::onResult);
}

void AppendRun::onResult(const DurableStreams::Result<DurableStreams::StreamInfo> &result)
{
    using DurableStreams::ErrorCode;
    const bool again
        = DurableStreams::ProducerTuple::sentBefore(m_options) && m_outcome.stored == 0;
    if (!result) {
        m_outcome.error = result.error();
        if (result.error().code == ErrorCode::OutcomeUnknown) {
            noteUnknown();
        }
        m_outcome.forgotten = again
            && (result.error().code == ErrorCode::SequenceGap
                || result.error().code == ErrorCode::StaleEpoch);
        m_call.clear();
        end();
        return;
    }
    m_call.clear();
    m_outcome.last = *result;
    m_outcome.hadFirst = m_outcome.hadFirst || (again && result->duplicate);
    if (!m_pieces.isEmpty()) {
        Q_EMIT progressed(++m_outcome.stored);
    }
    if (m_outcome.stored < m_outcome.total && !m_stopping) {
        sendNext();
        return;
    }
    m_outcome.stopped = m_outcome.stored < m_outcome.total;
    end();
}

std::optional<DurableStreams::ProducerTuple> AppendRun::sentAs() const
{
    return DurableStreams::ProducerTuple::of(m_call);
}

void AppendRun::noteUnknown()
{
    m_outcome.fate = Fate::Unknown;
    m_outcome.sentAs = sentAs();
}

void AppendRun::stop()
{
    m_stopping = true;
    if (!m_call || m_call->result()) {
        return; // the answer is here, and comes next
    }
    m_call->disconnect(this);
    if (m_call->abort()) {
        noteUnknown();
    }
    m_outcome.stopped = true;
    m_call.clear();
    end();
}

void AppendRun::end()
{
    m_outcome.duration = std::chrono::milliseconds(m_clock.elapsed());
    Q_EMIT finished(m_outcome);
}

} // namespace Tailwater

#include "moc_appendrun.cpp"
