// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>

#include <chrono>
#include <functional>
#include <optional>

namespace DurableStreams {

//! \brief A random number in [0, 1); replaced in tests.
using Random = std::function<double()>;
double defaultRandom();

//! \brief How long to wait before each attempt: exponential with full jitter; Retry-After is a floor.
class Backoff
{
public:
    explicit Backoff(const RetryPolicy &policy, Random random = defaultRandom);

    const RetryPolicy &policy() const { return m_policy; }
    //! \brief How many failures were counted since the last success.
    int failures() const { return m_failures; }
    bool isExhausted() const { return m_failures > m_policy.maxRetries; }

    //! \brief Counts a failure and returns the time to wait before the next attempt.
    std::chrono::milliseconds fail(std::optional<std::chrono::milliseconds> retryAfter = {});
    //! \brief The next failure is the first one again.
    void reset();

private:
    RetryPolicy m_policy;
    Random m_random;
    std::chrono::duration<double, std::milli> m_delay;
    int m_failures = 0;
};

} // namespace DurableStreams
