// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"
#include "models/capture/replayflow.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureRequests;
class CaptureResume;
class CaptureRun;
class CaptureTabs;
class MainWindow;
class ReplayDialog;
class TailPage;

//! \brief The commands of the window that write and read captures, and what of them is under way.
class CaptureCommands : public QObject
{
    Q_OBJECT

public:
    explicit CaptureCommands(MainWindow *window);
    ~CaptureCommands() override;

    QAction *openAction() const { return m_open; }
    QAction *captureAction() const { return m_capture; }
    QAction *stopAction() const { return m_stop; }
    QAction *exportAction() const { return m_export; }
    QAction *replayAction() const { return m_replay; }
    QAction *copyAction() const { return m_copy; }
    QAction *unfinishedAction() const { return m_unfinished; }
    //! \brief All of them, for the palette.
    QList<QAction *> actions() const;

    //! \brief Opens the capture at \a path in a tab, or says why it cannot.
    void open(const QString &path);
    //! \brief Captures what \a page shows, from the row \a firstId on; see CaptureRun for \a before and \a append.
    CaptureRun *capture(TailPage *page, const QString &path, quint64 firstId,
                        const std::optional<CaptureEnd> &before = {}, bool append = false);
    CaptureTabs *tabs() const { return m_tabs; }
    //! \brief Those that ended with the application.
    CaptureResume *ended() const { return m_ended; }
    //! \brief Those that name their stream by its address.
    CaptureRequests *requests() const { return m_requests; }
    CaptureRun *runOf(const TailPage *page) const;
    //! \brief Adds to the context menu of \a page what is done with its selected rows.
    void watch(TailPage *page);
    //! \brief A capture or a replay is under way.
    bool isBusy() const;
    //! \brief After the current tab has changed.
    void refresh();
    //! \brief False, and the user is asked, if closing \a page would end a capture.
    bool mayClose(TailPage *page);

Q_SIGNALS:
    //! \brief A capture was begun, or has ended.
    void runsChanged();
    //! \brief The user has to do with the capture at \a path: it is written, or was opened.
    void used(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask(const QString &title, const QString &question, const QString &yes, const std::function<void()> &then);
    QAction *make(const char *id, const QString &text, const char *iconName = nullptr,
                  const QKeySequence &shortcut = {});
    void askForFile();
    void askToCapture();
    void askToExport();
    void askToReplay(bool selection);
    void askToCopy();
    void listUnfinished();
    ReplayDialog *makeReplay(const ReplayFlow::Source &source, const QString &what);

    MainWindow *m_window;
    QAction *m_open;
    QAction *m_capture;
    QAction *m_stop;
    QAction *m_export;
    QAction *m_replay;
    QAction *m_copy;
    QAction *m_unfinished;
    CaptureRequests *m_requests;
    CaptureTabs *m_tabs;
    CaptureResume *m_ended;
    QHash<const TailPage *, QPointer<CaptureRun>> m_runs;
    bool m_mayQuit = false;
};

} // namespace Tailwater
