// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producercommands.h"

#include <durablestreams/client.h>
#include <durablestreams/streaminfo.h>

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include <memory>

//! \brief Maps commands to calls of the library, and results to answers. Nothing else.
class Adapter : public QObject
{
    Q_OBJECT

public:
    explicit Adapter(QObject *parent = nullptr);
    ~Adapter() override;

    void handle(const QJsonObject &command);

Q_SIGNALS:
    //! \brief Exactly one for each command.
    void answered(const QJsonObject &answer);
    void shutdownRequested();

private:
    struct DynamicValue
    {
        QString type;
        QByteArray token;
        qint64 count = 0;

        QByteArray next();
    };
    using DynamicValues = QMap<QByteArray, DynamicValue>;

    void init(const QJsonObject &command);
    void create(const QJsonObject &command);
    void head(const QJsonObject &command);
    void append(const QJsonObject &command);
    void read(const QJsonObject &command);
    void close(const QJsonObject &command);
    void remove(const QJsonObject &command);
    void setDynamic(const QJsonObject &command, DynamicValues &values);
    void validate(const QJsonObject &command);

    DurableStreams::Stream streamOf(const QJsonObject &command);
    void answerCall(DurableStreams::Call *call, const QString &type,
                    std::function<QJsonObject(const DurableStreams::StreamInfo &)> members);
    void provide(const DurableStreams::RequestContext &context,
                 const DurableStreams::Client::Answer &answer);
    QJsonObject withDynamicValues(QJsonObject members) const;
    void succeed(const QString &type, const QJsonObject &members = {});
    void fail(const QString &type, const QString &code, const QString &message);

    QString m_server;
    std::unique_ptr<DurableStreams::Client> m_client;
    QHash<QString, DurableStreams::Stream> m_streams;
    ProducerCommands m_producers;
    DynamicValues m_headers;
    DynamicValues m_parameters;
    QJsonObject m_headersSent;
    QJsonObject m_parametersSent;
};
