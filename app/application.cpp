// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"

#include "connection/errortext.h"
#include "connection/server.h"
#include "connection/welcomepage.h"
#include "mainwindow.h"
#include "statusstrip.h"
#include "wire/problemsmodel.h"

#include <sandbox/sandbox.h>

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
    connect(m_window.get(), &MainWindow::sandboxRequested, this, &Application::openSandbox);
}

Application::~Application() = default;

void Application::installTranslations()
{
    const QLocale locale;
    auto *ours = new QTranslator(qApp);
    // English has a file as well, for its plural forms.
    if (ours->load(locale, u"tailwater"_s, u"_"_s, u":/i18n"_s)
        || ours->load(u":/i18n/tailwater_en.qm"_s)) {
        QCoreApplication::installTranslator(ours);
    }
    auto *qts = new QTranslator(qApp);
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

void Application::openSandbox()
{
    if (m_sandbox && m_sandbox->state() == DurableStreams::Sandbox::State::Running) {
        showSandbox(m_sandbox->url());
        return;
    }
    if (m_sandbox) {
        return; // it is starting
    }
    m_sandbox = std::make_unique<DurableStreams::Sandbox>();
    connect(m_sandbox.get(), &DurableStreams::Sandbox::started, this, &Application::showSandbox);
    connect(m_sandbox.get(), &DurableStreams::Sandbox::failed, this,
            [this](const DurableStreams::Error &error) {
                m_window->problems()->add(tr("sandbox"), error);
                Q_EMIT sandboxFailed(error.message);
            });
    DurableStreams::SandboxOptions options;
    options.samples = true;
    m_sandbox->startInBackground(options);
}

void Application::showSandbox(const QUrl &url)
{
    Connection connection;
    connection.id = u"sandbox"_s;
    connection.name = tr("Sandbox");
    connection.baseUrl = url;
    Server *server = m_window->addServer(connection);
    Q_EMIT sandboxOpened(m_window->openStream(server, samplePath()));
}

} // namespace Tailwater

#include "moc_application.cpp"
