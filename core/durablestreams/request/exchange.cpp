// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "exchange_p.h"
#include "request/clientprivate_p.h"
#include "request/requestbuilder_p.h"
#include "request/secretvalues_p.h"
#include "wire/redaction_p.h"

#include <durablestreams/secretmask.h>

#include <QtCore/QIODevice>

#include <atomic>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// How much of the body of an error is kept.
constexpr qint64 maxErrorBody = 64 * 1024;

std::atomic<quint64> traceCounter = 0;

bool isError(int status)
{
    return status != 304 && (status < 200 || status >= 300);
}

} // namespace

Exchange::Exchange(ClientPrivate *client, ExchangeRequest request, QObject *parent)
    : QObject(parent)
    , m_client(client->q)
    , m_d(client)
    , m_request(std::move(request))
    , m_timeout(m_request.timeout.value_or(m_request.options.timeout.value_or(client->timeout)))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Exchange::onTimeout);
}

Exchange::~Exchange() = default;

void Exchange::start()
{
    if (m_request.device && !m_request.device->isSequential()) {
        m_devicePosition = m_request.device->pos();
    }
    QMetaObject::invokeMethod(this, &Exchange::ask, Qt::QueuedConnection);
}

void Exchange::abort()
{
    m_timer.stop();
    if (m_reply && !m_finished) {
        m_trace.failure = u"given up"_s;
        m_maybeSent = m_reply->maybeSent();
        trace(true);
    }
    m_finished = true;
    if (m_reply) {
        m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }
}

void Exchange::ask()
{
    if (m_finished) {
        return;
    }
    if (!m_client || !m_d->transport->manager()) {
        fail(ErrorCode::Network, u"the client is gone"_s);
        return;
    }
    if (!m_d->provider) {
        answered({});
        return;
    }
    ++m_asked;
    RequestContext context { m_request.method, requestUrl(*m_d, m_request, {}), facts().name,
                             m_request.attempt, m_refused };
    if (context.purpose.isEmpty()) {
        context.purpose = operationName(m_request.operation);
    }
    const int question = m_asked;
    m_d->provider(context, [self = QPointer(this), question](const RequestExtras &extras) {
        if (self && self->m_asked == question && !self->m_finished) {
            self->answered(extras);
        }
    });
}

void Exchange::answered(const RequestExtras &extras)
{
    const bool isSame = m_refused
        && extras.headers.toListOfPairs() == m_extras.headers.toListOfPairs()
        && extras.parameters == m_extras.parameters;
    if ((extras.giveUp && m_refused) || isSame) {
        complete();
        return;
    }
    ++m_asked; // a second answer to the same question counts for nothing
    m_extras = extras;
    m_target = requestUrl(*m_d, m_request, extras);
    m_sentHeaders = requestHeaders(*m_d, m_request, extras);
    m_secrets = secretValues(*m_d, m_request, extras);
    send();
}

void Exchange::send()
{
    m_status = 0;
    m_headers = {};
    m_body.clear();
    m_headersSeen = false;
    m_maybeSent = false;
    m_started = std::chrono::steady_clock::now();
    m_trace = {};
    m_trace.id = ++traceCounter;
    m_trace.started = QDateTime::currentDateTimeUtc();
    m_trace.requestBody = m_request.body.first(
        std::min(m_d->traceBodyLimit, qint64(m_request.body.size())));
    m_trace.requestBodySize = m_request.body.size();
    m_trace.requestBodyCut = m_trace.requestBody.size() < m_trace.requestBodySize;
    m_reply = m_d->transport->send({ m_request.method, m_target, m_sentHeaders, m_request.body,
                                     m_request.device, m_request.bufferSize, m_request.live },
                                   this);
    connectReply();
    m_lastProgress = m_started;
    armTimeout();
}

void Exchange::connectReply()
{
    connect(m_reply, &TransportReply::headersReceived, this, &Exchange::onHeaders);
    connect(m_reply, &TransportReply::readyRead, this, &Exchange::onReadyRead);
    connect(m_reply, &TransportReply::finished, this, &Exchange::onReplyFinished);
    connect(m_reply, &TransportReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        progress();
        if (total > 0) {
            m_trace.bytesSent = sent;
            Q_EMIT uploadProgress(sent, total);
        }
    });
}

void Exchange::onHeaders()
{
    progress();
    if (m_headersSeen || m_reply->status() == 0) {
        return;
    }
    m_headersSeen = true;
    m_status = m_reply->status();
    m_headers = m_reply->headers();
    noteProducers();
    m_trace.toHeaders = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - m_started);
    trace(false);
    if (isPulled()) {
        Q_EMIT headersReceived();
    }
}

// What one stream of a server tells holds for its others.
void Exchange::noteProducers()
{
    const bool tells
        = m_headers.contains("Producer-Epoch") || m_headers.contains("Producer-Expected-Seq");
    const bool isSuccess
        = (m_status == 200 || m_status == 204) && m_headers.contains("Stream-Next-Offset");
    if (m_client && m_sentHeaders.contains("Producer-Id") && (tells || isSuccess)) {
        m_d->noteProducers(m_target, tells);
    }
}

bool Exchange::isPulled() const
{
    return m_request.bufferSize > 0 && m_status != 0 && !isError(m_status);
}

void Exchange::onReadyRead()
{
    progress();
    if (!m_headersSeen) {
        onHeaders();
    }
    if (!m_reply) {
        return;
    }
    if (isPulled()) {
        Q_EMIT readyRead();
    } else {
        collect();
    }
}

void Exchange::collect()
{
    char buffer[16 * 1024];
    while (const qint64 got = m_reply ? m_reply->read(buffer, sizeof buffer) : 0) {
        noteReceived(buffer, got);
        if (!isError(m_status) || m_body.size() < maxErrorBody) {
            m_body.append(buffer, got);
        }
    }
}

qint64 Exchange::bytesAvailable() const
{
    return m_reply ? m_reply->bytesAvailable() : 0;
}

qint64 Exchange::read(char *data, qint64 maxSize)
{
    const qint64 got = m_reply ? m_reply->read(data, maxSize) : 0;
    noteReceived(data, got);
    return got;
}

void Exchange::onReplyFinished()
{
    if (m_finished || !m_reply) {
        return;
    }
    if (m_reply->status() != 0 && !m_headersSeen) {
        onHeaders();
    }
    if (m_finished || !m_reply) {
        return; // whoever heard of the headers has given up
    }
    if (!isPulled()) {
        collect();
    }
    m_maybeSent = m_reply->maybeSent();
    if (const auto code = m_reply->failure()) {
        const QString text
            = SecretMask(m_secrets)
                  .masked(Redaction(m_d->secretNames).text(m_reply->failureText(), m_target));
        fail(*code, m_status == 0 ? text : u"the answer was cut short: "_s + text);
        return;
    }
    trace(true);
    if (!tryToRedirect() && !tryToRecover()) {
        complete();
    }
}

Result<StreamInfo> Exchange::result() const
{
    if (m_failure) {
        return std::unexpected(*m_failure);
    }
    auto result = interpretResponse(m_status, m_headers, m_body, facts());
    if (!result) {
        explainRedirect(result.error());
        const SecretMask mask(m_secrets);
        result.error().message = mask.masked(result.error().message);
        const bool isCut = m_body.size() > result.error().serverText.size();
        result.error().serverText
            = mask.masked(result.error().serverText,
                          isCut ? SecretMask::Extent::Beginning : SecretMask::Extent::Whole);
    }
    return result;
}

RequestFacts Exchange::facts() const
{
    RequestFacts facts;
    facts.operation = m_request.operation;
    facts.name = m_request.purpose;
    facts.url = m_request.url;
    facts.offset = m_request.offset;
    facts.hasBody = !m_request.body.isEmpty() || m_request.device;
    facts.hasSequence = m_request.protocolHeaders.contains("Stream-Seq");
    facts.hasProducer = m_request.protocolHeaders.contains("Producer-Id");
    facts.closes = m_request.protocolHeaders.contains("Stream-Closed");
    if (facts.hasProducer) {
        facts.producerEpoch = m_request.protocolHeaders.value("Producer-Epoch").toLongLong();
        facts.producerSequence = m_request.protocolHeaders.value("Producer-Seq").toLongLong();
    }
    facts.attempts = m_request.attempt;
    if (m_client) {
        facts.secretNames = m_d->secretNames;
    }
    return facts;
}

void Exchange::setTimeout(std::chrono::milliseconds timeout)
{
    m_timeout = timeout;
    armTimeout();
}

void Exchange::setTimeoutSuspended(bool suspended)
{
    if (std::exchange(m_suspended, suspended) != suspended) {
        m_lastProgress = std::chrono::steady_clock::now();
        armTimeout();
    }
}

void Exchange::progress()
{
    // The timer is not restarted each time: onTimeout() looks how long ago this was.
    m_lastProgress = std::chrono::steady_clock::now();
}

void Exchange::armTimeout()
{
    if (m_finished || m_suspended || m_timeout <= 0ms || !m_reply) {
        m_timer.stop();
        return;
    }
    const auto left = m_timeout
        - std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now()
                                                                - m_lastProgress);
    m_timer.start(std::max(left, 1ms));
}

void Exchange::onTimeout()
{
    if (std::chrono::steady_clock::now() - m_lastProgress < m_timeout) {
        armTimeout();
        return;
    }
    m_maybeSent = m_reply && m_reply->maybeSent();
    fail(ErrorCode::Timeout, u"nothing came for %1 s"_s.arg(double(m_timeout.count()) / 1000));
}

void Exchange::fail(ErrorCode code, const QString &reason)
{
    m_failure = makeError(code, facts(), reason);
    if (code == ErrorCode::InvalidArgument) {
        m_failure->message = reason; // whoever refused it speaks to the user
    }
    m_trace.failure = reason;
    if (m_reply) {
        trace(true);
    }
    // What has arrived of a pulled body can still be read.
    complete();
}

void Exchange::complete()
{
    m_timer.stop();
    m_finished = true;
    Q_EMIT finished();
}

} // namespace DurableStreams

#include "moc_exchange_p.cpp"
