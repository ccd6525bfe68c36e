// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "deliveryprogress_p.h"

#include <algorithm>

namespace DurableStreams {

void DeliveryProgress::startAt(const Offset &offset)
{
    *this = {};
    m_confirmed = offset;
    m_next = offset;
}

void DeliveryProgress::handOut()
{
    m_handedOut = m_delivered;
    m_handedOutHash = m_hash;
}

void DeliveryProgress::restart()
{
    m_next = m_confirmed;
    m_delivered = m_handedOut;
    m_hash = m_handedOutHash;
    m_toSkip = m_delivered;
    m_replayed.reset();
}

bool DeliveryProgress::addMessage(QByteArrayView message)
{
    // The separator keeps "ab","c" apart from "a","bc".
    constexpr QByteArrayView separator("\0", 1);
    RunningHash &hash = isReplaying() ? m_replayed : m_hash;
    hash.addWithoutLineEnds(message);
    hash.add(separator);
    if (isReplaying()) {
        skipped(1);
        return false;
    }
    ++m_delivered;
    return true;
}

qsizetype DeliveryProgress::addBytes(QByteArrayView bytes)
{
    const qsizetype old = qsizetype(std::min<quint64>(m_toSkip, quint64(bytes.size())));
    if (old > 0) {
        m_replayed.add(bytes.first(old));
        skipped(quint64(old));
    }
    m_hash.add(bytes.sliced(old));
    m_delivered += quint64(bytes.size() - old);
    return old;
}

void DeliveryProgress::skipped(quint64 count)
{
    m_toSkip -= count;
    if (m_toSkip == 0) {
        m_changed = m_changed || m_replayed.value() != m_hash.value();
    }
}

void DeliveryProgress::confirm(const Offset &offset)
{
    m_next = offset;
    if (isReplaying()) {
        return; // in the middle of what was delivered: only the old offset is of use after a break
    }
    m_confirmed = offset;
    m_delivered = 0;
    m_hash.reset();
    handOut();
}

} // namespace DurableStreams
