// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/ratemeter.h"

#include <algorithm>

namespace Tailwater {

bool RateMeter::sample(std::chrono::milliseconds now, quint64 events, quint64 bytes)
{
    using namespace std::chrono_literals;
    if (m_last < 0ms) {
        m_last = now;
        m_lastEvents = events;
        m_lastBytes = bytes;
        return false;
    }
    const std::chrono::milliseconds passed = now - m_last;
    if (passed < 1s) {
        return false;
    }
    const double factor = 1000.0 / double(passed.count());
    m_events = double(events - std::min(events, m_lastEvents)) * factor;
    m_bytes = double(bytes - std::min(bytes, m_lastBytes)) * factor;
    m_last = now;
    m_lastEvents = events;
    m_lastBytes = bytes;
    // A late sample stands for all the seconds that it covers.
    for (auto i = std::min<qint64>(passed / 1s, seconds); i > 0; --i) {
        m_history.append(m_events);
    }
    if (m_history.size() > seconds) {
        m_history.remove(0, m_history.size() - seconds);
    }
    return true;
}

void RateMeter::reset()
{
    *this = {};
}

} // namespace Tailwater
