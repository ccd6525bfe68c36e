// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "protocol/appendrequest_p.h"
#include "protocol/createrequest_p.h"
#include "protocol/jsonbody_p.h"
#include "store/streamstore_p.h"
#include "streamobserver_p.h"
#include "streamservice_p.h"

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype PieceSize = 64 * 1024;

QByteArray contentTypeOr(const QByteArray &type, const QByteArray &otherwise)
{
    return type.isEmpty() ? otherwise : type;
}

HttpResponse describe(int status, const StreamRecord &record)
{
    HttpResponse response { .status = status };
    response.with("Stream-Next-Offset"_ba, toToken(record.tail));
    if (record.closed) {
        response.with("Stream-Closed"_ba, "true"_ba);
    }
    return response;
}

HttpResponse conflict(const StreamRecord &record, const QByteArray &sentence)
{
    HttpResponse response = HttpResponse::text(409, sentence);
    if (record.closed) {
        response.with("Stream-Closed"_ba, "true"_ba)
            .with("Stream-Next-Offset"_ba, toToken(record.tail));
    }
    return response;
}

HttpResponse &withProducer(HttpResponse &response, const ProducerState &state)
{
    return response.with("Producer-Epoch"_ba, QByteArray::number(state.epoch))
        .with("Producer-Seq"_ba, QByteArray::number(state.lastSequence));
}

} // namespace

StreamService::StreamService(StreamStore &store)
    : m_store(store)
{ }

template <typename Function> void StreamService::notify(Function function, StreamId id)
{
    for (StreamObserver *observer : std::as_const(m_observers)) {
        (observer->*function)(id);
    }
}

std::expected<const StreamRecord *, HttpResponse> StreamService::lookUp(const QByteArray &path,
                                                                        qint64 now) const
{
    const StreamRecord *record = m_store.find(path);
    if (record
        && (record->softDeleted || (record->isExpired(now) && m_store.forkCount(record->id) > 0))) {
        return std::unexpected(HttpResponse::text(
            410, "The stream was deleted; only its forks still use its content"_ba));
    }
    if (!record || record->isExpired(now)) {
        return std::unexpected(HttpResponse::text(404, "There is no stream at this address"_ba));
    }
    return record;
}

HttpResponse StreamService::create(const QByteArray &path, const HttpRequest &request, qint64 now)
{
    const auto create = parseCreate(request, StreamRoot);
    if (!create) {
        return create.error();
    }
    if (const StreamRecord *existing = m_store.find(path)) {
        if (!existing->softDeleted && !existing->isExpired(now)) {
            return confirm(*existing, *create);
        }
        if (existing->softDeleted || m_store.forkCount(existing->id) > 0) {
            return HttpResponse::text(
                409,
                "The stream was deleted, but forks still use it; the path is free when they are gone"_ba);
        }
        removeNow(existing->id);
    }
    return createNew(path, *create, request.body, now);
}

HttpResponse StreamService::confirm(const StreamRecord &existing, const CreateRequest &create) const
{
    const auto differs = [](const QByteArray &what) {
        return HttpResponse::text(409, "The stream exists with another "_ba + what);
    };
    CreateRequest wanted = create;
    const StreamRecord *source = nullptr;
    if (create.fork) {
        source = m_store.find(create.fork->sourcePath);
        if (!existing.fork || !source || existing.fork->source != source->id
            || existing.fork->subOffset != create.fork->subOffset
            || (create.fork->anchor
                && create.fork->anchor != existing.fork->anchor.value_or(existing.fork->at))) {
            return differs("fork source or fork offset"_ba);
        }
        if (!create.ttlSeconds && !create.expiresAt) {
            wanted.ttlSeconds = source->ttlSeconds;
            wanted.expiresAt = source->expiresAt;
        }
        wanted.contentType = contentTypeOr(create.contentType, source->contentType);
    } else if (existing.fork) {
        return differs("origin: it is a fork"_ba);
    }
    wanted.contentType = contentTypeOr(wanted.contentType, "application/octet-stream"_ba);
    if (mediaType(wanted.contentType) != mediaType(existing.contentType)) {
        return differs("content type: "_ba + existing.contentType);
    }
    if (wanted.ttlSeconds != existing.ttlSeconds || wanted.expiresAt != existing.expiresAt) {
        return differs("TTL or expiry"_ba);
    }
    if (wanted.closed != existing.closed) {
        HttpResponse response
            = differs(existing.closed ? "state: it is closed"_ba : "state: it is open"_ba);
        return existing.closed ? response.with("Stream-Closed"_ba, "true"_ba) : response;
    }
    return describe(200, existing).with("Content-Type"_ba, existing.contentType);
}

HttpResponse StreamService::createNew(const QByteArray &path, const CreateRequest &create,
                                      const QByteArray &body, qint64 now)
{
    auto record = newRecord(path, create, now);
    if (!record) {
        return record.error();
    }
    QList<QByteArray> content;
    if (!body.isEmpty()) {
        auto cut = pieces(record->framing(), body, true);
        if (!cut) {
            return cut.error();
        }
        content = std::move(*cut);
    }
    const StreamId id = m_store.insert(std::move(*record));
    notify(&StreamObserver::onCreated, id);
    if (!content.isEmpty()) {
        m_store.append(id, content);
        notify(&StreamObserver::onAppended, id);
    }
    if (create.closed) {
        m_store.edit(id).closed = true;
        notify(&StreamObserver::onClosed, id);
    }
    const StreamRecord &made = *m_store.find(id);
    return describe(201, made)
        .with("Content-Type"_ba, made.contentType)
        .with("Location"_ba, StreamRoot + path);
}

std::expected<StreamRecord, HttpResponse>
StreamService::newRecord(const QByteArray &path, const CreateRequest &create, qint64 now)
{
    StreamRecord record { .path = path,
                          .contentType
                          = contentTypeOr(create.contentType, "application/octet-stream"_ba),
                          .createdAt = now,
                          .ttlSeconds = create.ttlSeconds,
                          .expiresAt = create.expiresAt,
                          .expiresText = create.expiresText,
                          .accessedAt = now };
    if (!create.fork) {
        return record;
    }
    const auto refuse = [](int status, const QByteArray &sentence) {
        return std::unexpected(HttpResponse::text(status, sentence));
    };
    const auto source = lookUp(create.fork->sourcePath, now);
    if (!source) {
        return source.error().status == 410
            ? refuse(409, "The source of the fork was deleted"_ba)
            : refuse(404, "The source of the fork does not exist"_ba);
    }
    const StreamRecord &from = **source;
    record.contentType = contentTypeOr(create.contentType, from.contentType);
    if (mediaType(record.contentType) != mediaType(from.contentType)) {
        return refuse(409,
                      "The content type differs from that of the source: "_ba + from.contentType);
    }
    const Position anchor = create.fork->anchor.value_or(from.tail);
    if (anchor > from.tail) {
        return refuse(400, "Stream-Fork-Offset lies beyond the tail of the source"_ba);
    }
    const auto at = m_store.advance(from.id, anchor, create.fork->subOffset);
    if (!at || m_store.read(from.id, *at, 1).misaligned) {
        return refuse(400,
                      "Stream-Fork-Sub-Offset lies beyond the content of the source, or "
                      "Stream-Fork-Offset inside a message"_ba);
    }
    record.fork = ForkOrigin { from.id, *at, create.fork->anchor, create.fork->subOffset };
    record.tail = *at;
    if (!create.ttlSeconds && !create.expiresAt) {
        record.ttlSeconds = from.ttlSeconds;
        record.expiresAt = from.expiresAt;
        record.expiresText = from.expiresText;
    }
    return record;
}

std::expected<QList<QByteArray>, HttpResponse>
StreamService::pieces(Framing framing, const QByteArray &body, bool mayBeEmpty) const
{
    if (framing != Framing::Json) {
        return cutBytes(body, PieceSize, framing == Framing::Text);
    }
    const auto messages = flattenJson(body);
    if (!messages) {
        return std::unexpected(HttpResponse::text(400, messages.error()));
    }
    if (messages->isEmpty() && !mayBeEmpty) {
        return std::unexpected(
            HttpResponse::text(400, "Empty arrays are not allowed in an append"_ba));
    }
    return joinMessages(*messages, PieceSize);
}

HttpResponse StreamService::append(const QByteArray &path, const HttpRequest &request, qint64 now)
{
    const auto record = lookUp(path, now);
    if (!record) {
        return record.error();
    }
    if (path == RegistryPath) {
        return HttpResponse::text(405, "Only the server itself writes the registry"_ba)
            .with("Allow"_ba, "GET, HEAD"_ba);
    }
    const auto append = parseAppend(request);
    if (!append) {
        return append.error();
    }
    if ((*record)->closed) {
        return appendToClosed(**record, *append, request.body.isEmpty());
    }
    if (!request.body.isEmpty()
        && mediaType(append->contentType) != mediaType((*record)->contentType)) {
        return conflict(**record,
                        "The content type differs from that of the stream: "_ba
                            + (*record)->contentType);
    }
    return appendChecked((*record)->id, *append, request.body, now);
}

HttpResponse StreamService::appendToClosed(const StreamRecord &record, const AppendRequest &append,
                                           bool empty) const
{
    const bool same = append.producer && append.producer == record.closedBy;
    if (same) {
        HttpResponse response = describe(204, record);
        return withProducer(response, { append.producer->epoch, append.producer->sequence });
    }
    if (append.close && empty && !append.producer) {
        return describe(204, record);
    }
    return conflict(record, "The stream is closed"_ba);
}

HttpResponse StreamService::appendChecked(StreamId id, const AppendRequest &append,
                                          const QByteArray &body, qint64 now)
{
    std::optional<ProducerState> accepted;
    if (append.producer) {
        const auto verdict = judge(m_store.producer(id, append.producer->id), *append.producer);
        if (const auto *accept = std::get_if<Verdict::Accept>(&verdict)) {
            accepted = accept->next;
        } else if (const auto *duplicate = std::get_if<Verdict::Duplicate>(&verdict)) {
            m_store.noteAccess(id, now);
            HttpResponse response { .status = 204 };
            return withProducer(response, duplicate->state);
        } else if (const auto *stale = std::get_if<Verdict::StaleEpoch>(&verdict)) {
            return HttpResponse::text(403, "The epoch of the producer is stale"_ba)
                .with("Producer-Epoch"_ba, QByteArray::number(stale->currentEpoch));
        } else if (const auto *gap = std::get_if<Verdict::Gap>(&verdict)) {
            return HttpResponse::text(409, "There is a gap in the sequence of the producer"_ba)
                .with("Producer-Expected-Seq"_ba, QByteArray::number(gap->expected))
                .with("Producer-Received-Seq"_ba, QByteArray::number(gap->received));
        } else {
            return HttpResponse::text(400,
                                      "A new epoch of a producer must start with sequence 0"_ba);
        }
    }
    const StreamRecord &before = *m_store.find(id);
    if (append.writerSequence && before.writerSequence
        && append.writerSequence->compare(*before.writerSequence) <= 0) {
        return conflict(before,
                        "Stream-Seq is not above the last one, "_ba + *before.writerSequence);
    }
    QList<QByteArray> content;
    if (!body.isEmpty()) {
        auto cut = pieces(before.framing(), body, false);
        if (!cut) {
            return cut.error();
        }
        content = std::move(*cut);
    }

    StreamRecord &record = m_store.edit(id);
    record.accessedAt = now;
    if (append.writerSequence) {
        record.writerSequence = append.writerSequence;
    }
    if (append.close) {
        record.closed = true;
        record.closedBy = append.producer;
    }
    if (accepted) {
        m_store.setProducer(id, append.producer->id, *accepted);
    }
    if (!content.isEmpty()) {
        m_store.append(id, content);
        notify(&StreamObserver::onAppended, id);
    }
    if (append.close) {
        notify(&StreamObserver::onClosed, id);
    }
    HttpResponse response = describe(accepted && !body.isEmpty() ? 200 : 204, *m_store.find(id));
    if (accepted) {
        withProducer(response, *accepted);
    }
    return response;
}

void StreamService::appendOwn(StreamId id, const QByteArray &json)
{
    m_store.append(id, { json });
    notify(&StreamObserver::onAppended, id);
}

HttpResponse StreamService::remove(const QByteArray &path, qint64 now)
{
    const auto record = lookUp(path, now);
    if (!record) {
        return record.error();
    }
    if (path == RegistryPath) {
        return HttpResponse::text(405, "The registry cannot be deleted"_ba)
            .with("Allow"_ba, "GET, HEAD"_ba);
    }
    removeNow((*record)->id);
    return { .status = 204 };
}

void StreamService::removeNow(StreamId id)
{
    notify(&StreamObserver::onRemoved, id);
    m_store.remove(id);
}

bool StreamService::expire(qint64 now)
{
    const QList<StreamId> over = m_store.expired(now);
    for (const StreamId id : over) {
        removeNow(id);
    }
    return !over.isEmpty();
}

HttpResponse StreamService::head(const QByteArray &path, qint64 now)
{
    const auto found = lookUp(path, now);
    if (!found) {
        return found.error();
    }
    const StreamRecord &record = **found;
    HttpResponse response = describe(200, record);
    response.with("Content-Type"_ba, record.contentType).with("Cache-Control"_ba, "no-store"_ba);
    if (record.ttlSeconds) {
        response.with("Stream-TTL"_ba, QByteArray::number(*record.ttlSeconds));
    }
    if (record.expiresAt) {
        response.with("Stream-Expires-At"_ba, record.expiresText);
    }
    return response;
}

} // namespace DurableStreams::Server
