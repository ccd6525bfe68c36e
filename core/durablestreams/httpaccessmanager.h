// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkRequest>

#include <chrono>
#include <memory>

namespace DurableStreams {

class HttpAccessManagerPrivate;

//! \brief A QNetworkAccessManager with an HTTP/1.1 engine of its own.
//!
//! Plain `http` and `https` without a proxy are answered by our engine: no thread, no hidden
//! re-sending, memory bounded by QNetworkReply::setReadBufferSize() for every framing, data
//! delivered as it arrives. Everything else (proxies, other schemes) goes to Qt's engine, prepared
//! so that it never sends a body twice. A caller sees QNetworkAccessManager and QNetworkReply only;
//! the static functions below answer for replies of either engine, and of any other manager.
//!
//! What differs from Qt's engine, for the better:
//! - **A request of which a byte was written is never sent again**, unless ResendAttribute asks for
//!   it. sentState() tells a request that was not sent from one whose outcome is unknown.
//! - Timeouts end with QNetworkReply::TimeoutError, and timeoutKind() says which one it was.
//!   QNetworkRequest::setTransferTimeout() is the idle time: no byte in either direction. It stands
//!   still while the reader holds the data back.
//! - Redirects: 307 and 308, and 301, 302 for GET and HEAD, at most 5, unless the request says
//!   ManualRedirectPolicy. To another origin go only headers that describe the content or the
//!   protocol (`accept*`, `content-type`, `if-*`, `user-agent`, `stream-*`, `producer-*`); never from
//!   https to http. Any other redirect is delivered as the answer it is.
//! - A body that ends early is an error (RemoteHostClosedError), a malformed answer
//!   ProtocolFailure. An answer that comes while the body is still being sent counts, though the rest
//!   of the body cannot be sent any more; over TLS, an answer that arrives together with the end of the
//!   connection may be lost. Statuses from 400 map as in Qt; decide by HttpStatusCodeAttribute.
//! - Responses compressed with gzip or deflate are decoded as they stream, unless the request sets
//!   Accept-Encoding. Live requests ask for identity.
//! - No cookies, no cache, no pipelining, no authentication dialogue: send Authorization yourself.
//!   User information in a URL is not sent.
//! - Host, Connection, Transfer-Encoding and the like are the engine's: such headers of a request
//!   are ignored. A body device of unknown size needs a Content-Length header.
//!
//! As with Qt's engine: signals come from the event loop, never before get() or post() has
//! returned; metaDataChanged() comes before any readyRead(); abort() emits errorOccurred() and
//! finished() synchronously; deleting a running reply gives it up without a signal; a connection that
//! was given up is not used again. Lives in one thread.
//!
//! A proxy is used as QNetworkAccessManager::setProxy() and setProxyFactory() say, or else as
//! QNetworkProxyFactory says, which asks the system if setUseSystemConfiguration() is on: HTTP and SOCKS 5,
//! with credentials. Those of an HTTP proxy go out with the first request for plain `http`.
//!
//! Limits that remain with a proxy, where Qt's engine answers:
//! - Redirects are not followed but delivered. There is no HTTP/2 and no time limit for connecting.
//! - A GET whose connection breaks before an answer is sent again, up to three times; nothing else is.
//! - At most 255 requests to a host run at a time; the others wait, and fail if a neighbour breaks.
//! - Bodies above 16 KiB suffer Nagle's delay of about 40 ms. Their progress is not reported to the end.
//! - An answer that comes before the whole body is sent (a 413) may be lost if the server closes at once.
//! - Requests with different TLS settings may share a connection.
//! - A reset connection ends a body without a length like an orderly end.
class HttpAccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    //! \brief bool, for a request: it may stay open for long (long-poll, SSE).
    //!
    //! Live requests have a connection limit of their own, so that they never starve the others.
    static constexpr auto LiveAttribute = QNetworkRequest::Attribute(QNetworkRequest::User + 610);
    //! \brief std::chrono::milliseconds, for a request: the time to connect, TLS included.
    static constexpr auto ConnectTimeoutAttribute
        = QNetworkRequest::Attribute(QNetworkRequest::User + 611);
    //! \brief std::chrono::milliseconds, for a request: the time for everything.
    static constexpr auto TotalTimeoutAttribute
        = QNetworkRequest::Attribute(QNetworkRequest::User + 612);
    //! \brief QSslCertificate, for a request: accept a server with exactly this certificate, whatever
    //! is wrong with it. Any other certificate is verified as ever.
    static constexpr auto PinnedCertificateAttribute
        = QNetworkRequest::Attribute(QNetworkRequest::User + 613);
    //! \brief bool, for a request: send it once more on a fresh connection if a kept connection turns
    //! out to be dead before a byte of the answer. Only for what may arrive twice, such as a GET.
    static constexpr auto ResendAttribute = QNetworkRequest::Attribute(QNetworkRequest::User + 614);

    //! \brief What can be said about a request whose reply ended, or is under way.
    enum class SentState {
        NotSent, //!< No byte was written: the server cannot have acted on it.
        Sent, //!< Something was written and no status came back: the outcome is unknown.
        Answered, //!< A status line and headers were received.
    };
    Q_ENUM(SentState)

    //! \brief Which time ran out.
    enum class TimeoutKind {
        None, //!< none did
        Connect, //!< until the connection stood
        Idle, //!< without progress
        Total, //!< for the whole request
    };
    Q_ENUM(TimeoutKind)

    //! \brief Opens no connection yet.
    explicit HttpAccessManager(QObject *parent = nullptr);
    ~HttpAccessManager() override;

    //! \brief For replies of any QNetworkAccessManager; where Qt's engine does not tell, the answer
    //! is the cautious one: Sent.
    static SentState sentState(const QNetworkReply *reply);
    //! \brief For replies of any QNetworkAccessManager; Qt's engine reports its transfer timeout as
    //! OperationCanceledError, which cannot be told from abort(), and gives None.
    static TimeoutKind timeoutKind(const QNetworkReply *reply);

    //! \brief The headers of the request as they go over the wire, with those that the engine adds; for
    //! replies of any QNetworkAccessManager. Of Qt's engine it is what that engine is known to add: not
    //! an Accept-Encoding, nor what it answers to a proxy or a server that asks for credentials.
    static QHttpHeaders sentHeaders(const QNetworkReply *reply);

    //! \brief Connections to one origin: for live requests, and for all others. More requests wait.
    int liveConnectionLimit() const;
    //! \brief See liveConnectionLimit().
    int connectionLimit() const;
    //! \brief Connections above a lowered limit stay until they are idle.
    void setConnectionLimits(int connections, int liveConnections);

    //! \brief The time to connect unless the request says otherwise; 15 s by default.
    std::chrono::milliseconds connectTimeout() const;
    //! \brief For requests made from now on.
    void setConnectTimeout(std::chrono::milliseconds timeout);

    //! \brief Closes the connections that are idle.
    void closeIdleConnections();

protected:
    //! \brief Chooses the engine for the request.
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData = nullptr) override;

private:
    friend class HttpAccessManagerPrivate;
    std::unique_ptr<HttpAccessManagerPrivate> d;
};

} // namespace DurableStreams
