// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "requestparser_p.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>

#include <chrono>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace DurableStreams::Server {

//! \brief One client: reads requests one after the other, and writes one answer to each.
//!
//! While an answer is due nothing more is read, so a client that sends ahead is held back by TCP.
class Connection : public QObject
{
    Q_OBJECT

public:
    Connection(QTcpSocket *socket, const RequestParser::Limits &limits,
               const RequestParser::Gate &gate, std::chrono::milliseconds stallTimeout,
               QObject *parent = nullptr);
    ~Connection() override;

    //! Sends a whole answer to the current request.
    void respond(const HttpResponse &response);
    //! Begins an answer whose length is not known; write() and end() follow.
    void beginStream(const HttpResponse &response);
    void write(const QByteArray &bytes);
    void end();
    //! True while the request that was handed over last has no complete answer.
    bool isBusy() const { return m_answer != Answer::None; }
    //! True once the client is gone: nothing that is written reaches anybody.
    bool isGone() const { return m_gone; }
    //! How much waits to be sent.
    qint64 backlog() const;
    //! Cuts the connection if it has made no progress for too long. Called about once a second.
    void checkProgress();
    //! Answers without waiting for a request, and closes.
    void turnAway(const HttpResponse &response);
    //! Closes at once.
    void cut();
    //! Hands what is pending to the system, as far as it takes it.
    void flush();

Q_SIGNALS:
    void requestReceived(DurableStreams::Server::Connection *connection,
                         const DurableStreams::Server::HttpRequest &request);
    //! The backlog of a stream became small: more may be written.
    void drained();
    //! The client is gone; the connection deletes itself.
    void closed();

private:
    enum class Answer { None, Whole, Chunks, UntilClose };

    void readMore();
    void parse();
    void onBytesWritten();
    void refuse(const HttpResponse &response);
    void answered();
    void finish();
    void onDisconnected();
    void send(const QByteArray &bytes);
    void renewDeadline();

    QTcpSocket *m_socket;
    RequestParser m_parser;
    QByteArray m_input;
    std::chrono::milliseconds m_stallTimeout;
    QDeadlineTimer m_deadline;
    Answer m_answer = Answer::None;
    Method m_method = Method::Other;
    bool m_keepAlive = true;
    bool m_chunkedAllowed = true;
    bool m_lingering = false;
    bool m_turnedAway = false;
    bool m_parsing = false;
    bool m_gone = false;
};

} // namespace DurableStreams::Server
