// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/matchlist.h"

#include <QtAssert>

#include <algorithm>

namespace Tailwater {

void MatchList::add(const FilterChunk &chunk)
{
    if (m_first == m_end) {
        m_first = chunk.first;
        m_end = chunk.end;
        m_ids.assign(chunk.ids.begin(), chunk.ids.end());
    } else if (goesBefore(chunk)) {
        Q_ASSERT(chunk.end == m_first);
        m_first = chunk.first;
        m_ids.insert(m_ids.begin(), chunk.ids.begin(), chunk.ids.end());
    } else {
        Q_ASSERT(chunk.first == m_end);
        m_end = chunk.end;
        m_ids.insert(m_ids.end(), chunk.ids.begin(), chunk.ids.end());
    }
    m_tested += chunk.tested;
    m_undecided += chunk.undecided.size();
}

void MatchList::trim(quint64 firstId)
{
    m_ids.erase(m_ids.begin(), m_ids.begin() + indexFrom(firstId));
    m_first = std::max(m_first, firstId);
    m_end = std::max(m_end, m_first);
}

bool MatchList::contains(quint64 id) const
{
    return std::ranges::binary_search(m_ids, id);
}

qsizetype MatchList::indexFrom(quint64 id) const
{
    return std::ranges::lower_bound(m_ids, id) - m_ids.begin();
}

std::optional<quint64> MatchList::next(quint64 id) const
{
    const auto found = std::ranges::upper_bound(m_ids, id);
    return found == m_ids.end() ? std::nullopt : std::optional(*found);
}

std::optional<quint64> MatchList::previous(quint64 id) const
{
    const auto found = std::ranges::lower_bound(m_ids, id);
    return found == m_ids.begin() ? std::nullopt : std::optional(*std::prev(found));
}

} // namespace Tailwater
