// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerstate_p.h"

#include <QtTest/QTest>

using namespace DurableStreams;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using State = ProducerState::State;

namespace {

ProducerOptions options()
{
    ProducerOptions result;
    result.producerId = "writer"_ba;
    result.linger = 0ms;
    return result;
}

//! One item a batch, so that a test can name batches by their message.
ProducerOptions singly()
{
    ProducerOptions result = options();
    result.maxBatchItems = 1;
    return result;
}

ProducerAnswer status(int code)
{
    ProducerAnswer answer;
    answer.status = code;
    answer.error.httpStatus = code;
    answer.error.code = ErrorCode::UnexpectedStatus;
    return answer;
}

ProducerAnswer stored(const char *offset = "1")
{
    ProducerAnswer answer = status(200);
    answer.nextOffset = Offset(QByteArray(offset));
    return answer;
}

ProducerAnswer duplicate(qint64 epoch, qint64 last)
{
    ProducerAnswer answer = status(204);
    answer.epoch = epoch;
    answer.sequence = last;
    return answer;
}

ProducerAnswer gap(qint64 expected)
{
    ProducerAnswer answer = status(409);
    answer.expectedSequence = expected;
    answer.error.code = ErrorCode::SequenceGap;
    return answer;
}

ProducerAnswer stale(qint64 current)
{
    ProducerAnswer answer = status(403);
    answer.epoch = current;
    answer.error.code = ErrorCode::StaleEpoch;
    answer.error.currentEpoch = current;
    return answer;
}

ProducerAnswer closedStream(const char *offset)
{
    ProducerAnswer answer = status(409);
    answer.streamClosed = true;
    answer.error.code = ErrorCode::StreamClosed;
    answer.error.finalOffset = Offset(QByteArray(offset));
    return answer;
}

ProducerAnswer lost(bool sent = true)
{
    ProducerAnswer answer;
    answer.sent = sent;
    answer.error.code = ErrorCode::Network;
    return answer;
}

//! Drives the state machine by hand and sorts what it wants.
struct Rig
{
    explicit Rig(const ProducerOptions &o, Framing framing = Framing::Concatenated)
        : state(o, u"/s"_s, 1)
    {
        state.setFraming(framing);
    }

    void append(std::initializer_list<const char *> messages)
    {
        for (const char *message : messages) {
            QVERIFY(state.append(QByteArrayView(message)).has_value());
        }
        state.advance(now);
        collect();
    }
    void pass(std::chrono::milliseconds time)
    {
        now += time;
        state.advance(now);
        collect();
    }
    //! Goes to when the machine wants to be woken.
    bool wake()
    {
        const auto time = state.wakeUp();
        if (time) {
            now = *time;
            state.advance(now);
            collect();
        }
        return time.has_value();
    }
    void answer(size_t sendIndex, const ProducerAnswer &with)
    {
        state.answered(sent.at(sendIndex).request, with, now);
        collect();
    }
    void collect()
    {
        for (const auto &action : state.takeActions()) {
            std::visit([this](const auto &a) { keep(a); }, action);
        }
    }
    void keep(const ProducerActions::Send &a) { sent.push_back(a); }
    void keep(const ProducerActions::Abandon &a) { abandoned.push_back(a); }
    void keep(const ProducerActions::Acknowledged &a) { receipts += a.receipt; }
    void keep(const ProducerActions::Rejected &a) { rejected += a.failure; }
    void keep(const ProducerActions::Failed &a) { failed += a.failure; }
    void keep(const ProducerActions::Collision &a) { collisions += a.receipt; }
    void keep(const ProducerActions::Claimed &a) { claims += a.epoch; }
    void keep(const ProducerActions::Retry &a) { retries.push_back(a); }
    void keep(const ProducerActions::CallFinished &a) { calls.insert_or_assign(a.call, a.result); }

    //! "epoch.sequence body", the requests in order.
    QStringList wire() const
    {
        QStringList result;
        for (const auto &s : sent) {
            result += u"%1.%2 %3%4"_s.arg(s.epoch)
                          .arg(s.sequence)
                          .arg(QString::fromLatin1(s.body))
                          .arg(s.closes ? u"$"_s : QString());
        }
        return result;
    }
    static QByteArrayList bytes(const ProducerFailure &failure)
    {
        QByteArrayList result;
        for (const auto &message : failure.unsent) {
            result += message.bytes + (message.maybeStored ? "?" : "");
        }
        return result;
    }

    ProducerState state;
    ProducerState::Time now { 1h };
    std::vector<ProducerActions::Send> sent;
    std::vector<ProducerActions::Abandon> abandoned;
    QList<ProducerReceipt> receipts;
    QList<ProducerFailure> rejected;
    QList<ProducerFailure> failed;
    QList<ProducerReceipt> collisions;
    QList<qint64> claims;
    std::vector<ProducerActions::Retry> retries;
    std::map<quint64, Result<ProducerReport>> calls;
};

} // namespace

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
    void aRetryIsTheSameRequest_data();
    void aRetryIsTheSameRequest();
    void afterAFailureOnlyTheFirstIsTried();
    void retryAfterIsAFloor();
    void givesUpAfterMaxRetries();
    void givesUpAtTheDeadline();
    void waitsForTheGapToClose();
    void aServerThatForgotIsNotAGap();
    void oneRequestUntilAnEpochIsConfirmed();
    void aStaleEpochIsFatal();
    void aStaleEpochIsClaimed();
    void anUnknownOutcomeIsNotSentAgainInANewEpoch();
    void aLaterAcceptanceIsNoProofOfTheEarlier_data();
    void aLaterAcceptanceIsNoProofOfTheEarlier();
    void anotherTakesNumbersInBetween_data();
    void anotherTakesNumbersInBetween();
    void claimingKeepsTheOrder();
    void anUnknownOutcomeBehindACollision();
    void aDuplicateBehindACollisionIsDoubted();
    void aFirstNumberMayBeAnEarlierRuns_data();
    void aFirstNumberMayBeAnEarlierRuns();
    void anEpochThatIsOurs_data();
    void anEpochThatIsOurs();
    void aClosingThatWasSwallowed();
    void aFirstAttemptDuplicate_data();
    void aFirstAttemptDuplicate();
    void claimingInARowBacksOff();
    void closedByAnotherStopsAtOnce();
    void tooLargeIsSplit();
    void tooLargeAloneIsRejected();
    void tooLargeWithAnUnknownOutcomeBehind();
    void aRefusedBatchHandsBackWhatFollows();
    void aSilentRequestDoesNotHoldTheFailureUp();
    void aServerWithoutProducers();
    void backlogIsBounded();
    void flushReportsWhatFailed();
    void detachSendsWhatWaits();
    void stoppedSaysWhy_data();
    void stoppedSaysWhy();
    void errorsSayWhatToDo_data();
    void errorsSayWhatToDo();
    void aLostClosingMayHaveClosed();
    void abortHandsBack();
    void closeStreamIsIdempotent();
    void closeStreamIsNotDoneOverAMissingMessage();
    void restartTakesTheNextEpoch();
    void restartAfterFencingGoesPastTheFence();
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
    const bool surelyNotStored = code == 425 || code == 429;
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

void TestProducerState::aServerThatForgotIsNotAGap()
{
    Rig rig(singly());
    rig.append({ "a" });
    rig.answer(0, stored());
    rig.append({ "b", "c" });
    rig.answer(2, gap(0));
    rig.answer(1, gap(0));
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.code, ErrorCode::SequenceGap);
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "b", "c" }));

    ProducerOptions o = singly();
    o.autoClaim = true;
    Rig claiming(o);
    claiming.append({ "a" });
    claiming.answer(0, stored());
    claiming.append({ "b", "c" });
    claiming.answer(1, gap(0));
    claiming.answer(2, gap(0));
    QCOMPARE(claiming.claims, QList<qint64> { 1 });
    QCOMPARE(claiming.wire().last(), u"1.0 b"_s);
}

void TestProducerState::oneRequestUntilAnEpochIsConfirmed()
{
    ProducerOptions claiming = singly();
    claiming.autoClaim = true;
    ProducerOptions later = singly();
    later.epoch = 2;
    for (const ProducerOptions &o : { claiming, later }) {
        Rig rig(o);
        rig.append({ "a", "b", "c" });
        QCOMPARE(rig.sent.size(), 1u);
        rig.answer(0, lost());
        QVERIFY(rig.wake());
        QCOMPARE(rig.sent.size(), 2u);
        rig.answer(1, stored());
        QCOMPARE(rig.sent.size(), 4u);
    }
}

void TestProducerState::aStaleEpochIsFatal()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c" });
    rig.answer(0, stored());
    rig.answer(1, stale(4));
    rig.answer(2, stale(4));
    QCOMPARE(rig.receipts.size(), 1);
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.code, ErrorCode::StaleEpoch);
    QCOMPARE(rig.failed[0].error.currentEpoch, 4);
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "b", "c" }));
}

void TestProducerState::aStaleEpochIsClaimed()
{
    ProducerOptions o = singly();
    o.autoClaim = true;
    Rig rig(o);
    rig.append({ "a", "b", "c", "d" });
    rig.answer(0, stored());
    rig.answer(2, gap(1));
    rig.answer(1, stale(4));
    QCOMPARE(rig.sent.size(), 4u); // d is still on its way
    rig.answer(3, stale(6));
    QCOMPARE(rig.claims, QList<qint64> { 7 });
    QCOMPARE(rig.state.state(), State::Claiming);
    QCOMPARE(rig.wire().mid(4), QStringList { u"7.0 b"_s });
    rig.answer(4, stored());
    QCOMPARE(rig.wire().mid(5), (QStringList { u"7.1 c"_s, u"7.2 d"_s }));
    QVERIFY(rig.rejected.isEmpty());
}

void TestProducerState::anUnknownOutcomeIsNotSentAgainInANewEpoch()
{
    ProducerOptions o = singly();
    o.autoClaim = true;
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, stored());
    rig.append({ "b", "c", "d" });
    rig.answer(1, lost());
    rig.answer(2, lost());
    rig.answer(3, stale(1)); // b and c may have come first
    QCOMPARE(rig.rejected.size(), 1);
    QCOMPARE(rig.rejected[0].error.code, ErrorCode::OutcomeUnknown);
    QCOMPARE(Rig::bytes(rig.rejected[0]), (QByteArrayList { "b?", "c?" }));
    QVERIFY(rig.wake());
    QCOMPARE(rig.wire().mid(4), QStringList { u"2.0 d"_s });
    QCOMPARE(rig.state.error(), std::nullopt);
}

void TestProducerState::aLaterAcceptanceIsNoProofOfTheEarlier_data()
{
    QTest::addColumn<bool>("aborted");
    QTest::addColumn<bool>("collided");
    QTest::newRow("failed, its answer lost") << false << false;
    QTest::newRow("failed, its number taken") << false << true;
    QTest::newRow("aborted, its answer not there yet") << true << false;
    QTest::newRow("aborted, its number taken") << true << true;
}

// The number may be another producer's: of an earlier run, or of one that lives.
void TestProducerState::aLaterAcceptanceIsNoProofOfTheEarlier()
{
    QFETCH(const bool, aborted);
    QFETCH(const bool, collided);
    ProducerOptions o = singly();
    o.duplicates = DuplicatePolicy::Fail;
    Rig rig(o);
    rig.append({ "a", "b", "c", "d" });
    rig.answer(1, stored("2"));
    rig.answer(2, stored("3"));
    if (collided) {
        rig.answer(0, duplicate(0, 2));
    }
    QList<UnsentMessage> unsent;
    if (aborted) {
        unsent = rig.state.abort();
        rig.collect();
    } else {
        if (!collided) {
            rig.answer(0, lost());
            QVERIFY(rig.wake());
            rig.answer(4, status(400));
        }
        rig.answer(3, status(400));
        QCOMPARE(rig.failed.size(), 1);
        unsent = rig.failed[0].unsent;
    }
    QCOMPARE(Rig::bytes({ {}, unsent }),
             (QByteArrayList { collided ? "a" : "a?", aborted ? "d?" : "d" }));
    QCOMPARE(rig.receipts.size(), 2); // in the order of their tickets, and none is left out
    QCOMPARE(rig.receipts[0].first, Ticket(2));
    QCOMPARE(rig.receipts[1].first, Ticket(3));
    QVERIFY(!rig.receipts[0].duplicate);
}

void TestProducerState::anotherTakesNumbersInBetween_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::addColumn<DuplicatePolicy>("policy");
    QTest::newRow("claimed") << true << DuplicatePolicy::Report;
    QTest::newRow("reported") << false << DuplicatePolicy::Report;
    QTest::newRow("fatal") << false << DuplicatePolicy::Fail;
}

void TestProducerState::anotherTakesNumbersInBetween()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    ProducerOptions o = singly();
    o.autoClaim = autoClaim;
    o.duplicates = policy;
    Rig rig(o);
    rig.append({ "z" });
    rig.answer(0, stored("1"));
    rig.append({ "a", "b", "c", "d" });
    const quint64 flush = rig.state.flush(rig.now);
    for (size_t i = 1; i < 5; ++i) {
        rig.answer(i, i < 3 ? duplicate(0, 2) : stored("3"));
    }
    QCOMPARE(rig.collisions.size(), 2);
    QVERIFY(rig.collisions[0].duplicate);
    QCOMPARE(rig.collisions[0].first, Ticket(2));
    QList<Ticket> acknowledged;
    for (const ProducerReceipt &receipt : std::as_const(rig.receipts)) {
        if (!receipt.duplicate) {
            acknowledged += receipt.first;
        }
    }
    QCOMPARE(acknowledged, (QList<Ticket> { 1, 4, 5 }));
    if (autoClaim || policy == DuplicatePolicy::Fail) {
        const auto &failures = autoClaim ? rig.rejected : rig.failed;
        QCOMPARE(failures.size(), 1);
        QCOMPARE(failures[0].error.code, ErrorCode::ProducerIdCollision);
        QCOMPARE(Rig::bytes(failures[0]), (QByteArrayList { "a", "b" }));
        QCOMPARE(rig.calls.at(flush).error().code, ErrorCode::ProducerIdCollision);
        QCOMPARE(rig.receipts.size(), 3);
    } else {
        QCOMPARE(rig.receipts.size(), 5);
        QCOMPARE(rig.receipts[1].duplicate, true);
        QCOMPARE(rig.calls.at(flush)->acknowledged, 5u); // success, but it says which
        QCOMPARE(rig.calls.at(flush)->duplicates, 2u);
        QCOMPARE(rig.calls.at(flush)->suspected, 2u);
    }
    if (autoClaim) {
        QCOMPARE(rig.claims, QList<qint64> { 1 });
        rig.append({ "e" });
        QCOMPARE(rig.wire().last(), u"1.0 e"_s);
    }
}

void TestProducerState::claimingKeepsTheOrder()
{
    // What nothing has overtaken is sent again.
    ProducerOptions o = singly();
    o.autoClaim = true;
    Rig rig(o);
    rig.append({ "z" });
    rig.answer(0, stored());
    rig.append({ "a", "b", "c" });
    rig.answer(1, duplicate(0, 9));
    rig.answer(2, duplicate(0, 9));
    rig.answer(3, duplicate(0, 9));
    QCOMPARE(rig.claims, QList<qint64> { 1 });
    QVERIFY(rig.rejected.isEmpty());
    QCOMPARE(rig.wire().last(), u"1.0 a"_s);
    rig.answer(4, stored());
    QCOMPARE(rig.wire().mid(5), (QStringList { u"1.1 b"_s, u"1.2 c"_s }));
}

void TestProducerState::anUnknownOutcomeBehindACollision()
{
    // b may be stored behind the other's message, and was it taken for ours before we knew?
    for (const bool autoClaim : { false, true }) {
        ProducerOptions o = singly();
        o.autoClaim = autoClaim;
        o.duplicates = DuplicatePolicy::Fail;
        Rig rig(o);
        rig.append({ "z" });
        rig.answer(0, stored());
        rig.append({ "a", "b", "c" });
        rig.answer(2, lost());
        rig.answer(3, lost());
        rig.answer(1, duplicate(0, 1));
        QCOMPARE(rig.receipts.size(), 1);
        const auto &failures = autoClaim ? rig.rejected : rig.failed;
        QByteArrayList back;
        for (const ProducerFailure &failure : failures) {
            back += Rig::bytes(failure);
        }
        std::ranges::sort(back);
        QCOMPARE(back, (QByteArrayList { "a", "b?", "c?" }));
    }
}

void TestProducerState::aDuplicateBehindACollisionIsDoubted()
{
    // b was taken for ours before a showed that another uses the numbers.
    for (const auto policy : { DuplicatePolicy::Fail, DuplicatePolicy::Report }) {
        ProducerOptions o = singly();
        o.duplicates = policy;
        Rig rig(o);
        rig.append({ "z" });
        rig.answer(0, stored());
        rig.append({ "a", "b", "c" });
        rig.answer(2, lost());
        rig.answer(3, stored());
        QCOMPARE(rig.sent.size(), 5u);
        rig.answer(4, duplicate(0, 3));
        QVERIFY(rig.collisions.isEmpty());
        rig.answer(1, duplicate(0, 3));
        if (policy == DuplicatePolicy::Fail) {
            QCOMPARE(Rig::bytes(rig.failed.value(0)), (QByteArrayList { "a", "b?" }));
            QCOMPARE(rig.receipts.size(), 2);
        } else {
            QCOMPARE(rig.collisions.size(), 2);
            QCOMPARE(rig.state.report().suspected, 2u);
        }
    }
}

void TestProducerState::aFirstNumberMayBeAnEarlierRuns_data()
{
    anotherTakesNumbersInBetween_data();
}

void TestProducerState::aFirstNumberMayBeAnEarlierRuns()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    const bool reported = !autoClaim && policy == DuplicatePolicy::Report;
    ProducerOptions o = singly();
    o.autoClaim = autoClaim;
    o.duplicates = policy;
    Rig rig(o);
    rig.append({ "a" });
    const quint64 flush = rig.state.flush(rig.now);
    rig.answer(0, lost());
    QVERIFY(rig.wake());
    rig.answer(1, duplicate(0, 0)); // ours, or that of a run before
    QCOMPARE(rig.collisions.size(), 1);
    QCOMPARE(rig.receipts.size(), reported ? 1 : 0);
    if (!reported) {
        const auto &failures = autoClaim ? rig.rejected : rig.failed;
        QCOMPARE(failures.size(), 1);
        QCOMPARE(failures[0].error.code, ErrorCode::OutcomeUnknown);
        QVERIFY2(failures[0].error.message.contains(u"earlier run"),
                 qPrintable(failures[0].error.message));
        QCOMPARE(Rig::bytes(failures[0]), QByteArrayList { "a?" });
        QCOMPARE(rig.calls.at(flush).error().code, ErrorCode::OutcomeUnknown);
        QCOMPARE(rig.claims, autoClaim ? QList<qint64> { 1 } : QList<qint64> {});
        return;
    }
    QVERIFY(rig.receipts[0].duplicate);
    QCOMPARE(rig.calls.at(flush)->suspected, 1u);
    // The server's last number was the one before: those that follow are ours.
    rig.append({ "b" });
    rig.answer(2, lost());
    QVERIFY(rig.wake());
    rig.answer(3, duplicate(0, 1));
    QCOMPARE(rig.receipts.size(), 2);
    QCOMPARE(rig.collisions.size(), 1);
}

void TestProducerState::anEpochThatIsOurs_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::addColumn<QString>("why");
    for (const bool autoClaim : { false, true }) {
        const char *policy = autoClaim ? "claiming" : "fatal";
        QTest::addRow("%s: it was taken", policy) << autoClaim << u"taken"_s;
        QTest::addRow("%s: fresh by the options", policy) << autoClaim << u"fresh"_s;
    }
    QTest::newRow("restarted above the server's") << false << u"restarted"_s;
    QTest::newRow("claimed above the server's") << true << u"claimed"_s;
}

// What is called a duplicate after a lost answer is taken for ours.
void TestProducerState::anEpochThatIsOurs()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const QString, why);
    ProducerOptions o = singly();
    o.autoClaim = autoClaim;
    o.duplicates = DuplicatePolicy::Fail;
    o.freshEpoch = why == u"fresh"_s;
    Rig rig(o);
    rig.append({ "a" });
    if (why == u"taken"_s) {
        rig.answer(0, stored());
        rig.append({ "b" });
    } else if (why != u"fresh"_s) {
        rig.answer(0, stale(4));
    }
    if (why == u"restarted"_s) {
        QVERIFY(!rig.state.restart(rig.now));
        rig.append({ "b" });
    }
    const auto acknowledged = rig.receipts.size();
    const size_t last = rig.sent.size() - 1;
    rig.answer(last, lost());
    QVERIFY(rig.wake());
    rig.answer(last + 1, duplicate(rig.state.epoch(), why == u"taken"_s ? 1 : 0));
    QVERIFY(rig.collisions.isEmpty());
    QCOMPARE(rig.receipts.size(), acknowledged + 1);
}

void TestProducerState::aClosingThatWasSwallowed()
{
    // 204, but nothing of the stream being closed: the number was another's.
    for (const char *finalMessage : { "", "z" }) {
        for (const bool retried : { false, true }) {
            Rig rig(singly());
            const quint64 call = rig.state.closeStream(QByteArrayView(finalMessage), rig.now);
            rig.collect();
            if (retried) {
                rig.answer(0, lost());
                QVERIFY(rig.wake());
            }
            rig.answer(retried ? 1 : 0, duplicate(0, 0));
            QCOMPARE(rig.calls.at(call).error().code, ErrorCode::ProducerIdCollision);
            QCOMPARE(rig.state.state(), State::Failed);
        }
    }
}

void TestProducerState::aFirstAttemptDuplicate_data()
{
    anotherTakesNumbersInBetween_data();
}

void TestProducerState::aFirstAttemptDuplicate()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    ProducerOptions o = singly();
    o.autoClaim = autoClaim;
    o.duplicates = policy;
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, duplicate(0, 3));
    if (autoClaim) {
        QCOMPARE(rig.claims, QList<qint64> { 1 });
        QCOMPARE(rig.wire().last(), u"1.0 a"_s);
        QVERIFY(rig.receipts.isEmpty());
    } else if (policy == DuplicatePolicy::Fail) {
        QCOMPARE(rig.failed.size(), 1);
        QCOMPARE(rig.failed[0].error.code, ErrorCode::ProducerIdCollision);
        QCOMPARE(Rig::bytes(rig.failed[0]), QByteArrayList { "a" });
    } else {
        QCOMPARE(rig.collisions.size(), 1);
        QCOMPARE(rig.receipts.size(), 1);
        QVERIFY(rig.receipts[0].duplicate);
    }
}

void TestProducerState::claimingInARowBacksOff()
{
    ProducerOptions o = singly();
    o.autoClaim = true;
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, stale(1));
    QCOMPARE(rig.sent.size(), 2u); // the first time at once
    for (size_t i = 1; i < 6; ++i) {
        rig.answer(i, stale(qint64(10 * i)));
        QCOMPARE(rig.sent.size(), i + 1); // then not before its time
        QVERIFY(rig.wake());
        QCOMPARE(rig.sent.size(), i + 2);
    }
    // Also when nothing but an open batch waits.
    rig.answer(6, lost());
    rig.append({ "b" });
    QVERIFY(rig.wake());
    rig.answer(7, stale(70));
    while (rig.receipts.isEmpty()) {
        QVERIFY(rig.state.inFlight() > 0 || rig.wake());
        if (rig.state.inFlight() > 0) {
            rig.answer(rig.sent.size() - 1, stored());
        }
    }
    QCOMPARE(rig.sent.back().body, "b"_ba);
}

void TestProducerState::closedByAnotherStopsAtOnce()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c", "d" });
    rig.answer(0, lost());
    rig.answer(1, closedStream("42"));
    QVERIFY(rig.failed.isEmpty()); // the others are heard first
    rig.answer(2, closedStream("42"));
    rig.answer(3, closedStream("42"));
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.code, ErrorCode::StreamClosed);
    QCOMPARE(rig.failed[0].error.finalOffset, Offset("42"));
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "a?", "b", "c", "d" }));
    QCOMPARE(rig.sent.size(), 4u);
    QVERIFY(!rig.wake());
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

void TestProducerState::aRefusedBatchHandsBackWhatFollows()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c" });
    rig.answer(1, status(400));
    rig.answer(2, gap(0));
    QVERIFY(rig.failed.isEmpty()); // a is brought home first
    rig.answer(0, lost());
    QVERIFY(rig.wake());
    QCOMPARE(rig.wire().last(), u"0.0 a"_s);
    QCOMPARE(rig.sent.size(), 4u);
    rig.answer(3, stored());
    QCOMPARE(rig.receipts.size(), 1);
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.httpStatus, 400);
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "b", "c" }));
}

void TestProducerState::aSilentRequestDoesNotHoldTheFailureUp()
{
    Rig rig(singly());
    rig.append({ "a", "b" });
    rig.answer(0, status(404));
    QVERIFY(rig.failed.isEmpty());
    QVERIFY(rig.wake());
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.abandoned.size(), 1u);
    QCOMPARE(rig.abandoned[0].request, rig.sent[1].request);
    rig.answer(1, stored()); // too late, and of no effect
    QVERIFY(rig.receipts.isEmpty());
}

void TestProducerState::aServerWithoutProducers()
{
    Rig rig(options());
    rig.append({ "a" });
    rig.append({ "b" });
    ProducerAnswer plain = status(204);
    plain.nextOffset = Offset("1");
    rig.answer(0, plain);
    rig.answer(1, lost());
    QCOMPARE(rig.receipts.size(), 1);
    QVERIFY(!rig.receipts[0].duplicate);
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.code, ErrorCode::NotSupported);
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

void TestProducerState::flushReportsWhatFailed()
{
    Rig rig(singly());
    const quint64 empty = rig.state.flush(rig.now);
    rig.collect();
    QVERIFY(rig.calls.at(empty).has_value());
    rig.append({ "a" });
    const quint64 first = rig.state.flush(rig.now);
    rig.append({ "b" });
    const quint64 second = rig.state.flush(rig.now);
    rig.answer(0, stored("1"));
    QCOMPARE(rig.calls.at(first)->offset, Offset("1"));
    QCOMPARE(rig.calls.at(first)->acknowledged, 1u);
    QVERIFY(!rig.calls.contains(second));
    rig.answer(1, status(413));
    QCOMPARE(rig.calls.at(second).error().httpStatus, 413);
    rig.append({ "c" });
    const quint64 third = rig.state.flush(rig.now);
    rig.answer(2, status(400));
    QCOMPARE(rig.calls.at(third).error().httpStatus, 400);
    const quint64 after = rig.state.flush(rig.now);
    rig.collect();
    QCOMPARE(rig.calls.at(after).error().httpStatus, 400);
}

void TestProducerState::detachSendsWhatWaits()
{
    ProducerOptions o = options();
    o.linger = 1h;
    Rig rig(o);
    rig.append({ "a" });
    const quint64 call = rig.state.detach(rig.now);
    rig.collect();
    QCOMPARE(rig.state.append("b").error().code, ErrorCode::Stopped);
    QCOMPARE(rig.state.state(), State::Detaching);
    const auto refused = rig.state.restart(rig.now);
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::Stopped);
    QCOMPARE(rig.state.epoch(), 0);
    QCOMPARE(rig.wire(), QStringList { u"0.0 a"_s });
    rig.answer(0, stored("1"));
    QCOMPARE(rig.calls.at(call)->offset, Offset("1"));
    QCOMPARE(rig.calls.at(call)->closed, false);
    QCOMPARE(rig.state.state(), State::Detached);
    QVERIFY(!rig.state.restart(rig.now));
    QCOMPARE(rig.state.state(), State::Ready);
    QVERIFY(rig.state.append("b").has_value());
}

void TestProducerState::stoppedSaysWhy_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("says");
    QTest::newRow("detaching") << u"detaching"_s << u"detach() is under way"_s;
    QTest::newRow("detached") << u"detached"_s << u"detached"_s;
    QTest::newRow("aborted") << u"aborted"_s << u"detached"_s;
    QTest::newRow("closing") << u"closing"_s << u"closeStream() is under way"_s;
    QTest::newRow("closed") << u"closed"_s << u"has closed the stream"_s;
    QTest::newRow("failed") << u"failed"_s << u"has failed"_s;
}

void TestProducerState::stoppedSaysWhy()
{
    QFETCH(const QString, how);
    QFETCH(const QString, says);
    Rig rig(singly());
    rig.append({ "a" });
    if (how == u"aborted") {
        rig.state.abort();
    } else if (how.startsWith(u"detach")) {
        rig.state.detach(rig.now);
        rig.answer(0, how == u"detached" ? stored() : status(503));
    } else if (how.startsWith(u"clos")) {
        rig.state.closeStream({}, rig.now);
        rig.answer(0, stored());
        rig.answer(1, how == u"closed" ? stored() : status(503));
    } else {
        rig.answer(0, status(400));
    }
    const Error error = rig.state.append("b").error();
    QCOMPARE(error.code, ErrorCode::Stopped);
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
    QCOMPARE(error.remedy.contains(u"restart()"), !how.startsWith(u"clos"));
    QVERIFY(!error.remedy.isEmpty());
}

void TestProducerState::errorsSayWhatToDo_data()
{
    QTest::addColumn<ProducerAnswer>("answer");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("collision") << duplicate(0, 3) << ErrorCode::ProducerIdCollision
                               << QStringList { u"an id of its own"_s };
    QTest::newRow("stale epoch") << stale(4) << ErrorCode::StaleEpoch
                                 << QStringList { u"restart()"_s, u"autoClaim"_s };
    QTest::newRow("forgotten") << gap(0) << ErrorCode::SequenceGap
                               << QStringList { u"restart()"_s, u"autoClaim"_s };
    QTest::newRow("no producers") << status(204) << ErrorCode::NotSupported
                                  << QStringList { u"Stream::append()"_s };
    ProducerAnswer mismatch = status(409);
    mismatch.error.code = ErrorCode::ContentTypeMismatch;
    QTest::newRow("content type")
        << mismatch << ErrorCode::ContentTypeMismatch
        << QStringList { u"head()"_s, u"appendJson()"_s, u"ProducerOptions::contentType"_s };
}

void TestProducerState::errorsSayWhatToDo()
{
    QFETCH(const ProducerAnswer, answer);
    QFETCH(const ErrorCode, code);
    QFETCH(const QStringList, names);
    ProducerOptions o = singly();
    o.duplicates = DuplicatePolicy::Fail;
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, answer);
    QCOMPARE(rig.failed.size(), 1);
    QCOMPARE(rig.failed[0].error.code, code);
    for (const QString &name : names) {
        QVERIFY2(rig.failed[0].error.remedy.contains(name), qPrintable(name));
    }
}

void TestProducerState::aLostClosingMayHaveClosed()
{
    ProducerOptions o = singly();
    o.request.retry = RetryPolicy { .maxRetries = 1 };
    for (const bool sent : { true, false }) {
        Rig rig(o);
        const quint64 call = rig.state.closeStream({}, rig.now);
        rig.collect();
        rig.answer(0, lost(sent));
        QVERIFY(rig.wake());
        rig.answer(1, lost(sent));
        QCOMPARE(rig.failed.size(), 1);
        QCOMPARE(rig.failed[0].maybeClosed, sent);
        const Error error = rig.calls.at(call).error();
        QCOMPARE(error.message.contains(u"may be closed"), sent);
        QCOMPARE(error.remedy.contains(u"head()"), sent);
    }
    Rig aborted(o);
    const quint64 call = aborted.state.closeStream({}, aborted.now);
    aborted.state.abort();
    aborted.collect();
    QVERIFY(aborted.calls.at(call).error().message.contains(u"may be closed"));
    Rig taken(o); // the answer says that it is closed, though not by whom
    taken.state.closeStream({}, taken.now);
    taken.collect();
    taken.answer(0, lost());
    QVERIFY(taken.wake());
    taken.answer(1, closedStream("3"));
    QVERIFY(!taken.failed[0].error.message.contains(u"may be closed"));
}

void TestProducerState::abortHandsBack()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c", "d", "e", "f" });
    rig.answer(0, stored());
    rig.answer(1, status(429));
    const quint64 call = rig.state.flush(rig.now);
    const QList<UnsentMessage> unsent = rig.state.abort();
    rig.collect();
    // b was refused, so c to f, in flight behind it, cannot have been stored.
    QCOMPARE(Rig::bytes({ {}, unsent }), (QByteArrayList { "b", "c", "d", "e", "f" }));
    QCOMPARE(rig.calls.at(call).error().code, ErrorCode::Stopped);
    QCOMPARE(rig.abandoned.size(), 4u);

    Rig open(singly());
    open.append({ "a", "b" });
    QCOMPARE(Rig::bytes({ {}, open.state.abort() }), (QByteArrayList { "a?", "b?" }));
}

void TestProducerState::closeStreamIsIdempotent()
{
    Rig rig(options(), Framing::JsonArray);
    rig.append({ "1" });
    const quint64 first = rig.state.closeStream("2", rig.now);
    const quint64 meanwhile = rig.state.closeStream("2", rig.now);
    const quint64 none = rig.state.closeStream({}, rig.now);
    const quint64 other = rig.state.closeStream("3", rig.now);
    rig.collect();
    QCOMPARE(rig.calls.at(other).error().code, ErrorCode::InvalidArgument); // not dropped in silence
    QVERIFY(!rig.calls.at(other).error().remedy.isEmpty());
    QCOMPARE(rig.state.append("4").error().code, ErrorCode::Stopped);
    QCOMPARE(rig.wire(), QStringList { u"0.0 [1]"_s }); // the close goes alone, after all else
    rig.answer(0, stored("1"));
    QCOMPARE(rig.wire().last(), u"0.1 [2]$"_s);
    rig.answer(1, lost());
    QVERIFY(rig.wake());
    QCOMPARE(rig.wire().last(), u"0.1 [2]$"_s);
    ProducerAnswer again204 = duplicate(0, 1);
    again204.streamClosed = true;
    rig.answer(2, again204);
    QCOMPARE(rig.state.state(), State::Closed);
    QVERIFY(rig.calls.at(first)->closed);
    QCOMPARE(rig.calls.at(meanwhile), rig.calls.at(first));
    QCOMPARE(rig.calls.at(none), rig.calls.at(first));
    const quint64 again = rig.state.closeStream("5", rig.now);
    rig.collect();
    QCOMPARE(rig.calls.at(again), rig.calls.at(first));
    QCOMPARE(rig.sent.size(), 3u);
    QVERIFY(rig.state.restart(rig.now));

    Rig plain(options());
    const quint64 call = plain.state.closeStream({}, plain.now);
    plain.collect();
    QCOMPARE(plain.wire(), QStringList { u"0.0 $"_s });
    ProducerAnswer done = status(204);
    done.nextOffset = Offset("7");
    done.streamClosed = true;
    done.epoch = done.sequence = 0;
    plain.answer(0, done);
    QCOMPARE(plain.calls.at(call)->offset, Offset("7"));
    QVERIFY(plain.collisions.isEmpty());

    ProducerOptions o = options();
    o.autoClaim = true;
    Rig alone(o); // whoever closed it: it is closed, and no message is in doubt
    const quint64 closing = alone.state.closeStream({}, alone.now);
    alone.collect();
    alone.answer(0, lost());
    QVERIFY(alone.wake());
    ProducerAnswer before = duplicate(0, 0);
    before.streamClosed = true;
    alone.answer(1, before);
    QVERIFY(alone.calls.at(closing).has_value());

    Rig used(o); // an earlier run's numbers: the stream is not closed
    used.state.closeStream({}, used.now);
    used.collect();
    used.answer(0, duplicate(0, 4));
    QCOMPARE(used.wire(), (QStringList { u"0.0 $"_s, u"1.0 $"_s }));
}

void TestProducerState::closeStreamIsNotDoneOverAMissingMessage()
{
    Rig rig(singly());
    rig.append({ "a" });
    const quint64 call = rig.state.closeStream("z", rig.now);
    rig.answer(0, status(413));
    QCOMPARE(rig.calls.at(call).error().httpStatus, 413);
    QCOMPARE(Rig::bytes(rig.rejected[0]), (QByteArrayList { "a", "z" }));
    QCOMPARE(rig.sent.size(), 1u);
    QCOMPARE(rig.state.state(), State::Ready);
    const quint64 again = rig.state.closeStream("z", rig.now);
    rig.collect();
    rig.answer(1, stored());
    QVERIFY(rig.calls.at(again).has_value());

    Rig taken(options());
    const quint64 refused = taken.state.closeStream("z", taken.now);
    taken.collect();
    taken.answer(0, closedStream("3"));
    QCOMPARE(taken.calls.at(refused).error().code, ErrorCode::StreamClosed);
    QCOMPARE(Rig::bytes(taken.failed[0]), QByteArrayList { "z" });
}

void TestProducerState::restartTakesTheNextEpoch()
{
    Rig rig(singly());
    rig.append({ "a", "b" });
    QVERIFY(!rig.state.restart(rig.now));
    rig.append({ "c", "d" });
    QCOMPARE(rig.sent.size(), 2u); // what came before ends in its own epoch
    rig.answer(0, stored());
    rig.answer(1, stored());
    QCOMPARE(rig.wire().mid(2), QStringList { u"1.0 c"_s });
    rig.answer(2, stored());
    QCOMPARE(rig.wire().last(), u"1.1 d"_s);
    rig.answer(3, stored());
    QVERIFY(!rig.state.restart(rig.now));
    QCOMPARE(rig.state.epoch(), 2);
    QCOMPARE(rig.receipts.last().epoch, 1);
}

void TestProducerState::restartAfterFencingGoesPastTheFence()
{
    Rig rig(options());
    rig.append({ "a" });
    rig.answer(0, stale(8));
    QCOMPARE(rig.state.state(), State::Failed);
    QVERIFY(!rig.state.restart(rig.now));
    QCOMPARE(rig.state.state(), State::Ready);
    rig.append({ "a" });
    QCOMPARE(rig.wire().last(), u"9.0 a"_s);
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
