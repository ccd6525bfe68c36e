// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/npmserver.h>

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streaminfo.h>
#include <durablestreams/streamreader.h>

#include <QtTest/QTest>

using namespace DurableStreams;
using namespace TestSupport;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = StreamReader::State;

namespace {

QByteArrayList numbers(int from, int to)
{
    QByteArrayList list;
    for (int i = from; i <= to; ++i) {
        list.append("{\"n\":" + QByteArray::number(i) + '}');
    }
    return list;
}

} // namespace

// Streams and readers against the reference server, in memory and file-backed.
class ReferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void roundTrip_data() { stores(); }
    void roundTrip();
    void forksStartInTheMiddle();
    void aKilledServerLeavesNoGap_data();
    void aKilledServerLeavesNoGap();
    void appendAndCloseWhileALongPollWaits_data() { stores(); }
    void appendAndCloseWhileALongPollWaits();
    void textIsExactByLongPoll();
    void binaryByEvents();
    void aRecreatedStreamIsReadFromTheBeginning();

private:
    static void stores();
    Result<StreamInfo> wait(Call *call);
    void collect(StreamReader *reader, QByteArrayList &messages);
    void startServer(NpmServer::Store store);

    std::unique_ptr<NpmServer> m_server;
    Client m_client;
};

void ReferenceTest::stores()
{
    QTest::addColumn<NpmServer::Store>("store");
    QTest::newRow("memory") << NpmServer::Store::Memory;
    QTest::newRow("file") << NpmServer::Store::File;
}

void ReferenceTest::startServer(NpmServer::Store store)
{
    m_server = std::make_unique<NpmServer>(QStringLiteral(NODE_EXECUTABLE),
                                           QStringLiteral(NPM_SERVER), store);
    const QString problem = m_server->start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

Result<StreamInfo> ReferenceTest::wait(Call *call)
{
    std::optional<Result<StreamInfo>> result;
    connect(call, &Call::finished, this, [&](const auto &value) { result = value; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, QDeadlineTimer(30s))) {
        return std::unexpected(Error {});
    }
    return *result;
}

void ReferenceTest::collect(StreamReader *reader, QByteArrayList &messages)
{
    connect(reader, &StreamReader::batchReady, this, [&messages](const Batch &batch) {
        for (qsizetype i = 0; i < batch.slices.size(); ++i) {
            messages.append(batch.message(i).toByteArray());
        }
    });
}

void ReferenceTest::roundTrip()
{
    QFETCH(NpmServer::Store, store);
    startServer(store);
    const Stream s = m_client.stream(m_server->url("/v1/stream/round/trip%20%C3%A9"));
    const auto created = wait(s.create({ .contentType = "application/json"_ba, .ttl = 3600s }));
    QVERIFY(created && created->created);
    QVERIFY(!wait(s.create({ .contentType = "application/json"_ba, .ttl = 3600s }))->created);
    const auto other = wait(s.create({ .contentType = "text/plain"_ba }));
    QCOMPARE(other.error().code, ErrorCode::AlreadyExists);
    QVERIFY(wait(s.appendJson("[1,2]"_ba)));
    QVERIFY(wait(s.append("[3,4]"_ba)));
    const auto head = wait(s.head());
    QVERIFY(head);
    QCOMPARE(head->contentType, "application/json");
    QCOMPARE(head->ttl, std::optional(3600s));
    const auto closed = wait(s.appendJson("5"_ba, { .close = true }));
    QVERIFY(closed && closed->closed);
    QVERIFY(wait(s.closeStream())); // again: nothing more happens
    const auto refused = wait(s.appendJson("6"_ba));
    QCOMPARE(refused.error().code, ErrorCode::StreamClosed);
    QCOMPARE(refused.error().finalOffset, std::optional(closed->nextOffset));
    const std::unique_ptr<StreamReader> reader(s.read({}, this));
    QByteArrayList messages;
    collect(reader.get(), messages);
    reader->start();
    QTRY_COMPARE(reader->state(), State::Ended);
    QCOMPARE(messages, QByteArrayList({ "[1,2]", "3", "4", "5" }));
    QVERIFY(wait(s.remove()));
    QCOMPARE(wait(s.head()).error().code, ErrorCode::NotFound);
}

void ReferenceTest::forksStartInTheMiddle()
{
    startServer(NpmServer::Store::Memory);
    const Stream source = m_client.stream(m_server->url("/v1/stream/source"));
    const auto created = wait(source.create({ .contentType = "application/json"_ba }));
    QVERIFY(created);
    QVERIFY(wait(source.append("[1,2,3]"_ba)));
    const Stream fork = m_client.stream(m_server->url("/v1/stream/fork"));
    QVERIFY(wait(fork.fork({ .sourcePath = "/v1/stream/source"_ba, .offset = created->nextOffset,
                             .subOffset = 2 })));
    QVERIFY(wait(fork.appendJson("9"_ba)));
    const std::unique_ptr<StreamReader> reader(fork.read({ .live = LiveMode::Off }, this));
    QByteArrayList messages;
    collect(reader.get(), messages);
    reader->start();
    QTRY_COMPARE(reader->state(), State::Ended);
    QCOMPARE(messages, QByteArrayList({ "1", "2", "9" }));
}

void ReferenceTest::aKilledServerLeavesNoGap_data()
{
    QTest::addColumn<LiveMode>("live");
    QTest::newRow("auto") << LiveMode::Auto;
    QTest::newRow("long-poll") << LiveMode::LongPoll;
    QTest::newRow("sse") << LiveMode::Sse;
}

void ReferenceTest::aKilledServerLeavesNoGap()
{
    QFETCH(LiveMode, live);
    startServer(NpmServer::Store::File);
    const Stream s = m_client.stream(m_server->url("/v1/stream/killed"));
    QVERIFY(wait(s.create({ .contentType = "application/json"_ba })));
    QVERIFY(wait(s.append('[' + numbers(1, 10).join(',') + ']')));
    const std::unique_ptr<StreamReader> reader(s.read({ .live = live }, this));
    QByteArrayList messages;
    collect(reader.get(), messages);
    reader->start();
    QTRY_COMPARE(reader->state(), State::Live);
    for (const QByteArray &value : numbers(11, 20)) {
        QVERIFY(wait(s.appendJson(value)));
    }
    QTRY_COMPARE(messages, numbers(1, 20));

    m_server->kill();
    QTRY_COMPARE(reader->state(), State::Reconnecting);
    const QString problem = m_server->start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    for (const QByteArray &value : numbers(21, 40)) {
        QVERIFY(wait(s.appendJson(value)));
    }
    QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 40, 60s);
    QCOMPARE(messages, numbers(1, 40));
}

// The file-backed server of 0.3.7 tells the waiting reader the end but not the last message.
void ReferenceTest::appendAndCloseWhileALongPollWaits()
{
    QFETCH(NpmServer::Store, store);
    startServer(store);
    for (int i = 0; i < 5; ++i) {
        const Stream s
            = m_client.stream(m_server->url("/v1/stream/end-" + QByteArray::number(i)));
        QVERIFY(wait(s.create({ .contentType = "application/json"_ba })));
        const std::unique_ptr<StreamReader> reader(s.read({ .live = LiveMode::LongPoll }, this));
        QByteArrayList messages;
        collect(reader.get(), messages);
        bool waits = false;
        const auto traced
            = connect(&m_client, &Client::requestTraced, this, [&](const RequestTrace &trace) {
                  waits = waits || (trace.purpose == "catch-up" && trace.finished);
              });
        reader->start();
        QTRY_VERIFY(waits && reader->state() == State::Live);
        disconnect(traced);
        // A round trip later the poll has arrived as well.
        QVERIFY(wait(s.head()));
        QVERIFY(wait(s.appendJson("\"final\""_ba, { .close = true })));
        QTRY_COMPARE(reader->state(), State::Ended);
        QCOMPARE(messages, QByteArrayList({ "\"final\"" }));
    }
}

void ReferenceTest::textIsExactByLongPoll()
{
    startServer(NpmServer::Store::Memory);
    const QByteArray text = "\xef\xbb\xbf" "a\r\nb\rc\n\xc3\xa9"_ba;
    const Stream s = m_client.stream(m_server->url("/v1/stream/text"));
    QVERIFY(wait(s.create({ .contentType = "text/plain"_ba })));
    const std::unique_ptr<StreamReader> reader(s.read({}, this));
    QByteArray received;
    connect(reader.get(), &StreamReader::batchReady, this,
            [&received](const Batch &batch) { received += batch.bytes; });
    reader->start();
    QTRY_COMPARE(reader->state(), State::Live);
    QVERIFY(wait(s.append(text.chopped(1))));
    QVERIFY(wait(s.append(text.last(1))));
    QTRY_COMPARE(received, text);
    QCOMPARE(reader->liveMode(), LiveMode::LongPoll);
}

void ReferenceTest::binaryByEvents()
{
    startServer(NpmServer::Store::Memory);
    QByteArray bytes;
    for (int i = 0; i < 1000; ++i) {
        bytes.append(char(i * 7));
    }
    const Stream s = m_client.stream(m_server->url("/v1/stream/binary"));
    QVERIFY(wait(s.create()));
    const std::unique_ptr<StreamReader> reader(s.read({}, this));
    QByteArray received;
    connect(reader.get(), &StreamReader::batchReady, this,
            [&received](const Batch &batch) { received += batch.bytes; });
    reader->start();
    QTRY_COMPARE(reader->liveMode(), LiveMode::Sse);
    for (qsizetype at = 0; at < bytes.size(); at += 125) {
        QVERIFY(wait(s.append(bytes.sliced(at, 125))));
    }
    QTRY_COMPARE(received, bytes);
}

void ReferenceTest::aRecreatedStreamIsReadFromTheBeginning()
{
    startServer(NpmServer::Store::Memory);
    const Stream s = m_client.stream(m_server->url("/v1/stream/again"));
    QVERIFY(wait(s.create({ .contentType = "application/json"_ba })));
    QVERIFY(wait(s.append("[1,2,3,4,5]"_ba)));
    const std::unique_ptr<StreamReader> reader(
        s.read({ .live = LiveMode::Off, .reset = ResetPolicy::FromBeginning }, this));
    QByteArrayList messages;
    int resets = 0;
    collect(reader.get(), messages);
    connect(reader.get(), &StreamReader::streamReset, this, [&resets] { ++resets; });
    reader->start();
    QTRY_COMPARE(reader->state(), State::Ended);
    QVERIFY(wait(s.remove()));
    QVERIFY(wait(s.create({ .contentType = "application/json"_ba })));
    QVERIFY(wait(s.append("[8]"_ba)));
    messages.clear();
    reader->start();
    QTRY_COMPARE(messages, QByteArrayList({ "8" }));
    QCOMPARE(resets, 1);
}

QTEST_GUILESS_MAIN(ReferenceTest)
#include "tst_reference.moc"
