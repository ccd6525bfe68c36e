// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "server.h"

#include <durablestreams/client.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>

namespace Tailwater {

using DurableStreams::HeadQueue;
using DurableStreams::RegistryFollower;
using DurableStreams::StreamCatalog;

Server::Server(const Connection &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_client(new DurableStreams::Client(this))
{
    m_connection.configure(*m_client);
    m_directory = new DurableStreams::StreamDirectory(m_client, this);
    connect(m_client, &DurableStreams::Client::requestTraced, this, &Server::requestTraced);
}

Server::~Server()
{
    // Before the client, whose readers it uses.
    delete m_directory;
}

void Server::setConnection(const Connection &connection)
{
    if (m_connection == connection) {
        return;
    }
    m_connection = connection;
    m_connection.configure(*m_client);
    open();
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
    return m_connection.name.isEmpty() ? m_connection.baseUrl.authority() : m_connection.name;
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
        return pathOf(QUrl(trimmed));
    }
    // What is typed may be encoded already; QUrl keeps what is, and encodes the rest.
    QUrl url;
    url.setPath(trimmed, QUrl::TolerantMode);
    return url.path(QUrl::FullyEncoded).toLatin1();
}

DurableStreams::Stream Server::stream(const QByteArray &path) const
{
    return m_client->stream(urlOf(path));
}

void Server::open()
{
    m_directory->open(m_connection.registryPath);
}

} // namespace Tailwater

#include "moc_server.cpp"
