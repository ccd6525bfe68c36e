// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/transport_p.h"
#include "wire/responseheaders_p.h"

#include <durablestreams/client.h>
#include <durablestreams/requesttrace.h>
#include <durablestreams/streaminfo.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <chrono>
#include <optional>

namespace DurableStreams {

class ClientPrivate;

//! \brief What one request is about; the client's and the provider's part is added when it is sent.
struct ExchangeRequest
{
    Operation operation = Operation::Other;
    //! In traces and messages, instead of the operation's own name.
    QByteArray purpose = {};
    QByteArray method;
    //! The stream's own address, its query included.
    QUrl url;
    //! `offset`, `live`, `cursor`.
    Parameters protocolParameters = {};
    //! Win over all others of the same name.
    QHttpHeaders protocolHeaders = {};
    //! One of both, or none.
    QByteArray body = {};
    QIODevice *device = nullptr;
    RequestOptions options = {};
    //! Counts the tries of one logical operation; goes to traces, errors and the provider.
    int attempt = 1;
    //! Reads: the body is pulled with read() and at most this much waits. 0: the exchange collects it.
    qint64 bufferSize = 0;
    //! Long-poll and SSE.
    bool live = false;
    //! Without progress for this long the exchange fails; unset: RequestOptions or the client's; 0: never.
    std::optional<std::chrono::milliseconds> timeout = {};
    //! The offset that a read asks for.
    Offset offset = {};
};

//! \brief One HTTP exchange: the internal base of calls, readers and producers.
//!
//! It asks the client's provider for headers and parameters, follows redirects (of a write, only
//! those within the origin: nothing is written where nobody named; no secret goes to another origin,
//! not in the address either), asks the provider again after 401 and 403, and emits the client's
//! traces. It never repeats a request that may have been acted on; retrying is the caller's business.
//! Signals come from the event loop.
//!
//! Ways out: finished() once, after which result() tells; or abort(), or deletion, without a signal.
class Exchange : public QObject
{
    Q_OBJECT

public:
    Exchange(ClientPrivate *client, ExchangeRequest request, QObject *parent);
    ~Exchange() override;

    void start();
    //! \brief Gives up without a further signal.
    void abort();

    const ExchangeRequest &request() const { return m_request; }
    //! \brief 0: no answer (yet).
    int status() const { return m_status; }
    const QHttpHeaders &headers() const { return m_headers; }
    bool isFinished() const { return m_finished; }
    //! \brief What the answer is, by status and headers; an error without a status if none came.
    Result<StreamInfo> result() const;
    //! \brief The connection failed before the answer was complete; a status may be there.
    bool isBroken() const { return m_failure.has_value(); }
    //! \brief Without an answer: false only if the server surely got nothing.
    bool maybeSent() const { return m_maybeSent; }
    //! \brief What was collected of the body (ExchangeRequest::bufferSize is 0, or the status an error).
    const QByteArray &body() const { return m_body; }

    //! \brief For pulled bodies.
    qint64 bytesAvailable() const;
    qint64 read(char *data, qint64 maxSize);
    //! \brief Changes the time without progress; 0: none.
    void setTimeout(std::chrono::milliseconds timeout);
    //! \brief While the receiver holds back, silence is not a failure.
    void setTimeoutSuspended(bool suspended);

Q_SIGNALS:
    //! \brief The headers of an answer that is not an error are there; for pulled bodies only.
    void headersReceived();
    void readyRead();
    void uploadProgress(qint64 sent, qint64 total);
    void finished();

private:
    void ask();
    void answered(const RequestExtras &extras);
    void send();
    void connectReply();
    void onHeaders();
    void onReadyRead();
    void onReplyFinished();
    void onTimeout();
    bool tryToRecover();
    bool tryToRedirect();
    bool isWrite() const;
    //! To another server: what is to be written, or what would tell it a secret.
    std::optional<QUrl> redirectNotFollowed() const;
    void explainRedirect(Error &error) const;
    bool rewindDevice();
    void collect();
    void noteProducers();
    bool isPulled() const;
    void progress();
    void armTimeout();
    void complete();
    void fail(ErrorCode code, const QString &reason);
    void trace(bool finished);
    void noteReceived(const char *data, qint64 size);
    RequestFacts facts() const;

    QPointer<Client> m_client;
    ClientPrivate *m_d;
    ExchangeRequest m_request;
    TransportReply *m_reply = nullptr;
    QUrl m_target;
    QHttpHeaders m_sentHeaders;
    RequestExtras m_extras;
    QList<QByteArray> m_secrets; // what the request carries, by its values
    std::optional<Error> m_refused;
    std::optional<Error> m_failure;
    QHttpHeaders m_headers;
    QByteArray m_body;
    RequestTrace m_trace;
    QTimer m_timer;
    std::chrono::milliseconds m_timeout {};
    std::chrono::steady_clock::time_point m_started;
    std::chrono::steady_clock::time_point m_lastProgress;
    qint64 m_devicePosition = -1;
    int m_status = 0;
    int m_asked = 0;
    int m_redirects = 0;
    int m_recoveries = 0;
    bool m_maybeSent = false;
    bool m_finished = false;
    bool m_suspended = false;
    bool m_headersSeen = false;
    bool m_tracePending = false;
};

} // namespace DurableStreams
