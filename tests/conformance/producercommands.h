// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/idempotentproducer.h>
#include <durablestreams/stream.h>

#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QObject>

#include <tuple>

//! \brief The commands that need an idempotent producer.
class ProducerCommands : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void handle(const QJsonObject &command, const DurableStreams::Stream &stream);
    //! \brief Forgets all producers.
    void clear();

Q_SIGNALS:
    void answered(const QJsonObject &answer);

private:
    using Key = std::tuple<QString, QString, qint64>;

    DurableStreams::IdempotentProducer *make(const QJsonObject &command,
                                             const DurableStreams::Stream &stream,
                                             const DurableStreams::ProducerOptions &base);
    DurableStreams::IdempotentProducer *kept(const QJsonObject &command,
                                             const DurableStreams::Stream &stream);
    void append(const QJsonObject &command, const DurableStreams::Stream &stream);
    void appendBatch(const QJsonObject &command, const DurableStreams::Stream &stream);
    void close(const QJsonObject &command, const DurableStreams::Stream &stream);
    void detach(const QJsonObject &command, const DurableStreams::Stream &stream);
    bool appendAll(DurableStreams::IdempotentProducer *producer, const QString &type,
                   const QList<QByteArray> &messages);
    void answer(DurableStreams::ProducerCall *call, const QString &type);

    QMap<Key, DurableStreams::IdempotentProducer *> m_kept;
};
