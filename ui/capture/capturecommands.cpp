// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturecommands.h"

#include "capture/capturedialog.h"
#include "capture/capturerequests.h"
#include "capture/captureresume.h"
#include "capture/capturestrip.h"
#include "capture/capturetabs.h"
#include "capture/endedcapture.h"
#include "capture/exportdialog.h"
#include "capture/replaydialog.h"
#include "capture/unfinishedreplays.h"
#include "connection/server.h"
#include "explorer/streamshelf.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "models/filter/filterrun.h"
#include "tail/tailpage.h"
#include "theme/icons.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"

#include <QAction>
#include <QDropEvent>
#include <QFileDialog>
#include <QLayout>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QThreadPool>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! For tr(), which counts in int.
int plural(quint64 count)
{
    return int(std::min<quint64>(count, INT_MAX));
}

} // namespace

CaptureCommands::CaptureCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_open(make("file.openCapture", tr("Open C&apture…"), "folder", Qt::CTRL | Qt::SHIFT | Qt::Key_O))
    , m_capture(make("stream.capture", tr("Ca&pture…"), "capture"))
    , m_stop(make("stream.stopCapture", tr("S&top Capture"), "stop"))
    , m_export(make("file.export", tr("Expo&rt…"), nullptr, Qt::CTRL | Qt::Key_E))
    , m_replay(make("stream.replay", tr("Repl&ay…"), "play"))
    , m_copy(make("stream.copyTo", tr("Copy Str&eam…"), "copy"))
    , m_unfinished(make("stream.unfinished", tr("&Unfinished Copies…")))
    , m_requests(new CaptureRequests(window, this))
    , m_tabs(new CaptureTabs(window, this))
    , m_ended(new CaptureResume(window, this))
{
    connect(m_tabs, &CaptureTabs::opened, this, &CaptureCommands::used);
    connect(m_ended, &CaptureResume::changed, this, &CaptureCommands::runsChanged);
    connect(m_open, &QAction::triggered, this, &CaptureCommands::askForFile);
    connect(m_capture, &QAction::triggered, this, &CaptureCommands::askToCapture);
    connect(m_stop, &QAction::triggered, this, [this] {
        if (CaptureRun *run = runOf(m_window->currentPage())) {
            run->stop();
        }
    });
    connect(m_export, &QAction::triggered, this, &CaptureCommands::askToExport);
    connect(m_replay, &QAction::triggered, this, [this] { askToReplay(false); });
    connect(m_copy, &QAction::triggered, this, &CaptureCommands::askToCopy);
    connect(m_unfinished, &QAction::triggered, this, &CaptureCommands::listUnfinished);
    // What a crash left behind, and what is old. Disks may be slow.
    QThreadPool::globalInstance()->start(
        [folder = ReplayDialog::copiesFolder()] { KeptReplays(folder).tidy(); });
    window->setAcceptDrops(true);
    window->installEventFilter(this);
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
    const auto replays = m_window->findChildren<ReplayDialog *>(Qt::FindDirectChildrenOnly);
    return std::ranges::any_of(m_runs, [](const auto &run) { return run && !run->isFinished(); })
        || std::ranges::any_of(replays, &ReplayDialog::isBusy);
}

void CaptureCommands::refresh()
{
    const TailPage *page = m_window->currentPage();
    const CaptureSession *file = CaptureTabs::sessionOf(page);
    const bool isFile = file;
    const bool hasRows = page && !(file && file->hasFailed());
    const CaptureRun *run = runOf(page);
    const bool running = run && !run->isFinished();
    m_capture->setEnabled(page && !isFile && !running);
    m_stop->setEnabled(running);
    m_export->setEnabled(hasRows);
    m_replay->setEnabled(hasRows);
    m_copy->setEnabled(page && !isFile);
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

void CaptureCommands::ask(const QString &title, const QString &question, const QString &yes,
                          const std::function<void()> &then)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, question, QMessageBox::Cancel, m_window);
    box->setObjectName("captureQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *button = box->addButton(yes, QMessageBox::AcceptRole);
    button->setObjectName("captureYes"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this, then);
    box->open();
}

bool CaptureCommands::mayClose(TailPage *page)
{
    CaptureRun *run = runOf(page);
    if (!run || run->isFinished()) {
        return true;
    }
    ask(tr("Close Tab"), tr("Closing this tab ends its capture. The file is complete up to now."), tr("&Close Tab"),
        [this, page = QPointer(page)] {
            if (page) {
                m_window->tabs()->closePage(page);
            }
        });
    return false;
}

bool CaptureCommands::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Close && isBusy() && !m_mayQuit) {
        event->ignore();
        ask(tr("Quit"),
            tr("A capture or a replay is running. Files are complete up to now, and a replay can be gone on with."),
            tr("&Quit"), [this] {
                m_mayQuit = true;
                m_window->close();
            });
        return true;
    }
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        QStringList files;
        for (const QUrl &url : drop->mimeData()->urls()) {
            if (url.isLocalFile() && url.path().endsWith(".dscap"_L1)) {
                files.append(url.toLocalFile());
            }
        }
        if (!files.isEmpty()) {
            drop->acceptProposedAction();
            if (event->type() == QEvent::Drop) {
                for (const QString &file : std::as_const(files)) {
                    open(file);
                }
            }
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void CaptureCommands::askToExport()
{
    if (TailPage *page = m_window->currentPage()) {
        auto *dialog = new ExportDialog(page, m_window);
        if (const FilterRun *run = page->model()->filterRun()) {
            const auto *file = qobject_cast<CaptureSession *>(page->session());
            if (file && file->extent().windowed) {
                dialog->setFilter(run->expression());
            } else {
                const MatchList::Ids &ids = run->matches().ids();
                dialog->setMatches(QList<quint64>(ids.begin(), ids.end()));
            }
        }
        dialog->open();
    }
}

void CaptureCommands::askToReplay(bool selection)
{
    const TailPage *page = m_window->currentPage();
    if (!page) {
        return;
    }
    ReplayFlow::Source source;
    QString what;
    const auto *file = qobject_cast<CaptureSession *>(page->session());
    const StoreSnapshot rows = page->model()->snapshot();
    const QByteArray type = page->session()->status().contentType;
    source.url = file ? file->header().url : page->session()->url();
    if (file) {
        source.capture = file->path();
        source.shown = file->identity();
        what = tr("The whole capture %1, %Ln row(s)", nullptr, plural(file->extent().dataRows))
                   .arg(page->title());
    } else {
        source.rows = std::make_shared<SnapshotRows>(rows, type);
        what = tr("%Ln row(s) held of %1", nullptr, plural(source.rows->count())).arg(page->title());
    }
    ReplayDialog *dialog = makeReplay(source, what);
    const auto selected = std::make_shared<SnapshotRows>(rows, type, selectedRows(*page));
    if (selected->count() > 0) {
        // One row is current wherever one has clicked; several were chosen.
        dialog->addChoice({ .rows = selected, .url = source.url },
                          tr("%Ln selected row(s) of %1", nullptr, plural(selected->count())).arg(page->title()),
                          selection || selected->count() > 1);
    }
    dialog->show();
}

ReplayDialog *CaptureCommands::makeReplay(const ReplayFlow::Source &source, const QString &what)
{
    auto *dialog = new ReplayDialog(source, what, m_window->servers(), m_window);
    dialog->propose(m_window->currentServer());
    // It stays open for long: what ends the application ends it from there too.
    if (auto *quit = m_window->findChild<QAction *>("file.quit"_L1)) {
        dialog->addAction(quit);
    }
    return dialog;
}

void CaptureCommands::askToCopy()
{
    const TailPage *page = m_window->currentPage();
    if (!page || qobject_cast<CaptureSession *>(page->session())) {
        return;
    }
    const ReplayFlow::Source source { .url = page->session()->url(),
                                      .connection = page->session()->connection() };
    const QString what = tr("The whole stream %1 on %2, from its beginning to its end as it is now")
                             .arg(page->title(), source.connection.displayName());
    makeReplay(source, what)->show();
}

void CaptureCommands::listUnfinished()
{
    auto *dialog = new UnfinishedReplays(ReplayDialog::copiesFolder(), m_window);
    connect(dialog, &UnfinishedReplays::goOnRequested, this, [this](const KeptReplay &kept) {
        const QString what = tr("What was read of %1, %Ln row(s)", nullptr, plural(kept.origin.rows))
                                 .arg(kept.origin.stream.toDisplayString());
        ReplayDialog *replay = makeReplay({ .capture = kept.capture, .url = kept.origin.stream }, what);
        replay->setTarget(kept.state.target);
        replay->show();
    });
    dialog->open();
}

void CaptureCommands::watch(TailPage *page)
{
    connect(page, &TailPage::rowMenuAboutToShow, this, [this, page](QMenu *menu, const Message &message) {
        if (message.isData()) {
            menu->addSeparator();
            connect(menu->addAction(tr("E&xport Selection…")), &QAction::triggered, this,
                    &CaptureCommands::askToExport);
            connect(menu->addAction(tr("Re&play Selection…")), &QAction::triggered, this,
                    [this, page] {
                        m_window->tabs()->setCurrentWidget(page);
                        askToReplay(true);
                    });
        }
    });
}

CaptureRun *CaptureCommands::capture(TailPage *page, const QString &path, quint64 firstId,
                                     const std::optional<CaptureEnd> &before, bool append)
{
    if (CaptureRun *running = runOf(page); running && !running->isFinished()) {
        return running;
    }
    delete page->findChild<CaptureStrip *>(Qt::FindDirectChildrenOnly);
    if (auto *ended = page->findChild<EndedCapture *>(Qt::FindDirectChildrenOnly)) {
        ended->deleteLater(); // the click may have been on it
    }
    auto *run = new CaptureRun(page->session(), path, firstId, this, before, append);
    m_runs.insert(page, run);
    auto *strip = new CaptureStrip(run, page);
    page->layout()->addWidget(strip);
    connect(strip, &CaptureStrip::openRequested, this, &CaptureCommands::open);
    connect(strip, &CaptureStrip::dismissed, strip, &QObject::deleteLater);
    connect(run, &CaptureRun::finished, this, &CaptureCommands::refresh);
    connect(run, &CaptureRun::finished, this, &CaptureCommands::runsChanged);
    connect(run, &CaptureRun::finished, m_window, [window = m_window, run] {
        window->statusStrip()->say(run->error().isEmpty() ? tr("Captured to %1").arg(run->path())
                                                          : run->error());
    });
    if (Server *server = m_window->tabs()->serverOf(page)) {
        connect(run, &CaptureRun::finished, server,
                [run, server, stream = m_window->tabs()->pathOf(page)] {
                    // One that failed later holds what had come before.
                    if (run->error().isEmpty() || run->progress().rows > 0) {
                        server->shelf()->noteCapture(stream, run->path());
                    }
                });
    }
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
    Q_EMIT runsChanged();
    Q_EMIT used(path);
    return run;
}

void CaptureCommands::open(const QString &path)
{
    m_tabs->open(path);
}

} // namespace Tailwater

#include "moc_capturecommands.cpp"
