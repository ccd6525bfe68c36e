// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturesink.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

// Between these the stream is held back.
constexpr qint64 fullFrom = 64 * 1024 * 1024;
constexpr qint64 fullTo = 16 * 1024 * 1024;
constexpr auto syncInterval = 2s;

} // namespace

CaptureSink::CaptureSink(const QString &path, const CaptureHeader &header, quint64 firstId,
                         const std::optional<CaptureEnd> &before, bool append)
    : m_path(path)
    , m_header(append && before ? before->header : header)
    , m_next(firstId)
    , m_before(before)
    , m_append(append && before)
{
}

void CaptureSink::take(const StoreSnapshot &rows, const QByteArray &contentType)
{
    if (m_failed) {
        return;
    }
    const QMutexLocker lock(&m_mutex);
    if (m_header.contentType.isEmpty()) {
        m_header.contentType = contentType;
    }
    Piece piece { .rows = rows };
    const bool first = !std::exchange(m_any, true);
    if (first || rows.generation() != m_generation) {
        m_next = std::max(m_next, rows.firstId());
        m_generation = rows.generation();
    } else if (rows.firstId() > m_next) {
        piece.lost = rows.firstId() - m_next; // never: said, should it be
        m_next = rows.firstId();
    }
    const quint64 totalBytes = rows.totalBytes();
    // What was held already does not wait in memory because of us.
    piece.bytes = first || totalBytes < m_totalBytes ? 0 : qint64(totalBytes - m_totalBytes);
    m_totalBytes = totalBytes;
    if (rows.endId() <= m_next) {
        return;
    }
    m_grown = {}; // it may have ended in these; else it comes again
    piece.first = m_next;
    piece.end = m_next = rows.endId();
    m_backlog += piece.bytes;
    if (!m_pieces.empty() && piece.lost == 0 && rows.firstId() <= m_pieces.back().first
        && rows.generation() == m_pieces.back().rows.generation()) {
        Piece &last = m_pieces.back();
        piece.first = last.first;
        piece.bytes += last.bytes;
        piece.lost = last.lost;
        last = piece;
    } else {
        m_pieces.push_back(piece);
    }
    m_wake.wakeOne();
}

// Also one that ends in the middle of a character: the rest of it may never come.
void CaptureSink::takeUnfinished(const Message &unfinished)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_failed && !unfinished.bytes.isEmpty()) {
        m_grown = unfinished;
        m_wake.wakeOne();
    }
}

bool CaptureSink::isFull() const
{
    return m_full;
}

void CaptureSink::end(const Message &unfinished)
{
    const QMutexLocker lock(&m_mutex);
    m_unfinished = unfinished;
    m_ended = true;
    m_wake.wakeOne();
}

CaptureProgress CaptureSink::progress() const
{
    return { .rows = m_rows, .bytes = m_bytes, .heldBack = m_full };
}

CaptureSink::Next CaptureSink::waitForPiece(Piece *piece)
{
    const QMutexLocker lock(&m_mutex);
    const QDeadlineTimer deadline(syncInterval);
    while (m_pieces.empty() && m_grown.isNull() && !m_ended) {
        if (!m_wake.wait(&m_mutex, deadline)) {
            return Next::Idle;
        }
    }
    if (!m_pieces.empty()) {
        *piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        return Next::Piece;
    }
    if (m_ended) {
        return Next::End;
    }
    m_line = std::exchange(m_grown, {});
    return Next::Unfinished;
}

// At once, so that a place that cannot be written to is told at once.
bool CaptureSink::begin()
{
    CaptureHeader header;
    {
        const QMutexLocker lock(&m_mutex);
        header = m_header;
    }
    m_typed = !header.contentType.isEmpty();
    const auto opened = m_append ? m_writer.goOn(m_path, *m_before) : m_writer.open(m_path, header);
    if (!opened) {
        fail(opened.error());
        return false;
    }
    refresh();
    return true;
}

// Before the first row: the type is known when the server has answered.
void CaptureSink::completeHeader()
{
    if (m_typed) {
        return;
    }
    CaptureHeader header;
    {
        const QMutexLocker lock(&m_mutex);
        header = m_header;
    }
    m_typed = !header.contentType.isEmpty();
    if (m_typed) {
        m_writer.setHeader(header);
    }
}

// What the capture before has not got; all of it once that has been reached.
Message CaptureSink::restOf(const Message &row)
{
    if (!m_before) {
        return row;
    }
    const Message rest = m_before->place.restOf(row);
    if (!rest.isNull() && rest.isData() && !rest.flags.testFlag(RowFlag::Unfinished)) {
        m_before.reset();
    }
    return rest;
}

void CaptureSink::write(const Piece &piece)
{
    completeHeader();
    if (piece.lost > 0) {
        const QByteArray bytes = Marker { .type = Marker::Type::Trimmed, .count = piece.lost }.toBytes();
        Message marker;
        marker.kind = RowKind::Marker;
        marker.bytes = bytes;
        m_writer.add(marker);
    }
    qint64 left = piece.bytes;
    piece.rows.forEachPage(piece.first, piece.end, [&](const auto &page, qsizetype begin, qsizetype end) {
        for (qsizetype row = begin; row < end; ++row) {
            const Message message = page->message(row);
            if (message.isData()) {
                m_line = {}; // it has ended
            }
            const Message rest = restOf(message);
            if (!rest.isNull() && !m_writer.add(rest)) {
                return false;
            }
            const qint64 done = std::min<qint64>(left, message.bytes.size());
            left -= done;
            m_backlog -= done;
        }
        m_full = m_backlog > (m_full ? fullTo : fullFrom);
        refresh();
        return true;
    });
    m_writer.flush();
    writeUnfinished(); // behind a marker
    m_backlog -= left;
    m_full = m_backlog > (m_full ? fullTo : fullFrom);
    refresh();
}

void CaptureSink::writeUnfinished()
{
    if (const Message rest = m_line.isNull() ? Message() : restOf(m_line); !rest.isNull()) {
        completeHeader();
        m_writer.setUnfinished(rest);
        refresh();
    }
}

void CaptureSink::refresh()
{
    m_rows = m_writer.dataRows();
    m_bytes = m_writer.bytes();
}

void CaptureSink::run()
{
    QElapsedTimer sinceSync;
    sinceSync.start();
    if (!begin()) {
        return;
    }
    for (;;) {
        Piece piece;
        const Next next = waitForPiece(&piece);
        if (next == Next::Piece) {
            write(piece);
        } else if (next == Next::Unfinished) {
            writeUnfinished();
        }
        if (next == Next::Idle || sinceSync.durationElapsed() > syncInterval) {
            m_writer.sync();
            sinceSync.start();
        }
        if (!m_writer.error().isEmpty()) {
            fail(m_writer.error());
            m_writer.close();
            return;
        }
        if (next == Next::End) {
            break;
        }
    }
    completeHeader();
    if (const Message rest = m_unfinished.isNull() ? Message() : restOf(m_unfinished); !rest.isNull()) {
        m_writer.add(rest);
    }
    if (!m_writer.close()) {
        fail(m_writer.error());
    }
    refresh();
}

void CaptureSink::fail(const QString &error)
{
    m_error = error;
    m_bytes = m_writer.bytes();
    m_failed = true;
    m_full = false;
    const QMutexLocker lock(&m_mutex);
    m_pieces.clear();
    m_grown = {};
}

} // namespace Tailwater
