// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "client.h"
#include "request/clientprivate_p.h"
#include "request/streamprivate_p.h"
#include "wire/streampath_p.h"

#include <durablestreams/httpaccessmanager.h>

#include <QtCore/QMetaMethod>

namespace DurableStreams {

namespace {

QString originOf(const QUrl &url)
{
    return url.scheme() + u' ' + url.host() + u' ' + QString::number(url.port());
}

} // namespace

void ClientPrivate::emitTrace(const RequestTrace &trace)
{
    Q_EMIT q->requestTraced(trace);
}

bool ClientPrivate::isTraced() const
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Client::requestTraced);
    return q->isSignalConnected(signal);
}

bool ClientPrivate::honoursProducers(const QUrl &url) const
{
    return producers.value(originOf(url));
}

void ClientPrivate::noteProducers(const QUrl &url, bool honoured)
{
    // A server that forgot them once may be several behind one address.
    const QString origin = originOf(url);
    producers.insert(origin, producers.value(origin, true) && honoured);
}

Client::Client(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ClientPrivate>(this))
{
    d->ownManager = std::make_unique<HttpAccessManager>();
    d->transport = std::make_unique<Transport>(d->ownManager.get());
}

Client::Client(QNetworkAccessManager *manager, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ClientPrivate>(this))
{
    d->transport = std::make_unique<Transport>(manager);
}

Client::~Client()
{
    // Calls, readers and producers need the rest of us to come to their end.
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly));
}

QUrl Client::baseUrl() const
{
    return d->baseUrl;
}

void Client::setBaseUrl(const QUrl &url)
{
    d->baseUrl = url;
}

Stream Client::stream(const QUrl &url) const
{
    return Stream(QSharedPointer<StreamPrivate>::create(const_cast<Client *>(this), url));
}

Stream Client::stream(const QString &path) const
{
    QString base = d->baseUrl.path(QUrl::FullyEncoded);
    const QString relative = QString::fromLatin1(encodedPath(path));
    if (!base.endsWith(u'/')) {
        base += u'/';
    }
    QUrl url = d->baseUrl;
    url.setPath(base + (relative.startsWith(u'/') ? relative.sliced(1) : relative),
                QUrl::TolerantMode);
    return stream(url);
}

QHttpHeaders Client::headers() const
{
    return d->headers;
}

void Client::setHeaders(const QHttpHeaders &headers)
{
    d->headers = headers;
}

Parameters Client::parameters() const
{
    return d->parameters;
}

void Client::setParameters(const Parameters &parameters)
{
    d->parameters = parameters;
}

QSet<QByteArray> Client::secretNames() const
{
    return d->secretNames;
}

void Client::setSecretNames(const QSet<QByteArray> &names)
{
    d->secretNames = names;
}

void Client::setProvider(Provider provider)
{
    d->provider = std::move(provider);
}

RetryPolicy Client::retryPolicy() const
{
    return d->retryPolicy;
}

std::optional<Error> Client::setRetryPolicy(const RetryPolicy &policy)
{
    std::optional<Error> error = policy.validate();
    if (!error) {
        d->retryPolicy = policy;
    }
    return error;
}

std::chrono::milliseconds Client::timeout() const
{
    return d->timeout;
}

void Client::setTimeout(std::chrono::milliseconds timeout)
{
    d->timeout = timeout;
}

qint64 Client::traceBodyLimit() const
{
    return d->traceBodyLimit;
}

void Client::setTraceBodyLimit(qint64 bytes)
{
    d->traceBodyLimit = std::max<qint64>(0, bytes);
}

QNetworkAccessManager *Client::networkAccessManager() const
{
    return d->transport->manager();
}

} // namespace DurableStreams

#include "moc_client.cpp"
