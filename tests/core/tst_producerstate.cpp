// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producerrig.h"

using namespace ProducerRig;
using State = ProducerState::State;

//! What is sent when, and again.
class TestProducerState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void invalidOptions_data();
    void invalidOptions();
    void goesOnUnderTheNextNumber();
    void messagesOfABatchTravelTogether();
    void lingersOnlyWithAnOpenBatch();
    void batchBounds();
    void pipelinesUpToTheWindow();
    void receiptsComeInOrder();
    void onlyEvidenceIsSuccess_data();
    void onlyEvidenceIsSuccess();
    void onlyARefusalSaysNotStored_data();
    void onlyARefusalSaysNotStored();
    void aRetryIsTheSameRequest_data();
    void aRetryIsTheSameRequest();
    void afterAFailureOnlyTheFirstIsTried();
    void retryAfterIsAFloor();
    void givesUpAfterMaxRetries();
    void givesUpAtTheDeadline();
    void waitsForTheGapToClose();
    void tooLargeIsSplit();
    void tooLargeAloneIsRejected();
    void tooLargeWithAnUnknownOutcomeBehind();
    void backlogIsBounded();
    void statesAreTold();
};

void TestProducerState::invalidOptions_data()
{
    QTest::addColumn<ProducerOptions>("given");
    QTest::addColumn<QString>("name");
    int number = 0;
    const auto row = [&](const char *name, auto change) {
        ProducerOptions o = options();
        change(o);
        QTest::addRow("%s %d", name, ++number) << o << QString::fromLatin1(name);
    };
    row("producerId", [](auto &o) { o.producerId.clear(); });
    row("epoch", [](auto &o) { o.epoch = -1; });
    row("firstSequence", [](auto &o) { o.firstSequence = -1; });
    row("freshEpoch", [](auto &o) {
        o.firstSequence = 1;
        o.freshEpoch = true;
    });
    row("linger", [](auto &o) { o.linger = -1ms; });
    row("maxBatchBytes", [](auto &o) { o.maxBatchBytes = 0; });
    row("maxBatchItems", [](auto &o) { o.maxBatchItems = 0; });
    row("maxInFlight", [](auto &o) { o.maxInFlight = 0; });
    row("maxBacklogBytes", [](auto &o) { o.maxBacklogBytes = 0; });
    row("maxBacklogMessages", [](auto &o) { o.maxBacklogMessages = 0; });
    row("deadline", [](auto &o) { o.request.deadline = 0ms; });
    row("timeout", [](auto &o) { o.request.timeout = 0ms; });
    row("timeout", [](auto &o) { o.request.timeout = -1ms; });
    row("contentType", [](auto &o) { o.contentType = "junk\n"_ba; });
    row("contentType", [](auto &o) { o.contentType = "text/plain\r\nX: y"_ba; });
    row("contentType", [](auto &o) { o.contentType = "json"_ba; });
    row("Stream-Closed", [](auto &o) { o.request.headers.append("stream-closed", "true"); });
    row("Producer-Seq", [](auto &o) { o.request.headers.append("producer-seq", "1"); });
    row("multiplier", [](auto &o) { o.request.retry = RetryPolicy { .multiplier = 0.5 }; });
}

void TestProducerState::invalidOptions()
{
    QFETCH(const ProducerOptions, given);
    QFETCH(const QString, name);
    QVERIFY(!options().validate());
    const auto error = given.validate();
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::InvalidArgument);
    QVERIFY2(error->message.contains(name), qPrintable(error->message));

    Rig rig(given);
    QCOMPARE(rig.state.state(), State::Failed);
    QCOMPARE(rig.state.append("x").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(rig.state.append("x").error().message, u"producer /s: "_s + error->message);
    QVERIFY(!rig.state.append("x").error().remedy.isEmpty());
    QVERIFY(rig.state.restart(rig.now));
}

void TestProducerState::goesOnUnderTheNextNumber()
{
    ProducerOptions o = options();
    o.epoch = 3;
    o.firstSequence = 7;
    Rig rig(o);
    rig.append({ "a" });
    QCOMPARE(rig.wire(), QStringList { u"3.7 a"_s });
    QCOMPARE(rig.state.nextSequence(), 8);
}

void TestProducerState::messagesOfABatchTravelTogether()
{
    Rig text(options());
    text.append({ "a", "b", "c" });
    QCOMPARE(text.wire(), QStringList { u"0.0 abc"_s });

    Rig json(options(), Framing::JsonArray);
    json.append({ "1", "[2]", "{}" });
    QCOMPARE(json.wire(), QStringList { u"0.0 [1,[2],{}]"_s });
    json.answer(0, stored("9"));
    QCOMPARE(json.receipts.size(), 1);
    QCOMPARE(json.receipts[0].first, Ticket(1));
    QCOMPARE(json.receipts[0].last, Ticket(3));
    QCOMPARE(json.receipts[0].offset, Offset("9"));
    QCOMPARE(json.state.queue().pendingBytes(), 0);
}

void TestProducerState::lingersOnlyWithAnOpenBatch()
{
    ProducerOptions o = options();
    o.linger = 5ms;
    Rig rig(o);
    rig.append({ "a" });
    rig.pass(4ms);
    rig.append({ "b" });
    QVERIFY(rig.sent.empty());
    rig.pass(1ms);
    QCOMPARE(rig.wire(), QStringList { u"0.0 ab"_s });
    // A flush does not wait.
    rig.append({ "c" });
    rig.state.flush(rig.now);
    rig.collect();
    QCOMPARE(rig.wire().last(), u"0.1 c"_s);
}

void TestProducerState::batchBounds()
{
    ProducerOptions o = options();
    o.maxBatchBytes = 6;
    o.maxBatchItems = 3;
    Rig rig(o, Framing::JsonArray);
    rig.append({ "1", "2", "3", "44", "5", "66666666", "7" });
    QCOMPARE(rig.wire(),
             (QStringList { u"0.0 [1,2]"_s, u"0.1 [3,44]"_s, u"0.2 [5]"_s, u"0.3 [66666666]"_s,
                            u"0.4 [7]"_s }));
}

void TestProducerState::pipelinesUpToTheWindow()
{
    ProducerOptions o = singly();
    o.maxInFlight = 2;
    Rig rig(o);
    rig.append({ "a", "b", "c" });
    QCOMPARE(rig.wire(), (QStringList { u"0.0 a"_s, u"0.1 b"_s }));
    rig.answer(0, stored());
    QCOMPARE(rig.wire().last(), u"0.2 c"_s);
    QCOMPARE(rig.state.inFlight(), 2);
}

void TestProducerState::receiptsComeInOrder()
{
    Rig rig(singly());
    rig.append({ "a", "b" });
    rig.answer(1, stored("2"));
    QVERIFY(rig.receipts.isEmpty());
    QCOMPARE(rig.state.queue().pendingMessages(), 2u);
    rig.answer(0, stored("1"));
    QCOMPARE(rig.receipts.size(), 2);
    QCOMPARE(rig.receipts[0].offset, Offset("1"));
    QCOMPARE(rig.receipts[1].offset, Offset("2"));
}

void TestProducerState::onlyEvidenceIsSuccess_data()
{
    QTest::addColumn<ProducerAnswer>("answer");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a login page") << success(200) << ErrorCode::NotSupported;
    QTest::newRow("a bare 204") << success(204) << ErrorCode::NotSupported;
    QTest::newRow("200 with the epoch alone") << success(200, 3) << ErrorCode::NotSupported;
    QTest::newRow("204 with the number alone") << success(204, {}, 1) << ErrorCode::NotSupported;
    for (const int status : { 200, 204 }) {
        QTest::addRow("%d, number too low", status) << success(status, 3, 0)
                                                    << ErrorCode::OutcomeUnknown;
        QTest::addRow("%d, epoch below", status) << success(status, 2, 1)
                                                 << ErrorCode::OutcomeUnknown;
        QTest::addRow("%d, epoch above", status) << success(status, 77, 1)
                                                 << ErrorCode::OutcomeUnknown;
    }
    for (const int status : { 201, 202, 203, 206, 226 }) {
        QTest::addRow("%d", status) << success(status, 3, 1) << ErrorCode::UnexpectedStatus;
    }
}

// Under any policy, and it is not claimed either: the message may be there.
void TestProducerState::onlyEvidenceIsSuccess()
{
    QFETCH(const ProducerAnswer, answer);
    QFETCH(const ErrorCode, code);
    for (const bool autoClaim : { false, true }) {
        for (const auto policy : { DuplicatePolicy::Fail, DuplicatePolicy::Report }) {
            ProducerOptions o = singly(autoClaim, policy);
            o.epoch = 3;
            o.freshEpoch = true;
            Rig rig(o);
            rig.append({ "a" });
            rig.answer(0, stored());
            rig.append({ "b" });
            const quint64 flush = rig.state.flush(rig.now);
            rig.answer(1, answer);
            QCOMPARE(rig.receipts.size(), 1);
            QCOMPARE(rig.failed.size(), 1);
            QCOMPARE(rig.failed[0].error.code, code);
            QCOMPARE(rig.failed[0].error.httpStatus, answer.status);
            QCOMPARE(Rig::bytes(rig.failed[0]), QByteArrayList { "b?" });
            QCOMPARE(rig.failed[0].unsent[0].epoch, 3);
            QCOMPARE(rig.failed[0].unsent[0].sequence, 1);
            QCOMPARE(rig.calls.at(flush).error().code, code);
            QVERIFY(rig.claims.isEmpty());
            QVERIFY(!rig.wake());
        }
    }
}

void TestProducerState::onlyARefusalSaysNotStored_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("maybe");
    for (const int code : { 400, 401, 403, 404, 405, 409, 410 }) {
        QTest::addRow("%d", code) << code << false;
    }
    for (const int code : { 300, 302, 303, 307, 402, 406, 411, 412, 422, 451, 499, 501, 505 }) {
        QTest::addRow("%d", code) << code << true;
    }
}

void TestProducerState::onlyARefusalSaysNotStored()
{
    QFETCH(const int, code);
    QFETCH(const bool, maybe);
    ProducerOptions o = singly();
    o.request.retry = RetryPolicy { .maxRetries = 0 };
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, status(code));
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(Rig::bytes(rig.failed[0]), QByteArrayList { maybe ? "a?" : "a" });
}

void TestProducerState::aRetryIsTheSameRequest_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("no answer") << 0;
    QTest::newRow("408") << 408;
    QTest::newRow("425") << 425;
    QTest::newRow("429") << 429;
    QTest::newRow("500") << 500;
    QTest::newRow("503") << 503;
    QTest::newRow("504") << 504;
}

void TestProducerState::aRetryIsTheSameRequest()
{
    QFETCH(const int, code);
    Rig rig(options());
    rig.append({ "z" });
    rig.answer(0, stored());
    rig.append({ "a", "b" });
    for (size_t i = 1; i < 9; ++i) {
        rig.answer(i, code == 0 ? lost() : status(code));
        QCOMPARE(rig.state.state(), State::Retrying);
        rig.append({ "c" });
        QVERIFY(rig.wake());
    }
    QCOMPARE(rig.sent.size(), 10u);
    for (const QString &line : rig.wire().mid(1)) {
        QCOMPARE(line, u"0.1 ab"_s);
    }
    QCOMPARE(rig.sent.back().attempt, 9);
    const bool surelyNotStored = code == 429;
    rig.answer(9, surelyNotStored ? stored() : duplicate(0, 1));
    QCOMPARE(rig.receipts.size(), 2);
    QCOMPARE(rig.receipts[1].attempts, 9);
    QCOMPARE(rig.receipts[1].duplicate, !surelyNotStored);
    QVERIFY(rig.collisions.isEmpty());
    QCOMPARE(rig.wire().last(), u"0.2 cccccccc"_s);
}

void TestProducerState::afterAFailureOnlyTheFirstIsTried()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c" });
    for (size_t i = 0; i < 3; ++i) {
        rig.answer(i, status(503));
    }
    QCOMPARE(rig.retries.size(), 1u); // one failure of the server, not three
    QVERIFY(rig.wake());
    QCOMPARE(rig.wire().mid(3), QStringList { u"0.0 a"_s });
    rig.answer(3, stored());
    QCOMPARE(rig.wire().mid(4), (QStringList { u"0.1 b"_s, u"0.2 c"_s }));
}

void TestProducerState::retryAfterIsAFloor()
{
    Rig rig(options());
    rig.append({ "a" });
    ProducerAnswer answer = status(429);
    answer.retryAfter = 7s;
    rig.answer(0, answer);
    QVERIFY(rig.retries[0].delay >= 7s);
    rig.pass(6999ms);
    QCOMPARE(rig.sent.size(), 1u);
    rig.pass(101ms);
    QCOMPARE(rig.sent.size(), 2u);
}

void TestProducerState::givesUpAfterMaxRetries()
{
    ProducerOptions o = singly();
    o.request.retry = RetryPolicy { .maxRetries = 2 };
    Rig rig(o);
    rig.append({ "a", "b" });
    rig.answer(0, status(429));
    rig.answer(1, gap(0));
    for (size_t i = 2; i < 4; ++i) {
        QVERIFY(rig.wake());
        rig.answer(i, i == 2 ? status(500) : status(429));
    }
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.httpStatus, 429);
    QCOMPARE(rig.failed[0].error.attempts, 3);
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "a?", "b" }));
    QCOMPARE(rig.state.append("c").error().code, ErrorCode::Stopped);
}

void TestProducerState::givesUpAtTheDeadline()
{
    ProducerOptions o = options();
    o.request.deadline = 10s;
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, lost(false));
    while (rig.failed.isEmpty() && rig.wake()) {
        if (rig.state.inFlight() > 0) {
            rig.answer(rig.sent.size() - 1, lost(false));
        }
    }
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.code, ErrorCode::Timeout);
    QCOMPARE(Rig::bytes(rig.failed[0]), QByteArrayList { "a" });
    QCOMPARE(rig.now - ProducerState::Time(1h), 10s);
    QVERIFY(rig.failed[0].error.remedy.contains(u"restart()"));

    Rig silent(o); // no answer at all: nothing is waited for after the deadline
    silent.append({ "a" });
    QVERIFY(silent.wake());
    QCOMPARE(silent.now - ProducerState::Time(1h), 10s);
    QCOMPARE(silent.failed.size(), 1);
    QCOMPARE(Rig::bytes(silent.failed[0]), QByteArrayList { "a?" });
}

void TestProducerState::waitsForTheGapToClose()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c" });
    rig.answer(2, gap(0));
    rig.answer(1, gap(0));
    rig.pass(1s);
    QCOMPARE(rig.sent.size(), 3u); // not before the first is stored
    rig.answer(0, stored());
    QCOMPARE(rig.wire().mid(3), (QStringList { u"0.1 b"_s, u"0.2 c"_s }));
    // The answers crossed: b was stored before its 409 for c came in.
    rig.answer(3, stored());
    rig.answer(4, gap(1));
    QCOMPARE(rig.wire().last(), u"0.2 c"_s);
    QCOMPARE(rig.sent.size(), 6u);
    rig.answer(5, stored());
    QCOMPARE(rig.receipts.size(), 3);
    QVERIFY(rig.retries.empty());
}

void TestProducerState::tooLargeIsSplit()
{
    Rig rig(options(), Framing::JsonArray);
    rig.append({ "1", "2", "3", "4", "5" });
    rig.append({ "6" });
    QCOMPARE(rig.wire(), (QStringList { u"0.0 [1,2,3,4,5]"_s, u"0.1 [6]"_s }));
    rig.answer(0, status(413));
    rig.answer(1, gap(0));
    QCOMPARE(rig.wire().mid(2), (QStringList { u"0.0 [1,2,3]"_s, u"0.1 [4,5]"_s, u"0.2 [6]"_s }));
    for (size_t i = 2; i < 5; ++i) {
        rig.answer(i, stored());
    }
    QCOMPARE(rig.receipts.size(), 3);
    QCOMPARE(rig.receipts[1].first, Ticket(4));
    QCOMPARE(rig.receipts[1].last, Ticket(5));
    // What was learnt holds for later batches.
    rig.append({ "77", "88", "99" });
    QCOMPARE(rig.wire().mid(5), (QStringList { u"0.3 [77]"_s, u"0.4 [88]"_s, u"0.5 [99]"_s }));
}

void TestProducerState::tooLargeAloneIsRejected()
{
    ProducerOptions o = options();
    o.maxBatchItems = 2;
    Rig rig(o);
    rig.append({ "a", "bbbbbbbb", "c", "d" });
    rig.answer(0, status(413));
    rig.answer(1, gap(0));
    QCOMPARE(rig.wire().mid(2), (QStringList { u"0.0 a"_s, u"0.1 bbbbbbbb"_s, u"0.2 cd"_s }));
    rig.answer(2, stored());
    rig.answer(3, status(413));
    rig.answer(4, gap(1));
    QCOMPARE(rig.rejected.size(), 1);
    QCOMPARE(Rig::bytes(rig.rejected[0]), QByteArrayList { "bbbbbbbb" });
    QCOMPARE(rig.wire().last(), u"0.1 cd"_s);
    rig.answer(5, stored());
    QCOMPARE(rig.state.state(), State::Ready);
    QCOMPARE(rig.state.queue().pendingBytes(), 0);
}

void TestProducerState::tooLargeWithAnUnknownOutcomeBehind()
{
    // A late copy of (0, 1) "c" must never meet a server that has (0, 0) "a" by now.
    ProducerOptions o = options();
    o.maxBatchItems = 2;
    Rig rig(o);
    rig.append({ "a", "b", "c", "d" });
    rig.answer(1, lost());
    rig.answer(0, status(413));
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "a", "b", "c", "d" }));

    o.autoClaim = true;
    Rig claiming(o);
    claiming.append({ "x" });
    claiming.answer(0, stored());
    claiming.append({ "a", "b", "c", "d" });
    claiming.answer(2, lost());
    claiming.answer(1, status(413));
    QVERIFY(claiming.wake());
    QCOMPARE(claiming.wire().mid(3), QStringList { u"1.0 ab"_s });
    claiming.answer(3, status(413));
    QCOMPARE(claiming.wire().last(), u"1.0 a"_s);
    QVERIFY(claiming.rejected.isEmpty());
}

void TestProducerState::backlogIsBounded()
{
    ProducerOptions o = options();
    o.maxBacklogMessages = 8;
    o.maxBacklogBytes = 1000;
    Rig rig(o);
    rig.append({ "1", "2", "3", "4", "5", "6" });
    QCOMPARE(rig.state.takeBacklogChange(), std::nullopt);
    rig.append({ "7" });
    QCOMPARE(rig.state.takeBacklogChange(), true);
    rig.append({ "8" });
    QCOMPARE(rig.state.append("9").error().code, ErrorCode::BacklogFull);
    QVERIFY(rig.state.append("9").error().remedy.contains(u"backlogLow()"));
    rig.answer(0, stored());
    QCOMPARE(rig.state.takeBacklogChange(), false);
    QVERIFY(rig.state.append("9").has_value());

    o.maxBacklogBytes = 10;
    Rig bytes(o);
    QVERIFY(bytes.state.append(QByteArray(20, 'x')).has_value()); // one always fits
    QCOMPARE(bytes.state.append("y").error().code, ErrorCode::BacklogFull);
}

void TestProducerState::statesAreTold()
{
    Rig rig(singly());
    QCOMPARE(rig.state.state(), State::Ready);
    rig.append({ "a" });
    QCOMPARE(rig.state.state(), State::Sending);
    rig.answer(0, status(500));
    QCOMPARE(rig.state.state(), State::Retrying);
    rig.state.retryNow(rig.now);
    rig.collect();
    QCOMPARE(rig.sent.size(), 2u);
    rig.answer(1, stored());
    QCOMPARE(rig.state.state(), State::Ready);
    QCOMPARE(rig.state.nextSequence(), 1);
    rig.state.closeStream({}, rig.now);
    QCOMPARE(rig.state.state(), State::Closing);
}

QTEST_GUILESS_MAIN(TestProducerState)
#include "tst_producerstate.moc"
