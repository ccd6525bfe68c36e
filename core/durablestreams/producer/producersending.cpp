// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerstate_p.h"

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using Phase = ProducerBatch::Phase;

quint64 ProducerState::flush(Time now)
{
    if (m_end != End::None) {
        return answerCall(m_end == End::Failed ? m_error : std::nullopt);
    }
    const quint64 call = addCall(CallKind::Flush);
    advance(now);
    return call;
}

quint64 ProducerState::detach(Time now)
{
    if (m_end != End::None) {
        return answerCall(m_end == End::Failed ? m_error : std::nullopt);
    }
    m_detaching = true;
    const quint64 call = addCall(CallKind::Detach);
    advance(now);
    return call;
}

quint64 ProducerState::closeStream(QByteArrayView finalMessage, Time now)
{
    if (m_end == End::Closed) {
        if (finalMessage.isEmpty() || finalMessage == m_finalMessage) {
            return answerCall({}); // done already
        }
        return answerCall(makeError(
            ErrorCode::InvalidArgument, u"it has closed the stream without this message"_s,
            u"This message was not taken: append it to another stream."_s));
    }
    if (m_end == End::Failed) {
        return answerCall(m_error);
    }
    if (m_end == End::Detached || m_detaching) {
        return answerCall(stoppedError());
    }
    if (finalMessage.size() > ProducerQueue::MaxMessageBytes) {
        return answerCall(
            makeError(ErrorCode::InvalidArgument, u"the message is longer than 1 GiB"_s,
                      u"Append it in parts."_s));
    }
    if (!std::exchange(m_closing, true)) {
        m_queue.addClosing(finalMessage);
    } else if (const auto &last = m_queue.batches().back();
               !finalMessage.isEmpty() && (last.count() == 0 || last.message(0) != finalMessage)) {
        return answerCall(makeError(
            ErrorCode::InvalidArgument, u"closeStream() is under way with another final message"_s,
            u"This message was not taken: append it to another stream."_s));
    }
    const quint64 call = addCall(CallKind::Close);
    advance(now);
    return call;
}

std::optional<Error> ProducerState::restart(Time now)
{
    if (m_invalid) {
        return m_invalid;
    }
    if (m_end == End::Closed || (m_end == End::None && (m_closing || m_detaching))) {
        return stoppedError();
    }
    const std::optional<qint64> known = m_error ? m_error->currentEpoch : std::nullopt;
    if (std::max(known.value_or(m_epoch), m_epoch)
        >= maxProtocolInteger - m_queue.plannedEpochs()) {
        return lastEpochError();
    }
    if (m_end == End::None && !(m_queue.batches().empty() && m_queue.isOpenEmpty())) {
        m_queue.startEpochWithNext();
        advance(now);
        return {};
    }
    m_end = End::None;
    m_error.reset();
    m_detaching = false;
    m_backoff.skip();
    m_backoff.succeeded();
    beginEpoch(std::max(known.value_or(m_epoch), m_epoch) + 1,
               known.has_value() || m_options.freshEpoch);
    return {};
}

void ProducerState::retryNow(Time now)
{
    m_backoff.skip();
    advance(now);
}

void ProducerState::beginEpoch(qint64 epoch, bool fresh)
{
    m_epoch = epoch;
    m_nextSequence = 0;
    m_confirmed = false;
    m_claimed = true;
    m_collided = false;
    m_unnumbered = false;
    m_firstOwn = fresh ? 0 : -1;
}

void ProducerState::sendWhatMayGo(Time now)
{
    auto &batches = m_queue.batches();
    if (!m_queue.isOpenEmpty()
        && std::exchange(m_lingering, m_queue.open().id) != m_queue.open().id) {
        m_lingerUntil = now + m_options.linger;
    }
    const auto *failure = std::get_if<Failure>(&m_plan);
    const quint64 failing = failure ? failure->batch : 0;
    bool first = true; // the server has all batches before it
    for (size_t i = 0;; ++i) {
        if (i == batches.size()) {
            if (failing || !hasLingered(now) || !mayGo(m_queue.open(), first, now)) {
                return;
            }
            m_queue.sealOpen();
        }
        ProducerBatch &batch = batches[i];
        if (batch.id == failing) {
            return;
        }
        if (batch.phase == Phase::Stored) {
            continue;
        }
        if (batch.phase == Phase::Waiting && mayGo(batch, first, now)) {
            send(batch, first, now);
        } else if (batch.phase != Phase::InFlight) {
            return; // never one before the other
        }
        first = false;
    }
}

bool ProducerState::hasLingered(Time now) const
{
    return !m_queue.isOpenEmpty() && (m_lingerUntil <= now || m_queue.open().first <= m_hurryUntil);
}

bool ProducerState::mayGo(const ProducerBatch &batch, bool first, Time now) const
{
    if (m_inFlight >= m_options.maxInFlight || m_backoff.mustWait(now)) {
        return false;
    }
    return first
        || (m_confirmed && m_backoff.failures() == 0 && !batch.closes && !batch.startsEpoch);
}

void ProducerState::send(ProducerBatch &batch, bool first, Time now)
{
    if (std::exchange(batch.startsEpoch, false)) {
        beginEpoch(m_epoch + 1, m_options.freshEpoch);
    }
    if (batch.sequence < 0) {
        batch.epoch = m_epoch;
        batch.sequence = m_nextSequence++;
    }
    if (!batch.firstSent) {
        batch.firstSent = now;
    }
    ++batch.attempts;
    batch.sentInTurn = first;
    batch.phase = Phase::InFlight;
    batch.request = ++m_lastRequest;
    ++m_inFlight;
    m_actions.push_back(ProducerActions::Send { .request = batch.request,
                                                .epoch = batch.epoch,
                                                .sequence = batch.sequence,
                                                .attempt = batch.attempts,
                                                .closes = batch.closes,
                                                .body = batch.body });
}

void ProducerState::checkDeadline(Time now)
{
    if (!m_options.request.deadline || m_queue.batches().empty()) {
        return;
    }
    // Nothing is waited for after it.
    const ProducerBatch &front = m_queue.batches().front();
    if (front.phase != Phase::Stored && front.firstSent
        && *front.firstSent + *m_options.request.deadline <= now) {
        fail(front,
             makeError(ErrorCode::Timeout, u"no acknowledgement within the deadline"_s,
                       u"Allow more time, or restart() and append what is not stored again."_s),
             now);
        std::get<Failure>(m_plan).patience = now;
    }
}

} // namespace DurableStreams
