// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The tail: targets 17 to 21 and what the user notices of them, from the network to the pixels.

#include "bench_tail.h"

#include "pacedserver.h"

#include "tail/taildelegate.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QEventLoop>
#include <QHeaderView>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace TailBenchmark {

namespace {

double threadMilliseconds()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

DurableStreams::Batch makeBatch(int messages, quint64 first)
{
    DurableStreams::Batch batch;
    batch.kind = DurableStreams::Batch::Kind::Json;
    batch.startOffset = DurableStreams::Offset(
        "0000000000000000_" + QByteArray::number(first).rightJustified(16, '0'));
    batch.bytes.reserve(messages * 230);
    for (int i = 0; i < messages; ++i) {
        const QByteArray message = Benchmark::pacedMessage(first + quint64(i), 12345);
        batch.bytes += i == 0 ? '[' : ',';
        batch.slices.append({ batch.bytes.size(), message.size() });
        batch.bytes += message;
    }
    batch.bytes += ']';
    return batch;
}

Bench::Bench(const StoreLimits &limits)
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

void Bench::show()
{
    store.publish();
    view.keepPlace([this] { model.setSnapshot(store.snapshot()); });
}

void Bench::fill(qsizetype rows)
{
    for (qsizetype i = 0; i < rows; i += 5000) {
        framer.add(makeBatch(5000, quint64(i)), "application/json", 1'700'000'000'000 + i);
    }
    show();
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) {
        return 0;
    }
    std::ranges::sort(values);
    return values.at(std::min(values.size() - 1, size_t(double(values.size()) * share)));
}

SliceMeter::SliceMeter()
{
    // Timers and sockets are served between the waiting and awake(): so from one waiting to the next,
    // which takes no processor time itself.
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        const double now = threadMilliseconds();
        m_slices.push_back(now - std::exchange(m_last, now));
    });
    reset();
}

SliceMeter::~SliceMeter() = default;

void SliceMeter::reset()
{
    m_slices.clear();
    m_thread = m_last = threadMilliseconds();
    m_wall = Benchmark::steadyMicroseconds();
}

double SliceMeter::longest() const
{
    return m_slices.empty() ? 0 : std::ranges::max(m_slices);
}

double SliceMeter::busy() const
{
    return (threadMilliseconds() - m_thread) * 1e5
        / double(Benchmark::steadyMicroseconds() - m_wall);
}

bool runUntil(const std::function<bool()> &condition)
{
    QEventLoop loop;
    QTimer looks;
    bool met = false;
    QObject::connect(&looks, &QTimer::timeout, &loop, [&] {
        met = condition();
        if (met) {
            loop.quit();
        }
    });
    looks.start(5ms);
    QTimer::singleShot(60s, &loop, &QEventLoop::quit);
    loop.exec();
    return met;
}

void runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace TailBenchmark

int main(int argc, char **argv)
{
    if (const auto code = Benchmark::runPacedServer(argc, argv)) {
        return *code;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    const QStringList only = QApplication::arguments().mid(1);
    Benchmark::Report report;
    const auto run = [&](const QString &name, auto measure) {
        if (only.isEmpty() || only.contains(name)) {
            measure(report);
        }
    };
    run(u"store"_s, TailBenchmark::measureStore);
    run(u"frames"_s, TailBenchmark::measureFrames);
    run(u"live"_s, TailBenchmark::measureLive);
    run(u"filter"_s, TailBenchmark::measureFilter);
    run(u"unusual"_s, TailBenchmark::measureUnusual);
    return report.exitCode();
}
