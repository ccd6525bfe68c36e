// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpaccessmanager.h"

#include "http/enginebody_p.h"
#include "http/stockengine_p.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>

namespace DurableStreams {

using namespace std::chrono_literals;

class HttpAccessManagerPrivate
{
public:
    explicit HttpAccessManagerPrivate(HttpAccessManager *manager)
        : q(manager)
    {
    }

    QNetworkReply *stockRequest(QNetworkAccessManager::Operation operation,
                                const QNetworkRequest &request, QIODevice *body,
                                const QNetworkProxy &proxy);

    HttpAccessManager *q;
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

HttpAccessManager::~HttpAccessManager() = default;

HttpAccessManager::SentState HttpAccessManager::sentState(const QNetworkReply *reply)
{
    return StockEngine::sentState(reply);
}

HttpAccessManager::TimeoutKind HttpAccessManager::timeoutKind(const QNetworkReply *reply)
{
    return StockEngine::timeoutKind(reply);
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
    clearConnectionCache();
}

QNetworkReply *HttpAccessManagerPrivate::stockRequest(QNetworkAccessManager::Operation operation,
                                                      const QNetworkRequest &request,
                                                      QIODevice *body, const QNetworkProxy &proxy)
{
    QNetworkRequest prepared = StockEngine::prepare(request, proxy);
    EngineBody *oneShot = nullptr;
    if (operation != QNetworkAccessManager::GetOperation
        && operation != QNetworkAccessManager::HeadOperation) {
        const qint64 size = std::max<qint64>(0, bodySize(request, body));
        QHttpHeaders headers = prepared.headers();
        headers.replaceOrAppend(QHttpHeaders::WellKnownHeader::ContentLength,
                                QByteArray::number(size));
        prepared.setHeaders(headers);
        prepared.setAttribute(QNetworkRequest::CustomVerbAttribute,
                              StockEngine::method(operation, request));
        operation = QNetworkAccessManager::CustomOperation;
        oneShot = new EngineBody(body, size);
    }
    QNetworkReply *reply = q->QNetworkAccessManager::createRequest(operation, prepared, oneShot);
    if (oneShot) {
        oneShot->setParent(reply);
    }
    StockEngine::watch(reply, request);
    return reply;
}

QNetworkReply *HttpAccessManager::createRequest(Operation operation, const QNetworkRequest &request,
                                                QIODevice *outgoingData)
{
    return d->stockRequest(operation, request, outgoingData, QNetworkProxy(QNetworkProxy::NoProxy));
}

} // namespace DurableStreams

#include "moc_httpaccessmanager.cpp"
