// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sessionkeeper.h"

#include "capture/capturecommands.h"
#include "capture/captureresume.h"
#include "capture/capturetabs.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/connectionstore.h"
#include "connection/lifetimegate.h"
#include "connection/server.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "session/streammemory.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <durablestreams/headqueue.h>

#include <QFileInfo>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr auto SaveDelay = 1s;

QJsonObject startToJson(const TailStart &start)
{
    return { { "offset"_L1, QString::fromUtf8(start.offset.token()) },
             { "cursor"_L1, QString::fromUtf8(start.cursor) },
             { "framing"_L1, int(start.framing) },
             { "number"_L1, QString::number(start.firstNumber) } };
}

TailStart startFromJson(const QJsonObject &object)
{
    TailStart start;
    if (const QByteArray token = object.value("offset"_L1).toString().toUtf8(); !token.isEmpty()) {
        start.offset = DurableStreams::Offset(token);
    }
    start.cursor = object.value("cursor"_L1).toString().toUtf8();
    const int framing = object.value("framing"_L1).toInt();
    if (framing >= 0 && framing <= int(Framing::Chunks)) {
        start.framing = static_cast<Framing>(framing);
    }
    start.firstNumber = qMax(1ull, object.value("number"_L1).toString().toULongLong());
    return start;
}

bool hasTtl(const Server *server, const QByteArray &path)
{
    const auto answer = server->heads()->last(path);
    return answer && answer->result && answer->result->ttl;
}

} // namespace

SessionKeeper::SessionKeeper(const QString &path, MainWindow *window, ConnectionStore *connections,
                             QObject *parent)
    : QObject(parent)
    , m_file(path, u"tailwater-session"_s, FormatVersion)
    , m_window(window)
    , m_connections(connections)
    , m_timer(new QTimer(this))
{
    const QJsonObject content = m_file.read();
    for (const QJsonValue &tab : content.value("tabs"_L1).toArray()) {
        m_lastTabs.append(tabFromJson(tab.toObject()));
    }
    m_lastCurrent = content.value("current"_L1).toInt();
    m_lastComposer = tabFromJson(content.value("composer"_L1).toObject());
    m_timer->setSingleShot(true);
    m_timer->setInterval(SaveDelay);
    connect(m_timer, &QTimer::timeout, this, &SessionKeeper::saveNow);
}

SessionKeeper::~SessionKeeper() = default;

SessionKeeper::Tab SessionKeeper::tabFromJson(const QJsonObject &object)
{
    return { .connection = object.value("connection"_L1).toString(),
             .path = object.value("path"_L1).toString().toLatin1(),
             .start = startFromJson(object.value("begun"_L1).toObject()),
             .stopped = object.value("stopped"_L1).toBool(),
             .hasTtl = object.value("ttl"_L1).toBool(),
             .capture = object.value("capture"_L1).toString(),
             .file = object.value("file"_L1).toString(),
             .row = object.value("row"_L1).toString().toULongLong() };
}

QJsonObject SessionKeeper::toJson(const Tab &tab)
{
    if (!tab.file.isEmpty()) {
        return { { "file"_L1, tab.file }, { "row"_L1, QString::number(tab.row) } };
    }
    return { { "connection"_L1, tab.connection },
             { "capture"_L1, tab.capture },
             { "path"_L1, QString::fromLatin1(tab.path) },
             { "begun"_L1, startToJson(tab.start) },
             { "stopped"_L1, tab.stopped },
             { "ttl"_L1, tab.hasTtl } };
}

int SessionKeeper::restore()
{
    const QList<Tab> tabs = m_lastTabs;
    // All of them first: a connection may be loaded at once, with every tab of it.
    for (qsizetype i = 0; i < tabs.size(); ++i) {
        if (mayComeBack(tabs.at(i))) {
            m_awaited.insert(i);
        }
    }
    QStringList loaded;
    for (qsizetype i = 0; i < tabs.size(); ++i) {
        const Tab &tab = tabs.at(i);
        if (!tab.file.isEmpty()) {
            reopenFile(tab, i);
            continue;
        }
        const auto connection = m_connections->find(tab.connection);
        if (!connection || loaded.contains(tab.connection)) {
            continue;
        }
        loaded.append(tab.connection);
        m_connections->load(*connection, [this, tabs](const Connection &whole) {
            Server *server = m_window->addServer(whole);
            for (qsizetype place = 0; place < tabs.size(); ++place) {
                if (const Tab &mine = tabs.at(place); mine.connection == whole.id && !mine.path.isEmpty()) {
                    reopen(server, mine, place);
                }
            }
            bindComposer();
        });
    }
    return int(loaded.size());
}

// As it was, whatever tab was opened last or has a draft.
void SessionKeeper::bindComposer()
{
    for (Server *server : m_window->servers()) {
        if (server->connection().id == m_lastComposer.connection && !m_lastComposer.path.isEmpty()) {
            m_window->bindComposer(server, m_lastComposer.path);
            return;
        }
    }
    if (const TailPage *page = m_window->currentPage(); page && m_lastComposer.path.isEmpty()) {
        m_window->bindComposer(m_window->tabs()->serverOf(page), m_window->tabs()->pathOf(page));
    }
}

// Such as the sandbox, which is another one the next time.
bool SessionKeeper::mayComeBack(const Tab &tab) const
{
    return !tab.file.isEmpty() || (m_connections->find(tab.connection) && !tab.path.isEmpty());
}

// Servers and files answer when they can; each tab stands where it stood.
void SessionKeeper::putInPlace(TailPage *page, qsizetype place)
{
    m_places.insert(page, place);
    connect(page, &QObject::destroyed, this, [this, page] { m_places.remove(page); });
    StreamTabs *tabs = m_window->tabs();
    const QList<TailPage *> pages = tabs->pages();
    const auto next = std::ranges::find_if(pages, [&](const TailPage *other) {
        return other != page && m_places.value(other, -1) > place;
    });
    if (const int from = tabs->indexOf(page), to = tabs->indexOf(next == pages.end() ? page : *next); to < from) {
        tabs->tabBar()->moveTab(from, to);
    }
    for (TailPage *each : pages) {
        if (m_places.value(each, -1) == m_lastCurrent) {
            tabs->setCurrentWidget(each);
        }
    }
}

void SessionKeeper::reopenFile(const Tab &tab, qsizetype place)
{
    m_window->captures()->tabs()->restore(tab.file, tab.row, [this, place](TailPage *page) {
        m_awaited.remove(place);
        if (page) {
            putInPlace(page, place);
        }
        saveLater();
    });
}

void SessionKeeper::reopen(Server *server, const Tab &tab, qsizetype place)
{
    m_awaited.remove(place);
    if (TailPage *known = m_window->tabs()->page(server, tab.path)) {
        if (!tab.capture.isEmpty() && !m_window->captures()->runOf(known)) {
            m_window->captures()->ended()->tell(known, tab.capture);
        }
        return; // the user was quicker
    }
    const TailStart start
        = m_window->memory()->leftOff(server->urlOf(tab.path)).value_or(tab.start);
    TailPage *page = m_window->openHeld(server, tab.path, start,
                                        tab.stopped ? tr("It was stopped when you quit.")
                                                    : LifetimeGate::lookingSentence());
    putInPlace(page, place);
    if (!tab.capture.isEmpty()) {
        m_window->captures()->ended()->tell(page, tab.capture);
    }
    // The first focus of a window must not be a button by chance, such as one that unlocks.
    m_window->tabs()->tabBar()->setFocus(Qt::OtherFocusReason);
    if (tab.stopped) {
        m_stillStopped.insert(page);
        const auto forget = [this, page] { m_stillStopped.remove(page); };
        connect(page->session(), &TailSession::stateChanged, this, forget);
        connect(page, &QObject::destroyed, this, forget);
        return;
    }
    new LifetimeGate(page, server, tab.path, tab.hasTtl);
}

void SessionKeeper::startSaving()
{
    m_saving = true;
    connect(m_window->tabs(), &StreamTabs::pageAdded, this, &SessionKeeper::watch);
    connect(m_window->tabs(), &StreamTabs::pageClosed, this, &SessionKeeper::saveLater);
    connect(m_window->tabs(), &StreamTabs::currentPageChanged, this, &SessionKeeper::saveLater);
    connect(m_window->captures(), &CaptureCommands::runsChanged, this, &SessionKeeper::saveLater);
    connect(m_window, &MainWindow::aboutToClose, this, &SessionKeeper::saveNow);
    connect(m_window->composer(), &ComposerPanel::targetChanged, this, &SessionKeeper::saveLater);
    connect(m_window->composer(), &ComposerPanel::draftChanged, this, &SessionKeeper::saveLater);
    connect(m_window->composer()->editor(), &QPlainTextEdit::textChanged, this,
            &SessionKeeper::saveLater);
    for (TailPage *page : m_window->tabs()->pages()) {
        watch(page);
    }
}

void SessionKeeper::watch(TailPage *page)
{
    connect(page->session(), &TailSession::stateChanged, this, &SessionKeeper::saveLater);
    if (CaptureTabs::sessionOf(page)) {
        connect(page->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                &SessionKeeper::saveLater);
    }
    saveLater();
}

void SessionKeeper::saveLater()
{
    if (!m_timer->isActive()) {
        m_timer->start();
    }
}

// Nothing for what cannot come back.
std::optional<SessionKeeper::Tab> SessionKeeper::tabOf(TailPage *page) const
{
    if (const CaptureSession *file = CaptureTabs::sessionOf(page)) {
        const qsizetype place = m_places.value(page, -1);
        const quint64 before = place < 0 ? 0 : m_lastTabs.at(place).row;
        Tab tab;
        tab.file = QFileInfo(file->path()).absoluteFilePath();
        tab.row = file->hasFailed() ? before : page->currentMessage().id;
        return tab;
    }
    const Server *server = m_window->tabs()->serverOf(page);
    if (!server || !m_connections->find(server->connection().id)) {
        return std::nullopt;
    }
    const QByteArray path = m_window->tabs()->pathOf(page);
    const TailState state = page->session()->status().state;
    const CaptureRun *run = m_window->captures()->runOf(page);
    return Tab { .connection = server->connection().id,
                 .path = path,
                 .start = page->session()->startPoint(),
                 .stopped = state == TailState::Stopped || m_stillStopped.contains(page),
                 .hasTtl = hasTtl(server, path),
                 .capture = run && !run->isFinished() ? QFileInfo(run->path()).absoluteFilePath()
                                                      : CaptureResume::fileOf(page) };
}

QJsonObject SessionKeeper::content() const
{
    QJsonArray tabs;
    int current = 0;
    // The end may come before all are back: each where it stood.
    qsizetype next = 0;
    const auto addAwaited = [&](qsizetype to) {
        for (; next < to; ++next) {
            if (const Tab &tab = m_lastTabs.at(next); m_awaited.contains(next) && mayComeBack(tab)) {
                current = next == m_lastCurrent ? int(tabs.size()) : current;
                tabs.append(toJson(tab));
            }
        }
    };
    const StreamTabs *widget = m_window->tabs();
    const bool awaitsCurrent = m_awaited.contains(m_lastCurrent);
    for (TailPage *page : widget->pages()) {
        const auto tab = tabOf(page);
        if (!tab) {
            continue;
        }
        addAwaited(m_places.value(page, 0));
        if (page == widget->currentPage() && !awaitsCurrent) {
            current = int(tabs.size());
        }
        tabs.append(toJson(*tab));
    }
    addAwaited(m_lastTabs.size());
    QJsonObject content { { "tabs"_L1, tabs }, { "current"_L1, current } };
    const Server *server = m_window->composer()->server();
    if (server && m_connections->find(server->connection().id)) {
        content.insert("composer"_L1,
                       QJsonObject { { "connection"_L1, server->connection().id },
                                     { "path"_L1,
                                       QString::fromLatin1(m_window->composer()->path()) } });
    }
    return content;
}

void SessionKeeper::saveNow()
{
    m_timer->stop();
    if (!m_saving) {
        return;
    }
    m_window->saveWindow();
    if (QJsonObject now = content(); now != m_written && m_file.write(now)) {
        m_written = std::move(now);
    }
}

} // namespace Tailwater

#include "moc_sessionkeeper.cpp"
