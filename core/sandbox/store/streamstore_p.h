// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamrecord_p.h"

#include <durablestreams/error.h>

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QSet>

#include <memory>
#include <unordered_map>
#include <vector>

namespace DurableStreams::Server {

class Database;
struct Statements;

//! A piece of a stream, read at once.
struct Page
{
    //! For JSON the messages with commas between them, without the brackets.
    QByteArray content = {};
    Position next = 0;
    bool atTail = false;
    //! Where the read was to begin is no boundary between messages.
    bool misaligned = false;
    //! The storage did not give what it should have.
    bool failed = false;
};

//! \brief All streams: their records in memory, everything on disk.
//!
//! The first change opens a transaction, commit() makes all changes since durable at once, and
//! rollback() undoes them, here and on disk. Until then they are visible to reads of this object:
//! whoever answers a client has to wait for the commit.
class StreamStore
{
public:
    static Result<std::unique_ptr<StreamStore>> open(const QString &folder, qint64 maxSize = 0);
    ~StreamStore();
    Q_DISABLE_COPY_MOVE(StreamStore)

    const StreamRecord *find(const QByteArray &path) const;
    const StreamRecord *find(StreamId id) const;
    std::vector<const StreamRecord *> all() const;
    //! Streams whose time is over, those kept for their forks excepted.
    QList<StreamId> expired(qint64 now) const;
    //! How many forks refer to this stream.
    int forkCount(StreamId id) const;

    //! Adds a stream and gives it an id.
    StreamId insert(StreamRecord record);
    //! A record to be changed now; do not keep the reference.
    StreamRecord &edit(StreamId id);
    //! \brief Notes a read, from which a TTL counts.
    //!
    //! Not worth a transaction of its own: saved with the next commit, or by saveAccess().
    void noteAccess(StreamId id, qint64 now);
    void saveAccess();
    //! Adds pieces at the tail.
    void append(StreamId id, const QList<QByteArray> &pieces);
    //! \brief Removes a stream; with forks it is only soft-deleted (PROTOCOL section 4.2).
    //!
    //! Sources that were only kept for it go too. Their content is dropped by sweep().
    void remove(StreamId id);

    std::optional<ProducerState> producer(StreamId id, const QByteArray &producer);
    void setProducer(StreamId id, const QByteArray &producer, const ProducerState &state);

    //! Opaque records of the subscriptions.
    QHash<QByteArray, QByteArray> subscriptions();
    void setSubscription(const QByteArray &id, const QByteArray &state);
    void removeSubscription(const QByteArray &id);

    //! Content from a position on, across forks: at least one piece, and no more after the limit.
    Page read(StreamId id, Position from, qint64 limit);
    //! The position after so many messages (JSON) or bytes; nothing if that is beyond the tail.
    std::optional<Position> advance(StreamId id, Position from, qint64 count);

    //! Why commit() failed last.
    struct Failure
    {
        //! There is no more space: deleting something may help.
        bool diskFull = false;
        QString text = {};
    };
    Failure lastFailure() const { return m_failure; }

    bool inTransaction() const { return m_inTransaction; }
    //! Streams whose content, closure or existence changed since the last commit.
    const QSet<StreamId> &changed() const { return m_changed; }
    //! Makes everything durable, or undoes it all and returns false.
    bool commit();
    void rollback();

    //! Drops a part of what removed streams left behind; true if there is more.
    bool sweep();

private:
    explicit StreamStore(std::unique_ptr<Database> database);
    bool load();
    void begin();
    void touch(StreamId id);
    void noteFailure();
    bool write(const StreamRecord &record);
    StreamId ownerAt(StreamId id, Position position, Position *end) const;

    std::unique_ptr<Database> m_database;
    std::unique_ptr<Statements> m_statements;
    std::unordered_map<StreamId, StreamRecord> m_streams;
    QHash<QByteArray, StreamId> m_paths;
    QHash<StreamId, int> m_forks;
    // What the records were when the transaction began; nothing for those that were not there.
    std::unordered_map<StreamId, std::optional<StreamRecord>> m_undo;
    QSet<StreamId> m_changed;
    QSet<StreamId> m_accessed;
    Failure m_failure;
    StreamId m_nextId = 1;
    bool m_inTransaction = false;
    bool m_broken = false;
};

} // namespace DurableStreams::Server
