// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "responsiveness.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QKeyEvent>

#include <array>

namespace Soak {

using namespace std::chrono_literals;

namespace {

// Leaves the end, walks about, comes back and follows for a while.
constexpr std::array keys { Qt::Key_Up,   Qt::Key_Up,     Qt::Key_PageUp, Qt::Key_Down,
                            Qt::Key_Home, Qt::Key_PageDown, Qt::Key_End,  Qt::Key_End,
                            Qt::Key_End,  Qt::Key_End,    Qt::Key_End,    Qt::Key_End };
constexpr auto pause = 300ms;

} // namespace

Responsiveness::Responsiveness(QAbstractItemView *view)
    : m_view(view)
{
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
}

Responsiveness::~Responsiveness()
{
    if (m_fingers) {
        m_fingers->requestInterruption();
        m_fingers->wait();
    }
}

void Responsiveness::start()
{
    m_clock.start();
    m_heartbeat.start();
    m_fingers.reset(QThread::create([this] { press(); }));
    m_fingers->start();
}

void Responsiveness::press()
{
    for (size_t i = 0; !QThread::currentThread()->isInterruptionRequested(); ++i) {
        QThread::sleep(pause);
        if (m_pressedAt == 0) {
            m_pressedAt = m_clock.nsecsElapsed();
            const int key = keys[i % keys.size()];
            QCoreApplication::postEvent(m_view, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier));
            QCoreApplication::postEvent(m_view, new QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier));
        }
    }
}

bool Responsiveness::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        m_handled = true;
        m_view->viewport()->update(); // also where the key changes nothing
    } else if (watched == m_view->viewport() && event->type() == QEvent::Paint && m_handled) {
        m_handled = false;
        QMetaObject::invokeMethod(this, &Responsiveness::painted, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Responsiveness::painted()
{
    m_times.push_back(double(m_clock.nsecsElapsed() - m_pressedAt.exchange(0)) / 1e6);
}

} // namespace Soak

#include "moc_responsiveness.cpp"
