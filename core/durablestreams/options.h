// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/error.h>
#include <durablestreams/offset.h>

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtNetwork/QHttpHeaders>

#include <chrono>
#include <optional>
#include <utility>

namespace DurableStreams {

//! \brief Query parameters in the order given; names may repeat. Not percent-encoded.
using Parameters = QList<std::pair<QByteArray, QByteArray>>;

//! \brief When and how often a failed request is made again: full jitter, Retry-After is a floor.
struct RetryPolicy
{
    //! Retries after the first attempt; 0 means none. Live reads retry without end.
    int maxRetries = 5;
    std::chrono::milliseconds initialDelay { 100 }; //!< at most, before the first retry
    std::chrono::milliseconds maxDelay { 30'000 }; //!< at most, before any retry
    double multiplier = 2.0; //!< from one delay to the next

    //! The first invalid member as an InvalidArgument error, or nothing.
    std::optional<Error> validate() const;
    bool operator==(const RetryPolicy &) const = default;
};

//! \brief What can be said for a single request, over what the client says for all.
struct RequestOptions
{
    //! Win over the client's and the provider's headers of the same name.
    QHttpHeaders headers = {};
    //! Added to the URL's own query; `offset`, `live` and `cursor` belong to the protocol.
    Parameters parameters = {};
    //! Instead of the client's policy.
    std::optional<RetryPolicy> retry = {};
    //! The time that one attempt may stay without progress; unset: the client's.
    std::optional<std::chrono::milliseconds> timeout = {};
    //! The time for everything, waiting and retries included, from the call on; unset: none. A reader
    //! counts from start(), and a live tail ends with it too.
    std::optional<std::chrono::milliseconds> deadline = {};
};

//! \brief PUT: PROTOCOL section 5.1. Both ttl and expiresAt are refused locally.
struct CreateOptions
{
    QByteArray contentType = {}; //!< Empty: the server's default, application/octet-stream.
    std::optional<std::chrono::seconds> ttl = {}; //!< renewed by every read and write
    std::optional<QDateTime> expiresAt = {}; //!< a fixed time instead
    //! The first content, as it goes on the wire (a JSON array is flattened by one level).
    QByteArray body = {};
    bool closed = false; //!< a stream of its first content alone
    RequestOptions request = {}; //!< for this request
};

//! \brief A fork: PROTOCOL section 4.2. The fork headers go with the PUT only.
struct ForkOptions
{
    //! The path of the source on the same server, such as `/v1/stream/source`.
    QByteArray sourcePath = {};
    //! Unset: the tail of the source.
    std::optional<Offset> offset = {};
    //! JSON: messages past the offset; other types: bytes.
    std::optional<quint64> subOffset = {};
    //! Empty contentType inherits; the body is not used.
    CreateOptions create = {};
};

//! \brief POST: PROTOCOL section 5.2.
struct AppendOptions
{
    //! Empty: the stream's own, as the handle knows it.
    QByteArray contentType = {};
    //! Stream-Seq: must be bytewise above the last one.
    std::optional<QByteArray> sequence = {};
    AppendSafety safety = AppendSafety::ExactlyOnce; //!< against being stored twice
    //! Close the stream with this append (PROTOCOL section 5.3).
    bool close = false;
    RequestOptions request = {}; //!< for this request
};

//! \brief GET: PROTOCOL sections 5.6 to 5.8.
struct ReadOptions
{
    Offset offset = Offset::beginning(); //!< read what is behind it
    //! Saved together with the offset, to be echoed; may be empty.
    QByteArray cursor = {};
    LiveMode live = LiveMode::Auto; //!< what comes after catching up
    Delivery delivery = Delivery::AsItArrives; //!< when batches are handed over
    MalformedPolicy malformed = MalformedPolicy::Fail; //!< for JSON that is none
    ResetPolicy reset = ResetPolicy::Stop; //!< for a stream that is another one
    //! How many bytes may wait between the socket and the receiver.
    qint64 bufferSize = 256 * 1024;
    //! A long-poll or SSE connection without a byte for this long is taken as dead.
    std::chrono::milliseconds longPollIdle { 90'000 };
    std::chrono::milliseconds sseIdle { 80'000 }; //!< see longPollIdle
    //! No first control event within this time: a proxy is buffering, use long-poll.
    std::chrono::milliseconds sseFirstControl { 5'000 };
    RequestOptions request = {}; //!< for this request
};

} // namespace DurableStreams
