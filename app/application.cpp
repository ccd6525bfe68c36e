// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"

#include "connection/server.h"
#include "connection/welcomepage.h"
#include "mainwindow.h"
#include "sandbox/sandboxcontrol.h"
#include "statusstrip.h"
#include "wire/problemsmodel.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace Tailwater {

QByteArray Application::samplePath()
{
    return "events/orders"_ba;
}

Application::Application(const QString &settingsPath, QObject *parent)
    : QObject(parent)
    , m_settings(settingsPath)
{
    m_theme.setAppearance(m_settings.appearance());
    m_window = std::make_unique<MainWindow>(&m_theme, &m_settings);
    m_sandbox = new SandboxControl(m_window.get());
    m_window->addSandbox(m_sandbox);
    connect(m_window.get(), &MainWindow::sandboxRequested, this, &Application::openSandbox);
    connect(m_sandbox, &SandboxControl::opened, this, &Application::showSandbox);
    connect(m_sandbox, &SandboxControl::failed, this, &Application::onSandboxFailed);
}

Application::~Application() = default;

void Application::installTranslations()
{
    const QLocale locale;
    auto *ours = new QTranslator(QCoreApplication::instance());
    // English has a file as well, for its plural forms.
    if (ours->load(locale, u"tailwater"_s, u"_"_s, u":/i18n"_s)
        || ours->load(u":/i18n/tailwater_en.qm"_s)) {
        QCoreApplication::installTranslator(ours);
    }
    auto *qts = new QTranslator(QCoreApplication::instance());
    if (qts->load(locale, u"qtbase"_s, u"_"_s,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(qts);
    }
}

void Application::start(const CommandLine &line)
{
    m_window->show();
    if (!m_settings.setAside().isEmpty()) {
        m_window->statusStrip()->showMessage(
            tr("The settings could not be read; they were set aside as %1.")
                .arg(m_settings.setAside()));
    }
    if (line.sandbox) {
        openSandbox();
    }
    for (const QString &url : line.urls) {
        m_window->openUrl(url, { .offset = line.from });
    }
    if (!line.sandbox && line.urls.isEmpty()) {
        m_window->welcome()->lookForLocalServer();
    }
}

void Application::sayThatItCrashed(const QString &trace)
{
    m_window->statusStrip()->showMessage(
        tr("Tailwater crashed the last time. Please report it with %1.").arg(trace));
}

void Application::openSandbox()
{
    m_sandbox->open();
}

void Application::onSandboxFailed(const DurableStreams::Error &error)
{
    m_window->problems()->add(tr("sandbox"), error);
    m_window->statusStrip()->showMessage(error.message, 10'000);
    Q_EMIT sandboxFailed(error.message);
}

void Application::showSandbox(const QUrl &url)
{
    Connection connection;
    connection.id = u"sandbox"_s;
    connection.name = tr("Sandbox");
    connection.baseUrl = url;
    Server *server = m_window->addServer(connection);
    if (m_sandbox->sandbox()->options().samples) {
        Q_EMIT sandboxOpened(m_window->openStream(server, samplePath()));
    }
}

} // namespace Tailwater

#include "moc_application.cpp"
