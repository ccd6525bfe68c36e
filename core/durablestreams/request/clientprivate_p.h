// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/backoff_p.h"
#include "request/transport_p.h"

#include <durablestreams/client.h>

#include <QtCore/QHash>

#include <memory>

namespace DurableStreams {

//! \brief The inside of a Client, for the streams, calls, readers and producers that use it.
//!
//! How to make a request: fill an ExchangeRequest, make an Exchange with the client's private part,
//! start() it, look at result() when it has finished.
class ClientPrivate
{
public:
    explicit ClientPrivate(Client *client)
        : q(client)
    {
    }
    static ClientPrivate *get(const Client *client) { return client->d.get(); }

    //! \brief Emits Client::requestTraced().
    void emitTrace(const RequestTrace &trace);
    //! \brief Whether anyone listens to it.
    bool isTraced() const;
    //! \brief Whether the server of \a url is known to remember what producers sent: it has said so
    //! each time.
    bool honoursProducers(const QUrl &url) const;
    //! \brief An answer to a request with producer headers did, or did not, tell of them.
    void noteProducers(const QUrl &url, bool honoured);

    Client *q;
    QUrl baseUrl;
    QHttpHeaders headers;
    Parameters parameters;
    QSet<QByteArray> secretNames;
    Client::Provider provider;
    RetryPolicy retryPolicy;
    std::chrono::milliseconds timeout { 30'000 };
    qint64 traceBodyLimit = 0;
    std::unique_ptr<QNetworkAccessManager> ownManager;
    std::unique_ptr<Transport> transport;
    Random random = defaultRandom;
    //! By scheme, host and port.
    QHash<QString, bool> producers;
};

} // namespace DurableStreams
