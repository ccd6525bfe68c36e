// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The tail: targets 17 to 21, from the store to the pixels.

#include "report.h"

#include "models/framer.h"
#include "models/heartbeat.h"
#include "models/tailmodel.h"
#include "tail/taildelegate.h"
#include "tail/tailview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype retained = 1'000'000;

// About 200 bytes, as an event of a service would be.
DurableStreams::Batch makeBatch(int messages, quint64 first)
{
    DurableStreams::Batch batch;
    batch.kind = DurableStreams::Batch::Kind::Json;
    batch.startOffset = DurableStreams::Offset("0000000000000000_" + QByteArray::number(first).rightJustified(16, '0'));
    batch.bytes.reserve(messages * 210);
    batch.bytes += '[';
    for (int i = 0; i < messages; ++i) {
        const QByteArray message = "{\"id\":" + QByteArray::number(first + quint64(i))
            + ",\"level\":\"info\",\"service\":\"checkout\",\"host\":\"web-17\",\"duration\":12.75,\"ok\":true,\"message\":\"request served from cache after 3 lookups\",\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"user\":null,\"n\":[1,2,3]}";
        if (i > 0) {
            batch.bytes += ',';
        }
        batch.slices.append({ batch.bytes.size(), message.size() });
        batch.bytes += message;
    }
    batch.bytes += ']';
    return batch;
}

struct Bench
{
    explicit Bench(const StoreLimits &limits = { retained, 1LL << 40 })
        : store(limits, std::make_shared<MemoryBudget>(1LL << 40))
        , framer(&store)
        , view(&model)
    {
        view.resize(1200, 800);
        view.horizontalHeader()->setSectionResizeMode(TailModel::PreviewColumn, QHeaderView::Stretch);
        view.tailDelegate()->setContentType("application/json");
        for (const int column : { TailModel::OperationColumn, TailModel::KeyColumn,
                                  TailModel::OffsetColumn, TailModel::EventTimeColumn }) {
            view.setColumnHidden(column, true);
        }
        view.show();
    }
    void show()
    {
        store.publish();
        view.keepPlace([this] { model.setSnapshot(store.snapshot()); });
    }
    void fill(qsizetype rows)
    {
        for (qsizetype i = 0; i < rows; i += 5000) {
            framer.add(makeBatch(5000, quint64(i)), "application/json", 1'700'000'000'000 + i);
        }
        show();
    }

    MessageStore store;
    Framer framer;
    TailModel model;
    TailView view;
};

double percentile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.at(std::min(values.size() - 1, size_t(double(values.size()) * share)));
}

// Milliseconds a frame takes, at random places.
std::vector<double> frames(Bench &bench, int count)
{
    QImage image(1200, 800, QImage::Format_ARGB32_Premultiplied);
    QRandomGenerator random(7);
    bench.view.setFollowing(false);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QScrollBar *bar = bench.view.verticalScrollBar();
        bar->setValue(int(random.bounded(bar->maximum())));
        const auto start = Benchmark::processorTime();
        bench.view.viewport()->render(&image);
        times.push_back((Benchmark::processorTime() - start).count() * 1000);
    }
    return times;
}

void measureStore(Benchmark::Report &report)
{
    Bench bench;
    std::vector<DurableStreams::Batch> batches;
    for (int i = 0; i < 200; ++i) {
        batches.push_back(makeBatch(5000, quint64(i) * 5000));
    }
    const auto start = Benchmark::processorTime();
    for (const DurableStreams::Batch &batch : batches) {
        bench.framer.add(batch, "application/json", 1'700'000'000'000);
        bench.show();
    }
    const double seconds = (Benchmark::processorTime() - start).count();
    report.atMost(20, Benchmark::Gate::Hard, u"append and view notification, an event"_s,
                  seconds * 1e9 / double(retained), 150, u"ns"_s);
    const StoreSnapshot snapshot = bench.store.snapshot();
    report.atMost(19, Benchmark::Gate::Hard, u"store overhead, an event"_s,
                  double(snapshot.footprint() - snapshot.payloadBytes()) / double(retained), 16, u"B"_s);
}

void measureFrames(Benchmark::Report &report)
{
    Bench small;
    small.fill(100'000);
    Bench big;
    big.fill(retained);
    frames(small, 20);
    frames(big, 20);
    const std::vector<double> few = frames(small, 200);
    const std::vector<double> many = frames(big, 200);
    report.atMost(18, Benchmark::Gate::Hard, u"frame at 1 M rows, p99"_s, percentile(many, 0.99), 8, u"ms"_s);
    report.atMost(18, Benchmark::Gate::Hard, u"frame at 1 M rows over frame at 100 k rows"_s,
                  percentile(many, 0.5) / percentile(few, 0.5), 1.15, u"times"_s);
}

// Rows come at a rate for a while; the event loop runs as in the application.
void measureFollow(Benchmark::Report &report)
{
    constexpr int perTick = 1650; // 50 k a second at 33 ms
    Bench bench;
    bench.fill(retained);
    std::vector<DurableStreams::Batch> batches;
    for (int i = 0; i < 150; ++i) {
        batches.push_back(makeBatch(perTick, quint64(i) * perTick));
    }
    Heartbeat heartbeat;
    size_t next = 0;
    std::vector<double> slices;
    QElapsedTimer slice;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QEventLoop loop;
    QObject::connect(&ticks, &QTimer::timeout, &loop, [&] {
        if (next == batches.size()) {
            loop.quit();
            return;
        }
        slice.start();
        bench.framer.add(batches[next++], "application/json", 1'700'000'000'000);
        bench.show();
        slices.push_back(double(slice.nsecsElapsed()) / 1e6);
    });
    ticks.start(33ms);
    heartbeat.start();
    QElapsedTimer wall;
    wall.start();
    const auto start = Benchmark::processorTime();
    loop.exec();
    const double cpu = (Benchmark::processorTime() - start).count();
    const double seconds = double(wall.nsecsElapsed()) / 1e9;
    report.atMost(17, Benchmark::Gate::Hard, u"follow 50 k events/s with 1 M retained, of one core"_s,
                  cpu / seconds * 100, 35, u"%"_s);
    report.atMost(17, Benchmark::Gate::Hard, u"follow 50 k events/s, largest gap of the event loop"_s,
                  double(heartbeat.largestGap().count()) / 1000, 20, u"ms"_s);
    report.atMost(21, Benchmark::Gate::Hard, u"one slice while following, p99"_s, percentile(slices, 0.99),
                  12, u"ms"_s);
}

void measureBurst(Benchmark::Report &report)
{
    Bench bench;
    bench.fill(retained);
    std::vector<DurableStreams::Batch> batches;
    for (int i = 0; i < 30; ++i) {
        batches.push_back(makeBatch(6667, quint64(i) * 6667));
    }
    QElapsedTimer wall;
    wall.start();
    double longest = 0;
    for (const DurableStreams::Batch &batch : batches) {
        QElapsedTimer slice;
        slice.start();
        bench.framer.add(batch, "application/json", 1'700'000'000'000);
        bench.show();
        QCoreApplication::processEvents();
        longest = std::max(longest, double(slice.nsecsElapsed()) / 1e6);
    }
    report.atMost(17, Benchmark::Gate::Soft, u"a burst of 200 k rows, shown"_s,
                  double(wall.nsecsElapsed()) / 1e9, 1, u"s"_s);
    report.atMost(17, Benchmark::Gate::Soft, u"a burst of 200 k rows, longest slice"_s, longest, 33, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    Benchmark::Report report;
    measureStore(report);
    measureFrames(report);
    measureFollow(report);
    measureBurst(report);
    return report.exitCode();
}
