// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/batch.h>

#include <optional>
#include <utility>

namespace Tailwater {

//! \brief What is known here of where a fork left its source. Value type.
struct ForkOrigin
{
    //! The fork's tail when it was made; null: not known, or no fork.
    DurableStreams::Offset boundary = {};
    //! What lies before it from the beginning: messages of JSON, otherwise bytes; 0: not counted yet.
    quint64 amount = 0;

    bool operator==(const ForkOrigin &) const = default;
};

//! \brief Finds the place where the inherited part of a fork ends, while its batches come in.
//!
//! No answer names it (PROTOCOL section 4.2). It is where a response ends at the boundary, or after the
//! amount that was counted when one did. Where neither tells, only the response that it lies in is known.
class ForkBoundary
{
public:
    //! \brief A read of the fork \a origin begins at \a from.
    void begin(const ForkOrigin &origin, const DurableStreams::Offset &from);
    //! \brief Nothing more is looked for: what comes next is not the continuation.
    void leave() { m_passed = true; }

    //! \brief How much of \a batch lies before the boundary; nothing if it is not in there, or not known.
    std::optional<qsizetype> placeIn(const DurableStreams::Batch &batch);
    //! \brief True once, after the batch that ended the response that the boundary lies in.
    bool takeMissed() { return std::exchange(m_missed, false); }
    //! \brief What lies before the boundary, once that is known; 0 until then.
    quint64 amount() const { return m_amount; }

    //! \brief The first \a count messages or bytes of \a batch, and what follows them.
    static std::pair<DurableStreams::Batch, DurableStreams::Batch>
    split(const DurableStreams::Batch &batch, qsizetype count);

private:
    DurableStreams::Offset m_boundary;
    quint64 m_amount = 0;
    quint64 m_counted = 0;
    bool m_counts = false; //!< since the beginning of the stream
    bool m_passed = true;
    bool m_missed = false;
};

} // namespace Tailwater
