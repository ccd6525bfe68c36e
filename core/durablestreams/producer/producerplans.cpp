// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerstate_p.h"

#include <algorithm>

namespace DurableStreams {

using namespace std::chrono;
using namespace Qt::StringLiterals;
using Phase = ProducerBatch::Phase;

void ProducerState::acknowledge(const ProducerBatch &batch)
{
    if (!batch.offset.isNull()) {
        m_report.offset = batch.offset;
    }
    const auto count = quint64(batch.count());
    note(batch);
    m_report.epoch = batch.epoch;
    m_report.sequence = batch.sequence;
    m_report.duplicate = batch.duplicate;
    m_report.acknowledged += count;
    m_report.duplicates += batch.duplicate ? count : 0;
    m_report.suspected += batch.suspect ? count : 0;
    if (count > 0) {
        m_actions.push_back(ProducerActions::Acknowledged { receiptFor(batch) });
    }
}

//! How many batches are remembered, to name what of them the server has lost.
static constexpr size_t maxMilestones = 4096;

void ProducerState::note(const ProducerBatch &acknowledged)
{
    if (m_report.epoch != acknowledged.epoch) {
        m_milestones.clear();
    }
    m_milestones.push_back({ acknowledged.sequence, { acknowledged.first, acknowledged.last() } });
    if (m_milestones.size() > maxMilestones) {
        // The first one stands for all before it, so that "everything" is known.
        auto &first = m_milestones.front();
        const Milestone next = m_milestones[1];
        first.sequence = next.sequence;
        first.tickets.last = next.tickets.last;
        m_milestones.erase(m_milestones.begin() + 1);
    }
}

//! What was acknowledged in this epoch under \a sequence and above, or what may have been.
TicketRange ProducerState::acknowledgedFrom(qint64 sequence) const
{
    const auto from = std::ranges::lower_bound(m_milestones, sequence, {}, &Milestone::sequence);
    if (from == m_milestones.end()) {
        return {};
    }
    return { from->tickets.first, m_milestones.back().tickets.last };
}

//! The server expects a number that it has acknowledged.
void ProducerState::nameLost(ProducerFailure *failure) const
{
    const qint64 expected = failure->error.expectedSequence.value_or(0);
    failure->lost = acknowledgedFrom(expected);
    failure->error.message
        = makeError(failure->error.code,
                    u"HTTP %1, the server expects number %2 of epoch %3, but has acknowledged all "
                    "up to %4, tickets %5 to %6: it has lost them, or forgotten this producer"_s
                        .arg(failure->error.httpStatus)
                        .arg(expected)
                        .arg(m_report.epoch)
                        .arg(m_report.sequence)
                        .arg(failure->lost.first)
                        .arg(failure->lost.last))
              .message;
}

void ProducerState::acknowledgeFront()
{
    auto &batches = m_queue.batches();
    while (!batches.empty() && batches.front().phase == Phase::Stored) {
        const bool closes = batches.front().closes;
        if (closes && batches.front().count() > 0) {
            m_finalMessage = batches.front().message(0).toByteArray();
        }
        acknowledge(batches.front());
        m_queue.popFront();
        if (closes) {
            m_report.closed = true;
            stop(End::Closed, {});
        }
    }
}

bool ProducerState::carryOut(Time now)
{
    if (m_end != End::None) {
        return false;
    }
    if (const auto *failure = std::get_if<Failure>(&m_plan)) {
        if (m_queue.indexOf(failure->batch) > 0) {
            return true;
        }
        if (m_inFlight == 0 || now >= failure->patience) {
            carryOutFailure(Failure(*failure));
        }
        return false;
    }
    if (std::holds_alternative<std::monostate>(m_plan)) {
        return true;
    }
    if (m_inFlight > 0) {
        return false;
    }
    const Plan plan = std::exchange(m_plan, {});
    if (const auto *claim = std::get_if<Claim>(&plan)) {
        carryOutClaim(*claim, now);
    } else {
        carryOutResize(std::get<Resize>(plan), now);
    }
    return carryOut(now);
}

void ProducerState::carryOutClaim(const Claim &plan, Time now)
{
    const std::vector<bool> doubtful = maybeStored();
    ProducerFailure unknown {
        plan.reason.code == ErrorCode::OutcomeUnknown
            ? plan.reason
            : makeError(ErrorCode::OutcomeUnknown,
                        u"the epoch ended before the outcome was known"_s),
        {}
    };
    ProducerFailure overtaken {
        makeError(ErrorCode::ProducerIdCollision,
                  u"another producer took the number, and a later message is or may be stored"_s,
                  u"Append them again if the order allows; give each producer an id of its own."_s),
        {}
    };
    // A message behind which others are, or may be, in the stream would come out of order.
    bool behind = false;
    for (auto i = qsizetype(doubtful.size()) - 1; i >= 0; --i) {
        ProducerBatch &batch = m_queue.batches()[size_t(i)];
        if (batch.phase == Phase::Stored || doubtful[size_t(i)]) {
            behind = true;
        }
        if (batch.phase == Phase::Stored) {
            continue;
        }
        if (!behind) {
            batch.renumber();
            continue;
        }
        ProducerFailure &failure = doubtful[size_t(i)] ? unknown : overtaken;
        QList<UnsentMessage> unsent;
        batch.handBack(doubtful[size_t(i)], &unsent);
        failure.unsent = unsent + failure.unsent;
        failure.error.attempts = std::max(failure.error.attempts, batch.attempts);
        if (batch.closes) {
            finishCalls(CallKind::Close,
                        doubtful[size_t(i)] ? maybeClosed(failure.error) : failure.error);
            m_closing = false;
            failure.maybeClosed = doubtful[size_t(i)];
        }
        m_queue.remove(i);
    }
    reject(std::move(overtaken));
    reject(std::move(unknown));
    acknowledgeFront();
    beginEpoch(plan.epoch, plan.fresh);
    m_actions.push_back(ProducerActions::Claimed { plan.epoch, plan.reason });
    // Two producers that keep taking over from each other must not do so at full speed.
    if (++m_claimsInRow > 1) {
        m_backoff.failed(now, {});
    }
    if (m_backoff.isExhausted() && !m_queue.batches().empty()) {
        m_plan = Failure { m_queue.batches().front().id, plan.reason, now };
    }
}

void ProducerState::carryOutResize(const Resize &plan, Time now)
{
    auto &batches = m_queue.batches();
    const qsizetype index = m_queue.indexOf(plan.batch);
    if (index < 0) {
        return;
    }
    const auto from = batches.begin() + index;
    const auto isBound = [](const ProducerBatch &batch) {
        return batch.uncertain || batch.phase == Phase::Stored;
    };
    if (std::any_of(from, batches.end(), isBound)) {
        // A late request with one of these numbers and the old bytes could still be accepted, so
        // the numbers must not get other bytes.
        if (m_options.autoClaim && m_epoch < maxProtocolInteger) {
            m_plan = Claim { m_epoch + 1, plan.reason, m_options.freshEpoch };
        } else {
            m_plan = Failure { plan.batch, plan.reason, now };
        }
        return;
    }
    m_nextSequence = from->sequence;
    std::for_each(from, batches.end(), [](auto &batch) { batch.renumber(); });
    if (from->count() > 1) {
        m_queue.limitBatchBytes(std::max<qsizetype>(1, from->body.size() / 2));
        m_queue.split(index);
        return;
    }
    ProducerFailure failure { plan.reason, {} };
    from->handBack(false, &failure.unsent);
    m_queue.remove(index);
    reject(std::move(failure));
}

void ProducerState::carryOutFailure(const Failure &plan)
{
    ProducerFailure failure { .error = plan.reason,
                              .unsent = {},
                              .maybeClosed = plan.maybeClosed };
    handBackAll(&failure);
    if (failure.error.code == ErrorCode::AcknowledgedLost) {
        nameLost(&failure);
    }
    m_error = failure.error;
    m_actions.push_back(ProducerActions::Failed { std::move(failure) });
    stop(End::Failed, m_error);
}

QList<UnsentMessage> ProducerState::abort()
{
    if (m_end != End::None) {
        return {};
    }
    acknowledgeFront();
    if (m_end != End::None) {
        return {};
    }
    ProducerFailure failure {
        makeError(ErrorCode::Stopped, u"abort() has stopped it"_s,
                  u"restart() takes messages again, in the next epoch."_s), {}
    };
    handBackAll(&failure);
    stop(End::Detached, failure.error);
    return failure.unsent;
}

void ProducerState::stop(End end, const std::optional<Error> &error)
{
    m_end = end;
    m_plan = {};
    m_closing = false;
    m_detaching = false;
    finishCalls({}, error);
}

//! A batch that is certainly not stored has one behind it that is: another producer took its
//! number.
bool ProducerState::isNumberTaken() const
{
    bool missing = false;
    for (const ProducerBatch &batch : m_queue.batches()) {
        if (batch.phase == Phase::Stored) {
            if (missing && !batch.duplicate) {
                return true;
            }
        } else if (!batch.uncertain && batch.phase != Phase::InFlight) {
            missing = true;
        }
    }
    return false;
}

//! For each batch, whether it may be in the stream though no answer said so. A batch that follows
//! one that is certainly not stored cannot be, unless another producer filled the gap.
std::vector<bool> ProducerState::maybeStored() const
{
    std::vector<bool> result;
    const bool collided = m_collided || m_unnumbered || isNumberTaken();
    bool chain = true;
    for (const ProducerBatch &batch : m_queue.batches()) {
        const bool open
            = batch.phase != Phase::Stored && (batch.uncertain || batch.phase == Phase::InFlight);
        result.push_back(open && (chain || collided));
        chain = chain && (open || batch.phase == Phase::Stored);
    }
    return result;
}

void ProducerState::handBackAll(ProducerFailure *failure)
{
    const std::vector<bool> doubtful = maybeStored();
    m_queue.sealOpen();
    const auto &batches = m_queue.batches();
    for (size_t i = 0; i < batches.size(); ++i) {
        if (batches[i].phase == Phase::InFlight) {
            m_actions.push_back(ProducerActions::Abandon { batches[i].request });
        }
        if (batches[i].phase == Phase::Stored) {
            acknowledge(batches[i]);
        } else {
            const bool maybe = i < doubtful.size() && doubtful[i];
            batches[i].handBack(maybe, &failure->unsent);
            failure->maybeClosed = failure->maybeClosed || (maybe && batches[i].closes);
        }
    }
    m_inFlight = 0;
    m_queue.clear();
    if (failure->maybeClosed && failure->error.code != ErrorCode::StreamClosed) {
        failure->error = maybeClosed(std::move(failure->error));
    }
}

void ProducerState::reject(ProducerFailure failure)
{
    if (m_closing && !failure.unsent.isEmpty()) {
        // The stream is not closed over the head of a message that is missing from it.
        auto &batches = m_queue.batches();
        if (!batches.empty() && batches.back().closes) {
            batches.back().handBack(false, &failure.unsent);
            m_queue.remove(qsizetype(batches.size()) - 1);
        }
    }
    if (m_closing && (m_queue.batches().empty() || !m_queue.batches().back().closes)) {
        m_closing = false;
        finishCalls(CallKind::Close, failure.error);
    }
    if (failure.unsent.isEmpty()) {
        return;
    }
    for (PendingCall &call : m_calls) {
        if (call.target >= failure.unsent.first().ticket && !call.error) {
            call.error = failure.error;
        }
    }
    m_actions.push_back(ProducerActions::Rejected { std::move(failure) });
}

quint64 ProducerState::addCall(CallKind kind)
{
    m_hurryUntil = m_queue.lastTicket();
    m_calls.push_back({ ++m_lastCall, kind, m_hurryUntil, {} });
    return m_lastCall;
}

quint64 ProducerState::answerCall(const std::optional<Error> &error)
{
    finish(++m_lastCall, error);
    return m_lastCall;
}

void ProducerState::finish(quint64 call, const std::optional<Error> &error)
{
    m_actions.push_back(ProducerActions::CallFinished {
        call, error ? Result<ProducerReport>(std::unexpected(*error)) : m_report });
}

void ProducerState::finishCalls(std::optional<CallKind> kind, const std::optional<Error> &error)
{
    std::erase_if(m_calls, [&](const PendingCall &call) {
        if (kind && *kind != call.kind) {
            return false;
        }
        finish(call.id, call.error ? call.error : error);
        return true;
    });
}

void ProducerState::finishResolvedCalls()
{
    if (m_end != End::None) {
        return;
    }
    bool detached = false;
    std::erase_if(m_calls, [&](const PendingCall &call) {
        if (call.kind == CallKind::Close || !m_queue.isResolved(call.target)) {
            return false;
        }
        finish(call.id, call.error);
        detached = detached || call.kind == CallKind::Detach;
        return true;
    });
    if (detached) {
        stop(End::Detached, {});
    }
}

} // namespace DurableStreams
