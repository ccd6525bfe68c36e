// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "database_p.h"
#include "protocol/jsonbody_p.h"
#include "statements_p.h"
#include "streamstore_p.h"

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<StreamStore>> StreamStore::open(const QString &folder, qint64 maxSize)
{
    auto database = Database::open(folder, maxSize);
    if (!database) {
        return std::unexpected(database.error());
    }
    std::unique_ptr<StreamStore> store(new StreamStore(std::move(*database)));
    if (!store->load()) {
        return std::unexpected(
            Error { .code = ErrorCode::NotSupported,
                    .message = u"The database in %1 cannot be read."_s.arg(folder),
                    .remedy = u"Choose another folder."_s });
    }
    return store;
}

StreamStore::StreamStore(std::unique_ptr<Database> database)
    : m_database(std::move(database))
    , m_statements(std::make_unique<Statements>(*m_database))
{ }

StreamStore::~StreamStore()
{
    Q_ASSERT(!m_inTransaction);
}

bool StreamStore::load()
{
    QSqlQuery &query = m_statements->loadStreams;
    if (!query.exec()) {
        return false;
    }
    while (query.next()) {
        const StreamRecord record = Statements::toRecord(query);
        m_nextId = std::max(m_nextId, record.id + 1);
        if (!record.path.isNull()) {
            m_paths.insert(record.path, record.id);
        }
        if (record.fork && !record.path.isNull()) {
            ++m_forks[record.fork->source];
        }
        m_streams.emplace(record.id, record);
    }
    query.finish();
    return true;
}

const StreamRecord *StreamStore::find(const QByteArray &path) const
{
    return find(m_paths.value(path, 0));
}

const StreamRecord *StreamStore::find(StreamId id) const
{
    const auto found = m_streams.find(id);
    return found == m_streams.end() ? nullptr : &found->second;
}

std::vector<const StreamRecord *> StreamStore::all() const
{
    std::vector<const StreamRecord *> records;
    records.reserve(m_streams.size());
    for (const auto &[id, record] : m_streams) {
        if (!record.path.isNull()) {
            records.push_back(&record);
        }
    }
    std::ranges::sort(records, {}, &StreamRecord::id);
    return records;
}

QList<StreamId> StreamStore::expired(qint64 now) const
{
    QList<StreamId> over;
    for (const auto &[id, record] : m_streams) {
        if (record.isExpired(now) && !record.softDeleted && !record.path.isNull()) {
            over.append(id);
        }
    }
    return over;
}

int StreamStore::forkCount(StreamId id) const
{
    return m_forks.value(id, 0);
}

void StreamStore::begin()
{
    if (!m_inTransaction) {
        m_inTransaction = true;
        m_statements->failure = {};
        m_broken = !m_database->run(u"BEGIN IMMEDIATE"_s);
    }
}

void StreamStore::touch(StreamId id)
{
    begin();
    const auto found = m_streams.find(id);
    m_undo.try_emplace(id, found == m_streams.end() ? std::nullopt : std::optional(found->second));
}

StreamId StreamStore::insert(StreamRecord record)
{
    record.id = m_nextId++;
    touch(record.id);
    m_paths.insert(record.path, record.id);
    if (record.fork) {
        ++m_forks[record.fork->source];
    }
    m_changed.insert(record.id);
    const StreamId id = record.id;
    m_streams.insert_or_assign(id, std::move(record));
    return id;
}

StreamRecord &StreamStore::edit(StreamId id)
{
    touch(id);
    m_changed.insert(id);
    return m_streams.at(id);
}

void StreamStore::noteAccess(StreamId id, qint64 now)
{
    m_streams.at(id).accessedAt = now;
    m_accessed.insert(id);
}

void StreamStore::saveAccess()
{
    if (!m_inTransaction && !m_accessed.isEmpty()) {
        begin();
        commit();
    }
}

void StreamStore::append(StreamId id, const QList<QByteArray> &pieces)
{
    StreamRecord &record = edit(id);
    const Position comma = record.framing() == Framing::Json ? 1 : 0;
    for (const QByteArray &piece : pieces) {
        m_broken = m_broken || !m_statements->addChunk(id, record.tail, piece);
        record.tail += piece.size() + comma;
    }
}

void StreamStore::remove(StreamId id)
{
    while (id != 0) {
        StreamRecord &record = edit(id);
        if (forkCount(id) > 0) {
            record.softDeleted = true;
            return;
        }
        m_paths.remove(record.path);
        record.path = QByteArray();
        if (!record.fork) {
            return;
        }
        const StreamId source = record.fork->source;
        const bool last = --m_forks[source] == 0;
        id = last && m_streams.at(source).softDeleted ? source : 0;
    }
}

std::optional<ProducerState> StreamStore::producer(StreamId id, const QByteArray &producer)
{
    return m_statements->findProducer(id, producer);
}

void StreamStore::setProducer(StreamId id, const QByteArray &producer, const ProducerState &state)
{
    begin();
    m_broken = m_broken || !m_statements->putProducer(id, producer, state);
}

QHash<QByteArray, QByteArray> StreamStore::subscriptions()
{
    QHash<QByteArray, QByteArray> found;
    QSqlQuery &query = m_statements->loadSubscriptions;
    for (query.exec(); query.next();) {
        found.insert(query.value(0).toByteArray(), query.value(1).toByteArray());
    }
    query.finish();
    return found;
}

void StreamStore::setSubscription(const QByteArray &id, const QByteArray &state)
{
    begin();
    m_broken = m_broken || !m_statements->putSubscription(id, state);
}

void StreamStore::removeSubscription(const QByteArray &id)
{
    begin();
    m_broken = m_broken || !m_statements->dropSubscription(id);
}

StreamId StreamStore::ownerAt(StreamId id, Position position, Position *end) const
{
    const StreamRecord *record = &m_streams.at(id);
    *end = record->tail;
    while (record->fork && position < record->fork->at) {
        *end = std::min(*end, record->fork->at);
        record = &m_streams.at(record->fork->source);
    }
    return record->id;
}

Page StreamStore::read(StreamId id, Position from, qint64 limit)
{
    const StreamRecord &record = m_streams.at(id);
    const bool json = record.framing() == Framing::Json;
    Page page { .next = from };
    while (page.next < record.tail && page.content.size() < limit) {
        Position end = 0;
        const StreamId owner = ownerAt(id, page.next, &end);
        QSqlQuery &query = m_statements->chunksFrom(owner, page.next);
        const Position before = page.next;
        while (page.next < end && page.content.size() < limit && query.next()) {
            const Position start = query.value(0).toLongLong();
            const QByteArray data = query.value(1).toByteArray();
            const qsizetype begin = qsizetype(page.next - start);
            const qsizetype stop = qsizetype(std::min(data.size() + (json ? 1 : 0), end - start));
            if (json && begin > 0 && !isMessageBoundary(data, begin)) {
                query.finish();
                page.misaligned = true;
                return page;
            }
            if (json && !page.content.isEmpty()) {
                page.content += ',';
            }
            page.content += QByteArrayView(data).sliced(begin, stop - begin - (json ? 1 : 0));
            page.next = start + stop;
        }
        query.finish();
        if (page.next == before) {
            page.failed = true;
            return page;
        }
    }
    page.atTail = page.next >= record.tail;
    return page;
}

std::optional<Position> StreamStore::advance(StreamId id, Position from, qint64 count)
{
    const StreamRecord &record = m_streams.at(id);
    if (record.framing() != Framing::Json) {
        return count <= record.tail - from ? std::optional(from + count) : std::nullopt;
    }
    while (count > 0) {
        const Page page = read(id, from, 1);
        if (page.misaligned || page.content.isEmpty()) {
            return {};
        }
        const auto end = endOfMessages(page.content, count);
        if (end) {
            return from + *end;
        }
        count -= end.error();
        from = page.next;
    }
    return from;
}

bool StreamStore::commit()
{
    if (!m_inTransaction) {
        return true;
    }
    for (const auto &[id, before] : m_undo) {
        m_broken = m_broken || !write(m_streams.at(id));
    }
    for (const StreamId id : std::as_const(m_accessed)) {
        const StreamRecord *record = m_undo.contains(id) ? nullptr : find(id);
        m_broken = m_broken || (record && !write(*record));
    }
    m_accessed.clear();
    if (m_broken || !m_database->run(u"COMMIT"_s)) {
        noteFailure();
        rollback();
        return false;
    }
    m_undo.clear();
    m_changed.clear();
    m_inTransaction = false;
    return true;
}

void StreamStore::noteFailure()
{
    // Of a statement; else of BEGIN or COMMIT.
    const QSqlError &error
        = m_statements->failure.isValid() ? m_statements->failure : m_database->lastError();
    m_failure = { .diskFull = Database::isOutOfSpace(error), .text = error.databaseText() };
}

bool StreamStore::write(const StreamRecord &record)
{
    return m_statements->putStream(record);
}

void StreamStore::rollback()
{
    if (!m_inTransaction) {
        return;
    }
    m_database->run(u"ROLLBACK"_s); // SQLite may have done so itself, which is as good
    for (auto &[id, before] : m_undo) {
        const StreamRecord &now = m_streams.at(id);
        if (!now.path.isNull()) {
            m_paths.remove(now.path);
        }
        if (now.fork && !now.path.isNull()) {
            --m_forks[now.fork->source];
        }
    }
    for (auto &[id, before] : m_undo) {
        if (!before) {
            m_streams.erase(id);
            continue;
        }
        if (!before->path.isNull()) {
            m_paths.insert(before->path, id);
            if (before->fork) {
                ++m_forks[before->fork->source];
            }
        }
        m_streams.at(id) = *before;
    }
    m_undo.clear();
    m_changed.clear();
    m_inTransaction = false;
    m_broken = false;
}

bool StreamStore::sweep()
{
    if (m_inTransaction) {
        return true;
    }
    const auto gone = std::ranges::find_if(
        m_streams, [](const auto &entry) { return entry.second.path.isNull(); });
    if (gone == m_streams.end()) {
        return false;
    }
    const StreamId id = gone->first;
    m_database->run(u"BEGIN IMMEDIATE"_s);
    const int dropped = m_statements->dropSomeChunks(id);
    const bool finished = dropped == 0 && m_statements->dropStream(id);
    if (dropped < 0 || !m_database->run(u"COMMIT"_s)) {
        m_database->run(u"ROLLBACK"_s);
        return false;
    }
    if (finished) {
        m_streams.erase(id);
    }
    return true;
}

} // namespace DurableStreams::Server
