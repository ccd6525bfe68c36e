// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/matchcontext.h"

#include <algorithm>

namespace Tailwater {

MatchContext::MatchContext(const StoreSnapshot &snapshot, quint64 id,
                           const Extent &extent, QObject *parent)
    : QObject(parent)
    , m_generation(snapshot.generation())
    , m_next(id + 1)
    , m_end(id + 1 + extent.after)
{
    quint64 first = id;
    qint64 bytes = 0;
    while (first > snapshot.firstId() && id - first < extent.before && bytes < mostBytes) {
        --first;
        bytes += snapshot.message(first).bytes.size();
    }
    m_store.reset(snapshot.message(first).number);
    for (quint64 at = first; at <= id; ++at) {
        append(snapshot.message(at));
    }
    m_store.publish();
    m_match = m_store.snapshot().endId() - 1;
    feed(snapshot);
}

MatchContext::~MatchContext() = default;

void MatchContext::append(const Message &message)
{
    if (message.kind == RowKind::Marker) {
        if (const auto marker = Marker::fromBytes(message.bytes)) {
            m_store.appendMarker(*marker);
        }
        return;
    }
    m_store.beginRun(message.startOffset, message.index, message.receivedMs);
    m_store.append(message.bytes, message.kind, message.flags);
}

void MatchContext::feed(const StoreSnapshot &snapshot)
{
    if (m_complete) {
        return;
    }
    const quint64 from = m_next;
    const bool gone = snapshot.generation() != m_generation || snapshot.firstId() > m_next;
    while (!gone && m_next < std::min(m_end, snapshot.endId()) && m_bytes < mostBytes) {
        const Message message = snapshot.message(m_next++);
        m_bytes += message.bytes.size();
        append(message);
    }
    m_complete = gone || m_next == m_end || m_bytes >= mostBytes;
    if (m_next > from) {
        m_store.publish();
        Q_EMIT changed();
    }
}

} // namespace Tailwater

#include "moc_matchcontext.cpp"
