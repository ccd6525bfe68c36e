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

Verdict ProducerAnswer::verdict(bool closeOnly) const
{
    if (status == 0) {
        return withoutStatus(error.code);
    }
    if (status == 204 && !closeOnly) {
        return epoch || sequence ? Verdict::Duplicate : Verdict::NotHonoured;
    }
    if (status >= 200 && status < 300) {
        return Verdict::Stored;
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
    // A gateway may say 5xx after the server behind it has stored the batch.
    return status == 0 ? sent : status == 408 || status >= 500;
}

} // namespace DurableStreams
