// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QMetaType>

#include <compare>

namespace DurableStreams {

//! \brief A position in a stream: an opaque token minted by the server (PROTOCOL section 8).
//!
//! Offsets of one stream compare bytewise. Never parse, build or alter one. A null offset means
//! "not known". Value type, usable from any thread.
class Offset
{
public:
    //! A null offset: no position is known.
    Offset() = default;
    //! Wraps a token as the server gave it.
    explicit Offset(QByteArray token)
        : m_token(std::move(token))
    {
    }

    //! The start of the stream, the sentinel `-1`.
    static Offset beginning();
    //! The tail at the time of the request, the sentinel `now`.
    static Offset now();

    //! \brief True if no position is known.
    bool isNull() const { return m_token.isEmpty(); }
    //! True for `-1` and `now`, which are requests, not positions that a server returns.
    bool isSentinel() const;
    //! The token, byte for byte; not percent-encoded.
    const QByteArray &token() const { return m_token; }

    friend bool operator==(const Offset &, const Offset &) = default;
    friend std::strong_ordering operator<=>(const Offset &a, const Offset &b)
    {
        return a.m_token.compare(b.m_token) <=> 0;
    }
    friend size_t qHash(const Offset &offset, size_t seed = 0) noexcept
    {
        return qHash(offset.m_token, seed);
    }

private:
    QByteArray m_token;
};

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::Offset)
