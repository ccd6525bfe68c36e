// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerbatch_p.h"

namespace DurableStreams {

QByteArrayView ProducerBatch::message(qsizetype i) const
{
    // In an array each message follows one byte: the opening bracket or a comma.
    const qsizetype before = i == 0 ? 0 : qsizetype(ends[size_t(i) - 1]);
    const qsizetype begin = before + (framing == Framing::JsonArray ? 1 : 0);
    return QByteArrayView(body).sliced(begin, qsizetype(ends[size_t(i)]) - begin);
}

void ProducerBatch::grow(qsizetype size)
{
    // All the memory there is, because a change of size for each message would cost more than all
    // else in add().
    body.resize(size);
    body.resize(body.capacity());
}

void ProducerBatch::seal()
{
    body.truncate(filled());
    if (framing == Framing::JsonArray && !ends.empty()) {
        body.append(']');
    }
}

void ProducerBatch::renumber()
{
    sequence = -1;
    uncertain = false;
    sentInTurn = false;
    duplicate = false;
    suspect = false;
    phase = Phase::Waiting;
}

void ProducerBatch::recycle()
{
    QByteArray memory = std::move(body);
    std::vector<quint32> endsMemory = std::move(ends);
    *this = {};
    if (memory.isDetached()) {
        memory.resize(0);
        body = std::move(memory);
    }
    endsMemory.clear();
    ends = std::move(endsMemory);
}

std::pair<ProducerBatch, ProducerBatch> ProducerBatch::split() const
{
    ProducerBatch head;
    ProducerBatch tail;
    head.framing = tail.framing = framing;
    head.firstSent = tail.firstSent = firstSent;
    head.first = first;
    const qsizetype half = (count() + 1) / 2;
    tail.first = first + Ticket(half);
    for (qsizetype i = 0; i < count(); ++i) {
        (i < half ? head : tail).add(message(i));
    }
    head.seal();
    tail.seal();
    return { std::move(head), std::move(tail) };
}

void ProducerBatch::handBack(bool maybeStored, QList<UnsentMessage> *unsent) const
{
    for (qsizetype i = 0; i < count(); ++i) {
        unsent->append({ .ticket = first + Ticket(i),
                         .bytes = message(i).toByteArray(),
                         .maybeStored = maybeStored,
                         .epoch = sequence < 0 ? 0 : epoch,
                         .sequence = sequence });
    }
}

} // namespace DurableStreams
