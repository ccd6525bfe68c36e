// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerbatch_p.h"

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;

static bool isHeaderValue(const QByteArray &value)
{
    const auto isVisible = [](char c) { return uchar(c) >= 0x20 && c != 0x7f; };
    return !value.startsWith(' ') && !value.endsWith(' ') && std::ranges::all_of(value, isVisible);
}

std::optional<Error> ProducerOptions::validate() const
{
    const auto invalid = [](const QString &what) {
        Error error;
        error.code = ErrorCode::InvalidArgument;
        error.message = what;
        return error;
    };
    if (producerId.isEmpty()) {
        return invalid(u"producerId must not be empty"_s);
    }
    if (!isHeaderValue(producerId)) {
        return invalid(u"producerId must not have control characters or spaces around it"_s);
    }
    if (epoch < 0 || epoch > maxProtocolInteger) {
        return invalid(u"epoch must be between 0 and 2^53-1"_s);
    }
    if (firstSequence < 0 || firstSequence > maxProtocolInteger) {
        return invalid(u"firstSequence must be between 0 and 2^53-1"_s);
    }
    if (firstSequence > 0 && freshEpoch) {
        return invalid(u"firstSequence must be 0 with freshEpoch: nothing was sent in it"_s);
    }
    if (linger.count() < 0) {
        return invalid(u"linger must not be negative"_s);
    }
    if (maxBatchBytes <= 0) {
        return invalid(u"maxBatchBytes must be positive"_s);
    }
    if (maxBatchItems <= 0) {
        return invalid(u"maxBatchItems must be positive"_s);
    }
    if (maxInFlight <= 0) {
        return invalid(u"maxInFlight must be positive"_s);
    }
    if (maxBacklogBytes <= 0) {
        return invalid(u"maxBacklogBytes must be positive"_s);
    }
    if (maxBacklogMessages <= 0) {
        return invalid(u"maxBacklogMessages must be positive"_s);
    }
    if (request.deadline && request.deadline->count() <= 0) {
        return invalid(u"deadline must be positive"_s);
    }
    if (request.timeout && request.timeout->count() <= 0) {
        return invalid(u"timeout must be positive"_s);
    }
    if (request.headers.contains("Stream-Closed")) {
        return invalid(u"headers must not have Stream-Closed, which closes the stream; use "
                       "closeStream()"_s);
    }
    for (const char *own : { "Producer-Id", "Producer-Epoch", "Producer-Seq" }) {
        if (request.headers.contains(own)) {
            return invalid(u"headers must not have "_s + QLatin1StringView(own)
                           + u", which the producer sets itself"_s);
        }
    }
    if (!contentType.isEmpty() && (!isHeaderValue(contentType) || contentType.indexOf('/') <= 0)) {
        return invalid(u"contentType must be a media type, such as application/json"_s);
    }
    if (request.retry) {
        return request.retry->validate();
    }
    return {};
}

} // namespace DurableStreams
