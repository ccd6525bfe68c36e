// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectionpool_p.h"

#include "requestwriter_p.h"

#include <QtCore/QUrl>

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Identities change seldom; who has more of them loses the oldest session only.
constexpr size_t MaxSessions = 8;

QByteArray Origin::ticketFor(const TlsSettings &tls) const
{
    const auto found = std::ranges::find(m_sessions, tls, &Session::tls);
    return found == m_sessions.end() ? QByteArray() : found->ticket;
}

void Origin::keepTicket(const TlsSettings &tls, const QByteArray &ticket)
{
    const auto found = std::ranges::find(m_sessions, tls, &Session::tls);
    if (found != m_sessions.end()) {
        found->ticket = ticket;
        return;
    }
    if (m_sessions.size() == MaxSessions) {
        m_sessions.erase(m_sessions.begin());
    }
    m_sessions.push_back({ tls, ticket });
}

ConnectionPool::ConnectionPool(QObject *parent)
    : QObject(parent)
    , m_timeouts(nullptr)
{
    m_expiry.setInterval(1s);
    m_expiry.callOnTimeout(this, &ConnectionPool::closeExpired);
}

ConnectionPool::~ConnectionPool()
{
    // A manager may be deleted in a slot of its reply, below a signal of the socket.
    const QObjectList all = children();
    for (QObject *child : all) {
        if (auto *connection = qobject_cast<Connection *>(child); connection && connection->isInSignal()) {
            connection->setParent(nullptr);
            connection->deleteLater();
        }
    }
}

void ConnectionPool::setLimits(int connections, int live)
{
    m_limits[0] = connections;
    m_limits[1] = live;
}

bool Origin::isOf(const QUrl &url) const
{
    return url.port(secure ? 443 : 80) == port && url.host() == urlHost
        && url.scheme() == (secure ? "https"_L1 : "http"_L1);
}

Origin *ConnectionPool::origin(const QUrl &url)
{
    // One request after the other goes to the same.
    if (m_lastOrigin && m_lastOrigin->isOf(url)) {
        return m_lastOrigin;
    }
    const bool secure = url.scheme() == "https"_L1;
    const QByteArray header = hostHeader(url);
    Origin *&origin = m_byUrl[QByteArray((secure ? "s:" : "p:") + header)];
    if (!origin) {
        m_origins.push_back(std::make_unique<Origin>());
        origin = m_origins.back().get();
        origin->host = url.host(QUrl::FullyEncoded);
        origin->hostHeader = header;
        origin->urlHost = url.host();
        origin->port = quint16(url.port(secure ? 443 : 80));
        origin->secure = secure;
    }
    m_lastOrigin = origin;
    return origin;
}

const QByteArray &Origin::target(const QUrl &url)
{
    if (m_target.isEmpty() || m_targetUrl != url) {
        m_targetUrl = url;
        m_target = requestTarget(url);
    }
    return m_target;
}

void ConnectionPool::submit(Origin *origin, PoolClient *client)
{
    const bool live = client->isLive();
    if (origin->active[live] < m_limits[live] && origin->waiting[live].empty()) {
        start(origin, client);
    } else {
        origin->waiting[live].push_back(client);
    }
}

void ConnectionPool::withdraw(Origin *origin, PoolClient *client)
{
    std::erase(origin->waiting[client->isLive()], client);
}

void ConnectionPool::start(Origin *origin, PoolClient *client)
{
    ++origin->active[client->isLive()];
    Connection *connection = takeIdle(origin, client->tls());
    const bool fresh = !connection;
    if (fresh) {
        connection = new Connection(this, origin, client->tls());
    }
    connection->isLive = client->isLive();
    connection->counted = true;
    client->setConnection(connection);
    if (fresh) {
        connection->open(client);
    } else {
        connection->reuse(client);
    }
}

Connection *ConnectionPool::takeIdle(Origin *origin, const TlsSettings *tls)
{
    const auto now = Connection::Clock::now();
    // The one that was used last is the most likely to be alive.
    for (size_t i = origin->idle.size(); i-- > 0;) {
        Connection *connection = origin->idle[i];
        if (!connection->matches(tls)) {
            continue;
        }
        origin->idle.erase(origin->idle.begin() + std::ptrdiff_t(i));
        if (now < connection->expires() && connection->isQuiet()) {
            return connection;
        }
        connection->deleteLater();
    }
    return nullptr;
}

void ConnectionPool::park(Connection *connection)
{
    release(connection);
    Origin *origin = connection->origin();
    origin->idle.push_back(connection);
    if (!m_expiry.isActive()) {
        m_expiry.start();
    }
    serve(origin);
}

void ConnectionPool::discard(Connection *connection)
{
    Origin *origin = connection->origin();
    if (std::erase(origin->idle, connection) == 0) {
        release(connection);
    }
    connection->disconnect(this);
    connection->deleteLater();
    serve(origin);
}

// The connection no longer counts for the limit.
void ConnectionPool::release(Connection *connection)
{
    if (connection->counted) {
        connection->counted = false;
        --connection->origin()->active[connection->isLive];
    }
}

void ConnectionPool::serve(Origin *origin)
{
    for (const bool live : { false, true }) {
        while (!origin->waiting[live].empty() && origin->active[live] < m_limits[live]) {
            PoolClient *client = origin->waiting[live].front();
            origin->waiting[live].pop_front();
            start(origin, client);
        }
    }
}

void ConnectionPool::closeExpired()
{
    const auto now = Connection::Clock::now();
    bool any = false;
    for (const auto &origin : m_origins) {
        std::erase_if(origin->idle, [now](Connection *connection) {
            const bool over = connection->expires() <= now;
            if (over) {
                connection->deleteLater();
            }
            return over;
        });
        any = any || !origin->idle.empty();
    }
    if (!any) {
        m_expiry.stop();
    }
}

void ConnectionPool::closeIdle()
{
    for (const auto &origin : m_origins) {
        for (Connection *connection : std::exchange(origin->idle, {})) {
            connection->deleteLater();
        }
    }
}

} // namespace DurableStreams

#include "moc_connectionpool_p.cpp"
