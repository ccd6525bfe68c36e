// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "report.h"

#include "models/framer.h"
#include "models/tailmodel.h"
#include "tail/tailview.h"

#include <memory>
#include <vector>

namespace TailBenchmark {

constexpr qsizetype retained = 1'000'000;

//! \brief \a messages of about 200 bytes each, as the reader would hand them out.
DurableStreams::Batch makeBatch(int messages, quint64 first);

//! \brief A store and the view of it, without a network.
struct Bench
{
    explicit Bench(const Tailwater::StoreLimits &limits = { retained, 1LL << 40 });
    void show();
    void fill(qsizetype rows);

    Tailwater::MessageStore store;
    Tailwater::Framer framer;
    Tailwater::TailModel model;
    Tailwater::TailView view;
};

double percentile(std::vector<double> values, double share);

//! \brief Measures the event loop of its thread: how long it was kept, in processor time of the
//! thread, so that what other programs do does not count.
class SliceMeter : public QObject
{
public:
    SliceMeter();
    ~SliceMeter() override;
    void reset();
    //! \brief Milliseconds of each turn that did something.
    const std::vector<double> &slices() const { return m_slices; }
    double longest() const;
    //! \brief Processor time of this thread as a share of the time since reset(), in per cent.
    double busy() const;

private:
    double m_last = 0;
    double m_thread = 0;
    qint64 m_wall = 0;
    std::vector<double> m_slices;
};

//! \brief Runs the event loop until \a condition holds; false if it does not within a minute.
bool runUntil(const std::function<bool()> &condition);
void runFor(std::chrono::milliseconds time);

// Targets 18, 19 and 20: what the store and the view cost.
void measureStore(Benchmark::Report &report);
void measureFrames(Benchmark::Report &report);
// Targets 17 and 21, and what users see of it: from the network to the pixels.
void measureLive(Benchmark::Report &report);
// What is unusual: bad input, a great message, many tails.
void measureUnusual(Benchmark::Report &report);
// Targets 22 to 24: filters.
void measureFilter(Benchmark::Report &report);

} // namespace TailBenchmark
