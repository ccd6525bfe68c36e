// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "createrequest_p.h"
#include "streamname_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<HttpResponse> bad(const QByteArray &sentence)
{
    return std::unexpected(HttpResponse::text(400, sentence));
}

// In milliseconds since 1970. QDateTime alone takes much more than RFC 3339 does.
std::optional<qint64> parseTimestamp(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        uR"(\d{4}-\d\d-\d\d[Tt ]([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))"_s));
    const QDateTime time = form.match(text).hasMatch()
        ? QDateTime::fromString(text, Qt::ISODateWithMs)
        : QDateTime();
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
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
    const QByteArray source = canonicalPath(request.header("stream-forked-from"));
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
            return bad("Stream-TTL must be a non-negative integer of seconds, without leading "
                       "zeros and of at most 15 digits"_ba);
        }
    }
    if (hasExpiry) {
        create.expiresText = request.header("stream-expires-at");
        create.expiresAt = parseTimestamp(QString::fromLatin1(create.expiresText));
        if (!create.expiresAt) {
            return bad("Stream-Expires-At must be an RFC 3339 timestamp, such as "
                       "2030-01-02T03:04:05Z"_ba);
        }
    }
    auto fork = parseFork(request, root);
    if (!fork) {
        return std::unexpected(fork.error());
    }
    create.fork = std::move(*fork);
    return create;
}

} // namespace DurableStreams::Server
