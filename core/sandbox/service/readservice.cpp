// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "protocol/cursor_p.h"
#include "readservice_p.h"
#include "store/streamstore_p.h"
#include "streamservice_p.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

// A list of validators, each perhaps marked as weak, or any (RFC 9110 section 13.1.2).
bool isKnown(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    return std::ranges::any_of(ifNoneMatch.split(','), [&tag](const QByteArray &item) {
        const QByteArray known = item.trimmed();
        return known == tag || known == "W/"_ba + tag || known == "*";
    });
}

} // namespace

ReadService::ReadService(StreamStore &store, const StreamService &streams, qint64 pageSize,
                         bool isPrivate)
    : m_store(store)
    , m_streams(streams)
    , m_pageSize(pageSize)
    , m_private(isPrivate)
{ }

QByteArray ReadService::liveCursor(const QByteArray &clientCursor, qint64 now)
{
    const std::chrono::seconds jitter { QRandomGenerator::global()->bounded(1, 3601) };
    return nextCursor(
        clientCursor,
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now)), jitter);
}

std::expected<ReadRequest, HttpResponse> ReadService::open(const QByteArray &path,
                                                           const HttpRequest &request, qint64 now)
{
    const auto bad = [](const QByteArray &sentence) {
        return std::unexpected(HttpResponse::text(400, sentence));
    };
    const auto record = m_streams.lookUp(path, now);
    if (!record) {
        return std::unexpected(record.error());
    }
    const auto live = request.parameter("live");
    const auto offset = request.parameter("offset");
    if (request.countParameter("offset") > 1) {
        return bad("There is more than one offset parameter"_ba);
    }
    if (live && live != "sse" && live != "long-poll") {
        return bad("live must be sse or long-poll"_ba);
    }
    if (live && !offset) {
        return bad("A live read needs an offset parameter, such as offset=now"_ba);
    }
    ReadRequest read { .mode = !live       ? ReadMode::CatchUp
                           : live == "sse" ? ReadMode::Sse
                                           : ReadMode::LongPoll,
                       .id = (*record)->id,
                       .offset = offset.value_or("-1"_ba),
                       .cursor = request.parameter("cursor").value_or(QByteArray()),
                       .ifNoneMatch = request.header("if-none-match") };
    const auto position = parseOffset(**record, read.offset);
    if (!position) {
        return std::unexpected(position.error());
    }
    read.from = *position;
    if (read.mode == ReadMode::Sse && m_store.read(read.id, read.from, 1).misaligned) {
        return bad("The offset lies inside a message"_ba);
    }
    if ((*record)->ttlSeconds) {
        m_store.noteAccess(read.id, now);
    }
    return read;
}

std::expected<Position, HttpResponse> ReadService::parseOffset(const StreamRecord &record,
                                                               const QByteArray &offset) const
{
    if (offset == "-1") {
        return 0;
    }
    if (offset == "now") {
        return record.tail;
    }
    const auto position = fromToken(offset);
    if (!position) {
        return std::unexpected(HttpResponse::text(400, "The offset is not one of this server"_ba));
    }
    if (*position > record.tail) {
        return std::unexpected(HttpResponse::text(
            400,
            "The offset lies beyond the tail; the stream may have been deleted and created anew"_ba));
    }
    return *position;
}

QByteArray ReadService::etag(const StreamRecord &record, const QByteArray &from, Position to,
                             bool closed) const
{
    return '"' + QByteArray::number(record.id, 36) + '-' + QByteArray::number(record.createdAt, 36)
        + ':' + from + ':' + toToken(to) + (closed ? ":c\""_ba : "\""_ba);
}

HttpResponse ReadService::page(const ReadRequest &read, qint64 now)
{
    const StreamRecord &record = *m_store.find(read.id);
    const bool fromNow = read.offset == "now";
    // offset=now never delivers what was there before it, only what a long-poll waited for.
    const Page page = fromNow && read.mode == ReadMode::CatchUp
        ? Page { .next = record.tail, .atTail = true }
        : m_store.read(read.id, read.from, m_pageSize);
    if (page.misaligned) {
        return HttpResponse::text(400, "The offset lies inside a message"_ba);
    }
    if (page.failed) {
        return HttpResponse::text(500, "The storage of the sandbox cannot be read"_ba);
    }
    const bool closed = page.atTail && record.closed;
    HttpResponse response;
    response.with("Content-Type"_ba, record.contentType)
        .with("Stream-Next-Offset"_ba, toToken(page.next));
    if (page.atTail) {
        response.with("Stream-Up-To-Date"_ba, "true"_ba);
    }
    if (closed) {
        response.with("Stream-Closed"_ba, "true"_ba);
    }
    if (read.mode == ReadMode::LongPoll) {
        response.with("Stream-Cursor"_ba, liveCursor(read.cursor, now));
    }
    if (fromNow) {
        response.with("Cache-Control"_ba, "no-store"_ba);
    } else {
        const QByteArray tag = etag(record, read.offset, page.next, closed);
        // What ends before the tail never changes; the rest has to be asked for again.
        const QByteArray scope = m_private ? "private"_ba : "public"_ba;
        response.with("ETag"_ba, tag)
            .with("Cache-Control"_ba,
                  page.atTail ? "no-cache"_ba
                              : scope + ", max-age=60, stale-while-revalidate=300"_ba);
        if (isKnown(read.ifNoneMatch, tag) && read.mode == ReadMode::CatchUp) {
            response.status = 304;
            return response;
        }
    }
    response.body = record.framing() == Framing::Json ? '[' + page.content + ']' : page.content;
    return response;
}

HttpResponse ReadService::nothingNew(const ReadRequest &read, qint64 now) const
{
    const StreamRecord &record = *m_store.find(read.id);
    HttpResponse response { .status = 204 };
    response.with("Stream-Next-Offset"_ba, toToken(read.from))
        .with("Stream-Up-To-Date"_ba, "true"_ba)
        .with("Stream-Cursor"_ba, liveCursor(read.cursor, now))
        .with("Cache-Control"_ba, "no-store"_ba);
    return record.closed ? response.with("Stream-Closed"_ba, "true"_ba) : response;
}

HttpResponse ReadService::sseHead(const ReadRequest &read) const
{
    HttpResponse response;
    response.with("Content-Type"_ba, "text/event-stream"_ba)
        .with("Cache-Control"_ba, "no-cache"_ba)
        .with("X-Accel-Buffering"_ba, "no"_ba); // asks proxies not to hold events back
    return m_store.find(read.id)->framing() == Framing::Binary
        ? response.with("Stream-SSE-Data-Encoding"_ba, "base64"_ba)
        : response;
}

} // namespace DurableStreams::Server
