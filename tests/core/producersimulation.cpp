// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producersimulation.h"

#include <algorithm>

using namespace DurableStreams;
using namespace std::chrono;
using namespace Qt::StringLiterals;

Schedule Schedule::random(quint32 seed)
{
    QRandomGenerator random(seed);
    const auto oneIn = [&](int n) { return random.bounded(n) == 0; };
    Schedule s;
    s.seed = seed;
    s.autoClaim = oneIn(2);
    s.json = oneIn(2);
    s.fenced = oneIn(4);
    s.closedByAnother = oneIn(8);
    s.restarted = oneIn(6);
    s.usedBefore = s.autoClaim && oneIn(5);
    s.closes = oneIn(3);
    s.lossPercent = oneIn(4) ? 0 : random.bounded(40);
    s.errorPercent = oneIn(3) ? 0 : random.bounded(30);
    s.zombiePercent = oneIn(2) ? 0 : random.bounded(20);
    s.maxBody = oneIn(4) ? 4 + random.bounded(60) : 1 << 30;
    s.usedBefore = s.usedBefore || oneIn(8);
    s.twin = oneIn(4);
    s.aborted = oneIn(10);
    s.duplicates = oneIn(2) ? DuplicatePolicy::Fail : DuplicatePolicy::Report;
    s.pagePercent = oneIn(8) ? 1 + random.bounded(6) : 0;
    s.recreated = oneIn(8);
    return s;
}

static ProducerOptions optionsFor(const Schedule &schedule)
{
    QRandomGenerator random(schedule.seed + 1);
    ProducerOptions options;
    options.producerId = "writer"_ba;
    options.autoClaim = schedule.autoClaim;
    options.duplicates = schedule.duplicates;
    options.epoch = random.bounded(4) == 0 ? 3 : 0;
    options.freshEpoch = !schedule.usedBefore && random.bounded(2);
    options.linger = milliseconds(random.bounded(3) * 2);
    options.maxBatchBytes = 1 + random.bounded(80);
    options.maxBatchItems = 1 + random.bounded(12);
    options.maxInFlight = 1 + random.bounded(6);
    options.maxBacklogMessages = 20 + random.bounded(200);
    return options;
}

ProducerSimulation::ProducerSimulation(const Schedule &schedule)
    : m_schedule(schedule)
    , m_random(schedule.seed + 2)
    , m_options(optionsFor(schedule))
    , m_state(m_options, u"/s"_s, schedule.seed)
    , m_now(hours(1))
{
    m_state.setFraming(schedule.json ? Framing::JsonArray : Framing::Concatenated);
    m_server.maxBody = schedule.maxBody;
    if (schedule.usedBefore) {
        m_server.producers["writer"]
            = { m_options.epoch + m_random.bounded(3) - 1, m_random.bounded(4) };
    }
}

bool ProducerSimulation::chance(int percent)
{
    return m_random.bounded(100) < percent;
}

microseconds ProducerSimulation::upTo(int limit)
{
    return microseconds(m_random.bounded(limit));
}

void ProducerSimulation::at(microseconds delay, std::function<void()> event)
{
    m_events.emplace(m_now + delay, std::move(event));
}

void ProducerSimulation::plan()
{
    const int count = 20 + m_random.bounded(100);
    microseconds when {};
    for (int i = 0; i < count; ++i) {
        when += upTo(m_random.bounded(6) == 0 ? 20'000 : 400);
        at(when, [this] {
            // The number of the message is the ticket it will get.
            const QByteArray number = QByteArray::number(m_state.queue().lastTicket() + 1);
            (void)m_state.append(m_schedule.json ? number : number + ';');
        });
    }
    if (m_schedule.fenced) {
        at(upTo(int(when.count())), [this] { m_server.producers["writer"].epoch += 1000; });
    }
    if (m_schedule.closedByAnother) {
        at(upTo(int(when.count())), [this] { m_server.closed = true; });
    }
    if (m_schedule.restarted) {
        at(upTo(int(when.count())), [this] { (void)m_state.restart(m_now); });
    }
    for (int i = m_schedule.twin ? 1 + m_random.bounded(4) : 0; i > 0; --i) {
        at(upTo(int(when.count())), [this] {
            ModelServer::Producer &other = m_server.producers["writer"];
            other.epoch = std::max(other.epoch, m_options.epoch);
            other.lastSequence += 1 + m_random.bounded(3);
        });
    }
    if (m_schedule.recreated) {
        at(upTo(int(when.count())), [this] { recreate(); });
    }
    if (m_schedule.aborted) {
        at(upTo(int(when.count())), [this] {
            settle({ {}, m_state.abort() }, Fate::Failed);
        });
    }
    at(when, [this] {
        m_call = m_schedule.closes ? m_state.closeStream({}, m_now) : m_state.flush(m_now);
    });
    at(when + 2s, [this] { m_troubled = false; });
}

QString ProducerSimulation::run()
{
    plan();
    for (int steps = 0; m_broken.isEmpty() && !m_events.empty(); ++steps) {
        if (steps > 200'000) {
            return u"the producer does not come to rest"_s;
        }
        const auto first = m_events.begin();
        m_now = first->first;
        const auto event = first->second;
        m_events.erase(first);
        event();
        if (m_state.needsAdvance()) {
            m_state.advance(m_now);
        }
        carryOut();
        if (const auto wakeUp = m_state.wakeUp()) {
            m_events.emplace(std::max(m_now, *wakeUp), [this] { m_state.advance(m_now); });
        }
    }
    return m_broken.isEmpty() ? judge() : m_broken;
}

void ProducerSimulation::carryOut()
{
    for (const ProducerState::Action &action : m_state.takeActions()) {
        if (const auto *send = std::get_if<ProducerActions::Send>(&action)) {
            ++m_open;
            deliver(*send);
        } else if (const auto *abandon = std::get_if<ProducerActions::Abandon>(&action)) {
            --m_open;
            m_abandoned += abandon->request;
        } else if (const auto *done = std::get_if<ProducerActions::Acknowledged>(&action)) {
            acknowledge(done->receipt);
        } else if (const auto *rejected = std::get_if<ProducerActions::Rejected>(&action)) {
            settle(rejected->failure, Fate::Rejected);
        } else if (const auto *failed = std::get_if<ProducerActions::Failed>(&action)) {
            fail(failed->failure);
        } else if (const auto *claimed = std::get_if<ProducerActions::Claimed>(&action)) {
            const Error &reason = claimed->reason;
            if (reason.code == ErrorCode::SequenceGap && m_lastAcknowledged.first == claimed->epoch - 1
                && reason.expectedSequence <= m_lastAcknowledged.second) {
                m_broken = u"it goes on though what was acknowledged is lost"_s;
            }
        } else if (const auto *collision = std::get_if<ProducerActions::Collision>(&action)) {
            for (Ticket t = collision->receipt.first; t <= collision->receipt.last; ++t) {
                m_doubted += t;
            }
        } else if (const auto *call = std::get_if<ProducerActions::CallFinished>(&action)) {
            if (call->call == m_call) {
                m_result = call->result;
            }
        }
    }
    if (m_open > m_options.maxInFlight) {
        m_broken = u"%1 requests in flight"_s.arg(m_open);
    }
}

void ProducerSimulation::acknowledge(const ProducerReceipt &receipt)
{
    for (Ticket t = receipt.first; t <= receipt.last; ++t) {
        if (!m_fates.emplace(t, std::pair(Fate::Acknowledged, false)).second) {
            m_broken = u"message %1 ended twice"_s.arg(t);
        }
        if (receipt.duplicate) {
            m_duplicates += t;
        }
        if (receipt.duplicate && receipt.attempts == 1
            && (m_options.autoClaim || m_options.duplicates == DuplicatePolicy::Fail
                || !m_doubted.contains(t))) {
            m_broken = u"message %1 is another's, and counts as stored"_s.arg(t);
        }
    }
    m_lastAcknowledged = { receipt.epoch, receipt.sequence };
    if (receipt.first <= std::exchange(m_lastReceipt, receipt.last)) {
        m_broken = u"receipts out of order"_s;
    }
}

// What is gone has a name where the server told of it.
void ProducerSimulation::fail(const ProducerFailure &failure)
{
    settle(failure, Fate::Failed);
    if (failure.error.code != ErrorCode::AcknowledgedLost) {
        return;
    }
    if (!m_schedule.recreated) {
        m_broken = u"nothing was lost"_s;
    }
    if (failure.lost.first == 0 || failure.lost.last != m_lastReceipt) {
        m_broken = u"what was lost is not named"_s;
    }
}

void ProducerSimulation::recreate()
{
    m_gone.unite(QSet(m_server.stored.cbegin(), m_server.stored.cend()));
    m_server.stored.clear();
    m_server.producers.clear();
    m_server.closed = false;
    m_server.closedBy = { -1, -1 };
}

// A success, but not the server's, or not to this request.
ProducerAnswer ProducerSimulation::page(const ProducerActions::Send &request)
{
    ProducerAnswer answer;
    answer.status = m_random.bounded(2) ? 200 : 204;
    switch (m_random.bounded(4)) {
    case 0:
        break; // a login page
    case 1:
        answer.epoch = request.epoch;
        answer.sequence = request.sequence - 1;
        break;
    case 2:
        answer.epoch = request.epoch + 1;
        answer.sequence = request.sequence;
        break;
    default:
        answer.status = 201 + m_random.bounded(2);
        answer.epoch = request.epoch;
        answer.sequence = request.sequence;
    }
    return answer;
}

void ProducerSimulation::settle(const ProducerFailure &failure, Fate fate)
{
    for (const UnsentMessage &message : failure.unsent) {
        if (!m_fates.emplace(message.ticket, std::pair(fate, message.maybeStored)).second) {
            m_broken = u"message %1 ended twice"_s.arg(message.ticket);
        }
        if (ModelServer::messagesOf(message.bytes).value(0) != QByteArray::number(message.ticket)) {
            m_broken = u"message %1 was handed back with other bytes"_s.arg(message.ticket);
        }
    }
}

void ProducerSimulation::deliver(const ProducerActions::Send &request)
{
    const auto key = std::pair(request.epoch, request.sequence);
    const auto known = m_bodies.try_emplace(key, request.body).first;
    if (known->second != request.body && m_schedule.maxBody == 1 << 30) {
        m_broken
            = u"epoch %1, sequence %2 was sent with other bytes"_s.arg(key.first).arg(key.second);
    }
    const auto lose = [this, id = request.request](bool sent) {
        ProducerAnswer answer;
        answer.sent = sent;
        answer.error.code = ErrorCode::Network;
        this->answer(id, answer);
    };
    const auto refuse = [this, id = request.request](int status) {
        ProducerAnswer answer;
        answer.status = status;
        answer.error.code = status == 429 ? ErrorCode::RateLimited : ErrorCode::Server;
        if (chance(30)) {
            answer.retryAfter = milliseconds(m_random.bounded(500));
        }
        this->answer(id, answer);
    };
    const microseconds there = upTo(m_random.bounded(5) == 0 ? 30'000 : 1'000);
    const microseconds back = upTo(m_random.bounded(5) == 0 ? 30'000 : 1'000);
    const auto handle = [this, request] { return m_server.handle("writer"_ba, request); };
    if (m_troubled && chance(m_schedule.zombiePercent)) {
        // Given up by the client, and yet it reaches the server later.
        at(there, [=] { lose(true); });
        at(there + upTo(3'000'000), [=] { handle(); });
    } else if (m_troubled && chance(m_schedule.lossPercent)) {
        switch (m_random.bounded(3)) {
        case 0:
            at(there, [=] { lose(false); });
            break;
        case 1:
            at(there, [=] { lose(true); });
            break;
        default:
            at(there, [=] { handle(); });
            at(there + back, [=] { lose(true); });
        }
    } else if (m_troubled && chance(m_schedule.pagePercent)) {
        const bool handled = m_random.bounded(2);
        at(there, [=, this] {
            if (handled) {
                handle();
            }
            this->answer(request.request, page(request));
        });
    } else if (m_troubled && chance(m_schedule.errorPercent)) {
        switch (m_random.bounded(3)) {
        case 0:
            at(there, [=] { refuse(429); });
            break;
        case 1:
            at(there, [=] { refuse(503); });
            break;
        default: // a gateway that loses the answer of the server behind it
            at(there, [=] { handle(); });
            at(there + back, [=] { refuse(504); });
        }
    } else {
        at(there, [=, this, id = request.request] {
            at(back, [this, id, answer = handle()] { this->answer(id, answer); });
        });
    }
}

void ProducerSimulation::answer(quint64 request, const ProducerAnswer &answer)
{
    if (!m_abandoned.contains(request)) {
        --m_open;
        m_state.answered(request, answer, m_now);
    }
}

QString ProducerSimulation::judge() const
{
    QSet<QByteArray> seen;
    quint64 last = 0;
    for (const QByteArray &number : m_server.stored) {
        if (seen.contains(number)) {
            return u"message %1 is stored twice"_s.arg(QLatin1StringView(number));
        }
        seen += number;
        if (number.toULongLong() < std::exchange(last, number.toULongLong())) {
            return u"message %1 is stored out of order"_s.arg(QLatin1StringView(number));
        }
        const auto fate = m_fates.find(number.toULongLong());
        if (fate == m_fates.end()) {
            return u"message %1 is stored but was never reported"_s.arg(QLatin1StringView(number));
        }
        if (fate->second.first != Fate::Acknowledged && !fate->second.second) {
            return u"message %1 is stored but was handed back"_s.arg(QLatin1StringView(number));
        }
    }
    bool lost = false;
    for (Ticket t = 1; t <= m_state.queue().lastTicket(); ++t) {
        const auto fate = m_fates.find(t);
        if (fate == m_fates.end()) {
            return u"message %1 never ended"_s.arg(t);
        }
        const bool acknowledged = fate->second.first == Fate::Acknowledged;
        lost = lost || !acknowledged;
        // After a lost answer a twin's message under the same number cannot be told from one's own;
        // an earlier run's counts as stored only if the options say so.
        const bool reported = !m_options.autoClaim
            && m_options.duplicates == DuplicatePolicy::Report && m_doubted.contains(t);
        const bool excused = (m_duplicates.contains(t) && (m_schedule.twin || reported))
            || m_gone.contains(QByteArray::number(t));
        if (acknowledged && !seen.contains(QByteArray::number(t)) && !excused) {
            return u"message %1 was acknowledged but is not stored"_s.arg(t);
        }
    }
    if (!m_result) {
        return u"the last call never finished"_s;
    }
    if (m_schedule.closes && m_result->has_value() && !m_server.closed) {
        return u"closeStream() succeeded but the stream is open"_s;
    }
    if (m_state.queue().pendingMessages() != 0 || m_state.inFlight() != 0) {
        return u"something is still pending"_s;
    }
    return {};
}
