// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer/produceranswer_p.h"

namespace DurableStreams {

static Verdict withoutStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Network:
    case ErrorCode::Tls:
    case ErrorCode::Timeout:
    case ErrorCode::OutcomeUnknown:
        return Verdict::TryAgain;
    default:
        return Verdict::Refused;
    }
}

bool ProducerAnswer::contradicts(const ProducerBatch &batch) const
{
    return (epoch && *epoch != batch.epoch) || (sequence && *sequence < batch.sequence);
}

// A page of a gateway is a 200, too: what the protocol demands of a success has to be there.
Verdict ProducerAnswer::success(const ProducerBatch &batch) const
{
    if (contradicts(batch)) {
        return Verdict::Contradicted;
    }
    const bool closeOnly = batch.closes && batch.ends.empty();
    if (closeOnly && streamClosed) {
        return Verdict::Stored; // without a body 204 is the ordinary success, numbers or not
    }
    if (!hasNumbers()) {
        return closeOnly ? Verdict::NotClosed : Verdict::NotHonoured;
    }
    if (status == 204) {
        return Verdict::Duplicate;
    }
    return batch.closes && !streamClosed ? Verdict::NotClosed : Verdict::Stored;
}

Verdict ProducerAnswer::verdict(const ProducerBatch &batch) const
{
    if (status == 0) {
        return withoutStatus(error.code);
    }
    if (status == 200 || status == 204) {
        return success(batch);
    }
    if (status >= 200 && status < 300) {
        return Verdict::Undefined;
    }
    switch (status) {
    case 403:
        return epoch ? Verdict::Stale : Verdict::Refused;
    case 408:
    case 425:
    case 429:
        return Verdict::TryAgain;
    case 409:
        // A closed stream first: its answer has no expected number, which is not "expected 0".
        if (streamClosed) {
            return Verdict::Closed;
        }
        return expectedSequence ? Verdict::Gap : Verdict::Refused;
    case 413:
        return Verdict::TooLarge;
    case 501:
    case 505:
        return Verdict::Refused;
    default:
        return status >= 500 ? Verdict::TryAgain : Verdict::Refused;
    }
}

bool ProducerAnswer::maybeStored() const
{
    switch (status) {
    case 0:
        return sent;
    // PROTOCOL sections 5.2 and 5.2.1, and what HTTP has for missing credentials.
    case 400:
    case 401:
    case 403:
    case 404:
    case 405:
    case 409:
    case 410:
    case 413:
    case 429:
        return false;
    default:
        // A gateway may say anything else after the server behind it has stored the batch.
        return true;
    }
}

} // namespace DurableStreams
