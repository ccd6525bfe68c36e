// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection_p.h"

#include "connectionpool_p.h"

#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>
#include <QtNetwork/QSslSocket>

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// How much one connection may read before others get their turn.
constexpr int ReadsInARow = 4;
// Of a long body, what its reader is called with; it may take the rest straight from the socket.
constexpr qsizetype FirstPiece = 16 * 1024;
// Less is not worth a call of the system.
constexpr qsizetype LeastStraight = 4096;
constexpr auto UsualKeepAlive = 20s;

namespace {

QNetworkReply::NetworkError networkError(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::NetworkError:
        return QNetworkReply::TemporaryNetworkFailureError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

// Since TLS 1.3 a server judges the client's certificate when the client has long begun to send. The
// words are OpenSSL's.
bool refusesCertificate(const QString &text)
{
    return text.contains("alert"_L1)
        && (text.contains("certificate"_L1) || text.contains("unknown ca"_L1)
            || text.contains("access denied"_L1));
}

} // namespace

Connection::Connection(ConnectionPool *pool, Origin *origin, const TlsSettings *tls)
    : QObject(pool)
    , m_pool(pool)
    , m_origin(origin)
    , m_parser(this)
{
    if (tls) {
        m_tls = *tls;
        m_secure = new QSslSocket(this);
        m_secure->setReadBufferSize(InputBlock::Size);
        m_socket = m_secure;
    } else {
        m_socket = new QTcpSocket(this);
    }
    connectSignals();
}

Connection::~Connection() = default;

void Connection::connectSignals()
{
    connect(m_socket, &QTcpSocket::readyRead, this, [this] {
        const QScopedValueRollback inSignal(m_inSignal, true);
        if (m_user) {
            readSome();
        } else {
            close(); // an idle connection has nothing to say
        }
    });
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Connection::onError);
    if (m_secure) {
        connect(m_secure, &QSslSocket::bytesWritten, this, &Connection::onWritable);
        connect(m_secure, &QSslSocket::encrypted, this, &Connection::onConnected);
        connect(m_secure, &QSslSocket::sslErrors, this, &Connection::onTlsErrors);
        connect(m_secure, &QSslSocket::encryptedBytesWritten, this, &Connection::onWritable);
        connect(m_secure, &QSslSocket::newSessionTicketReceived, this, [this] {
            m_origin->keepTicket(*m_tls, m_secure->sslConfiguration().sessionTicket());
        });
    } else {
        connect(m_socket, &QTcpSocket::connected, this, &Connection::onConnected);
    }
}

void Connection::open(ConnectionUser *user)
{
    m_user = user;
    m_connecting = true;
    const QString host = m_origin->host;
    // The pool decides on proxies; a request that comes here has none.
    m_socket->setProxy(QNetworkProxy::NoProxy);
    if (!m_secure) {
        m_socket->connectToHost(host, m_origin->port, QIODevice::ReadWrite | QIODevice::Unbuffered);
        return;
    }
    QSslConfiguration configuration = m_tls->configuration;
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false);
    configuration.setAllowedNextProtocols({ "http/1.1"_ba });
    // Whom an earlier session trusted, this one trusts without asking: so never with another's ticket.
    if (const QByteArray ticket = m_origin->ticketFor(*m_tls); !ticket.isEmpty()) {
        configuration.setSessionTicket(ticket);
    }
    m_secure->setSslConfiguration(configuration);
    const QString name = m_tls->peerName.isEmpty() ? host : m_tls->peerName;
    m_secure->connectToHostEncrypted(host, m_origin->port, name);
}

void Connection::reuse(ConnectionUser *user)
{
    m_user = user;
    m_reused = true;
    send();
}

void Connection::onConnected()
{
    const QScopedValueRollback inSignal(m_inSignal, true);
    m_connecting = false;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (m_user) {
        send();
    }
}

void Connection::onTlsErrors(const QList<QSslError> &errors)
{
    const QScopedValueRollback inSignal(m_inSignal, true);
    const bool pinned
        = !m_tls->pinned.isNull() && m_secure->peerCertificate() == m_tls->pinned;
    if (pinned || (m_user && m_user->tlsErrors(errors))) {
        m_secure->ignoreSslErrors();
    }
}

void Connection::onError()
{
    const QScopedValueRollback inSignal(m_inSignal, true);
    m_ended = true;
    if (m_secure && !m_connecting && refusesCertificate(m_socket->errorString())) {
        m_alert = m_socket->errorString();
    }
    stopWatching();
    if (m_busy) {
        return; // whoever called the socket looks at the note
    }
    if (!m_user) {
        close();
    } else if (m_connecting) {
        fail(networkError(m_socket->error()), m_socket->errorString());
    } else if (!m_held) {
        readSome(); // what came before the end still counts
    }
}

void Connection::resume()
{
    if (m_held) {
        m_held = false;
        readSome();
    }
}

void Connection::readSome()
{
    if (m_busy || m_connecting) {
        return;
    }
    const QPointer<Connection> alive(this);
    const quint64 exchange = m_exchange;
    reportWritten(); // what was written at once gave no signal
    if (!alive || !m_user || exchange != m_exchange) {
        return;
    }
    m_turn = ReadsInARow * InputBlock::Size;
    for (int i = 0; i < ReadsInARow; ++i) {
        const qsizetype wanted = m_user->wanted();
        m_held = wanted <= 0;
        if (m_held || !readOnce(wanted)) {
            return;
        }
        if (!alive || !m_user || exchange != m_exchange || (m_drained && !m_ended)) {
            return;
        }
    }
    // A plain socket reports what is left by itself; a TLS socket has it in its own buffer.
    if (m_secure || m_ended) {
        readSoon();
    }
}

void Connection::readSoon()
{
    QMetaObject::invokeMethod(this, [this, exchange = m_exchange] {
        if (m_user && exchange == m_exchange && !m_held) {
            readSome();
        }
    }, Qt::QueuedConnection);
}

// False if nothing was delivered, and after the end.
bool Connection::readOnce(qsizetype wanted)
{
    if (m_parser.endsByClose() && !m_secure) {
        m_reset = m_reset || noticeReset();
    }
    const BlockSource::Room room = m_pool->blocks().reserve();
    const bool first = !m_parser.hasHead() || (m_straight && m_parser.bodyLeft() > FirstPiece);
    const qsizetype most = first && !m_secure ? std::min(wanted, FirstPiece) : wanted;
    const qsizetype size = std::min(room.size, most);
    qint64 got = 0;
    {
        const QScopedValueRollback busy(m_busy, true);
        got = m_socket->read(room.data, size);
    }
    if (got <= 0) {
        m_ended = m_ended || got < 0; // an unbuffered socket tells its end by nothing else
        if (m_ended) {
            stopWatching();
            endOfStream();
        }
        return false;
    }
    m_drained = got < size;
    m_straight = false;
    m_pool->blocks().commit(got);
    const qsizetype used = m_parser.feed(room.data, got);
    if (m_parser.hasFailed()) {
        fail(QNetworkReply::ProtocolFailure, QString::fromLatin1(m_parser.failure()));
        return false;
    }
    if (m_parser.isComplete()) {
        complete(used < got);
        return false;
    }
    m_user->deliver();
    return true; // looks at nothing here: the connection may be gone
}

qsizetype Connection::readInto(char *data, qsizetype size)
{
    // A byte at least is left, so that readSome() notices the end of the body, and can tell it.
    const qsizetype most = std::min({ size, m_parser.bodyLeft() - 1, m_turn });
    if (m_secure || !m_user || m_busy || m_ended || m_drained || most < LeastStraight) {
        return 0;
    }
    const auto got = ::recv(int(m_socket->socketDescriptor()), data, size_t(most), MSG_DONTWAIT);
    m_drained = got < most;
    if (got <= 0) {
        return 0; // readSome() will find out why
    }
    m_turn -= got;
    m_straight = true;
    m_parser.feed(data, got);
    return got;
}

void Connection::headParsed(ResponseHead &&head)
{
    m_user->headParsed(std::move(head));
}

void Connection::bodyParsed(char *data, qsizetype size)
{
    if (!m_straight) {
        m_user->bodyParsed(data, size);
    }
}

void Connection::endOfStream()
{
    if (!m_reset && !m_cannotWrite) {
        m_parser.finish();
    }
    if (m_parser.isComplete()) {
        complete(false);
    } else if (!m_alert.isEmpty() && !m_parser.hasStarted()) {
        m_sent = false; // to a server that wants none of it
        fail(QNetworkReply::SslHandshakeFailedError, m_alert);
    } else {
        const QString text = !m_parser.hasStarted() ? u"the server closed the connection without an answer"_s
            : m_parser.hasHead()                    ? u"the answer was cut short in its body"_s
                                                    : u"the answer was cut short in its header"_s;
        fail(QNetworkReply::RemoteHostClosedError, text);
    }
}

void Connection::complete(bool leftOver)
{
    ConnectionUser *user = std::exchange(m_user, nullptr);
    const bool uploaded = m_taken == user->outgoing().size && isUploaded();
    ++m_exchange;
    stopWatching();
    if (uploaded && !leftOver && !m_ended && m_parser.keepsAlive()) {
        const std::chrono::seconds time = m_parser.keepAliveTime().value_or(UsualKeepAlive);
        // The server's clock started earlier than ours.
        m_expires = Clock::now() + std::max<Clock::duration>(time - 1s, time / 2);
        m_pool->park(this);
    } else {
        m_pool->discard(this);
    }
    user->exchangeComplete();
}

void Connection::fail(QNetworkReply::NetworkError error, const QString &text)
{
    ConnectionUser *user = std::exchange(m_user, nullptr);
    const ExchangeFailure failure { error, text, m_sent, m_reused && !m_parser.hasStarted() };
    ++m_exchange;
    close();
    user->exchangeFailed(failure);
}

void Connection::giveUp()
{
    m_user = nullptr;
    ++m_exchange;
    close();
}

void Connection::close()
{
    m_socket->disconnect(this);
    stopWatching();
    if (!m_busy) {
        m_socket->abort();
    }
    m_pool->discard(this);
}

bool Connection::isQuiet() const
{
    return !hasInput() && (!m_secure || m_secure->bytesAvailable() == 0);
}

// Bytes, or the end.
bool Connection::hasInput() const
{
    char byte = 0;
    const auto got = ::recv(int(m_socket->socketDescriptor()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

// Qt reports a reset like an orderly end, which would make a body without a length look whole.
bool Connection::noticeReset()
{
    char byte = 0;
    const auto got = ::recv(int(m_socket->socketDescriptor()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && errno == ECONNRESET;
}

QSslConfiguration Connection::tlsState() const
{
    return m_secure ? m_secure->sslConfiguration() : QSslConfiguration();
}

} // namespace DurableStreams

#include "moc_connection_p.cpp"
