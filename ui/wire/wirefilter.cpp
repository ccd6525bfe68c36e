// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wirefilter.h"

#include "wiremodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

WireFilter::WireFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
}

WireFilter::~WireFilter() = default;

void WireFilter::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool WireFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty()) {
        return true;
    }
    QString text;
    for (const int column : { WireModel::Server, WireModel::Purpose, WireModel::Method,
                              WireModel::Url, WireModel::Status }) {
        text += sourceModel()->index(row, column, parent).data().toString() + u'\n';
    }
    return std::ranges::all_of(m_words, [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace Tailwater

#include "moc_wirefilter.cpp"
