// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerqueue_p.h"

#include <algorithm>

namespace DurableStreams {

ProducerQueue::ProducerQueue(const ProducerOptions &options)
    : m_maxBatchBytes(std::min(options.maxBatchBytes, MaxMessageBytes))
    , m_maxBatchItems(options.maxBatchItems)
    , m_maxBacklogBytes(options.maxBacklogBytes)
    , m_maxBacklogMessages(quint64(std::max(qint64(0), options.maxBacklogMessages)))
    , m_maxSpare(size_t(std::max(0, options.maxInFlight)) + 1)
{ }

bool ProducerQueue::hasRoom(qsizetype size) const
{
    return m_pendingMessages == 0
        || (m_pendingMessages < m_maxBacklogMessages && m_pendingBytes + size <= m_maxBacklogBytes);
}

Ticket ProducerQueue::add(QByteArrayView message)
{
    if (!isOpenEmpty()
        && (m_open.count() >= m_maxBatchItems
            || m_open.sizeWith(message.size()) > m_maxBatchBytes)) {
        sealOpen();
    }
    if (isOpenEmpty()) {
        begin();
    }
    const Ticket ticket = put(message);
    if (m_open.count() >= m_maxBatchItems || m_open.body.size() >= m_maxBatchBytes) {
        sealOpen();
    }
    return ticket;
}

Ticket ProducerQueue::put(QByteArrayView message)
{
    m_open.add(message);
    ++m_pendingMessages;
    m_pendingBytes += message.size();
    updateBacklog();
    return m_nextTicket++;
}

void ProducerQueue::begin()
{
    if (!m_spare.empty()) {
        m_open = std::move(m_spare.back());
        m_spare.pop_back();
    }
    m_open.recycle();
    m_open.framing = m_framing;
    m_open.first = m_nextTicket;
    m_open.id = m_nextId++;
    m_open.startsEpoch = std::exchange(m_nextStartsEpoch, false);
}

void ProducerQueue::sealOpen()
{
    if (!isOpenEmpty()) {
        m_open.seal();
        m_batches.push_back(std::exchange(m_open, {}));
    }
}

void ProducerQueue::addClosing(QByteArrayView finalMessage)
{
    sealOpen();
    begin();
    if (!finalMessage.isEmpty()) {
        put(finalMessage);
    }
    m_open.seal();
    m_open.closes = true;
    m_batches.push_back(std::exchange(m_open, {}));
}

void ProducerQueue::startEpochWithNext()
{
    sealOpen();
    m_nextStartsEpoch = true;
}

qsizetype ProducerQueue::indexOf(quint64 id) const
{
    const auto it = std::ranges::find(m_batches, id, &ProducerBatch::id);
    return it == m_batches.end() ? -1 : it - m_batches.begin();
}

void ProducerQueue::popFront()
{
    forget(m_batches.front());
    if (m_spare.size() < m_maxSpare) {
        m_spare.push_back(std::move(m_batches.front()));
    }
    m_batches.pop_front();
    updateBacklog();
}

void ProducerQueue::remove(qsizetype index)
{
    forget(m_batches[size_t(index)]);
    m_batches.erase(m_batches.begin() + index);
    updateBacklog();
}

void ProducerQueue::split(qsizetype index)
{
    auto [head, tail] = m_batches[size_t(index)].split();
    head.id = m_nextId++;
    tail.id = m_nextId++;
    m_batches[size_t(index)] = std::move(head);
    m_batches.insert(m_batches.begin() + index + 1, std::move(tail));
}

void ProducerQueue::clear()
{
    m_batches.clear();
    m_spare.clear();
    m_open = {};
    m_nextStartsEpoch = false;
    m_pendingMessages = 0;
    m_pendingBytes = 0;
    updateBacklog();
}

bool ProducerQueue::isResolved(Ticket ticket) const
{
    if (!m_batches.empty()) {
        return m_batches.front().first > ticket;
    }
    return isOpenEmpty() || m_open.first > ticket;
}

void ProducerQueue::forget(const ProducerBatch &batch)
{
    m_pendingMessages -= quint64(batch.count());
    m_pendingBytes -= batch.payload;
}

void ProducerQueue::updateBacklog()
{
    const bool above = m_pendingBytes > m_maxBacklogBytes / 4 * 3
        || m_pendingMessages > m_maxBacklogMessages / 4 * 3;
    const bool below
        = m_pendingBytes <= m_maxBacklogBytes / 4 && m_pendingMessages <= m_maxBacklogMessages / 4;
    if (m_high ? below : above) {
        m_high = !m_high;
        m_backlogChange = m_high;
    }
}

} // namespace DurableStreams
