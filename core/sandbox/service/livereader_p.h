// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "livereads_p.h"

#include <QtCore/QTimer>

namespace DurableStreams::Server {

//! One waiting client. Ends with its connection, or with its answer.
class LiveReader : public QObject
{
    Q_OBJECT

public:
    LiveReader(LiveReads *owner, Connection *connection, const ReadRequest &read);
    ~LiveReader() override;

    StreamId stream() const { return m_read.id; }
    //! Goes on, if there is something to send and nothing uncommitted could be read.
    void wake();

protected:
    //! Sends what there is; the stream exists and nothing is uncommitted.
    virtual void advance(const StreamRecord &record) = 0;
    //! The stream was deleted.
    virtual void streamGone() = 0;

    StreamStore &store() const { return m_owner->m_store; }
    ReadService &reads() const { return m_owner->m_reads; }
    LiveReads *owner() const { return m_owner; }
    std::chrono::milliseconds longPollTimeout() const { return m_owner->m_longPollTimeout; }
    std::chrono::milliseconds sseLifetime() const { return m_owner->m_sseLifetime; }
    //! Nothing more is to be sent.
    void finish();

    LiveReads *m_owner;
    Connection *m_connection;
    ReadRequest m_read;
    bool m_finished = false;
};

//! PROTOCOL section 5.7.
class LongPoll : public LiveReader
{
    Q_OBJECT

public:
    LongPoll(LiveReads *owner, Connection *connection, const ReadRequest &read);

protected:
    void advance(const StreamRecord &record) override;
    void streamGone() override;

private:
    QTimer m_timeout;
    bool m_timedOut = false;
};

//! PROTOCOL section 5.8.
class SseSession : public LiveReader
{
    Q_OBJECT

public:
    SseSession(LiveReads *owner, Connection *connection, const ReadRequest &read);

protected:
    void advance(const StreamRecord &record) override;
    void streamGone() override;

private:
    void sendControl(const StreamRecord &record);
    QByteArray nextCursor();

    QTimer m_keepAlive;
    QTimer m_lifetime;
    //! The last control event told where the client stands now.
    bool m_told = false;
    bool m_toldClosed = false;
    bool m_over = false;
    //! The last one sent: none that is below it may follow.
    qint64 m_cursor = -1;
};

} // namespace DurableStreams::Server
