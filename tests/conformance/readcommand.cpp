// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "answers.h"
#include "readcommand.h"

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

LiveMode liveModeOf(const QJsonValue &live)
{
    if (live.toBool()) {
        return LiveMode::Auto;
    }
    if (live == "sse"_L1) {
        return LiveMode::Sse;
    }
    return live == "long-poll"_L1 ? LiveMode::LongPoll : LiveMode::Off;
}

QByteArray chunkOf(const Batch &batch)
{
    if (batch.kind != Batch::Kind::Json) {
        return batch.bytes;
    }
    QByteArray chunk;
    for (qsizetype i = 0; i < batch.slices.size(); ++i) {
        chunk += i == 0 ? "[" : ",";
        chunk += batch.message(i);
    }
    return chunk.isEmpty() ? chunk : chunk + ']';
}

} // namespace

ReadCommand::ReadCommand(const Stream &stream, const QJsonObject &command, QObject *parent)
    : QObject(parent)
    , m_maxChunks(command["maxChunks"_L1].toInt(100))
    , m_waitsForUpToDate(command["waitForUpToDate"_L1].toBool())
{
    ReadOptions options;
    options.offset = Offset(command["offset"_L1].toString(u"-1"_s).toUtf8());
    options.live = liveModeOf(command["live"_L1]);
    options.delivery = Delivery::WhenConfirmed;
    options.request.headers = Answers::headers(command);
    m_isLive = options.live != LiveMode::Off;
    m_reader = stream.read(options, this);
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::milliseconds(command["timeoutMs"_L1].toInt(5000)));
    connect(&m_timer, &QTimer::timeout, this, &ReadCommand::onTimeout);
    connect(m_reader, &StreamReader::batchReady, this, &ReadCommand::onBatch);
    connect(m_reader, &StreamReader::finished, this, &ReadCommand::onFinished);
    connect(m_reader, &StreamReader::retryScheduled, this,
            [this](int, std::chrono::milliseconds, const Error &error) { m_lastFailure = error; });
    connect(m_reader, &StreamReader::resumed, this, [this] { m_lastFailure.reset(); });
}

void ReadCommand::start()
{
    m_timer.start();
    m_reader->start();
}

void ReadCommand::onBatch(const Batch &batch)
{
    if (m_done || !batch.position) {
        return;
    }
    if (const QByteArray data = chunkOf(batch); !data.isEmpty()) {
        m_chunks.append(QJsonObject { { u"data"_s, QString::fromUtf8(data) },
                                      { u"offset"_s,
                                        QString::fromUtf8(batch.position->offset.token()) } });
    }
    const bool isAtEnd = m_waitsForUpToDate && batch.position->upToDate;
    if (isAtEnd || m_chunks.size() >= m_maxChunks) {
        succeed(batch.position->upToDate);
    }
}

void ReadCommand::onFinished()
{
    if (m_done) {
        return;
    }
    if (const auto error = m_reader->error()) {
        fail(*error);
    } else {
        succeed(m_reader->position().upToDate);
    }
}

void ReadCommand::onTimeout()
{
    if (m_done) {
        return;
    }
    if (m_lastFailure) {
        fail(*m_lastFailure);
    } else if (m_isLive) {
        succeed(true);
    } else {
        Error error;
        error.code = ErrorCode::Timeout;
        error.message = u"the read was not done in time"_s;
        fail(error);
    }
}

void ReadCommand::succeed(bool upToDate)
{
    const Position position = m_reader->position();
    QJsonObject members { { u"status"_s, m_reader->lastStatus() ? m_reader->lastStatus() : 200 },
                          { u"chunks"_s, m_chunks },
                          { u"offset"_s, QString::fromUtf8(position.offset.token()) },
                          { u"upToDate"_s, upToDate },
                          { u"streamClosed"_s, position.closed } };
    if (!position.cursor.isEmpty()) {
        members.insert("cursor"_L1, QString::fromUtf8(position.cursor));
    }
    end();
    Q_EMIT succeeded(members);
}

void ReadCommand::fail(const Error &error)
{
    end();
    Q_EMIT failed(error);
}

void ReadCommand::end()
{
    m_done = true;
    m_timer.stop();
    m_reader->stop();
    deleteLater();
}

#include "moc_readcommand.cpp"
