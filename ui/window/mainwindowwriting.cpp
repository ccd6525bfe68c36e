// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Everything that the window writes, and only because the user asked for it.

#include "composer/composerpanel.h"
#include "composer/createstreamdialog.h"
#include "composer/forkdialog.h"
#include "composer/resenddialog.h"
#include "composer/sendresult.h"
#include "composer/streamquestion.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "explorer/streamshelf.h"
#include "models/message.h"
#include "models/tailmodel.h"
#include "producerlab/producerlabdialog.h"
#include "settings/settings.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "wire/problemsmodel.h"
#include "wire/wirepanel.h"

#include <durablestreams/headqueue.h>

#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

void MainWindow::connectWriting()
{
    connect(m_composer, &ComposerPanel::appended, this,
            [this](Server *server, const QByteArray &path) {
                server->heads()->refresh(path);
                // The row may have come before the answer.
                if (TailPage *page = m_tabs->page(server, path)) {
                    lookForSent(page);
                }
            });
    connect(m_composer, &ComposerPanel::unlockRequested, this,
            [](Server *server) { server->unlock(); });
    connect(m_composer, &ComposerPanel::burstFinished, this,
            [](Server *server, const QByteArray &path) { server->heads()->refresh(path); });
    connect(m_composer, &ComposerPanel::failed, this,
            [this](Server *, const QByteArray &path, const DurableStreams::Error &error) {
                m_problems->add(displayPath(path), error);
            });
    connect(m_composer, &ComposerPanel::revealRequested, this,
            [this](Server *server, const QByteArray &path, const DurableStreams::Offset &offset,
                   const QByteArray &body) { openStream(server, path)->reveal(offset, body); });
    connect(m_composer, &ComposerPanel::editConnectionRequested, this,
            [this](Server *server) { editConnection(server); });
    connect(m_composer, &ComposerPanel::forkRequested, this,
            [this](Server *server, const QByteArray &path) { showForkDialog(server, path, {}, true); });
}

void MainWindow::connectWriting(TailPage *page, Server *server, const QByteArray &path)
{
    connect(page, &TailPage::composeRequested, this,
            [this, server, path] { composeTo(server, path); });
    connect(page, &TailPage::rowMenuAboutToShow, this,
            [this, page, server, path](QMenu *menu, const Message &message) {
                if (message.isData()) {
                    addResend(menu, page, server, path);
                    barWriting(menu, server);
                }
            });
    connect(page, &TailPage::forkRequested, this,
            [this, server, path](const Message &message) { showForkDialog(server, path, message); });
    connect(page, &TailPage::resendRequested, this,
            [this, server, path](const Message &message) {
                composeTo(server, path);
                m_composer->setMessage(message.toByteArray());
            });
}

void MainWindow::bindComposer(Server *server, const QByteArray &path)
{
    m_composer->setTarget(server, path, contentTypeOf(server, path));
}

//! It goes with the tabs as long as nothing is written in it; then it stays, and says so.
void MainWindow::followWithComposer(TailPage *page)
{
    Server *server = page ? m_tabs->serverOf(page) : nullptr;
    if (server) {
        const QByteArray path = m_tabs->pathOf(page);
        m_composer->showBeside(server, path, contentTypeOf(server, path));
    } else {
        m_composer->showBesideFile(page ? page->title() : QString());
    }
}

void MainWindow::lookForSent(TailPage *page)
{
    const QUrl url = page->session()->url();
    for (SendResult *result : { m_composer->result(), m_resent.data() }) {
        if (!result) {
            continue;
        }
        result->noteTail(url, page->session()->status().nextOffset);
        const auto sent = result->sought(url);
        if (sent && page->hasRow(sent->body, sent->since)) {
            result->noteFound();
        }
    }
}

void MainWindow::composeTo(Server *server, const QByteArray &path)
{
    bindComposer(server, path);
    showDock(u"composer"_s);
    m_composer->focusEditor();
}

//! A stream that was not there before: it is listed, opened, and can be written to.
void MainWindow::noteCreated(Server *server, const QByteArray &path, const QByteArray &contentType)
{
    server->catalog()->addByHand(path, contentType);
    server->heads()->refresh(path);
    rememberStreams(server);
    openStream(server, path);
    composeTo(server, path);
}

void MainWindow::showCreateDialog(const QString &path)
{
    if (!m_server || !m_server->canWrite()) {
        return;
    }
    auto *dialog = new CreateStreamDialog(m_server, path, this);
    connect(dialog, &CreateStreamDialog::created, this,
            [this, server = m_server](const QByteArray &made,
                                      const DurableStreams::StreamInfo &info, bool empty) {
                if (server) {
                    server->shelf()->forgetFork(made);
                    m_settings->setInitialOffset(server->urlOf(made),
                                                 empty ? info.nextOffset
                                                       : DurableStreams::Offset());
                    noteCreated(server, made, info.contentType);
                }
            });
    dialog->open();
}

void MainWindow::showForkDialog(Server *server, const QByteArray &path, const Message &message,
                                bool carriesDraft)
{
    if (!server || !server->canWrite()) {
        return;
    }
    const ForkPoint point
        = ForkPoint::after(message, m_settings->initialOffset(server->urlOf(path)));
    const QByteArray type = contentTypeOf(server, path);
    auto *dialog = new ForkDialog(server, path, point, type, this);
    connect(dialog, &ForkDialog::created, this,
            [this, server = QPointer(server), type, path,
             carriesDraft](const QByteArray &made, const DurableStreams::StreamInfo &info) {
                if (server) {
                    if (carriesDraft) {
                        m_composer->carryDraft(server, path, made);
                    }
                    m_settings->setInitialOffset(server->urlOf(made), {});
                    // The tab that opens now is to know it.
                    if (info.created) {
                        server->shelf()->noteForkBoundary(made, info.nextOffset.token());
                    }
                    noteCreated(server, made, type);
                }
            });
    dialog->open();
}

void MainWindow::askToStopSending()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Quit"),
                                tr("Messages are being sent. Stop sending and quit?"),
                                QMessageBox::Cancel, this);
    box->setObjectName("quitQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("What is not stored yet is kept as a draft. What is on its way may be "
                                  "stored already: its draft says so. A burst is not kept."));
    QPushButton *stop = box->addButton(tr("&Stop and Quit"), QMessageBox::AcceptRole);
    stop->setObjectName("stopAndQuit"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this, [this] {
        m_composer->stopSending();
        close();
    });
    box->open();
}

void MainWindow::addResend(QMenu *menu, TailPage *page, Server *server, const QByteArray &path)
{
    auto *resend = new QAction(tr("Rese&nd…"), menu);
    resend->setObjectName("tail.resend"_L1);
    connect(resend, &QAction::triggered, this,
            [this, page, server, path] { showResendDialog(page, server, path); });
    // Beside its relative, which opens the composer.
    const QList<QAction *> actions = menu->actions();
    const auto edit = std::ranges::find(actions, "tail.editAndResend"_L1, &QAction::objectName);
    menu->insertAction(edit == actions.end() ? nullptr : *edit, resend);
}

//! What writes is not offered where nothing can be written, and says why.
void MainWindow::barWriting(QMenu *menu, const Server *server)
{
    for (QAction *action : menu->actions()) {
        const QString name = action->objectName();
        if (!server->canWrite() && (name == "tail.fork"_L1 || name == "tail.resend"_L1)) {
            action->setEnabled(false);
            action->setToolTip(server->whyNoWrites());
        }
    }
}

void MainWindow::showResendDialog(TailPage *page, Server *server, const QByteArray &path)
{
    constexpr qsizetype MaxRows = 10'000;
    QList<PayloadPiece> pieces;
    // By ranges: all of a million rows may be selected.
    QList<QItemSelectionRange> ranges = page->view()->selectionModel()->selection();
    std::ranges::sort(ranges, {}, &QItemSelectionRange::top);
    for (const QItemSelectionRange &range : std::as_const(ranges)) {
        for (int row = range.top(); row <= range.bottom() && pieces.size() < MaxRows; ++row) {
            const Message message = page->model()->messageAt(row);
            // What has not arrived whole cannot be sent whole.
            if (message.isData() && message.fullSize == 0) {
                pieces.append({ message.toByteArray(), message.kind == RowKind::Message });
            }
        }
    }
    if (pieces.isEmpty() || !server->canWrite()) {
        return;
    }
    auto *dialog = new ResendDialog(server, path, contentTypeOf(server, path), pieces, this);
    connect(dialog, &ResendDialog::resent, this,
            [this, server = QPointer(server)](const QByteArray &to, int count) {
                if (server) {
                    server->heads()->refresh(to);
                    m_status->say(tr("%n message(s) sent again.", nullptr, count));
                    // The row may have come before the answer.
                    if (TailPage *tail = m_tabs->page(server, to)) {
                        lookForSent(tail);
                    }
                }
            });
    connectResend(dialog, server);
    dialog->open();
}

void MainWindow::connectResend(ResendDialog *dialog, Server *server)
{
    m_resent = dialog->result();
    connect(dialog, &ResendDialog::revealRequested, this,
            [this, server = QPointer(server)](const QByteArray &path,
                                              const DurableStreams::Offset &offset,
                                              const QByteArray &body) {
                if (server) {
                    openStream(server, path)->reveal(offset, body);
                }
            });
    connect(dialog, &ResendDialog::editConnectionRequested, this, [this, server = QPointer(server)] {
        if (server) {
            editConnection(server);
        }
    });
    connect(dialog, &ResendDialog::forkRequested, this,
            [this, server = QPointer(server)](const QByteArray &path) {
                if (server) {
                    showForkDialog(server, path);
                }
            });
}

void MainWindow::showProducerLab()
{
    const auto [server, path] = subject();
    if (!server || !server->canWrite()) {
        return;
    }
    auto *dialog = new ProducerLabDialog(server, path, contentTypeOf(server, path), this);
    connect(dialog, &ProducerLabDialog::wireRequested, this,
            [this](const LabProducer::Attempt &attempt) {
                m_wire->select([&attempt](const auto &trace) { return attempt.isMadeBy(trace); });
                showDock(u"wire"_s);
            });
    dialog->show(); // not modal: the wire and the tail are to be seen beside it
}

void MainWindow::askToCarryOut(bool deletion)
{
    const auto [server, path] = subject();
    if (!server || !server->canWrite()) {
        return;
    }
    QList<QByteArray> paths = subjectPaths();
    if (!deletion) {
        paths = openOnes(server, paths);
    }
    if (paths.isEmpty()) {
        return;
    }
    auto *dialog = new StreamQuestion(deletion ? StreamQuestion::Deed::Delete
                                               : StreamQuestion::Deed::Close,
                                      server, paths, this);
    connect(dialog, &StreamQuestion::captured, m_status, [this](const QByteArray &, const QString &file) {
        m_status->say(tr("Captured to %1").arg(file));
    });
    connect(dialog, &StreamQuestion::carriedOut, this,
            [this, asked = QPointer(server)](StreamQuestion::Deed deed, const QByteArray &done) {
                if (!asked) {
                    return;
                }
                if (deed == StreamQuestion::Deed::Close) {
                    asked->heads()->refresh(done);
                    return;
                }
                m_settings->setInitialOffset(asked->urlOf(done), {});
                asked->shelf()->forgetFork(done);
                asked->catalog()->removeFromList(done);
                rememberStreams(asked);
                if (TailPage *page = m_tabs->page(asked, done)) {
                    m_tabs->closePage(page);
                }
            });
    dialog->open();
}

} // namespace Tailwater
