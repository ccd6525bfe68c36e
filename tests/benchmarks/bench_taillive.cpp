// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Targets 17 and 21: from the network to the pixels, with the page that the application shows.

#include "bench_tail.h"

#include "pacedserver.h"

#include "models/heartbeat.h"
#include "tail/tailpage.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace TailBenchmark {

namespace {

// When the rows were painted, and how old the newest one was then.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(TailPage *page)
        : m_page(page)
    {
        page->view()->viewport()->installEventFilter(this);
        // As a monitor would: a frame each 16 ms, whether something changed or not, and none between.
        page->window()->installEventFilter(this);
        m_frames.setTimerType(Qt::PreciseTimer);
        connect(&m_frames, &QTimer::timeout, this, &PaintWatch::frame);
    }

    void reset()
    {
        m_last = 0;
        gaps.clear();
        ages.clear();
        firstPaint = 0;
    }
    void driveFrames() { m_frames.start(16ms); }

    std::vector<double> gaps; //!< ms between two frames
    std::vector<double> ages; //!< ms from sending to painted, of the newest row in each frame
    qint64 firstPaint = 0; //!< when rows were on the screen first

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::UpdateRequest && m_frames.isActive() && !m_inFrame) {
            return true; // what it asks for is in the next frame
        }
        if (event->type() == QEvent::Paint && watched == m_page->view()->viewport()) {
            QMetaObject::invokeMethod(this, &PaintWatch::painted, Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void frame()
    {
        m_page->view()->viewport()->update();
        m_inFrame = true;
        QEvent request(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(m_page->window(), &request);
        m_inFrame = false;
    }

    void painted()
    {
        const qint64 now = Benchmark::steadyMicroseconds();
        if (m_last > 0) {
            gaps.push_back(double(now - m_last) / 1000);
        }
        m_last = now;
        const TailModel *model = m_page->model();
        // The last one may be a marker.
        const int last = model->rowCount() - 1;
        const Message end = model->messageAt(last);
        const Message newest = end.isData() ? end : model->messageAt(last - 1);
        if (!newest.isData() || newest.id == m_newest) {
            return;
        }
        m_newest = newest.id;
        if (firstPaint == 0) {
            firstPaint = now;
        }
        const qsizetype at = newest.bytes.indexOf("\"t\":") + 4;
        const QByteArrayView number = newest.bytes.sliced(at, newest.bytes.indexOf(',', at) - at);
        ages.push_back(double(now - number.toLongLong()) / 1000);
    }

    TailPage *m_page;
    QTimer m_frames;
    bool m_inFrame = false;
    qint64 m_last = 0;
    quint64 m_newest = 0;
};

struct Live
{
    Live(const Benchmark::PacedServer &server, const Benchmark::PacedScript &script)
        : page(Connection {}, server.url(script))
        , paints(&page)
    {
        page.resize(1200, 800);
        page.show();
        runUntil([this] { return page.isVisible(); });
        page.start({ .guardBytes = 0, .guardRows = 0 });
    }
    quint64 total() const { return page.session()->snapshot().totalRows(); }
    quint64 shown() const { return page.model()->snapshot().totalRows(); }
    bool waitForLive()
    {
        return runUntil([this] { return page.session()->status().state == TailState::Live; });
    }

    TailPage page;
    PaintWatch paints;
};

void follow(Benchmark::Report &report, const Benchmark::PacedServer &server, int rate,
            Benchmark::Gate gate)
{
    using Benchmark::Gate;
    const QString what = u"follow %1 k events/s with 1 M retained, "_s.arg(rate / 1000);
    Live live(server, { .history = int(retained), .rate = rate, .batch = 100 });
    if (!live.waitForLive() || !runUntil([&] { return live.total() > retained + 10'000; })) {
        report.add(17, gate, what, u"does not follow"_s, {}, false);
        return;
    }
    // Once round in the ring, at least, and with frames as a monitor asks for them.
    live.paints.driveFrames();
    runFor(1s);
    live.paints.reset();
    SliceMeter slices;
    Heartbeat heartbeat;
    heartbeat.start();
    const quint64 before = live.total();
    const qint64 wall = Benchmark::steadyMicroseconds();
    const auto start = Benchmark::processorTime();
    runFor(8s);
    const double seconds = double(Benchmark::steadyMicroseconds() - wall) / 1e6;
    const double cpu = (Benchmark::processorTime() - start).count() / seconds * 100;
    const double reached = double(live.total() - before) / seconds;
    report.atLeast(17, gate, what + u"reached"_s, reached / 1000, double(rate) / 1000 * 0.99, u"k/s"_s);
    report.atMost(17, gate, what + u"gap between frames, p99"_s, percentile(live.paints.gaps, 0.99), 20,
                  u"ms"_s);
    report.note(u"%1 frames a second"_s.arg(double(live.paints.gaps.size()) / seconds, 0, 'f', 1));
    report.atMost("follow", gate, what + u"largest gap of the event loop"_s,
                  double(heartbeat.largestGap().count()) / 1000, 50, u"ms"_s);
    report.atMost(17, rate > 50'000 ? Gate::Soft : gate, what + u"of one core, network to pixels"_s, cpu,
                  35, u"%"_s);
    report.atMost("follow", gate, what + u"GUI thread busy"_s, slices.busy(), 50, u"%"_s);
    report.atMost(21, gate, what + u"longest slice of the GUI thread"_s, slices.longest(), 12, u"ms"_s);
    report.atMost("latency", gate, what + u"sent to painted, p99"_s,
                  percentile(live.paints.ages, 0.99), rate > 50'000 ? 1000 : 100, u"ms"_s);
}

void burst(Benchmark::Report &report, const Benchmark::PacedServer &server)
{
    using enum Benchmark::Gate;
    Live live(server, { .history = int(retained), .rate = 200'000, .batch = 100, .duration = 1s });
    if (!live.waitForLive()) {
        report.add("burst", Hard, u"200 k rows in 1 s"_s, u"not live"_s, {}, false);
        return;
    }
    SliceMeter slices;
    Heartbeat heartbeat;
    heartbeat.start();
    live.paints.reset();
    const bool all = runUntil([&] { return live.shown() == retained + 200'000; });
    report.add("burst", Hard, u"200 k rows in 1 s, kept and shown"_s,
               QString::number(live.shown() - retained), u"200000"_s, all);
    report.atMost("burst", Hard, u"the view behind, at most"_s, percentile(live.paints.ages, 1), 1000,
                  u"ms"_s);
    report.atMost("burst", Hard, u"a key waits, at most"_s,
                  double(heartbeat.largestGap().count()) / 1000, 100, u"ms"_s);
    report.atMost(21, Hard, u"longest slice of the GUI thread in a burst"_s, slices.longest(), 12,
                  u"ms"_s);
}

void catchUp(Benchmark::Report &report, const Benchmark::PacedServer &server)
{
    using enum Benchmark::Gate;
    SliceMeter slices;
    Heartbeat heartbeat;
    heartbeat.start();
    const qint64 began = Benchmark::steadyMicroseconds();
    const auto start = Benchmark::processorTime();
    Live live(server, { .history = int(retained) });
    const bool all = runUntil([&] { return live.shown() == retained; });
    const double cpu = (Benchmark::processorTime() - start).count();
    const double wall = double(Benchmark::steadyMicroseconds() - began) / 1e6;
    const double megabytes = double(live.page.session()->snapshot().payloadBytes()) / 1e6;
    report.add("catch-up", Hard, u"1 M rows in one answer, shown"_s, QString::number(live.shown()),
               u"1000000"_s, all);
    report.atLeast("catch-up", Hard, u"bytes, network to pixels, a second of one core"_s,
                   megabytes / cpu, 150, u"MB/s"_s);
    report.atLeast("catch-up", Hard, u"messages, a second of one core"_s, double(retained) / cpu / 1000,
                   500, u"k/s"_s);
    report.atLeast(17, Soft, u"catch-up, messages a second"_s, double(retained) / wall / 1000, 1000,
                   u"k/s"_s);
    report.atMost("catch-up", Hard, u"first rows on the screen after asking"_s,
                  double(live.paints.firstPaint - began) / 1000, 200, u"ms"_s);
    report.atMost(17, Soft, u"catch-up, largest gap of the event loop"_s,
                  double(heartbeat.largestGap().count()) / 1000, 33, u"ms"_s);
    report.atMost(21, Hard, u"longest slice of the GUI thread in a catch-up"_s, slices.longest(), 12,
                  u"ms"_s);

    // A hidden tab records; shown again, it is up to date at once.
    live.page.hide();
    runFor(50ms);
    slices.reset();
    live.page.show();
    runFor(200ms);
    report.atMost(21, Hard, u"longest slice when a tab of 1 M rows is shown again"_s, slices.longest(), 12,
                  u"ms"_s);
}

void latency(Benchmark::Report &report, const Benchmark::PacedServer &server)
{
    Live live(server, { .history = 10'000, .rate = 1000, .batch = 1 });
    live.waitForLive();
    runFor(1s);
    live.paints.reset();
    runFor(5s);
    report.atMost("latency", Benchmark::Gate::Hard, u"sent to painted at 1 k events/s, p50"_s,
                  percentile(live.paints.ages, 0.5), 50, u"ms"_s);
    report.atMost("latency", Benchmark::Gate::Hard, u"sent to painted at 1 k events/s, p99"_s,
                  percentile(live.paints.ages, 0.99), 50, u"ms"_s);
}

} // namespace

void measureLive(Benchmark::Report &report)
{
    const Benchmark::PacedServer server;
    if (!server.isValid()) {
        report.add(17, Benchmark::Gate::Hard, u"the paced server"_s, u"does not start"_s, {}, false);
        return;
    }
    {
        // Fonts, icons and syntaxes are read once by a program; the start has targets of its own.
        Live first(server, { .history = 1000 });
        first.waitForLive();
        runUntil([&first] { return first.paints.firstPaint > 0; });
    }
    catchUp(report, server);
    follow(report, server, 50'000, Benchmark::Gate::Hard);
    follow(report, server, 200'000, Benchmark::Gate::Soft);
    burst(report, server);
    latency(report, server);
}

} // namespace TailBenchmark
