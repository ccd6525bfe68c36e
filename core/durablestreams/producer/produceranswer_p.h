// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/producerbatch_p.h"

#include <durablestreams/error.h>
#include <durablestreams/offset.h>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief What a batch's request came to (PROTOCOL section 5.2.1).
enum class Verdict : quint8 {
    Stored, //!< 200 with the numbers of the batch
    Duplicate, //!< 204 with them: the server has this sequence number already
    NotClosed, //!< the same as Stored, but not a word of the stream being closed
    NotHonoured, //!< 200 or 204 without numbers: whatever it was, no producer's answer
    Contradicted, //!< 200 or 204 with numbers that this batch does not have
    Undefined, //!< another 2xx
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

    //! \brief What it says of \a batch. A success is one only with its evidence: the epoch of the
    //! batch and its number, or a higher one; and Stream-Closed where it closes the stream.
    Verdict verdict(const ProducerBatch &batch) const;
    //! \brief Without success: the batch may be in the stream all the same. Only what the protocol
    //! defines as a refusal says that it is not.
    bool maybeStored() const;

private:
    bool hasNumbers() const { return epoch && sequence; }
    bool contradicts(const ProducerBatch &batch) const;
    Verdict success(const ProducerBatch &batch) const;
};

} // namespace DurableStreams
