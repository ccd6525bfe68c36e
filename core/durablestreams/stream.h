// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>

#include <QtCore/QPointer>
#include <QtCore/QSharedPointer>
#include <QtCore/QUrl>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace DurableStreams {

class Call;
class Client;
class IdempotentProducer;
struct ProducerOptions;
class StreamPrivate;
class StreamReader;

//! \brief A handle on one stream of a server: its address and the client that talks to it.
//!
//! Cheap to copy; copies share what was learnt (the content type) and the producer id that makes
//! plain appends safe. Making a handle sends nothing. Operations return an object owned by the
//! client, whose header has to be included: Call (call.h), StreamReader (streamreader.h),
//! IdempotentProducer (idempotentproducer.h). Nothing here closes, creates or deletes a stream but
//! the operation of that name.
class Stream
{
public:
    //! An invalid handle; every operation on it fails with InvalidArgument.
    Stream() = default;

    //! \brief The address, as it was given.
    QUrl url() const;
    //! \brief False for a handle without client or with an address that names another stream.
    bool isValid() const;
    //! The content type as last seen, or empty.
    QByteArray contentType() const;
    //! \brief True if contentType() says that the stream has JSON messages (PROTOCOL section 9.1).
    bool isJson() const;

    //! \brief PUT. StreamInfo::created tells whether the stream is new.
    Call *create(const CreateOptions &options = {}) const;
    //! \brief PUT with the fork headers.
    Call *fork(const ForkOptions &options) const;
    //! \brief HEAD. Does not renew a TTL.
    Call *head(const RequestOptions &options = {}) const;
    //! \brief POST of bytes, as they are.
    //!
    //! On a JSON stream \a body is JSON as it goes on the wire: the server flattens one array level,
    //! so `[1,2]` stores two messages. Use appendJson() to store one value. An empty body is refused.
    Call *append(const QByteArray &body, const AppendOptions &options = {}) const;
    //! \brief POST of one JSON value, already serialised, stored as exactly one message.
    //!
    //! The value is checked against RFC 8259 first and its bytes are sent unchanged. Appends made
    //! while one is in flight travel together in the next request, each keeping its own result.
    Call *appendJson(const QByteArray &value, const AppendOptions &options = {}) const;
    //! \brief POST of a file or other device, read while it is sent. \a body must stay alive until
    //! the call has finished; its size must be known. Not retried unless it can be read again.
    Call *append(QIODevice *body, const AppendOptions &options = {}) const;
    //! \brief Closes the stream for ever, with a final append of \a body, as append() does, if it is not
    //! empty. To close with one JSON value: appendJson() with AppendOptions::close.
    Call *closeStream(const QByteArray &body = {}, const AppendOptions &options = {}) const;
    //! \brief DELETE.
    Call *remove(const RequestOptions &options = {}) const;

    //! \brief A reader, not started yet. Owned by \a parent, or by the client if null.
    StreamReader *read(const ReadOptions &options = {}, QObject *parent = nullptr) const;
    //! \brief A producer for exactly-once appends at full speed. Owned as a reader is.
    IdempotentProducer *producer(const ProducerOptions &options, QObject *parent = nullptr) const;

private:
    friend class Client;
    friend class StreamPrivate;
    explicit Stream(QSharedPointer<StreamPrivate> d);

    QSharedPointer<StreamPrivate> d;
};

} // namespace DurableStreams
