// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connection_p.h"
#include "timeoutwatch_p.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxy>

#include <deque>
#include <memory>
#include <vector>

namespace DurableStreams {

//! \brief A request that wants a connection.
class PoolClient : public ConnectionUser
{
public:
    virtual bool isLive() const = 0;
    //! \brief Null without TLS, which then need not even be loaded.
    virtual const TlsSettings *tls() const = 0;
    virtual void setConnection(Connection *connection) = 0;
};

//! \brief Scheme, host and port, with the connections to it.
struct Origin
{
    QString host; //!< As the resolver wants it.
    QString urlHost; //!< As QUrl::host() gives it.
    QByteArray hostHeader;
    quint16 port = 0;
    bool secure = false;
    QNetworkProxy proxy;
    std::chrono::steady_clock::time_point proxyKnownUntil {};

    std::vector<Connection *> idle;
    std::deque<PoolClient *> waiting[2]; //!< One-shot, live.
    int active[2] = { 0, 0 };

    bool isOf(const QUrl &url) const;
    //! \brief requestTarget() of an address here; that of the last one is kept.
    const QByteArray &target(const QUrl &url);
    //! \brief To resume a TLS session that was made with the same settings; empty if there is none.
    QByteArray ticketFor(const TlsSettings &tls) const;
    void keepTicket(const TlsSettings &tls, const QByteArray &ticket);

private:
    struct Session
    {
        TlsSettings tls;
        QByteArray ticket;
    };
    std::vector<Session> m_sessions;
    QUrl m_targetUrl;
    QByteArray m_target;
};

//! \brief Who gets which connection: idle ones first, then new ones up to a limit for each kind, then
//! in turn.
class ConnectionPool : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionPool(QObject *parent = nullptr);
    ~ConnectionPool() override;

    Origin *origin(const QUrl &url);
    void submit(Origin *origin, PoolClient *client);
    //! \brief \a client does not want to wait any longer.
    void withdraw(Origin *origin, PoolClient *client);

    //! \brief An exchange is over and the connection can carry another.
    void park(Connection *connection);
    //! \brief The connection is of no use any more.
    void discard(Connection *connection);
    void closeIdle();
    void setLimits(int connections, int live);

    BlockSource &blocks() { return m_blocks; }
    TimeoutWatch &timeouts() { return m_timeouts; }

private:
    Connection *takeIdle(Origin *origin, const TlsSettings *tls);
    void start(Origin *origin, PoolClient *client);
    void release(Connection *connection);
    void serve(Origin *origin);
    void closeExpired();

    QHash<QByteArray, Origin *> m_byUrl;
    std::vector<std::unique_ptr<Origin>> m_origins;
    Origin *m_lastOrigin = nullptr;
    BlockSource m_blocks;
    TimeoutWatch m_timeouts;
    QTimer m_expiry;
    int m_limits[2] = { 16, 512 };
};

} // namespace DurableStreams
