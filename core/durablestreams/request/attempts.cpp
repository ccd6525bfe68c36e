// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "attempts_p.h"
#include "request/clientprivate_p.h"

#include <QtCore/QIODevice>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

bool isWrite(const ExchangeRequest &request)
{
    return request.method != "GET" && request.method != "HEAD";
}

// A gateway that gave up does not know what the server behind it did.
bool leavesUnknown(int status)
{
    return status == 502 || status == 504;
}

// What a later attempt can be told only if the earlier ones, of the same request, were not carried out,
// or if it makes no difference any more. Nothing of that kind follows from a token that has expired,
// say, or from a proxy that finds the body too large.
bool tellsOfEarlierAttempts(ErrorCode code, Operation operation)
{
    switch (code) {
    case ErrorCode::AlreadyExists:
        // The tail of the source is another one as soon as it grows, and some servers compare no forks.
        return operation != Operation::Fork;
    case ErrorCode::NotFound:
    case ErrorCode::Gone:
    case ErrorCode::StreamClosed:
    case ErrorCode::ContentTypeMismatch:
    case ErrorCode::NotSupported:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isTransient(const Error &error)
{
    switch (error.httpStatus) {
    case 0:
        return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
            || error.code == ErrorCode::Tls;
    case 408:
    case 425:
    case 429:
        return true;
    case 501:
        return false;
    default:
        return error.httpStatus >= 500;
    }
}

Attempts::Attempts(ClientPrivate *client, ExchangeRequest request, Repeat repeat, QObject *parent)
    : QObject(parent)
    , m_client(client->q)
    , m_d(client)
    , m_request(std::move(request))
    , m_repeat(repeat)
    , m_backoff(m_request.options.retry.value_or(client->retryPolicy), client->random)
    , m_started(std::chrono::steady_clock::now())
{
    m_retryTimer.setSingleShot(true);
    m_deadlineTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Attempts::attempt);
    connect(&m_deadlineTimer, &QTimer::timeout, this, &Attempts::onDeadline);
}

void Attempts::start()
{
    if (m_request.device && !m_request.device->isSequential()) {
        m_devicePosition = m_request.device->pos();
    }
    if (m_request.options.deadline) {
        m_deadlineTimer.start(*m_request.options.deadline);
    }
    attempt();
}

bool Attempts::abort()
{
    m_retryTimer.stop();
    m_deadlineTimer.stop();
    const bool mayHaveArrived = m_exchange || m_wasUnknown;
    if (m_exchange) {
        m_exchange->abort();
    }
    disconnect();
    deleteLater();
    return mayHaveArrived;
}

void Attempts::attempt()
{
    if (!m_client) {
        return;
    }
    m_exchange = new Exchange(m_d, m_request, this);
    connect(m_exchange, &Exchange::finished, this, &Attempts::onFinished);
    connect(m_exchange, &Exchange::uploadProgress, this, &Attempts::uploadProgress);
    m_exchange->start();
}

void Attempts::onFinished()
{
    Exchange *exchange = std::exchange(m_exchange, nullptr);
    exchange->deleteLater();
    m_request.attempt = exchange->request().attempt;
    Result<StreamInfo> result = exchange->result();
    if (result) {
        succeed(*result);
        return;
    }
    Error error = result.error();
    if (m_wasUnknown && m_request.method == "DELETE" && error.httpStatus == 404) {
        succeed(readStreamInfo(exchange->status(), exchange->headers()));
        return;
    }
    const bool noAnswer = exchange->isBroken() && exchange->maybeSent();
    const bool unknown = isWrite(m_request)
        && (noAnswer || leavesUnknown(error.httpStatus) || error.code == ErrorCode::OutcomeUnknown);
    m_wasUnknown = m_wasUnknown || unknown;
    if (!mayRepeat(error, unknown)) {
        fail(error);
        return;
    }
    const int attempt = m_request.attempt++;
    const auto delay = m_backoff.fail(error.retryAfter);
    if (m_deadlineTimer.isActive() && delay >= m_deadlineTimer.remainingTimeAsDuration()) {
        fail(error);
        return;
    }
    m_retryTimer.start(delay);
    Q_EMIT retryScheduled(attempt, delay, error);
}

bool Attempts::mayRepeat(const Error &error, bool unknown) const
{
    if (!isTransient(error) || m_backoff.failures() >= m_backoff.policy().maxRetries
        || (m_request.device && m_devicePosition < 0)
        || (m_request.device && !m_request.device->seek(m_devicePosition))) {
        return false;
    }
    switch (m_repeat) {
    case Repeat::Always:
        return true;
    case Repeat::UnlessUnknown:
        return !unknown;
    case Repeat::UnlessSent:
        return error.httpStatus == 0 && !unknown;
    }
    return false;
}

void Attempts::onDeadline()
{
    const bool noAnswer = m_exchange && m_exchange->status() == 0;
    if (m_exchange) {
        m_exchange->abort();
        m_exchange->deleteLater();
        m_exchange = nullptr;
    }
    m_wasUnknown = m_wasUnknown || (noAnswer && isWrite(m_request));
    RequestFacts facts;
    facts.operation = m_request.operation;
    facts.url = m_request.url;
    facts.attempts = m_request.attempt;
    facts.secretNames = m_client ? m_d->secretNames : QSet<QByteArray>();
    fail(makeError(ErrorCode::Timeout, facts, u"not done before the deadline"_s));
}

void Attempts::succeed(StreamInfo info)
{
    info.attempts = m_request.attempt;
    info.latency = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - m_started);
    info.outcomeOfRetry = m_wasUnknown
        && ((m_request.method == "PUT" && info.status == 200)
            || (m_request.method == "DELETE" && info.status == 404));
    finish(info);
}

void Attempts::fail(Error error)
{
    if (m_wasUnknown && error.code != ErrorCode::OutcomeUnknown
        && !tellsOfEarlierAttempts(error.code, m_request.operation)) {
        error.code = ErrorCode::OutcomeUnknown;
        error.remedy = u"The server may have carried it out; look before trying again."_s;
    }
    finish(std::unexpected(error));
}

void Attempts::finish(Result<StreamInfo> result)
{
    m_retryTimer.stop();
    m_deadlineTimer.stop();
    deleteLater();
    Q_EMIT finished({ std::move(result), m_wasUnknown });
}

} // namespace DurableStreams

#include "moc_attempts_p.cpp"
