// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"

#include "capture/capturecommands.h"
#include "capture/capturerequests.h"
#include "composer/composerpanel.h"
#include "connection/server.h"
#include "connection/urlprobe.h"
#include "connection/welcomepage.h"
#include "sandbox/sandboxcontrol.h"
#include "session/sessionkeeper.h"
#include "session/streamlink.h"
#include "session/streammemory.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "wire/problemsmodel.h"

#include <QApplication>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

QByteArray Application::samplePath()
{
    return "events/orders"_ba;
}

namespace {

// Not exactly on top of the first one.
constexpr QPoint NewWindowOffset(32, 32);

QString beside(const QString &path, const QString &name)
{
    return QFileInfo(path).absolutePath() + u'/' + name;
}

// What the environment says of one server holds for its streams on the command line as well. No other
// server gets it, and whoever expects that is told.
bool openWithEnvironment(MainWindow *window, const QUrl &url, const TailStart &start, bool readOnly)
{
    const QByteArray value = qgetenv("STREAM_AUTH");
    const QUrl server = UrlProbe::urlFromInput(qEnvironmentVariable("STREAM_URL"));
    if (value.isEmpty()) {
        return false;
    }
    if (!server.isValid() || UrlProbe::rootOf(server) != UrlProbe::rootOf(url)) {
        const QString text
            = Application::tr("STREAM_AUTH is for STREAM_URL, and does not go to %1.").arg(url.authority());
        window->problems()->add(u"STREAM_AUTH"_s, { .code = DurableStreams::ErrorCode::InvalidArgument,
                                                      .message = text });
        return false;
    }
    Connection connection = Connection::to(url);
    connection.authentication = { .kind = Authentication::Kind::Header, .secret = value };
    connection.readOnly = readOnly;
    window->connectTo(connection, start);
    return true;
}

} // namespace

Application::Application(const QString &settingsPath, std::unique_ptr<Keychain> keychain,
                         QObject *parent)
    : QObject(parent)
    , m_settings(settingsPath)
    , m_secrets(std::move(keychain), beside(settingsPath, u"plain-secrets.json"_s))
    , m_connections(beside(settingsPath, u"connections.json"_s), &m_secrets)
    , m_library(beside(settingsPath, u"composer.json"_s))
{
    m_theme.setAppearance(m_settings.appearance());
    m_window = std::make_unique<MainWindow>(&m_theme, &m_settings, &m_connections);
    m_window->composer()->setLibrary(&m_library);
    m_sandbox = new SandboxControl(m_window.get());
    m_window->addSandbox(m_sandbox);
    connect(m_window.get(), &MainWindow::sandboxRequested, this, &Application::openSandbox);
    connect(m_sandbox, &SandboxControl::opened, this, &Application::showSandbox);
    connect(m_sandbox, &SandboxControl::failed, this, &Application::onSandboxFailed);
    m_session = std::make_unique<SessionKeeper>(beside(settingsPath, u"session.json"_s),
                                                m_window.get(), &m_connections);
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
    if (line.newWindow) {
        m_window->move(m_window->pos() + NewWindowOffset);
    }
    m_window->show();
    sayWhatWasSetAside();
    const bool apart = line.safeMode || line.newWindow || line.sandbox || !line.snapshot.isEmpty()
        || QGuiApplication::queryKeyboardModifiers().testFlag(Qt::ShiftModifier);
    const int restored = apart || !m_settings.restoresSession() ? 0 : m_session->restore();
    // Started apart, the last session stays as it was for the next start.
    if (!apart) {
        m_session->startSaving();
    }
    if (line.sandbox) {
        openSandbox();
    }
    carryOut(line);
    if (!line.sandbox && line.urls.isEmpty() && line.files.isEmpty() && line.profile.isEmpty() && restored == 0) {
        connectToEnvironment();
    }
}

void Application::carryOut(const CommandLine &line)
{
    if (!line.profile.isEmpty()) {
        m_window->connectToProfile(line.profile, line.readOnly);
    }
    for (const QString &file : line.files) {
        m_window->captures()->open(file);
    }
    const bool shown = !line.capture.isEmpty() && captureFirst(line);
    for (const QString &url : line.urls.sliced(shown ? 1 : 0)) {
        openAddress(url, line);
    }
}

// The first address that the line names. True if a tab shows it already.
bool Application::captureFirst(const CommandLine &line)
{
    CaptureRequest request { .url = UrlProbe::urlFromInput(line.urls.first()),
                             .file = QFileInfo(line.capture).absoluteFilePath(),
                             .start = startOf(line.urls.first(), line),
                             .overwrite = line.overwrite };
    if (const auto link = parseStreamLink(line.urls.first())) {
        request.url = link->url;
        request.start = { .offset = link->offset.value_or(DurableStreams::Offset::beginning()),
                          .filter = link->filter };
    }
    return m_window->captures()->requests()->add(request);
}

TailStart Application::startOf(const QString &url, const CommandLine &line) const
{
    TailStart start;
    if (line.fromSaved) {
        start = m_window->memory()->leftOff(UrlProbe::urlFromInput(url)).value_or(start);
    } else if (line.from) {
        start.offset = *line.from;
    }
    start.filter = line.filter;
    return start;
}

void Application::onSecondStart(const QStringList &arguments)
{
    if (const auto line = parseCommandLine(arguments)) {
        carryOut(*line);
    }
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Application::openAddress(const QString &text, const CommandLine &line)
{
    if (const auto link = parseStreamLink(text)) {
        m_window->openLink(*link);
        return;
    }
    if (!openWithEnvironment(m_window.get(), UrlProbe::urlFromInput(text), startOf(text, line), line.readOnly)) {
        m_window->openUrl(text, startOf(text, line), line.readOnly);
    }
}

void Application::sayWhatWasSetAside()
{
    QStringList aside { m_settings.setAside(), m_connections.setAside(), m_session->setAside(),
                        m_library.setAside() };
    aside.removeAll(QString());
    if (!aside.isEmpty()) {
        m_window->statusStrip()->say(
            tr("Some settings could not be read; they were set aside as %1.")
                .arg(aside.join(u", "_s)),
            1min);
    }
}

void Application::connectToEnvironment()
{
    const QUrl url = UrlProbe::urlFromInput(qEnvironmentVariable("STREAM_URL"));
    if (!url.isValid()) {
        m_window->welcome()->lookForLocalServer();
        return;
    }
    Connection connection = Connection::to(url);
    if (const QByteArray value = qgetenv("STREAM_AUTH"); !value.isEmpty()) {
        connection.authentication = { .kind = Authentication::Kind::Header, .secret = value };
    }
    m_window->connectTo(connection);
}

void Application::sayThatItCrashed(const QString &trace)
{
    m_window->statusStrip()->say(
        tr("Tailwater crashed the last time. Please report it with %1.").arg(trace), 1min);
}

void Application::openSandbox()
{
    m_sandbox->open();
}

void Application::onSandboxFailed(const DurableStreams::Error &error)
{
    m_window->problems()->add(tr("sandbox"), error);
    m_window->statusStrip()->say(error.message);
    Q_EMIT sandboxFailed(error.message);
}

void Application::showSandbox(const QUrl &url)
{
    Connection connection;
    connection.id = u"sandbox"_s;
    connection.name = tr("Sandbox");
    connection.baseUrl = url;
    Server *server = m_window->addServer(connection);
    server->setListsAll(true);
    if (m_sandbox->sandbox()->options().samples) {
        Q_EMIT sandboxOpened(m_window->openStream(server, samplePath()));
    }
}

} // namespace Tailwater

#include "moc_application.cpp"
