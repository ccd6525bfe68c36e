// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/filteredrows.h"

namespace Tailwater {

namespace {
constexpr quint64 toldEvery = 1024;
}

FilteredRows::FilteredRows(const QString &path, const FilterExpression &expression,
                           const std::optional<CaptureIdentity> &shown)
    : m_rows(path, shown)
    , m_matcher(expression)
{
}

void FilteredRows::setStop(const std::function<bool()> &stop)
{
    m_stop = stop;
    m_rows.setStop(stop);
}

bool FilteredRows::tellProgress(const std::function<void(quint64)> &told)
{
    m_told = told;
    return true;
}

Message FilteredRows::next()
{
    for (Message row = m_rows.next(); !row.isNull(); row = m_rows.next()) {
        if (!row.isData()) {
            continue;
        }
        ++m_looked;
        if (m_looked % toldEvery == 0) {
            if (m_told) {
                m_told(m_looked);
            }
            if (m_stop && m_stop()) {
                return {};
            }
        }
        // What takes too long to decide is shown, so it is here as well.
        if (m_matcher.match({ .bytes = row.bytes,
                              .json = row.isJson(),
                              .number = row.number,
                              .receivedMs = row.receivedMs,
                              .offset = row.startOffset.token() })
            != FilterVerdict::No) {
            return row;
        }
    }
    if (m_told) {
        m_told(m_looked);
    }
    return {};
}

void FilteredRows::skip(quint64 rows)
{
    for (; rows > 0 && !next().isNull(); --rows) { }
}

} // namespace Tailwater
