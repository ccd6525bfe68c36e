// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What must not stop the window: bad input, a great message, many tails, a user interface that stalls.

#include "bench_tail.h"

#include "pacedserver.h"

#include "detail/detailpane.h"
#include "tail/taildelegate.h"
#include "tail/tailpage.h"

#include <QFile>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace TailBenchmark {

namespace {

using enum Benchmark::Gate;

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QFile::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6 : 0;
}

DurableStreams::Batch oneMessage(const QByteArray &bytes)
{
    DurableStreams::Batch batch;
    batch.kind = DurableStreams::Batch::Kind::Json;
    batch.bytes = bytes;
    batch.slices.append({ 0, bytes.size() });
    return batch;
}

// A view full of such rows, every column shown; and the message looked at closely.
void bad(Benchmark::Report &report, const QString &name, const QByteArray &message)
{
    Bench bench;
    for (int column = 0; column < TailModel::FirstUserColumn; ++column) {
        bench.view.setColumnHidden(column, false);
    }
    bench.model.setUserColumns({ u"/value/total"_s, u"/0/0/0"_s });
    DetailPane detail;
    detail.resize(500, 700);
    detail.show();
    runUntil([&] { return bench.view.isVisible() && detail.isVisible(); });
    SliceMeter slices;
    const int copies = message.size() > 1'000'000 ? 3 : 60;
    for (int i = 0; i < copies; ++i) {
        bench.framer.add(oneMessage(message), "application/json", 1'700'000'000'000);
    }
    bench.show();
    runFor(100ms);
    report.atMost("bad input", Hard, name + u", longest slice: list"_s, slices.longest(), 50, u"ms"_s);
    slices.reset();
    detail.setMessage(bench.model.messageAt(0), "application/json");
    runFor(100ms);
    report.atMost("bad input", Hard, name + u", longest slice: detail"_s, slices.longest(), 50, u"ms"_s);
}

void badInput(Benchmark::Report &report)
{
    constexpr qsizetype hundred = 100'000'000;
    bad(report, u"a string of 100 MB"_s, '"' + QByteArray(hundred, 'x') + '"');
    QByteArray wide = "[";
    wide.reserve(hundred + 32);
    while (wide.size() < hundred) {
        wide += "12345678,";
    }
    wide += "0]";
    bad(report, u"an array of 100 MB"_s, wide);
    bad(report, u"nested a million deep"_s, QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']'));
    bad(report, u"objects nested 200 k deep"_s,
        QByteArray("{\"a\":").repeated(200'000) + '1' + QByteArray(200'000, '}'));
    bad(report, u"invalid UTF-8"_s, '"' + QByteArray("\xff\xfe\xc0\xaf\xed\xa0\x80").repeated(100) + '"');
    bad(report, u"right to left and marks"_s,
        '"' + u"שלום \u202e مرحبا \u0301\u0301\u0301 "_s.repeated(60).toUtf8() + '"');
    bad(report, u"control characters"_s, '"' + QByteArray("\x1b[2J\0\x07\x7f", 7).repeated(100) + '"');
}

void many(Benchmark::Report &report)
{
    const Benchmark::PacedServer server;
    std::vector<std::unique_ptr<TailPage>> pages;
    const auto open = [&](int count, const Benchmark::PacedScript &script) {
        for (int i = 0; i < count; ++i) {
            pages.push_back(std::make_unique<TailPage>(Connection {}, server.url(script)));
            pages.back()->resize(1200, 800);
            pages.back()->setVisible(i == 0);
            pages.back()->start();
        }
        return runUntil([&] {
            return std::ranges::all_of(pages, [](const auto &page) {
                return page->session()->status().state == TailState::Live;
            });
        });
    };
    bool live = open(20, { .history = 1000 });
    runFor(2s);
    qint64 wall = Benchmark::steadyMicroseconds();
    auto start = Benchmark::processorTime();
    runFor(10s);
    double cpu = (Benchmark::processorTime() - start).count() * 1e8
        / double(Benchmark::steadyMicroseconds() - wall);
    report.atMost("tails", Hard, u"20 idle tails, of one core"_s, live ? cpu : 100, 1, u"%"_s);

    pages.clear();
    live = open(50, { .history = 1000, .rate = 1000, .batch = 10 });
    runFor(1s);
    SliceMeter slices;
    wall = Benchmark::steadyMicroseconds();
    start = Benchmark::processorTime();
    const auto rows = [&] {
        quint64 sum = 0;
        for (const auto &page : pages) {
            sum += page->session()->snapshot().totalRows();
        }
        return double(sum);
    };
    const double before = rows();
    runFor(5s);
    const double seconds = double(Benchmark::steadyMicroseconds() - wall) / 1e6;
    cpu = (Benchmark::processorTime() - start).count() * 100 / seconds;
    report.atLeast("tails", Hard, u"50 tails of 1 k events/s at once"_s,
                   live ? (rows() - before) / seconds / 1000 : 0, 49.5, u"k/s"_s);
    report.atMost("tails", Soft, u"50 tails of 1 k events/s at once, of one core"_s, cpu, 50, u"%"_s);
    report.atMost(21, Hard, u"longest slice with 50 tails"_s, slices.longest(), 12, u"ms"_s);
}

// Nothing queues up for a GUI thread that does not come round.
void stalled(Benchmark::Report &report)
{
    const Benchmark::PacedServer server;
    TailPage page(Connection {}, server.url({ .history = int(retained), .rate = 50'000, .batch = 100 }));
    page.resize(1200, 800);
    page.show();
    page.start({ .guardBytes = 0, .guardRows = 0 });
    runUntil([&] { return page.session()->snapshot().totalRows() > retained + 100'000; });
    const double before = residentMegabytes();
    QThread::sleep(5s);
    report.atMost("stalled", Hard, u"growth while the GUI thread stood still for 5 s at 50 k events/s"_s,
                  residentMegabytes() - before, 8, u"MB"_s);
}

} // namespace

void measureUnusual(Benchmark::Report &report)
{
    badInput(report);
    many(report);
    stalled(report);
}

} // namespace TailBenchmark
