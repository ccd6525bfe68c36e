// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "faultreply.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtNetwork/QHttpHeaders>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <memory>

namespace TestSupport {

class FaultConnection;
class FaultServerPrivate;

//! \brief A request as it arrived, whole or in part.
struct Request
{
    int connection = 0; //!< Connections count from 1.
    QByteArray method;
    QByteArray target; //!< As sent: path and query.
    QByteArray path;
    QByteArray query;
    QHttpHeaders headers;
    QByteArray head; //!< The request line and the headers as received.
    QByteArray body; //!< What arrived of it.
    bool headerComplete = false;
    bool complete = false; //!< The whole body has arrived: the server could have acted on it.

    QByteArray header(QByteArrayView name) const { return headers.value(name).toByteArray(); }
};

//! \brief One request being answered by a handler; may be kept and used later.
//!
//! Does nothing once the connection is gone.
class Exchange
{
public:
    Exchange(FaultConnection *connection, const Request &request);

    const Request &request() const { return m_request; }
    bool isOpen() const;
    //! \brief Answers with a scripted reply.
    void reply(const Reply &reply) const;
    //! \brief Sends bytes as they are.
    void write(const QByteArray &bytes) const;
    //! \brief Sends the header of a chunked answer, to be followed by chunk() and end().
    void startChunked(int status, const QByteArray &headerLines = {}) const;
    void chunk(const QByteArray &data) const;
    //! \brief Sends the last chunk; the connection stays open.
    void end() const;
    void drop(Drop how = Drop::Fin) const;

private:
    QPointer<FaultConnection> m_connection;
    Request m_request;
};

//! \brief An HTTP/1.1 server on 127.0.0.1 whose answers and faults a test scripts byte by byte.
//!
//! Lives in the thread of the test, so that handlers and records need no locking; works while an
//! event loop runs (QTRY_*, QSignalSpy::wait). It listens from construction on.
//!
//! \code
//! FaultServer server;
//! server.on("/s", Reply(200, "hello"));                        // any method, again and again
//! server.on("POST", "/s", { Reply(503), Reply(503), Reply(204) }); // in turn; the last one stays
//! server.on("/live", [&](const Exchange &e) {                  // by a handler
//!     e.startChunked(200, "Content-Type: text/event-stream\r\n");
//!     e.chunk("event: data\ndata: 1\n\n");
//! });
//! QNetworkReply *reply = manager.get(QNetworkRequest(server.url("/s?offset=-1")));
//! QCOMPARE(server.count("POST", "/s"), 1);                     // delivered exactly once
//! \endcode
//!
//! The last on() for a path wins; a path without a script answers 404. Paths are compared as sent,
//! without the query.
class FaultServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const Exchange &)>;

    explicit FaultServer(QObject *parent = nullptr);
    //! \brief A TLS server; see testcertificates.h for what to pass.
    explicit FaultServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FaultServer() override;

    //! \brief For the connections to come.
    void setTls(const QSslConfiguration &tls);

    quint16 port() const;
    //! \brief `http(s)://127.0.0.1:port` + \a target.
    QUrl url(const QByteArray &target = "/") const;

    void on(const QByteArray &path, const Reply &reply);
    void on(const QByteArray &path, const QList<Reply> &replies);
    void on(const QByteArray &path, const Handler &handler);
    void on(const QByteArray &method, const QByteArray &path, const Reply &reply);
    void on(const QByteArray &method, const QByteArray &path, const QList<Reply> &replies);
    void on(const QByteArray &method, const QByteArray &path, const Handler &handler);
    //! \brief For every path without a script of its own.
    void otherwise(const Handler &handler);

    //! \brief Everything that arrived, in order of its first byte.
    const QList<Request> &requests() const;
    //! \brief Requests with a complete header for this method and path; an empty method means any.
    int count(const QByteArray &method, const QByteArray &path) const;
    //! \brief As count(), of those whose body arrived whole.
    int countComplete(const QByteArray &method, const QByteArray &path) const;
    QList<Request> requestsFor(const QByteArray &method, const QByteArray &path) const;
    void forget();

    //! \brief Connections accepted so far, and those open now.
    int connections() const;
    int openConnections() const;
    //! \brief Requests being received or answered now; idle connections have none.
    int openRequests() const;
    //! \brief Drops the next \a count connections as soon as they are accepted.
    void dropNextConnections(int count, Drop how = Drop::Rst);
    //! \brief Drops all open connections.
    void dropAll(Drop how = Drop::Fin);
    //! \brief Stops listening: connecting is refused. Open connections stay.
    void stopListening();
    //! \brief Listens again on the same port.
    bool listenAgain();

Q_SIGNALS:
    //! \brief A request arrived whole; emitted before it is answered.
    void requestReceived(const TestSupport::Request &request);
    void connectionOpened(int connection);
    void connectionClosed(int connection);

private:
    friend class FaultConnection;
    std::unique_ptr<FaultServerPrivate> d;
};

} // namespace TestSupport
