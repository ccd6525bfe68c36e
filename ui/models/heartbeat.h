// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace Tailwater {

//! \brief Measures how long the event loop of its thread was kept from going round.
class Heartbeat : public QObject
{
    Q_OBJECT

public:
    explicit Heartbeat(QObject *parent = nullptr);
    ~Heartbeat() override;

    void start();
    void stop();
    //! \brief The longest time between two beats since start() or reset(), beyond what was planned;
    //! a gap that still lasts counts.
    std::chrono::microseconds largestGap() const;
    void reset();

Q_SIGNALS:
    //! \brief A gap that a person would feel.
    void stalled(std::chrono::microseconds gap);

private:
    void beat();
    std::chrono::microseconds sinceLast() const;

    QTimer m_timer;
    QElapsedTimer m_last;
    std::chrono::microseconds m_largest {};
};

} // namespace Tailwater
