// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What the commands of the window do.

#include "about/aboutdialog.h"
#include "capture/capturecommands.h"
#include "composer/composerpanel.h"
#include "connection/cli.h"
#include "connection/curl.h"
#include "connection/openstreamdialog.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "explorer/streamshelf.h"
#include "help/helpwindow.h"
#include "detail/detailpane.h"
#include "metadata/metadatapanel.h"
#include "session/streammemory.h"
#include "settings/preferencesdialog.h"
#include "settings/settings.h"
#include "tail/tailpage.h"
#include "theme/theme.h"
#include "window/commandpalette.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"

#include <durablestreams/headqueue.h>

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString cliThatReads(Server *server, const QByteArray &path)
{
    QUrl url = server->urlOf(path);
    url.setQuery(u"offset=-1"_s);
    return cliCommand("GET", url, server->connection());
}

//! In a few words, if it is known.
QString whyDisabled(const QAction *command, const WindowActions &a, const Server *server)
{
    const bool writes = command == a.newStream || command == a.forkStream
        || command == a.closeStream || command == a.deleteStream || command == a.compose
        || command == a.producerLab;
    return !server ? MainWindow::tr("no stream is selected")
        : writes   ? server->whyNoWrites()
                   : QString();
}

} // namespace

void MainWindow::connectActions()
{
    const WindowActions &a = *m_actions;
    connect(a.connectServer, &QAction::triggered, this, [this] { showConnectDialog(); });
    connect(a.openStream, &QAction::triggered, this, [this] { showOpenDialog(); });
    connect(a.closeTab, &QAction::triggered, this, [this] { m_tabs->requestClose(currentPage()); });
    connect(a.reopenTab, &QAction::triggered, m_tabs, &StreamTabs::reopenLast);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.focusFilter, &QAction::triggered, this, [this] {
        showDock(u"explorer"_s);
        m_explorer->focusFilter();
    });
    connect(a.flat, &QAction::toggled, m_explorer, &ExplorerPanel::setFlat);
    connect(a.showReserved, &QAction::toggled, m_explorer, &ExplorerPanel::setShowsReserved);
    connect(a.fullScreen, &QAction::toggled, this, [this](bool on) {
        setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
    });
    connect(a.appearance, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_theme->setAppearance(static_cast<Theme::Appearance>(action->data().toInt()));
    });
    const auto showAppearance = [this] {
        for (QAction *action : m_actions->appearance->actions()) {
            action->setChecked(action->data().toInt() == int(m_theme->appearance()));
        }
    };
    connect(m_theme, &Theme::appearanceChanged, this, showAppearance);
    showAppearance();
    connect(a.producerLab, &QAction::triggered, this, &MainWindow::showProducerLab);
    connect(a.palette, &QAction::triggered, this, &MainWindow::showPalette);
    connect(a.preferences, &QAction::triggered, this, &MainWindow::showPreferences);
    connect(a.nextPane, &QAction::triggered, this, [this] { cyclePane(1); });
    connect(a.previousPane, &QAction::triggered, this, [this] { cyclePane(-1); });
    connect(a.guide, &QAction::triggered, this, [this] { HelpWindow::open(this); });
    connect(a.shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::refreshActions);
}

void MainWindow::connectStreamActions()
{
    const WindowActions &a = *m_actions;
    const auto openFrom = [this](const TailStart &start) {
        const auto [server, path] = subject();
        if (TailPage *page = server ? m_tabs->page(server, path) : nullptr) {
            m_tabs->setCurrentWidget(page);
            page->start(start);
        } else if (server) {
            openAsked(server, path, start);
        }
    };
    connect(a.openSelected, &QAction::triggered, this, [this] {
        if (const auto [server, path] = subject(); server) {
            openAsked(server, path, usualStart(server, path));
        }
    });
    connect(a.openFromBeginning, &QAction::triggered, this, [openFrom] { openFrom({}); });
    connect(a.openFromNow, &QAction::triggered, this,
            [openFrom] { openFrom({ .offset = DurableStreams::Offset::now() }); });
    connect(a.openFromLeftOff, &QAction::triggered, this, [this, openFrom] {
        if (const auto [server, path] = subject(); server) {
            openFrom(usualStart(server, path));
        }
    });
    connect(a.openFromOffset, &QAction::triggered, this,
            [this] { showOpenDialog(displayPath(subject().second), true); });
    connect(a.newStream, &QAction::triggered, this, [this] { showCreateDialog(); });
    connect(a.forkStream, &QAction::triggered, this, [this] {
        const auto [server, path] = subject();
        showForkDialog(server, path);
    });
    connect(a.closeStream, &QAction::triggered, this, [this] { askToCarryOut(false); });
    connect(a.deleteStream, &QAction::triggered, this, [this] { askToCarryOut(true); });
    connect(a.compose, &QAction::triggered, this, [this] {
        if (const auto [server, path] = subject(); server) {
            composeTo(server, path);
        }
    });
    connect(a.removeFromList, &QAction::triggered, this, [this] {
        if (const auto [server, path] = subject(); server) {
            server->catalog()->removeFromList(path);
            server->shelf()->forget(path);
            rememberStreams(server);
        }
    });
    connect(a.favourite, &QAction::triggered, this, [this](bool on) {
        if (const auto [server, path] = subject(); server) {
            server->shelf()->setFavourite(path, on);
            rememberStreams(server);
        }
    });
    connect(a.scanServer, &QAction::triggered, this, &MainWindow::askToScan);
    connect(a.importStreams, &QAction::triggered, this, &MainWindow::importStreams);
    const auto copy = [this](QAction *action, auto makeText) {
        connect(action, &QAction::triggered, this, [this, makeText] {
            if (const auto [server, path] = subject(); server) {
                QGuiApplication::clipboard()->setText(makeText(server, path));
            }
        });
    };
    const auto curl = [](Server *server, const QByteArray &path, const QString &query) {
        QUrl url = server->urlOf(path);
        url.setQuery(query);
        return curlCommand("GET", url, server->connection());
    };
    copy(a.copyPath, [](Server *, const QByteArray &path) { return displayPath(path); });
    copy(a.copyUrl, [](Server *server, const QByteArray &path) {
        return server->urlOf(path).toString(QUrl::FullyEncoded);
    });
    copy(a.copyCurlRead, [curl](Server *server, const QByteArray &path) {
        return curl(server, path, u"offset=-1"_s);
    });
    copy(a.copyCurlSse, [curl](Server *server, const QByteArray &path) {
        return curl(server, path, u"live=sse&offset=now"_s);
    });
    copy(a.copyCli, &cliThatReads);
}

void MainWindow::refreshActions()
{
    const WindowActions &a = *m_actions;
    const auto [server, path] = subject();
    const bool any = server != nullptr;
    const bool writable = any && server->canWrite();
    const auto entry = any ? server->catalog()->entry(path) : std::nullopt;
    const bool closed = entry && entry->state == StreamEntry::State::Closed;
    a.openStream->setEnabled(m_server != nullptr);
    a.editConnection->setEnabled(m_server != nullptr);
    a.newStream->setEnabled(m_server && m_server->canWrite());
    a.closeTab->setEnabled(currentPage() != nullptr);
    a.reopenTab->setEnabled(m_tabs->canReopen());
    for (QAction *action : { a.openSelected, a.openFromBeginning, a.openFromNow, a.openFromOffset,
                             a.copyPath, a.copyUrl, a.copyCurlRead, a.copyCurlSse }) {
        action->setEnabled(any);
    }
    a.copyCli->setEnabled(any && !cliThatReads(server, path).isEmpty());
    a.openFromLeftOff->setEnabled(any && m_memory->leftOff(server->urlOf(path)).has_value());
    a.removeFromList->setEnabled(any);
    a.favourite->setEnabled(any);
    a.favourite->setChecked(any && server->shelf()->isFavourite(path));
    a.importStreams->setEnabled(m_server != nullptr);
    a.scanServer->setEnabled(m_server && m_server->canWrite());
    a.compose->setEnabled(writable && !closed);
    a.forkStream->setEnabled(writable);
    a.producerLab->setEnabled(writable && !closed);
    a.closeStream->setEnabled(writable && !openOnes(server, subjectPaths()).isEmpty());
    a.deleteStream->setEnabled(writable);
}

void MainWindow::showOpenDialog(const QString &path, bool askForOffset)
{
    if (!m_server) {
        showConnectDialog();
        return;
    }
    auto *dialog = new OpenStreamDialog(m_server, this);
    dialog->setPath(path);
    if (askForOffset) {
        dialog->askForOffset();
    }
    connect(dialog, &OpenStreamDialog::openRequested, this,
            [this, server = m_server](const QByteArray &found,
                                      const DurableStreams::Offset &from) {
                if (server) {
                    openAsked(server, found, { .offset = from });
                }
            });
    connect(dialog, &OpenStreamDialog::urlEntered, this,
            [this](const QString &url) { openUrl(url); });
    connect(dialog, &OpenStreamDialog::createRequested, this, &MainWindow::showCreateDialog);
    dialog->open();
}

QList<QAction *> MainWindow::allCommands() const
{
    QList<QAction *> all = m_actions->findChildren<QAction *>(Qt::FindDirectChildrenOnly);
    all += m_pageActions;
    all += m_captures->actions();
    all += m_composer->actions();
    all.append(m_metadata->refreshAction());
    all += QWidget::actions(); // “Go to …”
    return all;
}

//! As its menu has them now, for the current row.
QList<QAction *> MainWindow::rowCommands()
{
    fillRowMenu();
    QList<QAction *> commands;
    for (QAction *action : currentPage() ? m_rowMenu->actions() : QList<QAction *>()) {
        commands += action->menu() ? action->menu()->actions() : QList { action };
    }
    return commands;
}

void MainWindow::showPalette()
{
    QList<QAction *> commands = allCommands() + rowCommands();
    std::ranges::sort(commands);
    commands.erase(std::unique(commands.begin(), commands.end()), commands.end());
    auto *palette = new CommandPalette(commands, CommandPalette::Show::Enabled, this);
    palette->setWhyDisabled([this](const QAction *command) {
        return whyDisabled(command, *m_actions, subject().first);
    });
    palette->open();
}

void MainWindow::showPreferences()
{
    auto *dialog = new PreferencesDialog(m_theme, m_settings, this);
    connect(dialog, &PreferencesDialog::changed, this, &MainWindow::applySettings);
    connect(dialog, &PreferencesDialog::resetRequested, this, [this] {
        m_settings->reset();
        m_theme->setAppearance(m_settings->appearance());
        resetDocks();
        applySettings();
    });
    dialog->open();
}

void MainWindow::showShortcuts()
{
    (new CommandPalette(allCommands(), CommandPalette::Show::WithShortcut, this))->open();
}

void MainWindow::showAbout()
{
    auto *dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::cyclePane(int step)
{
    QList<QWidget *> panes { m_explorer, m_centre, m_composer, m_metadata };
    if (auto *dock = findChild<QDockWidget *>(u"detail"_s)) {
        panes.insert(2, dock->widget());
    }
    panes.removeIf([this](const QWidget *pane) { return !pane->isVisible() || isBehind(pane); });
    if (panes.isEmpty()) {
        return;
    }
    qsizetype current = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes.at(i)->isAncestorOf(focusWidget())) {
            current = i;
        }
    }
    const qsizetype next = (current + step + panes.size()) % panes.size();
    QWidget *pane = panes.at(next);
    if (pane == m_centre && currentPage()) {
        pane = currentPage()->view();
    }
    focusPane(pane);
}

// Qt keeps a pane that lies behind another one visible, outside of the window.
bool MainWindow::isBehind(const QWidget *part) const
{
    const QDockWidget *dock = nullptr;
    for (; part && !dock; part = part->parentWidget()) {
        dock = qobject_cast<const QDockWidget *>(part);
    }
    return dock && !dock->isFloating() && !rect().intersects(dock->geometry());
}

bool MainWindow::focusNextPrevChild(bool next)
{
    constexpr int most = 500;
    for (int i = 0; i < most && QMainWindow::focusNextPrevChild(next); ++i) {
        if (!isBehind(focusWidget())) {
            return true;
        }
    }
    return false;
}

void MainWindow::focusPane(QWidget *pane)
{
    if (pane == m_detail && m_detail->read()) {
        return;
    }
    if (QWidget *part = mainPartOf(pane)) {
        pane = part;
    } else if (pane->focusPolicy() == Qt::NoFocus) {
        for (QWidget *child : pane->findChildren<QWidget *>()) {
            if (child->isVisible() && child->isEnabled() && child->focusPolicy() & Qt::TabFocus) {
                pane = child;
                break;
            }
        }
    }
    pane->setFocus(Qt::TabFocusReason);
}

} // namespace Tailwater
