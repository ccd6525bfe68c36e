// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/producerbatch_p.h"

#include <cstring>

namespace DurableStreams {

QByteArrayView ProducerBatch::message(qsizetype i) const
{
    // In an array each message follows one byte: the opening bracket or a comma.
    const qsizetype before = i == 0 ? 0 : qsizetype(ends[size_t(i) - 1]);
    const qsizetype begin = before + (framing == Framing::JsonArray ? 1 : 0);
    return QByteArrayView(body).sliced(begin, qsizetype(ends[size_t(i)]) - begin);
}

qsizetype ProducerBatch::sizeWith(qsizetype size) const
{
    return body.size() + size + (framing == Framing::JsonArray ? 2 : 0);
}

void ProducerBatch::add(QByteArrayView message)
{
    // append() would cost more than all else here.
    const qsizetype before = body.size();
    const qsizetype separator = framing == Framing::JsonArray ? 1 : 0;
    body.resize(before + separator + message.size());
    char *end = body.data() + before;
    if (separator > 0) {
        *end++ = ends.empty() ? '[' : ',';
    }
    std::memcpy(end, message.data(), size_t(message.size()));
    ends.push_back(quint32(body.size()));
    payload += message.size();
}

void ProducerBatch::seal()
{
    if (framing == Framing::JsonArray && !ends.empty()) {
        body.append(']');
    }
}

void ProducerBatch::renumber()
{
    sequence = -1;
    uncertain = false;
    sentInTurn = false;
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
        unsent->append({ first + Ticket(i), message(i).toByteArray(), maybeStored });
    }
}

} // namespace DurableStreams
