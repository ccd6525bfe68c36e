// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "server.h"

#include "connection/otherserver.h"
#include "connection/tailnews.h"
#include "explorer/streamshelf.h"
#include "models/connectionclient.h"
#include "models/missingsecrets.h"

#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>

#include <QTimer>

namespace Tailwater {

using namespace std::chrono_literals;
using DurableStreams::HeadQueue;
using DurableStreams::RegistryFollower;
using DurableStreams::StreamCatalog;

namespace {
constexpr auto UnlockedFor = 10min;
}

Server::Server(const Connection &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_client(new ConnectionClient(connection, ConnectionClient::Writes::Allowed, this))
    , m_directory(new DurableStreams::StreamDirectory(m_client, this))
    , m_shelf(new StreamShelf(this))
    , m_lockTimer(new QTimer(this))
{
    m_lockTimer->setSingleShot(true);
    connect(m_lockTimer, &QTimer::timeout, this, &Server::applyLock);
    applyLock();
    connect(m_client, &DurableStreams::Client::requestTraced, this, &Server::requestTraced);
    connect(registry(), &RegistryFollower::stateChanged, this, [this](RegistryFollower::State state) {
        if (state == RegistryFollower::State::Following || state == RegistryFollower::State::Absent) {
            askUnreached(this);
        }
    });
    connect(m_client, &DurableStreams::Client::requestTraced, this, &Server::noteFork);
}

Server::~Server()
{
    // Before the client, whose readers it uses.
    delete m_directory;
}

void Server::setConnection(const Connection &connection)
{
    // One that waited for its secrets begins, though the user does without them.
    if (m_connection == connection && registry()->state() != RegistryFollower::State::Off) {
        return;
    }
    m_connection = connection;
    m_client->setConnection(m_connection);
    open();
    applyLock();
    Q_EMIT connectionChanged(m_connection);
}

StreamCatalog *Server::catalog() const
{
    return m_directory->catalog();
}

RegistryFollower *Server::registry() const
{
    return m_directory->registry();
}

HeadQueue *Server::heads() const
{
    return m_directory->heads();
}

QString Server::displayName() const
{
    return m_connection.displayName();
}

QUrl Server::urlOf(const QByteArray &path) const
{
    return DurableStreams::streamUrl(m_connection.baseUrl, path);
}

QByteArray Server::pathOf(const QUrl &url) const
{
    return DurableStreams::pathBelow(m_connection.baseUrl, url);
}

QByteArray Server::pathFromInput(const QString &text) const
{
    const QString trimmed = text.trimmed();
    if (trimmed.contains(QLatin1StringView("://"))) {
        const QUrl url(trimmed);
        return isOnServer(*this, url) ? pathOf(url) : QByteArray();
    }
    // What is typed may be encoded already; QUrl keeps what is, and encodes the rest but brackets.
    QUrl url;
    url.setPath(trimmed, QUrl::TolerantMode);
    return url.path(QUrl::FullyEncoded).toLatin1().replace('[', "%5B").replace(']', "%5D");
}

DurableStreams::Stream Server::stream(const QByteArray &path) const
{
    return m_client->stream(urlOf(path));
}

// No server tells what a stream was forked from, so what goes out from here is all there is to know.
void Server::noteFork(const DurableStreams::RequestTrace &trace)
{
    const auto source = trace.requestHeaders.value("Stream-Forked-From");
    if (trace.method != "PUT" || trace.status != 201 || source.isEmpty()) {
        return;
    }
    QUrl url = m_connection.baseUrl;
    url.setPath(QString::fromLatin1(source), QUrl::TolerantMode);
    const QByteArray path = pathOf(trace.url);
    m_shelf->noteFork(path, pathOf(url), trace.requestHeaders.value("Stream-Fork-Offset").toByteArray(),
                      trace.requestHeaders.value("Stream-Fork-Sub-Offset").toULongLong());
    m_shelf->noteForkBoundary(path, trace.responseHeaders.value("Stream-Next-Offset").toByteArray());
}

void Server::open()
{
    if (MissingSecrets::of(m_connection).isEmpty()) {
        m_directory->open(m_connection.registryPath);
    }
}

bool Server::isLocked() const
{
    return m_connection.environment == Connection::Environment::Production
        && !m_lockTimer->isActive();
}

QString Server::whyNoWrites() const
{
    return m_connection.readOnly ? tr("This connection is read-only.")
        : isLocked()             ? tr("This is production: writing is locked.")
                                 : QString();
}

void Server::unlock()
{
    m_lockTimer->start(UnlockedFor);
    applyLock();
}

void Server::lock()
{
    m_lockTimer->stop();
    applyLock();
}

void Server::applyLock()
{
    m_client->setWrites(canWrite() ? ConnectionClient::Writes::Allowed
                                   : ConnectionClient::Writes::Refused);
    Q_EMIT writabilityChanged();
}

} // namespace Tailwater

#include "moc_server.cpp"
