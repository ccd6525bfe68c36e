// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "modelserver.h"

using namespace DurableStreams;

QList<QByteArray> ModelServer::messagesOf(const QByteArray &body)
{
    QList<QByteArray> messages;
    QByteArray digits;
    const QByteArray terminated = QByteArray(body).append(' ');
    for (const char c : terminated) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (!digits.isEmpty()) {
            messages += std::exchange(digits, {});
        }
    }
    return messages;
}

ProducerAnswer ModelServer::handle(const QByteArray &id, const ProducerActions::Send &request)
{
    const auto conflict = [](int status) {
        ProducerAnswer answer;
        answer.status = status;
        answer.error.httpStatus = status;
        return answer;
    };
    const Offset tail(QByteArray::number(stored.size()).rightJustified(8, '0'));
    if (request.body.size() > maxBody) {
        auto answer = conflict(413);
        answer.error.code = ErrorCode::PayloadTooLarge;
        return answer;
    }
    if (closed && closedBy != std::pair(request.epoch, request.sequence)) {
        auto answer = conflict(409);
        answer.error.code = ErrorCode::StreamClosed;
        answer.streamClosed = true;
        answer.nextOffset = tail;
        answer.error.finalOffset = tail;
        return answer;
    }
    Producer &producer = producers[id];
    if (request.epoch < producer.epoch) {
        auto answer = conflict(403);
        answer.error.code = ErrorCode::StaleEpoch;
        answer.error.currentEpoch = answer.epoch = producer.epoch;
        return answer;
    }
    if (request.epoch > producer.epoch && producer.epoch >= 0 && request.sequence != 0) {
        auto answer = conflict(400);
        answer.error.code = ErrorCode::BadRequest;
        return answer;
    }
    const qint64 last = request.epoch > producer.epoch ? -1 : producer.lastSequence;
    ProducerAnswer answer;
    answer.epoch = request.epoch;
    if (request.sequence <= last) {
        answer.status = 204;
        answer.sequence = last;
        answer.streamClosed = closed;
        return answer;
    }
    if (request.sequence > last + 1) {
        answer = conflict(409);
        answer.error.code = ErrorCode::SequenceGap;
        answer.expectedSequence = answer.error.expectedSequence = last + 1;
        return answer;
    }
    producer = { request.epoch, request.sequence };
    stored += messagesOf(request.body);
    if (request.closes) {
        closed = true;
        closedBy = { request.epoch, request.sequence };
    }
    answer.status = 200;
    answer.sequence = request.sequence;
    answer.streamClosed = closed;
    answer.nextOffset = Offset(QByteArray::number(stored.size()).rightJustified(8, '0'));
    return answer;
}
