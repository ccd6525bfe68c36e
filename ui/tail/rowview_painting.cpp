// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How a RowView paints what is in view.

#include "tail/rowview.h"

#include <QHeaderView>
#include <QPainter>
#include <QPaintEvent>

#include <algorithm>

namespace Tailwater {

void RowView::paintEvent(QPaintEvent *event)
{
    const QRect area = event->rect();
    const int first = m_top + std::max(0, area.top()) / m_rowHeight;
    const int last = std::min(rowCount() - 1, m_top + area.bottom() / m_rowHeight);
    if (first > last) {
        return;
    }
    QList<int> columns = columnsInOrder();
    columns.removeIf([&](int column) {
        const int left = columnViewportPosition(column);
        return left > area.right() || left + columnWidth(column) <= area.left();
    });
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = first; row <= last; ++row) {
        paintRow(&painter, &option, row, columns);
    }
}

void RowView::paintRow(QPainter *painter, QStyleOptionViewItem *option, int row,
                       const QList<int> &columns) const
{
    const QItemSelectionModel *selection = selectionModel();
    const bool selected
        = selection->hasSelection() && selection->isSelected(model()->index(row, m_mainColumn));
    option->state.setFlag(QStyle::State_Selected, selected);
    const int top = rowViewportPosition(row);
    for (const int column : columns) {
        const QModelIndex index = model()->index(row, column);
        option->rect = QRect(columnViewportPosition(column), top, columnWidth(column), m_rowHeight);
        option->index = index;
        itemDelegateForIndex(index)->paint(painter, *option, index);
    }
}

} // namespace Tailwater
