// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How the window comes to its servers.

#include "capture/capturecommands.h"
#include "composer/composerpanel.h"
#include "connection/connectdialog.h"
#include "connection/connectionstore.h"
#include "connection/connectiontrouble.h"
#include "connection/errortext.h"
#include "connection/keptconnectionsdialog.h"
#include "connection/server.h"
#include "connection/serverbox.h"
#include "connection/urlprobe.h"
#include "connection/welcomepage.h"
#include "explorer/explorerpanel.h"
#include "models/missingsecrets.h"
#include "session/streamlink.h"
#include "settings/settings.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/lookproblems.h"
#include "wire/problemsmodel.h"
#include "wire/sendagain.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::RegistryFollower;

namespace {

//! One server may have several connections, such as with two tokens.
bool isSame(const Connection &one, const Connection &other)
{
    return one.baseUrl == other.baseUrl
        && (one.id == other.id || one.id.isEmpty() || other.id.isEmpty());
}

} // namespace

void MainWindow::connectConnections()
{
    const auto showRecent = [this] {
        m_welcome->setRecent(m_connections->connections());
        m_serverBox->setKept(m_connections->connections());
    };
    connect(m_connections, &ConnectionStore::changed, this, showRecent);
    showRecent();
    connect(m_connections, &ConnectionStore::secretsKeptElsewhere, this,
            [this](const QString &, SecretStore::Place, const QString &why) {
                m_status->say(tr("The secrets are kept until you quit. %1").arg(why));
            });
    connect(m_connections, &ConnectionStore::writingFailed, m_status,
            [this](const QString &reason) { m_status->say(reason); });
    connect(m_welcome, &WelcomePage::connectRequested, this,
            [this](const ProbeAnswer &answer) { open(answer, {}); });
    m_welcome->setOpensKnown([this](const QString &text) {
        const bool known
            = m_connections->findByUrl(UrlProbe::urlFromInput(text)).has_value();
        if (known) {
            openUrl(text);
        }
        return known;
    });
    connect(m_welcome, &WelcomePage::savedRequested, this, &MainWindow::connectToSaved);
    connect(m_welcome, &WelcomePage::captureRequested, m_captures->openAction(), &QAction::trigger);
    connect(m_welcome, &WelcomePage::sandboxRequested, this, &MainWindow::sandboxRequested);
    connect(m_welcome, &WelcomePage::optionsRequested, this,
            [this](const QString &url) { showConnectDialog(url); });
    connect(m_welcome, &WelcomePage::refused, this,
            [this](const Connection &connection, const DurableStreams::Error &error,
                   const QByteArray &challenge) {
                showDialog(connection)->explain(error, challenge);
            });
    connect(m_welcome, &WelcomePage::requestTraced, m_wire->model(), &WireModel::add);
    connect(m_actions->editConnection, &QAction::triggered, this, [this] {
        if (m_server) {
            editConnection(m_server);
        }
    });
    m_wire->sendAgain()->setServers([this](const Connection &connection) -> Server * {
        const auto found = std::ranges::find_if(m_servers, [&](const Server *server) {
            return isSame(server->connection(), connection);
        });
        return found == m_servers.end() ? nullptr : *found;
    });
    connect(m_actions->keptConnections, &QAction::triggered, this, [this] {
        auto *dialog = new KeptConnectionsDialog(m_connections, this);
        connect(dialog, &KeptConnectionsDialog::connectRequested, this,
                &MainWindow::connectToSaved);
        connect(dialog, &KeptConnectionsDialog::editRequested, this, [this](const Connection &kept) {
            m_connections->load(kept, [this](const Connection &whole) { showDialog(whole); });
        });
        dialog->open();
    });
    connect(m_actions->importConnections, &QAction::triggered, this,
            &MainWindow::importConnections);
    connect(m_actions->exportConnections, &QAction::triggered, this,
            &MainWindow::exportConnections);
}

Server *MainWindow::addServer(const Connection &connection)
{
    for (Server *known : std::as_const(m_servers)) {
        if (isSame(known->connection(), connection)) {
            known->setConnection(connection);
            setServer(known);
            return known;
        }
    }
    const bool first = m_servers.isEmpty();
    auto *server = new Server(connection, this);
    m_servers.append(server);
    m_composer->setManyServers(m_servers.size() > 1);
    connect(server, &Server::requestTraced, m_wire->model(),
            [this, server](const DurableStreams::RequestTrace &trace) {
                m_wire->model()->add(trace, server->connection());
            });
    connect(server, &Server::writabilityChanged, this, &MainWindow::refreshActions);
    connect(server->heads(), &DurableStreams::HeadQueue::answered, m_composer,
            [this, server](const QByteArray &path,
                           const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                if (result) {
                    m_composer->setContentType(server, path, result->contentType);
                }
            });
    new LookProblems(server, m_metadata, m_tabs, m_problems);
    connect(server, &Server::connectionChanged, this, [this] {
        m_serverBox->setConnected(m_servers);
        refreshTitle();
    });
    connect(server->registry(), &RegistryFollower::stateChanged, this,
            [this, server](RegistryFollower::State state) {
                const auto error = server->registry()->error();
                if (state == RegistryFollower::State::Following) {
                    m_problems->end(server);
                } else if (state == RegistryFollower::State::Failed && error) {
                    m_problems->add(tr("registry of %1").arg(server->displayName()), *error,
                                    { causeOf(*error, server->connection()),
                                      remedyOf(*error, server->connection()) },
                                    server);
                }
            });
    recallStreams(server);
    m_serverBox->setConnected(m_servers);
    if (first) {
        resetDocks();
        if (restoreState(m_settings->windowState())) {
            m_docksToBeSized = false; // they have their own
        }
    }
    setServer(server);
    server->open();
    return server;
}

void MainWindow::setServer(Server *server)
{
    if (m_server == server) {
        return;
    }
    m_server = server;
    m_serverBox->setCurrent(server);
    m_explorer->setServer(server);
    refreshCentre();
    refreshStripe();
    refreshActions();
    refreshTitle();
}

void MainWindow::open(const ProbeAnswer &answer, const TailStart &start)
{
    const auto known = answer.connection.id.isEmpty()
        ? m_connections->findByUrl(answer.connection.baseUrl)
        : std::nullopt;
    if (known && known->baseUrl == answer.connection.baseUrl) {
        // Its address alone was typed: what is kept of it stays as it is.
        m_connections->load(*known, [this, answer, start](const Connection &kept) {
            ProbeAnswer whole = answer;
            whole.connection = kept;
            whole.connection.readOnly = kept.readOnly || answer.connection.readOnly;
            if (answer.connection.authentication.kind != Authentication::Kind::None) {
                whole.connection.authentication = answer.connection.authentication;
            }
            if (MissingSecrets::of(whole.connection).isEmpty()) {
                open(whole, start);
            } else {
                showDialog(whole.connection);
            }
        });
        return;
    }
    Connection connection = m_connections->noteUsed(answer.connection);
    connection.baseUrl = answer.connection.baseUrl;
    Server *server = addServer(connection);
    if (!answer.hasRegistry && answer.recognition == Recognition::Unclear) {
        m_status->say(recognitionText(answer.recognition, connection.baseUrl));
    }
    if (!answer.streamPath.isEmpty()) {
        openAsked(server, answer.streamPath, start);
    } else {
        m_explorer->focusFilter();
    }
}

void MainWindow::openUrl(const QString &text, const TailStart &start, bool readOnly)
{
    const Connection typed = Connection::to(UrlProbe::urlFromInput(text));
    // A connection that is known lends its credentials to its own streams only.
    const auto go = [this, url = typed.baseUrl, start, readOnly](Connection connection) {
        connection.baseUrl = url;
        connection.readOnly = connection.readOnly || readOnly;
        probe(connection, start);
    };
    // What is open is there to be seen, also while its server is down.
    for (const TailPage *page : m_tabs->pages()) {
        Server *server = m_tabs->serverOf(page);
        if (server && !readOnly && server->urlOf(m_tabs->pathOf(page)) == typed.baseUrl) {
            openStream(server, m_tabs->pathOf(page), start);
            return;
        }
    }
    QList<Server *> servers = m_servers;
    servers.prepend(m_server.data()); // of two with one address, the one that is looked at
    for (const Server *known : std::as_const(servers)) {
        if (known && known->connection().baseUrl == UrlProbe::rootOf(typed.baseUrl)) {
            go(known->connection());
            return;
        }
    }
    if (const auto saved = m_connections->findByUrl(typed.baseUrl)) {
        m_connections->load(*saved, go);
        return;
    }
    Connection asked = typed;
    asked.readOnly = readOnly;
    connectTo(asked, start);
}

void MainWindow::openLink(const StreamLink &link)
{
    TailStart start;
    if (link.offset) {
        start.offset = *link.offset;
    }
    start.filter = link.filter;
    const QUrl root = UrlProbe::rootOf(link.url);
    const bool connected = std::ranges::any_of(
        m_servers, [&](const Server *server) { return server->connection().baseUrl == root; });
    if (connected || m_connections->findByUrl(link.url)) {
        openUrl(link.url.toString(QUrl::FullyEncoded), start);
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Open a Link"),
                                tr("Open a stream on %1?").arg(link.url.authority()),
                                QMessageBox::Cancel, this);
    box->setObjectName("linkQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("A link asks for %1. You have not connected to this server before. "
                               "It is opened read-only and without credentials.")
                                .arg(link.url.toDisplayString()));
    QPushButton *open = box->addButton(tr("&Open Read-Only"), QMessageBox::AcceptRole);
    open->setObjectName("openLink"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this, [this, url = link.url, start] {
        openUrl(url.toString(QUrl::FullyEncoded), start, true);
    });
    box->open();
}

void MainWindow::connectToProfile(const QString &name, bool readOnly)
{
    for (const Connection &known : m_connections->connections()) {
        if (known.name.compare(name, Qt::CaseInsensitive) == 0 || known.displayName() == name
            || known.baseUrl == QUrl(name)) {
            m_connections->load(known, [this, readOnly](Connection whole) {
                whole.readOnly = whole.readOnly || readOnly;
                probe(whole, {});
            });
            return;
        }
    }
    m_status->say(tr("There is no connection called “%1”.").arg(name));
}

void MainWindow::connectTo(const Connection &connection, const TailStart &start)
{
    if (connection.exposesSecrets()) {
        // The dialog warns before they are sent.
        showDialog(connection)->setUrlText(connection.baseUrl.toString());
        return;
    }
    probe(connection, start);
}

void MainWindow::connectToSaved(const Connection &connection)
{
    m_connections->load(connection, [this](const Connection &whole) { probe(whole, {}); });
}

void MainWindow::probe(const Connection &connection, const TailStart &start)
{
    if (!MissingSecrets::of(connection).isEmpty()) {
        showDialog(connection); // it asks for them
        return;
    }
    // One for each address, since several may be given at once.
    auto *probe = new UrlProbe(this);
    m_status->say(tr("Connecting to %1…").arg(connection.baseUrl.authority()));
    connect(probe, &UrlProbe::requestTraced, m_wire->model(), &WireModel::add);
    connect(probe, &UrlProbe::finished, this,
            [this, probe, connection, start](const DurableStreams::Result<ProbeAnswer> &result) {
                probe->deleteLater();
                m_status->say({});
                const auto named = result || !isPassing(result.error())
                    ? std::nullopt
                    : UrlProbe::namedStream(connection);
                if (!named && (!result || result->streamPath.isEmpty())) {
                    Q_EMIT addressNotOpened(connection.baseUrl);
                }
                if (result && result->recognition == Recognition::Foreign
                    && !m_connections->find(connection.id)) {
                    showDialog(connection)->warnOfForeign(*result);
                    return;
                }
                if (result) {
                    open(*result, start);
                    return;
                }
                if (named) {
                    // The tab says that the server is not reached, and reads as soon as it is.
                    open(*named, start);
                    return;
                }
                m_problems->add(connection.baseUrl.toDisplayString(), result.error());
                if (needsOtherConnection(result.error())) {
                    showDialog(connection)->explain(result.error(), probe->challenge());
                } else if (m_servers.isEmpty()) {
                    m_welcome->showFailure(connection.baseUrl,
                                           probe->failureText(result.error()));
                } else {
                    m_status->say(probe->failureText(result.error()));
                }
            });
    probe->start(connection);
}

ConnectDialog *MainWindow::showDialog(const Connection &connection)
{
    auto *dialog = new ConnectDialog(connection, m_connections->placeOf(connection.id),
                                     m_connections->secrets()->hasKeychain(), this);
    dialog->setStore(m_connections);
    connect(dialog, &ConnectDialog::requestTraced, m_wire->model(), &WireModel::add);
    connect(dialog, &ConnectDialog::connectRequested, this,
            [this](const ProbeAnswer &answer, SecretStore::Place place) {
                ProbeAnswer kept = answer;
                kept.connection = m_connections->save(answer.connection, place);
                open(kept, {});
            });
    dialog->open();
    dialog->askForMissing();
    return dialog;
}

void MainWindow::showConnectDialog(const QString &url)
{
    showDialog({})->setUrlText(url);
}

void MainWindow::editConnection(Server *server, const std::optional<DurableStreams::Error> &why)
{
    ConnectDialog *dialog = showDialog(server->connection());
    if (why && MissingSecrets::of(server->connection()).isEmpty()) {
        dialog->explain(*why);
    }
}

void MainWindow::importConnections()
{
    auto *dialog = new QFileDialog(this, tr("Import Connections"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Connections (*.json)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            m_status->say(tr("%1 cannot be read: %2").arg(name, file.errorString()));
            return;
        }
        const auto count = m_connections->importFrom(file.readAll());
        m_status->say(count ? tr("%n connection(s) imported, without secrets.", nullptr, *count)
                            : count.error());
    });
    dialog->open();
}

void MainWindow::exportConnections()
{
    auto *dialog = new QFileDialog(this, tr("Export Connections Without Secrets"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(tr("tailwater-connections.json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QSaveFile file(name);
        const bool written = file.open(QIODevice::WriteOnly)
            && file.write(m_connections->exported()) >= 0 && file.commit();
        m_status->say(written ? tr("%n connection(s) exported, without secrets.", nullptr,
                                   int(m_connections->connections().size()))
                              : tr("%1 cannot be written: %2").arg(name, file.errorString()));
    });
    dialog->open();
}

} // namespace Tailwater
