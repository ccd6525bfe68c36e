// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/produceractions_p.h"
#include "producer/produceranswer_p.h"
#include "producer/producerbackoff_p.h"
#include "producer/producerqueue_p.h"

#include <durablestreams/idempotentproducer.h>

#include <deque>
#include <vector>

namespace DurableStreams {

//! \brief The idempotent producer as a pure state machine (PROTOCOL section 5.2.1).
//!
//! Events go in with the time at which they happen; actions come out of takeActions(). No I/O, no
//! clock, no timer: call advance() at wakeUp(), and after append() when needsAdvance() says so.
//!
//! The rules that make it safe:
//! - A sequence number stands for the same bytes for as long as any request with it may still be
//!   under way unanswered; otherwise what is renumbered goes into a new epoch, which fences it off.
//! - A batch whose outcome under an old epoch is not known is handed back, never sent again.
//! - After a failure only the first batch is tried until it succeeds.
//! - Only the answer to a batch says that it is stored, and only with the numbers of the batch in
//!   it. That a later one was accepted proves nothing: the number may be another producer's, of an
//!   earlier run or of one that lives.
//! - A server that expects a number which it has acknowledged is not gone on with unasked.
class ProducerState
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using State = IdempotentProducer::State;
    using Action = ProducerActions::Action;

    //! \brief \a where names the stream in error messages; \a seed is for the jitter. With \a
    //! invalid, or options that are, it has failed from the start and stays so.
    ProducerState(const ProducerOptions &options, const QString &where, quint32 seed,
                  const std::optional<Error> &invalid = {});

    // Events.
    Result<Ticket> append(QByteArrayView message);
    //! \brief Does the same for a message that only joins others that wait, as nearly all do: then
    //! there is nothing to look after. 0 for the rest, which append() is for.
    Ticket appendQuietly(QByteArrayView message)
    {
        return m_end == End::None && !m_closing && !m_detaching && !message.isEmpty()
            ? m_queue.addQuietly(message)
            : 0;
    }
    bool needsAdvance() const { return m_needsAdvance; }
    void advance(Time now);
    void answered(quint64 request, const ProducerAnswer &answer, Time now);
    quint64 flush(Time now);
    quint64 detach(Time now);
    quint64 closeStream(QByteArrayView finalMessage, Time now);
    //! \brief A call that fails with \a error and changes nothing.
    quint64 refuse(const Error &error) { return answerCall(error); }
    QList<UnsentMessage> abort();
    std::optional<Error> restart(Time now);
    void retryNow(Time now);

    //! \brief What is to be done, oldest first; each action is given once.
    std::vector<Action> takeActions() { return std::exchange(m_actions, {}); }
    std::optional<Time> wakeUp() const;
    //! \brief Whether the backlog has become high, or low again, since last asked.
    std::optional<bool> takeBacklogChange() { return m_queue.takeBacklogChange(); }

    //! \brief May change only while nothing is pending.
    void setFraming(Framing framing) { m_queue.setFraming(framing); }
    Framing framing() const { return m_queue.framing(); }

    State state() const;
    const std::optional<Error> &error() const { return m_error; }
    qint64 epoch() const { return m_epoch; }
    qint64 nextSequence() const { return m_nextSequence; }
    int inFlight() const { return m_inFlight; }
    const ProducerQueue &queue() const { return m_queue; }
    const ProducerReport &report() const { return m_report; }

    Error makeError(ErrorCode code, const QString &what, const QString &remedy = {}) const;

private:
    enum class End : quint8 { None, Detached, Closed, Failed };
    enum class CallKind : quint8 { Flush, Detach, Close };
    struct PendingCall
    {
        quint64 id = 0;
        CallKind kind = CallKind::Flush;
        Ticket target = 0;
        std::optional<Error> error;
    };
    //! What waits until the requests on their way have been answered.
    struct Claim
    {
        qint64 epoch = 0;
        Error reason;
        bool fresh = true; //!< above the epoch that the server holds: nobody has used it
    };
    struct Resize
    {
        quint64 batch = 0;
        Error reason;
    };
    struct Failure
    {
        quint64 batch = 0; //!< batches before it are still brought home
        Error reason;
        Time patience; //!< when waiting for answers ends
        bool maybeClosed = false; //!< beside what the batches say
    };
    //! What a number of this epoch was acknowledged for.
    struct Milestone
    {
        qint64 sequence = 0;
        TicketRange tickets;
    };
    using Plan = std::variant<std::monostate, Resize, Claim, Failure>;

    // Answers; see producerstate.cpp.
    void stored(ProducerBatch &batch, const ProducerAnswer &answer, bool duplicate, Time now);
    void duplicate(ProducerBatch &batch, const ProducerAnswer &answer, Time now);
    void suspect(ProducerBatch &batch);
    void collide();
    bool toleratesCollisions() const
    {
        return !m_options.autoClaim && m_options.duplicates == DuplicatePolicy::Report;
    }
    void tryAgain(ProducerBatch &batch, const ProducerAnswer &answer, Time now);
    void gap(ProducerBatch &batch, const ProducerAnswer &answer, Time now);
    void claim(ProducerBatch &batch, qint64 epoch, const Error &reason, Time now);
    void resize(ProducerBatch &batch, const Error &reason, Time now);
    void fail(const ProducerBatch &batch, const Error &reason, Time now);

    // Sending; see producersending.cpp.
    void sendWhatMayGo(Time now);
    bool mayGo(const ProducerBatch &batch, bool first, Time now) const;
    bool hasLingered(Time now) const;
    void send(ProducerBatch &batch, bool first, Time now);
    void beginEpoch(qint64 epoch, bool fresh);
    void checkDeadline(Time now);

    // Errors, and answers that only look like success; see producererrors.cpp.
    void unproven(ProducerBatch &batch, const ProducerAnswer &answer, Verdict verdict, Time now);
    void notClosed(ProducerBatch &batch, const ProducerAnswer &answer, Time now);
    Error attributed(Error error, const ProducerBatch &batch) const;
    Error stoppedError() const;
    Error unprovenError(const ProducerBatch &batch, const ProducerAnswer &answer,
                        Verdict verdict) const;
    Error lastEpochError() const;
    static Error maybeClosed(Error error);

    // Plans, receipts and calls; see producerplans.cpp.
    void acknowledge(const ProducerBatch &batch);
    void acknowledgeFront();
    bool carryOut(Time now);
    void carryOutClaim(const Claim &plan, Time now);
    void carryOutResize(const Resize &plan, Time now);
    void carryOutFailure(const Failure &plan);
    bool isNumberTaken() const;
    std::vector<bool> maybeStored() const;
    void note(const ProducerBatch &acknowledged);
    TicketRange acknowledgedFrom(qint64 sequence) const;
    void nameLost(ProducerFailure *failure) const;
    void handBackAll(ProducerFailure *failure);
    void stop(End end, const std::optional<Error> &error);
    void reject(ProducerFailure failure);
    quint64 addCall(CallKind kind);
    quint64 answerCall(const std::optional<Error> &error);
    void finish(quint64 call, const std::optional<Error> &error);
    void finishCalls(std::optional<CallKind> kind, const std::optional<Error> &error);
    void finishResolvedCalls();
    ProducerReceipt receiptFor(const ProducerBatch &batch) const;
    ProducerBatch *find(quint64 request);

    ProducerOptions m_options;
    QString m_where;
    ProducerQueue m_queue;
    ProducerBackoff m_backoff;
    std::vector<Action> m_actions;
    bool m_needsAdvance = false;
    Time m_now;

    qint64 m_epoch;
    qint64 m_nextSequence = 0;
    //! The server has accepted a batch of this epoch. Until then a second one on its way could come
    //! first and be refused for good (400), or be taken for a duplicate.
    bool m_confirmed;
    bool m_claimed = false;
    int m_claimsInRow = 0;
    //! Another producer's batches carry our numbers in this epoch.
    bool m_collided = false;
    //! Whoever answers does not go by our numbers.
    bool m_unnumbered = false;
    //! The first number of the epoch that no earlier run has used, as far as is known; -1: not known.
    qint64 m_firstOwn;

    int m_inFlight = 0;
    quint64 m_lastRequest = 0;
    quint64 m_lingering = 0; //!< the id of the open batch that m_lingerUntil is about
    Time m_lingerUntil;
    Ticket m_hurryUntil = 0; //!< do not linger with messages up to this one
    Plan m_plan;

    std::optional<Error> m_invalid;
    End m_end = End::None;
    std::optional<Error> m_error;
    bool m_detaching = false;
    bool m_closing = false;
    quint64 m_lastCall = 0;
    std::vector<PendingCall> m_calls;
    ProducerReport m_report;
    std::deque<Milestone> m_milestones; //!< the last ones of the epoch of m_report
    QByteArray m_finalMessage;
};

} // namespace DurableStreams
