// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerbackoff_p.h"

#include <algorithm>
#include <cmath>

namespace DurableStreams {

using namespace std::chrono;

ProducerBackoff::ProducerBackoff(const RetryPolicy &policy, quint32 seed)
    : m_policy(policy)
    , m_random(seed)
{ }

milliseconds ProducerBackoff::failed(Time now, std::optional<milliseconds> retryAfter)
{
    const double cap = double(m_policy.maxDelay.count());
    const double delay = std::min(
        cap, double(m_policy.initialDelay.count()) * std::pow(m_policy.multiplier, m_failures));
    ++m_failures;
    raiseFloor(now, retryAfter);
    m_until = now + milliseconds(qint64(m_random.generateDouble() * delay));
    if (m_floor) {
        m_until = std::max(*m_until, *m_floor);
    }
    return ceil<milliseconds>(*m_until - now);
}

void ProducerBackoff::failedToo(Time now, std::optional<milliseconds> retryAfter)
{
    raiseFloor(now, retryAfter);
    if (m_floor && (!m_until || *m_until < *m_floor)) {
        m_until = m_floor;
    }
}

void ProducerBackoff::succeeded()
{
    m_failures = 0;
    m_until = m_floor;
}

void ProducerBackoff::skip()
{
    m_floor.reset();
    m_until.reset();
}

void ProducerBackoff::raiseFloor(Time now, std::optional<milliseconds> retryAfter)
{
    if (retryAfter) {
        const Time floor = now + *retryAfter;
        m_floor = m_floor ? std::max(*m_floor, floor) : floor;
    }
}

} // namespace DurableStreams
