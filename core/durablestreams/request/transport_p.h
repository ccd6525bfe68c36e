// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtNetwork/QHttpHeaders>

#include <optional>

QT_BEGIN_NAMESPACE
class QIODevice;
class QNetworkAccessManager;
class QNetworkReply;
QT_END_NAMESPACE

namespace DurableStreams {

//! \brief One HTTP request, complete, as it goes on the wire.
struct WireRequest
{
    QByteArray method;
    QUrl url;
    QHttpHeaders headers = {};
    //! One of both, or none.
    QByteArray body = {};
    QIODevice *device = nullptr;
    //! How much of the answer may wait unread; 0: all of it.
    qint64 bufferSize = 0;
    //! Stays open for long: must not take a place from one-shot requests.
    bool live = false;
};

//! \brief The answer to one request while it arrives. Deleting it ends the connection.
class TransportReply : public QObject
{
    Q_OBJECT

public:
    ~TransportReply() override;

    //! \brief 0 before the headers have come.
    int status() const;
    QHttpHeaders headers() const;
    qint64 bytesAvailable() const;
    //! \brief Reads at most \a maxSize bytes; 0 if there are none.
    qint64 read(char *data, qint64 maxSize);

    //! \brief Why there is no answer, or only a part of one; not for a status that is an error.
    std::optional<ErrorCode> failure() const;
    QString failureText() const;
    //! \brief False only if surely no byte of the request has left.
    bool maybeSent() const;
    //! \brief The headers of the request, with what was added on the way to the wire.
    QHttpHeaders sentHeaders() const;
    //! \brief Ends it without a further signal.
    void abort();

Q_SIGNALS:
    void headersReceived();
    void readyRead();
    void uploadProgress(qint64 sent, qint64 total);
    //! \brief Nothing more will arrive; what has arrived may still have to be read.
    void finished();

private:
    friend class Transport;
    TransportReply(QNetworkReply *reply, QObject *parent);

    QPointer<QNetworkReply> m_reply;
};

//! \brief The only place that knows QNetworkAccessManager.
//!
//! Whatever the manager, a request goes out exactly once: no silent repetition, no redirects, no
//! cookies, no cache, HTTP/1.1 only.
class Transport
{
public:
    //! \brief Uses \a manager, which stays the caller's.
    explicit Transport(QNetworkAccessManager *manager);

    QNetworkAccessManager *manager() const { return m_manager; }
    //! \brief The reply belongs to \a parent.
    TransportReply *send(const WireRequest &request, QObject *parent);

private:
    QPointer<QNetworkAccessManager> m_manager;
};

} // namespace DurableStreams
