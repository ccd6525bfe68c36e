// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/options.h>

#include <QMap>
#include <QMetaType>
#include <QSet>
#include <QString>
#include <QUrl>

#include <chrono>

namespace Tailwater {

//! \brief How a server learns who asks.
struct Authentication
{
    enum class Kind { None, Bearer, Basic, Header };

    Kind kind = Kind::None;
    QString user = {}; //!< Basic
    //! Secret: the token, the password, or the whole value of Authorization.
    QByteArray secret = {};

    //! \brief The value of Authorization; empty: no such header.
    QByteArray headerValue() const;
    bool operator==(const Authentication &) const = default;
};

//! \brief What an https server is checked against, and what it is shown.
struct TlsOptions
{
    //! PEM; trusted besides the system's authorities. Empty: those alone.
    QString authorityFile = {};
    //! PEM, or PKCS#12 with its key (`.p12`, `.pfx`).
    QString certificateFile = {};
    QString keyFile = {}; //!< PEM; empty: the key is in certificateFile
    QByteArray keyPassphrase = {}; //!< secret
    //! DER. A server that shows exactly this certificate is accepted, whatever is wrong with it.
    QByteArray pinnedCertificate = {};

    bool operator==(const TlsOptions &) const = default;
};

//! \brief The proxy between this computer and the server.
struct ProxyOptions
{
    enum class Kind { System, None, Http, Socks5 };

    Kind kind = Kind::System;
    QString host = {};
    quint16 port = 8080;
    QString user = {};
    QByteArray password = {}; //!< secret

    bool operator==(const ProxyOptions &) const = default;
};

//! \brief How to reach a server: everything that its streams have in common. Value type.
struct Connection
{
    enum class Environment { Development, Staging, Production };

    //! Names the connection in settings; never shown.
    QString id;
    QString name;
    //! The address that stream paths are resolved against, such as `http://localhost:4437/v1/stream`.
    QUrl baseUrl;
    //! Below baseUrl; empty: the server has no registry stream.
    QString registryPath = QStringLiteral("__registry__");
    //! `#rrggbb`, or empty.
    QString colour;
    Environment environment = Environment::Development;
    Authentication authentication;
    //! Go with every request, besides Authorization.
    QHttpHeaders headers;
    DurableStreams::Parameters parameters;
    //! Lower-case header and parameter names whose values are never shown.
    QSet<QByteArray> secretNames;
    TlsOptions tls;
    ProxyOptions proxy;
    DurableStreams::LiveMode liveMode = DurableStreams::LiveMode::Auto;
    bool readOnly = false;
    std::chrono::milliseconds connectTimeout { 15'000 };
    //! The time that an answer may stay without progress.
    std::chrono::milliseconds timeout { 30'000 };
    //! Tails of this server that are read at the same time; more wait.
    int maxConnections = 64;

    //! \brief headers, and Authorization as authentication says.
    QHttpHeaders allHeaders() const;
    //! \brief Whether the value of the header or parameter \a field is a secret: by its nature
    //! (Authorization, Cookie, `token` …), or because the user said so.
    bool isSecret(const QByteArray &field) const;
    //! \brief Every secret that is set, by its place: `authorization`, `proxy`, `key`,
    //! `header:name`, `parameter:name`.
    QMap<QString, QByteArray> secrets() const;
    //! \brief Puts \a kept, as secrets() gave them, back into their places.
    void setSecrets(const QMap<QString, QByteArray> &kept);
    //! \brief The same connection with every secret, user information and query taken out.
    Connection withoutSecrets() const;
    //! \brief The credentials or other secrets would go over the network in plain text.
    bool exposesSecrets() const;
    //! \brief What people call it: its name, or host and port.
    QString displayName() const;
    //! \brief The path of \a stream below baseUrl, decoded for people; its whole path elsewhere.
    QString displayPath(const QUrl &stream) const;

    //! \brief A connection to \a url; user information in it becomes Basic authentication.
    static Connection to(const QUrl &url);

    bool operator==(const Connection &other) const;
};

//! \brief The host of \a url is this computer.
bool isLoopback(const QUrl &url);

} // namespace Tailwater

Q_DECLARE_METATYPE(Tailwater::Connection)
