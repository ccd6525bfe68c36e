// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The parts of the window, and its menus.

#include "capture/capturecommands.h"
#include "capture/recentcaptures.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/connectionstripe.h"
#include "connection/server.h"
#include "connection/serverbox.h"
#include "detail/detailpane.h"
#include "explorer/explorerpanel.h"
#include "highlight/highlighting.h"
#include "metadata/metadatapanel.h"
#include "sandbox/sandboxcontrol.h"
#include "sandbox/sandboxguard.h"
#include "sandbox/sandboxindicator.h"
#include "settings/settings.h"
#include "tail/tailpage.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/problemspanel.h"
#include "wire/wirepanel.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QTimer>
#include <QToolBar>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The docks in the order of Alt+1…6.
const QStringList &dockNames()
{
    static const QStringList names { u"explorer"_s, u"detail"_s, u"metadata"_s,
                                     u"composer"_s, u"wire"_s,   u"problems"_s };
    return names;
}

//! A menu that is filled when it is opened.
template<typename F>
void addLateMenu(QMenu *parent, const QString &title, F fill)
{
    QMenu *menu = parent->addMenu(title);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, fill] {
        menu->clear();
        fill(menu);
    });
}

} // namespace

QDockWidget *MainWindow::addDock(const QString &name, const QString &title, QWidget *content,
                                 Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    dock->toggleViewAction()->setObjectName("view.dock."_L1 + name);
    // The title tells in which pane the focus is.
    connect(qApp, &QApplication::focusChanged, dock, [dock](const QWidget *from, const QWidget *to) {
        if (dock->isAncestorOf(from) != dock->isAncestorOf(to)) {
            dock->update();
        }
    });
    return dock;
}

void MainWindow::createDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDock(u"explorer"_s, tr("Streams"), m_explorer, Qt::LeftDockWidgetArea);
    addDock(u"detail"_s, tr("Message"), m_detail, Qt::RightDockWidgetArea);
    addDock(u"metadata"_s, tr("Stream"), m_metadata, Qt::RightDockWidgetArea);
    addDock(u"composer"_s, tr("Compose"), m_composer, Qt::BottomDockWidgetArea);
    addDock(u"wire"_s, tr("Wire"), m_wire, Qt::BottomDockWidgetArea);
    addDock(u"problems"_s, tr("Problems"), new ProblemsPanel(m_problems, this),
            Qt::BottomDockWidgetArea);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    resetDocks();
    // Until there is a server they would all be empty.
    for (const QString &name : dockNames()) {
        findChild<QDockWidget *>(name)->setVisible(name == "explorer"_L1);
    }
}

void MainWindow::resetDocks()
{
    const auto dock = [this](const QString &name) { return findChild<QDockWidget *>(name); };
    for (const QString &name : dockNames()) {
        dock(name)->setFloating(false);
        dock(name)->show();
    }
    tabifyDockWidget(dock(u"detail"_s), dock(u"metadata"_s));
    tabifyDockWidget(dock(u"composer"_s), dock(u"wire"_s));
    tabifyDockWidget(dock(u"wire"_s), dock(u"problems"_s));
    dock(u"detail"_s)->raise();
    dock(u"composer"_s)->raise();
    // Sizes count only once the docks are laid out.
    m_docksToBeSized = true;
    QTimer::singleShot(0, this, [this, dock] {
        if (!std::exchange(m_docksToBeSized, false)) {
            restoreState(m_settings->windowState()); // their own
            return;
        }
        const int em = fontMetrics().averageCharWidth();
        resizeDocks({ dock(u"explorer"_s), dock(u"detail"_s) }, { 42 * em, 62 * em },
                    Qt::Horizontal);
        resizeDocks({ dock(u"composer"_s) }, { fontMetrics().height() * 19 }, Qt::Vertical);
    });
}

// No focus proxy of a pane with several parts: Tab would lead from the last back to it, and never out.
QWidget *MainWindow::mainPartOf(const QWidget *pane) const
{
    return pane == m_composer ? m_composer->editor()
        : pane->focusProxy()  ? pane->focusProxy()
                              : pane->findChild<QTableView *>();
}

void MainWindow::showDock(const QString &name)
{
    auto *dock = findChild<QDockWidget *>(name);
    dock->show();
    dock->raise();
    if (QWidget *part = mainPartOf(dock->widget())) {
        part->setFocus(Qt::OtherFocusReason);
    }
}

void MainWindow::createMenus()
{
    const WindowActions &a = *m_actions;
    m_fileMenu = menuBar()->addMenu(tr("&File"));
    QMenu *file = m_fileMenu;
    file->addActions({ a.connectServer, a.editConnection, a.openStream, m_captures->openAction() });
    auto *recent = new RecentCaptures(m_settings, file);
    file->addMenu(recent);
    connect(recent, &RecentCaptures::openRequested, m_captures, &CaptureCommands::open);
    connect(m_captures, &CaptureCommands::used, recent, &RecentCaptures::note);
    file->addSeparator();
    file->addAction(m_captures->exportAction());
    file->addSeparator();
    file->addActions({ a.keptConnections, a.importConnections, a.exportConnections });
    file->addSeparator();
    file->addActions({ a.findChild<QAction *>("file.newWindow"_L1), a.closeTab, a.reopenTab });
    file->addSeparator();
    file->addAction(a.quit);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    int number = 0;
    for (const QString &name : dockNames()) {
        QAction *toggle = findChild<QDockWidget *>(name)->toggleViewAction();
        view->addAction(toggle);
        // Alt+number shows a pane and goes there; the menu entry hides it as well.
        auto *go = new QAction(tr("Go to “%1”").arg(toggle->text()), this);
        go->setObjectName("view.go."_L1 + name);
        go->setShortcut(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + number++));
        connect(go, &QAction::triggered, this, [this, name] {
            showDock(name);
            focusPane(findChild<QDockWidget *>(name)->widget());
        });
        addAction(go);
    }
    view->addSeparator();
    view->addActions({ a.focusFilter, a.flat, a.showReserved, a.scanServer, a.importStreams });
    view->addSeparator();
    QMenu *appearance = view->addMenu(tr("&Appearance"));
    appearance->addActions(a.appearance->actions());
    addLateMenu(view, tr("Colours of &Messages"), [this](QMenu *menu) { addColours(menu); });
    addLateMenu(view, tr("&Columns"), [this](QMenu *menu) { withPage(menu, &TailPage::addColumnActions); });
    addLateMenu(view, tr("&Time Received"), [this](QMenu *menu) { withPage(menu, &TailPage::addTimeActions); });
    view->addActions({ a.nextPane, a.previousPane, a.fullScreen });

    m_streamMenu = menuBar()->addMenu(tr("&Stream"));
    m_streamMenuEnd = m_streamMenu->addSeparator();
    addLateMenu(m_streamMenu, tr("S&how As"), [this](QMenu *menu) { withPage(menu, &TailPage::addFramingActions); });
    a.addOpenFrom(m_streamMenu);
    m_streamMenu->addSeparator();
    m_streamMenu->addActions({ a.newStream, a.forkStream, a.closeStream, a.deleteStream });
    m_streamMenu->addSeparator();
    m_streamMenu->addActions({ m_captures->captureAction(), m_captures->stopAction(),
                               m_captures->replayAction(), m_captures->copyAction(),
                               m_captures->unfinishedAction() });
    m_streamMenu->addSeparator();
    m_streamMenu->addAction(a.favourite);
    a.addCopy(m_streamMenu);
    m_streamMenu->addAction(m_metadata->refreshAction());

    m_rowMenu = menuBar()->addMenu(tr("&Row"));
    m_rowMenu->setToolTipsVisible(true);
    connect(m_rowMenu, &QMenu::aboutToShow, this, &MainWindow::fillRowMenu);

    QMenu *compose = menuBar()->addMenu(tr("&Compose"));
    compose->addAction(a.compose);
    compose->addSeparator();
    compose->addActions(m_composer->actions());

    QMenu *tools = menuBar()->addMenu(tr("&Tools"));
    tools->addActions({ a.rules, a.palette, a.producerLab, a.preferences });
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addActions({ a.guide, a.shortcuts, a.about });

    m_explorer->optionsMenu()->addActions(
        { a.flat, a.showReserved, a.openStream, a.importStreams, a.scanServer });
    QMenu *context = m_explorer->contextMenu();
    context->addAction(a.openSelected);
    a.addOpenFrom(context);
    context->addAction(a.compose);
    context->addSeparator();
    a.addCopy(context);
    context->addAction(m_metadata->refreshAction());
    context->addSeparator();
    context->addActions({ a.forkStream, a.closeStream, a.deleteStream });
    context->addSeparator();
    context->addActions({ a.favourite, a.removeFromList });
    m_metadata->addButtons({ a.closeStream, a.deleteStream });
}

void MainWindow::addSandbox(SandboxControl *control)
{
    m_fileMenu->insertAction(m_actions->openStream, control->startAction());
    m_fileMenu->insertMenu(m_actions->openStream, control->menu());
    addActions(control->actions()); // for the palette
    m_status->addPermanentWidget(new SandboxIndicator(control, m_status));
    new SandboxGuard(control, this);
}

void MainWindow::withPage(QMenu *menu, void (TailPage::*fill)(QMenu *))
{
    if (TailPage *page = currentPage()) {
        (page->*fill)(menu);
    } else {
        menu->addAction(tr("No stream is open"))->setEnabled(false);
    }
}

// What the context menu of the current row has, for who does not look for it there.
void MainWindow::fillRowMenu()
{
    m_rowMenu->clear();
    qDeleteAll(m_rowMenu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
    withPage(m_rowMenu, &TailPage::addRowActions);
}

void MainWindow::addColours(QMenu *menu)
{
    auto *highlighting = Highlighting::instance();
    const bool dark = Theme::isDark(palette());
    auto *group = new QActionGroup(menu);
    for (const QString &name : QStringList { QString() } + highlighting->themeNames(dark)) {
        QAction *action = menu->addAction(name.isEmpty() ? tr("&Automatic") : name);
        action->setCheckable(true);
        action->setChecked(highlighting->chosenTheme(dark) == name);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, highlighting, dark, name] {
            highlighting->chooseTheme(dark, name);
            m_settings->setPayloadTheme(dark, name);
        });
    }
}

void MainWindow::createToolBar()
{
    m_toolBar = addToolBar(tr("Tool Bar"));
    m_toolBar->setObjectName("toolBar"_L1);
    m_toolBar->setMovable(false);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_serverBox = new ServerBox(m_toolBar);
    m_toolBar->addWidget(m_serverBox);
    m_toolBar->addSeparator();
    m_toolBar->addActions({ m_actions->connectServer, m_actions->openStream });
    m_toolBarEnd = m_toolBar->addSeparator();
    m_toolBar->addActions({ m_actions->compose, m_actions->newStream, m_captures->captureAction() });
    // Behind what is always there: the first focus of the window, or what is left over when a part
    // with the focus goes, must not be a button that unlocks production.
    setTabOrder(m_serverBox, m_stripe->lockButton());
    connect(m_serverBox, &ServerBox::serverChosen, this, &MainWindow::setServer);
    connect(m_serverBox, &ServerBox::keptChosen, this, &MainWindow::connectToSaved);
}

void MainWindow::refreshToolBarPageActions()
{
    for (QAction *action : std::as_const(m_pageActions)) {
        m_toolBar->removeAction(action);
        m_streamMenu->removeAction(action);
        m_detail->removeAction(action);
    }
    m_pageActions.clear();
    const TailPage *page = currentPage();
    if (!page) {
        return;
    }
    m_pageActions = { page->followAction(), page->freezeAction(), page->stopAction(),
                      page->clearAction(), page->goToRowAction(), page->filterAction() };
    m_pageActions += page->rowActions();
    m_streamMenu->insertActions(m_streamMenuEnd, m_pageActions);
    // Who reads a message goes on to others without leaving it.
    m_detail->addAction(page->goToRowAction());
    m_detail->addActions(page->rowActions().last(2));
    m_toolBar->insertActions(m_toolBarEnd, m_pageActions.first(3));
}

} // namespace Tailwater
