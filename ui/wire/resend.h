// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "wirerequest.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <chrono>

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace Tailwater {

class Server;

//! \brief Makes a request of the wire once more, through the connection as it is now, and deletes
//! itself when it has ended. What is locked or read-only there refuses it.
//!
//! An answer without an end, such as SSE, is given up after a while.
class Resend : public QObject
{
    Q_OBJECT

public:
    //! \brief The request that \a original shows, to \a server.
    Resend(Server *server, const WireRequest &request, const DurableStreams::RequestTrace &original,
           QObject *parent);
    ~Resend() override;

    //! \brief The time for all of it.
    void start(std::chrono::milliseconds longest);

Q_SIGNALS:
    //! \brief As DurableStreams::Client::requestTraced(): with the headers, as it grows, and at the
    //! end.
    void traced(const DurableStreams::RequestTrace &trace);

private:
    QNetworkReply *send();
    void readHeaders();
    void readBody();
    void end();
    QByteArray masked(QLatin1StringView name, QByteArrayView value) const;

    QPointer<Server> m_server;
    WireRequest m_request;
    Connection m_connection;
    DurableStreams::RequestTrace m_trace;
    QPointer<QNetworkReply> m_reply;
    QElapsedTimer m_clock;
    QElapsedTimer m_reported;
    QString m_givenUp;
    bool m_live;
};

} // namespace Tailwater
