// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producerrig.h"

using namespace ProducerRig;
using State = ProducerState::State;

//! Epochs, and others who use the same id.
class TestProducerEpochs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void aServerThatLostWhatItHad_data();
    void aServerThatLostWhatItHad();
    void manyLostBatchesAreNamed();
    void anEarlierRunsGapIsClaimed();
    void thereIsALastEpoch();
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
    void restartTakesTheNextEpoch();
    void restartAfterFencingGoesPastTheFence();
};

void TestProducerEpochs::aServerThatLostWhatItHad_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::addColumn<int>("expected");
    QTest::addColumn<TicketRange>("lost");
    for (const bool autoClaim : { false, true }) {
        const char *how = autoClaim ? "claiming" : "not claiming";
        QTest::addRow("all, %s", how) << autoClaim << 0 << TicketRange { 1, 4 };
        QTest::addRow("the last one, %s", how) << autoClaim << 2 << TicketRange { 4, 4 };
    }
}

// It expects a number that it has acknowledged: nothing goes on by itself.
void TestProducerEpochs::aServerThatLostWhatItHad()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const int, expected);
    ProducerOptions o = options();
    o.autoClaim = autoClaim;
    o.epoch = 5;
    Rig rig(o);
    rig.append({ "a", "b" });
    rig.answer(0, stored());
    rig.append({ "c" });
    rig.answer(1, stored());
    rig.append({ "d" });
    rig.answer(2, stored());
    rig.append({ "e" });
    rig.append({ "f" });
    const quint64 flush = rig.state.flush(rig.now);
    rig.answer(4, gap(expected));
    rig.answer(3, gap(expected));
    QCOMPARE(rig.failed.size(), 1);
    const Error error = rig.failed[0].error;
    QCOMPARE(error.code, ErrorCode::AcknowledgedLost);
    QTEST(rig.failed[0].lost, "lost");
    QVERIFY2(error.message.contains(u"number %1 of epoch 5"_s.arg(expected))
                 && error.message.contains(u"up to 2, tickets"),
             qPrintable(error.message));
    QVERIFY(error.remedy.contains(u"restart()"));
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "e", "f" }));
    QCOMPARE(rig.calls.at(flush).error().code, ErrorCode::AcknowledgedLost);
    QVERIFY(rig.claims.isEmpty());
    // The user has looked, and goes on.
    QVERIFY(!rig.state.restart(rig.now));
    rig.append({ "g" });
    QCOMPARE(rig.wire().last(), u"6.0 g"_s);
}

void TestProducerEpochs::manyLostBatchesAreNamed()
{
    Rig rig(singly());
    for (size_t i = 0; i < 5'000; ++i) {
        rig.append({ "a" });
        rig.answer(i, stored());
    }
    rig.append({ "b" });
    rig.answer(5'000, gap(4'990));
    QCOMPARE(rig.failed.value(0).lost, (TicketRange { 4'991, 5'000 }));

    Rig all(singly());
    for (size_t i = 0; i < 5'000; ++i) {
        all.append({ "a" });
        all.answer(i, stored());
    }
    all.append({ "b" });
    all.answer(5'000, gap(0));
    QCOMPARE(all.failed.value(0).lost, (TicketRange { 1, 5'000 }));
}

// Nothing of what the server does not have was acknowledged to this producer.
void TestProducerEpochs::anEarlierRunsGapIsClaimed()
{
    ProducerOptions o = singly();
    o.firstSequence = 7;
    Rig rig(o);
    rig.append({ "a" });
    rig.answer(0, gap(2));
    QCOMPARE(rig.failed.value(0).error.code, ErrorCode::SequenceGap);
    QCOMPARE(rig.failed.value(0).lost, TicketRange());

    o.autoClaim = true;
    Rig claiming(o);
    claiming.append({ "b" });
    claiming.answer(0, gap(2));
    QCOMPARE(claiming.claims, QList<qint64> { 1 });
    QCOMPARE(claiming.wire().last(), u"1.0 b"_s);
}

void TestProducerEpochs::thereIsALastEpoch()
{
    constexpr qint64 last = (qint64(1) << 53) - 1;
    ProducerOptions o = singly();
    o.epoch = last - 1;
    Rig rig(o);
    QVERIFY(!rig.state.restart(rig.now));
    QCOMPARE(rig.state.epoch(), last);
    const auto error = rig.state.restart(rig.now);
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::InvalidArgument);
    QVERIFY(error->message.contains(u"2^53-1"));
    QCOMPARE(rig.state.epoch(), last);
    rig.append({ "a" });
    QCOMPARE(rig.wire(), QStringList { u"%1.0 a"_s.arg(last) });
    QVERIFY(rig.state.restart(rig.now));

    Rig waiting(o); // the epoch is taken when what waits is sent
    waiting.append({ "a" });
    QVERIFY(!waiting.state.restart(waiting.now));
    waiting.append({ "b" });
    QVERIFY(waiting.state.restart(waiting.now));

    o.autoClaim = true;
    Rig claiming(o);
    claiming.append({ "a" });
    claiming.answer(0, stale(last));
    QCOMPARE(claiming.failed.size(), 1);
    QVERIFY(claiming.failed[0].error.message.contains(u"2^53-1"));
    QVERIFY(claiming.claims.isEmpty());
}

void TestProducerEpochs::oneRequestUntilAnEpochIsConfirmed()
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

void TestProducerEpochs::aStaleEpochIsFatal()
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

void TestProducerEpochs::aStaleEpochIsClaimed()
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

void TestProducerEpochs::anUnknownOutcomeIsNotSentAgainInANewEpoch()
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

void TestProducerEpochs::aLaterAcceptanceIsNoProofOfTheEarlier_data()
{
    QTest::addColumn<bool>("aborted");
    QTest::addColumn<bool>("collided");
    QTest::newRow("failed, its answer lost") << false << false;
    QTest::newRow("failed, its number taken") << false << true;
    QTest::newRow("aborted, its answer not there yet") << true << false;
    QTest::newRow("aborted, its number taken") << true << true;
}

// The number may be another producer's: of an earlier run, or of one that lives.
void TestProducerEpochs::aLaterAcceptanceIsNoProofOfTheEarlier()
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

void TestProducerEpochs::anotherTakesNumbersInBetween_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::addColumn<DuplicatePolicy>("policy");
    QTest::newRow("claimed") << true << DuplicatePolicy::Report;
    QTest::newRow("reported") << false << DuplicatePolicy::Report;
    QTest::newRow("fatal") << false << DuplicatePolicy::Fail;
}

void TestProducerEpochs::anotherTakesNumbersInBetween()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    Rig rig(singly(autoClaim, policy));
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
        // The other's, or ours, repeated by a gateway: nobody can tell.
        const auto code = autoClaim ? ErrorCode::OutcomeUnknown : ErrorCode::ProducerIdCollision;
        QCOMPARE(failures[0].error.code, code);
        QCOMPARE(Rig::bytes(failures[0]), (QByteArrayList { "a?", "b?" }));
        QCOMPARE(rig.calls.at(flush).error().code, code);
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

void TestProducerEpochs::claimingKeepsTheOrder()
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

void TestProducerEpochs::anUnknownOutcomeBehindACollision()
{
    // b may be stored behind the other's message, and was it taken for ours before we knew?
    for (const bool autoClaim : { false, true }) {
        Rig rig(singly(autoClaim, DuplicatePolicy::Fail));
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
        QCOMPARE(back, (QByteArrayList { "a?", "b?", "c?" }));
    }
}

void TestProducerEpochs::aDuplicateBehindACollisionIsDoubted()
{
    // b was taken for ours before a showed that another uses the numbers.
    for (const auto policy : { DuplicatePolicy::Fail, DuplicatePolicy::Report }) {
        Rig rig(singly(false, policy));
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
            QCOMPARE(Rig::bytes(rig.failed.value(0)), (QByteArrayList { "a?", "b?" }));
            QCOMPARE(rig.receipts.size(), 2);
        } else {
            QCOMPARE(rig.collisions.size(), 2);
            QCOMPARE(rig.state.report().suspected, 2u);
        }
    }
}

void TestProducerEpochs::aFirstNumberMayBeAnEarlierRuns_data()
{
    anotherTakesNumbersInBetween_data();
}

void TestProducerEpochs::aFirstNumberMayBeAnEarlierRuns()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    const bool reported = !autoClaim && policy == DuplicatePolicy::Report;
    Rig rig(singly(autoClaim, policy));
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

void TestProducerEpochs::anEpochThatIsOurs_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::addColumn<QString>("why");
    for (const bool autoClaim : { false, true }) {
        const char *policy = autoClaim ? "claiming" : "fatal";
        QTest::addRow("%s: it was taken", policy) << autoClaim << u"taken"_s;
        QTest::addRow("%s: fresh by the options", policy) << autoClaim << u"fresh"_s;
    }
    QTest::newRow("restarted above the server's") << false << u"restarted"_s;
    QTest::newRow("restarted, fresh by the options") << false << u"fresh, restarted"_s;
    QTest::newRow("claimed above the server's") << true << u"claimed"_s;
}

// What is called a duplicate after a lost answer is taken for ours.
void TestProducerEpochs::anEpochThatIsOurs()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const QString, why);
    ProducerOptions o = singly(autoClaim, DuplicatePolicy::Fail);
    o.freshEpoch = why.contains(u"fresh"_s);
    Rig rig(o);
    rig.append({ "a" });
    if (why == u"taken"_s) {
        rig.answer(0, stored());
        rig.append({ "b" });
    } else if (why == u"fresh, restarted"_s) {
        rig.answer(0, status(400));
    } else if (why != u"fresh"_s) {
        rig.answer(0, stale(4));
    }
    if (why.contains(u"restarted"_s)) {
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

void TestProducerEpochs::aClosingThatWasSwallowed()
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

void TestProducerEpochs::aFirstAttemptDuplicate_data()
{
    anotherTakesNumbersInBetween_data();
}

void TestProducerEpochs::aFirstAttemptDuplicate()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    Rig rig(singly(autoClaim, policy));
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

void TestProducerEpochs::claimingInARowBacksOff()
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

void TestProducerEpochs::restartTakesTheNextEpoch()
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

void TestProducerEpochs::restartAfterFencingGoesPastTheFence()
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

QTEST_GUILESS_MAIN(TestProducerEpochs)
#include "tst_producerepochs.moc"
