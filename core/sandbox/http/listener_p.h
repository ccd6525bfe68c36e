// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "requestparser_p.h"

#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <chrono>

QT_BEGIN_NAMESPACE
class QHostAddress;
class QTcpServer;
QT_END_NAMESPACE

namespace DurableStreams::Server {

class Connection;

//! Accepts connections up to a limit, and cuts those that make no progress.
class Listener : public QObject
{
    Q_OBJECT

public:
    Listener(const RequestParser::Limits &limits, const RequestParser::Gate &gate,
             std::chrono::milliseconds stallTimeout, int maxConnections, QObject *parent = nullptr);
    ~Listener() override;

    bool listen(const QHostAddress &address, quint16 port);
    QString errorString() const;
    quint16 port() const;

Q_SIGNALS:
    void requestReceived(DurableStreams::Server::Connection *connection,
                         const DurableStreams::Server::HttpRequest &request);

private:
    void accept();
    void watch();

    QTcpServer *m_server;
    RequestParser::Limits m_limits;
    RequestParser::Gate m_gate;
    std::chrono::milliseconds m_stallTimeout;
    int m_maxConnections;
    QSet<Connection *> m_connections;
    QSet<Connection *> m_turnedAway;
    QTimer m_watch;
};

} // namespace DurableStreams::Server
