// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "faultserver.h"

#include <QtCore/QHash>
#include <QtNetwork/QTcpServer>

namespace TestSupport {

//! \brief Fills in everything that the request line and the headers say.
void parseHead(Request &request);

class FaultServerPrivate : public QTcpServer
{
public:
    explicit FaultServerPrivate(FaultServer *server);

    struct Route
    {
        QList<Reply> replies;
        qsizetype next = 0;
        FaultServer::Handler handler;
    };
    Route *route(const Request &request);
    std::optional<Reply> nextReply(const Request &request);
    void handle(const Request &request, FaultConnection *connection);
    void set(const QByteArray &method, const QByteArray &path, const Route &route);

    FaultServer *q;
    std::optional<QSslConfiguration> tls;
    QHash<std::pair<QByteArray, QByteArray>, Route> routes;
    FaultServer::Handler fallback;
    QList<Request> records;
    QList<FaultConnection *> open;
    int generation = 0; //!< Counts forget(), so that late bytes do not write into a new list.
    int accepted = 0;
    int dropNext = 0;
    quint16 portUsed = 0;
    Drop dropNextHow = Drop::Rst;

protected:
    void incomingConnection(qintptr descriptor) override;
};

} // namespace TestSupport
