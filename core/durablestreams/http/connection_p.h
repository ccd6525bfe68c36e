// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bodybuffer_p.h"
#include "responseparser_p.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QObject>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <optional>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
class QSslSocket;
class QTcpSocket;
QT_END_NAMESPACE

namespace DurableStreams {

class ConnectionPool;
struct Origin;

//! \brief A request as it is written.
struct OutgoingRequest
{
    QByteArray head;
    //! The body, unless it comes from a device.
    QByteArray body;
    QIODevice *device = nullptr;
    qint64 size = 0; //!< of the body
    bool isHead = false;
};

//! \brief Why an exchange broke.
struct ExchangeFailure
{
    QNetworkReply::NetworkError error = QNetworkReply::UnknownNetworkError;
    QString text;
    bool sent = false; //!< Something was written.
    bool stale = false; //!< It was a kept connection, and no byte of an answer came.
};

//! \brief Who a connection works for: one request and its answer.
class ConnectionUser
{
public:
    virtual ~ConnectionUser() = default;
    virtual OutgoingRequest &outgoing() = 0;
    //! \brief The connection is up and the request is being written.
    virtual void connectionUp() = 0;
    virtual void bodyWritten(qint64 bytes) = 0;
    virtual void headParsed(ResponseHead &&head) = 0;
    virtual void bodyParsed(char *data, qsizetype size) = 0;
    //! \brief How many bytes there is room for; 0 holds the data back until Connection::resume().
    virtual qsizetype wanted() const = 0;
    //! \brief Called after every piece that was read: the place for signals.
    virtual void deliver() = 0;
    //! \brief Last calls; the connection is no longer the user's.
    virtual void exchangeComplete() = 0;
    virtual void exchangeFailed(const ExchangeFailure &failure) = 0;
    //! \brief True to go on in spite of the errors.
    virtual bool tlsErrors(const QList<QSslError> &errors) = 0;
};

//! \brief What a TLS connection is made with; connections are shared only between equals.
struct TlsSettings
{
    QSslConfiguration configuration;
    QSslCertificate pinned;
    QString peerName;

    bool operator==(const TlsSettings &) const = default;
};

//! \brief One socket to one origin; carries one exchange at a time.
class Connection final : public QObject, private ResponseParser::Sink
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    //! \brief Over TLS if there are \a tls settings.
    Connection(ConnectionPool *pool, Origin *origin, const TlsSettings *tls);
    ~Connection() override;

    //! \brief Connects, then does the exchange of \a user.
    void open(ConnectionUser *user);
    //! \brief Does another exchange.
    void reuse(ConnectionUser *user);
    //! \brief The user has room again.
    void resume();
    bool isHeld() const { return m_held; }
    //! \brief Reads bytes of the body straight into the memory of the user, who has taken all before
    //! them. What ends the body or the connection is left to deliver(); 0 if there is nothing else.
    qsizetype readInto(char *data, qsizetype size);
    //! \brief In the middle of a signal of its socket, which must outlive that.
    bool isInSignal() const { return m_inSignal; }
    bool isConnecting() const { return m_connecting; }
    //! \brief Has not carried an exchange yet.
    bool isNew() const { return m_exchange == 0; }
    //! \brief The user goes away in the middle; the socket is closed at once.
    void giveUp();

    //! \brief Nothing has come on the idle connection, not even its end.
    bool isQuiet() const;
    bool matches(const TlsSettings *tls) const { return !m_tls || (tls && *m_tls == *tls); }
    Origin *origin() const { return m_origin; }
    Clock::time_point expires() const { return m_expires; }
    QSslConfiguration tlsState() const;

    // The pool's notes: which limit the connection counts for, and whether it does.
    bool isLive = false;
    bool counted = false;

private:
    void headParsed(ResponseHead &&head) override;
    void bodyParsed(char *data, qsizetype size) override;

    void connectSignals();
    void onConnected();
    void onError();
    void onTlsErrors(const QList<QSslError> &errors);
    void onWritable();
    void reportWritten();
    void send();
    void upload();
    bool nextPiece();
    bool writePiece();
    bool writePlain();
    bool writeSecure();
    void cannotWrite();
    void stopWatching();
    bool isUploaded() const;
    bool hasInput() const;
    void readSome();
    void readSoon();
    bool readOnce(qsizetype wanted);
    void complete(bool leftOver);
    void endOfStream();
    void fail(QNetworkReply::NetworkError error, const QString &text);
    void close();
    bool noticeReset();

    ConnectionPool *m_pool;
    Origin *m_origin;
    ConnectionUser *m_user = nullptr;
    QTcpSocket *m_socket = nullptr;
    QSslSocket *m_secure = nullptr;
    std::optional<TlsSettings> m_tls;
    ResponseParser m_parser;
    Clock::time_point m_expires;
    QSocketNotifier *m_writable = nullptr; //!< For plain sockets, which are written to without Qt.
    QByteArrayView m_headLeft; //!< Not written yet.
    QByteArrayView m_pieceLeft; //!< Likewise, of the piece of the body that was taken last.
    qsizetype m_turn = 0; //!< Bytes that may be read straight before others get their turn.
    QByteArray m_piece; //!< Where that piece is, if it comes from a device.
    qint64 m_taken = 0; //!< Bytes of the body that were taken from the user.
    quint64 m_exchange = 0; //!< Counts the exchanges, to notice that one ended inside a call.
    bool m_connecting = false;
    bool m_reused = false;
    bool m_sent = false;
    bool m_held = false;
    bool m_straight = false; //!< Reads straight, or the user did when it was last called.
    bool m_drained = false; //!< The socket gave less than it could.
    bool m_busy = false; //!< Inside a call to the socket: its signals only leave notes.
    bool m_inSignal = false;
    QString m_alert; // the server refused the certificate, after the handshake
    bool m_ended = false;
    bool m_cannotWrite = false; //!< The server takes nothing more; it may have answered all the same.
    bool m_reset = false;
};

} // namespace DurableStreams
