// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "server.h"

#include "explorer/registryevents.h"
#include "explorer/streamcatalog.h"
#include "headqueue.h"
#include "registryfollower.h"

#include <durablestreams/client.h>

namespace Tailwater {

Server::Server(const Connection &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_client(new DurableStreams::Client(this))
    , m_catalog(new StreamCatalog(this))
    , m_registry(new RegistryFollower(m_client, this))
    , m_heads(new HeadQueue(m_client, [this](const QByteArray &path) { return urlOf(path); }, this))
{
    m_connection.configure(*m_client);
    m_catalog->setBaseUrl(m_connection.baseUrl);
    connect(m_client, &DurableStreams::Client::requestTraced, this, &Server::requestTraced);
    connect(m_registry, &RegistryFollower::eventRead, m_catalog, &StreamCatalog::apply);
    connect(m_heads, &HeadQueue::answered, m_catalog,
            [this](const QByteArray &path,
                   const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                if (result) {
                    m_catalog->note(path, *result);
                } else if (result.error().httpStatus == 404) {
                    m_catalog->noteState(path, StreamEntry::State::Missing);
                } else if (result.error().httpStatus == 410) {
                    m_catalog->noteState(path, StreamEntry::State::Gone);
                }
            });
}

Server::~Server()
{
    // Before the client, whose readers it uses.
    delete m_registry;
}

void Server::setConnection(const Connection &connection)
{
    if (m_connection == connection) {
        return;
    }
    m_connection = connection;
    m_connection.configure(*m_client);
    m_catalog->setBaseUrl(m_connection.baseUrl);
    open();
    Q_EMIT connectionChanged(m_connection);
}

QString Server::displayName() const
{
    return m_connection.name.isEmpty() ? m_connection.baseUrl.authority() : m_connection.name;
}

QUrl Server::urlOf(const QByteArray &path) const
{
    return streamUrl(m_connection.baseUrl, path);
}

QByteArray Server::pathOf(const QUrl &url) const
{
    return pathBelow(m_connection.baseUrl, url);
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
    m_registry->follow(m_connection.registryPath);
}

} // namespace Tailwater

#include "moc_server.cpp"
