// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Targets 22 to 24: what a filter costs, over what is there and while more comes in.

#include "bench_tail.h"

#include "pacedserver.h"

#include "filter/filterbar.h"
#include "models/filter/filtermatcher.h"
#include "models/filter/filterrun.h"
#include "models/heartbeat.h"
#include "tail/tailpage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QStringMatcher>

#include <cstring>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace TailBenchmark {

namespace {

// 1 M rows of about 200 bytes; one in four has a warning, one in a thousand an error with a number.
class Rows
{
public:
    Rows()
        : m_store({ retained + 10'000, 1LL << 40 }, std::make_shared<MemoryBudget>(1LL << 40))
    {
        m_store.beginRun(DurableStreams::Offset::beginning(), 0, 1);
        for (qsizetype i = 0; i < retained; ++i) {
            const QByteArray level = i % 1000 == 0 ? "error" : i % 4 == 0 ? "warning" : "info";
            const QByteArray row = "{\"id\":" + QByteArray::number(i) + ",\"t\":1234567890,\"level\":\"" + level
                + "\",\"service\":\"checkout\",\"host\":\"web-17\",\"value\":{\"total\":"
                + QByteArray::number(i % 1000) + ".75,\"paid\":true},\"message\":\"request served by shard {"
                + QByteArray::number(i % 16) + "}\",\"trace\":\"4bf92f3577b34da6a3ce929d0e0e\",\"user\":null}";
            m_store.append(row, RowKind::Message, RowFlag::Json);
        }
        m_store.publish();
        m_snapshot = m_store.snapshot();
    }
    const StoreSnapshot &snapshot() const { return m_snapshot; }
    StoreSnapshot more(int rows, quint64 &next)
    {
        for (int i = 0; i < rows; ++i) {
            m_store.append(Benchmark::pacedMessage(next++, 1), RowKind::Message, RowFlag::Json);
        }
        m_store.publish();
        return m_store.snapshot();
    }

    template<typename F>
    void each(F look) const
    {
        m_snapshot.forEachPage(m_snapshot.firstId(), m_snapshot.endId(),
                               [&](const auto &page, qsizetype begin, qsizetype end) {
                                   for (qsizetype row = begin; row < end; ++row) {
                                       look(*page, row);
                                   }
                                   return true;
                               });
    }
    // As a worker looks at them.
    quint64 matches(const QString &filter) const
    {
        FilterMatcher matcher(FilterExpression::parse(filter).value());
        quint64 found = 0;
        each([&](const MessagePage &page, qsizetype row) {
            const FilterRow subject { page.payload(row), page.flags(row).testFlag(RowFlag::Json),
                                      page.firstNumber() + quint64(row) };
            found += matcher.match(subject) == FilterVerdict::Yes ? 1 : 0;
        });
        return found;
    }

private:
    MessageStore m_store;
    StoreSnapshot m_snapshot;
};

void readAll(const Rows &rows)
{
    quint64 sum = 0;
    rows.each([&](const MessagePage &page, qsizetype row) {
        const QByteArrayView bytes = page.payload(row);
        qsizetype at = 0;
        for (; at + 8 <= bytes.size(); at += 8) {
            quint64 word = 0;
            std::memcpy(&word, bytes.data() + at, 8);
            sum += word;
        }
    });
    Benchmark::keep(sum);
}

void measureLiterals(Benchmark::Report &report, const Rows &rows)
{
    using enum Benchmark::Gate;
    const std::pair<QString, QString> patterns[] = { { u"one in four"_s, u"warning"_s },
                                                     { u"one in a thousand"_s, u"ERROR"_s },
                                                     { u"nowhere"_s, u"zebra crossing"_s },
                                                     { u"in every row, at the end"_s, u"\"user\":null"_s } };
    const double floor = Benchmark::medians({ [&] { readAll(rows); } }).front();
    report.note(u"reading 200 MB: %1 ms"_s.arg(floor * 1000, 0, 'f', 1));
    double worst = 0;
    for (const auto &[what, word] : patterns) {
        const QString filter = word.contains(u'"') ? u"\"\\\"user\\\":null\""_s : u'"' + word + u'"';
        const QStringMatcher matcher(word);
        const auto times = Benchmark::medians(
            { [&] { Benchmark::keep(rows.matches(filter)); },
              [&] {
                  quint64 found = 0;
                  rows.each([&](const MessagePage &page, qsizetype row) {
                      found += matcher.indexIn(QString::fromUtf8(page.payload(row))) >= 0 ? 1 : 0;
                  });
                  Benchmark::keep(found);
              } },
            5);
        worst = std::max(worst, times[0]);
        report.atMost(22, Hard, u"a word, %1, any case, over 1 M rows"_s.arg(what), times[0] * 1000, 60, u"ms"_s);
        report.atLeast(22, Hard, u"a word, %1, against QStringMatcher"_s.arg(what), times[1] / times[0], 1.5, u"x"_s);
    }
    report.atMost(22, Hard, u"a word, worst, against reading the memory"_s, worst / floor, 3.5, u"x"_s);
    const auto slow = Benchmark::medians(
        { [&] { Benchmark::keep(rows.matches(u"ERROR"_s)); },
          [&] {
              quint64 found = 0;
              rows.each([&](const MessagePage &page, qsizetype row) {
                  found += QString::fromUtf8(page.payload(row)).contains(u"ERROR"_s, Qt::CaseInsensitive) ? 1 : 0;
              });
              Benchmark::keep(found);
          } },
        3);
    report.atLeast(22, Hard, u"a word, against QString::contains in any case"_s, slow[1] / slow[0], 8, u"x"_s);
}

void measurePatterns(Benchmark::Report &report, const Rows &rows)
{
    using enum Benchmark::Gate;
    const std::pair<QString, QString> patterns[] = {
        { u"words and numbers"_s, u"\"level\":\"error\".*shard \\{[0-9]+\\}"_s },
        { u"a choice"_s, u"timeout|refused|\"error\""_s },
    };
    for (const auto &[what, pattern] : patterns) {
        const QRegularExpression expression(pattern);
        expression.optimize();
        const auto times = Benchmark::medians(
            { [&] { Benchmark::keep(rows.matches(u'/' + pattern + u'/')); },
              [&] {
                  quint64 found = 0;
                  rows.each([&](const MessagePage &page, qsizetype row) {
                      found += expression.match(QString::fromUtf8(page.payload(row))).hasMatch() ? 1 : 0;
                  });
                  Benchmark::keep(found);
              } },
            5);
        report.atMost(23, Hard, u"a regular expression, %1, over 1 M rows"_s.arg(what), times[0] * 1000, 120, u"ms"_s);
        report.atLeast(23, Hard, u"a regular expression, %1, against QRegularExpression"_s.arg(what),
                       times[1] / times[0], 3, u"x"_s);
    }
}

// From asking to the answer, as the tail gets it.
void measureRun(Benchmark::Report &report, const Rows &rows, const QString &filter)
{
    using enum Benchmark::Gate;
    FilterRun run(FilterExpression::parse(filter).value());
    QElapsedTimer time;
    double first = 0;
    QObject::connect(&run, &FilterRun::progressed, &run, [&] {
        if (first == 0 && run.matches().count() > 0) {
            first = double(time.nsecsElapsed()) / 1e6;
        }
    });
    const auto start = Benchmark::processorTime();
    time.start();
    run.setSnapshot(rows.snapshot());
    const bool done = runUntil([&] { return !run.isBusy(); });
    const double all = double(time.nsecsElapsed()) / 1e6;
    report.add("filter", Hard, filter + u", all rows looked at"_s, QString::number(run.matches().tested()),
               QString::number(retained), done && run.matches().tested() == quint64(retained));
    report.atMost("filter", Hard, filter + u", 1 M rows"_s, all, 2000, u"ms"_s);
    report.atMost("filter", Hard, filter + u", first hits"_s, first, 100, u"ms"_s);
    report.note(u"%1 rows found, %2 ms of processor time"_s.arg(run.matches().count())
                    .arg((Benchmark::processorTime() - start).count() * 1000, 0, 'f', 0));
}

void measureFollowing(Benchmark::Report &report)
{
    constexpr int events = 400'000;
    const auto follow = [](const QString &filter) {
        Bench bench({ 200'000, 1LL << 40 });
        bench.fill(200'000);
        bench.model.setFilter(FilterExpression::parse(filter).value());
        runUntil([&] { return !bench.model.filterRun() || !bench.model.filterRun()->isBusy(); });
        const double time = Benchmark::processorTimeOf([&] {
            for (int i = 0; i < events; i += 2000) {
                bench.framer.add(makeBatch(2000, quint64(i)), "application/json", 1);
                bench.show();
                QCoreApplication::processEvents();
            }
            runUntil([&] { return !bench.model.filterRun() || !bench.model.filterRun()->isBusy(); });
        });
        return time;
    };
    const auto times = Benchmark::medianFigures({ [&] { return follow({}); },
                                                  [&] { return follow(u"nowhere"_s); },
                                                  [&] { return follow(u"duration>100"_s); } },
                                                3);
    report.atMost(24, Benchmark::Gate::Soft, u"a word while following, more for an event"_s,
                  (times[1] - times[0]) / events * 1e9, 100, u"ns"_s);
    report.note(u"a field test while following: %1 ns more"_s.arg((times[2] - times[0]) / events * 1e9, 0, 'f', 0));
}

void measureLiveFilter(Benchmark::Report &report, const Benchmark::PacedServer &server, const QString &filter,
                       TailModel::FilterMode mode)
{
    using enum Benchmark::Gate;
    TailPage page(Connection {}, server.url({ .history = int(retained), .rate = 50'000, .batch = 100 }));
    page.resize(1200, 800);
    page.show();
    page.start({ .guardBytes = 0, .guardRows = 0 });
    const QString what = filter + u" while 50 k events/s arrive, "_s;
    if (!runUntil([&] { return page.session()->snapshot().totalRows() > retained + 10'000; })) {
        report.add("filter", Hard, what, u"does not follow"_s, {}, false);
        return;
    }
    runFor(500ms);
    SliceMeter slices;
    Heartbeat heartbeat;
    heartbeat.start();
    const quint64 before = page.session()->snapshot().totalRows();
    QElapsedTimer time;
    time.start();
    page.filterBar()->setMode(mode);
    page.filterBar()->setFilter(filter);
    runFor(5s);
    const auto rate = double(page.session()->snapshot().totalRows() - before) / double(time.elapsed());
    report.atMost("filter", Hard, what + u"largest gap of the event loop"_s,
                  double(heartbeat.largestGap().count()) / 1000, 50, u"ms"_s);
    report.atMost(21, Hard, what + u"longest slice of the GUI thread"_s, slices.longest(), 12, u"ms"_s);
    report.atLeast("filter", Hard, what + u"arrived"_s, rate, 49, u"k/s"_s);
    report.note(u"%1 rows found, GUI thread busy %2 %"_s.arg(page.model()->filterRun()->matches().count())
                    .arg(slices.busy(), 0, 'f', 0));
}

} // namespace

void measureFilter(Benchmark::Report &report)
{
    {
        const Rows rows;
        measureLiterals(report, rows);
        measurePatterns(report, rows);
        for (const QString &filter : { u"value.total>=900 value.paid=true"_s, u"level=\"error\""_s, u"error"_s,
                                       u"id<1000 OR /shard \\{1[0-5]\\}/"_s }) {
            measureRun(report, rows, filter);
        }
    }
    measureFollowing(report);
    const Benchmark::PacedServer server;
    measureLiveFilter(report, server, u"duration>10"_s, TailModel::FilterMode::Hide);
    measureLiveFilter(report, server, u"nowhere"_s, TailModel::FilterMode::Hide);
    measureLiveFilter(report, server, u"duration>10"_s, TailModel::FilterMode::Dim);
}

} // namespace TailBenchmark
