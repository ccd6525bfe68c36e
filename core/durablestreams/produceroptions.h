// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/error.h>
#include <durablestreams/offset.h>
#include <durablestreams/options.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMetaType>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief Names one message of one producer; counts up from 1 in the order of the appends.
using Ticket = quint64;

//! \brief How an IdempotentProducer behaves (PROTOCOL section 5.2.1).
struct ProducerOptions
{
    //! Names the producer across restarts; must not be empty. Two live producers of one stream must
    //! not share it.
    QByteArray producerId = {};
    //! Raise it by one with every start under the same id, and keep it before anything is sent;
    //! keep IdempotentProducer::epoch() too after each epochClaimed() and restart(). In an epoch
    //! that was used before, the server takes what is new for what it has. autoClaim notices that
    //! nearly always, and claims the next one; what it cannot tell apart it hands back as
    //! maybeStored.
    qint64 epoch = 0;
    //! Says that nothing was ever sent under this id in this epoch or a higher one: the id is a
    //! UUID, or each epoch was kept as above. Then a duplicate after a lost answer is this
    //! producer's own. Otherwise the first one may be an earlier run's, see
    //! IdempotentProducer::collisionSuspected(). If it is said and not true, messages are lost
    //! without a word.
    bool freshEpoch = false;
    //! The number of the first batch. Above 0 only to go on, in the same epoch, where an earlier
    //! run ended (ProducerReport::sequence + 1). Nothing checks it: with one too low, what is sent
    //! first is taken for the batches that the earlier run sent under these numbers, and is not
    //! stored; one too high is a SequenceGap.
    qint64 firstSequence = 0;
    //! Take over with a higher epoch when the server says that this one is stale or used up, when
    //! it calls a batch a duplicate that may be an earlier run's, or when a batch has to be divided
    //! (413) after a lost answer. It gives up fencing: an older run that still lives takes over
    //! again, and two that both claim do so in turn for ever. Not for programs of which only one
    //! may write.
    bool autoClaim = false;
    //! How long the first message of a batch waits for company; 0: until the event loop turns.
    std::chrono::milliseconds linger { 5 };
    //! A batch is sent when one more message would make its body longer. One message may be longer,
    //! up to 1 GiB.
    qsizetype maxBatchBytes = 1024 * 1024;
    //! \brief A batch is sent when it has as many messages.
    qsizetype maxBatchItems = 100'000;
    //! How many batches may be on their way at the same time.
    int maxInFlight = 5;
    //! What is not acknowledged yet, together: append() refuses beyond, but for one message when
    //! nothing is pending, and the last one of closeStream(). backlogHigh() comes at three quarters
    //! of either, backlogLow() when both are below one quarter again.
    qint64 maxBacklogBytes = 64 * 1024 * 1024;
    //! \brief See maxBacklogBytes.
    qint64 maxBacklogMessages = 1'000'000;
    //! Check each JSON value against RFC 8259 when it is appended: one bad value would make the
    //! server refuse the whole batch. Turn it off only for values that are known to be sound.
    bool validateJson = true;
    //! What holds without autoClaim for a batch that the server calls a duplicate and that was
    //! never sent before, or only while nothing of this epoch had been taken: see
    //! collisionSuspected().
    DuplicatePolicy duplicates = DuplicatePolicy::Fail;
    //! Empty: the stream's, as the handle knows it (after head() or create()); else what the first
    //! append says: JSON for appendJson(), application/octet-stream for append().
    QByteArray contentType = {};
    //! Headers, parameters and timeout of each request; not among the headers are those that name
    //! the producer, and Stream-Closed, see closeStream(). `retry` unset: the default delays,
    //! without end, whatever Client::setRetryPolicy() says. `deadline` is the time one batch may
    //! stay without acknowledgement, from its first request on; then the producer fails with
    //! Timeout; unset: for ever. After a 401, or a 403 without an epoch, the client's provider is
    //! asked again, and the producer fails when it gives up, gives the same, or after ten times in
    //! a row.
    RequestOptions request = {};

    //! The first invalid member as an InvalidArgument error that names it, or nothing.
    std::optional<Error> validate() const;
};

//! \brief The server has a batch: the messages \a first to \a last, both included.
struct ProducerReceipt
{
    Ticket first = 0; //!< the first message of the batch
    Ticket last = 0; //!< the last one
    //! The tail behind these messages; null if the server did not tell (a duplicate).
    Offset offset;
    qint64 epoch = 0; //!< as sent
    qint64 sequence = 0; //!< the number of the batch in the epoch
    //! The server had it already, and did not take it now. Normal after a lost acknowledgement; on
    //! a first attempt see IdempotentProducer::collisionSuspected().
    bool duplicate = false;
    //! How many requests were made with it. More than one without a retryScheduled() where it came
    //! too early, or in the old epoch, or was too large together with others, or failed along with
    //! another.
    int attempts = 1;
    //! From the first request with this batch to the acknowledgement.
    std::chrono::microseconds latency {};

    //! \brief How many messages.
    quint64 count() const { return last - first + 1; }
    bool operator==(const ProducerReceipt &) const = default;
};

//! \brief A message that was not acknowledged, handed back.
struct UnsentMessage
{
    Ticket ticket = 0; //!< as append() gave it
    QByteArray bytes; //!< as appended
    //! A request with it was sent and its outcome is not known: it may be in the stream.
    bool maybeStored = false;
    //! Of the batch in which it was sent last. Messages with the same two numbers, in the order of
    //! their tickets, were its body: together, on a JSON stream as an array, they can be sent again
    //! under them, see ProducerTuple.
    qint64 epoch = 0;
    qint64 sequence = -1; //!< -1: it was not sent, or surely not taken

    bool operator==(const UnsentMessage &) const = default;
};

//! \brief Messages that follow each other, both ends included.
struct TicketRange
{
    Ticket first = 0; //!< 0: none
    Ticket last = 0; //!< 0: none

    bool operator==(const TicketRange &) const = default;
};

//! \brief Why messages were not stored, and the messages.
struct ProducerFailure
{
    Error error; //!< why
    //! In the order of their tickets.
    QList<UnsentMessage> unsent;
    //! closeStream() was sent and its outcome is not known: the stream may be closed.
    bool maybeClosed = false;
    //! With ErrorCode::AcknowledgedLost: where those lie that were acknowledged in this epoch and
    //! that the server, as it says, does not have any more. Of earlier epochs nothing is known.
    //! After more than 4,000 batches it may begin too early.
    TicketRange lost = {};

    bool operator==(const ProducerFailure &) const = default;
};

//! \brief Where a producer stands after flush(), detach() or closeStream().
struct ProducerReport
{
    //! The tail as the server last told it with an acknowledgement; after closeStream() the final
    //! offset. Null if not known. A lower bound: the answer to a duplicate does not tell the tail
    //! behind it.
    Offset offset;
    qint64 epoch = 0; //!< as sent
    //! The last acknowledged sequence number of the epoch; -1: none.
    qint64 sequence = -1;
    //! How many messages were acknowledged so far.
    quint64 acknowledged = 0;
    //! The last acknowledged batch was a duplicate.
    bool duplicate = false;
    //! How many of the acknowledged messages the server had already. Normal after lost answers, but
    //! for those that are suspected.
    quint64 duplicates = 0;
    //! How many of those may be another producer's, or an earlier run's, see
    //! IdempotentProducer::collisionSuspected(). Not a count of what is missing: after lost answers
    //! some of them may be this producer's own.
    quint64 suspected = 0;
    //! The stream is closed.
    bool closed = false;

    bool operator==(const ProducerReport &) const = default;
};

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::ProducerReceipt)
Q_DECLARE_METATYPE(DurableStreams::ProducerFailure)
Q_DECLARE_METATYPE(DurableStreams::ProducerReport)
