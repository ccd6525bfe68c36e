// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bodybuffer_p.h"
#include "connectionpool_p.h"
#include "contentdecoder_p.h"
#include "requestwriter_p.h"

#include <durablestreams/httpaccessmanager.h>

#include <QtCore/QPointer>
#include <QtNetwork/QNetworkReply>

namespace DurableStreams {

//! \brief One request and its answer on our own engine.
//!
//! Goes waiting → connecting → sending and receiving → finished, and back to the start when it
//! follows a redirect or when a kept connection proved dead before a byte was written.
class HttpReply final : public QNetworkReply, private PoolClient, private TimedItem
{
    Q_OBJECT

public:
    using Clock = TimedItem::Clock;

    HttpReply(ConnectionPool *pool, Origin *origin, QNetworkAccessManager::Operation operation,
              const QByteArray &method, const QNetworkRequest &request, QIODevice *body,
              std::chrono::milliseconds connectTimeout, QObject *parent);
    ~HttpReply() override;

    QHttpHeaders sentHeaders() const;
    HttpAccessManager::SentState sentState() const;
    HttpAccessManager::TimeoutKind timeoutKind() const { return m_timeout; }

    void abort() override;
    void close() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }
    void setReadBufferSize(qint64 size) override;
    void ignoreSslErrors() override { m_ignoreTlsErrors = true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    void sslConfigurationImplementation(QSslConfiguration &configuration) const override;
    void setSslConfigurationImplementation(const QSslConfiguration &) override { }
    void ignoreSslErrorsImplementation(const QList<QSslError> &errors) override;

private:
    // ConnectionUser and PoolClient
    OutgoingRequest &outgoing() override { return m_out; }
    void connectionUp() override;
    void bodyWritten(qint64 bytes) override;
    void headParsed(ResponseHead &&head) override;
    void bodyParsed(char *data, qsizetype size) override;
    qsizetype wanted() const override;
    void deliver() override;
    void exchangeComplete() override;
    void exchangeFailed(const ExchangeFailure &failure) override;
    bool tlsErrors(const QList<QSslError> &errors) override;
    bool isLive() const override { return m_live; }
    const TlsSettings *tls() const override { return m_tls ? &m_tls->settings : nullptr; }
    void setConnection(Connection *connection) override;
    // TimedItem
    Clock::time_point nextDeadline() const override;
    void checkDeadline(Clock::time_point now) override;

    void noteActivity();
    void takeBody(QIODevice *body);
    void begin();
    bool sendAgain();
    bool rewindBody();
    void followRedirect();
    void detach();
    void setUpDecoder();
    void publishHead();
    bool decodeMore();
    bool isDrained() const;
    qsizetype readThrough(char *data, qsizetype size);
    void goOnLater();
    void goOn();
    void finishWhenDrained();
    void failLater(NetworkError error, const QString &text);
    void finish(NetworkError error, const QString &text);

    QPointer<ConnectionPool> m_pool;
    Origin *m_origin = nullptr;
    QPointer<Connection> m_connection;
    RequestParts m_parts;
    OutgoingRequest m_out;
    // For https only: an empty configuration costs more than all else here.
    struct Tls
    {
        TlsSettings settings;
        QSslConfiguration state; //!< As negotiated, for after the exchange.
    };
    std::unique_ptr<Tls> m_tls;

    ResponseHead m_head;
    BodyBuffer m_encoded; //!< As received, if it has to be decoded.
    BodyBuffer m_body; //!< For the reader.
    std::unique_ptr<ContentDecoder> m_decoder;
    qint64 m_received = 0;
    qint64 m_total = -1;
    qint64 m_bodyStart = 0; //!< Where the device of the request's body stood.
    qint64 m_uploaded = 0;

    Clock::time_point m_lastActivity; //!< For m_idleTime; not kept without one.
    Clock::time_point m_connectDeadline = Never;
    Clock::time_point m_totalDeadline = Never;
    Clock::duration m_connectTime {};
    Clock::duration m_idleTime {};

    std::optional<QUrl> m_redirect;
    QList<QSslError> m_ignoredTlsErrors;
    QNetworkRequest::RedirectPolicy m_redirectPolicy = QNetworkRequest::NoLessSafeRedirectPolicy;
    int m_redirects = 0;
    HttpAccessManager::TimeoutKind m_timeout = HttpAccessManager::TimeoutKind::None;
    bool m_live = false;
    bool m_mayResend = false;
    bool m_resent = false;
    bool m_decodes = false; //!< The caller left Accept-Encoding to us.
    bool m_waiting = false; //!< In the pool's queue.
    bool m_sent = false;
    bool m_hasHead = false;
    bool m_headPublished = false;
    bool m_bodyArrived = false; //!< To its end.
    bool m_goingOn = false;
    bool m_badCoding = false;
    bool m_ignoreTlsErrors = false;
};

} // namespace DurableStreams
