// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QtCore/QSet>

namespace DurableStreams {

//! \brief What a request is for.
enum class Operation {
    Create,
    Fork,
    Append,
    ProducerAppend,
    Close,
    Head,
    Delete,
    CatchUp,
    LongPoll,
    Sse,
    Other,
};

//! \brief The name of an operation in traces and messages, such as "append" or "long-poll".
QByteArray operationName(Operation operation);

//! \brief What has to be known of a request to understand its answer.
struct RequestFacts
{
    Operation operation = Operation::Other;
    QUrl url = {};
    //! The offset that a read asks for.
    Offset offset = {};
    //! The request has a body, or Stream-Seq, or the Producer-* headers.
    bool hasBody = false;
    bool hasSequence = false;
    bool hasProducer = false;
    //! The request closes the stream.
    bool closes = false;
    //! The numbers in its Producer-* headers.
    std::optional<qint64> producerEpoch = {};
    std::optional<qint64> producerSequence = {};
    //! Goes to the error.
    int attempts = 1;
    //! Client::secretNames().
    QSet<QByteArray> secretNames = {};
    //! Instead of operationName(), for Operation::Other.
    QByteArray name = {};
};

//! \brief What an answer says: the stream's metadata for 2xx and 304, for everything else the
//! error.
//!
//! Decided by the status and the headers; the text of the body only where the protocol leaves
//! nothing else. A 409 is classified by Stream-Closed first, then by Producer-Expected-Seq. \a body
//! may be cut off anywhere, \a now is for a Retry-After that is a date.
//!
//! A login page is a 200, too. A success of an append has Stream-Next-Offset, or the numbers of a
//! duplicate; one that closes has Stream-Closed; anything else leaves the outcome unknown. Of the other
//! operations a page in HTML without Stream-Next-Offset is no success. Producers see for themselves.
Result<StreamInfo> interpretResponse(int status, const QHttpHeaders &headers, QByteArrayView body,
                                     const RequestFacts &request,
                                     const QDateTime &now = QDateTime::currentDateTimeUtc());

//! \brief The headers alone, for any status.
StreamInfo readStreamInfo(int status, const QHttpHeaders &headers);

//! \brief An error that has no answer of the server: code and reason, with operation and path put
//! before.
Error makeError(ErrorCode code, const RequestFacts &request, const QString &reason,
                const QString &remedy = {});

} // namespace DurableStreams
