// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producerrig.h"

using namespace ProducerRig;
using State = ProducerState::State;

//! Failures, and the calls that stop a producer or wait for it.
class TestProducerEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void closedByAnotherStopsAtOnce();
    void aRefusedBatchHandsBackWhatFollows();
    void aSilentRequestDoesNotHoldTheFailureUp();
    void aServerWithoutProducers();
    void aServerWithoutProducersMayStoreTwice();
    void withoutNumbersNothingDependsOnTheOneBefore();
    void aClosingHasItsEvidence_data();
    void aClosingHasItsEvidence();
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
};

void TestProducerEnding::closedByAnotherStopsAtOnce()
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

void TestProducerEnding::aRefusedBatchHandsBackWhatFollows()
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

void TestProducerEnding::aSilentRequestDoesNotHoldTheFailureUp()
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

void TestProducerEnding::aServerWithoutProducers()
{
    for (const int code : { 200, 204 }) {
        Rig rig(singly());
        rig.append({ "a", "b", "c" });
        rig.answer(0, lost());
        ProducerAnswer plain = success(code);
        plain.nextOffset = Offset("1");
        rig.answer(1, plain);
        QVERIFY(rig.failed.isEmpty()); // c is heard first
        QVERIFY(!rig.wake() || rig.sent.size() == 3); // a is not sent again: it would be there twice
        if (rig.failed.isEmpty()) {
            rig.answer(2, plain);
        }
        QVERIFY(rig.receipts.isEmpty());
        QCOMPARE(rig.failed.size(), 1);
        QCOMPARE(rig.failed[0].error.code, ErrorCode::NotSupported);
        QVERIFY(!rig.failed[0].error.message.contains(u"more than once"));
        QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "a?", "b?", "c?" }));
    }
}

// An honest server needs the second request; this one may have stored both.
void TestProducerEnding::aServerWithoutProducersMayStoreTwice()
{
    Rig rig(singly());
    rig.append({ "a", "b" });
    rig.answer(0, lost());
    rig.answer(1, status(429));
    QVERIFY(rig.wake());
    QCOMPARE(rig.wire().last(), u"0.0 a"_s);
    rig.answer(2, success(204));
    QCOMPARE(rig.failed.size(), 1);
    QVERIFY2(rig.failed[0].error.message.contains(u"stored more than once"),
             qPrintable(rig.failed[0].error.message));
    QCOMPARE(Rig::bytes(rig.failed[0]), (QByteArrayList { "a?", "b" }));
    QVERIFY(rig.receipts.isEmpty());
}

// Where the numbers are not looked at, what follows a refused batch may be stored all the same.
void TestProducerEnding::withoutNumbersNothingDependsOnTheOneBefore()
{
    Rig rig(singly());
    rig.append({ "a", "b", "c" });
    rig.answer(0, status(429));
    rig.answer(2, lost());
    rig.answer(1, success(200));
    QCOMPARE(Rig::bytes(rig.failed.value(0)), (QByteArrayList { "a", "b?", "c?" }));
}

void TestProducerEnding::aClosingHasItsEvidence_data()
{
    QTest::addColumn<ProducerAnswer>("answer");
    QTest::addColumn<bool>("withMessage");
    QTest::newRow("a login page") << success(200) << false;
    QTest::newRow("a bare 204") << success(204) << false;
    QTest::newRow("with numbers alone") << success(200, 0, 0) << false;
    QTest::newRow("a login page, with a message") << success(200) << true;
    QTest::newRow("with numbers alone, with a message") << success(200, 0, 0) << true;
}

void TestProducerEnding::aClosingHasItsEvidence()
{
    QFETCH(const ProducerAnswer, answer);
    QFETCH(const bool, withMessage);
    Rig rig(options());
    const quint64 call
        = rig.state.closeStream(withMessage ? QByteArrayView("z") : QByteArrayView(), rig.now);
    rig.collect();
    rig.answer(0, answer);
    QCOMPARE(rig.state.state(), State::Failed);
    QVERIFY(!rig.calls.at(call));
    QVERIFY(!rig.state.report().closed);
    QCOMPARE(rig.failed.size(), 1);
    QVERIFY(rig.failed[0].maybeClosed);
    QVERIFY(rig.failed[0].error.message.contains(u"may be closed"));
    QVERIFY(rig.failed[0].error.remedy.contains(u"head()"));
    // The numbers say that the message is stored, whatever became of the closing.
    const bool taken = withMessage && answer.sequence;
    QCOMPARE(rig.receipts.size(), taken ? 1 : 0);
    QCOMPARE(rig.failed[0].unsent.size(), withMessage && !taken ? 1 : 0);
    QVERIFY(rig.failed[0].unsent.isEmpty() || rig.failed[0].unsent[0].maybeStored);
}

void TestProducerEnding::flushReportsWhatFailed()
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

void TestProducerEnding::detachSendsWhatWaits()
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

void TestProducerEnding::stoppedSaysWhy_data()
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

void TestProducerEnding::stoppedSaysWhy()
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

void TestProducerEnding::errorsSayWhatToDo_data()
{
    QTest::addColumn<ProducerAnswer>("answer");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("collision") << duplicate(0, 3) << ErrorCode::ProducerIdCollision
                               << QStringList { u"an id of its own"_s };
    QTest::newRow("stale epoch") << stale(4) << ErrorCode::StaleEpoch
                                 << QStringList { u"restart()"_s, u"autoClaim"_s };
    QTest::newRow("gap") << gap(0) << ErrorCode::SequenceGap
                               << QStringList { u"restart()"_s, u"autoClaim"_s };
    QTest::newRow("no producers") << status(204) << ErrorCode::NotSupported
                                  << QStringList { u"Stream::append()"_s };
    ProducerAnswer mismatch = status(409);
    mismatch.error.code = ErrorCode::ContentTypeMismatch;
    QTest::newRow("content type")
        << mismatch << ErrorCode::ContentTypeMismatch
        << QStringList { u"head()"_s, u"appendJson()"_s, u"ProducerOptions::contentType"_s };
}

void TestProducerEnding::errorsSayWhatToDo()
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

void TestProducerEnding::aLostClosingMayHaveClosed()
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

void TestProducerEnding::abortHandsBack()
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

void TestProducerEnding::closeStreamIsIdempotent()
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
    const quint64 again = rig.state.closeStream("2", rig.now);
    const quint64 bare = rig.state.closeStream({}, rig.now);
    const quint64 late = rig.state.closeStream("5", rig.now);
    rig.collect();
    QCOMPARE(rig.calls.at(again), rig.calls.at(first));
    QCOMPARE(rig.calls.at(bare), rig.calls.at(first));
    QCOMPARE(rig.calls.at(late).error().code, ErrorCode::InvalidArgument);
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
    const quint64 tooLate = plain.state.closeStream("z", plain.now);
    plain.collect();
    QCOMPARE(plain.calls.at(tooLate).error().code, ErrorCode::InvalidArgument);
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

void TestProducerEnding::closeStreamIsNotDoneOverAMissingMessage()
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

QTEST_GUILESS_MAIN(TestProducerEnding)
#include "tst_producerending.moc"
