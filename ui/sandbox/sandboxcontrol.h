// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <sandbox/sandbox.h>

#include <QObject>
#include <QPointer>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace Tailwater {

class StartSandboxDialog;

//! \brief The server inside the application, and the commands about it.
//!
//! It runs in a thread of its own from the moment the user starts it until they stop it or quit.
class SandboxControl : public QObject
{
    Q_OBJECT

public:
    //! \brief Dialogs appear above \a window, which owns the control.
    explicit SandboxControl(QWidget *window);
    ~SandboxControl() override;

    DurableStreams::Sandbox *sandbox() { return &m_sandbox; }
    //! \brief In words: “in memory”, or the folder.
    QString place() const;

    //! \brief Starts it in memory with sample streams, unless it runs; then opened() follows.
    void open();
    //! \brief Asks where streams are to be kept, and starts it.
    void showStartDialog();

    //! \brief “Start Local Sandbox…”, there while it is stopped.
    QAction *startAction() const { return m_start; }
    //! \brief What can be done while it runs.
    QMenu *menu() const { return m_menu.get(); }
    //! \brief All commands, for the palette.
    QList<QAction *> actions() const;

Q_SIGNALS:
    //! \brief The user wants to see it: it runs, and its root is \a url.
    void opened(const QUrl &url);
    void failed(const DurableStreams::Error &error);
    void stateChanged();

private:
    QAction *make(const char *id, const QString &text, const char *iconName = nullptr);
    void start(const DurableStreams::SandboxOptions &options);
    void onStarted(const QUrl &url);
    void onFailed(const DurableStreams::Error &error);
    void restart();
    //! Carries it out at once, or after a question if what is kept in memory would be lost.
    void confirmLoss(const QString &question, const QString &verb, void (SandboxControl::*then)());
    void stop();
    void refresh();

    QWidget *m_window;
    DurableStreams::Sandbox m_sandbox;
    std::unique_ptr<QMenu> m_menu;
    QAction *m_start;
    QAction *m_go;
    QAction *m_samples;
    QAction *m_copyUrl;
    QAction *m_restart;
    QAction *m_stop;
    QPointer<StartSandboxDialog> m_dialog;
    quint16 m_lastPort = 0;
    bool m_openWhenStarted = false;
};

} // namespace Tailwater
