// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/connection_p.h"
#include "livereader_p.h"
#include "livereads_p.h"
#include "store/streamstore_p.h"

namespace DurableStreams::Server {

LiveReads::LiveReads(StreamStore &store, ReadService &reads,
                     std::chrono::milliseconds longPollTimeout,
                     std::chrono::milliseconds sseLifetime, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_reads(reads)
    , m_longPollTimeout(longPollTimeout)
    , m_sseLifetime(sseLifetime)
{ }

LiveReads::~LiveReads() = default;

void LiveReads::start(Connection *connection, const ReadRequest &read)
{
    LiveReader *reader = nullptr;
    if (read.mode == ReadMode::Sse) {
        reader = new SseSession(this, connection, read);
    } else {
        reader = new LongPoll(this, connection, read);
    }
    m_readers.insert(read.id, reader);
    reader->wake();
}

void LiveReads::wake(const QSet<StreamId> &streams)
{
    for (const StreamId id : streams) {
        // A reader that has its answer leaves the table while we walk.
        const QList<LiveReader *> readers = m_readers.values(id);
        for (LiveReader *reader : readers) {
            reader->wake();
        }
    }
}

void LiveReads::renew(qint64 now)
{
    const QList<StreamId> ids = m_readers.uniqueKeys();
    for (const StreamId id : ids) {
        const StreamRecord *record = m_store.find(id);
        if (record && record->ttlSeconds) {
            m_store.noteAccess(id, now);
        }
    }
}

void LiveReads::remove(LiveReader *reader)
{
    m_readers.remove(reader->stream(), reader);
}

} // namespace DurableStreams::Server

#include "moc_livereads_p.cpp"
