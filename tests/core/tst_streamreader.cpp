// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "readersuite.h"

#include <durablestreams/call.h>

#include <QtTest/QSignalSpy>

using namespace ReaderSuite;

// Reads over the wire: each finding about other clients is a test with the fault that provokes it.
class StreamReaderTest : public Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void readsUntilUpToDate();
    void deliversWhileTheResponseArrives();
    void finishedComesAfterTheLastBatch();
    void fetchThenLive();
    void longPollEchoesTheCursor();
    void endOf204IsConfirmed();
    void closedStreamsAreReadOnce();
    void breakInABodyIsMendedOnce_data();
    void breakInABodyIsMendedOnce();
    void breakBetweenDataAndControlDeliversOnce();
    void incompleteEventsAreDropped();
    void eventsSplitAtEveryByte();
    void severalDataEventsOneControl();
    void binaryEvents();
    void malformedControlFails_data();
    void malformedControlFails();
    void truncatedJsonFails();
    void malformedIsDeliveredRawIfWanted();
    void shortEventStreamsFallBack();
    void refusedEventStreamsFallBack();
    void silentEventStreamsFallBack();
    void idleEventStreamsAreRenewed();
    void tokenExpiresInMidTail();
    void aTailOutlivesARestartOfTheServer();
    void retriesAreFiniteUnlessLive();
    void badAddressesAreExplained_data();
    void badAddressesAreExplained();
    void notFoundIsFinal_data();
    void notFoundIsFinal();
    void recreatedStreamsAreNoticed();
    void recreatedStreamsAreReadFromTheBeginning();
    void changedPastIsNoticed();
    void resumedIsSaidOnceItIsTrue_data();
    void resumedIsSaidOnceItIsTrue();
    void nowStartsAtTheTail();
    void aRefreshAtTheTailIsA304();
    void stopKeepsThePosition();
    void userCodeMayDeleteTheReader();
    void retryNowDoesNotWait();
    void textComesByLongPoll();
    void theLiveModeMayChange_data();
    void theLiveModeMayChange();
    void anotherLiveModeGoesOnWhereOneWasRefused();
    void manyReadersAndAPost();
};

void StreamReaderTest::readsUntilUpToDate()
{
    m_server->on("/v1/stream/s", { json("[1,2]", "a", false), json("[3]", "b", false),
                                   json("[4]", "c") });
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3", "4" }));
    QCOMPARE(reader->state(), State::Ended);
    QCOMPARE(reader->position().offset, Offset("c"_ba));
    QVERIFY(reader->position().upToDate);
    QVERIFY(!reader->position().closed);
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[0].query, "offset=-1");
    QCOMPARE(requests[1].query, "offset=a");
    QCOMPARE(requests[2].query, "offset=b");
    QCOMPARE(got.states, QList<State>({ State::Connecting, State::CatchingUp, State::Ended }));
}

void StreamReaderTest::deliversWhileTheResponseArrives()
{
    std::optional<Exchange> exchange;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        exchange = e;
        e.startChunked(200, "Content-Type: application/json\r\nStream-Next-Offset: z\r\n"
                            "Stream-Up-To-Date: true\r\n");
        e.chunk("[1,2,");
    });
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2" }));
    QCOMPARE(reader->position().offset, Offset::beginning()); // not confirmed yet
    exchange->chunk("3]");
    exchange->end();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    QCOMPARE(reader->position().offset, Offset("z"_ba));
}

void StreamReaderTest::finishedComesAfterTheLastBatch()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (isLive(e, "sse")) {
            startEvents(e);
            e.chunk(dataEvent("[2]") + control("b") + dataEvent("[3]")
                    + control("c", ",\"streamClosed\":true"));
            e.end();
        } else {
            e.reply(json("[1]", "a"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    // Paused while the batch with the last message waits, and all that follows it is known.
    connect(reader.get(), &StreamReader::batchReady, reader.get(), [&](const Batch &batch) {
        if (batch.bytes.contains('2')) {
            reader->pause();
            QMetaObject::invokeMethod(reader.get(), &StreamReader::resume, Qt::QueuedConnection);
        }
    });
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.messagesAtFinish, 3);
    QVERIFY(reader->position().closed);
}

void StreamReaderTest::fetchThenLive()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (value(e.request(), "live") == "sse") {
            startEvents(e);
            e.chunk(dataEvent("[3]") + control("b"));
        } else {
            e.reply(json("[1,2]", "a"));
        }
    });
    const auto reader = read();
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    QCOMPARE(reader->position().cursor, "c-b");
    QCOMPARE(reader->state(), State::Live);
    QCOMPARE(reader->liveMode(), LiveMode::Sse);
    QCOMPARE(m_server->requests()[0].query, "offset=-1");
    QCOMPARE(m_server->requests()[1].query, "live=sse&offset=a");
}

void StreamReaderTest::longPollEchoesTheCursor()
{
    int polls = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live").isEmpty()) {
            e.reply(json("[]", "a"));
        } else if (++polls == 1) {
            e.reply(json("[1]", "b").header("Stream-Cursor", "17"));
        }
    });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(polls, 2);
    QCOMPARE(m_server->requests().last().query, "cursor=17&live=long-poll&offset=b");
    QCOMPARE(got.messages, QByteArrayList({ "1" }));
    QCOMPARE(reader->state(), State::Live);
}

// A file-backed server answers a waiting reader with 204 and closed, and keeps the last message back.
void StreamReaderTest::endOf204IsConfirmed()
{
    bool isClosed = false;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") == "long-poll") {
            isClosed = true;
            e.reply(noContent("a").header("Stream-Closed", "true"));
        } else if (isClosed) {
            e.reply(json("[\"final\"]", "b").header("Stream-Closed", "true"));
        } else {
            e.reply(json("[1]", "a"));
        }
    });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.messages, QByteArrayList({ "1", "\"final\"" }));
    QVERIFY(reader->position().closed);
    QCOMPARE(m_server->requests().size(), 3);
}

void StreamReaderTest::closedStreamsAreReadOnce()
{
    m_server->on("/v1/stream/s", json("[1]", "a").header("Stream-Closed", "True"));
    for (const LiveMode mode : { LiveMode::Auto, LiveMode::LongPoll, LiveMode::Sse }) {
        m_server->forget();
        const auto reader = read({ .live = mode });
        Received got(reader.get());
        reader->start();
        QTRY_COMPARE(got.finished, 1);
        QCOMPARE(reader->state(), State::Ended);
        QCOMPARE(m_server->requests().size(), 1);
    }
}

void StreamReaderTest::breakInABodyIsMendedOnce_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<Drop>("how");
    QTest::newRow("length, FIN") << false << Drop::Fin;
    QTest::newRow("length, RST") << false << Drop::Rst;
    QTest::newRow("chunked, FIN") << true << Drop::Fin;
    QTest::newRow("chunked, RST") << true << Drop::Rst;
}

void StreamReaderTest::breakInABodyIsMendedOnce()
{
    QFETCH(bool, chunked);
    QFETCH(Drop, how);
    const QByteArray body = R"([{"n":1},{"n":2},{"n":3},{"n":4}])"_ba;
    const auto reply = [&] {
        Reply r = json(body, "a");
        return chunked ? r.chunked(7) : r;
    };
    // Each try gets a little further than the one before.
    m_server->on("/v1/stream/s", { reply().drop(inBody(3), how), reply().drop(inBody(12), how),
                                   reply().drop(inBody(30), how), reply() });
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Ended);
    QCOMPARE(got.messages,
             QByteArrayList({ R"({"n":1})", R"({"n":2})", R"({"n":3})", R"({"n":4})" }));
    QCOMPARE(got.failures.size(), 3);
    QVERIFY(got.resumed > 0);
    for (const Request &request : m_server->requests()) {
        QCOMPARE(request.query, "offset=-1");
    }
}

void StreamReaderTest::breakBetweenDataAndControlDeliversOnce()
{
    int connection = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        if (++connection == 1) {
            e.chunk(control("a") + dataEvent("[1,2]") + dataEvent("[3]"));
            e.drop(Drop::Rst);
        } else {
            e.chunk(dataEvent("[1,2]") + dataEvent("[3]") + dataEvent("[4]") + control("b"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3", "4" }));
    QCOMPARE(value(m_server->requests().last(), "offset"), "a");
}

void StreamReaderTest::incompleteEventsAreDropped()
{
    int connection = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        if (++connection == 1) {
            e.chunk(control("a") + "event: data\ndata:[12");
            e.drop(Drop::Fin);
        } else {
            e.chunk(dataEvent("[1234]") + control("b"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    QCOMPARE(got.messages, QByteArrayList({ "1234" }));
}

void StreamReaderTest::eventsSplitAtEveryByte()
{
    QByteArray events = dataEvent("[\"é\"]") + control("b") + dataEvent("[2]")
        + control("c", ",\"streamClosed\":true");
    events.replace("\n", "\r\n");
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        for (const char c : events) {
            e.chunk(QByteArray(1, c));
        }
        e.end();
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Ended);
    QCOMPARE(got.messages, QByteArrayList({ "\"é\"", "2" }));
    QCOMPARE(m_server->requests().size(), 2); // closed: no reconnect
}

void StreamReaderTest::severalDataEventsOneControl()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        e.chunk(dataEvent("[1]") + dataEvent("[2,3]") + control("b"));
    });
    const auto reader = read({ .live = LiveMode::Sse, .delivery = Delivery::WhenConfirmed });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    QCOMPARE(got.batches.last().slices.size(), 3);
    QCOMPARE(got.batches.last().position->offset, Offset("b"_ba));
}

void StreamReaderTest::binaryEvents()
{
    const QByteArray bytes = QByteArray::fromHex("00ff80fe0d0a");
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(Reply(200)
                        .header("Content-Type", "application/octet-stream")
                        .header("Stream-Next-Offset", "a")
                        .header("Stream-Up-To-Date", "true"));
            return;
        }
        startEvents(e, "Stream-SSE-Data-Encoding: base64\r\n");
        const QByteArray encoded = bytes.toBase64();
        e.chunk("event: data\ndata:" + encoded.first(3) + "\ndata:" + encoded.sliced(3) + "\n\n"
                + dataEvent(bytes.toBase64()) + control("b"));
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    QCOMPARE(got.bytes, bytes + bytes);
}

void StreamReaderTest::malformedControlFails_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("not JSON") << "nonsense"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("array") << "[]"_ba;
    QTest::newRow("no offset") << "{}"_ba;
}

void StreamReaderTest::malformedControlFails()
{
    QFETCH(QByteArray, data);
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        e.chunk("event: control\ndata:" + data + "\n\n");
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Failed);
    QCOMPARE(reader->error()->code, ErrorCode::Malformed);
}

void StreamReaderTest::truncatedJsonFails()
{
    m_server->on("/v1/stream/s", json("[{\"a\":1},{\"b\":", "a"));
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->error()->code, ErrorCode::Malformed);
    QVERIFY(reader->error()->message.contains(u"/v1/stream/s"));
}

void StreamReaderTest::malformedIsDeliveredRawIfWanted()
{
    m_server->on("/v1/stream/s", { json("[1,<html>oops", "a", false), json("[2]", "b") });
    const auto reader
        = read({ .live = LiveMode::Off, .malformed = MalformedPolicy::DeliverRaw });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Ended);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2" }));
    const auto raw = std::ranges::find_if(got.batches, &Batch::malformed);
    QVERIFY(raw != got.batches.end());
    QVERIFY(raw->bytes.contains("<html>oops"));
}

void StreamReaderTest::shortEventStreamsFallBack()
{
    int streams = 0;
    int polls = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray live = value(e.request(), "live");
        if (live == "sse") {
            ++streams;
            startEvents(e);
            e.chunk(control("a"));
            e.end();
        } else if (live == "long-poll") {
            if (++polls == 1) {
                e.reply(json("[1]", "b"));
            }
        } else {
            e.reply(json("[]", "a"));
        }
    });
    const auto reader = read();
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1" }));
    QCOMPARE(streams, 3);
    QCOMPARE(reader->liveMode(), LiveMode::LongPoll);
}

void StreamReaderTest::refusedEventStreamsFallBack()
{
    int polls = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray live = value(e.request(), "live");
        if (live == "sse") {
            e.reply(Reply(400, "live=sse is not supported"));
        } else if (live == "long-poll") {
            ++polls;
        } else {
            e.reply(json("[]", "a"));
        }
    });
    const auto reader = read();
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(polls, 1);
    QCOMPARE(got.resets, 0);
    QCOMPARE(reader->liveMode(), LiveMode::LongPoll);
}

// A proxy that buffers the event stream.
void StreamReaderTest::silentEventStreamsFallBack()
{
    int polls = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray live = value(e.request(), "live");
        if (live == "sse") {
            startEvents(e);
        } else if (live == "long-poll") {
            ++polls;
        } else {
            e.reply(json("[]", "a"));
        }
    });
    const auto reader = read({ .sseFirstControl = 50ms });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(polls, 1);
    QCOMPARE(reader->liveMode(), LiveMode::LongPoll);
}

// A connection that is dead without having ended.
void StreamReaderTest::idleEventStreamsAreRenewed()
{
    int streams = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        e.chunk(++streams == 1 ? control("a") : dataEvent("[1]") + control("b"));
    });
    const auto reader = read({ .live = LiveMode::Sse, .sseIdle = 100ms });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1" }));
    QVERIFY(!got.failures.isEmpty());
    QCOMPARE(got.failures.first().code, ErrorCode::Timeout);
}

void StreamReaderTest::tokenExpiresInMidTail()
{
    QByteArray valid = "Bearer 1"_ba;
    int streams = 0;
    std::optional<Exchange> open;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (e.request().header("Authorization") != valid) {
            e.reply(Reply(401));
        } else if (value(e.request(), "live") != "sse") {
            e.reply(json("[1]", "a"));
        } else {
            startEvents(e);
            e.chunk(++streams == 1 ? control("a") : dataEvent("[2]") + control("b"));
            open = e;
        }
    });
    QByteArray token = "Bearer 1"_ba;
    int refusals = 0;
    m_client->setProvider([&](const RequestContext &context, const Client::Answer &answer) {
        if (context.refused) {
            ++refusals;
            token = "Bearer 2"_ba;
        }
        RequestExtras extras;
        extras.headers.append("Authorization", token);
        answer(extras);
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(streams, 1);
    QTRY_COMPARE(reader->state(), State::Live);
    valid = "Bearer 2"_ba;
    open->drop();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2" }));
    QCOMPARE(refusals, 1);
    QCOMPARE(got.finished, 0);
}

void StreamReaderTest::aTailOutlivesARestartOfTheServer()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        const bool isLive = !value(e.request(), "live").isEmpty();
        if (!isLive) {
            const bool isFirst = value(e.request(), "offset") == "-1";
            e.reply(isFirst ? json("[1]", "a") : json("[2]", "b"));
        }
    });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->state(), State::Live);
    m_server->stopListening();
    m_server->dropAll(Drop::Rst);
    QTRY_VERIFY(got.failures.size() >= 8); // more than a finite policy would allow
    QCOMPARE(reader->state(), State::Reconnecting);
    QVERIFY(m_server->listenAgain());
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2" }));
    QTRY_COMPARE(reader->state(), State::Live);
    QCOMPARE(got.resumed, 1);
}

void StreamReaderTest::retriesAreFiniteUnlessLive()
{
    m_server->on("/v1/stream/s", Reply(500));
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->error()->code, ErrorCode::Server);
    QCOMPARE(m_server->requests().size(), 6);
    QCOMPARE(got.failures.size(), 5);
}

void StreamReaderTest::badAddressesAreExplained_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("message");
    const QString notAbsolute = u"request%1: not an absolute http or https address"_s;
    QTest::newRow("none") << QString() << notAbsolute.arg(QString());
    QTest::newRow("a path") << u"/orders"_s << notAbsolute.arg(u" /orders"_s);
    QTest::newRow("another stream")
        << u"http://127.0.0.1:1/v1/../x"_s
        << u"request /v1/../x: a path segment '.' or '..' would name another stream"_s;
}

void StreamReaderTest::badAddressesAreExplained()
{
    QFETCH(const QString, address);
    const std::unique_ptr<StreamReader> reader(m_client->stream(QUrl(address)).read());
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->error()->code, ErrorCode::InvalidArgument);
    QTEST(reader->error()->message, "message");
    QVERIFY(!reader->error()->remedy.isEmpty());
}

void StreamReaderTest::notFoundIsFinal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("404") << 404 << ErrorCode::NotFound;
    QTest::newRow("410") << 410 << ErrorCode::Gone;
    QTest::newRow("400") << 400 << ErrorCode::InvalidOffset;
    QTest::newRow("401") << 401 << ErrorCode::Unauthorized;
    QTest::newRow("403") << 403 << ErrorCode::Forbidden;
}

void StreamReaderTest::notFoundIsFinal()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    m_server->on("/v1/stream/s", Reply(status, "why"));
    const auto reader = read({ .offset = Offset("5_5"_ba) });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Failed);
    QCOMPARE(reader->error()->code, code);
    QCOMPARE(reader->error()->serverText, "why");
    QCOMPARE(reader->lastStatus(), status);
    QCOMPARE(m_server->requests().size(), 1);
}

void StreamReaderTest::recreatedStreamsAreNoticed()
{
    m_server->on("/v1/stream/s", { json("[1,2,3]", "0_300"), json("[]", "0_100") });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.resets, 1);
    QCOMPARE(reader->error()->code, ErrorCode::StreamReset);
}

void StreamReaderTest::recreatedStreamsAreReadFromTheBeginning()
{
    m_server->on("/v1/stream/s", { json("[1,2,3]", "0_300"), json("[]", "0_100"),
                                   json("[9]", "0_100").header("Stream-Closed", "true") });
    const auto reader
        = read({ .live = LiveMode::LongPoll, .reset = ResetPolicy::FromBeginning });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.resets, 1);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3", "9" }));
    QCOMPARE(m_server->requests().last().query, "offset=-1");
}

void StreamReaderTest::changedPastIsNoticed()
{
    m_server->on("/v1/stream/s",
                 { json("[1,2,3]", "a").drop(inBody(5)), json("[1,7,3]", "a") });
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.resets, 1);
    QCOMPARE(got.resumed, 0);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2" }));
}

void StreamReaderTest::resumedIsSaidOnceItIsTrue_data()
{
    QTest::addColumn<QByteArray>("events"); // after the break, at 0_300
    QTest::addColumn<int>("resumed");
    QTest::addColumn<int>("resets");
    QTest::newRow("nothing new") << control("0_300") << 1 << 0;
    QTest::newRow("news") << dataEvent("[4]") + control("0_400") << 1 << 0;
    QTest::newRow("shorter than before") << control("0_100") << 0 << 1;
}

// The headers of an event stream do not tell what the stream is.
void StreamReaderTest::resumedIsSaidOnceItIsTrue()
{
    QFETCH(const QByteArray, events);
    QFETCH(const int, resumed);
    QFETCH(const int, resets);
    int connection = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "live") != "sse") {
            e.reply(json("[1,2,3]", "0_300"));
            return;
        }
        startEvents(e);
        e.chunk(++connection == 1 ? control("0_300") : events);
        if (connection == 1) {
            e.drop(Drop::Rst);
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.resumed + got.resets, 1);
    QCOMPARE(got.resumed, resumed);
    QCOMPARE(got.resets, resets);
}

void StreamReaderTest::nowStartsAtTheTail()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (value(e.request(), "live").isEmpty()) {
            e.reply(json("[]", "0_77"));
        }
    });
    const auto reader = read({ .offset = Offset::now(), .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests()[0].query, "offset=now");
    QCOMPARE(value(m_server->requests()[1], "offset"), "0_77");
    QCOMPARE(reader->position().offset, Offset("0_77"_ba));
    QVERIFY(got.messages.isEmpty());
    QCOMPARE(got.batches.size(), 1); // the empty one that says "caught up"
}

void StreamReaderTest::aRefreshAtTheTailIsA304()
{
    int unchanged = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (value(e.request(), "offset") == "-1") {
            e.reply(json("[1]", "a").header("ETag", "\"first\""));
        } else if (e.request().header("If-None-Match") == "\"tail\"") {
            ++unchanged;
            e.reply(Reply(304).header("ETag", "\"tail\""));
        } else {
            e.reply(json("[]", "a").header("ETag", "\"tail\""));
        }
    });
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    for (int refresh = 1; refresh <= 4; ++refresh) {
        reader->start();
        QTRY_COMPARE(got.finished, refresh);
        QCOMPARE(reader->state(), State::Ended);
        QCOMPARE(reader->position().offset, Offset("a"_ba));
    }
    QCOMPARE(unchanged, 2);
    QCOMPARE(got.messages, QByteArrayList({ "1" }));
}

void StreamReaderTest::stopKeepsThePosition()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (value(e.request(), "offset") == "-1") {
            e.reply(json("[1]", "a"));
        } else if (value(e.request(), "live").isEmpty()) {
            e.reply(json("[2]", "b"));
        }
    });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->state(), State::Live);
    reader->stop();
    QCOMPARE(reader->state(), State::Stopped);
    QCOMPARE(got.finished, 1);
    QCOMPARE(reader->position().offset, Offset("a"_ba));
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2" }));
    QCOMPARE(got.finished, 1);
}

void StreamReaderTest::userCodeMayDeleteTheReader()
{
    m_server->on("/v1/stream/s", json("[1]", "a"));
    auto *reader = read().release();
    QPointer guard(reader);
    connect(reader, &StreamReader::batchReady, this, [reader] { delete reader; });
    reader->start();
    QTRY_VERIFY(!guard);
}

void StreamReaderTest::retryNowDoesNotWait()
{
    m_server->on("/v1/stream/s", { Reply(503).header("Retry-After", "600"), json("[1]", "a") });
    const auto reader = read({ .live = LiveMode::Off });
    Received got(reader.get());
    connect(reader.get(), &StreamReader::retryScheduled, reader.get(), &StreamReader::retryNow,
            Qt::QueuedConnection);
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1" }));
    QVERIFY(got.failures.first().retryAfter == 600s);
}

void StreamReaderTest::textComesByLongPoll()
{
    const QByteArray text = "a\r\nb\rc\n\xc3"_ba;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        Reply reply(200, text);
        reply.header("Content-Type", "text/plain").header("Stream-Next-Offset", "a");
        if (value(e.request(), "live").isEmpty()) {
            e.reply(reply.header("Stream-Up-To-Date", "true"));
        }
    });
    const auto reader = read();
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(m_server->requests().size(), 2);
    QCOMPARE(value(m_server->requests().last(), "live"), "long-poll");
    QCOMPARE(got.bytes, text);
}

void StreamReaderTest::theLiveModeMayChange_data()
{
    QTest::addColumn<LiveMode>("from");
    QTest::addColumn<LiveMode>("to");
    QTest::addColumn<QByteArray>("asked");
    QTest::newRow("events to long-poll") << LiveMode::Sse << LiveMode::LongPoll << "long-poll"_ba;
    QTest::newRow("automatic to long-poll") << LiveMode::Auto << LiveMode::LongPoll << "long-poll"_ba;
    QTest::newRow("long-poll to events") << LiveMode::LongPoll << LiveMode::Sse << "sse"_ba;
    QTest::newRow("long-poll to automatic") << LiveMode::LongPoll << LiveMode::Auto << "sse"_ba;
    QTest::newRow("events to none") << LiveMode::Sse << LiveMode::Off << ""_ba;
}

// In the middle of what is not confirmed: nothing is missing then, and nothing comes twice.
void StreamReaderTest::theLiveModeMayChange()
{
    QFETCH(LiveMode, from);
    QFETCH(LiveMode, to);
    QFETCH(QByteArray, asked);
    bool changed = false;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray live = value(e.request(), "live");
        const QByteArray offset = value(e.request(), "offset");
        if (live.isEmpty()) {
            e.reply(offset == "-1" ? json("[1]", "a") : json("[2,3,4]", "b"));
        } else if (offset == "b") {
            return; // at the tail
        } else if (live == "sse") {
            startEvents(e);
            e.chunk(control("a") + dataEvent("[2,3]"));
        } else {
            e.startChunked(200, "Content-Type: application/json\r\nStream-Next-Offset: b\r\n");
            e.chunk("[2,3,");
        }
    });
    const auto reader = read({ .live = from });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    got.states.clear();
    connect(reader.get(), &StreamReader::liveModeChanged, this, [&] { changed = true; });
    reader->setLiveMode(to);
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    QTRY_COMPARE(value(m_server->requests().last(), "live"), asked);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3", "4" }));
    QVERIFY(changed);
    QCOMPARE(got.resumed, 0);
    QCOMPARE(got.resets, 0);
    QTRY_COMPARE(got.states, to == LiveMode::Off ? QList({ State::Ended }) : QList<State>());
}

void StreamReaderTest::anotherLiveModeGoesOnWhereOneWasRefused()
{
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray live = value(e.request(), "live");
        if (live == "sse") {
            e.reply(Reply(400, "live=sse is not supported"));
        } else if (live.isEmpty()) {
            e.reply(value(e.request(), "offset") == "-1" ? json("[1]", "a") : json("[]", "a"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->state(), State::Failed);
    reader->setLiveMode(LiveMode::LongPoll);
    reader->start();
    QTRY_COMPARE(value(m_server->requests().last(), "live"), "long-poll");
    QCOMPARE(got.messages, QByteArrayList({ "1" }));
}

void StreamReaderTest::manyReadersAndAPost()
{
    m_server->on("GET", "/v1/stream/s", [](const Exchange &e) {
        if (value(e.request(), "live").isEmpty()) {
            e.reply(json("[]", "a"));
        } else {
            startEvents(e);
            e.chunk(control("a"));
        }
    });
    m_server->on("POST", "/v1/stream/s", Reply(200).header("Stream-Next-Offset", "b"));
    std::vector<std::unique_ptr<StreamReader>> readers;
    int live = 0;
    for (int i = 0; i < 60; ++i) {
        readers.push_back(read({ .live = LiveMode::Sse }));
        connect(readers.back().get(), &StreamReader::batchReady, this, [&live](const Batch &batch) {
            live += batch.position && !batch.position->cursor.isEmpty() ? 1 : 0;
        });
        readers.back()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(live, 60, 30s);
    Call *call = m_client->stream(m_server->url("/v1/stream/s")).appendJson("1"_ba);
    QSignalSpy finished(call, &Call::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_server->count("POST", "/v1/stream/s"), 1);
}

QTEST_GUILESS_MAIN(StreamReaderTest)
#include "tst_streamreader.moc"
