// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/options.h>

#include <QSet>
#include <QString>
#include <QUrl>

#include <chrono>

namespace DurableStreams {
class Client;
}

namespace Tailwater {

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
    QHttpHeaders headers;
    DurableStreams::Parameters parameters;
    //! Lower-case header and parameter names whose values are never shown.
    QSet<QByteArray> secretNames;
    DurableStreams::LiveMode liveMode = DurableStreams::LiveMode::Auto;
    bool readOnly = false;
    std::chrono::milliseconds timeout { 30'000 };

    //! \brief Gives \a client the address, headers, parameters and limits of this connection.
    void configure(DurableStreams::Client &client) const;
    //! \brief The path of \a stream below baseUrl, decoded for people; its whole path elsewhere.
    QString displayPath(const QUrl &stream) const;

    bool operator==(const Connection &other) const;
};

} // namespace Tailwater

Q_DECLARE_METATYPE(Tailwater::Connection)
