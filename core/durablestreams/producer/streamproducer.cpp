// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "idempotentproducer_p.h"
#include "producer/exchangelink_p.h"
#include "request/streamprivate_p.h"

#include <durablestreams/stream.h>

namespace DurableStreams {

using namespace Qt::StringLiterals;

IdempotentProducer *Stream::producer(const ProducerOptions &options, QObject *parent) const
{
    Client *client = d ? d->client.data() : nullptr;
    std::optional<Error> invalid;
    if (!client) {
        invalid.emplace();
        invalid->code = ErrorCode::InvalidArgument;
        invalid->message = u"the stream handle is not valid"_s;
    } else {
        invalid = d->error;
    }
    const QByteArray contentType
        = !options.contentType.isEmpty() || !d ? options.contentType : d->contentType;
    auto producer = IdempotentProducerPrivate::makeProducer(
        std::make_unique<IdempotentProducerPrivate>(
            url(), options, contentType, std::make_unique<ExchangeLink>(client, url(), options),
            invalid),
        parent ? parent : client);
    return producer.release();
}

} // namespace DurableStreams
