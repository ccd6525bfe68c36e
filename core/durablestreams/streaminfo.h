// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QtCore/QDateTime>
#include <QtNetwork/QHttpHeaders>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief What a server says of a stream in the headers of one answer (PROTOCOL sections 5.1 to 5.6).
//!
//! The one response type of all one-shot calls. Members are unset where the answer had no such
//! header. Value type.
struct StreamInfo
{
    //! The HTTP status: tells 201 (created) from 200 (existed), and 200 (stored) from 204 (duplicate).
    int status = 0;
    //! Exactly as served, parameters included.
    QByteArray contentType;
    //! Stream-Next-Offset: the tail.
    Offset nextOffset;
    QByteArray cursor; //!< Stream-Cursor
    QByteArray etag; //!< with its quotes
    //! Stream-TTL: the sliding window, not the time left. Reading and writing renew it, HEAD does not.
    std::optional<std::chrono::seconds> ttl = {};
    std::optional<QDateTime> expiresAt = {}; //!< Stream-Expires-At
    bool closed = false; //!< Stream-Closed: no more data can follow
    bool upToDate = false; //!< Stream-Up-To-Date
    //! True if this PUT made the stream (201). After a lost answer, see outcomeOfRetry.
    bool created = false;
    //! With producer headers: the server had this append already.
    bool duplicate = false;
    std::optional<qint64> producerEpoch = {}; //!< Producer-Epoch
    std::optional<qint64> producerSequence = {}; //!< Producer-Seq
    //! True if an earlier attempt got no answer, so "existed" (PUT) or "not found" (DELETE) may be our own doing.
    bool outcomeOfRetry = false;
    //! How many requests were made.
    int attempts = 1;
    //! From the first request to the answer.
    std::chrono::microseconds latency {};
    //! All headers of the answer, in their order.
    QHttpHeaders headers = {};

    bool operator==(const StreamInfo &other) const
    {
        return status == other.status && contentType == other.contentType
            && nextOffset == other.nextOffset && cursor == other.cursor && etag == other.etag
            && ttl == other.ttl && expiresAt == other.expiresAt && closed == other.closed
            && upToDate == other.upToDate && created == other.created
            && duplicate == other.duplicate && producerEpoch == other.producerEpoch
            && producerSequence == other.producerSequence && outcomeOfRetry == other.outcomeOfRetry
            && attempts == other.attempts;
    }
};

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::StreamInfo)
