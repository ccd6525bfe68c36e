// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QString>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <utility>
#include <vector>

// What all benchmarks share: how to measure, and how to say what came out of it.
namespace Benchmark {

//! \brief A missed hard target fails the run; a soft one is to be looked into.
enum class Gate { Hard, Soft };

//! \brief The number of a target, or the name of one that has none.
struct Target
{
    Target(int number)
        : name(QString::number(number))
    { }
    Target(const char *text)
        : name(QString::fromLatin1(text))
    { }
    QString name;
};

//! \brief Prints `target N | what | figure (limit) | ok` or `miss`, a line for each target.
class Report
{
public:
    void atLeast(const Target &target, Gate gate, const QString &what, double figure, double limit,
                 const QString &unit)
    {
        add(target, gate, what, format(figure, unit),
            QStringLiteral("at least ") + format(limit, unit), figure >= limit);
    }
    void atMost(const Target &target, Gate gate, const QString &what, double figure, double limit,
                const QString &unit)
    {
        add(target, gate, what, format(figure, unit),
            QStringLiteral("at most ") + format(limit, unit), figure <= limit);
    }
    void add(const Target &target, Gate gate, const QString &what, const QString &figure,
             const QString &limit, bool ok)
    {
        const QString line
            = QStringLiteral("target %1 | %2%3 | %4 (%5) | %6")
                  .arg(target.name,
                       gate == Gate::Soft ? QStringLiteral("S: ") : QString(), what, figure, limit,
                       ok ? QStringLiteral("ok") : QStringLiteral("miss"));
        std::printf("%s\n", qUtf8Printable(line));
        std::fflush(stdout);
        m_missed = m_missed || (!ok && gate == Gate::Hard);
    }
    //! \brief The figures behind a target, for whoever looks into it.
    void note(const QString &text)
    {
        std::printf("         | %s\n", qUtf8Printable(text));
        std::fflush(stdout);
    }
    //! \brief What main() returns: 1 if a hard target was missed.
    int exitCode() const { return m_missed ? 1 : 0; }

private:
    static QString format(double figure, const QString &unit)
    {
        return QString::number(figure, 'g', figure >= 1000 ? 5 : 3) + u' ' + unit;
    }

    bool m_missed = false;
};

//! \brief The processor time of all threads of this process.
inline std::chrono::duration<double> processorTime()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

//! \brief The value that \a part of all are below, such as 0.99.
inline double percentile(std::vector<double> values, double part)
{
    const auto at = std::min(values.size() - 1, size_t(double(values.size()) * part));
    std::ranges::nth_element(values, values.begin() + std::ptrdiff_t(at));
    return values[at];
}

//! \brief The median of what each case returns. The cases take turns, so that a noisy moment meets
//! them all.
inline std::vector<double> medianFigures(const std::vector<std::function<double()>> &cases,
                                         int rounds = 7)
{
    std::vector<std::vector<double>> figures(cases.size());
    for (int round = 0; round < rounds; ++round) {
        for (size_t i = 0; i < cases.size(); ++i) {
            figures[i].push_back(cases[i]());
        }
    }
    std::vector<double> result;
    for (std::vector<double> &of : figures) {
        result.push_back(percentile(std::move(of), 0.5));
    }
    return result;
}

//! \brief The processor time that \a work takes in this process, in seconds.
inline double processorTimeOf(const std::function<void()> &work)
{
    const auto start = processorTime();
    work();
    return (processorTime() - start).count();
}

//! \brief The median processor time of each case, in seconds; see medianFigures().
inline std::vector<double> medians(const std::vector<std::function<void()>> &cases, int rounds = 7)
{
    std::vector<std::function<double()>> figures;
    for (const std::function<void()> &work : cases) {
        figures.emplace_back([&work] { return processorTimeOf(work); });
    }
    return medianFigures(figures, rounds);
}

//! \brief Keeps the optimiser from dropping the work that led to \a value.
template <typename T> inline void keep(const T &value)
{
    asm volatile("" : : "r,m"(value) : "memory");
}

} // namespace Benchmark
