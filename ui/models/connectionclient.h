// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/client.h>

#include <QNetworkProxy>
#include <QSslConfiguration>

#include <expected>

namespace Tailwater {

class ConnectionAccessManager;

//! \brief A client that reaches a server as a Connection says: its proxy, certificates and limits
//! included.
//!
//! The last line of defence against writes that nobody asked for: whatever the code above does,
//! a request other than GET and HEAD leaves this computer only while writes are allowed, and never
//! through a read-only connection. A refused request fails without a byte sent.
class ConnectionClient : public DurableStreams::Client
{
    Q_OBJECT

public:
    enum class Writes { Allowed, Refused };

    ConnectionClient(const Connection &connection, Writes writes, QObject *parent = nullptr);
    ~ConnectionClient() override;

    //! \brief For every request from now on; connections that are idle are closed.
    void setConnection(const Connection &connection);
    void setWrites(Writes writes);

private:
    ConnectionClient(const Connection &connection, Writes writes, ConnectionAccessManager *manager,
                     QObject *parent);

    ConnectionAccessManager *m_manager;
};

//! \brief What a socket needs for \a connection, or in a sentence why its files cannot be used.
std::expected<QSslConfiguration, QString> tlsConfiguration(const TlsOptions &options);

//! \brief DefaultProxy stands for the system's.
QNetworkProxy networkProxy(const ProxyOptions &options);

//! \brief Makes the system's proxies those of connections that ask for them; this computer itself is
//! always reached directly. For the whole application, once.
void useSystemProxies();

} // namespace Tailwater
