// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

#include <optional>
#include <variant>

namespace DurableStreams::Server {

//! The three Producer-* headers of a request.
struct ProducerTuple
{
    QByteArray id;
    qint64 epoch = 0;
    qint64 sequence = 0;

    bool operator==(const ProducerTuple &) const = default;
};

//! What the server remembers of a producer of one stream.
struct ProducerState
{
    qint64 epoch = 0;
    qint64 lastSequence = 0;

    bool operator==(const ProducerState &) const = default;
};

//! The outcome of PROTOCOL section 5.2.1, one type for each answer.
namespace Verdict {
struct Accept
{
    ProducerState next;
};
struct Duplicate
{
    ProducerState state;
};
struct StaleEpoch
{
    qint64 currentEpoch;
};
struct EpochMustStartAtZero
{
};
struct Gap
{
    qint64 expected;
    qint64 received;
};
} // namespace Verdict

using ProducerVerdict = std::variant<Verdict::Accept, Verdict::Duplicate, Verdict::StaleEpoch,
                                     Verdict::EpochMustStartAtZero, Verdict::Gap>;

//! Decides about one request, given the state of its producer, if there is any.
ProducerVerdict judge(const std::optional<ProducerState> &state, const ProducerTuple &tuple);

//! A decimal integer from 0 to 2^53-1 without sign, or nothing.
std::optional<qint64> parseProducerNumber(QByteArrayView text);

} // namespace DurableStreams::Server
