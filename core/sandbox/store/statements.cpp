// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "database_p.h"
#include "statements_p.h"

#include <QtCore/QVariant>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

// The columns of a stream, in the order of bindRecord() and toRecord().
constexpr QStringView Columns
    = u"id, path, content_type, created_at, ttl_seconds, expires_at, expires_text, accessed_at, "
      u"tail, "
      "closed, soft_deleted, fork_source, fork_at, fork_anchor, fork_sub_offset, writer_sequence, "
      "closer_id, closer_epoch, closer_sequence";

template <typename T> QVariant nullable(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant(QMetaType::fromType<T>());
}

std::optional<qint64> optionalNumber(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

// An empty array that is not null is stored as an empty blob.
QByteArray notNull(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace

Statements::Statements(Database &database)
    : loadStreams(database.prepare(u"SELECT "_s + Columns + u" FROM streams"_s))
    , loadSubscriptions(database.prepare(u"SELECT id, state FROM subscriptions"_s))
    , m_putStream(database.prepare(
          u"INSERT OR REPLACE INTO streams ("_s + Columns
          + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s))
    , m_dropStream(database.prepare(u"DELETE FROM streams WHERE id = ?"_s))
    , m_dropProducers(database.prepare(u"DELETE FROM producers WHERE stream = ?"_s))
    , m_addChunk(database.prepare(u"INSERT INTO chunks (stream, start, data) VALUES (?, ?, ?)"_s))
    , m_chunksFrom(database.prepare(
          u"SELECT start, data FROM chunks WHERE stream = ? AND start >= coalesce("
          "(SELECT max(start) FROM chunks WHERE stream = ? AND start <= ?), 0) ORDER BY start"_s))
    , m_dropChunks(database.prepare(
          u"DELETE FROM chunks WHERE stream = ? AND start < coalesce((SELECT start FROM chunks "
          "WHERE stream = ? ORDER BY start LIMIT 1 OFFSET 1000), 9223372036854775807)"_s))
    , m_findProducer(database.prepare(
          u"SELECT epoch, sequence FROM producers WHERE stream = ? AND producer = ?"_s))
    , m_putProducer(database.prepare(
          u"INSERT OR REPLACE INTO producers (stream, producer, epoch, sequence) VALUES (?, ?, ?, ?)"_s))
    , m_putSubscription(
          database.prepare(u"INSERT OR REPLACE INTO subscriptions (id, state) VALUES (?, ?)"_s))
    , m_dropSubscription(database.prepare(u"DELETE FROM subscriptions WHERE id = ?"_s))
{ }

bool Statements::run(QSqlQuery &query)
{
    const bool done = query.exec();
    if (!done) {
        failure = query.lastError();
    }
    return done;
}

StreamRecord Statements::toRecord(const QSqlQuery &query)
{
    StreamRecord r;
    r.id = query.value(0).toLongLong();
    r.path = query.value(1).toByteArray();
    r.contentType = query.value(2).toByteArray();
    r.createdAt = query.value(3).toLongLong();
    r.ttlSeconds = optionalNumber(query.value(4));
    r.expiresAt = optionalNumber(query.value(5));
    r.expiresText = query.value(6).toByteArray();
    r.accessedAt = query.value(7).toLongLong();
    r.tail = query.value(8).toLongLong();
    r.closed = query.value(9).toBool();
    r.softDeleted = query.value(10).toBool();
    if (!query.isNull(11)) {
        r.fork = ForkOrigin { query.value(11).toLongLong(), query.value(12).toLongLong(),
                              optionalNumber(query.value(13)), query.value(14).toLongLong() };
    }
    if (!query.isNull(15)) {
        r.writerSequence = query.value(15).toByteArray();
    }
    if (!query.isNull(16)) {
        r.closedBy = ProducerTuple { query.value(16).toByteArray(), query.value(17).toLongLong(),
                                     query.value(18).toLongLong() };
    }
    return r;
}

bool Statements::putStream(const StreamRecord &r)
{
    QSqlQuery &q = m_putStream;
    const auto &fork = r.fork;
    const auto &closer = r.closedBy;
    const auto number = [](const auto &from, auto member) {
        return nullable(from ? std::optional<qint64>((*from).*member) : std::nullopt);
    };
    int at = 0;
    for (const QVariant &value :
         { QVariant(r.id), QVariant(r.path), QVariant(notNull(r.contentType)),
           QVariant(r.createdAt), nullable(r.ttlSeconds), nullable(r.expiresAt),
           QVariant(r.expiresText), QVariant(r.accessedAt), QVariant(r.tail), QVariant(r.closed),
           QVariant(r.softDeleted), number(fork, &ForkOrigin::source),
           number(fork, &ForkOrigin::at), nullable(fork ? fork->anchor : std::nullopt),
           number(fork, &ForkOrigin::subOffset), nullable(r.writerSequence),
           nullable(closer ? std::optional(closer->id) : std::nullopt),
           number(closer, &ProducerTuple::epoch), number(closer, &ProducerTuple::sequence) }) {
        q.bindValue(at++, value);
    }
    return run(q);
}

bool Statements::dropStream(StreamId id)
{
    m_dropStream.bindValue(0, id);
    m_dropProducers.bindValue(0, id);
    return run(m_dropStream) && run(m_dropProducers);
}

bool Statements::addChunk(StreamId id, Position start, const QByteArray &data)
{
    m_addChunk.bindValue(0, id);
    m_addChunk.bindValue(1, start);
    m_addChunk.bindValue(2, data);
    return run(m_addChunk);
}

QSqlQuery &Statements::chunksFrom(StreamId id, Position position)
{
    m_chunksFrom.bindValue(0, id);
    m_chunksFrom.bindValue(1, id);
    m_chunksFrom.bindValue(2, position);
    m_chunksFrom.exec();
    return m_chunksFrom;
}

int Statements::dropSomeChunks(StreamId id)
{
    m_dropChunks.bindValue(0, id);
    m_dropChunks.bindValue(1, id);
    return run(m_dropChunks) ? m_dropChunks.numRowsAffected() : -1;
}

std::optional<ProducerState> Statements::findProducer(StreamId id, const QByteArray &producer)
{
    m_findProducer.bindValue(0, id);
    m_findProducer.bindValue(1, producer);
    std::optional<ProducerState> state;
    if (m_findProducer.exec() && m_findProducer.next()) {
        state = ProducerState { m_findProducer.value(0).toLongLong(),
                                m_findProducer.value(1).toLongLong() };
    }
    m_findProducer.finish();
    return state;
}

bool Statements::putProducer(StreamId id, const QByteArray &producer, const ProducerState &state)
{
    m_putProducer.bindValue(0, id);
    m_putProducer.bindValue(1, producer);
    m_putProducer.bindValue(2, state.epoch);
    m_putProducer.bindValue(3, state.lastSequence);
    return run(m_putProducer);
}

bool Statements::putSubscription(const QByteArray &id, const QByteArray &state)
{
    m_putSubscription.bindValue(0, id);
    m_putSubscription.bindValue(1, state);
    return run(m_putSubscription);
}

bool Statements::dropSubscription(const QByteArray &id)
{
    m_dropSubscription.bindValue(0, id);
    return run(m_dropSubscription);
}

} // namespace DurableStreams::Server
