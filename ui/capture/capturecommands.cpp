// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturecommands.h"

#include "capture/capturedialog.h"
#include "capture/capturestrip.h"
#include "capture/positionbar.h"
#include "connection/server.h"
#include "mainwindow.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "statusstrip.h"
#include "streamtabs.h"
#include "tail/tailpage.h"
#include "theme/icons.h"

#include <QAction>
#include <QFileDialog>
#include <QLayout>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureCommands::CaptureCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_open(make("file.openCapture", tr("Open C&apture…"), "folder", Qt::CTRL | Qt::SHIFT | Qt::Key_O))
    , m_capture(make("stream.capture", tr("Ca&pture…"), "capture"))
    , m_stop(make("stream.stopCapture", tr("S&top Capture"), "stop"))
{
    connect(m_open, &QAction::triggered, this, &CaptureCommands::askForFile);
    connect(m_capture, &QAction::triggered, this, &CaptureCommands::askToCapture);
    connect(m_stop, &QAction::triggered, this, [this] {
        if (CaptureRun *run = runOf(m_window->currentPage())) {
            run->stop();
        }
    });
    refresh();
}

CaptureCommands::~CaptureCommands() = default;

QAction *CaptureCommands::make(const char *id, const QString &text, const char *iconName,
                               const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(id));
    if (iconName) {
        action->setIcon(icon(QLatin1StringView(iconName)));
    }
    action->setShortcut(shortcut);
    return action;
}

QList<QAction *> CaptureCommands::actions() const
{
    return findChildren<QAction *>(Qt::FindDirectChildrenOnly);
}

CaptureRun *CaptureCommands::runOf(const TailPage *page) const
{
    return m_runs.value(page);
}

bool CaptureCommands::isBusy() const
{
    return std::ranges::any_of(m_runs, [](const auto &run) { return run && !run->isFinished(); });
}

void CaptureCommands::refresh()
{
    const TailPage *page = m_window->currentPage();
    const bool isFile = page && page->session()->status().state == TailState::File;
    const CaptureRun *run = runOf(page);
    const bool running = run && !run->isFinished();
    m_capture->setEnabled(page && !isFile && !running);
    m_stop->setEnabled(running);
}

void CaptureCommands::askForFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Open Capture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Captures (*.dscap)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, &CaptureCommands::open);
    dialog->open();
}

void CaptureCommands::askToCapture()
{
    TailPage *page = m_window->currentPage();
    if (!page) {
        return;
    }
    auto *dialog = new CaptureDialog(page, m_window);
    connect(dialog, &CaptureDialog::captureRequested, this,
            [this, page = QPointer(page)](const QString &path, quint64 firstId) {
                if (page) {
                    capture(page, path, firstId);
                }
            });
    dialog->open();
}

CaptureRun *CaptureCommands::capture(TailPage *page, const QString &path, quint64 firstId)
{
    if (CaptureRun *before = runOf(page); before && !before->isFinished()) {
        return before;
    }
    delete page->findChild<CaptureStrip *>(Qt::FindDirectChildrenOnly);
    auto *run = new CaptureRun(page->session(), path, firstId, this);
    m_runs.insert(page, run);
    auto *strip = new CaptureStrip(run, page);
    page->layout()->addWidget(strip);
    connect(strip, &CaptureStrip::openRequested, this, &CaptureCommands::open);
    connect(strip, &CaptureStrip::dismissed, strip, &QObject::deleteLater);
    connect(run, &CaptureRun::finished, this, &CaptureCommands::refresh);
    connect(run, &CaptureRun::finished, m_window, [window = m_window, run] {
        window->statusStrip()->showMessage(run->error().isEmpty() ? tr("Captured to %1").arg(run->path())
                                                                  : run->error(),
                                           10'000);
    });
    connect(page, &QObject::destroyed, this, [this, page] {
        // The file is finished by itself, now that nothing more can come.
        if (const QPointer<CaptureRun> last = m_runs.take(page); last) {
            if (last->isFinished()) {
                last->deleteLater();
            } else {
                connect(last, &CaptureRun::finished, last, &QObject::deleteLater);
            }
        }
    });
    connect(strip, &QObject::destroyed, run, [this, run, page] {
        if (run->isFinished() && m_runs.value(page) == run) {
            m_runs.remove(page);
            run->deleteLater();
        }
    });
    refresh();
    return run;
}

void CaptureCommands::open(const QString &path)
{
    for (TailPage *page : m_window->tabs()->pages()) {
        const auto *known = qobject_cast<CaptureSession *>(page->session());
        if (known && QFileInfo(known->path()) == QFileInfo(path)) {
            m_window->tabs()->setCurrentWidget(page);
            return;
        }
    }
    auto *session = new CaptureSession(path, this);
    connect(session, &CaptureSession::opened, this, [this, session] {
        auto *page = new TailPage(session, m_window);
        page->layout()->addWidget(new PositionBar(session, page, page));
        m_window->addCapturePage(page);
    });
    connect(session, &CaptureSession::failed, this, [this, session](const QString &reason) {
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Open Capture"), reason, QMessageBox::Close, m_window);
        box->setObjectName("captureFailure"_L1);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->open();
        session->deleteLater();
    });
}

} // namespace Tailwater

#include "moc_capturecommands.cpp"
