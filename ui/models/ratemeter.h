// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>

#include <chrono>

namespace Tailwater {

//! \brief Turns counters that only grow into rates, and remembers a minute of them.
class RateMeter
{
public:
    static constexpr int seconds = 60;

    //! \brief The counters as they are at \a now. False if less than a second has passed.
    bool sample(std::chrono::milliseconds now, quint64 events, quint64 bytes);
    //! \brief The counters start again.
    void reset();

    double eventsPerSecond() const { return m_events; }
    double bytesPerSecond() const { return m_bytes; }
    //! \brief Events per second, one value a second, oldest first.
    const QList<double> &history() const { return m_history; }

private:
    std::chrono::milliseconds m_last { -1 };
    quint64 m_lastEvents = 0;
    quint64 m_lastBytes = 0;
    double m_events = 0;
    double m_bytes = 0;
    QList<double> m_history;
};

} // namespace Tailwater
