// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "notify/desktopnotifier.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>

#ifdef TAILWATER_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

using namespace Qt::StringLiterals;

namespace Tailwater {

#ifdef TAILWATER_DBUS
namespace {

constexpr auto Service = "org.freedesktop.Notifications"_L1;
constexpr auto Path = "/org/freedesktop/Notifications"_L1;

QDBusConnection busOf(const QString &name)
{
    return name.isEmpty() ? QDBusConnection::sessionBus() : QDBusConnection(name);
}

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(Service, Path, Service, method);
}

} // namespace
#endif

DesktopNotifier::DesktopNotifier(QWidget *window, const QString &bus)
    : QObject(window)
    , m_window(window)
    , m_bus(bus)
{ }

DesktopNotifier::~DesktopNotifier() = default;

void DesktopNotifier::tell(const QString &title, const QString &text,
                           const std::function<void()> &go)
{
    if (QApplication::activeWindow()) {
        return;
    }
    m_title = title;
    m_text = text;
    m_go = go;
    if (m_knowsMarkup) {
        send();
    } else {
        askForMarkup();
    }
}

// What looks like a tag would be taken for one by those that know tags.
void DesktopNotifier::askForMarkup()
{
#ifdef TAILWATER_DBUS
    QDBusConnection bus = busOf(m_bus);
    if (!bus.isConnected()) {
        sendToTray();
        return;
    }
    bus.connect(Service, Path, Service, u"ActionInvoked"_s, this,
                SLOT(onActionInvoked(uint, QString)));
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(callOf(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (reply.isError()) {
            sendToTray();
            return;
        }
        m_knowsMarkup = true;
        m_takesMarkup = reply.value().contains("body-markup"_L1);
        send();
    });
#else
    sendToTray();
#endif
}

void DesktopNotifier::send()
{
#ifdef TAILWATER_DBUS
    QDBusMessage call = callOf(u"Notify"_s);
    call << QApplication::applicationDisplayName() << m_shown << u"io.github.tailwater.Tailwater"_s
         << m_title << (m_takesMarkup ? m_text.toHtmlEscaped() : m_text)
         << QStringList { u"default"_s, tr("Show") }
         << QVariantMap { { u"desktop-entry"_s, u"io.github.tailwater.Tailwater"_s } } << -1;
    auto *watcher = new QDBusPendingCallWatcher(busOf(m_bus).asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            m_knowsMarkup = false; // whoever answers next may be another one
            sendToTray();
        } else {
            m_shown = reply.value();
        }
    });
#endif
}

void DesktopNotifier::sendToTray()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) {
        return; // the window asks for attention in its own way
    }
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(m_window->windowIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, &DesktopNotifier::follow);
        connect(m_tray, &QSystemTrayIcon::activated, this, &DesktopNotifier::follow);
    }
    m_tray->show();
    m_tray->showMessage(m_title, m_text, m_window->windowIcon());
}

void DesktopNotifier::onActionInvoked(uint id, const QString &action)
{
    if (id == m_shown && action == "default"_L1) {
        follow();
    }
}

void DesktopNotifier::follow()
{
    if (m_tray) {
        m_tray->hide();
    }
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    if (m_go) {
        m_go();
    }
}

} // namespace Tailwater

#include "moc_desktopnotifier.cpp"
