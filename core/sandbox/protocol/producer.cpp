// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producer_p.h"

#include <algorithm>

namespace DurableStreams::Server {

ProducerVerdict judge(const std::optional<ProducerState> &state, const ProducerTuple &tuple)
{
    if (!state) {
        if (tuple.sequence != 0) {
            return Verdict::Gap { 0, tuple.sequence };
        }
        return Verdict::Accept { { tuple.epoch, 0 } };
    }
    if (tuple.epoch < state->epoch) {
        return Verdict::StaleEpoch { state->epoch };
    }
    if (tuple.epoch > state->epoch) {
        if (tuple.sequence != 0) {
            return Verdict::EpochMustStartAtZero {};
        }
        return Verdict::Accept { { tuple.epoch, 0 } };
    }
    if (tuple.sequence <= state->lastSequence) {
        return Verdict::Duplicate { *state };
    }
    if (tuple.sequence > state->lastSequence + 1) {
        return Verdict::Gap { state->lastSequence + 1, tuple.sequence };
    }
    return Verdict::Accept { { tuple.epoch, tuple.sequence } };
}

std::optional<qint64> parseProducerNumber(QByteArrayView text)
{
    constexpr qint64 largest = (1LL << 53) - 1;
    const bool digits = !text.isEmpty() && text.size() <= 16
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) {
        return {};
    }
    const qint64 number = text.toLongLong();
    return number <= largest ? std::optional(number) : std::nullopt;
}

} // namespace DurableStreams::Server
