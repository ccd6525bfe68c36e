// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "readersuite.h"

namespace ReaderSuite {

Reply json(const QByteArray &body, const QByteArray &next, bool upToDate)
{
    Reply reply(200, body);
    reply.header("Content-Type", "application/json").header("Stream-Next-Offset", next);
    if (upToDate) {
        reply.header("Stream-Up-To-Date", "true");
    }
    return reply;
}

Reply noContent(const QByteArray &next, const QByteArray &cursor)
{
    return Reply(204)
        .header("Stream-Next-Offset", next)
        .header("Stream-Up-To-Date", "true")
        .header("Stream-Cursor", cursor);
}

QByteArray value(const Request &request, const QByteArray &name)
{
    for (const QByteArray &item : request.query.split('&')) {
        if (item.startsWith(QByteArray(name + "="))) {
            return item.sliced(name.size() + 1);
        }
    }
    return {};
}

bool isLive(const Exchange &e, const QByteArray &mode)
{
    return value(e.request(), "live") == mode;
}

void startEvents(const Exchange &e, const QByteArray &headerLines)
{
    e.startChunked(200, "Content-Type: text/event-stream\r\n" + headerLines);
}

QByteArray dataEvent(const QByteArray &data)
{
    return "event: data\ndata:" + data + "\n\n";
}

QByteArray control(const QByteArray &next, const QByteArray &more)
{
    return "event: control\ndata:{\"streamNextOffset\":\"" + next + "\",\"streamCursor\":\"c-" + next
        + '"' + more + "}\n\n";
}

Received::Received(StreamReader *reader)
    : m_reader(reader)
{
    connect(reader, &StreamReader::batchReady, this, &Received::take);
    connect(reader, &StreamReader::finished, this, [this] {
        ++finished;
        messagesAtFinish = messages.size();
    });
    connect(reader, &StreamReader::retryScheduled, this,
            [this](int, std::chrono::milliseconds delay, const Error &error) {
                delays.append(delay);
                failures.append(error);
            });
    connect(reader, &StreamReader::streamReset, this, [this] { ++resets; });
    connect(reader, &StreamReader::resumed, this, [this] { ++resumed; });
    connect(reader, &StreamReader::stateChanged, this, [this](State state) { states.append(state); });
}

void Received::take(const Batch &batch)
{
    batches.append(batch);
    bytes += batch.bytes;
    for (const QByteArrayView message : batch.messages()) {
        messages.append(message.toByteArray());
    }
    if (batch.position && *batch.position != m_reader->position()) {
        qWarning("position() is not what was delivered");
    }
}

void Fixture::setUp()
{
    QTest::failOnWarning();
    m_server = std::make_unique<FaultServer>();
    m_client = std::make_unique<Client>();
    RetryPolicy quick;
    quick.initialDelay = 1ms;
    quick.maxDelay = 20ms;
    QVERIFY(!m_client->setRetryPolicy(quick));
}

void Fixture::tearDown()
{
    m_client.reset();
    m_server.reset();
}

std::unique_ptr<StreamReader> Fixture::read(const ReadOptions &options)
{
    return std::unique_ptr<StreamReader>(
        m_client->stream(m_server->url("/v1/stream/s")).read(options, this));
}

} // namespace ReaderSuite

#include "moc_readersuite.cpp"
