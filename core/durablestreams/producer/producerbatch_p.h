// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/produceroptions.h>

#include <QtCore/QByteArray>

#include <chrono>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace DurableStreams {

//! \brief The largest epoch and number that every server can take (PROTOCOL section 5.2.1).
inline constexpr qint64 maxProtocolInteger = (qint64(1) << 53) - 1;

//! \brief How messages stand in the body of a request.
enum class Framing : quint8 {
    Concatenated, //!< one after the other
    JsonArray, //!< `[v1,v2]`: the server takes one array level off
};

//! \brief Messages in the form in which they go over the wire, and how far they got.
//!
//! A message is copied once, into the body. No heap object for a message: its place is known from
//! the end of the one before.
struct ProducerBatch
{
    using Time = std::chrono::steady_clock::time_point;

    enum class Phase : quint8 {
        Waiting, //!< to be sent, or to be sent again
        InFlight, //!< a request with it is on its way
        Gap, //!< came too early; waits for the batch before it
        Stored, //!< the server has it; waits for the receipts of earlier batches
    };

    // Contents.
    quint64 id = 0; //!< tells batches apart, in no order
    Ticket first = 0;
    QByteArray body; //!< longer than what is filled() until seal()
    std::vector<quint32> ends; //!< where each message ends in the body
    qint64 payload = 0; //!< the bytes of the messages alone
    Framing framing = Framing::Concatenated;
    bool closes = false; //!< closes the stream
    bool startsEpoch = false; //!< takes the next epoch when it is first sent

    // Delivery.
    Phase phase = Phase::Waiting;
    bool uncertain
        = false; //!< a request with the present number may have reached the server unanswered
    bool sentInTurn = false; //!< all before it was stored when it was last sent
    bool duplicate = false;
    bool suspect = false; //!< a duplicate that may be another producer's
    int attempts = 0;
    qint64 epoch = 0;
    qint64 sequence = -1; //!< -1: none taken
    quint64 request = 0;
    std::optional<Time> firstSent;
    std::chrono::microseconds latency {};
    Offset offset;

    qsizetype count() const { return qsizetype(ends.size()); }
    Ticket last() const { return first + Ticket(count()) - 1; }
    QByteArrayView message(qsizetype i) const;

    //! \brief How much of the body is messages.
    qsizetype filled() const { return ends.empty() ? 0 : qsizetype(ends.back()); }
    //! \brief How long the finished body would be with one more message of \a size bytes.
    qsizetype sizeWith(qsizetype size) const
    {
        return filled() + size + (framing == Framing::JsonArray ? 2 : 0);
    }
    void add(QByteArrayView message);
    //! \brief Completes the body.
    void seal();
    //! \brief Forgets the sequence number, so that it gets a new one.
    void renumber();
    //! \brief Empties it but keeps its memory where no request shares it.
    void recycle();
    //! \brief Two batches of half the messages each.
    std::pair<ProducerBatch, ProducerBatch> split() const;
    //! \brief Copies the messages, for handing them back.
    void handBack(bool maybeStored, QList<UnsentMessage> *unsent) const;

private:
    void grow(qsizetype size);
};

inline void ProducerBatch::add(QByteArrayView message)
{
    const qsizetype before = filled();
    const qsizetype separator = framing == Framing::JsonArray ? 1 : 0;
    const qsizetype after = before + separator + message.size();
    if (after > body.size()) {
        grow(after);
    }
    char *end = body.data() + before;
    if (separator > 0) {
        *end++ = ends.empty() ? '[' : ',';
    }
    std::memcpy(end, message.data(), size_t(message.size()));
    ends.push_back(quint32(after));
    payload += message.size();
}

} // namespace DurableStreams
