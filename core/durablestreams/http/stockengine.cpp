// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "stockengine_p.h"

#include "enginebody_p.h"
#include "requestwriter_p.h"

#include <QtCore/QTimer>
#include <QtNetwork/QHttp1Configuration>
#include <QtNetwork/QHttpHeaders>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslError>

namespace DurableStreams::StockEngine {

using namespace Qt::StringLiterals;
using SentState = HttpAccessManager::SentState;
using TimeoutKind = HttpAccessManager::TimeoutKind;

constexpr auto TimeoutProperty = "durablestreams_timeout";
constexpr auto ProxyProperty = "durablestreams_proxy";

static QNetworkRequest prepareRequest(const QNetworkRequest &request, const QNetworkProxy &proxy)
{
    QNetworkRequest r(request);
    r.setTransferTimeout(0); // watch() does it, with an error of its own
    r.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    r.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    r.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    r.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    r.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    r.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    r.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, 2);
    r.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    QHttp1Configuration http1;
    http1.setNumberOfConnectionsPerHost(255);
    r.setHttp1Configuration(http1);
    r.setDecompressedSafetyCheckThreshold(-1);

    QHttpHeaders headers = r.headers();
    using Known = QHttpHeaders::WellKnownHeader;
    if (!headers.contains(Known::UserAgent)) {
        headers.append(Known::UserAgent, "DurableStreams"_ba);
    }
    if (!headers.contains(Known::AcceptLanguage)) {
        headers.append(Known::AcceptLanguage, "*"_ba);
    }
    if (r.attribute(HttpAccessManager::LiveAttribute).toBool()
        && !headers.contains(Known::AcceptEncoding)) {
        headers.append(Known::AcceptEncoding, "identity"_ba);
    }
    // Waiting for a 407 would need the body a second time.
    if (r.url().scheme() == u"http" && proxy.type() == QNetworkProxy::HttpProxy
        && !proxy.user().isEmpty()) {
        const QByteArray credentials = QByteArray((proxy.user() + u':' + proxy.password()).toUtf8());
        headers.append(Known::ProxyAuthorization, QByteArray("Basic " + credentials.toBase64()));
    }
    r.setHeaders(headers);
    return r;
}

Prepared prepare(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                 QIODevice *body, const QNetworkProxy &proxy)
{
    Prepared result { operation, prepareRequest(request, proxy) };
    if (operation == QNetworkAccessManager::GetOperation
        || operation == QNetworkAccessManager::HeadOperation) {
        return result;
    }
    const qint64 size = std::max<qint64>(0, bodySize(request, body));
    QHttpHeaders headers = result.request.headers();
    headers.replaceOrAppend(QHttpHeaders::WellKnownHeader::ContentLength, QByteArray::number(size));
    result.request.setHeaders(headers);
    result.request.setAttribute(QNetworkRequest::CustomVerbAttribute, method(operation, request));
    result.operation = QNetworkAccessManager::CustomOperation;
    result.body = new EngineBody(body, size);
    return result;
}

QByteArray method(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD"_ba;
    case QNetworkAccessManager::GetOperation:
        return "GET"_ba;
    case QNetworkAccessManager::PutOperation:
        return "PUT"_ba;
    case QNetworkAccessManager::PostOperation:
        return "POST"_ba;
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE"_ba;
    default:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

namespace {

void endByTimeout(QNetworkReply *reply, TimeoutKind kind)
{
    if (reply->isRunning()) {
        reply->setProperty(TimeoutProperty, QVariant::fromValue(kind));
        reply->abort();
    }
}

void watchIdle(QNetworkReply *reply, std::chrono::milliseconds time)
{
    auto *idle = new QTimer(reply);
    idle->setSingleShot(true);
    idle->callOnTimeout(reply, [reply, idle] {
        const qint64 limit = reply->readBufferSize();
        if (limit > 0 && reply->bytesAvailable() >= limit) {
            idle->start(); // the reader holds the data back
        } else {
            endByTimeout(reply, TimeoutKind::Idle);
        }
    });
    const auto restart = [idle] { idle->start(); };
    QObject::connect(reply, &QNetworkReply::metaDataChanged, idle, restart);
    QObject::connect(reply, &QNetworkReply::readyRead, idle, restart);
    QObject::connect(reply, &QNetworkReply::uploadProgress, idle, restart);
    idle->start(time);
}

} // namespace

void watch(QNetworkReply *reply, const QNetworkRequest &request, QIODevice *body)
{
    if (body) {
        body->setParent(reply);
    }
    const auto total = request.attribute(HttpAccessManager::TotalTimeoutAttribute)
                           .value<std::chrono::milliseconds>();
    if (total.count() > 0) {
        QTimer::singleShot(total, reply, [reply] { endByTimeout(reply, TimeoutKind::Total); });
    }
    if (request.transferTimeoutAsDuration().count() > 0) {
        watchIdle(reply, request.transferTimeoutAsDuration());
    }
    const auto pinned = request.attribute(HttpAccessManager::PinnedCertificateAttribute)
                            .value<QSslCertificate>();
    if (!pinned.isNull()) {
        QObject::connect(reply, &QNetworkReply::sslErrors, reply,
                         [reply, pinned](const QList<QSslError> &errors) {
                             if (reply->sslConfiguration().peerCertificate() == pinned) {
                                 reply->ignoreSslErrors(errors);
                             }
                         });
    }
}

void noteProxy(QNetworkReply *reply, const QNetworkProxy &proxy)
{
    // Any other is asked as if it were the server.
    const bool caches = proxy.type() == QNetworkProxy::HttpCachingProxy;
    reply->setProperty(ProxyProperty, caches && reply->url().scheme() == u"http");
}

// As QNetworkReplyHttpImpl and QHttpNetworkConnection of Qt 6.8 complete a request. Which encodings
// they accept depends on how Qt was built, and nobody tells.
QHttpHeaders sentHeaders(const QNetworkReply *reply)
{
    using Known = QHttpHeaders::WellKnownHeader;
    QHttpHeaders headers = reply->request().headers();
    const auto add = [&headers](QLatin1StringView name, QLatin1StringView value) {
        if (!headers.contains(name)) {
            headers.append(name, value);
        }
    };
    const bool reads = reply->operation() == QNetworkAccessManager::GetOperation
        || reply->operation() == QNetworkAccessManager::HeadOperation;
    const auto cache = reply->request().attribute(QNetworkRequest::CacheLoadControlAttribute);
    if (reads && cache.toInt() == QNetworkRequest::AlwaysNetwork
        && !headers.contains(Known::CacheControl)) {
        add("cache-control"_L1, "no-cache"_L1);
        add("pragma"_L1, "no-cache"_L1);
    }
    if (reply->property(ProxyProperty).toBool()) {
        add("proxy-connection"_L1, "Keep-Alive"_L1);
    } else {
        add("connection"_L1, "Keep-Alive"_L1);
    }
    headers.insert(0, Known::Host, hostHeader(reply->url()));
    return headers;
}

SentState sentState(const QNetworkReply *reply)
{
    if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid()) {
        return SentState::Answered;
    }
    switch (reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return SentState::NotSent;
    default:
        return SentState::Sent;
    }
}

TimeoutKind timeoutKind(const QNetworkReply *reply)
{
    const QVariant kind = reply->property(TimeoutProperty);
    return kind.isValid() ? kind.value<TimeoutKind>() : TimeoutKind::None;
}

} // namespace DurableStreams::StockEngine
