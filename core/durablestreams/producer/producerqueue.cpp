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
    , m_fewSpare(size_t(std::max(0, options.maxInFlight)) + 1)
{
    setQuietLimits();
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
    if (m_open.count() >= m_maxBatchItems || m_open.filled() >= m_maxBatchBytes) {
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
        // The oldest one: a request may still share the memory of the youngest.
        m_open = std::move(m_spare.front());
        m_spare.pop_front();
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

qint64 ProducerQueue::plannedEpochs() const
{
    return std::ranges::count_if(m_batches, &ProducerBatch::startsEpoch)
        + (m_open.startsEpoch || m_nextStartsEpoch ? 1 : 0);
}

qsizetype ProducerQueue::indexOf(quint64 id) const
{
    const auto it = std::ranges::find(m_batches, id, &ProducerBatch::id);
    return it == m_batches.end() ? -1 : it - m_batches.begin();
}

void ProducerQueue::popFront()
{
    forget(m_batches.front());
    m_spare.push_back(std::move(m_batches.front()));
    m_batches.pop_front();
    // A backlog that rises and falls does not return its memory and take it anew each time: fresh
    // pages cost more than the messages in them. One that is gone does.
    if (m_pendingMessages == 0 && m_spare.size() > m_fewSpare) {
        m_spare.resize(m_fewSpare);
    }
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
        setQuietLimits();
    }
}

// Up to the mark that is next on the way up, or where there is no more room.
void ProducerQueue::setQuietLimits()
{
    m_quietBytes = m_high ? m_maxBacklogBytes : m_maxBacklogBytes / 4 * 3;
    m_quietMessages = m_high ? m_maxBacklogMessages : m_maxBacklogMessages / 4 * 3;
}

} // namespace DurableStreams
