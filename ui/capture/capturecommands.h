// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureRun;
class MainWindow;
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
    //! \brief All of them, for the palette.
    QList<QAction *> actions() const;

    //! \brief Opens the capture at \a path in a tab, or says why it cannot.
    void open(const QString &path);
    //! \brief Captures what \a page shows, from the row \a firstId on.
    CaptureRun *capture(TailPage *page, const QString &path, quint64 firstId);
    CaptureRun *runOf(const TailPage *page) const;
    bool isBusy() const;
    //! \brief After the current tab has changed.
    void refresh();

private:
    QAction *make(const char *id, const QString &text, const char *iconName = nullptr,
                  const QKeySequence &shortcut = {});
    void askForFile();
    void askToCapture();

    MainWindow *m_window;
    QAction *m_open;
    QAction *m_capture;
    QAction *m_stop;
    QHash<const TailPage *, QPointer<CaptureRun>> m_runs;
};

} // namespace Tailwater
