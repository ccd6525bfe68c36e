// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/heartbeat.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
QT_END_NAMESPACE

namespace Soak {

//! \brief Presses keys in a view from another thread, and measures until it was painted with what
//! they did; and how long the GUI thread was kept at most.
class Responsiveness : public QObject
{
    Q_OBJECT

public:
    explicit Responsiveness(QAbstractItemView *view);
    ~Responsiveness() override;

    void start();
    //! \brief Milliseconds from a key to what it painted, for each.
    const std::vector<double> &keyTimes() const { return m_times; }
    std::chrono::microseconds largestGap() const { return m_heartbeat.largestGap(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void press();
    void painted();

    QAbstractItemView *m_view;
    Tailwater::Heartbeat m_heartbeat;
    std::unique_ptr<QThread> m_fingers;
    //! When the key was pressed, in nanoseconds of m_clock; 0: none is on its way.
    std::atomic<qint64> m_pressedAt = 0;
    QElapsedTimer m_clock;
    bool m_handled = false;
    std::vector<double> m_times;
};

} // namespace Soak
