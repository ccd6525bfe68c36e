// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "exchangelink_p.h"
#include "request/clientprivate_p.h"
#include "request/exchange_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;

ExchangeLink::ExchangeLink(Client *client, const QUrl &url, const ProducerOptions &options)
    : m_client(client)
    , m_url(url)
    , m_producerId(options.producerId)
    , m_options(options.request)
{ }

ExchangeLink::~ExchangeLink() = default;

ExchangeRequest ExchangeLink::exchangeRequest(const ProducerActions::Send &request) const
{
    ExchangeRequest result;
    result.operation = Operation::ProducerAppend;
    result.method = "POST"_ba;
    result.url = m_url;
    result.body = request.body;
    result.options = m_options;
    result.attempt = request.attempt;
    if (!request.body.isEmpty()) {
        result.protocolHeaders.append("Content-Type", contentType());
    }
    result.protocolHeaders.append("Producer-Id", m_producerId);
    result.protocolHeaders.append("Producer-Epoch", QByteArray::number(request.epoch));
    result.protocolHeaders.append("Producer-Seq", QByteArray::number(request.sequence));
    if (request.closes) {
        result.protocolHeaders.append("Stream-Closed", "true");
    }
    return result;
}

void ExchangeLink::send(const ProducerActions::Send &request)
{
    if (!m_client) {
        ProducerAnswer answer;
        answer.sent = false;
        answer.error.code = ErrorCode::Stopped;
        answer.error.message = u"the client is gone"_s;
        QMetaObject::invokeMethod(
            this, [this, id = request.request, answer] { report(id, answer); },
            Qt::QueuedConnection);
        return;
    }
    auto *exchange = new Exchange(ClientPrivate::get(m_client), exchangeRequest(request), this);
    m_exchanges.insert(request.request, exchange);
    connect(exchange, &Exchange::finished, this,
            [this, id = request.request, exchange] { onFinished(id, exchange); });
    exchange->start();
}

void ExchangeLink::abandon(quint64 request)
{
    if (Exchange *exchange = m_exchanges.take(request)) {
        exchange->abort();
        exchange->deleteLater();
    }
}

void ExchangeLink::onFinished(quint64 request, Exchange *exchange)
{
    m_exchanges.remove(request);
    exchange->deleteLater();
    const StreamInfo info = readStreamInfo(exchange->status(), exchange->headers());
    const Result<StreamInfo> result = exchange->result();
    ProducerAnswer answer;
    // An answer that was cut short counts for nothing: asking again will bring a whole one.
    answer.status = exchange->isBroken() ? 0 : exchange->status();
    answer.sent = exchange->maybeSent();
    answer.streamClosed = info.closed;
    answer.nextOffset = info.nextOffset;
    answer.epoch = info.producerEpoch;
    answer.sequence = info.producerSequence;
    if (!result) {
        answer.error = result.error();
        answer.expectedSequence = answer.error.expectedSequence;
        answer.retryAfter = answer.error.retryAfter;
    }
    report(request, answer);
}

} // namespace DurableStreams

#include "moc_exchangelink_p.cpp"
