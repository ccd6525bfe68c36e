// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection_p.h"
#include "listener_p.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Listener::Listener(const RequestParser::Limits &limits, std::chrono::milliseconds stallTimeout,
                   int maxConnections, QObject *parent)
    : QObject(parent)
    , m_server(new QTcpServer(this))
    , m_limits(limits)
    , m_stallTimeout(stallTimeout)
    , m_maxConnections(maxConnections)
{
    m_server->setListenBacklogSize(1024);
    m_server->setMaxPendingConnections(1024);
    connect(m_server, &QTcpServer::newConnection, this, &Listener::accept);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        const auto connections = m_connections; // cutting one takes it out of the set
        for (Connection *connection : connections) {
            connection->checkProgress();
        }
    });
    m_watch.start(1s);
}

Listener::~Listener()
{
    m_server->close();
    for (Connection *connection : std::as_const(m_connections)) {
        connection->disconnect(this);
        connection->flush();
        delete connection;
    }
}

bool Listener::listen(const QHostAddress &address, quint16 port)
{
    return m_server->listen(address, port);
}

QString Listener::errorString() const
{
    return m_server->errorString();
}

quint16 Listener::port() const
{
    return m_server->serverPort();
}

void Listener::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new Connection(socket, m_limits, m_stallTimeout, this);
        m_connections.insert(connection);
        connect(connection, &Connection::closed, this,
                [this, connection] { m_connections.remove(connection); });
        if (m_connections.size() > m_maxConnections) {
            connection->turnAway(
                HttpResponse::text(503, "The sandbox has too many connections"_ba));
            continue;
        }
        connect(connection, &Connection::requestReceived, this, &Listener::requestReceived);
    }
}

} // namespace DurableStreams::Server

#include "moc_listener_p.cpp"
