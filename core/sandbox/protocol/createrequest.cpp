// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "createrequest_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<HttpResponse> bad(const QByteArray &sentence)
{
    return std::unexpected(HttpResponse::text(400, sentence));
}

std::expected<std::optional<ForkRequest>, HttpResponse> parseFork(const HttpRequest &request,
                                                                  QByteArrayView root)
{
    const bool hasOffset = request.hasHeader("stream-fork-offset");
    const bool hasSubOffset = request.hasHeader("stream-fork-sub-offset");
    if (!request.hasHeader("stream-forked-from")) {
        if (hasOffset || hasSubOffset) {
            return bad("Stream-Fork-Offset and Stream-Fork-Sub-Offset need Stream-Forked-From"_ba);
        }
        return std::nullopt;
    }
    ForkRequest fork;
    const QByteArray source = request.header("stream-forked-from");
    if (!source.startsWith(root) || source.size() == root.size()) {
        return bad("Stream-Forked-From must be the path of a stream, such as "_ba + root
                   + "name"_ba);
    }
    fork.sourcePath = source.sliced(root.size());
    if (hasOffset) {
        const QByteArray token = request.header("stream-fork-offset");
        fork.anchor = token == "-1" ? std::optional<Position>(0) : fromToken(token);
        if (!fork.anchor) {
            return bad("Stream-Fork-Offset is not an offset of this server"_ba);
        }
    }
    if (hasSubOffset) {
        const auto number = parseStrictNumber(request.header("stream-fork-sub-offset"));
        if (!number) {
            return bad("Stream-Fork-Sub-Offset must be a non-negative integer"_ba);
        }
        fork.subOffset = *number;
    }
    return fork;
}

} // namespace

std::optional<qint64> parseStrictNumber(QByteArrayView text)
{
    const bool digits = !text.isEmpty() && text.size() <= 15
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || (text.size() > 1 && text[0] == '0')) {
        return {};
    }
    return text.toLongLong();
}

std::expected<CreateRequest, HttpResponse> parseCreate(const HttpRequest &request,
                                                       QByteArrayView root)
{
    CreateRequest create;
    create.contentType = request.header("content-type");
    create.closed = request.isTrue("stream-closed");
    const bool hasTtl = request.hasHeader("stream-ttl");
    const bool hasExpiry = request.hasHeader("stream-expires-at");
    if (hasTtl && hasExpiry) {
        return bad("Stream-TTL and Stream-Expires-At exclude each other"_ba);
    }
    if (hasTtl) {
        create.ttlSeconds = parseStrictNumber(request.header("stream-ttl"));
        if (!create.ttlSeconds) {
            return bad(
                "Stream-TTL must be a non-negative integer of seconds, without leading zeros"_ba);
        }
    }
    if (hasExpiry) {
        create.expiresText = request.header("stream-expires-at");
        const QDateTime time
            = QDateTime::fromString(QString::fromLatin1(create.expiresText), Qt::ISODateWithMs);
        if (!time.isValid() || time.timeSpec() == Qt::LocalTime) {
            return bad("Stream-Expires-At must be an RFC 3339 timestamp"_ba);
        }
        create.expiresAt = time.toMSecsSinceEpoch();
    }
    auto fork = parseFork(request, root);
    if (!fork) {
        return std::unexpected(fork.error());
    }
    create.fork = std::move(*fork);
    return create;
}

} // namespace DurableStreams::Server
