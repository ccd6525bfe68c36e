// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/producerbatch_p.h"

#include <deque>

namespace DurableStreams {

//! \brief What is not acknowledged yet: an open batch that takes messages, and sealed ones in
//! order.
//!
//! Counts messages and bytes against the bounds of the backlog. Pure; knows nothing of the
//! protocol.
class ProducerQueue
{
public:
    using Time = ProducerBatch::Time;

    //! Ends of messages are kept in 32 bits.
    static constexpr qsizetype MaxMessageBytes = 1024 * 1024 * 1024;

    explicit ProducerQueue(const ProducerOptions &options);

    void setFraming(Framing framing) { m_framing = framing; }
    Framing framing() const { return m_framing; }
    //! \brief Batches that are filled from now on stay below this.
    void limitBatchBytes(qsizetype bytes) { m_maxBatchBytes = std::min(m_maxBatchBytes, bytes); }

    //! \brief Whether one more message of \a size bytes keeps within the backlog; one always does.
    bool hasRoom(qsizetype size) const
    {
        return m_pendingMessages == 0
            || (m_pendingMessages < m_maxBacklogMessages
                && m_pendingBytes + size <= m_maxBacklogBytes);
    }
    //! \brief Copies \a message into the open batch, sealing the one that is full.
    Ticket add(QByteArrayView message);
    //! \brief The same, if that changes nothing else: no batch begins or is full by it, and the
    //! backlog passes no mark. Nearly every message; 0 for the others, which are left to add().
    Ticket addQuietly(QByteArrayView message);
    Ticket lastTicket() const { return m_nextTicket - 1; }

    const ProducerBatch &open() const { return m_open; }
    bool isOpenEmpty() const { return m_open.ends.empty(); }
    //! \brief Moves the open batch, if it has messages, behind the sealed ones.
    void sealOpen();
    //! \brief Adds a batch that closes the stream, with \a finalMessage if it is not empty.
    void addClosing(QByteArrayView finalMessage);
    //! \brief The next batch that is begun takes the next epoch.
    void startEpochWithNext();
    //! \brief How many batches will do so.
    qint64 plannedEpochs() const;

    std::deque<ProducerBatch> &batches() { return m_batches; }
    const std::deque<ProducerBatch> &batches() const { return m_batches; }
    //! \brief The index of the batch with \a id, or -1.
    qsizetype indexOf(quint64 id) const;
    //! \brief Removes the first batch and keeps its memory for a later one.
    void popFront();
    void remove(qsizetype index);
    //! \brief Replaces one batch by two with half its messages each.
    void split(qsizetype index);
    void clear();

    //! \brief No message up to \a ticket is in here.
    bool isResolved(Ticket ticket) const;
    quint64 pendingMessages() const { return m_pendingMessages; }
    qint64 pendingBytes() const { return m_pendingBytes; }

    //! \brief The backlog has gone above three quarters, or below one quarter again, since last
    //! asked.
    std::optional<bool> takeBacklogChange() { return std::exchange(m_backlogChange, std::nullopt); }
    bool hasBacklogChange() const { return m_backlogChange.has_value(); }

private:
    void begin();
    Ticket put(QByteArrayView message);
    void forget(const ProducerBatch &batch);
    void updateBacklog();
    void setQuietLimits();

    qsizetype m_maxBatchBytes;
    qsizetype m_maxBatchItems;
    qint64 m_maxBacklogBytes;
    quint64 m_maxBacklogMessages;
    size_t m_fewSpare;
    Framing m_framing = Framing::Concatenated;

    Ticket m_nextTicket = 1;
    quint64 m_nextId = 1;
    ProducerBatch m_open;
    bool m_nextStartsEpoch = false;
    std::deque<ProducerBatch> m_batches;
    std::deque<ProducerBatch> m_spare; //!< acknowledged, for their memory
    quint64 m_pendingMessages = 0;
    qint64 m_pendingBytes = 0;
    //! Up to these, more in the backlog is nobody's concern.
    qint64 m_quietBytes = 0;
    quint64 m_quietMessages = 0;
    bool m_high = false;
    std::optional<bool> m_backlogChange;
};

inline Ticket ProducerQueue::addQuietly(QByteArrayView message)
{
    const qsizetype size = message.size();
    const qsizetype filled = m_open.filled();
    if (filled == 0 || size > MaxMessageBytes || m_open.sizeWith(size) > m_maxBatchBytes
        || filled + size + 1 >= m_maxBatchBytes || m_open.count() + 1 >= m_maxBatchItems
        || m_pendingBytes + size > m_quietBytes || m_pendingMessages >= m_quietMessages) {
        return 0;
    }
    m_open.add(message);
    ++m_pendingMessages;
    m_pendingBytes += size;
    return m_nextTicket++;
}

} // namespace DurableStreams
