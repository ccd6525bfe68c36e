// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/connection_p.h"
#include "livereader_p.h"
#include "protocol/sseevent_p.h"
#include "store/streamstore_p.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

// Together these bound what one slow reader costs.
constexpr qint64 Backlog = 256 * 1024;
constexpr qint64 EventSize = 64 * 1024;

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

LiveReader::LiveReader(LiveReads *owner, Connection *connection, const ReadRequest &read)
    : QObject(connection)
    , m_owner(owner)
    , m_connection(connection)
    , m_read(read)
{
    connect(connection, &Connection::closed, this, &LiveReader::finish);
}

LiveReader::~LiveReader()
{
    m_owner->remove(this);
}

void LiveReader::wake()
{
    if (m_finished) {
        return;
    }
    if (store().inTransaction()) {
        // What is not committed must not be seen. The commit was queued before this.
        QMetaObject::invokeMethod(this, &LiveReader::wake, Qt::QueuedConnection);
        return;
    }
    const StreamRecord *record = store().find(m_read.id);
    if (!record || record->path.isNull() || record->softDeleted) {
        streamGone();
        return;
    }
    advance(*record);
}

void LiveReader::finish()
{
    m_finished = true;
    m_owner->remove(this);
    deleteLater();
}

LongPoll::LongPoll(LiveReads *owner, Connection *connection, const ReadRequest &read)
    : LiveReader(owner, connection, read)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_timedOut = true;
        wake();
    });
    m_timeout.start(longPollTimeout());
}

void LongPoll::advance(const StreamRecord &record)
{
    if (m_read.from < record.tail) {
        const HttpResponse page = reads().page(m_read, nowMs());
        finish();
        m_connection->respond(page);
    } else if (record.closed || m_timedOut) {
        const HttpResponse nothing = reads().nothingNew(m_read, nowMs());
        finish();
        m_connection->respond(nothing);
    }
}

void LongPoll::streamGone()
{
    finish();
    m_connection->respond(HttpResponse::text(404, "The stream was deleted"_ba));
}

SseSession::SseSession(LiveReads *owner, Connection *connection, const ReadRequest &read)
    : LiveReader(owner, connection, read)
{
    connection->beginStream(reads().sseHead(read));
    connect(connection, &Connection::drained, this, &SseSession::wake);
    connect(&m_keepAlive, &QTimer::timeout, this, [this] {
        m_told = false;
        wake();
    });
    m_keepAlive.start(longPollTimeout());
    m_lifetime.setSingleShot(true);
    connect(&m_lifetime, &QTimer::timeout, this, [this] {
        m_over = true;
        wake();
    });
    m_lifetime.start(sseLifetime());
}

void SseSession::advance(const StreamRecord &record)
{
    while (m_read.from < record.tail && !m_over) {
        if (m_connection->backlog() >= Backlog) {
            return; // drained() comes when the client has taken it
        }
        const Page page = store().read(m_read.id, m_read.from, EventSize);
        if (page.misaligned || page.failed) {
            streamGone(); // the next request is told why
            return;
        }
        m_connection->write(sseData(record.framing(), page.content));
        m_read.from = page.next;
        sendControl(record);
    }
    const bool closed = record.closed && m_read.from == record.tail;
    if ((!m_told || (closed && !m_toldClosed)) && m_read.from == record.tail) {
        sendControl(record);
    }
    if (m_over || closed) {
        finish();
        m_connection->end();
    }
}

QByteArray SseSession::nextCursor()
{
    const QByteArray before = m_cursor < 0 ? m_read.cursor : QByteArray();
    m_cursor = std::max(m_cursor, ReadService::liveCursor(before, nowMs()).toLongLong());
    return QByteArray::number(m_cursor);
}

void SseSession::sendControl(const StreamRecord &record)
{
    const bool atTail = m_read.from == record.tail;
    m_connection->write(sseControl({ .nextOffset = toToken(m_read.from),
                                     .cursor = nextCursor(),
                                     .upToDate = atTail,
                                     .closed = atTail && record.closed }));
    m_told = true;
    m_toldClosed = atTail && record.closed;
    m_keepAlive.start();
}

void SseSession::streamGone()
{
    finish();
    m_connection->end();
}

} // namespace DurableStreams::Server

#include "moc_livereader_p.cpp"
