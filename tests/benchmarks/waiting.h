// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>

namespace Benchmark {

//! \brief Runs the event loop until \a condition holds; false if it does not within three minutes.
template <typename Condition> bool waitFor(Condition condition)
{
    const QDeadlineTimer deadline(std::chrono::minutes(3));
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents,
                                        QDeadlineTimer(std::chrono::seconds(1)));
    }
    return true;
}

} // namespace Benchmark
