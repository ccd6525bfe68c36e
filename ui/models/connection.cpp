// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/connection.h"

#include <QHostAddress>

#include <tuple>

namespace Tailwater {

using namespace Qt::StringLiterals;
using Known = QHttpHeaders::WellKnownHeader;

namespace {

const QString HeaderPlace = u"header:"_s;
const QString ParameterPlace = u"parameter:"_s;

} // namespace

QByteArray Authentication::headerValue() const
{
    switch (kind) {
    case Kind::None:
        return {};
    case Kind::Bearer:
        return secret.isEmpty() ? QByteArray() : "Bearer " + secret;
    case Kind::Basic:
        return "Basic " + QByteArray(user.toUtf8() + ':' + secret).toBase64();
    case Kind::Header:
        return secret;
    }
    return {};
}

QHttpHeaders Connection::allHeaders() const
{
    QHttpHeaders all;
    // First, so that a curl command shows it first.
    if (const QByteArray value = authentication.headerValue(); !value.isEmpty()) {
        all.append(Known::Authorization, value);
    }
    for (qsizetype i = 0; i < headers.size(); ++i) {
        all.append(headers.nameAt(i), headers.valueAt(i));
    }
    return all;
}

bool Connection::isSecret(const QByteArray &field) const
{
    // As the library redacts, but for what only servers send.
    static const QSet<QByteArray> always {
        "authorization", "cookie",        "proxy-authorization", "signature",  "sig",
        "secret",        "token",         "key",                 "password",   "access_token",
        "refresh_token", "id_token",      "auth",                "api_key",    "apikey",
        "api-key",       "x-api-key",     "x-auth-token",        "client_secret",
    };
    const QByteArray lower = field.toLower();
    return always.contains(lower) || secretNames.contains(lower);
}

QMap<QString, QByteArray> Connection::secrets() const
{
    QMap<QString, QByteArray> found;
    const auto add = [&found](const QString &place, QByteArrayView value) {
        if (!value.isEmpty()) {
            found.insert(place, value.toByteArray());
        }
    };
    add(u"authorization"_s, authentication.secret);
    add(u"proxy"_s, proxy.password);
    add(u"key"_s, tls.keyPassphrase);
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QLatin1StringView header = headers.nameAt(i);
        if (isSecret(QByteArray(header.data(), header.size()))) {
            add(HeaderPlace + header, headers.valueAt(i));
        }
    }
    for (const auto &[parameter, value] : parameters) {
        if (isSecret(parameter)) {
            add(ParameterPlace + QString::fromUtf8(parameter), value);
        }
    }
    return found;
}

void Connection::setSecrets(const QMap<QString, QByteArray> &kept)
{
    authentication.secret = kept.value(u"authorization"_s);
    proxy.password = kept.value(u"proxy"_s);
    tls.keyPassphrase = kept.value(u"key"_s);
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QLatin1StringView header = headers.nameAt(i);
        if (isSecret(QByteArray(header.data(), header.size()))) {
            headers.replace(i, header, kept.value(HeaderPlace + header));
        }
    }
    for (auto &[parameter, value] : parameters) {
        if (isSecret(parameter)) {
            value = kept.value(ParameterPlace + QString::fromUtf8(parameter));
        }
    }
}

Connection Connection::withoutSecrets() const
{
    Connection bare = *this;
    bare.setSecrets({});
    bare.baseUrl = baseUrl.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return bare;
}

bool Connection::exposesSecrets() const
{
    QMap<QString, QByteArray> sent = secrets();
    sent.remove(u"key"_s); // stays on this computer
    sent.remove(u"proxy"_s); // goes to the proxy, which is the user's choice
    return baseUrl.scheme() == "http"_L1 && !isLoopback(baseUrl) && !sent.isEmpty();
}

QString Connection::displayName() const
{
    return name.isEmpty() ? baseUrl.adjusted(QUrl::RemoveUserInfo).authority() : name;
}

QString Connection::displayPath(const QUrl &stream) const
{
    const QString path = stream.path(QUrl::FullyDecoded);
    QString base = baseUrl.path(QUrl::FullyDecoded);
    if (!base.endsWith(u'/')) {
        base += u'/';
    }
    const bool below = path.size() > base.size() && path.startsWith(base)
        && stream.scheme() == baseUrl.scheme() && stream.authority() == baseUrl.authority();
    return below ? path.sliced(base.size()) : path;
}

Connection Connection::to(const QUrl &url)
{
    Connection connection;
    connection.baseUrl = url.adjusted(QUrl::RemoveUserInfo);
    if (!url.userName().isEmpty() || !url.password().isEmpty()) {
        connection.authentication = { .kind = Authentication::Kind::Basic,
                                      .user = url.userName(QUrl::FullyDecoded),
                                      .secret = url.password(QUrl::FullyDecoded).toUtf8() };
    }
    return connection;
}

bool Connection::operator==(const Connection &other) const
{
    const auto members = [](const Connection &c) {
        return std::tie(c.id, c.name, c.baseUrl, c.registryPath, c.colour, c.environment,
                        c.authentication, c.parameters, c.secretNames, c.tls, c.proxy, c.liveMode,
                        c.readOnly, c.connectTimeout, c.timeout, c.maxConnections);
    };
    return members(*this) == members(other)
        && headers.toListOfPairs() == other.headers.toListOfPairs();
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || QHostAddress(host).isLoopback();
}

} // namespace Tailwater
