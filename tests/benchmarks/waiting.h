// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QTimer>

namespace Benchmark {

//! \brief Runs the event loop until \a condition holds; false if it does not within three minutes.
//!
//! Sleeps while nothing happens: processEvents() with a time limit would not, and its turns would be
//! taken for the work of what is measured.
template <typename Condition> bool waitFor(Condition condition)
{
    const QDeadlineTimer deadline(std::chrono::minutes(3));
    QTimer look;
    look.start(std::chrono::seconds(1));
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace Benchmark
