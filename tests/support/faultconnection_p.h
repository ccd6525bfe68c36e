// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "faultreply.h"

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace TestSupport {

class FaultServerPrivate;
struct Request;

//! \brief Ends \a socket with a FIN behind what is still to be written, or with a reset.
void dropSocket(QTcpSocket *socket, Drop how);

//! \brief Sends a rendered reply piece by piece and does its faults.
class FaultSender : public QObject
{
    Q_OBJECT

public:
    explicit FaultSender(QTcpSocket *socket, QObject *parent);
    void start(const Reply::Rendered &reply);

Q_SIGNALS:
    //! \brief The last byte is written and no fault is left.
    void done(bool close);

private:
    void pump();
    bool act(const Reply::Action &action);

    QTcpSocket *m_socket = nullptr;
    Reply::Rendered m_reply;
    qint64 m_position = 0;
    bool m_busy = false;
    bool m_waiting = false;
    bool m_pumping = false;
};

//! \brief One accepted connection: reads requests one after the other and answers them.
class FaultConnection : public QObject
{
    Q_OBJECT

public:
    FaultConnection(QTcpSocket *socket, int number, FaultServerPrivate *server, QObject *parent);

    int number() const { return m_number; }
    QTcpSocket *socket() const { return m_socket; }
    //! \brief A request arrived, at least its header, whose answer is not complete.
    bool isBusy() const { return m_state == State::Body || m_state == State::Answering; }
    void reply(const Reply &reply);
    void write(const QByteArray &bytes);
    void end();
    void drop(Drop how);

private:
    enum class State { Header, Body, Answering, Deaf };
    void readMore();
    bool readHeader();
    bool readBody();
    void answer();
    Request &request();

    QTcpSocket *m_socket = nullptr;
    FaultSender *m_sender = nullptr;
    FaultServerPrivate *m_server = nullptr;
    QByteArray m_in;
    QByteArray m_method;
    QHttpHeaders m_headers; // of the request that is answered
    std::optional<Reply> m_reply;
    qsizetype m_record = -1;
    qint64 m_missing = 0;
    int m_number = 0;
    int m_generation = 0;
    State m_state = State::Header;
    bool m_answered = false;
};

} // namespace TestSupport
