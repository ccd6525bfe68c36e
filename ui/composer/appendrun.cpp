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

void AppendRun::sendNext()
{
    const PayloadPiece &piece = m_pieces.at(m_outcome.stored);
    DurableStreams::AppendOptions options = m_options;
    // Only the last piece may close the stream.
    options.close = options.close && m_outcome.stored == m_outcome.total - 1;
    DurableStreams::Call *call = piece.jsonValue ? m_stream.appendJson(piece.body, options)
                                                 : m_stream.append(piece.body, options);
    connect(call, &DurableStreams::Call::retryScheduled, this, &AppendRun::retrying);
    connect(call, &DurableStreams::Call::finished, this,
            [this](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                if (result) {
                    m_outcome.last = *result;
                    if (++m_outcome.stored < m_outcome.total) {
                        sendNext();
                        return;
                    }
                } else {
                    m_outcome.error = result.error();
                }
                m_outcome.duration = std::chrono::milliseconds(m_clock.elapsed());
                Q_EMIT finished(m_outcome);
            });
}

} // namespace Tailwater

#include "moc_appendrun.cpp"
