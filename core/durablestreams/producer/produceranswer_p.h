// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/offset.h>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief What a batch's request came to (PROTOCOL section 5.2.1).
enum class Verdict : quint8 {
    Stored, //!< 200
    Duplicate, //!< 204: the server has this sequence number already
    NotHonoured, //!< stored by a server that ignores producer headers
    TryAgain, //!< no answer, 5xx, 408, 425, 429
    Gap, //!< 409: an earlier sequence number is missing
    Stale, //!< 403 with an epoch
    Closed, //!< 409 with Stream-Closed
    TooLarge, //!< 413
    Refused, //!< anything else; no repetition will help
};

//! \brief The answer to one request of a producer, as far as it matters here.
struct ProducerAnswer
{
    int status = 0; //!< 0: there was none
    bool sent = true; //!< without a status: the request may have reached the server
    bool streamClosed = false;
    Offset nextOffset;
    std::optional<qint64> epoch = {};
    std::optional<qint64> sequence = {};
    std::optional<qint64> expectedSequence = {};
    std::optional<std::chrono::milliseconds> retryAfter = {};
    //! What to report when it is a failure.
    Error error = {};

    //! \brief \a closeOnly: the request had no body, for which 204 is the ordinary success.
    Verdict verdict(bool closeOnly) const;
    //! \brief After TryAgain: the batch may be in the stream all the same.
    bool maybeStored() const;
};

} // namespace DurableStreams
