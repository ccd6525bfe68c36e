// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "readservice_p.h"

#include <QtCore/QMultiHash>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <chrono>

namespace DurableStreams::Server {

class Connection;
class LiveReader;

//! \brief All clients that wait for data: long-polls and SSE connections.
//!
//! A reader keeps no queue: it knows its position, and reads on when the stream has grown and the
//! client has taken what was sent before.
class LiveReads : public QObject
{
    Q_OBJECT

public:
    LiveReads(StreamStore &store, ReadService &reads, std::chrono::milliseconds longPollTimeout,
              std::chrono::milliseconds sseLifetime, QObject *parent = nullptr);
    ~LiveReads() override;

    //! Answers the request now or later; the read is a long-poll or SSE.
    void start(Connection *connection, const ReadRequest &read);
    //! Tells readers of these streams that there is something new. After a commit only.
    void wake(const QSet<StreamId> &streams);
    //! Streams that somebody reads live do not expire.
    void renew(qint64 now);
    int count() const { return int(m_readers.size()); }

private:
    friend class LiveReader;
    void remove(LiveReader *reader);

    StreamStore &m_store;
    ReadService &m_reads;
    std::chrono::milliseconds m_longPollTimeout;
    std::chrono::milliseconds m_sseLifetime;
    QMultiHash<StreamId, LiveReader *> m_readers;
};

} // namespace DurableStreams::Server
