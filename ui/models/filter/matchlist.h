// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtTypes>

#include <deque>
#include <optional>
#include <vector>

namespace Tailwater {

//! \brief The rows of a contiguous range that passed, in order.
struct FilterChunk
{
    quint64 first = 0;
    quint64 end = 0; //!< one past the last row that was looked at
    std::vector<quint64> ids = {};
    quint64 tested = 0; //!< rows of data among them
    std::vector<quint64> undecided = {}; //!< those of ids that the filter could not decide in time
};

//! \brief The ids of the rows that passed a filter, in order, and how far it got: a range that grows
//! at both ends.
class MatchList
{
public:
    using Ids = std::deque<quint64>;

    const Ids &ids() const { return m_ids; }
    qsizetype count() const { return qsizetype(m_ids.size()); }
    quint64 at(qsizetype index) const { return m_ids[size_t(index)]; }
    //! \brief Rows of data that were looked at, and those left undecided.
    quint64 tested() const { return m_tested; }
    quint64 undecided() const { return m_undecided; }
    //! \brief The range that was looked at.
    quint64 first() const { return m_first; }
    quint64 end() const { return m_end; }

    //! \brief True if \a chunk goes before what is here. Chunks touch the range at one of its ends.
    bool goesBefore(const FilterChunk &chunk) const { return chunk.end <= m_first && m_first != m_end; }
    void add(const FilterChunk &chunk);
    //! \brief Forgets rows before \a firstId, which have left the store.
    void trim(quint64 firstId);
    void clear() { *this = {}; }

    bool contains(quint64 id) const;
    //! \brief The index of the first id at or after \a id; count() if there is none.
    qsizetype indexFrom(quint64 id) const;
    //! \brief The nearest id after, or before, \a id.
    std::optional<quint64> next(quint64 id) const;
    std::optional<quint64> previous(quint64 id) const;

private:
    Ids m_ids;
    quint64 m_first = 0;
    quint64 m_end = 0;
    quint64 m_tested = 0;
    quint64 m_undecided = 0;
};

} // namespace Tailwater
