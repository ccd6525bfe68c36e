// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/heartbeat.h"

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

constexpr auto interval = 5ms;
constexpr auto felt = 50ms;

} // namespace

Heartbeat::Heartbeat(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

Heartbeat::~Heartbeat() = default;

void Heartbeat::start()
{
    reset();
    m_timer.start();
}

void Heartbeat::stop()
{
    m_timer.stop();
}

std::chrono::microseconds Heartbeat::sinceLast() const
{
    const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::nanoseconds(m_last.nsecsElapsed()));
    return std::max<std::chrono::microseconds>(0us, passed - interval);
}

std::chrono::microseconds Heartbeat::largestGap() const
{
    return m_timer.isActive() ? std::max(m_largest, sinceLast()) : m_largest;
}

void Heartbeat::reset()
{
    m_largest = 0us;
    m_last.start();
}

void Heartbeat::beat()
{
    const std::chrono::microseconds gap = sinceLast();
    m_last.start();
    m_largest = std::max(m_largest, gap);
    if (gap > felt) {
        Q_EMIT stalled(gap);
    }
}

} // namespace Tailwater

#include "moc_heartbeat.cpp"
