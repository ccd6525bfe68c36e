// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "readersuite.h"

using namespace ReaderSuite;

namespace {

Reply answer(const QByteArray &type, const QByteArray &body, const QByteArray &next)
{
    return Reply(200, body)
        .header("Content-Type", type)
        .header("Stream-Next-Offset", next)
        .header("Stream-Up-To-Date", "true");
}

} // namespace

// What servers and proxies do to readers, and what must not come of it.
class ReaderFaultsTest : public Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void confirmedDeliveryLosesNothing_data();
    void confirmedDeliveryLosesNothing();
    void tooMuchTextByEventsIsReadOnce();
    void aMalformedEventComesOnce();
    void anEndSaidOnlyBy204IsAnEnd();
    void answersWithoutAnOffsetAreRefused_data();
    void answersWithoutAnOffsetAreRefused();
    void nothingOfAnotherStreamIsDelivered_data();
    void nothingOfAnotherStreamIsDelivered();
    void aStreamThatWasGoneIsAnotherOne();
    void eventsOfAnotherTypeAreAnotherStream();
};

void ReaderFaultsTest::confirmedDeliveryLosesNothing_data()
{
    QTest::addColumn<LiveMode>("live");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("JSON by GET") << LiveMode::Off << "application/json"_ba;
    QTest::newRow("JSON by events") << LiveMode::Sse << "application/json"_ba;
    QTest::newRow("text by events") << LiveMode::Sse << "text/plain"_ba;
}

// Everything has arrived but for the confirmation, and was held back for it.
void ReaderFaultsTest::confirmedDeliveryLosesNothing()
{
    QFETCH(LiveMode, live);
    QFETCH(QByteArray, type);
    const QByteArray body = type == "text/plain" ? "[1,2,3]\n"_ba : "[1,2,3]"_ba;
    const QByteArray empty = type == "text/plain" ? ""_ba : "[]"_ba;
    int attempts = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const bool asksForData = live == LiveMode::Off || isLive(e, "sse");
        const bool breaks = asksForData && ++attempts == 1;
        if (!asksForData) {
            e.reply(answer(type, empty, "a"));
        } else if (live == LiveMode::Off) {
            e.reply(breaks ? answer(type, body, "b").drop(inBody(6)) : answer(type, body, "b"));
        } else {
            startEvents(e);
            e.chunk(dataEvent(QByteArray(body).replace("\n", "\ndata:")));
            if (breaks) {
                e.drop(Drop::Rst);
            } else {
                e.chunk(control("b"));
            }
        }
    });
    const auto reader = read({ .live = live, .delivery = Delivery::WhenConfirmed });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    if (type == "text/plain") {
        QCOMPARE(got.bytes, body);
    } else {
        QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    }
    QCOMPARE(got.resets, 0);
}

// Text by events is held until its control event; what is too long for that is read by GET.
void ReaderFaultsTest::tooMuchTextByEventsIsReadOnce()
{
    const QByteArray text = "head\r\n" + QByteArray(1023, 'x').append('\n').repeated(9 * 1024);
    int gets = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const bool isBehind = value(e.request(), "offset") == "a";
        if (isLive(e, "sse")) {
            startEvents(e);
            QByteArray lines = text;
            lines.replace("\r\n", "\n").replace("\n", "\ndata:");
            e.chunk(isBehind ? "event: data\ndata:" + lines : control("b"));
        } else if (!isBehind) {
            e.reply(answer("text/plain", {}, "a"));
        } else {
            const Reply whole = answer("text/plain", text, "b");
            e.reply(++gets == 1 ? Reply(whole).drop(inBody(3'000'000)) : whole);
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(reader->position().offset, Offset("b"_ba), 30s);
    QCOMPARE(got.resets, 0);
    QVERIFY(got.bytes == text);
}

void ReaderFaultsTest::aMalformedEventComesOnce()
{
    int streams = 0;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (!isLive(e, "sse")) {
            e.reply(json("[]", "a"));
            return;
        }
        startEvents(e);
        e.chunk(dataEvent("[1]") + dataEvent("oops") + dataEvent("[2]"));
        if (++streams == 1) {
            e.drop(Drop::Rst);
        } else {
            e.chunk(dataEvent("[3]") + control("b"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse, .malformed = MalformedPolicy::DeliverRaw });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(reader->position().offset, Offset("b"_ba));
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    QCOMPARE(std::ranges::count_if(got.batches, &Batch::malformed), 1);
}

// The answer to the question that confirms the end has nothing new, and does not repeat that it is one.
void ReaderFaultsTest::anEndSaidOnlyBy204IsAnEnd()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (isLive(e, "long-poll")) {
            e.reply(noContent("a").header("Stream-Closed", "true"));
        } else {
            e.reply(value(e.request(), "offset") == "-1" ? json("[1]", "a") : json("[]", "a"));
        }
    });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Ended);
    QVERIFY(reader->position().closed);
    QCOMPARE(m_server->requests().size(), 3);
}

void ReaderFaultsTest::answersWithoutAnOffsetAreRefused_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a page to log in") << "text/html"_ba << "<html>Welcome to the airport</html>"_ba;
    QTest::newRow("headers were removed") << "application/json"_ba << "[1,2]"_ba;
    QTest::newRow("nothing at all") << ""_ba << ""_ba;
}

// Whoever answers so is not the server of the stream; going on could repeat data for ever.
void ReaderFaultsTest::answersWithoutAnOffsetAreRefused()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    m_server->on("/v1/stream/s", Reply(200, body).header("Content-Type", type));
    const auto reader = read();
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Failed);
    QCOMPARE(reader->error()->code, ErrorCode::Malformed);
    QVERIFY(reader->error()->message.contains(u"Stream-Next-Offset"));
    QVERIFY(reader->error()->message.contains(u"/v1/stream/s"));
    QVERIFY(got.batches.isEmpty());
    QCOMPARE(m_server->requests().size(), 1);
}

void ReaderFaultsTest::nothingOfAnotherStreamIsDelivered_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("by GET") << false;
    QTest::newRow("by long-poll") << true;
}

// The headers tell that the stream was made anew before its data comes.
void ReaderFaultsTest::nothingOfAnotherStreamIsDelivered()
{
    QFETCH(bool, live);
    m_server->on("/v1/stream/s", { json("[1,2,3]", "0_300", live), json("[9]", "0_100") });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(got.resets, 1);
    QCOMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
}

void ReaderFaultsTest::aStreamThatWasGoneIsAnotherOne()
{
    m_server->on("/v1/stream/s", { json("[1]", "0_100"), Reply(404), json("[]", "0_200") });
    const auto reader = read({ .live = LiveMode::LongPoll });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->error()->code, ErrorCode::NotFound);
    reader->start();
    QTRY_COMPARE(got.finished, 2);
    QCOMPARE(reader->error()->code, ErrorCode::StreamReset);
    QCOMPARE(got.messages, QByteArrayList({ "1" }));
}

// A JSON stream never comes as base64.
void ReaderFaultsTest::eventsOfAnotherTypeAreAnotherStream()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (isLive(e, "sse")) {
            startEvents(e, "Stream-SSE-Data-Encoding: base64\r\n");
            e.chunk(dataEvent("WzldCg==") + control("b"));
        } else {
            e.reply(json("[1]", "a"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->error()->code, ErrorCode::StreamReset);
    QCOMPARE(got.messages, QByteArrayList({ "1" }));
}

QTEST_GUILESS_MAIN(ReaderFaultsTest)
#include "tst_readerfaults.moc"
