// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowmarks.h"

#include <iterator>

namespace Tailwater {

RowMarks::RowMarks(QObject *parent)
    : QObject(parent)
{ }

RowMarks::~RowMarks() = default;

std::optional<quint64> RowMarks::next(quint64 id) const
{
    const auto found = m_ids.upper_bound(id);
    return found == m_ids.end() ? std::nullopt : std::optional(*found);
}

std::optional<quint64> RowMarks::previous(quint64 id) const
{
    const auto found = m_ids.lower_bound(id);
    return found == m_ids.begin() ? std::nullopt : std::optional(*std::prev(found));
}

bool RowMarks::anyIn(quint64 first, quint64 end) const
{
    const auto found = m_ids.lower_bound(first);
    return found != m_ids.end() && *found < end;
}

void RowMarks::toggle(quint64 id)
{
    if (m_ids.erase(id) == 0) {
        m_ids.insert(id);
    }
    if (m_ids.size() > most) {
        m_ids.erase(m_ids.begin());
    }
    Q_EMIT changed();
}

void RowMarks::trim(quint64 firstId)
{
    const auto end = m_ids.lower_bound(firstId);
    if (end != m_ids.begin()) {
        m_ids.erase(m_ids.begin(), end);
        Q_EMIT changed();
    }
}

} // namespace Tailwater

#include "moc_rowmarks.cpp"
