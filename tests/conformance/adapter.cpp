// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "adapter.h"
#include "answers.h"
#include "readcommand.h"

#include <durablestreams/call.h>
#include <durablestreams/options.h>
#include <durablestreams/produceroptions.h>

#include <QtCore/QDateTime>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

QByteArray Adapter::DynamicValue::next()
{
    if (type == "counter"_L1) {
        return QByteArray::number(++count);
    }
    return type == "timestamp"_L1 ? QByteArray::number(QDateTime::currentMSecsSinceEpoch()) : token;
}

Adapter::Adapter(QObject *parent)
    : QObject(parent)
{
    connect(&m_producers, &ProducerCommands::answered, this, &Adapter::answered);
}

Adapter::~Adapter() = default;

void Adapter::handle(const QJsonObject &command)
{
    const QString type = command["type"_L1].toString();
    m_headersSent = {};
    m_parametersSent = {};
    if (type == "init"_L1) {
        init(command);
    } else if (type == "create"_L1) {
        create(command);
    } else if (type == "connect"_L1 || type == "head"_L1) {
        head(command);
    } else if (type == "append"_L1) {
        append(command);
    } else if (type == "read"_L1) {
        read(command);
    } else if (type == "close"_L1) {
        close(command);
    } else if (type == "delete"_L1) {
        remove(command);
    } else if (type.startsWith("idempotent-"_L1)) {
        m_producers.handle(command, streamOf(command));
    } else if (type == "set-dynamic-header"_L1) {
        setDynamic(command, m_headers);
    } else if (type == "set-dynamic-param"_L1) {
        setDynamic(command, m_parameters);
    } else if (type == "clear-dynamic"_L1) {
        m_headers.clear();
        m_parameters.clear();
        succeed(type);
    } else if (type == "validate"_L1) {
        validate(command);
    } else if (type == "shutdown"_L1) {
        succeed(type);
        Q_EMIT shutdownRequested();
    } else {
        fail(type, u"NOT_SUPPORTED"_s, u"unknown command"_s);
    }
}

void Adapter::init(const QJsonObject &command)
{
    m_producers.clear();
    m_streams.clear();
    m_headers.clear();
    m_parameters.clear();
    m_server = command["serverUrl"_L1].toString();
    m_client = std::make_unique<Client>();
    m_client->setProvider([this](const RequestContext &context, const Client::Answer &answer) {
        provide(context, answer);
    });
    QJsonObject features;
    for (const auto feature : { "batching"_L1, "sse"_L1, "longPoll"_L1, "auto"_L1, "streaming"_L1,
                                "dynamicHeaders"_L1, "retryOptions"_L1, "batchItems"_L1,
                                "strictZeroValidation"_L1 }) {
        features.insert(feature, true);
    }
    succeed(u"init"_s, { { u"clientName"_s, u"DurableStreams Qt"_s },
                         { u"clientVersion"_s, u"0.1.0"_s },
                         { u"features"_s, features } });
}

// Called by the library once for each request.
void Adapter::provide(const RequestContext &context, const Client::Answer &answer)
{
    RequestExtras extras;
    extras.giveUp = context.refused.has_value();
    const bool isDataRequest = context.method == "GET" || context.method == "POST";
    for (auto value = m_headers.begin(); isDataRequest && value != m_headers.end(); ++value) {
        const QByteArray text = value->next();
        extras.headers.append(value.key(), text);
        m_headersSent.insert(QString::fromUtf8(value.key()), QString::fromUtf8(text));
    }
    for (auto value = m_parameters.begin(); isDataRequest && value != m_parameters.end(); ++value) {
        const QByteArray text = value->next();
        extras.parameters.append({ value.key(), text });
        m_parametersSent.insert(QString::fromUtf8(value.key()), QString::fromUtf8(text));
    }
    answer(extras);
}

QJsonObject Adapter::withDynamicValues(QJsonObject members) const
{
    if (!m_headersSent.isEmpty()) {
        members.insert("headersSent"_L1, m_headersSent);
    }
    if (!m_parametersSent.isEmpty()) {
        members.insert("paramsSent"_L1, m_parametersSent);
    }
    return members;
}

Stream Adapter::streamOf(const QJsonObject &command)
{
    const QString path = command["path"_L1].toString();
    auto known = m_streams.find(path);
    if (known == m_streams.end()) {
        known = m_streams.insert(path, m_client->stream(QUrl(QString(m_server + path))));
    }
    return *known;
}

void Adapter::answerCall(Call *call, const QString &type,
                         std::function<QJsonObject(const StreamInfo &)> members)
{
    connect(call, &Call::finished, this, [this, type, members](const Result<StreamInfo> &result) {
        Q_EMIT answered(result ? Answers::success(type, members(*result))
                               : Answers::failure(type, result.error()));
    });
}

void Adapter::create(const QJsonObject &command)
{
    CreateOptions options;
    options.contentType = command["contentType"_L1].toString().toUtf8();
    if (const QJsonValue ttl = command["ttlSeconds"_L1]; ttl.isDouble()) {
        options.ttl = std::chrono::seconds(ttl.toInteger());
    }
    if (const QString expiry = command["expiresAt"_L1].toString(); !expiry.isEmpty()) {
        options.expiresAt = QDateTime::fromString(expiry, Qt::ISODateWithMs);
    }
    options.closed = command["closed"_L1].toBool();
    options.body = command["data"_L1].toString().toUtf8();
    options.request.headers = Answers::headers(command);
    answerCall(streamOf(command).create(options), u"create"_s, [](const StreamInfo &info) {
        QJsonObject members { { u"status"_s, info.status } };
        if (!info.nextOffset.isNull()) {
            members.insert("offset"_L1, QString::fromUtf8(info.nextOffset.token()));
        }
        return members;
    });
}

void Adapter::head(const QJsonObject &command)
{
    RequestOptions options;
    options.headers = Answers::headers(command);
    answerCall(streamOf(command).head(options), command["type"_L1].toString(),
               [](const StreamInfo &info) {
                   QJsonObject members { { u"status"_s, info.status },
                                         { u"offset"_s, QString::fromUtf8(info.nextOffset.token()) },
                                         { u"contentType"_s, QString::fromUtf8(info.contentType) },
                                         { u"streamClosed"_s, info.closed } };
                   if (info.ttl) {
                       members.insert("ttlSeconds"_L1, qint64(info.ttl->count()));
                   }
                   if (info.expiresAt) {
                       members.insert("expiresAt"_L1, info.expiresAt->toString(Qt::ISODateWithMs));
                   }
                   return members;
               });
}

void Adapter::append(const QJsonObject &command)
{
    const Stream stream = streamOf(command);
    const QByteArray text = command["data"_L1].toString().toUtf8();
    const QByteArray data = command["binary"_L1].toBool() ? QByteArray::fromBase64(text) : text;
    AppendOptions options;
    options.request.headers = Answers::headers(command);
    if (const QJsonValue sequence = command["seq"_L1]; sequence.isDouble()) {
        options.sequence = QByteArray::number(sequence.toInteger());
    }
    Call *call = stream.isJson() ? stream.appendJson(data, options) : stream.append(data, options);
    answerCall(call, u"append"_s, [this](const StreamInfo &info) {
        return withDynamicValues({ { u"status"_s, 200 },
                                   { u"offset"_s, QString::fromUtf8(info.nextOffset.token()) } });
    });
}

void Adapter::read(const QJsonObject &command)
{
    auto *reading = new ReadCommand(streamOf(command), command, this);
    connect(reading, &ReadCommand::succeeded, this, [this](const QJsonObject &members) {
        succeed(u"read"_s, withDynamicValues(members));
    });
    connect(reading, &ReadCommand::failed, this, [this](const Error &error) {
        Q_EMIT answered(Answers::failure(u"read"_s, error));
    });
    reading->start();
}

void Adapter::close(const QJsonObject &command)
{
    const Stream stream = streamOf(command);
    const QByteArray data = command["data"_L1].toString().toUtf8();
    AppendOptions options;
    options.contentType = command["contentType"_L1].toString().toUtf8();
    options.request.headers = Answers::headers(command);
    options.close = true;
    Call *call = data.isEmpty() || !stream.isJson() ? stream.closeStream(data, options)
                                                    : stream.appendJson(data, options);
    answerCall(call, u"close"_s, [](const StreamInfo &info) {
        return QJsonObject { { u"finalOffset"_s, QString::fromUtf8(info.nextOffset.token()) } };
    });
}

void Adapter::remove(const QJsonObject &command)
{
    RequestOptions options;
    options.headers = Answers::headers(command);
    answerCall(streamOf(command).remove(options), u"delete"_s,
               [](const StreamInfo &) { return QJsonObject { { u"status"_s, 200 } }; });
    m_streams.remove(command["path"_L1].toString());
}

void Adapter::setDynamic(const QJsonObject &command, DynamicValues &values)
{
    values.insert(command["name"_L1].toString().toUtf8(),
                  { command["valueType"_L1].toString(),
                    command["initialValue"_L1].toString().toUtf8() });
    succeed(command["type"_L1].toString());
}

void Adapter::validate(const QJsonObject &command)
{
    const QJsonObject target = command["target"_L1].toObject();
    const auto integer = [&target](QLatin1StringView name, auto &member) {
        using Member = std::remove_reference_t<decltype(member)>;
        if (target[name].isDouble()) {
            member = Member(target[name].toInteger());
        }
    };
    std::optional<Error> error;
    if (target["target"_L1] == "retry-options"_L1) {
        RetryPolicy policy;
        integer("maxRetries"_L1, policy.maxRetries);
        integer("initialDelayMs"_L1, policy.initialDelay);
        integer("maxDelayMs"_L1, policy.maxDelay);
        policy.multiplier = target["multiplier"_L1].toDouble(policy.multiplier);
        error = policy.validate();
    } else {
        ProducerOptions options;
        options.producerId = target["producerId"_L1].toString(u"producer"_s).toUtf8();
        integer("epoch"_L1, options.epoch);
        integer("maxBatchBytes"_L1, options.maxBatchBytes);
        integer("maxBatchItems"_L1, options.maxBatchItems);
        error = options.validate();
    }
    if (error) {
        Q_EMIT answered(Answers::failure(u"validate"_s, *error));
    } else {
        succeed(u"validate"_s);
    }
}

void Adapter::succeed(const QString &type, const QJsonObject &members)
{
    Q_EMIT answered(Answers::success(type, members));
}

void Adapter::fail(const QString &type, const QString &code, const QString &message)
{
    Q_EMIT answered(Answers::failure(type, code, message));
}

#include "moc_adapter.cpp"
