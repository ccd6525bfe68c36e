// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "timeoutwatch_p.h"

#include <QtCore/QPointer>

#include <algorithm>

namespace DurableStreams {

TimeoutWatch::TimeoutWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TimeoutWatch::check);
}

void TimeoutWatch::watch(TimedItem *item)
{
    m_items.insert(item);
    arm(item->nextDeadline());
}

void TimeoutWatch::arm(TimedItem::Clock::time_point deadline)
{
    if (deadline >= m_due) {
        return;
    }
    m_due = deadline;
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(deadline - TimedItem::Clock::now());
    m_timer.start(std::clamp<milliseconds>(left, milliseconds(0), std::chrono::hours(24)));
}

void TimeoutWatch::check()
{
    m_due = TimedItem::Never;
    const auto now = TimedItem::Clock::now();
    const QSet<TimedItem *> items = m_items;
    const QPointer<TimeoutWatch> alive(this);
    for (TimedItem *item : items) {
        if (!alive) {
            return;
        }
        if (m_items.contains(item)) {
            item->checkDeadline(now);
        }
    }
    if (!alive) {
        return;
    }
    auto next = TimedItem::Never;
    for (const TimedItem *item : std::as_const(m_items)) {
        next = std::min(next, item->nextDeadline());
    }
    arm(next);
}

} // namespace DurableStreams

#include "moc_timeoutwatch_p.cpp"
