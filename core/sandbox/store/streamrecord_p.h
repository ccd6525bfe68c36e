// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/contenttype_p.h"
#include "protocol/position_p.h"
#include "protocol/producer_p.h"

#include <QtCore/QByteArray>

#include <optional>

namespace DurableStreams::Server {

using StreamId = qint64;

//! Where a fork branched off (PROTOCOL section 4.2).
struct ForkOrigin
{
    StreamId source = 0;
    //! Everything before this position is the source's.
    Position at = 0;
    //! As asked for, to recognise the same request again; the anchor is unset if it was left out.
    std::optional<Position> anchor = {};
    qint64 subOffset = 0;

    bool operator==(const ForkOrigin &) const = default;
};

//! Everything about a stream but its content. Times are milliseconds since 1970.
struct StreamRecord
{
    StreamId id = 0;
    //! Below the stream root, still percent-encoded; null once the stream is only to be cleaned up.
    QByteArray path = {};
    QByteArray contentType = {};
    qint64 createdAt = 0;
    std::optional<qint64> ttlSeconds = {};
    std::optional<qint64> expiresAt = {};
    //! Stream-Expires-At as it was given.
    QByteArray expiresText = {};
    //! The last read or write, from which a TTL counts.
    qint64 accessedAt = 0;
    Position tail = 0;
    bool closed = false;
    //! Deleted, but kept for its forks.
    bool softDeleted = false;
    std::optional<ForkOrigin> fork = {};
    //! The last Stream-Seq.
    std::optional<QByteArray> writerSequence = {};
    //! The append of a producer that closed the stream.
    std::optional<ProducerTuple> closedBy = {};

    bool operator==(const StreamRecord &) const = default;

    Framing framing() const { return framingOf(contentType); }
    bool isExpired(qint64 now) const
    {
        return (ttlSeconds && accessedAt + *ttlSeconds * 1000 <= now)
            || (expiresAt && *expiresAt <= now);
    }
};

} // namespace DurableStreams::Server
