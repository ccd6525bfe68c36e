// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/readerstate_p.h"

#include <QtTest/QTest>

#include <string>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Do = ReaderStep::Do;

namespace {

// What can happen to a request of a reader.
enum class Event {
    Data,
    DataAndMore, //!< not up to date yet
    Nothing, //!< an empty 200, or a control event without data
    NoContent, //!< 204
    NoContentClosed,
    Closed,
    Regressed, //!< the tail lies before what was read
    Ended, //!< an event stream ended, at once
    EndedLate,
    Silent,
    Lost, //!< no answer
    Overloaded, //!< 503 with Retry-After
    Refused, //!< 400
    NotFound,
    Gone,
    NotAStream, //!< headers without an offset
    Count,
};

struct World
{
    ReaderState state;
    ReaderStep step = {};
    ReaderState::Time now {};
    int tail = 10;
    int confirmed = -1;
    //! Requests in a row that were made at once and brought nothing.
    int hurried = 0;
    std::string path = {};
};

Error failure(ErrorCode code, int status = 0)
{
    Error error;
    error.code = code;
    error.httpStatus = status;
    return error;
}

QByteArray offsetOf(int number)
{
    return QByteArray::number(number).rightJustified(4, '0');
}

bool isLiveEvent(Event event)
{
    return event == Event::Ended || event == Event::EndedLate || event == Event::Silent;
}

ReaderStep happen(World &world, Event event)
{
    const ReadMode mode = world.step.mode;
    ReaderState &state = world.state;
    const int asked = std::max(world.confirmed, 0);
    state.opened(mode, world.confirmed < 0 ? Offset::beginning() : Offset(offsetOf(asked)), world.now);
    const auto connected = [&](const QByteArray &next) {
        return state.connected(
            { .nextOffset = Offset(next), .contentType = mode == ReadMode::Sse ? ""_ba : "a/b"_ba },
            world.now);
    };
    const auto answered = [&](int next, bool upToDate, bool hadData, bool closed, int status = 200) {
        if (mode != ReadMode::Sse && status == 200) {
            if (const ReaderStep step = connected(offsetOf(next)); step.what != Do::GoOn) {
                return step;
            }
        }
        ReadAnswer answer { .status = status, .nextOffset = Offset(offsetOf(next)) };
        answer.upToDate = upToDate;
        answer.closed = closed;
        answer.hadData = hadData;
        return state.answered(answer, world.now);
    };
    switch (event) {
    case Event::Data:
        return answered(++world.tail, true, true, false);
    case Event::DataAndMore:
        return answered(++world.tail, false, true, false);
    case Event::Nothing:
        return answered(asked, true, false, false);
    case Event::NoContent:
        return answered(asked, true, false, false, 204);
    case Event::NoContentClosed:
        return answered(asked, true, false, true, 204);
    case Event::Closed:
        return answered(asked, true, false, true);
    case Event::Regressed:
        return answered(asked - 1, true, false, false);
    case Event::Ended:
        return state.closed(world.now);
    case Event::EndedLate:
        answered(asked, true, false, false);
        return state.closed(world.now + 60s);
    case Event::Silent:
        return state.silent(failure(ErrorCode::Timeout), world.now);
    case Event::Lost:
        return state.failed(failure(ErrorCode::Network), world.now);
    case Event::Overloaded: {
        Error error = failure(ErrorCode::Server, 503);
        error.retryAfter = 7s;
        return state.failed(error, world.now);
    }
    case Event::Refused:
        return state.failed(failure(ErrorCode::InvalidOffset, 400), world.now);
    case Event::NotFound:
        return state.failed(failure(ErrorCode::NotFound, 404), world.now);
    case Event::Gone:
        return state.failed(failure(ErrorCode::Gone, 410), world.now);
    case Event::NotAStream:
        return state.connected({ .contentType = "text/html"_ba }, world.now);
    case Event::Count:
        break;
    }
    return {};
}

} // namespace

// Every schedule of events up to a length, in every mode: what must hold whatever happens.
class ReaderSchedulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void everySchedule_data();
    void everySchedule();

private:
    void explore(const World &world, LiveMode live, int depth);
    QString fault(const World &before, const World &after, LiveMode live, Event event) const;

    qint64 m_schedules = 0;
    QString m_fault;
};

void ReaderSchedulesTest::everySchedule_data()
{
    QTest::addColumn<LiveMode>("live");
    QTest::addColumn<ResetPolicy>("reset");
    for (const LiveMode live : { LiveMode::Off, LiveMode::Auto, LiveMode::LongPoll, LiveMode::Sse }) {
        for (const ResetPolicy reset : { ResetPolicy::Stop, ResetPolicy::FromBeginning }) {
            QTest::addRow("%d %d", int(live), int(reset)) << live << reset;
        }
    }
}

void ReaderSchedulesTest::everySchedule()
{
    QFETCH(LiveMode, live);
    QFETCH(ResetPolicy, reset);
    World world { .state = ReaderState({ .live = live, .reset = reset }, RetryPolicy(),
                                       [] { return 1.0; }) };
    world.step = world.state.start();
    m_schedules = 0;
    m_fault.clear();
    explore(world, live, 5);
    QVERIFY2(m_fault.isEmpty(), qPrintable(m_fault));
    // Without a live part there are fewer events to combine.
    QVERIFY(m_schedules > (live == LiveMode::Off ? 100 : 10'000));
}

void ReaderSchedulesTest::explore(const World &world, LiveMode live, int depth)
{
    for (int i = 0; i < int(Event::Count) && m_fault.isEmpty(); ++i) {
        const auto event = Event(i);
        if (isLiveEvent(event) && world.step.mode != ReadMode::Sse) {
            continue;
        }
        World after = world;
        after.path += char('a' + i);
        after.step = happen(after, event);
        ++m_schedules;
        m_fault = fault(world, after, live, event);
        if (!m_fault.isEmpty()) {
            m_fault += u" after "_s + QString::fromStdString(after.path);
            return;
        }
        const Do what = after.step.what;
        const Offset &offset = after.state.position().offset;
        after.confirmed = offset.isSentinel() ? -1 : offset.token().toInt();
        const bool isAtOnce = what == Do::Request && after.step.delay == 0ms;
        const bool moved = after.confirmed > world.confirmed || event == Event::EndedLate;
        after.hurried = isAtOnce && !moved ? world.hurried + 1 : 0;
        after.now += after.step.delay;
        if (depth > 1 && (what == Do::Request || what == Do::Wait || what == Do::Restart)) {
            explore(after, live, depth - 1);
        } else if (depth > 1 && what == Do::GoOn) {
            // The event stream goes on until something else happens to it.
            after.step = { .what = Do::Request, .mode = ReadMode::Sse };
            explore(after, live, depth - 1);
        }
    }
}

QString ReaderSchedulesTest::fault(const World &before, const World &after, LiveMode live,
                                   Event event) const
{
    const ReaderStep &step = after.step;
    const Position &position = after.state.position();
    const int confirmed = position.offset.isSentinel() ? -1 : position.offset.token().toInt();
    if (step.what == Do::End && live != LiveMode::Off && !position.closed) {
        return u"a live tail ends without an end of the stream"_s;
    }
    if (position.closed && step.what != Do::End && step.what != Do::Fail) {
        return u"goes on after the end"_s;
    }
    if (step.what != Do::Restart && confirmed < before.confirmed) {
        return u"went back"_s;
    }
    if ((step.what == Do::Fail || step.what == Do::Wait || step.what == Do::Restart) && !step.error) {
        return u"does not say why"_s;
    }
    if (step.what == Do::Wait && step.attempt < 1) {
        return u"does not count its attempts"_s;
    }
    if (event == Event::Overloaded && step.what == Do::Wait && step.delay < 7s) {
        return u"asks before Retry-After"_s;
    }
    if (step.delay > 30s) {
        return u"waits for too long"_s;
    }
    const bool asksForEvents = step.what == Do::Request && step.mode == ReadMode::Sse;
    const bool polls = step.what == Do::Request && step.mode == ReadMode::LongPoll;
    if ((asksForEvents && (live == LiveMode::Off || live == LiveMode::LongPoll))
        || (polls && (live == LiveMode::Off || live == LiveMode::Sse))) {
        return u"a mode that was not asked for"_s;
    }
    const bool isTransient = event == Event::Lost || event == Event::Overloaded;
    if (isTransient && step.what == Do::Fail && live != LiveMode::Off) {
        return u"a live tail gives up"_s;
    }
    // Falling back, and confirming an end, take a request at once each; a storm takes more.
    const bool isAtOnce = step.what == Do::Request && step.delay == 0ms;
    if (isAtOnce && before.hurried >= 4 && confirmed <= before.confirmed
        && event != Event::EndedLate) {
        return u"asks again and again at once"_s;
    }
    return {};
}

QTEST_GUILESS_MAIN(ReaderSchedulesTest)
#include "tst_readerschedules.moc"
