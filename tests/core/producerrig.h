// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/producerstate_p.h"

#include <QtTest/QTest>

//! \brief Drives the producer's state machine by hand: the answers that a server gives, and what
//! the machine makes of them.
namespace ProducerRig {

using namespace DurableStreams;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

inline ProducerOptions options()
{
    ProducerOptions result;
    result.producerId = "writer"_ba;
    result.linger = 0ms;
    return result;
}

//! One item a batch, so that a test can name batches by their message.
inline ProducerOptions singly()
{
    ProducerOptions result = options();
    result.maxBatchItems = 1;
    return result;
}

inline ProducerOptions singly(bool autoClaim, DuplicatePolicy duplicates)
{
    ProducerOptions result = singly();
    result.autoClaim = autoClaim;
    result.duplicates = duplicates;
    return result;
}

inline ProducerAnswer status(int code)
{
    ProducerAnswer answer;
    answer.status = code;
    answer.error.httpStatus = code;
    answer.error.code = ErrorCode::UnexpectedStatus;
    return answer;
}

//! Rig::answer() puts the numbers of the request in, and whether it closes.
inline constexpr qint64 asSent = -1;

inline ProducerAnswer stored(const char *offset = "1")
{
    ProducerAnswer answer = status(200);
    answer.nextOffset = Offset(QByteArray(offset));
    answer.epoch = answer.sequence = asSent;
    return answer;
}

//! Any status with any numbers, also none.
inline ProducerAnswer success(int code, std::optional<qint64> epoch = {},
                              std::optional<qint64> sequence = {})
{
    ProducerAnswer answer = status(code);
    answer.epoch = epoch;
    answer.sequence = sequence;
    return answer;
}

inline ProducerAnswer duplicate(qint64 epoch, qint64 last)
{
    ProducerAnswer answer = status(204);
    answer.epoch = epoch;
    answer.sequence = last;
    return answer;
}

inline ProducerAnswer gap(qint64 expected)
{
    ProducerAnswer answer = status(409);
    answer.expectedSequence = expected;
    answer.error.code = ErrorCode::SequenceGap;
    return answer;
}

inline ProducerAnswer stale(qint64 current)
{
    ProducerAnswer answer = status(403);
    answer.epoch = current;
    answer.error.code = ErrorCode::StaleEpoch;
    answer.error.currentEpoch = current;
    return answer;
}

inline ProducerAnswer closedStream(const char *offset)
{
    ProducerAnswer answer = status(409);
    answer.streamClosed = true;
    answer.error.code = ErrorCode::StreamClosed;
    answer.error.finalOffset = Offset(QByteArray(offset));
    return answer;
}

inline ProducerAnswer lost(bool sent = true)
{
    ProducerAnswer answer;
    answer.sent = sent;
    answer.error.code = ErrorCode::Network;
    return answer;
}

//! Drives the state machine by hand and sorts what it wants.
struct Rig
{
    explicit Rig(const ProducerOptions &o, Framing framing = Framing::Concatenated)
        : state(o, u"/s"_s, 1)
    {
        state.setFraming(framing);
    }

    void append(std::initializer_list<const char *> messages)
    {
        for (const char *message : messages) {
            QVERIFY(state.append(QByteArrayView(message)).has_value());
        }
        state.advance(now);
        collect();
    }
    void pass(std::chrono::milliseconds time)
    {
        now += time;
        state.advance(now);
        collect();
    }
    //! Goes to when the machine wants to be woken.
    bool wake()
    {
        const auto time = state.wakeUp();
        if (time) {
            now = *time;
            state.advance(now);
            collect();
        }
        return time.has_value();
    }
    void answer(size_t sendIndex, ProducerAnswer with)
    {
        if (with.epoch == asSent) {
            with.epoch = sent.at(sendIndex).epoch;
            with.sequence = sent.at(sendIndex).sequence;
            with.streamClosed = sent.at(sendIndex).closes;
        }
        state.answered(sent.at(sendIndex).request, with, now);
        collect();
    }
    void collect()
    {
        for (const auto &action : state.takeActions()) {
            std::visit([this](const auto &a) { keep(a); }, action);
        }
    }
    void keep(const ProducerActions::Send &a) { sent.push_back(a); }
    void keep(const ProducerActions::Abandon &a) { abandoned.push_back(a); }
    void keep(const ProducerActions::Acknowledged &a) { receipts += a.receipt; }
    void keep(const ProducerActions::Rejected &a) { rejected += a.failure; }
    void keep(const ProducerActions::Failed &a) { failed += a.failure; }
    void keep(const ProducerActions::Collision &a) { collisions += a.receipt; }
    void keep(const ProducerActions::Claimed &a) { claims += a.epoch; }
    void keep(const ProducerActions::Retry &a) { retries.push_back(a); }
    void keep(const ProducerActions::CallFinished &a) { calls.insert_or_assign(a.call, a.result); }

    //! "epoch.sequence body", the requests in order.
    QStringList wire() const
    {
        QStringList result;
        for (const auto &s : sent) {
            result += u"%1.%2 %3%4"_s.arg(s.epoch)
                          .arg(s.sequence)
                          .arg(QString::fromLatin1(s.body))
                          .arg(s.closes ? u"$"_s : QString());
        }
        return result;
    }
    static QByteArrayList bytes(const ProducerFailure &failure)
    {
        QByteArrayList result;
        for (const auto &message : failure.unsent) {
            result += message.bytes + (message.maybeStored ? "?" : "");
        }
        return result;
    }

    ProducerState state;
    ProducerState::Time now { 1h };
    std::vector<ProducerActions::Send> sent;
    std::vector<ProducerActions::Abandon> abandoned;
    QList<ProducerReceipt> receipts;
    QList<ProducerFailure> rejected;
    QList<ProducerFailure> failed;
    QList<ProducerReceipt> collisions;
    QList<qint64> claims;
    std::vector<ProducerActions::Retry> retries;
    std::map<quint64, Result<ProducerReport>> calls;
};

} // namespace ProducerRig
