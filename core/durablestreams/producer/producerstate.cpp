// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerstate_p.h"

#include <algorithm>

namespace DurableStreams {

using namespace std::chrono;
using namespace Qt::StringLiterals;
using Phase = ProducerBatch::Phase;

//! The default delays, without end: a producer gives up only when told to.
static RetryPolicy retryPolicyOf(const ProducerOptions &options)
{
    return options.request.retry.value_or(
        RetryPolicy { .maxRetries = std::numeric_limits<int>::max() });
}

//! How long a producer that has failed waits for the answers to what is still on its way.
static constexpr auto patienceAfterFailure = 2s;

ProducerState::ProducerState(const ProducerOptions &options, const QString &where, quint32 seed,
                             const std::optional<Error> &invalid)
    : m_options(options)
    , m_where(where)
    , m_queue(options)
    , m_backoff(retryPolicyOf(options), seed)
    , m_epoch(options.epoch)
    , m_nextSequence(options.firstSequence)
    , m_confirmed(!options.autoClaim && options.epoch == 0)
    , m_firstOwn(options.freshEpoch ? 0 : -1)
{
    m_report.epoch = m_epoch;
    m_invalid = invalid;
    if (const auto error = options.validate(); error && !invalid) {
        m_invalid = makeError(error->code, error->message,
                              u"Make the producer with other options."_s);
    }
    if (m_invalid) {
        m_end = End::Failed;
        m_error = m_invalid;
    }
}

Result<Ticket> ProducerState::append(QByteArrayView message)
{
    if (m_end != End::None || m_closing || m_detaching) [[unlikely]] {
        if (m_invalid) {
            return std::unexpected(*m_invalid);
        }
        return std::unexpected(stoppedError());
    }
    if (message.isEmpty()) [[unlikely]] {
        return std::unexpected(makeError(ErrorCode::InvalidArgument, u"the message is empty"_s,
                                         u"Append at least one byte."_s));
    }
    if (message.size() > ProducerQueue::MaxMessageBytes) [[unlikely]] {
        return std::unexpected(
            makeError(ErrorCode::InvalidArgument, u"the message is longer than 1 GiB"_s,
                      u"Append it in parts."_s));
    }
    if (!m_queue.hasRoom(message.size())) [[unlikely]] {
        return std::unexpected(makeError(ErrorCode::BacklogFull, u"the backlog is full"_s));
    }
    const bool begun = m_queue.isOpenEmpty();
    const size_t sealed = m_queue.batches().size();
    const Ticket ticket = m_queue.add(message);
    if (begun || m_queue.batches().size() != sealed) {
        m_needsAdvance = true;
    }
    return ticket;
}

void ProducerState::advance(Time now)
{
    m_needsAdvance = false;
    m_now = now;
    if (m_end != End::None) {
        return;
    }
    checkDeadline(now);
    acknowledgeFront();
    if (carryOut(now)) {
        sendWhatMayGo(now);
    }
    finishResolvedCalls();
}

void ProducerState::answered(quint64 request, const ProducerAnswer &answer, Time now)
{
    ProducerBatch *batch = find(request);
    if (!batch) {
        return; // given up before
    }
    --m_inFlight;
    batch->phase = Phase::Waiting;
    batch->request = 0;
    switch (const Verdict verdict = answer.verdict(*batch)) {
    case Verdict::Stored:
        if (answer.status == 204 && answer.sequence
            && (!answer.streamClosed || *answer.sequence >= m_nextSequence)) {
            duplicate(*batch, answer, now); // a closing that another's numbers have swallowed
        } else {
            stored(*batch, answer, false, now);
        }
        break;
    case Verdict::Duplicate:
        duplicate(*batch, answer, now);
        break;
    case Verdict::NotClosed:
        notClosed(*batch, answer, now);
        break;
    case Verdict::NotHonoured:
    case Verdict::Contradicted:
    case Verdict::Undefined:
        unproven(*batch, answer, verdict, now);
        break;
    case Verdict::TryAgain:
        tryAgain(*batch, answer, now);
        break;
    case Verdict::Gap:
        gap(*batch, answer, now);
        break;
    case Verdict::Stale:
        if (m_options.autoClaim) {
            claim(*batch, *answer.epoch, answer.error, now);
        } else {
            fail(*batch, answer.error, now);
        }
        break;
    case Verdict::Closed:
        // Nothing can be stored any more: no batch before this one is worth another attempt.
        fail(m_queue.batches().front(), answer.error, now);
        break;
    case Verdict::TooLarge:
        resize(*batch, answer.error, now);
        break;
    case Verdict::Refused:
        batch->uncertain = batch->uncertain || answer.maybeStored();
        fail(*batch, answer.error, now);
        break;
    }
    advance(now);
}

void ProducerState::stored(ProducerBatch &batch, const ProducerAnswer &answer, bool duplicate,
                           Time now)
{
    batch.phase = Phase::Stored;
    batch.duplicate = duplicate;
    batch.offset = answer.nextOffset;
    batch.latency = duration_cast<microseconds>(now - batch.firstSent.value_or(now));
    if (!duplicate && (m_firstOwn < 0 || batch.sequence < m_firstOwn)) {
        m_firstOwn = batch.sequence;
    }
    m_confirmed = true;
    m_claimed = false;
    m_claimsInRow = 0;
    m_backoff.succeeded();
    // Those behind it that came too early have their turn now.
    auto &batches = m_queue.batches();
    for (auto i = size_t(m_queue.indexOf(batch.id)) + 1; i < batches.size(); ++i) {
        if (batches[i].phase == Phase::Gap) {
            batches[i].phase = Phase::Waiting;
        } else if (batches[i].phase != Phase::Stored) {
            break;
        }
    }
}

void ProducerState::duplicate(ProducerBatch &batch, const ProducerAnswer &answer, Time now)
{
    const bool aheadOfUs = answer.sequence && *answer.sequence >= m_nextSequence;
    const bool swallowed = batch.closes && !answer.streamClosed;
    // Ours, it seems; but until the server has taken a number of this epoch from us, what lies
    // before it may be an earlier run's.
    const bool answersUs = batch.uncertain && !aheadOfUs && !swallowed && !m_collided;
    const bool ownNumber = m_firstOwn >= 0 && batch.sequence >= m_firstOwn;
    const bool proven = answersUs && ownNumber;
    if (proven || (answersUs && (toleratesCollisions() || batch.count() == 0))) {
        stored(batch, answer, true, now);
        if (!proven) {
            suspect(batch);
            m_firstOwn = answer.sequence ? *answer.sequence + 1 : m_firstOwn;
        }
        return;
    }
    Error reason = answersUs
        ? makeError(ErrorCode::OutcomeUnknown,
                    u"after a lost answer the server calls a batch a duplicate, and it has taken "
                    "nothing else of this epoch: it may be an earlier run's"_s)
        : makeError(ErrorCode::ProducerIdCollision,
                    aheadOfUs
                        ? u"the server holds higher numbers of this epoch than were sent"_s
                        : u"the server calls a batch a duplicate that did not reach it before"_s);
    reason.currentEpoch = answer.epoch;
    reason.httpStatus = answer.status;
    if (!answersUs) {
        collide();
        // No earlier run's: another producer's that lives, or ours, repeated by a hop in between.
        batch.uncertain = batch.uncertain || (ownNumber && !aheadOfUs && !swallowed);
    }
    suspect(batch);
    if (m_options.autoClaim) {
        claim(batch, answer.epoch.value_or(m_epoch), reason, now);
    } else if (toleratesCollisions() && !swallowed) {
        stored(batch, answer, true, now);
    } else {
        fail(batch, reason, now);
    }
}

void ProducerState::suspect(ProducerBatch &batch)
{
    batch.duplicate = true;
    batch.suspect = true;
    m_actions.push_back(ProducerActions::Collision { receiptFor(batch) });
}

//! Another producer uses our numbers: what was called a duplicate may be its own.
void ProducerState::collide()
{
    if (std::exchange(m_collided, true)) {
        return;
    }
    for (ProducerBatch &batch : m_queue.batches()) {
        if (batch.phase == Phase::Stored && batch.duplicate) {
            if (!toleratesCollisions()) {
                batch.phase = Phase::Waiting;
            } else if (!batch.suspect) {
                suspect(batch);
            }
        }
    }
}

void ProducerState::tryAgain(ProducerBatch &batch, const ProducerAnswer &answer, Time now)
{
    batch.uncertain = batch.uncertain || answer.maybeStored();
    const auto first = std::ranges::find_if(m_queue.batches(),
                                            [](const auto &b) { return b.phase != Phase::Stored; });
    // The requests that fail together count as one failure.
    if (m_backoff.failures() > 0 && &*first != &batch) {
        m_backoff.failedToo(now, answer.retryAfter);
        return;
    }
    const milliseconds delay = m_backoff.failed(now, answer.retryAfter);
    if (m_backoff.isExhausted()) {
        fail(batch, answer.error, now);
    } else {
        m_actions.push_back(ProducerActions::Retry { m_backoff.failures(), delay,
                                                     attributed(answer.error, batch) });
    }
}

void ProducerState::gap(ProducerBatch &batch, const ProducerAnswer &answer, Time now)
{
    const qsizetype index = m_queue.indexOf(batch.id);
    const bool inTurn = index == 0 || m_queue.batches()[size_t(index) - 1].phase == Phase::Stored;
    if (!inTurn) {
        batch.phase = Phase::Gap;
    } else if (batch.sentInTurn) {
        if (m_report.epoch == batch.epoch && *answer.expectedSequence <= m_report.sequence) {
            Error lost = answer.error;
            lost.code = ErrorCode::AcknowledgedLost;
            lost.expectedSequence = answer.expectedSequence;
            fail(batch, lost, now);
        } else if (m_options.autoClaim) {
            claim(batch, m_epoch, answer.error, now);
        } else {
            fail(batch, answer.error, now);
        }
    }
}

void ProducerState::claim(ProducerBatch &batch, qint64 epoch, const Error &reason, Time now)
{
    if (std::holds_alternative<Failure>(m_plan)) {
        fail(batch, reason, now);
        return;
    }
    const qint64 highest = std::max(epoch, m_epoch);
    if (highest >= maxProtocolInteger) {
        fail(batch, lastEpochError(), now);
        return;
    }
    qint64 next = highest + 1;
    if (const auto *planned = std::get_if<Claim>(&m_plan)) {
        next = std::max(next, planned->epoch);
    }
    m_plan = Claim { next, attributed(reason, batch) };
}

void ProducerState::resize(ProducerBatch &batch, const Error &reason, Time now)
{
    if (std::holds_alternative<Failure>(m_plan)) {
        fail(batch, reason, now);
    } else if (std::holds_alternative<std::monostate>(m_plan)) {
        m_plan = Resize { batch.id, attributed(reason, batch) };
    } // else it is sent again in the new epoch, or after the other one was split, and refused again
}

void ProducerState::fail(const ProducerBatch &batch, const Error &reason, Time now)
{
    if (const auto *earlier = std::get_if<Failure>(&m_plan)) {
        const qsizetype index = m_queue.indexOf(earlier->batch);
        if (index >= 0 && index <= m_queue.indexOf(batch.id)) {
            return;
        }
    }
    m_plan = Failure { batch.id, attributed(reason, batch), now + patienceAfterFailure };
}

std::optional<ProducerState::Time> ProducerState::wakeUp() const
{
    if (m_end != End::None) {
        return {};
    }
    if (m_needsAdvance) {
        return m_now;
    }
    std::optional<Time> earliest;
    const auto consider = [&](std::optional<Time> time) {
        if (time && *time > m_now && (!earliest || *time < *earliest)) {
            earliest = time;
        }
    };
    if (!m_queue.isOpenEmpty() && m_lingering == m_queue.open().id) {
        consider(m_lingerUntil);
    }
    if (m_queue.pendingMessages() > 0 || !m_queue.batches().empty()) {
        consider(m_backoff.until());
    }
    if (!m_queue.batches().empty()) {
        const auto &front = m_queue.batches().front();
        if (m_options.request.deadline && front.firstSent) {
            consider(*front.firstSent + *m_options.request.deadline);
        }
    }
    if (const auto *failure = std::get_if<Failure>(&m_plan)) {
        consider(failure->patience);
    }
    return earliest;
}

ProducerState::State ProducerState::state() const
{
    switch (m_end) {
    case End::Detached:
        return State::Detached;
    case End::Closed:
        return State::Closed;
    case End::Failed:
        return State::Failed;
    case End::None:
        break;
    }
    if (m_closing) {
        return State::Closing;
    }
    if (m_detaching) {
        return State::Detaching;
    }
    if (m_queue.pendingMessages() == 0 && m_queue.batches().empty()) {
        return State::Ready;
    }
    if (m_backoff.failures() > 0) {
        return State::Retrying;
    }
    return m_claimed ? State::Claiming : State::Sending;
}

ProducerReceipt ProducerState::receiptFor(const ProducerBatch &batch) const
{
    return { .first = batch.first,
             .last = batch.last(),
             .offset = batch.offset,
             .epoch = batch.epoch,
             .sequence = batch.sequence,
             .duplicate = batch.duplicate,
             .attempts = batch.attempts,
             .latency = batch.latency };
}

ProducerBatch *ProducerState::find(quint64 request)
{
    const auto it = std::ranges::find(m_queue.batches(), request, &ProducerBatch::request);
    return it == m_queue.batches().end() ? nullptr : &*it;
}

} // namespace DurableStreams
