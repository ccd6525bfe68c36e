// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/readerstate_p.h"

#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Do = ReaderStep::Do;

namespace {

Error failure(ErrorCode code, int status = 0)
{
    Error error;
    error.code = code;
    error.httpStatus = status;
    return error;
}

ReadAnswer at(const QByteArray &offset, bool upToDate = false, bool hadData = true)
{
    return { .nextOffset = Offset(offset), .upToDate = upToDate, .hadData = hadData };
}

// The headers of a 200.
ReadAnswer head(const QByteArray &next = "99"_ba, const QByteArray &type = "application/json"_ba)
{
    return { .nextOffset = Offset(next), .contentType = type };
}

// A reader at the tail of a JSON stream, in the given mode.
struct Tail
{
    explicit Tail(LiveMode live = LiveMode::Auto, const QByteArray &type = "application/json"_ba,
                  ResetPolicy reset = ResetPolicy::Stop)
        : state({ .live = live, .reset = reset }, RetryPolicy(), [] { return 1.0; })
    {
        first = state.start();
        state.opened(ReadMode::CatchUp, Offset::beginning(), now);
        state.connected(head("10", type), now);
        step = state.answered(at("10", true), now);
    }
    ReaderStep open(ReadMode mode)
    {
        state.opened(mode, state.position().offset, now);
        return state.connected(mode == ReadMode::Sse ? ReadAnswer() : head(), now);
    }

    ReaderState::Time now {};
    ReaderState state;
    ReaderStep first;
    ReaderStep step;
};

} // namespace

class ReaderStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void fetchesBeforeItGoesLive();
    void endsWhenUpToDateIfNotLive();
    void anAnswerThatDoesNotMoveIsTheTail();
    void autoChoosesByContentType_data();
    void autoChoosesByContentType();
    void pollsAgainAfter204();
    void aServerThatDoesNotWaitIsNotAskedInATightLoop();
    void confirmsAnEndSaidBy204();
    void closedIsTheEnd();
    void cursorsAndOffsetsAreKeptWhereAbsent();
    void healthyEventStreamsAreRenewedAtOnce();
    void threeShortEventStreamsFallBackToLongPoll();
    void aForcedEventStreamStays();
    void eventStreamsAreTriedAgainLater();
    void aRefusedEventStreamFallsBack_data();
    void aRefusedEventStreamFallsBack();
    void unreachableServersDoNotCountAgainstEvents();
    void silenceFallsBack();
    void liveReadsRetryWithoutEnd();
    void otherReadsGiveUp();
    void retryAfterIsAFloor();
    void whatIsNotRetried_data();
    void whatIsNotRetried();
    void aLongPollComesBackThroughAPlainRead();
    void noticesARecreatedStream_data();
    void noticesARecreatedStream();
    void resetPolicies();
    void aRefusedFirstOffsetIsAnError();
    void headersTellOfAnotherStreamBeforeItsData();
    void anEndSaidBy204IsNotForgotten();
    void a204ToAPlainReadIsTheEnd();
    void brokenEventStreamsAreAskedForLessAndLessOften();
    void aPlainReadIsTakenUpByAPlainRead();
    void answersOfOthersAreWaitedOutOnceTheStreamWasRead();
};

void ReaderStateTest::fetchesBeforeItGoesLive()
{
    Tail tail;
    QCOMPARE(tail.first.mode, ReadMode::CatchUp);
    QCOMPARE(tail.step.what, Do::Request);
    QCOMPARE(tail.step.mode, ReadMode::Sse);
    QVERIFY(tail.state.isLive());
    ReaderState behind({}, RetryPolicy());
    behind.opened(ReadMode::CatchUp, Offset::beginning(), {});
    QCOMPARE(behind.answered(at("5"), {}).mode, ReadMode::CatchUp);
    QVERIFY(!behind.isLive());
}

void ReaderStateTest::endsWhenUpToDateIfNotLive()
{
    Tail tail(LiveMode::Off);
    QCOMPARE(tail.step.what, Do::End);
    QVERIFY(!tail.state.position().closed);
    QVERIFY(tail.state.position().upToDate);
}

void ReaderStateTest::anAnswerThatDoesNotMoveIsTheTail()
{
    ReaderState state({ .live = LiveMode::Off }, RetryPolicy());
    state.opened(ReadMode::CatchUp, Offset("5"_ba), {});
    QCOMPARE(state.answered(at("5", false, false), {}).what, Do::End);
}

void ReaderStateTest::autoChoosesByContentType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ReadMode>("mode");
    QTest::newRow("json") << "application/json; charset=utf-8"_ba << ReadMode::Sse;
    QTest::newRow("binary") << "application/octet-stream"_ba << ReadMode::Sse;
    QTest::newRow("text") << "text/plain"_ba << ReadMode::LongPoll; // events change its line ends
    QTest::newRow("unknown") << ""_ba << ReadMode::Sse;
}

void ReaderStateTest::autoChoosesByContentType()
{
    QFETCH(QByteArray, type);
    QTEST(Tail(LiveMode::Auto, type).step.mode, "mode");
}

void ReaderStateTest::pollsAgainAfter204()
{
    Tail tail(LiveMode::LongPoll);
    QCOMPARE(tail.step.mode, ReadMode::LongPoll);
    tail.open(ReadMode::LongPoll);
    tail.now += 30s;
    ReadAnswer answer = at("10", true, false);
    answer.status = 204;
    const ReaderStep step = tail.state.answered(answer, tail.now);
    QCOMPARE(step.what, Do::Request);
    QCOMPARE(step.mode, ReadMode::LongPoll);
    QCOMPARE(step.delay, 0ms);
}

void ReaderStateTest::aServerThatDoesNotWaitIsNotAskedInATightLoop()
{
    Tail tail(LiveMode::LongPoll);
    std::chrono::milliseconds last {};
    for (int i = 0; i < 10; ++i) {
        tail.open(ReadMode::LongPoll);
        ReadAnswer answer = at("10", true, false);
        answer.status = 204;
        const ReaderStep step = tail.state.answered(answer, tail.now);
        QCOMPARE(step.what, Do::Request);
        QVERIFY(step.delay >= last && step.delay >= 100ms && step.delay <= 5s);
        last = step.delay;
    }
    // Data ends the suspicion.
    tail.open(ReadMode::LongPoll);
    QCOMPARE(tail.state.answered(at("11", true), tail.now).delay, 0ms);
}

void ReaderStateTest::confirmsAnEndSaidBy204()
{
    Tail tail(LiveMode::LongPoll);
    tail.open(ReadMode::LongPoll);
    ReadAnswer answer = at("10", true, false);
    answer.status = 204;
    answer.closed = true;
    const ReaderStep step = tail.state.answered(answer, tail.now);
    QCOMPARE(step.what, Do::Request);
    QCOMPARE(step.mode, ReadMode::CatchUp);
    QVERIFY(!tail.state.position().closed);
    tail.open(ReadMode::CatchUp);
    ReadAnswer last = at("11", true, true);
    last.closed = true;
    QCOMPARE(tail.state.answered(last, tail.now).what, Do::End);
    QVERIFY(tail.state.position().closed);
}

void ReaderStateTest::closedIsTheEnd()
{
    for (const ReadMode mode : { ReadMode::CatchUp, ReadMode::LongPoll, ReadMode::Sse }) {
        Tail tail;
        tail.open(mode);
        ReadAnswer answer = at("11");
        answer.closed = true;
        QCOMPARE(tail.state.answered(answer, tail.now).what, Do::End);
        QVERIFY(tail.state.position().closed);
        QVERIFY(tail.state.position().upToDate);
    }
}

void ReaderStateTest::cursorsAndOffsetsAreKeptWhereAbsent()
{
    Tail tail;
    tail.open(ReadMode::Sse);
    ReadAnswer answer = at("11", true);
    answer.cursor = "c1"_ba;
    tail.state.answered(answer, tail.now);
    tail.state.answered({ .upToDate = true, .hadData = true }, tail.now);
    QCOMPARE(tail.state.position().cursor, "c1");
    QCOMPARE(tail.state.position().offset, Offset("11"_ba));
}

void ReaderStateTest::healthyEventStreamsAreRenewedAtOnce()
{
    Tail tail(LiveMode::Sse);
    for (int i = 0; i < 10; ++i) {
        tail.open(ReadMode::Sse);
        tail.state.answered(at("10", true, false), tail.now);
        tail.now += 60s;
        const ReaderStep step = tail.state.closed(tail.now);
        QCOMPARE(step.what, Do::Request);
        QCOMPARE(step.mode, ReadMode::Sse);
        QCOMPARE(step.delay, 0ms);
    }
}

void ReaderStateTest::threeShortEventStreamsFallBackToLongPoll()
{
    Tail tail;
    for (int i = 0; i < 2; ++i) {
        tail.open(ReadMode::Sse);
        tail.state.answered(at("10", true, false), tail.now);
        tail.now += 50ms;
        const ReaderStep step = tail.state.closed(tail.now);
        QCOMPARE(step.what, Do::Wait);
        QCOMPARE(step.mode, ReadMode::Sse);
        QCOMPARE(step.delay, i == 0 ? 100ms : 200ms);
    }
    tail.open(ReadMode::Sse);
    QCOMPARE(tail.state.closed(tail.now).what, Do::Request);
    QCOMPARE(tail.state.liveMode(), LiveMode::LongPoll);
    tail.open(ReadMode::CatchUp);
    QCOMPARE(tail.state.answered(at("10", true, false), tail.now).mode, ReadMode::LongPoll);
}

void ReaderStateTest::aForcedEventStreamStays()
{
    Tail tail(LiveMode::Sse);
    for (int i = 0; i < 20; ++i) {
        tail.open(ReadMode::Sse);
        const ReaderStep step = tail.state.closed(tail.now);
        QCOMPARE(step.what, Do::Wait);
        QCOMPARE(step.mode, ReadMode::Sse);
        QVERIFY(step.delay <= 5s);
    }
    QCOMPARE(tail.state.liveMode(), LiveMode::Sse);
}

void ReaderStateTest::eventStreamsAreTriedAgainLater()
{
    Tail tail;
    tail.open(ReadMode::Sse);
    tail.state.silent(failure(ErrorCode::Timeout), tail.now);
    const auto pollsUntilProbe = [&tail](std::chrono::seconds time) {
        tail.now += time;
        tail.open(ReadMode::LongPoll);
        tail.now += 1s;
        return tail.state.answered(at("10", true, false), tail.now).mode;
    };
    QCOMPARE(pollsUntilProbe(30s), ReadMode::LongPoll);
    QCOMPARE(pollsUntilProbe(30s), ReadMode::Sse);
    QCOMPARE(tail.state.liveMode(), LiveMode::Sse);
    // One failure of the probe is enough, and the next one comes later.
    tail.open(ReadMode::Sse);
    tail.state.closed(tail.now);
    QCOMPARE(tail.state.liveMode(), LiveMode::LongPoll);
    QCOMPARE(pollsUntilProbe(90s), ReadMode::LongPoll);
    QCOMPARE(pollsUntilProbe(30s), ReadMode::Sse);
}

void ReaderStateTest::aRefusedEventStreamFallsBack_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 400, 405, 406, 415, 501, 200 }) {
        QTest::addRow("%d", status) << status;
    }
}

void ReaderStateTest::aRefusedEventStreamFallsBack()
{
    QFETCH(int, status);
    const ErrorCode code = status == 400 ? ErrorCode::InvalidOffset : ErrorCode::NotSupported;
    Tail tail;
    tail.open(ReadMode::Sse);
    const ReaderStep step = tail.state.failed(failure(code, status == 200 ? 0 : status), tail.now);
    QCOMPARE(step.what, Do::Request);
    QCOMPARE(tail.state.liveMode(), LiveMode::LongPoll);
    Tail forced(LiveMode::Sse);
    forced.open(ReadMode::Sse);
    const ReaderStep end = forced.state.failed(failure(code, status == 200 ? 0 : status), tail.now);
    QCOMPARE(end.what, Do::Fail);
    QCOMPARE(end.error->code, ErrorCode::NotSupported);
}

void ReaderStateTest::unreachableServersDoNotCountAgainstEvents()
{
    Tail tail;
    for (int i = 0; i < 10; ++i) {
        tail.open(ReadMode::Sse);
        const ReaderStep step = tail.state.failed(failure(ErrorCode::Network), tail.now);
        QCOMPARE(step.what, Do::Wait);
        QCOMPARE(step.mode, ReadMode::Sse);
    }
}

void ReaderStateTest::silenceFallsBack()
{
    Tail tail;
    tail.open(ReadMode::Sse);
    QCOMPARE(tail.state.silent(failure(ErrorCode::Timeout), tail.now).what, Do::Request);
    QCOMPARE(tail.state.liveMode(), LiveMode::LongPoll);
    Tail forced(LiveMode::Sse);
    forced.open(ReadMode::Sse);
    QCOMPARE(forced.state.silent(failure(ErrorCode::Timeout), tail.now).what, Do::Wait);
}

void ReaderStateTest::liveReadsRetryWithoutEnd()
{
    ReaderState state({ .live = LiveMode::Auto }, RetryPolicy(), [] { return 1.0; });
    for (int i = 1; i < 200; ++i) {
        state.opened(ReadMode::CatchUp, Offset::beginning(), {});
        const ReaderStep step = state.failed(failure(ErrorCode::Server, 503), {});
        QCOMPARE(step.what, Do::Wait);
        QCOMPARE(step.attempt, i);
        QVERIFY(step.delay <= 30s);
    }
}

void ReaderStateTest::otherReadsGiveUp()
{
    ReaderState state({ .live = LiveMode::Off }, { .maxRetries = 3 });
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(state.failed(failure(ErrorCode::Network), {}).what, Do::Wait);
    }
    QCOMPARE(state.failed(failure(ErrorCode::Network), {}).what, Do::Fail);
}

void ReaderStateTest::retryAfterIsAFloor()
{
    ReaderState state({}, RetryPolicy(), [] { return 0.5; });
    Error error = failure(ErrorCode::RateLimited, 429);
    error.retryAfter = 3s;
    QCOMPARE(state.failed(error, {}).delay, 3s);
    error.retryAfter = 1ms;
    QCOMPARE(state.failed(error, {}).delay, 100ms);
}

void ReaderStateTest::whatIsNotRetried_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("status");
    QTest::newRow("404") << ErrorCode::NotFound << 404;
    QTest::newRow("401") << ErrorCode::Unauthorized << 401;
    QTest::newRow("403") << ErrorCode::Forbidden << 403;
    QTest::newRow("501") << ErrorCode::NotSupported << 501;
    QTest::newRow("malformed") << ErrorCode::Malformed << 0;
}

void ReaderStateTest::whatIsNotRetried()
{
    QFETCH(ErrorCode, code);
    QFETCH(int, status);
    Tail tail(LiveMode::LongPoll);
    tail.open(ReadMode::LongPoll);
    const ReaderStep step = tail.state.failed(failure(code, status), tail.now);
    QCOMPARE(step.what, Do::Fail);
    QCOMPARE(step.error->code, code);
}

// A long-poll may stay silent for half a minute, and nobody would know that all is well again.
void ReaderStateTest::aLongPollComesBackThroughAPlainRead()
{
    Tail tail(LiveMode::LongPoll);
    tail.open(ReadMode::LongPoll);
    QCOMPARE(tail.state.failed(failure(ErrorCode::Network), tail.now).mode, ReadMode::CatchUp);
    tail.open(ReadMode::CatchUp);
    QCOMPARE(tail.state.answered(at("10", true, false), tail.now).mode, ReadMode::LongPoll);
}

void ReaderStateTest::noticesARecreatedStream_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("the tail lies before what was read") << 0;
    QTest::newRow("another content type") << 1;
    QTest::newRow("the offset is refused") << 2;
    QTest::newRow("the offset is gone") << 3;
    QTest::newRow("shorter than what was delivered") << 4;
}

void ReaderStateTest::noticesARecreatedStream()
{
    QFETCH(int, which);
    Tail tail(LiveMode::LongPoll);
    ReaderStep step = tail.open(ReadMode::LongPoll);
    QCOMPARE(step.what, Do::GoOn);
    switch (which) {
    case 0:
        step = tail.state.answered(at("05", true), tail.now);
        break;
    case 1:
        step = tail.state.connected(head("10", "text/plain"_ba), tail.now);
        break;
    case 2:
        step = tail.state.failed(failure(ErrorCode::InvalidOffset, 400), tail.now);
        break;
    case 3:
        step = tail.state.failed(failure(ErrorCode::Gone, 410), tail.now);
        break;
    default: {
        ReadAnswer answer = at("12", true);
        answer.isReplay = true;
        step = tail.state.answered(answer, tail.now);
    }
    }
    QCOMPARE(step.what, Do::Fail);
    QCOMPARE(step.error->code, ErrorCode::StreamReset);
}

void ReaderStateTest::resetPolicies()
{
    for (const ResetPolicy policy : { ResetPolicy::FromBeginning, ResetPolicy::FromNow }) {
        Tail tail(LiveMode::LongPoll, "application/json"_ba, policy);
        tail.open(ReadMode::LongPoll);
        const ReaderStep step = tail.state.failed(failure(ErrorCode::Gone, 410), tail.now);
        QCOMPARE(step.what, Do::Restart);
        QCOMPARE(step.mode, ReadMode::CatchUp);
        QCOMPARE(step.from, policy == ResetPolicy::FromNow ? Offset::now() : Offset::beginning());
        QCOMPARE(tail.state.position().offset, step.from);
        // The new stream may have another type, and being gone again is the end.
        tail.state.opened(ReadMode::CatchUp, step.from, tail.now);
        QCOMPARE(tail.state.connected(head("1", "text/plain"_ba), tail.now).what, Do::GoOn);
        QCOMPARE(tail.state.failed(failure(ErrorCode::Gone, 410), tail.now).what, Do::Fail);
    }
}

void ReaderStateTest::aRefusedFirstOffsetIsAnError()
{
    ReaderState state({ .offset = Offset("bad"_ba), .reset = ResetPolicy::FromBeginning },
                      RetryPolicy());
    state.opened(ReadMode::CatchUp, Offset("bad"_ba), {});
    const ReaderStep step = state.failed(failure(ErrorCode::InvalidOffset, 400), {});
    QCOMPARE(step.what, Do::Fail);
    QCOMPARE(step.error->code, ErrorCode::InvalidOffset);
}

void ReaderStateTest::headersTellOfAnotherStreamBeforeItsData()
{
    Tail tail(LiveMode::LongPoll);
    tail.state.opened(ReadMode::LongPoll, Offset("10"_ba), tail.now);
    const ReaderStep step = tail.state.connected(head("05"), tail.now);
    QCOMPARE(step.what, Do::Fail);
    QCOMPARE(step.error->code, ErrorCode::StreamReset);
}

// Asking again and again would be a storm of requests.
void ReaderStateTest::anEndSaidBy204IsNotForgotten()
{
    Tail tail(LiveMode::LongPoll);
    tail.open(ReadMode::LongPoll);
    ReadAnswer answer = at("10", true, false);
    answer.status = 204;
    answer.closed = true;
    QCOMPARE(tail.state.answered(answer, tail.now).mode, ReadMode::CatchUp);
    tail.open(ReadMode::CatchUp);
    QCOMPARE(tail.state.answered(at("11", true, true), tail.now).what, Do::End);
    QVERIFY(tail.state.position().closed);
}

void ReaderStateTest::a204ToAPlainReadIsTheEnd()
{
    Tail tail(LiveMode::LongPoll);
    tail.open(ReadMode::CatchUp);
    ReadAnswer answer = at("10", true, false);
    answer.status = 204;
    answer.closed = true;
    QCOMPARE(tail.state.answered(answer, tail.now).what, Do::End);
    QVERIFY(tail.state.position().closed);
}

// Each of them sends a control event first, which is no reason to ask at once for ever.
void ReaderStateTest::brokenEventStreamsAreAskedForLessAndLessOften()
{
    Tail tail(LiveMode::Sse);
    const auto breakAfter = [&tail](std::chrono::milliseconds time) {
        tail.open(ReadMode::Sse);
        tail.state.answered(at("10", true, false), tail.now);
        tail.now += time;
        return tail.state.failed(failure(ErrorCode::Network), tail.now).delay;
    };
    QCOMPARE(breakAfter(10ms), 100ms);
    QCOMPARE(breakAfter(10ms), 200ms);
    QCOMPARE(breakAfter(10ms), 400ms);
    for (int i = 0; i < 10; ++i) {
        breakAfter(10ms);
    }
    QCOMPARE(breakAfter(10ms), 5s);
    QCOMPARE(breakAfter(1min), 100ms); // that one was sound
}

void ReaderStateTest::aPlainReadIsTakenUpByAPlainRead()
{
    Tail tail(LiveMode::Sse);
    QCOMPARE(tail.state.readByGet().mode, ReadMode::CatchUp);
    tail.open(ReadMode::CatchUp);
    QCOMPARE(tail.state.failed(failure(ErrorCode::Network), tail.now).mode, ReadMode::CatchUp);
    tail.open(ReadMode::Sse);
    QCOMPARE(tail.state.failed(failure(ErrorCode::Network), tail.now).mode, ReadMode::Sse);
}

// A page that says "back soon" does not end a tail, but nothing on it is data.
void ReaderStateTest::answersOfOthersAreWaitedOutOnceTheStreamWasRead()
{
    const ReadAnswer page { .contentType = "text/html"_ba };
    Tail tail(LiveMode::LongPoll);
    tail.state.opened(ReadMode::LongPoll, Offset("10"_ba), tail.now);
    QCOMPARE(tail.state.connected(page, tail.now).what, Do::Wait);
    ReaderState first({}, RetryPolicy());
    first.opened(ReadMode::CatchUp, Offset::beginning(), {});
    const ReaderStep step = first.connected(page, {});
    QCOMPARE(step.what, Do::Fail);
    QCOMPARE(step.error->code, ErrorCode::Malformed);
}

QTEST_GUILESS_MAIN(ReaderStateTest)
#include "tst_readerstate.moc"
