// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "backoff_p.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace DurableStreams {

double defaultRandom()
{
    return QRandomGenerator::global()->generateDouble();
}

Backoff::Backoff(const RetryPolicy &policy, Random random)
    : m_policy(policy)
    , m_random(std::move(random))
    , m_delay(policy.initialDelay)
{
}

std::chrono::milliseconds Backoff::fail(std::optional<std::chrono::milliseconds> retryAfter)
{
    ++m_failures;
    const auto jittered
        = std::chrono::duration_cast<std::chrono::milliseconds>(m_delay * m_random());
    using Milliseconds = std::chrono::duration<double, std::milli>;
    m_delay = std::min(m_delay * m_policy.multiplier, Milliseconds(m_policy.maxDelay));
    return std::max(jittered, retryAfter.value_or(std::chrono::milliseconds(0)));
}

void Backoff::reset()
{
    m_failures = 0;
    m_delay = m_policy.initialDelay;
}

} // namespace DurableStreams
