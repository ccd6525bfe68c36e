// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The part of Connection that sends requests.
//
// Plain sockets are written to without Qt: at the first write that fails it closes the socket, and with
// it goes an answer that has already come, such as the 413 of a server that does not want the rest.

#include "connection_p.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QSocketNotifier>
#include <QtNetwork/QSslSocket>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;

// The first piece goes out together with the head.
constexpr qint64 PieceSize = 256 * 1024;
// In one record with the head, for TLS.
constexpr qint64 FirstSecurePiece = 64 * 1024;

void Connection::send()
{
    ++m_exchange;
    m_sent = false;
    m_cannotWrite = false;
    m_taken = 0;
    m_pieceLeft = {};
    OutgoingRequest &out = m_user->outgoing();
    m_parser.start(out.isHead);
    m_headLeft = out.head;
    const quint64 exchange = m_exchange;
    m_user->connectionUp();
    if (exchange != m_exchange || !m_user) {
        return;
    }
    if (out.device) {
        connect(out.device, &QIODevice::readyRead, this, &Connection::upload, Qt::UniqueConnection);
    }
    nextPiece();
    writePiece();
    if (m_cannotWrite && !m_sent) {
        // No byte left this computer: not the same as an unknown outcome.
        QMetaObject::invokeMethod(this, [this, exchange] {
            if (m_user && exchange == m_exchange) {
                fail(QNetworkReply::RemoteHostClosedError, u"the connection was already closed"_s);
            }
        }, Qt::QueuedConnection);
    } else if (m_taken < out.size) {
        upload();
    }
}

// Goes on with the body, as far as the socket and the device allow.
void Connection::upload()
{
    if (!m_user || m_busy || !m_sent) {
        return;
    }
    const quint64 exchange = m_exchange;
    while (writePiece() && nextPiece()) { }
    if (exchange != m_exchange || !m_user || m_cannotWrite || !m_pieceLeft.isEmpty()) {
        return;
    }
    const OutgoingRequest &out = m_user->outgoing();
    if (m_taken < out.size && out.device && (!out.device->isSequential() || !out.device->isOpen())) {
        fail(QNetworkReply::UnknownContentError, u"the body ended before its length"_s);
    }
}

// False if there is none now.
bool Connection::nextPiece()
{
    OutgoingRequest &out = m_user->outgoing();
    const qint64 limit = m_secure && m_taken == 0 ? FirstSecurePiece : PieceSize;
    const qint64 most = std::min(limit, out.size - m_taken);
    if (most <= 0) {
        return false;
    }
    if (out.device) {
        m_piece = out.device->read(most);
        m_pieceLeft = m_piece;
    } else {
        m_pieceLeft = QByteArrayView(out.body).sliced(m_taken, most);
    }
    m_taken += m_pieceLeft.size();
    return !m_pieceLeft.isEmpty();
}

// True once the piece, and the head before it, are written.
bool Connection::writePiece()
{
    if (m_cannotWrite || m_ended) {
        return false;
    }
    if (m_headLeft.isEmpty() && m_pieceLeft.isEmpty()) {
        return true;
    }
    return m_secure ? writeSecure() : writePlain();
}

bool Connection::writePlain()
{
    const auto part = [](QByteArrayView bytes) {
        return iovec { const_cast<char *>(bytes.data()), size_t(bytes.size()) };
    };
    while (!m_headLeft.isEmpty() || !m_pieceLeft.isEmpty()) {
        std::array parts { part(m_headLeft), part(m_pieceLeft) };
        msghdr message {};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        const ssize_t written
            = ::sendmsg(int(m_socket->socketDescriptor()), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (written < 0) {
            if (errno != EINTR) {
                cannotWrite();
                return false;
            }
            continue;
        }
        m_sent = true;
        const qsizetype ofHead = std::min<qsizetype>(written, m_headLeft.size());
        m_headLeft = m_headLeft.sliced(ofHead);
        m_pieceLeft = m_pieceLeft.sliced(written - ofHead);
    }
    return true;
}

void Connection::cannotWrite()
{
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
        m_cannotWrite = true;
        stopWatching();
        readSoon(); // an answer may be there; if not, so is the end
        return;
    }
    if (!m_writable) {
        m_writable = new QSocketNotifier(m_socket->socketDescriptor(), QSocketNotifier::Write, this);
        connect(m_writable, &QSocketNotifier::activated, this, &Connection::onWritable);
    }
    m_writable->setEnabled(true);
}

void Connection::stopWatching()
{
    if (m_writable) {
        m_writable->setEnabled(false);
        std::exchange(m_writable, nullptr)->deleteLater();
    }
}

bool Connection::writeSecure()
{
    if (m_secure->bytesToWrite() + m_secure->encryptedBytesToWrite() >= PieceSize) {
        return false; // its signals go on
    }
    // Here it is Qt that closes at a failed write, so an answer must be read before.
    if (m_sent && hasInput()) {
        QMetaObject::invokeMethod(this, &Connection::upload, Qt::QueuedConnection);
        return false;
    }
    const QScopedValueRollback busy(m_busy, true);
    QByteArray bytes = m_headLeft.toByteArray();
    bytes.append(m_pieceLeft);
    m_cannotWrite = m_secure->write(bytes) != bytes.size();
    if (!m_cannotWrite) {
        m_sent = true;
        m_headLeft = {};
        m_pieceLeft = {};
        m_secure->flush();
    }
    if (m_cannotWrite || m_ended) {
        readSoon();
    }
    return !m_cannotWrite;
}

void Connection::onWritable()
{
    if (m_busy || !m_user || m_connecting) {
        return;
    }
    const QScopedValueRollback inSignal(m_inSignal, true);
    if (m_writable) {
        m_writable->setEnabled(false);
    }
    upload();
    if (m_user) {
        reportWritten();
    }
}

void Connection::reportWritten()
{
    if (m_user->outgoing().size > 0) {
        const qint64 waiting = m_pieceLeft.size() + (m_secure ? m_secure->bytesToWrite() : 0);
        m_user->bodyWritten(std::max<qint64>(0, m_taken - waiting));
    }
}

// What was taken from the user is with the system.
bool Connection::isUploaded() const
{
    return m_headLeft.isEmpty() && m_pieceLeft.isEmpty()
        && (!m_secure || m_secure->bytesToWrite() + m_secure->encryptedBytesToWrite() == 0);
}

} // namespace DurableStreams
