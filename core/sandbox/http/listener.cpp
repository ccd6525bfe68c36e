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

namespace {

// So many at a time are told that there is no place; beyond that they are only closed.
constexpr qsizetype MaxTurnedAway = 64;

} // namespace

Listener::Listener(const RequestParser::Limits &limits, const RequestParser::Gate &gate,
                   std::chrono::milliseconds stallTimeout, int maxConnections, QObject *parent)
    : QObject(parent)
    , m_server(new QTcpServer(this))
    , m_limits(limits)
    , m_gate(gate)
    , m_stallTimeout(stallTimeout)
    , m_maxConnections(maxConnections)
{
    m_server->setListenBacklogSize(1024);
    m_server->setMaxPendingConnections(1024);
    connect(m_server, &QTcpServer::newConnection, this, &Listener::accept);
    connect(&m_watch, &QTimer::timeout, this, &Listener::watch);
    m_watch.start(1s);
}

Listener::~Listener()
{
    m_server->close();
    const auto connections = m_connections + m_turnedAway;
    for (Connection *connection : connections) {
        connection->disconnect(this);
        connection->flush();
        delete connection;
    }
}

void Listener::watch()
{
    const auto connections = m_connections + m_turnedAway; // cutting one takes it out of its set
    for (Connection *connection : connections) {
        connection->checkProgress();
    }
    // After an error, such as a process out of file descriptors, QTcpServer accepts nothing more
    // until it is told to.
    m_server->resumeAccepting();
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
        auto *connection = new Connection(socket, m_limits, m_gate, m_stallTimeout, this);
        const bool served = m_connections.size() < m_maxConnections;
        QSet<Connection *> &set = served ? m_connections : m_turnedAway;
        set.insert(connection);
        connect(connection, &Connection::closed, this,
                [&set, connection] { set.remove(connection); });
        if (served) {
            connect(connection, &Connection::requestReceived, this, &Listener::requestReceived);
        } else if (m_turnedAway.size() > MaxTurnedAway) {
            connection->cut();
        } else {
            connection->turnAway(
                HttpResponse::text(503, "The sandbox has too many connections"_ba));
        }
    }
}

} // namespace DurableStreams::Server

#include "moc_listener_p.cpp"
