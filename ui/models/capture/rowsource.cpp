// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/rowsource.h"

#include "models/datarows.h"

#include <QCoreApplication>

#include <algorithm>

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

} // namespace

SnapshotRows::SnapshotRows(const StoreSnapshot &snapshot, const QByteArray &contentType, const Ranges &ranges)
    : m_snapshot(snapshot)
    , m_contentType(contentType)
{
    // A last line without its end is a row too, behind the others.
    const quint64 end = snapshot.endId() + (snapshot.partial().isNull() ? 0 : 1);
    for (auto [first, last] : ranges) {
        first = std::max(first, snapshot.firstId());
        last = std::min(last, end - 1);
        if (first <= last) {
            m_ranges.append({ first, last });
            // The last line, which has no end yet, is one as well.
            m_count += last < snapshot.endId() ? dataRows(snapshot, first, last)
                                               : dataRows(snapshot, first, last - 1) + 1;
        }
    }
    m_at = m_ranges.isEmpty() ? 0 : m_ranges.first().first;
}

SnapshotRows::SnapshotRows(const StoreSnapshot &snapshot, const QByteArray &contentType)
    : SnapshotRows(snapshot, contentType, { { snapshot.firstId(), snapshot.endId() } })
{
}

Message SnapshotRows::next()
{
    if (m_range >= m_ranges.size()) {
        return {};
    }
    const Message message = m_at == m_snapshot.endId() ? m_snapshot.partial() : m_snapshot.message(m_at);
    skip(1);
    return message;
}

void SnapshotRows::skip(quint64 rows)
{
    while (rows > 0 && m_range < m_ranges.size()) {
        const quint64 left = m_ranges.at(m_range).second - m_at + 1;
        if (rows < left) {
            m_at += rows;
            return;
        }
        rows -= left;
        ++m_range;
        m_at = m_range < m_ranges.size() ? m_ranges.at(m_range).first : 0;
    }
}

SnapshotRows::Ranges SnapshotRows::rangesOf(const QList<quint64> &ids)
{
    Ranges ranges;
    for (const quint64 id : ids) {
        if (!ranges.isEmpty() && ranges.last().second + 1 == id) {
            ranges.last().second = id;
        } else {
            ranges.append({ id, id });
        }
    }
    return ranges;
}

CaptureRows::CaptureRows(const QString &path, const std::optional<CaptureIdentity> &shown)
    : m_path(path)
    , m_shown(shown)
{
}

std::expected<void, QString> CaptureRows::open()
{
    if (auto opened = m_reader.open(m_path, m_shown); !opened) {
        return opened;
    }
    if (!m_reader.indexAll(m_stop) && !(m_stop && m_stop())) {
        return std::unexpected(m_reader.hasChanged() ? m_reader.changedText()
                                                     : Text::tr("%1 cannot be read to its end.").arg(m_path));
    }
    load(0);
    return m_error.isEmpty() ? std::expected<void, QString>() : std::unexpected(m_error);
}

bool CaptureRows::load(qsizetype block)
{
    m_block = block;
    m_at = 0;
    m_rows.reset();
    if (block >= m_reader.index().blockCount()) {
        return false;
    }
    m_number = m_reader.index().block(block).firstNumber;
    auto rows = std::make_shared<const std::vector<CaptureRow>>(m_reader.rows(block));
    // None is passed over.
    if (rows->size() != m_reader.index().blockEndRow(block) - m_reader.index().block(block).firstRow) {
        m_error = m_reader.hasChanged() ? m_reader.changedText()
                                        : Text::tr("%1 cannot be read to its end.").arg(m_path);
        return false;
    }
    m_rows = std::move(rows);
    return true;
}

Message CaptureRows::next()
{
    while (m_rows && m_at == m_rows->size() && load(m_block + 1)) { }
    if (!m_rows || m_at == m_rows->size()) {
        return {};
    }
    const CaptureRow &row = (*m_rows)[m_at];
    Message message;
    message.id = m_reader.index().block(m_block).firstRow + m_at;
    message.number = m_number;
    message.kind = row.kind;
    message.flags = row.flags;
    message.receivedMs = row.receivedMs;
    message.startOffset = row.startOffset;
    message.index = row.index;
    message.bytes = row.bytes;
    message.owner = m_rows;
    ++m_at;
    m_number += row.kind == RowKind::Marker ? 0 : 1;
    return message;
}

void CaptureRows::skip(quint64 rows)
{
    if (m_block < 0 || m_block >= m_reader.index().blockCount()) {
        return;
    }
    const quint64 row = m_reader.index().block(m_block).firstRow + m_at + rows;
    if (row > m_reader.index().rows()) {
        load(m_reader.index().blockCount());
        return;
    }
    load(m_reader.index().blockOfRow(row));
    while (m_rows && m_at < m_rows->size() && m_reader.index().block(m_block).firstRow + m_at < row) {
        m_number += (*m_rows)[m_at].kind == RowKind::Marker ? 0 : 1;
        ++m_at;
    }
}

} // namespace Tailwater
