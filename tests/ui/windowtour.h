// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace Tailwater {

class Application;

//! \brief Shows every window of the application, one after the other: the first page, the main window
//! with a live stream and each of its docks in front, and the dialog of every command that has one.
//!
//! Finds commands and docks by itself, so that a new one is on the tour without a word here.
class WindowTour
{
public:
    //! \brief Called with a window that is shown and ready, and a name for messages.
    using Visit = std::function<void(QWidget *window, const QString &name)>;

    WindowTour();
    ~WindowTour();

    //! \brief Walks; false if a window could not be reached, in which case problem() says why.
    bool walk(const Visit &visit);
    const QString &problem() const { return m_problem; }
    int visited() const { return m_visited; }
    Application *app() const { return m_app.get(); }

private:
    bool openSandbox();
    bool visitDocks(const Visit &visit);
    bool visitDialogs(const Visit &visit);
    bool visitDialogOf(QAction *command, const Visit &visit);
    bool fail(const QString &problem);

    QTemporaryDir m_folder;
    std::unique_ptr<Application> m_app;
    QString m_problem;
    int m_visited = 0;
};

} // namespace Tailwater
