// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/produceroptions.h>

#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

namespace DurableStreams {

class IdempotentProducerPrivate;
class ProducerCallPrivate;

//! \brief One flush(), detach() or closeStream().
//!
//! finished() comes exactly once, from the event loop, never before the function that made the call
//! has returned; the call deletes itself after that. It is owned by the producer, and goes with it,
//! then without finished().
class ProducerCall : public QObject
{
    Q_OBJECT

public:
    ~ProducerCall() override;

    //! \brief True once finished() was emitted.
    bool isFinished() const;
    //! The result, for whoever asks after finished(); unset before.
    std::optional<Result<ProducerReport>> result() const;

Q_SIGNALS:
    //! \brief An error is the first failure among the messages the call had to wait for.
    void finished(const DurableStreams::Result<DurableStreams::ProducerReport> &result);

private:
    friend class IdempotentProducerPrivate;
    explicit ProducerCall(QObject *parent);

    std::unique_ptr<ProducerCallPrivate> d;
};

//! \brief Appends in batches, several requests in flight, each message stored exactly once and in
//! order (PROTOCOL section 5.2.1).
//!
//! After a lost connection, a 408, 425, 429, or a 5xx but 501 and 505, the same batch is sent again
//! with the same producer id, epoch, sequence number and bytes, until the server has answered.
//! Every message ends in exactly one of acknowledged(), rejected(), failed() and the list that
//! abort() returns. A message whose outcome cannot be found out is never sent under another number:
//! it is handed back as maybeStored, or, with DuplicatePolicy::Report, counted as suspected.
//!
//! Stored is what a 200 or 204 says so of by the epoch and the number of the batch, and nothing
//! else: after a success without them, as from a login page, the producer has failed, and the
//! messages are maybeStored. Not stored is what a 400, 401, 403, 404, 405, 409, 410, 413 or 429
//! refuses; after any other status they are maybeStored. The main page has the table, and what to
//! do after a crash of one's own.
//!
//! All that rests on id and epoch being this producer's alone. The protocol cannot tell one
//! producer from another that lives under the same id and epoch: if a request is lost on its way
//! and the other takes the number meanwhile, the answer to the next attempt is the same as for
//! one's own batch. What can be seen of it is in collisionSuspected(). Nor can it tell another
//! producer from a gateway that repeats requests by itself: a batch that is a duplicate at its
//! first attempt, in an epoch that no earlier run has used, is handed back as maybeStored.
//!
//! \code
//! // Each start takes an epoch of its own; keep it before anything is sent.
//! const qint64 epoch = settings.value("epoch", -1).toLongLong() + 1;
//! settings.setValue("epoch", epoch);
//! settings.sync();
//! IdempotentProducer *producer = stream.producer(
//!     { .producerId = "orders-1",
//!       .epoch = epoch,
//!       .freshEpoch = true,
//!       .duplicates = DuplicatePolicy::Fail, // the default: nothing of another's counts as stored
//!       .contentType = "application/json" });
//! // autoClaim and restart() raise it, too: settings.setValue("epoch", producer->epoch()).
//! connect(producer, &IdempotentProducer::failed, this, [](const ProducerFailure &failure) {
//!     // it has stopped: failure.error says why, failure.unsent is what is not stored
//! });
//! if (const auto ticket = producer->append(R"({"n":1})"); !ticket) {
//!     // nothing was taken: ticket.error()
//! }
//! // What waits is lost with the producer: delete it when detach() has finished.
//! connect(producer->detach(), &ProducerCall::finished, producer, &QObject::deleteLater);
//! \endcode
//!
//! installer/examples/produce is a whole program.
//!
//! Signals come from the event loop, never from within a function of this class, except state
//! changes and what append() may say of the backlog. Of one failure failed() comes first, then
//! ProducerCall::finished() of those that wait, then stateChanged(). Lives in its Client's thread:
//! one that is made in another has failed from the start, and append() from another is refused,
//! both with InvalidArgument and a warning; the other functions must not be called there. Deleting
//! a producer drops what is not acknowledged, with a warning and no signal; detach() first, or keep
//! what abort() returns.
class IdempotentProducer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)

public:
    //! \brief What the producer is doing.
    enum class State {
        Ready, //!< everything appended is acknowledged
        Sending, //!< messages wait or are on their way
        Retrying, //!< the last attempt failed; the next one waits for its time
        Claiming, //!< a higher epoch was taken, its first batch is not acknowledged yet
        Detaching, //!< detach() is under way: no messages are taken, restart() is an error
        Closing, //!< closeStream() is under way
        Detached, //!< by detach() or abort(); restart() goes on
        Closed, //!< by closeStream()
        Failed, //!< see error(); restart() goes on
    };
    Q_ENUM(State)

    ~IdempotentProducer() override;

    //! \brief The address of the stream.
    QUrl url() const;
    //! \brief As the producer was made with; see epoch() for what holds now.
    ProducerOptions options() const;
    //! \brief Changes come as stateChanged().
    State state() const;
    //! \brief Why the producer is Failed.
    std::optional<Error> error() const;

    //! \brief The epoch of what is sent from now on.
    qint64 epoch() const;
    //! \brief The sequence number of the next batch that is sent for the first time.
    qint64 nextSequence() const;
    //! \brief What is not acknowledged yet, what is in flight included.
    quint64 pendingMessages() const;
    //! \brief The bytes of those messages, without what stands between them.
    qint64 pendingBytes() const;
    //! \brief How many requests are on their way.
    int inFlight() const;
    //! \brief How many messages were acknowledged since the producer was made.
    quint64 acknowledgedMessages() const;
    //! \brief See ProducerReport::offset.
    Offset lastAcknowledgedOffset() const;

    //! \brief Takes one message; its bytes are copied at once.
    //!
    //! On a JSON stream \a message is one JSON value, already serialised, and is stored as exactly
    //! one message, an array too; its bytes are sent unchanged. On other streams messages follow
    //! each other without a separator. Where the content type is not known (a fresh handle before
    //! head() or create(), and none in the options) the first append() makes it
    //! application/octet-stream: on another stream the server refuses that as ContentTypeMismatch.
    //!
    //! A message may have up to 1 GiB. When nothing is pending one is always taken, also above
    //! ProducerOptions::maxBacklogBytes.
    //!
    //! Errors: InvalidArgument (empty, too long, not JSON, or the wrong thread), BacklogFull
    //! (append again after backlogLow()), Stopped (Detaching, Detached, Closing, Closed, or
    //! Failed), or the error in the options. Nothing was taken then.
    [[nodiscard]] Result<Ticket> append(QByteArrayView message);
    //! \brief The same, for a JSON stream only.
    [[nodiscard]] Result<Ticket> appendJson(QByteArrayView value);

    //! \brief Sends what waits and finishes when everything appended before is acknowledged, or
    //! with the first failure among it.
    //!
    //! Success means acknowledged. Messages that count as stored though they may be another's are
    //! in ProducerReport::suspected: look at it, unless autoClaim or DuplicatePolicy::Fail makes an
    //! error of them.
    ProducerCall *flush();
    //! \brief Flushes, then stops. The stream stays open. Messages are refused from now on. Its
    //! report is as that of flush().
    ProducerCall *detach();
    //! \brief Flushes, then closes the stream for ever, with \a finalMessage (as in append()) as
    //! the last one if it is not empty (PROTOCOL sections 5.3 and 5.2.1, "Stream Closure with
    //! Idempotent Producers"). It is taken whatever the backlog holds. Closed is what the server
    //! confirms with Stream-Closed; without it the call fails, and ProducerFailure::maybeClosed is
    //! set.
    //!
    //! Idempotent: a second call, with the same final message or none, waits for the same while the
    //! first is under way, and gives the first result again once this producer has closed the
    //! stream. With another final message it is an InvalidArgument error: that one was not taken.
    //! After a failure that left the producer going, by rejected(), it may be called again; when
    //! Failed it gives the error(), until restart().
    ProducerCall *closeStream(QByteArrayView finalMessage = {});
    //! \brief Stops at once and hands back everything that is not acknowledged. The stream stays
    //! open.
    QList<UnsentMessage> abort();
    //! \brief Takes the next epoch, from sequence number 0 on, for what is appended from now on;
    //! when Detached, also by abort(), or Failed it takes messages again, and is Ready. After a
    //! StaleEpoch or a collision that is the epoch above the server's. Where the epoch is kept for
    //! the next start, keep this one before anything is appended. What was handed back is not sent
    //! again by itself. An error, and no change, when Detaching, Closing or Closed, if the options
    //! are invalid, or at the last epoch, 2^53-1.
    std::optional<Error> restart();
    //! \brief While Retrying: tries at once.
    void retryNow();

Q_SIGNALS:
    //! \brief The server says that it has these messages; receipts come in the order of their
    //! tickets. Whose they are is in doubt where collisionSuspected() came with the same receipt.
    void acknowledged(const DurableStreams::ProducerReceipt &receipt);
    //! \brief These messages could not be stored (too large alone; or, with autoClaim, another
    //! producer took their number, and a later message is stored: ProducerIdCollision), or their
    //! outcome cannot be found out (OutcomeUnknown, maybeStored); the producer goes on with the
    //! others. One failure's messages are in the order of their tickets, failures are not.
    void rejected(const DurableStreams::ProducerFailure &failure);
    //! \brief The producer has stopped and hands back everything that is not acknowledged.
    //!
    //! Also with autoClaim, with ErrorCode::AcknowledgedLost, when the server expects a number that
    //! it has acknowledged, as after the stream was deleted and made anew: ProducerFailure::lost
    //! names what was acknowledged and may be gone. Other causes of interest: NotSupported (the
    //! answers do not go by producer numbers; what was sent more than once may be stored more than
    //! once then), Timeout (the deadline; what is on its way is maybeStored), StreamClosed,
    //! StaleEpoch.
    void failed(const DurableStreams::ProducerFailure &failure);
    //! \brief The server calls a batch a duplicate that did not reach it before: another producer
    //! uses the same id and epoch, or an earlier run did. With autoClaim the batch is sent again in
    //! a new epoch, or rejected() if it would come out of order, or as maybeStored if no earlier
    //! run has used the epoch; otherwise, by ProducerOptions::duplicates, it counts as stored
    //! though it is likely not, or the producer fails.
    //!
    //! Without ProducerOptions::freshEpoch it also comes for a duplicate after a lost answer before
    //! the server has taken anything of this epoch: that may be an earlier run's as well, or this
    //! producer's own. With autoClaim the batch is rejected() as OutcomeUnknown and the others go
    //! on in a new epoch; otherwise the policy decides.
    void collisionSuspected(const DurableStreams::ProducerReceipt &receipt);
    //! \brief A higher epoch was taken by autoClaim, because of \a reason. Where the epoch is kept
    //! for the next start, keep this one now.
    void epochClaimed(qint64 epoch, const DurableStreams::Error &reason);
    //! \brief The last \a attempt attempts in a row failed, this one with \a error; the next one
    //! comes after \a delay. Requests that fail together count once, whichever batch they are of;
    //! Error::attempts says how many were made with that batch.
    void retryScheduled(int attempt, std::chrono::milliseconds delay,
                        const DurableStreams::Error &error);
    //! \brief Stop appending until backlogLow(), or be refused soon.
    void backlogHigh();
    //! \brief After backlogHigh(): the backlog is below one quarter again.
    void backlogLow();
    //! \brief The state is \a state now.
    void stateChanged(DurableStreams::IdempotentProducer::State state);

private:
    friend class Stream;
    friend class IdempotentProducerPrivate;
    explicit IdempotentProducer(std::unique_ptr<IdempotentProducerPrivate> d, QObject *parent);

    std::unique_ptr<IdempotentProducerPrivate> d;
};

} // namespace DurableStreams
