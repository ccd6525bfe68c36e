// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "windowtour.h"

#include "application.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QFileDialog>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

//! Loaded machines are slow; nothing waits this long unless it is broken.
constexpr auto Patience = 60s;
constexpr QSize Size(1280, 800);

QDialog *visibleDialog()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *dialog = qobject_cast<QDialog *>(widget);
        if (dialog && dialog->isVisible()) {
            return dialog;
        }
    }
    return nullptr;
}

} // namespace

WindowTour::WindowTour()
    : m_app(std::make_unique<Application>(m_folder.filePath(u"settings.ini"_s)))
{ }

WindowTour::~WindowTour() = default;

bool WindowTour::fail(const QString &problem)
{
    m_problem = problem;
    return false;
}

bool WindowTour::walk(const Visit &visit)
{
    MainWindow *window = m_app->window();
    window->resize(Size);
    window->show();
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window, int(std::chrono::milliseconds(Patience).count()))) {
        return fail(u"the window does not become active"_s);
    }
    visit(window, u"first page"_s);
    ++m_visited;
    return openSandbox() && visitDocks(visit) && visitDialogs(visit);
}

bool WindowTour::openSandbox()
{
    MainWindow *window = m_app->window();
    m_app->openSandbox();
    const bool live = QTest::qWaitFor(
        [window] {
            const TailPage *page = window->currentPage();
            return page && page->session()->status().state == TailState::Live
                && page->session()->status().rows > 0;
        },
        Patience);
    return live || fail(u"the sandbox's stream does not become live"_s);
}

bool WindowTour::visitDocks(const Visit &visit)
{
    MainWindow *window = m_app->window();
    for (QDockWidget *dock : window->findChildren<QDockWidget *>()) {
        window->showDock(dock->objectName());
        if (!QTest::qWaitFor([dock] { return !dock->visibleRegion().isEmpty(); }, Patience)) {
            return fail(u"the dock %1 does not show"_s.arg(dock->objectName()));
        }
        visit(window, u"dock "_s + dock->objectName());
        ++m_visited;
    }
    return true;
}

bool WindowTour::visitDialogs(const Visit &visit)
{
    MainWindow *window = m_app->window();
    QList<QAction *> commands = window->findChildren<QAction *>();
    for (QAction *command : std::as_const(commands)) {
        // An ellipsis promises a dialog; these have none, by the same rule.
        const WindowActions &others = *window->commands();
        const bool asks = command->text().endsWith(u'…') || command == others.about
            || command == others.guide || command == others.shortcuts;
        if (asks && command->isEnabled() && !visitDialogOf(command, visit)) {
            return false;
        }
    }
    return true;
}

bool WindowTour::visitDialogOf(QAction *command, const Visit &visit)
{
    const QString name = command->objectName().isEmpty() ? command->text() : command->objectName();
    // A command that acts on the tab does so when the tab has the focus.
    m_app->window()->currentPage()->view()->setFocus();
    command->trigger();
    if (!QTest::qWaitFor([] { return visibleDialog() != nullptr; }, Patience)) {
        return fail(u"%1 opens no dialog"_s.arg(name));
    }
    // The dialog for files is Qt's or the desktop's.
    if (!qobject_cast<QFileDialog *>(visibleDialog())) {
        visit(visibleDialog(), name);
        ++m_visited;
    }
    visibleDialog()->reject();
    if (!QTest::qWaitFor([] { return visibleDialog() == nullptr; }, Patience)) {
        return fail(u"the dialog of %1 does not close"_s.arg(name));
    }
    return true;
}

} // namespace Tailwater
