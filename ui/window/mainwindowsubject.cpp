// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Which stream the commands of the window are about.

#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <durablestreams/streamcatalog.h>

#include <QApplication>

namespace Tailwater {

void MainWindow::connectSubject()
{
    connect(m_explorer, &ExplorerPanel::pointed, this, &MainWindow::turnToExplorer);
    connect(m_explorer, &ExplorerPanel::selectionChanged, this, &MainWindow::refreshActions);
    connect(m_tabs, &StreamTabs::currentPagePointed, this, &MainWindow::turnToTab);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *from, const QWidget *to) {
        // A window that becomes active again gives the focus back: nobody turned to anything.
        if (!from || !to || from->window() != to->window()) {
            return;
        }
        if (m_explorer->isAncestorOf(to) && !m_explorer->isAncestorOf(from)) {
            turnToExplorer();
        } else if (m_tabs->isAncestorOf(to) && !m_tabs->isAncestorOf(from)) {
            turnToTab();
        }
    });
}

void MainWindow::turnToExplorer()
{
    m_turnedToExplorer = true;
    if (const QByteArray path = m_explorer->currentPath(); !path.isEmpty()) {
        showMetadata(m_explorer->server(), path);
    }
    refreshActions();
}

void MainWindow::turnToTab()
{
    const TailPage *page = currentPage();
    Server *server = page ? m_tabs->serverOf(page) : nullptr;
    if (server) {
        // Explorer, tool bar and “Edit Connection” are about the server of the tab.
        setServer(server);
        const QByteArray path = m_tabs->pathOf(page);
        showMetadata(server, path);
        m_explorer->select(path);
    }
    m_turnedToExplorer = false;
    refreshActions();
}

bool MainWindow::isSubjectInExplorer() const
{
    const bool chosen = m_explorer->isVisible() && !m_explorer->currentPath().isEmpty();
    return chosen && (m_turnedToExplorer || !currentPage());
}

std::pair<Server *, QByteArray> MainWindow::subject() const
{
    if (isSubjectInExplorer()) {
        return { m_explorer->server(), m_explorer->currentPath() };
    }
    const TailPage *page = currentPage();
    return page ? std::pair { m_tabs->serverOf(page), m_tabs->pathOf(page) }
                : std::pair<Server *, QByteArray> {};
}

QList<QByteArray> MainWindow::subjectPaths() const
{
    const QByteArray path = subject().second;
    const QList<QByteArray> selected
        = isSubjectInExplorer() ? m_explorer->selectedPaths() : QList<QByteArray>();
    return selected.contains(path) ? selected : QList { path };
}

QList<QByteArray> MainWindow::openOnes(Server *server, QList<QByteArray> paths)
{
    paths.removeIf([server](const QByteArray &path) {
        const auto entry = server->catalog()->entry(path);
        return entry && entry->state == StreamEntry::State::Closed;
    });
    return paths;
}

} // namespace Tailwater
