// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpaccessmanager.h"

#include "http/httpreply_p.h"
#include "http/stockengine_p.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Asking the system for its proxy can be slow, and may not be done for each request.
constexpr auto ProxyMemory = 10s;

class HttpAccessManagerPrivate
{
public:
    explicit HttpAccessManagerPrivate(HttpAccessManager *manager)
        : q(manager)
        , pool(std::make_unique<ConnectionPool>())
    {
        pool->setLimits(connections, liveConnections);
    }

    QNetworkProxy proxyFor(Origin *origin, const QUrl &url);

    HttpAccessManager *q;
    std::unique_ptr<ConnectionPool> pool;
    int connections = 16;
    int liveConnections = 512;
    std::chrono::milliseconds connectTimeout = 15s;
};

HttpAccessManager::HttpAccessManager(QObject *parent)
    : QNetworkAccessManager(parent)
    , d(std::make_unique<HttpAccessManagerPrivate>(this))
{
    setCookieJar(nullptr);
    setAutoDeleteReplies(false);
}

HttpAccessManager::~HttpAccessManager()
{
    // Replies leave the pool as they go.
    const QObjectList all = children();
    for (QObject *child : all) {
        if (auto *reply = qobject_cast<HttpReply *>(child)) {
            delete reply;
        }
    }
}

HttpAccessManager::SentState HttpAccessManager::sentState(const QNetworkReply *reply)
{
    const auto *own = qobject_cast<const HttpReply *>(reply);
    return own ? own->sentState() : StockEngine::sentState(reply);
}

HttpAccessManager::TimeoutKind HttpAccessManager::timeoutKind(const QNetworkReply *reply)
{
    const auto *own = qobject_cast<const HttpReply *>(reply);
    return own ? own->timeoutKind() : StockEngine::timeoutKind(reply);
}

QHttpHeaders HttpAccessManager::sentHeaders(const QNetworkReply *reply)
{
    const auto *own = qobject_cast<const HttpReply *>(reply);
    return own ? own->sentHeaders() : StockEngine::sentHeaders(reply);
}

int HttpAccessManager::liveConnectionLimit() const
{
    return d->liveConnections;
}

int HttpAccessManager::connectionLimit() const
{
    return d->connections;
}

void HttpAccessManager::setConnectionLimits(int connections, int liveConnections)
{
    d->connections = std::max(1, connections);
    d->liveConnections = std::max(1, liveConnections);
    d->pool->setLimits(d->connections, d->liveConnections);
}

std::chrono::milliseconds HttpAccessManager::connectTimeout() const
{
    return d->connectTimeout;
}

void HttpAccessManager::setConnectTimeout(std::chrono::milliseconds timeout)
{
    d->connectTimeout = timeout;
}

void HttpAccessManager::closeIdleConnections()
{
    d->pool->closeIdle();
    clearConnectionCache();
}

QNetworkProxy HttpAccessManagerPrivate::proxyFor(Origin *origin, const QUrl &url)
{
    if (q->proxyFactory()) {
        return q->proxyFactory()->queryProxy(QNetworkProxyQuery(url)).value(0);
    }
    if (q->proxy().type() != QNetworkProxy::DefaultProxy) {
        return q->proxy();
    }
    const auto now = std::chrono::steady_clock::now();
    if (now >= origin->proxyKnownUntil) {
        origin->proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url)).value(0);
        origin->proxyKnownUntil = now + ProxyMemory;
    }
    return origin->proxy;
}

QNetworkReply *HttpAccessManager::createRequest(Operation operation, const QNetworkRequest &request,
                                                QIODevice *outgoingData)
{
    const QString scheme = request.url().scheme();
    if (scheme != "http"_L1 && scheme != "https"_L1) {
        return QNetworkAccessManager::createRequest(operation, request, outgoingData);
    }
    Origin *origin = d->pool->origin(request.url());
    const QNetworkProxy proxy = d->proxyFor(origin, request.url());
    if (proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy) {
        const StockEngine::Prepared p = StockEngine::prepare(operation, request, outgoingData, proxy);
        QNetworkReply *reply = QNetworkAccessManager::createRequest(p.operation, p.request, p.body);
        StockEngine::watch(reply, request, p.body);
        StockEngine::noteProxy(reply, proxy);
        return reply;
    }
    return new HttpReply(d->pool.get(), origin, operation, StockEngine::method(operation, request),
                         request, outgoingData, d->connectTimeout, this);
}

} // namespace DurableStreams

#include "moc_httpaccessmanager.cpp"
