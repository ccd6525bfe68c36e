// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <chrono>

namespace DurableStreams {

//! \brief Something that has deadlines.
class TimedItem
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::time_point Never = Clock::time_point::max();

    virtual ~TimedItem() = default;
    virtual Clock::time_point nextDeadline() const = 0;
    //! \brief Acts if a deadline has passed; may remove itself and others.
    virtual void checkDeadline(Clock::time_point now) = 0;
};

//! \brief One timer for all requests: it is set again when it fires, not for every request.
class TimeoutWatch : public QObject
{
    Q_OBJECT

public:
    explicit TimeoutWatch(QObject *parent);

    //! \brief Adds \a item, or notes that its deadline has come nearer.
    void watch(TimedItem *item);
    void forget(TimedItem *item) { m_items.remove(item); }

private:
    void check();
    void arm(TimedItem::Clock::time_point deadline);

    QTimer m_timer;
    QSet<TimedItem *> m_items;
    TimedItem::Clock::time_point m_due = TimedItem::Never;
};

} // namespace DurableStreams
