// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection_p.h"

#include <QtNetwork/QTcpSocket>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ReadBuffer = 256 * 1024;
constexpr qint64 LowWater = 64 * 1024;
// A client that asks on and on without reading the answers is held back from here.
constexpr qint64 HighWater = 1024 * 1024;
constexpr auto IdleTimeout = 75s;
constexpr auto LingerTime = 3s;

} // namespace

Connection::Connection(QTcpSocket *socket, const RequestParser::Limits &limits,
                       const RequestParser::Gate &gate, std::chrono::milliseconds stallTimeout,
                       QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_parser(limits, gate)
    , m_stallTimeout(stallTimeout)
    , m_deadline(IdleTimeout)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(ReadBuffer);
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::readMore);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &Connection::onDisconnected);
}

Connection::~Connection()
{
    m_socket->disconnect(this);
}

qint64 Connection::backlog() const
{
    return m_socket->bytesToWrite();
}

void Connection::readMore()
{
    if (m_lingering) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    if (isBusy() || m_parsing) {
        return; // the rest stays in the socket until the answer is out
    }
    parse();
}

void Connection::parse()
{
    m_parsing = true;
    while (!isBusy() && !m_lingering && !m_gone && backlog() < HighWater) {
        if (m_input.isEmpty()) {
            m_input = m_socket->readAll();
        }
        if (m_input.isEmpty()) {
            break;
        }
        if (m_parser.state() == RequestParser::State::Idle) {
            m_deadline.setRemainingTime(
                m_stallTimeout); // for all headers, however slowly they come
        }
        const qsizetype used = m_parser.feed(m_input);
        m_input = used == m_input.size() ? QByteArray() : m_input.sliced(used);
        if (m_parser.takeContinue()) {
            send("HTTP/1.1 100 Continue\r\n\r\n"_ba);
        }
        if (m_parser.state() == RequestParser::State::Complete) {
            const HttpRequest request = m_parser.take();
            m_answer = Answer::Whole;
            m_method = request.method;
            m_keepAlive = request.keepAlive;
            m_chunkedAllowed = request.chunkedAllowed;
            renewDeadline();
            Q_EMIT requestReceived(this, request);
        } else if (m_parser.state() == RequestParser::State::Failed) {
            refuse(m_parser.error());
        } else if (m_parser.isReadingBody()) {
            renewDeadline();
        }
    }
    m_parsing = false;
}

void Connection::refuse(const HttpResponse &response)
{
    m_answer = Answer::Whole;
    m_method = Method::Other;
    m_keepAlive = false;
    respond(response);
}

void Connection::turnAway(const HttpResponse &response)
{
    m_turnedAway = true;
    refuse(response);
}

void Connection::cut()
{
    m_socket->abort();
}

void Connection::flush()
{
    m_socket->flush();
}

void Connection::respond(const HttpResponse &response)
{
    Q_ASSERT(m_answer == Answer::Whole);
    const bool bodiless
        = response.status == 204 || response.status == 304 || m_method == Method::Head;
    const auto length = bodiless ? std::nullopt : std::optional<qint64>(response.body.size());
    QByteArray bytes = serializeHead(response, length, false, m_keepAlive);
    if (!bodiless && response.body.size() < LowWater) {
        send(bytes + response.body); // one write, one packet
    } else {
        send(bytes);
        if (!bodiless) {
            send(response.body);
        }
    }
    answered();
}

void Connection::beginStream(const HttpResponse &response)
{
    Q_ASSERT(m_answer == Answer::Whole);
    m_answer = m_chunkedAllowed ? Answer::Chunks : Answer::UntilClose;
    m_keepAlive = m_keepAlive && m_chunkedAllowed;
    send(serializeHead(response, {}, m_chunkedAllowed, m_keepAlive));
}

void Connection::write(const QByteArray &bytes)
{
    if (m_answer == Answer::Chunks) {
        send(QByteArray::number(bytes.size(), 16) + "\r\n"_ba + bytes + "\r\n"_ba);
    } else {
        send(bytes);
    }
}

void Connection::send(const QByteArray &bytes)
{
    const bool idle = backlog() == 0;
    if (!m_gone) {
        m_socket->write(bytes);
    }
    if (idle) {
        renewDeadline(); // later writes are no progress of the client
    }
}

void Connection::renewDeadline()
{
    if (backlog() > 0 || m_parser.isReadingBody()) {
        m_deadline.setRemainingTime(m_stallTimeout);
    } else if (m_lingering) {
        m_deadline.setRemainingTime(LingerTime);
    } else if (isBusy()) {
        m_deadline = QDeadlineTimer::Forever; // the answer is ours to give
    } else if (m_parser.state() == RequestParser::State::Idle) {
        m_deadline.setRemainingTime(IdleTimeout);
    }
}

void Connection::end()
{
    if (m_answer == Answer::Chunks) {
        send("0\r\n\r\n"_ba);
    }
    answered();
}

void Connection::answered()
{
    m_answer = Answer::None;
    if (backlog() == 0) {
        renewDeadline();
    }
    if (!m_keepAlive) {
        finish();
    } else if (!m_parsing && (!m_input.isEmpty() || m_socket->bytesAvailable() > 0)) {
        QMetaObject::invokeMethod(this, &Connection::readMore, Qt::QueuedConnection);
    }
}

void Connection::finish()
{
    // A client may still be sending what is not wanted; to close at once would reset the connection
    // and take the answer away from it. So its bytes are dropped for a while.
    m_lingering = true;
    renewDeadline();
    m_socket->skip(m_socket->bytesAvailable());
    if (m_parser.state() != RequestParser::State::Failed && !m_turnedAway) {
        m_socket->disconnectFromHost();
    }
}

void Connection::checkProgress()
{
    if (!m_deadline.hasExpired()) {
        return;
    }
    if (m_parser.state() == RequestParser::State::Partial && !isBusy() && !m_lingering) {
        refuse(HttpResponse::text(408, "The request did not arrive in time"_ba));
        return;
    }
    m_socket->abort();
}

void Connection::onBytesWritten()
{
    renewDeadline();
    if (backlog() > LowWater) {
        return;
    }
    if (m_answer == Answer::Chunks || m_answer == Answer::UntilClose) {
        Q_EMIT drained();
    } else if (!isBusy() && !m_lingering
               && (!m_input.isEmpty() || m_socket->bytesAvailable() > 0)) {
        readMore();
    }
}

void Connection::onDisconnected()
{
    m_gone = true;
    Q_EMIT closed();
    deleteLater();
}

} // namespace DurableStreams::Server

#include "moc_connection_p.cpp"
