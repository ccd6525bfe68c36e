// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>
#include <durablestreams/requesttrace.h>
#include <durablestreams/stream.h>

#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QUrl>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace DurableStreams {

class ClientPrivate;

//! \brief What is asked of a provider before each request, reconnects and batches included.
struct RequestContext
{
    QByteArray method; //!< such as GET
    QUrl url; //!< as it will be requested, before the provider adds to it
    QByteArray purpose; //!< as in RequestTrace
    int attempt = 1; //!< counts from 1
    //! Set when the last attempt was refused with 401 or 403: get a fresh token, or give up.
    std::optional<Error> refused = {};
};

//! \brief What a provider adds to a request.
struct RequestExtras
{
    QHttpHeaders headers = {}; //!< replace those of the client
    Parameters parameters = {}; //!< added to the query
    //! After a refusal: do not try again.
    bool giveUp = false;
};

//! \brief Talks to servers: holds what all requests have in common and hands out streams.
//!
//! Lives in the thread it was made in, as do all its streams, calls and readers. Several clients
//! are independent of each other.
class Client : public QObject
{
    Q_OBJECT

public:
    //! \brief Uses a network manager of its own (HttpAccessManager).
    explicit Client(QObject *parent = nullptr);
    //! \brief Uses \a manager, which must outlive the client and live in the same thread.
    explicit Client(QNetworkAccessManager *manager, QObject *parent = nullptr);
    ~Client() override;

    //! \brief The address that relative stream paths are resolved against, such as
    //! `http://localhost:4437/v1/stream`.
    QUrl baseUrl() const;
    //! \brief Streams that were handed out keep their address.
    void setBaseUrl(const QUrl &url);

    //! \brief The stream at \a url, which is kept as it is, its query included.
    //!
    //! A URL with a path segment `.` or `..`, raw or encoded, gives a handle that fails with a
    //! clear error: it would name another stream.
    Stream stream(const QUrl &url) const;
    //! \brief The stream at \a path below baseUrl(); \a path is percent-encoded as needed.
    Stream stream(const QString &path) const;

    //! \brief Headers for every request. Names in secretNames() are redacted in traces and errors.
    QHttpHeaders headers() const;
    //! \brief From the next request on; those under way keep what they have.
    void setHeaders(const QHttpHeaders &headers);
    //! \brief Query parameters for every request.
    Parameters parameters() const;
    //! \brief From the next request on.
    void setParameters(const Parameters &parameters);
    //! \brief Header and parameter names, lower-case, whose values are secret; Authorization, Cookie,
    //! `signature`, `secret`, `token` and `key` are always.
    QSet<QByteArray> secretNames() const;
    //! \brief From the next request on.
    void setSecretNames(const QSet<QByteArray> &names);

    //! \brief Answers at once or later, exactly once, with what to add to a request.
    using Answer = std::function<void(const RequestExtras &)>;
    //! \brief Adds to requests what only the application knows, such as a token.
    using Provider = std::function<void(const RequestContext &, const Answer &)>;
    //! \brief Asked before every HTTP request, and again with RequestContext::refused after 401 or 403.
    void setProvider(Provider provider);

    //! \brief For all requests that do not say otherwise.
    RetryPolicy retryPolicy() const;
    //! \brief Returns the error and changes nothing if \a policy is invalid.
    std::optional<Error> setRetryPolicy(const RetryPolicy &policy);
    //! \brief The time that an attempt may stay without progress; 30 s by default.
    std::chrono::milliseconds timeout() const;
    //! \brief From the next request on.
    void setTimeout(std::chrono::milliseconds timeout);

    //! \brief How much of each body a RequestTrace carries; 0 by default: nothing.
    qint64 traceBodyLimit() const;
    //! \brief From the next request on.
    void setTraceBodyLimit(qint64 bytes);

    //! \brief What the requests go through.
    QNetworkAccessManager *networkAccessManager() const;

Q_SIGNALS:
    //! \brief An exchange got its headers, or ended; see RequestTrace.
    void requestTraced(const DurableStreams::RequestTrace &trace);

private:
    friend class ClientPrivate;
    std::unique_ptr<ClientPrivate> d;
};

} // namespace DurableStreams
