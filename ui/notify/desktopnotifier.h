// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <functional>

QT_BEGIN_NAMESPACE
class QSystemTrayIcon;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Tells the user of something while another window has their eyes: by the notifications of the
//! desktop (org.freedesktop.Notifications), or those of the system tray where there is no such service.
//!
//! The newest takes the place of the one before. Never tells what is in a message.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    //! \brief For \a window. \a bus is the name of a connection to a message bus; empty: the session's.
    explicit DesktopNotifier(QWidget *window, const QString &bus = {});
    ~DesktopNotifier() override;

    //! \brief Does nothing while the window, or a dialog of it, is active. \a go is called, and the
    //! window raised, when the user clicks.
    void tell(const QString &title, const QString &text, const std::function<void()> &go);

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);

private:
    void askForMarkup();
    void send();
    void sendToTray();
    void follow();

    QWidget *m_window;
    QString m_bus;
    QString m_title;
    QString m_text;
    std::function<void()> m_go;
    QSystemTrayIcon *m_tray = nullptr;
    uint m_shown = 0; //!< the number that the service gave
    bool m_knowsMarkup = false;
    bool m_takesMarkup = false;
};

} // namespace Tailwater
