// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "transport_p.h"

#include "http/unrepeatablebody_p.h"

#include <durablestreams/httpaccessmanager.h>

#include <QtNetwork/QHttp1Configuration>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

// What stock Qt needs to behave; a manager of our own ignores what does not concern it.
QNetworkRequest networkRequest(const WireRequest &request)
{
    QNetworkRequest result(request.url);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                        QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Idle connections go stale after this many seconds, before a server closes them.
    result.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, 2);
    QHttp1Configuration http1;
    http1.setNumberOfConnectionsPerHost(255);
    result.setHttp1Configuration(http1);
    result.setDecompressedSafetyCheckThreshold(-1);
    result.setAttribute(HttpAccessManager::LiveAttribute, request.live);
    result.setHeaders(request.headers);
    return result;
}

ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCode::Tls;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::OperationCanceledError: // a transfer timeout of the manager
        return ErrorCode::Timeout;
    case QNetworkReply::ProxyAuthenticationRequiredError: // without a status: from a tunnel
        return ErrorCode::Unauthorized;
    case QNetworkReply::ProtocolInvalidOperationError: // without a status: nothing was sent
        return ErrorCode::InvalidArgument;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::UnknownContentError:
        return ErrorCode::Network;
    default:
        return ErrorCode::Network;
    }
}

} // namespace

TransportReply::TransportReply(QNetworkReply *reply, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
{
    connect(reply, &QNetworkReply::metaDataChanged, this, &TransportReply::headersReceived);
    connect(reply, &QNetworkReply::readyRead, this, &TransportReply::readyRead);
    connect(reply, &QNetworkReply::uploadProgress, this, &TransportReply::uploadProgress);
    connect(reply, &QNetworkReply::finished, this, &TransportReply::finished);
    // A manager takes its replies with it.
    connect(reply, &QObject::destroyed, this, &TransportReply::finished);
}

TransportReply::~TransportReply()
{
    abort();
}

int TransportReply::status() const
{
    return m_reply ? m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
}

QHttpHeaders TransportReply::headers() const
{
    return m_reply ? m_reply->headers() : QHttpHeaders();
}

qint64 TransportReply::bytesAvailable() const
{
    return m_reply && m_reply->isOpen() ? m_reply->bytesAvailable() : 0;
}

qint64 TransportReply::read(char *data, qint64 maxSize)
{
    return m_reply && m_reply->isOpen() ? std::max<qint64>(0, m_reply->read(data, maxSize)) : 0;
}

std::optional<ErrorCode> TransportReply::failure() const
{
    if (!m_reply) {
        return ErrorCode::Network;
    }
    const int code = status();
    const bool isErrorStatus = code >= 400 || (code >= 300 && code < 400);
    if (m_reply->error() == QNetworkReply::NoError || isErrorStatus) {
        return std::nullopt;
    }
    return codeOf(m_reply->error());
}

QString TransportReply::failureText() const
{
    return m_reply ? m_reply->errorString() : u"the network manager is gone"_s;
}

bool TransportReply::maybeSent() const
{
    return !m_reply
        || HttpAccessManager::sentState(m_reply) != HttpAccessManager::SentState::NotSent;
}

QHttpHeaders TransportReply::sentHeaders() const
{
    return m_reply ? HttpAccessManager::sentHeaders(m_reply) : QHttpHeaders();
}

void TransportReply::abort()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
}

Transport::Transport(QNetworkAccessManager *manager)
    : m_manager(manager)
{
}

TransportReply *Transport::send(const WireRequest &request, QObject *parent)
{
    Q_ASSERT(m_manager);
    QNetworkRequest network = networkRequest(request);
    QNetworkReply *reply = nullptr;
    if (request.method == "GET") {
        reply = m_manager->get(network);
    } else if (request.method == "HEAD") {
        reply = m_manager->head(network);
    } else {
        // All three are needed, or a broken connection makes stock Qt send the body again.
        auto *body = request.device ? new UnrepeatableBody(request.device)
                                    : new UnrepeatableBody(request.body);
        QHttpHeaders headers = request.headers;
        headers.replaceOrAppend(QHttpHeaders::WellKnownHeader::ContentLength,
                                QByteArray::number(body->size()));
        network.setHeaders(headers);
        network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        reply = m_manager->sendCustomRequest(network, request.method, body);
        body->setParent(reply);
    }
    if (request.bufferSize > 0) {
        reply->setReadBufferSize(request.bufferSize);
    }
    return new TransportReply(reply, parent);
}

} // namespace DurableStreams

#include "moc_transport_p.cpp"
