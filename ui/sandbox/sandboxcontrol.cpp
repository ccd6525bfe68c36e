// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sandboxcontrol.h"

#include "startsandboxdialog.h"
#include "theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::Sandbox;
using DurableStreams::SandboxOptions;

SandboxControl::SandboxControl(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_menu(std::make_unique<QMenu>(tr("Local &Sandbox")))
    , m_start(make("sandbox.start", tr("Start Local &Sandbox…"), "sandbox"))
    , m_go(make("sandbox.go", tr("&Go to the Sandbox"), "sandbox"))
    , m_samples(make("sandbox.samples", tr("Add Sa&mple Streams to the Sandbox")))
    , m_copyUrl(make("sandbox.copyUrl", tr("&Copy the URL of the Sandbox"), "copy"))
    , m_restart(make("sandbox.restart", tr("&Restart the Sandbox"), "refresh"))
    , m_stop(make("sandbox.stop", tr("S&top the Sandbox"), "stop"))
{
    m_menu->setIcon(icon("sandbox"_L1));
    m_menu->addActions({ m_go, m_samples, m_copyUrl });
    m_menu->addSeparator();
    m_menu->addActions({ m_restart, m_stop });
    connect(m_start, &QAction::triggered, this, &SandboxControl::showStartDialog);
    connect(m_go, &QAction::triggered, this, &SandboxControl::open);
    connect(m_samples, &QAction::triggered, &m_sandbox, &Sandbox::addSamples);
    connect(m_copyUrl, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_sandbox.url().toString()); });
    connect(m_restart, &QAction::triggered, this, [this] {
        confirmLoss(tr("Restart the sandbox?"), tr("&Restart"), &SandboxControl::restart);
    });
    connect(m_stop, &QAction::triggered, this,
            [this] { confirmLoss(tr("Stop the sandbox?"), tr("&Stop"), &SandboxControl::stop); });
    connect(&m_sandbox, &Sandbox::started, this, &SandboxControl::onStarted);
    connect(&m_sandbox, &Sandbox::failed, this, &SandboxControl::onFailed);
    connect(&m_sandbox, &Sandbox::stateChanged, this, &SandboxControl::refresh);
    refresh();
}

SandboxControl::~SandboxControl() = default;

QAction *SandboxControl::make(const char *id, const QString &text, const char *iconName)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(id));
    if (iconName) {
        action->setIcon(icon(QLatin1StringView(iconName)));
    }
    return action;
}

QList<QAction *> SandboxControl::actions() const
{
    return { m_start, m_go, m_samples, m_copyUrl, m_restart, m_stop };
}

QString SandboxControl::place() const
{
    const QString folder = m_sandbox.options().folder;
    return folder.isEmpty() ? tr("in memory") : tr("in %1").arg(QDir::toNativeSeparators(folder));
}

void SandboxControl::open()
{
    m_openWhenStarted = true;
    if (m_sandbox.state() == Sandbox::State::Running) {
        onStarted(m_sandbox.url());
    } else if (m_sandbox.state() != Sandbox::State::Starting) {
        m_sandbox.startInBackground({ .samples = true }); // when it has stopped, if it is about to
    }
}

void SandboxControl::showStartDialog()
{
    if (!m_dialog) {
        // At the address of last time, if it is still free.
        SandboxOptions last = m_sandbox.options();
        last.port = m_lastPort;
        m_dialog = new StartSandboxDialog(last, m_window);
        connect(m_dialog, &StartSandboxDialog::startRequested, this, &SandboxControl::start);
        m_dialog->open();
    }
    m_dialog->activateWindow();
}

void SandboxControl::start(const SandboxOptions &options)
{
    m_openWhenStarted = true;
    m_sandbox.startInBackground(options);
}

void SandboxControl::onStarted(const QUrl &url)
{
    m_lastPort = quint16(url.port());
    if (m_dialog) {
        m_dialog->accept();
    }
    if (std::exchange(m_openWhenStarted, false)) {
        Q_EMIT opened(url);
    }
}

void SandboxControl::onFailed(const DurableStreams::Error &error)
{
    m_openWhenStarted = false;
    if (m_dialog) {
        m_dialog->showFailure(error);
    } else {
        Q_EMIT failed(error);
    }
}

void SandboxControl::restart()
{
    // At the same address, so that everything connected to it finds it again.
    SandboxOptions options = m_sandbox.options();
    options.port = m_lastPort;
    m_sandbox.startInBackground(options);
}

void SandboxControl::stop()
{
    m_sandbox.stopInBackground();
}

void SandboxControl::confirmLoss(const QString &question, const QString &verb,
                                 void (SandboxControl::*then)())
{
    if (!m_sandbox.options().folder.isEmpty()) {
        (this->*then)();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Local Sandbox"), question,
                                QMessageBox::Cancel, m_window);
    box->setObjectName("sandboxQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("It keeps its streams in memory: all of them are lost."));
    QPushButton *agree = box->addButton(verb, QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(agree, &QPushButton::clicked, this, then);
    box->open();
}

void SandboxControl::refresh()
{
    const Sandbox::State state = m_sandbox.state();
    m_start->setVisible(state == Sandbox::State::Stopped);
    m_menu->menuAction()->setVisible(state != Sandbox::State::Stopped);
    for (QAction *action : { m_go, m_samples, m_copyUrl, m_restart, m_stop }) {
        action->setEnabled(state == Sandbox::State::Running);
    }
    Q_EMIT stateChanged();
}

} // namespace Tailwater

#include "moc_sandboxcontrol.cpp"
