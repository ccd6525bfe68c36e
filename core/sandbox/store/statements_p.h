// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamrecord_p.h"

#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace DurableStreams::Server {

class Database;

//! The prepared statements of the store: the only place that knows columns.
struct Statements
{
    explicit Statements(Database &database);

    static StreamRecord toRecord(const QSqlQuery &query);
    bool putStream(const StreamRecord &record);
    //! Drops the record of a stream and what producers left.
    bool dropStream(StreamId id);

    bool addChunk(StreamId id, Position start, const QByteArray &data);
    //! Start and data of the piece that holds this position, and of all behind it.
    QSqlQuery &chunksFrom(StreamId id, Position position);
    //! How many pieces were dropped; -1 on failure.
    int dropSomeChunks(StreamId id);

    std::optional<ProducerState> findProducer(StreamId id, const QByteArray &producer);
    bool putProducer(StreamId id, const QByteArray &producer, const ProducerState &state);

    bool putSubscription(const QByteArray &id, const QByteArray &state);
    bool dropSubscription(const QByteArray &id);

    QSqlQuery loadStreams;
    QSqlQuery loadSubscriptions;
    //! Of the last statement that did not succeed.
    QSqlError failure;

private:
    bool run(QSqlQuery &query);

    QSqlQuery m_putStream;
    QSqlQuery m_dropStream;
    QSqlQuery m_dropProducers;
    QSqlQuery m_addChunk;
    QSqlQuery m_chunksFrom;
    QSqlQuery m_dropChunks;
    QSqlQuery m_findProducer;
    QSqlQuery m_putProducer;
    QSqlQuery m_putSubscription;
    QSqlQuery m_dropSubscription;
};

} // namespace DurableStreams::Server
