// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/connectionjson.h"

#include <QJsonArray>

#include <initializer_list>

namespace Tailwater {

using namespace Qt::StringLiterals;

namespace {

template<typename Enum>
using Names = std::initializer_list<std::pair<Enum, QLatin1StringView>>;

constexpr Names<Connection::Environment> EnvironmentNames {
    { Connection::Environment::Development, "development"_L1 },
    { Connection::Environment::Staging, "staging"_L1 },
    { Connection::Environment::Production, "production"_L1 },
};
constexpr Names<Authentication::Kind> AuthenticationNames {
    { Authentication::Kind::None, "none"_L1 },
    { Authentication::Kind::Bearer, "bearer"_L1 },
    { Authentication::Kind::Basic, "basic"_L1 },
    { Authentication::Kind::Header, "header"_L1 },
};
constexpr Names<ProxyOptions::Kind> ProxyNames {
    { ProxyOptions::Kind::System, "system"_L1 },
    { ProxyOptions::Kind::None, "none"_L1 },
    { ProxyOptions::Kind::Http, "http"_L1 },
    { ProxyOptions::Kind::Socks5, "socks5"_L1 },
};
constexpr Names<DurableStreams::LiveMode> LiveModeNames {
    { DurableStreams::LiveMode::Auto, "auto"_L1 },
    { DurableStreams::LiveMode::Sse, "sse"_L1 },
    { DurableStreams::LiveMode::LongPoll, "long-poll"_L1 },
};

template<typename Enum>
QString nameOf(Enum value, const Names<Enum> &names)
{
    for (const auto &[candidate, name] : names) {
        if (candidate == value) {
            return name;
        }
    }
    return names.begin()->second;
}

template<typename Enum>
Enum valueOf(const QJsonValue &name, const Names<Enum> &names)
{
    for (const auto &[value, candidate] : names) {
        if (name.toString() == candidate) {
            return value;
        }
    }
    return names.begin()->first;
}

QJsonArray fieldArray(const Connection &connection, const DurableStreams::Parameters &fields)
{
    QJsonArray array;
    for (const auto &[name, value] : fields) {
        QJsonObject field { { "name"_L1, QString::fromUtf8(name) } };
        if (connection.isSecret(name)) {
            field.insert("secret"_L1, true);
        } else {
            field.insert("value"_L1, QString::fromUtf8(value));
        }
        array.append(field);
    }
    return array;
}

DurableStreams::Parameters fieldsOf(const QJsonValue &array, QSet<QByteArray> *secretNames)
{
    DurableStreams::Parameters fields;
    for (const QJsonValue &value : array.toArray()) {
        const QByteArray name = value["name"_L1].toString().toUtf8();
        if (name.isEmpty()) {
            continue;
        }
        const bool secret = value["secret"_L1].toBool();
        fields.append({ name, secret ? QByteArray() : value["value"_L1].toString().toUtf8() });
        if (secret) {
            secretNames->insert(name.toLower());
        }
    }
    return fields;
}

std::chrono::milliseconds secondsOf(const QJsonValue &value, std::chrono::milliseconds otherwise)
{
    const int seconds = value.toInt();
    return seconds > 0 ? std::chrono::milliseconds(std::chrono::seconds(seconds)) : otherwise;
}

int inSeconds(std::chrono::milliseconds time)
{
    return int(std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

} // namespace

QJsonObject toJson(const Connection &connection)
{
    const Connection bare = connection.withoutSecrets();
    return {
        { "id"_L1, bare.id },
        { "name"_L1, bare.name },
        { "url"_L1, bare.baseUrl.toString(QUrl::FullyEncoded) },
        { "registry"_L1, bare.registryPath },
        { "colour"_L1, bare.colour },
        { "environment"_L1, nameOf(bare.environment, EnvironmentNames) },
        { "readOnly"_L1, bare.readOnly },
        { "authentication"_L1,
          QJsonObject { { "kind"_L1, nameOf(bare.authentication.kind, AuthenticationNames) },
                        { "user"_L1, bare.authentication.user } } },
        { "headers"_L1, fieldArray(bare, bare.headers.toListOfPairs()) },
        { "parameters"_L1, fieldArray(bare, bare.parameters) },
        { "tls"_L1,
          QJsonObject { { "authorityFile"_L1, bare.tls.authorityFile },
                        { "certificateFile"_L1, bare.tls.certificateFile },
                        { "keyFile"_L1, bare.tls.keyFile },
                        { "pinnedCertificate"_L1,
                          QString::fromLatin1(bare.tls.pinnedCertificate.toBase64()) } } },
        { "proxy"_L1,
          QJsonObject { { "kind"_L1, nameOf(bare.proxy.kind, ProxyNames) },
                        { "host"_L1, bare.proxy.host },
                        { "port"_L1, bare.proxy.port },
                        { "user"_L1, bare.proxy.user } } },
        { "liveMode"_L1, nameOf(bare.liveMode, LiveModeNames) },
        { "connectTimeout"_L1, inSeconds(bare.connectTimeout) },
        { "timeout"_L1, inSeconds(bare.timeout) },
        { "maxConnections"_L1, bare.maxConnections },
    };
}

std::optional<Connection> connectionFromJson(const QJsonObject &object)
{
    Connection c = Connection::to(QUrl(object.value("url"_L1).toString()));
    const QString scheme = c.baseUrl.scheme();
    if (c.baseUrl.host().isEmpty() || (scheme != "http"_L1 && scheme != "https"_L1)) {
        return std::nullopt;
    }
    c.id = object.value("id"_L1).toString();
    c.name = object.value("name"_L1).toString();
    c.registryPath = object.value("registry"_L1).toString(c.registryPath);
    c.colour = object.value("colour"_L1).toString();
    c.environment = valueOf(object.value("environment"_L1), EnvironmentNames);
    c.readOnly = object.value("readOnly"_L1).toBool();
    const QJsonObject authentication = object.value("authentication"_L1).toObject();
    c.authentication = { .kind = valueOf(authentication.value("kind"_L1), AuthenticationNames),
                         .user = authentication.value("user"_L1).toString() };
    for (const auto &[name, value] : fieldsOf(object.value("headers"_L1), &c.secretNames)) {
        c.headers.append(name, value);
    }
    c.parameters = fieldsOf(object.value("parameters"_L1), &c.secretNames);
    const QJsonObject tls = object.value("tls"_L1).toObject();
    c.tls = { .authorityFile = tls.value("authorityFile"_L1).toString(),
              .certificateFile = tls.value("certificateFile"_L1).toString(),
              .keyFile = tls.value("keyFile"_L1).toString(),
              .pinnedCertificate = QByteArray::fromBase64(
                  tls.value("pinnedCertificate"_L1).toString().toLatin1()) };
    const QJsonObject proxy = object.value("proxy"_L1).toObject();
    c.proxy = { .kind = valueOf(proxy.value("kind"_L1), ProxyNames),
                .host = proxy.value("host"_L1).toString(),
                .port = quint16(proxy.value("port"_L1).toInt(c.proxy.port)),
                .user = proxy.value("user"_L1).toString() };
    c.liveMode = valueOf(object.value("liveMode"_L1), LiveModeNames);
    c.connectTimeout = secondsOf(object.value("connectTimeout"_L1), c.connectTimeout);
    c.timeout = secondsOf(object.value("timeout"_L1), c.timeout);
    c.maxConnections = qBound(1, object.value("maxConnections"_L1).toInt(c.maxConnections), 512);
    return c;
}

} // namespace Tailwater
