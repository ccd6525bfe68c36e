// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Everything that the window writes, and only because the user asked for it.

#include "composer/composerpanel.h"
#include "composer/createstreamdialog.h"
#include "composer/forkdialog.h"
#include "composer/streamquestion.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "mainwindow.h"
#include "models/message.h"
#include "settings.h"
#include "streamtabs.h"
#include "tail/tailpage.h"
#include "wire/problemsmodel.h"

#include <durablestreams/headqueue.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

void MainWindow::connectWriting()
{
    connect(m_composer, &ComposerPanel::appended, this,
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
            [this](Server *server, const QByteArray &path) { showForkDialog(server, path); });
}

void MainWindow::connectWriting(TailPage *page, Server *server, const QByteArray &path)
{
    connect(page, &TailPage::composeRequested, this,
            [this, server, path] { composeTo(server, path); });
    connect(page, &TailPage::forkRequested, this,
            [this, server, path](const Message &message) { showForkDialog(server, path, message); });
    connect(page, &TailPage::resendRequested, this,
            [this, server, path](const Message &message) {
                composeTo(server, path);
                m_composer->setMessage(message.toByteArray());
            });
}

void MainWindow::composeTo(Server *server, const QByteArray &path)
{
    m_composer->setTarget(server, path, contentTypeOf(server, path));
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
                    m_settings->setInitialOffset(server->urlOf(made),
                                                 empty ? info.nextOffset
                                                       : DurableStreams::Offset());
                    noteCreated(server, made, info.contentType);
                }
            });
    dialog->open();
}

void MainWindow::showForkDialog(Server *server, const QByteArray &path, const Message &message)
{
    if (!server || !server->canWrite()) {
        return;
    }
    const ForkPoint point
        = ForkPoint::after(message, m_settings->initialOffset(server->urlOf(path)));
    const QByteArray type = contentTypeOf(server, path);
    auto *dialog = new ForkDialog(server, path, point, type, this);
    connect(dialog, &ForkDialog::created, this,
            [this, server = QPointer(server), type](const QByteArray &made) {
                if (server) {
                    m_settings->setInitialOffset(server->urlOf(made), {});
                    noteCreated(server, made, type);
                }
            });
    dialog->open();
}

void MainWindow::askToCarryOut(bool deletion)
{
    const auto [server, path] = subject();
    if (!server || !server->canWrite()) {
        return;
    }
    QList<QByteArray> paths { path };
    if (m_explorer->server() == server && m_explorer->isAncestorOf(focusWidget())) {
        const QList<QByteArray> selected = m_explorer->selectedPaths();
        paths = selected.contains(path) ? selected : paths;
    }
    auto *dialog = new StreamQuestion(deletion ? StreamQuestion::Deed::Delete
                                               : StreamQuestion::Deed::Close,
                                      server, paths, this);
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
                asked->catalog()->removeFromList(done);
                rememberStreams(asked);
                if (TailPage *page = m_tabs->page(asked, done)) {
                    m_tabs->closePage(page);
                }
            });
    dialog->open();
}

} // namespace Tailwater
