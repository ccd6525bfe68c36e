// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpreply_p.h"

#include "enginebody_p.h"
#include "redirect_p.h"
#include "statuserror_p.h"
#include "unrepeatablebody_p.h"

#include <QtCore/QBuffer>
#include <QtNetwork/QSslError>

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using TimeoutKind = HttpAccessManager::TimeoutKind;
using SentState = HttpAccessManager::SentState;
using Known = QHttpHeaders::WellKnownHeader;

HttpReply::HttpReply(ConnectionPool *pool, Origin *origin, QNetworkAccessManager::Operation operation,
                     const QByteArray &method, const QNetworkRequest &request, QIODevice *body,
                     std::chrono::milliseconds connectTimeout, QObject *parent)
    : QNetworkReply(parent)
    , m_pool(pool)
    , m_origin(origin)
{
    using std::chrono::milliseconds;
    setRequest(request);
    setUrl(request.url());
    setOperation(operation);
    open(ReadOnly | Unbuffered);

    m_parts.method = method;
    m_parts.url = request.url();
    m_parts.headers = request.headers();
    m_live = request.attribute(HttpAccessManager::LiveAttribute).toBool();
    m_parts.identity = m_live;
    m_decodes = !m_parts.headers.contains(Known::AcceptEncoding);
    m_mayResend = request.attribute(HttpAccessManager::ResendAttribute).toBool();
    const QVariant policy = request.attribute(QNetworkRequest::RedirectPolicyAttribute);
    if (policy.isValid()) {
        m_redirectPolicy = static_cast<QNetworkRequest::RedirectPolicy>(policy.toInt());
    }
    const QVariant connectTime = request.attribute(HttpAccessManager::ConnectTimeoutAttribute);
    m_connectTime = connectTime.isValid() ? connectTime.value<milliseconds>() : connectTimeout;
    m_idleTime = request.transferTimeoutAsDuration();
    const auto total = request.attribute(HttpAccessManager::TotalTimeoutAttribute).value<milliseconds>();
    if (total.count() > 0) {
        m_totalDeadline = Clock::now() + total;
    }
    if (origin->secure) {
        const QVariant pinned = request.attribute(HttpAccessManager::PinnedCertificateAttribute);
        m_tls = std::make_unique<Tls>();
        m_tls->settings = { request.sslConfiguration(), pinned.value<QSslCertificate>(),
                            request.peerVerifyName() };
    }
    takeBody(body);
    begin();
}

HttpReply::~HttpReply()
{
    detach();
}

// The clock is asked only for somebody who wants to know: that takes longer than most things here.
void HttpReply::noteActivity()
{
    if (m_idleTime.count() > 0) {
        m_lastActivity = Clock::now();
    }
}

// A body that the library made; a copy of it in pieces would cost more than sending it.
static std::optional<QByteArray> bytesOf(QIODevice *body)
{
    auto *whole = qobject_cast<UnrepeatableBody *>(body);
    return whole ? whole->takeAll() : std::nullopt;
}

void HttpReply::takeBody(QIODevice *body)
{
    if (const auto *buffer = qobject_cast<QBuffer *>(body)) {
        m_out.body = buffer->pos() == 0 ? buffer->data() : buffer->data().sliced(buffer->pos());
        m_out.size = m_out.body.size();
    } else if (auto bytes = bytesOf(body)) {
        m_out.body = *std::move(bytes);
        m_out.size = m_out.body.size();
    } else if (body) {
        m_out.device = body;
        m_out.size = bodySize(request(), body);
        m_bodyStart = body->isSequential() ? -1 : body->pos();
    }
    m_out.isHead = m_parts.method == "HEAD"_ba;
    const bool alwaysHasBody = m_parts.method == "POST"_ba || m_parts.method == "PUT"_ba;
    m_parts.contentLength = body || alwaysHasBody ? m_out.size : -1;
}

// Writes the head and asks for a connection.
void HttpReply::begin()
{
    if (m_out.size < 0) {
        m_out.size = 0;
        failLater(ProtocolInvalidOperationError, u"the length of the body is not known"_s);
        return;
    }
    std::expected<QByteArray, QString> head
        = writeRequestHead(m_parts, m_origin->hostHeader, m_origin->target(m_parts.url));
    if (!head) {
        failLater(ProtocolInvalidOperationError, head.error());
        return;
    }
    m_out.head = *std::move(head);
    m_waiting = true;
    m_pool->submit(m_origin, this);
    if (nextDeadline() != Never) {
        m_pool->timeouts().watch(this);
    }
}

void HttpReply::setConnection(Connection *connection)
{
    m_waiting = false;
    m_connection = connection;
    noteActivity();
    const bool connects = connection->isNew() && m_connectTime.count() > 0;
    m_connectDeadline = connects ? Clock::now() + m_connectTime : Never;
    if (connects || m_idleTime.count() > 0) {
        m_pool->timeouts().watch(this);
    }
}

void HttpReply::connectionUp()
{
    m_connectDeadline = Never;
    noteActivity();
    m_sent = true;
    if (m_tls) {
        m_tls->state = m_connection->tlsState();
    }
}

void HttpReply::bodyWritten(qint64 bytes)
{
    noteActivity();
    if (bytes > m_uploaded) {
        m_uploaded = bytes;
        Q_EMIT uploadProgress(bytes, m_out.size);
    }
}

void HttpReply::headParsed(ResponseHead &&head)
{
    m_head = std::move(head);
    m_hasHead = true;
    m_redirect = redirectTarget(m_parts.method, m_head.status, m_parts.url,
                                m_head.headers.value(Known::Location), m_redirectPolicy);
    if (!m_redirect) {
        setUpDecoder();
    }
}

void HttpReply::setUpDecoder()
{
    bool ok = false;
    const qint64 length = m_head.headers.value(Known::ContentLength).toLongLong(&ok);
    m_total = ok ? length : -1;
    const QByteArray coding = m_head.headers.combinedValue(Known::ContentEncoding);
    if (!m_decodes || ContentDecoder::isIdentity(coding)) {
        return;
    }
    m_decoder = ContentDecoder::create(coding);
    m_badCoding = !m_decoder;
    if (m_decoder) {
        setAttribute(QNetworkRequest::OriginalContentLengthAttribute, m_total);
        m_total = -1;
        m_head.headers.removeAll(Known::ContentEncoding);
        m_head.headers.removeAll(Known::ContentLength);
    }
}

void HttpReply::bodyParsed(char *data, qsizetype size)
{
    if (m_redirect || m_badCoding) {
        return; // nobody reads it
    }
    (m_decoder ? m_encoded : m_body).append(m_pool->blocks(), data, size);
    m_received += size;
}

qsizetype HttpReply::wanted() const
{
    const qint64 limit = readBufferSize();
    if (limit <= 0 || m_redirect) {
        return InputBlock::Size;
    }
    if (!m_hasHead) {
        return std::max<qsizetype>(limit, 1024); // a body may come right behind the head
    }
    return std::max<qsizetype>(0, limit - m_body.size() - m_encoded.size());
}

void HttpReply::publishHead()
{
    m_headPublished = true;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_head.status);
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, m_head.reason);
    setAttribute(QNetworkRequest::ConnectionEncryptedAttribute, m_origin->secure);
    if (m_head.headers.contains(Known::Location) && m_head.status / 100 == 3) {
        const auto location = m_head.headers.value(Known::Location);
        setAttribute(QNetworkRequest::RedirectionTargetAttribute, QUrl::fromEncoded(location));
    }
    setHeaders(std::move(m_head.headers));
    Q_EMIT metaDataChanged();
}

void HttpReply::deliver()
{
    noteActivity();
    if (!m_hasHead || m_redirect) {
        return;
    }
    const QPointer<HttpReply> alive(this);
    if (!m_headPublished) {
        publishHead();
        if (!alive || isFinished()) {
            return;
        }
    }
    if (m_badCoding) {
        detach();
        finish(UnknownContentError, u"the content coding of the answer is not supported"_s);
        return;
    }
    if (m_decoder && !decodeMore()) {
        detach();
        finish(UnknownContentError, u"the compressed body is damaged"_s);
        return;
    }
    if (!m_body.isEmpty()) {
        Q_EMIT readyRead();
        if (alive && !isFinished()) {
            Q_EMIT downloadProgress(m_received, m_total);
        }
    }
}

// Decodes as much as there is room for.
bool HttpReply::decodeMore()
{
    const qint64 limit = readBufferSize();
    BlockSource &blocks = m_pool->blocks();
    while (!m_encoded.isEmpty() || m_decoder->hasPending()) {
        const BlockSource::Room room = blocks.reserve();
        const qint64 left = limit > 0 ? limit - m_body.size() : room.size;
        if (left <= 0) {
            break;
        }
        const ContentDecoder::Step step
            = m_decoder->decode(m_encoded.front(), room.data, std::min<qint64>(room.size, left));
        m_encoded.skip(step.consumed);
        if (step.produced > 0) {
            blocks.commit(step.produced);
            m_body.append(blocks, room.data, step.produced);
        }
        if (!step.good) {
            return false;
        }
    }
    return true;
}

bool HttpReply::isDrained() const
{
    return m_encoded.isEmpty() && !(m_decoder && m_decoder->hasPending());
}

void HttpReply::exchangeComplete()
{
    m_connection.clear();
    m_pool->timeouts().forget(this);
    m_bodyArrived = true;
    if (m_redirect) {
        followRedirect();
        return;
    }
    const QPointer<HttpReply> alive(this);
    deliver();
    if (alive) {
        finishWhenDrained();
    }
}

void HttpReply::finishWhenDrained()
{
    if (isFinished() || !m_bodyArrived || !isDrained()) {
        return;
    }
    if (m_decoder && m_decoder->hasBegun() && !m_decoder->atEnd()) {
        finish(RemoteHostClosedError, u"the compressed body was cut short"_s);
    } else {
        const NetworkError error = errorOfStatus(m_head.status);
        finish(error, error == NoError ? QString() : describeStatus(m_head.status, m_head.reason));
    }
}

void HttpReply::exchangeFailed(const ExchangeFailure &failure)
{
    m_connection.clear();
    m_sent = failure.sent;
    const bool again = failure.stale && (!failure.sent || (m_mayResend && !m_resent));
    if (again && sendAgain()) {
        return;
    }
    const QPointer<HttpReply> alive(this);
    if (m_hasHead && !m_redirect) {
        deliver(); // what arrived is the reader's, though the end is missing
    }
    if (alive) {
        finish(failure.error, failure.text);
    }
}

void HttpReply::failLater(NetworkError error, const QString &text)
{
    QMetaObject::invokeMethod(this, [this, error, text] { finish(error, text); },
                              Qt::QueuedConnection);
}

void HttpReply::finish(NetworkError error, const QString &text)
{
    if (isFinished()) {
        return;
    }
    if (m_pool) {
        m_pool->timeouts().forget(this);
    }
    setFinished(true);
    const QPointer<HttpReply> alive(this);
    if (error != NoError) {
        setError(error, text);
        Q_EMIT errorOccurred(error);
    }
    if (alive) {
        Q_EMIT readChannelFinished();
    }
    if (alive) {
        Q_EMIT finished();
    }
}

// Leaves the pool; an exchange under way costs the connection.
void HttpReply::detach()
{
    if (!m_pool) {
        return; // the manager is gone
    }
    m_pool->timeouts().forget(this);
    if (std::exchange(m_waiting, false)) {
        m_pool->withdraw(m_origin, this);
    }
    if (m_connection) {
        std::exchange(m_connection, nullptr)->giveUp();
    }
}

void HttpReply::abort()
{
    if (isFinished()) {
        return;
    }
    detach();
    m_body.clear();
    m_encoded.clear();
    finish(OperationCanceledError, u"the request was cancelled"_s);
}

void HttpReply::close()
{
    abort();
    QNetworkReply::close();
}

QHttpHeaders HttpReply::sentHeaders() const
{
    return m_out.head.isEmpty() ? m_parts.headers : headersOf(m_out.head);
}

SentState HttpReply::sentState() const
{
    return m_hasHead ? SentState::Answered : m_sent ? SentState::Sent : SentState::NotSent;
}

} // namespace DurableStreams

#include "moc_httpreply_p.cpp"
