// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "appendrequest_p.h"

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<HttpResponse> bad(const QByteArray &sentence)
{
    return std::unexpected(HttpResponse::text(400, sentence));
}

std::expected<std::optional<ProducerTuple>, HttpResponse> parseProducer(const HttpRequest &request)
{
    const bool id = request.hasHeader("producer-id");
    const bool epoch = request.hasHeader("producer-epoch");
    const bool sequence = request.hasHeader("producer-seq");
    if (!id && !epoch && !sequence) {
        return std::nullopt;
    }
    if (!id || !epoch || !sequence) {
        return bad("Producer-Id, Producer-Epoch and Producer-Seq must be given together"_ba);
    }
    const auto epochNumber = parseProducerNumber(request.header("producer-epoch"));
    const auto sequenceNumber = parseProducerNumber(request.header("producer-seq"));
    ProducerTuple tuple { request.header("producer-id"), epochNumber.value_or(0),
                          sequenceNumber.value_or(0) };
    if (tuple.id.isEmpty()) {
        return bad("Producer-Id must not be empty"_ba);
    }
    if (!epochNumber || !sequenceNumber) {
        return bad("Producer-Epoch and Producer-Seq must be integers from 0 to 2^53-1"_ba);
    }
    return tuple;
}

} // namespace

std::expected<AppendRequest, HttpResponse> parseAppend(const HttpRequest &request)
{
    auto producer = parseProducer(request);
    if (!producer) {
        return std::unexpected(producer.error());
    }
    AppendRequest append { .contentType = request.header("content-type"),
                           .close = request.isTrue("stream-closed"),
                           .producer = std::move(*producer) };
    if (request.hasHeader("stream-seq")) {
        append.writerSequence = request.header("stream-seq");
    }
    if (request.body.isEmpty() && !append.close) {
        return bad("The body is empty; only a request with Stream-Closed: true may have none"_ba);
    }
    if (!request.body.isEmpty() && append.contentType.isEmpty()) {
        return bad("Content-Type is missing"_ba);
    }
    return append;
}

} // namespace DurableStreams::Server
