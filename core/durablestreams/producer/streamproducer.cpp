// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "idempotentproducer_p.h"
#include "producer/exchangelink_p.h"
#include "request/streamprivate_p.h"

#include <durablestreams/stream.h>

#include <QtCore/QThread>

namespace DurableStreams {

using namespace Qt::StringLiterals;

static Error invalidArgument(const QString &what, const QString &remedy)
{
    Error error;
    error.code = ErrorCode::InvalidArgument;
    error.message = what;
    error.remedy = remedy;
    return error;
}

IdempotentProducer *Stream::producer(const ProducerOptions &options, QObject *parent) const
{
    Client *client = d ? d->client.data() : nullptr;
    std::optional<Error> invalid;
    if (!client) {
        invalid = invalidArgument(u"producer: the stream handle is not valid"_s,
                                  u"Make it with Client::stream(), and keep the client."_s);
    } else if (client->thread() != QThread::currentThread()) {
        qWarning("DurableStreams: producer() in another thread than the client's");
        invalid = invalidArgument(
            u"producer %1: made in another thread than the client's"_s.arg(
                url().path(QUrl::FullyEncoded)),
            u"Make it in the thread of the Client, or give each thread a client."_s);
        client = nullptr;
    } else {
        invalid = d->error;
    }
    const QByteArray contentType
        = !options.contentType.isEmpty() || !d ? options.contentType : d->contentType;
    // A parent must live in the thread of its child.
    QObject *owner = parent ? parent : client;
    if (owner && owner->thread() != QThread::currentThread()) {
        owner = nullptr;
    }
    auto producer = IdempotentProducerPrivate::makeProducer(
        std::make_unique<IdempotentProducerPrivate>(
            url(), options, contentType, std::make_unique<ExchangeLink>(client, url(), options),
            invalid),
        owner);
    return producer.release();
}

} // namespace DurableStreams
