// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "faultconnection_p.h"
#include "faultserver_p.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QTimer>
#include <QtNetwork/QSslSocket>

#include <sys/socket.h>

namespace TestSupport {

// Enough to keep a reader busy, little enough that a stalled one is noticed.
constexpr qint64 WriteAhead = 1 << 20;

static bool allWritten(QTcpSocket *socket)
{
    socket->flush();
    const auto *secure = qobject_cast<QSslSocket *>(socket);
    return socket->bytesToWrite() == 0 && (!secure || secure->encryptedBytesToWrite() == 0);
}

void dropSocket(QTcpSocket *socket, Drop how)
{
    if (how == Drop::Fin) {
        socket->disconnectFromHost();
        return;
    }
    socket->flush();
    const linger reset { 1, 0 };
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    socket->abort();
}

FaultSender::FaultSender(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    const auto goOn = [this] {
        if (m_busy && !m_waiting && !m_pumping) {
            pump();
        }
    };
    connect(socket, &QTcpSocket::bytesWritten, this, goOn);
    if (auto *secure = qobject_cast<QSslSocket *>(socket)) {
        connect(secure, &QSslSocket::encryptedBytesWritten, this, goOn);
    }
}

void FaultSender::start(const Reply::Rendered &reply)
{
    m_reply = reply;
    m_position = 0;
    m_busy = true;
    m_waiting = false;
    pump();
}

void FaultSender::pump()
{
    const QScopedValueRollback pumping(m_pumping, true); // flush() emits bytesWritten()
    while (m_socket->state() == QAbstractSocket::ConnectedState) {
        if (!m_reply.actions.isEmpty() && m_reply.actions.constFirst().at == m_position) {
            if (!allWritten(m_socket)) {
                return; // goes on with bytesWritten
            }
            if (!act(m_reply.actions.takeFirst())) {
                return;
            }
            continue;
        }
        qint64 stop = m_reply.bytes.size();
        if (m_position == stop) {
            m_busy = false;
            Q_EMIT done(m_reply.close);
            return;
        }
        if (m_socket->bytesToWrite() > WriteAhead) {
            return;
        }
        if (!m_reply.actions.isEmpty()) {
            stop = m_reply.actions.constFirst().at;
        }
        const qint64 piece = m_reply.split > 0 ? m_reply.split : WriteAhead;
        stop = std::min(stop, m_position + piece);
        const qint64 from = std::exchange(m_position, stop);
        m_socket->write(m_reply.bytes.constData() + from, stop - from);
        if (m_reply.split > 0) {
            m_waiting = true;
            m_socket->flush();
            QTimer::singleShot(0, this, [this] {
                m_waiting = false;
                pump();
            });
            return;
        }
    }
}

// True to go on at once.
bool FaultSender::act(const Reply::Action &action)
{
    switch (action.kind) {
    case Reply::Action::Kind::Drop:
        m_busy = false;
        dropSocket(m_socket, action.how);
        return false;
    case Reply::Action::Kind::Hang:
        m_busy = false;
        return false;
    case Reply::Action::Kind::Pause:
        m_waiting = true;
        QTimer::singleShot(action.time, this, [this] {
            m_waiting = false;
            pump();
        });
        return false;
    }
    return true;
}

FaultConnection::FaultConnection(QTcpSocket *socket, int number, FaultServerPrivate *server,
                                 QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_sender(new FaultSender(socket, this))
    , m_server(server)
    , m_number(number)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &FaultConnection::readMore);
    connect(m_sender, &FaultSender::done, this, [this](bool close) {
        if (close) {
            drop(Drop::Fin);
        } else {
            end();
        }
    });
}

Request &FaultConnection::request()
{
    return m_server->records[m_record];
}

void FaultConnection::readMore()
{
    if (m_state == State::Deaf) {
        return; // leaves the bytes in the socket's buffer, then in the kernel's
    }
    m_in += m_socket->readAll();
    bool more = true;
    while (more) {
        switch (m_state) {
        case State::Header:
            more = readHeader();
            break;
        case State::Body:
            more = readBody();
            break;
        default:
            more = false;
        }
    }
}

bool FaultConnection::readHeader()
{
    if (m_in.isEmpty()) {
        return false;
    }
    if (m_record < 0 || m_generation != m_server->generation) {
        m_generation = m_server->generation;
        m_record = m_server->records.size();
        m_server->records.append(Request {});
        request().connection = m_number;
    }
    const qsizetype end = m_in.indexOf("\r\n\r\n");
    request().head = end < 0 ? m_in : m_in.first(end + 4);
    if (end < 0) {
        return false;
    }
    m_in.remove(0, end + 4);
    parseHead(request());
    m_method = request().method;
    m_headers = request().headers;
    m_missing = request().header("content-length").toLongLong();
    m_state = State::Body;
    m_answered = false;
    m_reply = m_server->nextReply(request());
    if (m_reply && m_reply->answersEarly()) {
        m_answered = true;
        m_sender->start(m_reply->render(m_method, m_headers));
    }
    return true;
}

bool FaultConnection::readBody()
{
    qint64 take = std::min<qint64>(m_missing, m_in.size());
    const qint64 limit = m_reply ? m_reply->requestLimit() : -1;
    if (m_generation == m_server->generation) {
        request().body += QByteArrayView(m_in).first(take);
        if (limit >= 0 && request().body.size() >= limit) {
            request().body.truncate(limit);
            drop(m_reply->requestDrop());
            m_state = State::Deaf;
            return false;
        }
    }
    m_in.remove(0, take);
    m_missing -= take;
    if (m_missing > 0) {
        return false;
    }
    m_state = State::Answering;
    if (m_generation == m_server->generation) {
        request().complete = true;
    }
    if (m_answered && m_method.isEmpty()) {
        end();
        return true;
    }
    answer();
    return m_state == State::Header;
}

void FaultConnection::answer()
{
    if (m_generation == m_server->generation) {
        const Request copy = request();
        Q_EMIT m_server->q->requestReceived(copy);
        if (!m_reply) {
            m_server->handle(copy, this);
        }
    }
    if (m_reply && !m_answered) {
        m_sender->start(m_reply->render(m_method, m_headers));
    }
}

void FaultConnection::reply(const Reply &reply)
{
    m_sender->start(reply.render(m_method, m_headers));
}

void FaultConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

// The answer is complete: the next request may come.
void FaultConnection::end()
{
    m_method.clear();
    if (m_state != State::Answering) {
        return; // an early answer; the body is still coming
    }
    m_state = State::Header;
    m_record = -1;
    QMetaObject::invokeMethod(this, &FaultConnection::readMore, Qt::QueuedConnection);
}

void FaultConnection::drop(Drop how)
{
    dropSocket(m_socket, how);
}

} // namespace TestSupport

#include "moc_faultconnection_p.cpp"
