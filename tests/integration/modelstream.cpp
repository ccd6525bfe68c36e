// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "modelstream.h"

using namespace DurableStreams;
using namespace TestSupport;
using namespace Qt::StringLiterals;

ModelStream::ModelStream()
{
    listen();
}

void ModelStream::listen()
{
    server.on("POST", "/s", [this](const Exchange &exchange) { answer(exchange); });
}

Reply ModelStream::handle(const Request &request)
{
    const ProducerActions::Send send { .epoch = request.header("Producer-Epoch").toLongLong(),
                                       .sequence = request.header("Producer-Seq").toLongLong(),
                                       .closes = request.header("Stream-Closed") == "true",
                                       .body = request.body };
    const ProducerAnswer answer = model.handle(request.header("Producer-Id"), send);
    Reply reply(answer.status, answer.status >= 400 ? "refused"_ba : QByteArray());
    const auto number = [&](const char *name, std::optional<qint64> value) {
        if (value) {
            reply.header(name, QByteArray::number(*value));
        }
    };
    number("Producer-Epoch", answer.epoch);
    number("Producer-Seq", answer.sequence);
    if (answer.expectedSequence) {
        number("Producer-Expected-Seq", answer.expectedSequence);
        number("Producer-Received-Seq", send.sequence);
    }
    if (!answer.nextOffset.isNull()) {
        reply.header("Stream-Next-Offset", answer.nextOffset.token());
    }
    if (answer.streamClosed) {
        reply.header("Stream-Closed", "true");
    }
    return reply;
}

void ModelStream::answer(const Exchange &exchange)
{
    if (!m_refusals.isEmpty()) {
        exchange.reply(m_refusals.takeFirst());
        return;
    }
    const Reply reply = handle(exchange.request());
    if (m_faults.isEmpty()) {
        exchange.reply(reply);
    } else {
        m_faults.takeFirst()(exchange, reply);
    }
}

QString ModelStream::judge(int count) const
{
    if (model.stored.size() != count) {
        return u"%1 messages are stored instead of %2"_s.arg(model.stored.size()).arg(count);
    }
    for (int i = 0; i < count; ++i) {
        if (model.stored[i] != QByteArray::number(i + 1)) {
            return u"message %1 is at place %2"_s.arg(QLatin1StringView(model.stored[i]))
                .arg(i + 1);
        }
    }
    QHash<std::pair<QByteArray, QByteArray>, Request> copies;
    for (const Request &request : server.requestsFor("POST", "/s")) {
        if (!request.complete) {
            continue;
        }
        const auto key
            = std::pair(request.header("Producer-Epoch"), request.header("Producer-Seq"));
        const auto known = copies.constFind(key);
        if (known == copies.cend()) {
            copies.insert(key, request);
        } else if (known->head != request.head || known->body != request.body) {
            return u"two copies of sequence %1 differ"_s.arg(QLatin1StringView(key.second));
        }
    }
    return {};
}
