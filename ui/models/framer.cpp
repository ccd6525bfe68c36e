// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/framer.h"

#include <QUtf8StringView>

#include <algorithm>
#include <cstring>

namespace Tailwater {

using DurableStreams::Batch;

namespace {

constexpr qsizetype pieceSize = 16 * 1024;

} // namespace

bool isJsonLines(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "application/ndjson" || type == "application/x-ndjson"
        || type == "application/jsonl" || type == "application/json-lines";
}

Framer::Framer(MessageStore *store)
    : m_store(store)
{
}

Framing Framer::framingOf(const Batch &batch, const QByteArray &contentType) const
{
    if (m_framing != Framing::ByContentType) {
        return m_framing == Framing::Messages && batch.kind != Batch::Kind::Json ? Framing::Chunks
                                                                                 : m_framing;
    }
    if (batch.kind == Batch::Kind::Json) {
        return Framing::Messages;
    }
    return batch.kind == Batch::Kind::Text || isJsonLines(contentType) ? Framing::Lines
                                                                       : Framing::Chunks;
}

// Rows are looked at one by one only where something is wrong with the whole.
RowFlags Framer::utf8Flag(QByteArrayView row) const
{
    return m_batchIsUtf8 || QUtf8StringView(row).isValidUtf8() ? RowFlags {} : RowFlag::NotUtf8;
}

void Framer::add(const Batch &batch, const QByteArray &contentType, qint64 receivedMs)
{
    if (batch.bytes.isEmpty()) {
        return;
    }
    const Framing framing = framingOf(batch, contentType);
    if (framing != Framing::Lines) {
        finish(); // the stream is of another type now: the line will not go on
    }
    m_receivedMs = receivedMs;
    m_store->beginRun(batch.startOffset, batch.firstIndex, receivedMs);
    const RowFlags normalised = batch.normalised ? RowFlag::Normalised : RowFlags {};
    // Messages are looked at piece by piece, on the way into the store.
    m_batchIsUtf8 = framing == Framing::Chunks
        || (framing == Framing::Lines && QUtf8StringView(batch.bytes).isValidUtf8());
    switch (framing) {
    case Framing::ByContentType:
    case Framing::Messages:
        addMessages(batch);
        break;
    case Framing::Lines:
        m_lineFlags = isJsonLines(contentType) ? normalised | RowFlag::Json : normalised;
        addLines(batch);
        break;
    case Framing::Chunks:
        m_store->append(batch.bytes, 0, batch.bytes.size(), RowKind::Chunk, normalised);
    }
}

void Framer::addMessages(const Batch &batch)
{
    if (batch.malformed) {
        m_store->append(batch.bytes, 0, batch.bytes.size(), RowKind::Message,
                        RowFlag::Malformed | utf8Flag(batch.bytes));
        return;
    }
    const QByteArrayView bytes = batch.bytes;
    const auto end = batch.slices.cend();
    for (auto slice = batch.slices.cbegin(); slice != end;) {
        // A piece that stays in the cache between the look at it and the copying.
        const qsizetype begin = slice->begin;
        const auto pieceEnd = std::find_if(slice, end, [begin](const Batch::Slice &next) {
            return next.begin - begin > pieceSize;
        });
        const Batch::Slice &last = *(pieceEnd - 1);
        m_batchIsUtf8
            = QUtf8StringView(bytes.sliced(begin, last.begin + last.size - begin)).isValidUtf8();
        for (; slice != pieceEnd; ++slice) {
            addMessage(batch, *slice);
        }
    }
}

void Framer::addMessage(const Batch &batch, const Batch::Slice &slice)
{
    RowFlags flags = RowFlag::Json;
    if (!m_batchIsUtf8) {
        flags |= utf8Flag(QByteArrayView(batch.bytes).sliced(slice.begin, slice.size));
    }
    // Only a line break inside the message can have been touched.
    if (batch.normalised
        && memchr(batch.bytes.constData() + slice.begin, '\n', size_t(slice.size))) {
        flags |= RowFlag::Normalised;
    }
    m_store->append(batch.bytes, slice.begin, slice.size, RowKind::Message, flags);
}

void Framer::addLines(const Batch &batch)
{
    const QByteArrayView bytes = batch.bytes;
    qsizetype begin = 0;
    while (begin < bytes.size()) {
        const auto *found = static_cast<const char *>(
            memchr(bytes.data() + begin, '\n', size_t(bytes.size() - begin)));
        if (!found) {
            break;
        }
        const qsizetype end = found - bytes.data() + 1;
        if (m_tail.isEmpty()) {
            m_store->append(batch.bytes, begin, end - begin, RowKind::Line,
                            m_lineFlags | utf8Flag(bytes.sliced(begin, end - begin)));
        } else {
            appendTail(bytes.first(end));
            flushTail(m_lineFlags);
            m_store->beginRun(batch.startOffset, batch.firstIndex + quint64(end), m_receivedMs);
        }
        begin = end;
    }
    if (begin == bytes.size()) {
        return;
    }
    if (m_tail.isEmpty()) {
        m_tailRun = { batch.startOffset, batch.firstIndex + quint64(begin), m_receivedMs };
    }
    appendTail(bytes.sliced(begin));
}

void Framer::appendTail(QByteArrayView bytes)
{
    m_tail += bytes;
    m_partialChanged = true;
    if (m_tail.size() > longestLine) {
        const auto size = quint64(m_tail.size());
        flushTail(m_lineFlags | RowFlag::Unfinished);
        m_tailRun.firstIndex += size;
    }
}

void Framer::flushTail(RowFlags flags)
{
    if (!m_tail.isEmpty()) {
        m_store->beginRun(m_tailRun.startOffset, m_tailRun.firstIndex, m_tailRun.receivedMs);
        // A character may have come in two batches: it counts as what it is together.
        if (!QUtf8StringView(m_tail).isValidUtf8()) {
            flags |= RowFlag::NotUtf8;
        }
        m_store->append(m_tail, 0, m_tail.size(), RowKind::Line, flags);
        m_tail.clear();
    }
    m_store->clearPartial();
    m_partialChanged = false;
}

void Framer::showPartial()
{
    if (std::exchange(m_partialChanged, false) && !m_tail.isEmpty()) {
        m_store->beginRun(m_tailRun.startOffset, m_tailRun.firstIndex, m_tailRun.receivedMs);
        m_store->setPartial(m_tail.left(shownPartial), m_tail.size(), RowKind::Line);
    }
}

Message Framer::unfinished() const
{
    Message message;
    if (m_tail.isEmpty()) {
        return message;
    }
    const auto owner = std::make_shared<const QByteArray>(m_tail);
    message.id = 1;
    message.kind = RowKind::Line;
    message.flags = m_lineFlags | RowFlag::Unfinished;
    message.receivedMs = m_tailRun.receivedMs;
    message.startOffset = m_tailRun.startOffset;
    message.index = m_tailRun.firstIndex;
    message.bytes = *owner;
    message.owner = owner;
    return message;
}

void Framer::finish()
{
    flushTail(m_lineFlags | RowFlag::Unfinished);
}

void Framer::reset()
{
    m_tail.clear();
    m_partialChanged = false;
    m_store->clearPartial();
}

} // namespace Tailwater
