// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtTypes>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace Tailwater {

//! \brief Counts durations in steps of five per cent, in constant memory. Value type.
class LatencyHistogram
{
public:
    void add(std::chrono::microseconds latency, quint64 count = 1)
    {
        m_counts[size_t(bucketOf(latency))] += count;
        m_total += count;
    }
    quint64 total() const { return m_total; }
    //! \brief The duration that the part \a share of all, from 0 to 1, does not exceed.
    std::chrono::microseconds percentile(double share) const
    {
        const double wanted = share * double(m_total);
        quint64 seen = 0;
        for (int i = 0; i < Buckets; ++i) {
            seen += m_counts[size_t(i)];
            if (seen > 0 && double(seen) >= wanted) {
                return std::chrono::microseconds(std::llround(std::pow(Step, i + 0.5)));
            }
        }
        return std::chrono::microseconds(0);
    }

private:
    static constexpr double Step = 1.05;
    static constexpr int Buckets = 512; //!< up to twenty hours

    static int bucketOf(std::chrono::microseconds latency)
    {
        const double us = double(std::max<qint64>(1, latency.count()));
        return std::min(Buckets - 1, int(std::log(us) / std::log(Step)));
    }

    std::array<quint64, Buckets> m_counts = {};
    quint64 m_total = 0;
};

} // namespace Tailwater
