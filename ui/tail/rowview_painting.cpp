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
    QList<int> columns = columnsInOrder();
    columns.removeIf([&](int column) {
        const int left = columnViewportPosition(column);
        return left > area.right() || left + columnWidth(column) <= area.left();
    });
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QBrush ground = viewport()->palette().brush(viewport()->backgroundRole());
    int bottom = area.top();
    for (int row = first; row <= last; ++row) {
        // Painted over at once: a ground for all rows would have left the cache by then.
        bottom = rowViewportPosition(row) + m_rowHeight;
        painter.fillRect(area.left(), bottom - m_rowHeight, area.width(), m_rowHeight, ground);
        paintRow(&painter, &option, row, columns);
    }
    if (bottom <= area.bottom()) {
        painter.fillRect(area.left(), bottom, area.width(), area.bottom() - bottom + 1, ground);
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
