// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>

#include <QtCore/QRandomGenerator>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief When to try again: exponential with full jitter; Retry-After is a floor, also after a
//! success.
class ProducerBackoff
{
public:
    using Time = std::chrono::steady_clock::time_point;

    ProducerBackoff(const RetryPolicy &policy, quint32 seed);

    //! \brief How many attempts in a row have failed.
    int failures() const { return m_failures; }
    bool isExhausted() const { return m_failures > m_policy.maxRetries; }
    bool mustWait(Time now) const { return m_until && *m_until > now; }
    std::optional<Time> until() const { return m_until; }

    //! \brief Counts a failure and returns how long to wait.
    std::chrono::milliseconds failed(Time now, std::optional<std::chrono::milliseconds> retryAfter);
    //! \brief Another failure of the same burst: not counted, but its Retry-After is kept.
    void failedToo(Time now, std::optional<std::chrono::milliseconds> retryAfter);
    void succeeded();
    void skip();

private:
    void raiseFloor(Time now, std::optional<std::chrono::milliseconds> retryAfter);

    RetryPolicy m_policy;
    QRandomGenerator m_random;
    int m_failures = 0;
    std::optional<Time> m_floor;
    std::optional<Time> m_until;
};

} // namespace DurableStreams
