// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "window/streamtabs.h"

#include "connection/server.h"
#include "explorer/streamentry.h"
#include "explorer/streamshelf.h"
#include "tail/tailpage.h"
#include "theme/statelook.h"

#include <QMouseEvent>
#include <QShortcut>
#include <QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qsizetype ReopenLimit = 20;
constexpr int TitleLetters = 32;

//! \a start, with what is known here of the fork that \a path is.
TailStart withFork(const Server *server, const QByteArray &path, TailStart start)
{
    const StreamFacts facts = server->shelf()->facts(path);
    start.fork = { DurableStreams::Offset(facts.forkBoundary), facts.forkInherited };
    return start;
}
}

StreamTabs::StreamTabs(QWidget *parent)
    : QTabWidget(parent)
{
    setDocumentMode(true);
    setMovable(true);
    setTabsClosable(true);
    // Few letters say nothing: tabs keep their names, and the bar scrolls.
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(true);
    tabBar()->setObjectName("streamTabBar"_L1);
    tabBar()->installEventFilter(this);
    connect(this, &QTabWidget::tabCloseRequested, this,
            [this](int index) { requestClose(qobject_cast<TailPage *>(widget(index))); });
    connect(this, &QTabWidget::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index == currentIndex()) {
            Q_EMIT currentPagePointed();
        }
    });
    // From every pane, and not from the tabs alone.
    for (const auto &[keys, step] : { std::pair(QKeySequence(Qt::CTRL | Qt::Key_Tab), 1),
                                      std::pair(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab), -1) }) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, step] {
            if (count() > 0) {
                setCurrentIndex((currentIndex() + step + count()) % count());
            }
        });
    }
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (TailPage *page = currentPage()) {
            noteRows(page, page->session()->status());
        }
        Q_EMIT currentPageChanged(currentPage());
    });
}

StreamTabs::~StreamTabs() = default;

TailPage *StreamTabs::open(Server *server, const QByteArray &path, const TailStart &start)
{
    if (TailPage *known = page(server, path)) {
        setCurrentWidget(known);
        return known;
    }
    return openAnother(server, path, start);
}

TailPage *StreamTabs::openAnother(Server *server, const QByteArray &path, const TailStart &start)
{
    TailPage *page = makePage(server, path, start);
    page->start(withFork(server, path, start));
    return page;
}

TailPage *StreamTabs::openHeld(Server *server, const QByteArray &path, const TailStart &start,
                               const QString &why)
{
    TailPage *page = makePage(server, path, start);
    page->holdBack(withFork(server, path, start), why);
    return page;
}

TailPage *StreamTabs::makePage(Server *server, const QByteArray &path, const TailStart &start)
{
    auto *page = new TailPage(server->connection(), server->urlOf(path), this);
    m_places.insert(page, { .server = server, .path = path, .start = start });
    connect(page, &TailPage::titleChanged, this, [this, page] { refreshTab(page); });
    connect(page->session(), &TailSession::stateChanged, this, [this, page] { refreshTab(page); });
    connect(page->session(), &TailSession::statusChanged, this,
            [this, page, path, server = QPointer(server)](const TailStatus &status) {
                noteRows(page, status);
                if (status.inherited > 0 && server) {
                    server->shelf()->noteInherited(path, status.inherited);
                }
            });
    connect(server, &Server::connectionChanged, page,
            [this, page](const Connection &connection) {
                refreshTab(page); // the server may have another name
                page->session()->setConnection(connection);
                // What was refused goes on where it stood, with what the user just gave.
                const TailState state = page->session()->status().state;
                if (state == TailState::Unauthorised || state == TailState::TlsError
                    || state == TailState::Failed) {
                    page->resume();
                }
            });
    addTab(page, displayPath(path));
    refreshAll();
    Q_EMIT pageAdded(page);
    setCurrentWidget(page);
    return page;
}

void StreamTabs::add(TailPage *page, const QString &file)
{
    m_places.insert(page, { .file = file });
    connect(page->session(), &TailSession::stateChanged, this, [this, page] { refreshTab(page); });
    addTab(page, page->title());
    refreshTab(page);
    Q_EMIT pageAdded(page);
    setCurrentWidget(page);
}

TailPage *StreamTabs::page(Server *server, const QByteArray &path) const
{
    for (TailPage *page : pages()) {
        if (serverOf(page) == server && pathOf(page) == path) {
            return page;
        }
    }
    return nullptr;
}

TailPage *StreamTabs::currentPage() const
{
    return qobject_cast<TailPage *>(currentWidget());
}

QList<TailPage *> StreamTabs::pages() const
{
    QList<TailPage *> pages;
    for (int i = 0; i < count(); ++i) {
        if (auto *page = qobject_cast<TailPage *>(widget(i))) {
            pages.append(page);
        }
    }
    return pages;
}

Server *StreamTabs::serverOf(const TailPage *page) const
{
    return m_places.value(page).server;
}

QByteArray StreamTabs::pathOf(const TailPage *page) const
{
    return m_places.value(page).path;
}

void StreamTabs::requestClose(TailPage *page)
{
    if (page && (!m_closeGuard || m_closeGuard(page))) {
        closePage(page);
    }
}

void StreamTabs::closePage(TailPage *page)
{
    if (!page) {
        return;
    }
    if (const Place place = m_places.take(page); place.server || !place.file.isEmpty()) {
        m_closed.append(place);
    }
    m_closed = m_closed.last(qMin(m_closed.size(), ReopenLimit));
    removeTab(indexOf(page));
    refreshAll();
    page->deleteLater();
    Q_EMIT pageClosed();
}

void StreamTabs::reopenLast()
{
    while (!m_closed.isEmpty()) {
        const Place place = m_closed.takeLast();
        if (!place.file.isEmpty()) {
            Q_EMIT reopenFileRequested(place.file);
            return;
        }
        if (place.server) {
            Q_EMIT reopenRequested(place.server, place.path, place.start);
            return;
        }
    }
}

// A tab that nobody looks at says when more has come.
void StreamTabs::noteRows(TailPage *page, const TailStatus &status)
{
    const auto place = m_places.find(page);
    if (place == m_places.end()) {
        return;
    }
    // A read that began again counts from nothing.
    place->seenRows = page == currentPage() ? status.totalRows
                                            : std::min(place->seenRows, status.totalRows);
    if (const bool unread = status.totalRows > place->seenRows; unread != place->unread) {
        place->unread = unread;
        refreshTab(page);
    }
}

// Another server has a tab of the same path.
bool StreamTabs::isElsewhereToo(const Place &place) const
{
    return place.server && std::ranges::any_of(m_places, [&](const Place &other) {
        return other.server && other.server != place.server && other.path == place.path;
    });
}

void StreamTabs::refreshAll()
{
    for (TailPage *page : pages()) {
        refreshTab(page);
    }
}

void StreamTabs::refreshTab(TailPage *page)
{
    const int index = indexOf(page);
    if (index < 0) {
        return;
    }
    const Place place = m_places.value(page);
    const QString path = place.server ? displayPath(place.path) : page->title();
    const StateLook look = lookOf(page->session()->status().state, palette());
    const QString where = place.server ? place.server->displayName() : QString();
    QString title = fontMetrics().elidedText(
        path.section(u'/', -2), Qt::ElideMiddle, TitleLetters * fontMetrics().averageCharWidth());
    if (isElsewhereToo(place)) {
        title = tr("%1 — %2", "a stream, its server").arg(title, where);
    }
    setTabText(index, QString(title).replace(u'&', "&&"_L1) + (place.unread ? u" •"_s : QString()));
    setTabIcon(index, look.icon);
    const QString word = place.unread ? tr("%1, new rows").arg(look.word) : look.word;
    setTabToolTip(index, where.isEmpty() ? u"%1\n%2"_s.arg(path, word)
                                         : u"%1\n%2\n%3"_s.arg(path, where, word));
    tabBar()->setAccessibleTabName(index, u"%1, %2"_s.arg(path, word));
}

void StreamTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refreshAll();
    }
}

bool StreamTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == tabBar() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::MiddleButton) {
            requestClose(qobject_cast<TailPage *>(
                widget(tabBar()->tabAt(mouse->position().toPoint()))));
            return true;
        }
    }
    return QTabWidget::eventFilter(watched, event);
}

} // namespace Tailwater

#include "moc_streamtabs.cpp"
