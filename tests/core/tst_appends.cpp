// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "callsuite.h"

#include <durablestreams/producertuple.h>

#include <QtCore/QBuffer>
#include <QtTest/QSignalSpy>

using namespace CallSuite;

// Plain appends: in order, joined where that changes nothing, stored once or said to be unknown.
class AppendsTest : public Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void appendAnswersWithTheOffset();
    void appendJsonStoresOneMessage();
    void appendLearnsTheContentType();
    void appendsMadeMeanwhileTravelTogether();
    void oneBadAppendDoesNotFailTheOthers();
    void differentOptionsAreNotJoined();
    void streamSeqIsSent();
    void appendIsNeverStoredTwice_data();
    void appendIsNeverStoredTwice();
    void aLoginPageStoresNothing();
    void appendIsRepeatedWhereTheServerRemembers();
    void aKnownServerIsAskedAgainByEveryStream_data();
    void aKnownServerIsAskedAgainByEveryStream();
    void anUnknownAppendGoesAgainUnderItsNumber_data();
    void anUnknownAppendGoesAgainUnderItsNumber();
    void whatWasSentBeforeIsNotRenumbered();
    void appendsInCompanyHaveNoNumberOfTheirOwn();
    void aForgottenProducerStartsAnew();
    void theNumberIsToldBeforeItIsSent();
    void whatIsAbortedBeforeItIsSentNeverGoes();
    void plainSafetyNeverRepeats();
    void devicesAreSent();
    void aRefusalLeavesTheFirstAttemptUnknown_data();
    void aRefusalLeavesTheFirstAttemptUnknown();
    void unknownAppendsAreNotTakenApart();
    void abortedAppendsAreNotSentAnew();
    void theDeadlineCountsFromTheCall();
};

void AppendsTest::appendAnswersWithTheOffset()
{
    m_server->on("/v1/stream/s", stored("5_5"_ba));
    const auto result = wait(stream().append("abc"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(result);
    QCOMPARE(result->nextOffset, Offset("5_5"_ba));
    const Request request = m_server->requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.body, "abc");
    QCOMPARE(request.header("Content-Type"), "text/plain");
    QCOMPARE(request.header("Producer-Epoch"), "0");
    QCOMPARE(request.header("Producer-Seq"), "0");
    QVERIFY(!request.header("Producer-Id").isEmpty());
}

void AppendsTest::appendJsonStoresOneMessage()
{
    m_server->on("/v1/stream/s", stored());
    QVERIFY(wait(stream().appendJson("[1, 2.0]"_ba)));
    QCOMPARE(m_server->requests().first().body, "[[1, 2.0]]");
    QCOMPARE(m_server->requests().first().header("Content-Type"), "application/json");
}

void AppendsTest::appendLearnsTheContentType()
{
    m_server->on("HEAD", "/v1/stream/s", Reply(200).header("Content-Type", "text/csv"));
    m_server->on("POST", "/v1/stream/s", stored());
    const Stream s = stream();
    QVERIFY(wait(s.append("a,b\n"_ba)));
    QVERIFY(wait(s.append("c,d\n"_ba)));
    QCOMPARE(m_server->count("HEAD", "/v1/stream/s"), 1);
    for (const Request &request : m_server->requestsFor("POST", "/v1/stream/s")) {
        QCOMPARE(request.header("Content-Type"), "text/csv");
    }
}

void AppendsTest::appendsMadeMeanwhileTravelTogether()
{
    QList<Exchange> waiting;
    m_server->on("/v1/stream/s", [&](const Exchange &e) { waiting.append(e); });
    const Stream s = stream();
    Call *first = s.appendJson("0"_ba);
    int done = 0;
    connect(first, &Call::finished, this, [&] { ++done; });
    QTRY_COMPARE(waiting.size(), 1);
    for (int i = 1; i <= 20; ++i) {
        connect(s.appendJson(QByteArray::number(i)), &Call::finished, this,
                [&](const Result<StreamInfo> &result) { done += result ? 1 : 0; });
    }
    waiting.first().reply(stored("1"_ba));
    QTRY_COMPARE(waiting.size(), 2);
    QCOMPARE(waiting.last().request().body,
             "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]");
    QCOMPARE(waiting.last().request().header("Producer-Seq"), "1");
    waiting.last().reply(stored("21"_ba));
    QTRY_COMPARE(done, 21);
}

void AppendsTest::oneBadAppendDoesNotFailTheOthers()
{
    QByteArrayList accepted;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray body = e.request().body;
        if (body.contains("bad")) {
            e.reply(Reply(413));
        } else {
            accepted.append(body);
            e.reply(stored());
        }
    });
    const Stream s = stream();
    QMap<QByteArray, bool> outcome;
    for (const QByteArray &value : { "1"_ba, "2"_ba, "\"bad\""_ba, "4"_ba }) {
        connect(s.appendJson(value), &Call::finished, this,
                [&outcome, value](const Result<StreamInfo> &result) {
                    outcome[value] = result.has_value();
                });
    }
    QTRY_COMPARE(outcome.size(), 4);
    QCOMPARE(outcome, (QMap<QByteArray, bool> { { "1", true }, { "2", true }, { "\"bad\"", false },
                                               { "4", true } }));
    QCOMPARE(accepted.join(), "[1][2][4]");
}

void AppendsTest::differentOptionsAreNotJoined()
{
    m_server->on("/v1/stream/s", stored());
    const Stream s = stream();
    AppendOptions other { .contentType = "text/plain"_ba };
    other.request.headers.append("X-Trace", "1");
    s.append("a"_ba, { .contentType = "text/plain"_ba });
    s.append("b"_ba, { .contentType = "text/plain"_ba });
    s.append("c"_ba, other);
    s.append("d"_ba, { .contentType = "text/plain"_ba, .sequence = "7"_ba });
    QVERIFY(wait(s.append("e"_ba, { .contentType = "text/plain"_ba })));
    QByteArrayList bodies;
    for (const Request &request : m_server->requests()) {
        bodies.append(request.body);
    }
    QCOMPARE(bodies, QByteArrayList({ "ab", "c", "d", "e" }));
}

void AppendsTest::streamSeqIsSent()
{
    m_server->on("/v1/stream/s", stored());
    QVERIFY(wait(stream().append("a"_ba, { .contentType = "text/plain"_ba, .sequence = "007"_ba })));
    QCOMPARE(m_server->requests().first().header("Stream-Seq"), "007");
}

void AppendsTest::appendIsNeverStoredTwice_data()
{
    QTest::addColumn<Reply>("fault");
    for (const Drop how : { Drop::Fin, Drop::Rst }) {
        const char *name = how == Drop::Fin ? "FIN" : "RST";
        QTest::addRow("before the status, %s", name) << stored().drop(beforeStatus(), how);
        QTest::addRow("in the status, %s", name) << stored().drop(atByte(5), how);
        QTest::addRow("in the header, %s", name) << stored().drop(atByte(30), how);
    }
}

// A server that dies after it has stored the append and before it has answered.
void AppendsTest::appendIsNeverStoredTwice()
{
    QFETCH(Reply, fault);
    m_server->on("/v1/stream/s", fault);
    const auto result = wait(stream().append("once"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(m_server->countComplete("POST", "/v1/stream/s"), 1);
}

// It is not tried again either, and what comes next has a new id: whether the number is used up is not
// known.
void AppendsTest::aLoginPageStoresNothing()
{
    m_server->on("/v1/stream/s",
                 { Reply(200, "<html>log in").header("Content-Type", "text/html"), stored() });
    const Stream s = stream();
    const auto result = wait(s.append("a"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(result.error().httpStatus, 200);
    QVERIFY(result.error().remedy.contains(u"login page"));
    QVERIFY(wait(s.append("b"_ba, { .contentType = "text/plain"_ba })));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(requests[0].header("Producer-Id") != requests[1].header("Producer-Id"));
}

void AppendsTest::appendIsRepeatedWhereTheServerRemembers()
{
    m_server->on("/v1/stream/s", { stored(), stored().drop(beforeStatus()),
                                   Reply(204).header("Producer-Epoch", "0").header("Producer-Seq", "1") });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    const auto result = wait(s.append("b"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(result);
    QVERIFY(result->duplicate);
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[1].head, requests[2].head);
    QCOMPARE(requests[1].body, requests[2].body);
    QCOMPARE(requests[2].header("Producer-Seq"), "1");
}

void AppendsTest::aKnownServerIsAskedAgainByEveryStream_data()
{
    QTest::addColumn<Reply>("first");
    QTest::addColumn<int>("requests");
    QTest::newRow("honours producers") << stored() << 2;
    QTest::newRow("does not know them") << Reply(200).header("Stream-Next-Offset", "1") << 1;
}

// What one stream has learnt of the server holds for the first append of the others.
void AppendsTest::aKnownServerIsAskedAgainByEveryStream()
{
    QFETCH(Reply, first);
    QFETCH(int, requests);
    m_server->on("/v1/stream/s", first);
    m_server->on("/v1/stream/t", { stored().drop(beforeStatus()), Reply(204).header("Producer-Epoch", "0") });
    QVERIFY(wait(stream().append("a"_ba, { .contentType = "text/plain"_ba })));
    const auto result
        = wait(stream("/v1/stream/t").append("b"_ba, { .contentType = "text/plain"_ba }));
    QCOMPARE(result.has_value(), requests == 2);
    const QList<Request> made = m_server->requestsFor("POST", "/v1/stream/t");
    QCOMPARE(made.size(), requests);
    QCOMPARE(made.first().head, made.last().head);
}

void AppendsTest::anUnknownAppendGoesAgainUnderItsNumber_data()
{
    QTest::addColumn<Reply>("second");
    QTest::addColumn<bool>("duplicate");
    QTest::newRow("the server had it") << Reply(204).header("Producer-Epoch", "0") << true;
    QTest::newRow("the server did not have it") << stored() << false;
}

// Also with another handle, as after a restart of the application.
void AppendsTest::anUnknownAppendGoesAgainUnderItsNumber()
{
    QFETCH(Reply, second);
    QFETCH(bool, duplicate);
    m_server->on("/v1/stream/s", { stored().drop(beforeStatus()), second, stored() });
    Call *lost = stream().append("a"_ba, { .contentType = "text/plain"_ba });
    std::optional<ProducerTuple> tuple;
    connect(lost, &Call::finished, this, [&] { tuple = ProducerTuple::of(lost); });
    QVERIFY(!wait(lost));
    QVERIFY(tuple && !tuple->producerId.isEmpty());
    const Stream s = stream();
    AppendOptions again { .contentType = "text/plain"_ba };
    tuple->setSentBefore(again);
    const auto result = wait(s.append("a"_ba, again));
    QVERIFY(result);
    QCOMPARE(result->duplicate, duplicate);
    QVERIFY(wait(s.append("b"_ba, { .contentType = "text/plain"_ba })));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    for (const char *name : { "Producer-Id", "Producer-Epoch", "Producer-Seq" }) {
        QCOMPARE(requests[1].header(name), requests[0].header(name));
    }
    QCOMPARE(requests[1].body, requests[0].body);
    // What is new has a number of its own.
    QVERIFY(requests[2].header("Producer-Id") != requests[0].header("Producer-Id"));
    QCOMPARE(requests[2].header("Producer-Seq"), "0");
}

// Under another number it would be a new append.
void AppendsTest::whatWasSentBeforeIsNotRenumbered()
{
    m_server->on("/v1/stream/s", { stored(), Reply(409).header("Producer-Expected-Seq", "0")
                                                 .header("Producer-Received-Seq", "7"), stored() });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    AppendOptions again { .contentType = "text/plain"_ba };
    ProducerTuple { "other"_ba, 0, 7 }.setSentBefore(again);
    const auto result = wait(s.append("b"_ba, again));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::SequenceGap);
    QVERIFY(wait(s.append("c"_ba, { .contentType = "text/plain"_ba })));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[1].header("Producer-Id"), "other");
    QCOMPARE(requests[2].header("Producer-Id"), requests[0].header("Producer-Id"));
    QCOMPARE(requests[2].header("Producer-Seq"), "1");
}

void AppendsTest::appendsInCompanyHaveNoNumberOfTheirOwn()
{
    m_server->on("/v1/stream/s", stored());
    const Stream s = stream();
    Call *first = s.append("a"_ba, { .contentType = "text/plain"_ba });
    Call *second = s.append("b"_ba, { .contentType = "text/plain"_ba });
    int asked = 0;
    for (Call *call : { first, second }) {
        connect(call, &Call::finished, this, [&asked, call] { asked += ProducerTuple::of(call) ? 100 : 1; });
    }
    QVERIFY(wait(second));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(asked, 2);
}

void AppendsTest::aForgottenProducerStartsAnew()
{
    m_server->on("/v1/stream/s", { stored(),
                                   Reply(409)
                                       .header("Producer-Expected-Seq", "0")
                                       .header("Producer-Received-Seq", "1"),
                                   stored() });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    QVERIFY(wait(s.append("b"_ba, { .contentType = "text/plain"_ba })));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[2].header("Producer-Seq"), "0");
    QVERIFY(requests[2].header("Producer-Id") != requests[1].header("Producer-Id"));
}

// Also when it is sent under another one.
void AppendsTest::theNumberIsToldBeforeItIsSent()
{
    const Reply forgotten = Reply(409).header("Producer-Expected-Seq", "0").header("Producer-Received-Seq", "1");
    m_server->on("/v1/stream/s", { stored(), Reply(503), forgotten, stored() });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    Call *call = s.append("b"_ba, { .contentType = "text/plain"_ba });
    QVERIFY(!ProducerTuple::of(call));
    QList<ProducerTuple> told;
    QList<qsizetype> arrived;
    connect(call, &Call::aboutToSend, this, [&] {
        told.append(*ProducerTuple::of(call));
        arrived.append(m_server->requests().size());
    });
    QVERIFY(wait(call));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 4);
    QCOMPARE(arrived, (QList<qsizetype> { 1, 3 }));
    for (const auto &[tuple, request] : { std::pair(told.value(0), requests[1]),
                                          std::pair(told.value(0), requests[2]),
                                          std::pair(told.value(1), requests[3]) }) {
        QCOMPARE(request.header("Producer-Id"), tuple.producerId);
        QCOMPARE(request.header("Producer-Seq"), QByteArray::number(tuple.sequence));
    }
}

void AppendsTest::whatIsAbortedBeforeItIsSentNeverGoes()
{
    m_server->on("/v1/stream/s", stored());
    const Stream s = stream();
    Call *call = s.append("a"_ba, { .contentType = "text/plain"_ba });
    connect(call, &Call::aboutToSend, call, &Call::abort);
    AppendOptions other { .contentType = "text/plain"_ba };
    other.request.headers.append("X-Trace", "1");
    QVERIFY(wait(s.append("b"_ba, other)));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().first().body, "b");
}

void AppendsTest::plainSafetyNeverRepeats()
{
    m_server->on("/v1/stream/s", Reply(503));
    const auto result = wait(stream().append(
        "a"_ba, { .contentType = "text/plain"_ba, .safety = AppendSafety::Plain }));
    QVERIFY(!result);
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(!m_server->requests().first().headers.contains("Producer-Id"));
}

void AppendsTest::devicesAreSent()
{
    m_server->on("/v1/stream/s", { Reply(503), stored() });
    QBuffer file;
    file.setData("head" + QByteArray(300'000, 'x'));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.seek(4);
    QVERIFY(wait(stream().append(&file, { .contentType = "text/plain"_ba })));
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests().last().body, QByteArray(300'000, 'x'));
}

// The first attempt may have been stored; what comes of the second one does not tell.
void AppendsTest::aRefusalLeavesTheFirstAttemptUnknown_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 400, 401, 403, 413, 429, 500 }) {
        QTest::addRow("%d", status) << status;
    }
}

void AppendsTest::aRefusalLeavesTheFirstAttemptUnknown()
{
    QFETCH(int, status);
    m_server->on("/v1/stream/s", { stored(), stored().drop(beforeStatus()), Reply(status) });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    const auto result = wait(s.append("b"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(result.error().httpStatus, status);
}

// Sent again by themselves, they could be stored a second time.
void AppendsTest::unknownAppendsAreNotTakenApart()
{
    m_server->on("/v1/stream/s", { stored(), stored().drop(beforeStatus()), Reply(413), stored() });
    const Stream s = stream();
    QVERIFY(wait(s.appendJson("0"_ba)));
    Call *first = s.appendJson("1"_ba);
    Call *second = s.appendJson("2"_ba);
    QSignalSpy finished(first, &Call::finished);
    const auto result = wait(second);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_server->requests().size(), 3);
}

void AppendsTest::abortedAppendsAreNotSentAnew()
{
    std::optional<Exchange> open;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (e.request().body == "[1,2]") {
            open = e;
        } else {
            e.reply(stored());
        }
    });
    const Stream s = stream();
    Call *first = s.appendJson("1"_ba);
    Call *second = s.appendJson("2"_ba);
    QTRY_VERIFY(open);
    first->abort();
    open->reply(Reply(413));
    QVERIFY(wait(second));
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests().last().body, "[2]");
}

void AppendsTest::theDeadlineCountsFromTheCall()
{
    m_server->on("HEAD", "/v1/stream/s", Reply(200).header("Content-Type", "text/plain"));
    m_server->on("POST", "/v1/stream/s", Reply(200).hang(beforeStatus()));
    const Stream s = stream();
    Call *blocking = s.append("a"_ba);
    QTRY_COMPARE(m_server->count("POST", "/v1/stream/s"), 1);
    AppendOptions options;
    options.request.deadline = 100ms;
    const auto result = wait(s.append("b"_ba, options));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Timeout); // not unknown: it was never sent
    QCOMPARE(result.error().attempts, 0);
    blocking->abort();
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_server->count("POST", "/v1/stream/s"), 1);
}

QTEST_GUILESS_MAIN(AppendsTest)
#include "tst_appends.moc"
