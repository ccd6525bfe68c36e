// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How the window comes to know of more streams.

#include "connection/errortext.h"
#include "connection/server.h"
#include "explorer/streamshelf.h"
#include "settings/settings.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "wire/problemsmodel.h"

#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>
#include <durablestreams/subscriptions.h>

#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qint64 MaxListSize = 64 * 1024 * 1024;
}

void MainWindow::recallStreams(Server *server)
{
    const Settings::Streams known = m_settings->streams(server->connection().baseUrl);
    for (const QList<QByteArray> &paths :
         { known.added, known.imported, known.favourites, known.recent }) {
        for (const QByteArray &path : paths) {
            server->catalog()->addByHand(path);
        }
    }
    for (const QByteArray &path : known.imported) {
        server->shelf()->noteImported(path);
    }
    for (const QByteArray &path : known.favourites) {
        server->shelf()->setFavourite(path, true);
    }
    server->shelf()->setRecent(known.recent);
    server->shelf()->setAllFacts(known.facts);
    connect(server->shelf(), &StreamShelf::factsChanged, this, [this, server] { rememberStreams(server); });
}

void MainWindow::rememberStreams(Server *server)
{
    m_settings->setStreams(server->connection().baseUrl,
                           { .added = server->catalog()->addedByHand(),
                             .imported = server->shelf()->imported(),
                             .favourites = server->shelf()->favourites(),
                             .recent = server->shelf()->recent(),
                             .facts = server->shelf()->allFacts() });
}

void MainWindow::askToScan()
{
    if (!m_server || !m_server->canWrite()) {
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Scan Server"),
                                tr("Scan %1 for streams?").arg(m_server->displayName()),
                                QMessageBox::Cancel, this);
    box->setObjectName("scanQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("The protocol has no list of streams. A subscription to everything is created under a "
           "random name, which makes the server name its streams, and deleted again at once. No "
           "stream is read or changed. Servers without subscriptions refuse this."));
    QPushButton *go = box->addButton(tr("&Scan"), QMessageBox::AcceptRole);
    go->setObjectName("scan"_L1);
    box->setDefaultButton(go);
    connect(box, &QMessageBox::accepted, this,
            [this, server = m_server] { scan(server); });
    box->open();
}

void MainWindow::scan(Server *server)
{
    if (!server) {
        return;
    }
    m_status->say(tr("Scanning %1…").arg(server->displayName()));
    DurableStreams::SubscriptionCall *call = server->directory()->scan();
    connect(call, &DurableStreams::SubscriptionCall::finished, server,
            [this, server](const DurableStreams::Result<DurableStreams::SubscriptionReply> &result) {
                if (!result) {
                    const QString cause = causeOfScan(result.error());
                    m_problems->add(tr("scan of %1").arg(server->displayName()), result.error(),
                                    { cause, remedyOfScan(result.error()) }, server->directory());
                    m_status->say(cause);
                    return;
                }
                m_problems->end(server->directory());
                m_status->say(tr("%n stream(s) found.", nullptr, int(result->streams.size())));
            });
}

void MainWindow::importStreams()
{
    if (!m_server) {
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Add Streams From a File"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, server = m_server](const QString &name) {
        QFile file(name);
        if (!server || !file.open(QIODevice::ReadOnly)) {
            m_status->say(tr("%1 cannot be read: %2").arg(name, file.errorString()));
            return;
        }
        // One path or address a line.
        int count = 0;
        for (const QByteArray &line : file.read(MaxListSize).split('\n')) {
            const QByteArray path = server->pathFromInput(QString::fromUtf8(line));
            if (!path.isEmpty()) {
                server->catalog()->addByHand(path);
                server->shelf()->noteImported(path);
                ++count;
            }
        }
        rememberStreams(server);
        m_status->say(tr("%n stream(s) added to the list.", nullptr, count));
    });
    dialog->open();
}

} // namespace Tailwater
