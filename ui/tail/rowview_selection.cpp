// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What a RowView selects, by mouse and by keyboard.

#include "tail/rowview.h"

#include <QMouseEvent>

#include <algorithm>

namespace Tailwater {

QRegion RowView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    const int last = lastRowInView();
    for (const QItemSelectionRange &range : selection) {
        const int from = std::max(range.top(), m_top);
        const int to = std::min(range.bottom(), last);
        if (from <= to) {
            region += QRect(0, rowViewportPosition(from), viewport()->width(),
                            (to - from + 1) * m_rowHeight);
        }
    }
    return region;
}

void RowView::mousePressEvent(QMouseEvent *event)
{
    if (model() && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_anchor = model()->index(nearestRow(event->position().toPoint().y()), m_mainColumn);
    }
    QAbstractItemView::mousePressEvent(event);
}

// Whoever selects goes on doing so outside, as at the edge.
void RowView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    const QRectF area = viewport()->rect();
    if (state() != DragSelectingState || area.contains(at)) {
        QAbstractItemView::mouseMoveEvent(event);
        return;
    }
    const int lastRow = std::max(0, lastRowInView());
    const double lowest
        = std::min(area.bottom() - 1, double(rowViewportPosition(lastRow) + m_rowHeight - 1));
    const QPointF edge(std::clamp(at.x(), area.left(), std::max(area.left(), area.right() - 1)),
                       std::clamp(at.y(), area.top(), std::max(area.top(), lowest)));
    QMouseEvent inside(event->type(), edge, event->scenePosition(), event->globalPosition(),
                       event->button(), event->buttons(), event->modifiers(), event->pointingDevice());
    QAbstractItemView::mouseMoveEvent(&inside);
}

// From the upper edge of \a rect, which is where it began, to the lower one, also upwards.
void RowView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    if (rowCount() == 0) {
        return;
    }
    // A drag says where it began in pixels; rows may have left since.
    const bool drags = state() == DragSelectingState;
    const int from = !drags ? nearestRow(rect.top()) : m_anchor.isValid() ? m_anchor.row() : 0;
    const int to = nearestRow(rect.bottom());
    if (!drags) {
        m_anchor = model()->index(from, m_mainColumn);
    }
    const QItemSelectionRange range(model()->index(std::min(from, to), 0),
                                    model()->index(std::max(from, to), model()->columnCount() - 1));
    QItemSelection selection;
    if (!range.isEmpty()) {
        selection.append(range);
    }
    selectionModel()->select(selection, command);
}

void RowView::selectAll()
{
    if (rowCount() > 0) {
        selectionModel()->select(
            QItemSelection(model()->index(0, 0),
                           model()->index(rowCount() - 1, model()->columnCount() - 1)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
}

int RowView::nextColumn(int column, int step) const
{
    const QList<int> columns = columnsInOrder();
    const qsizetype at = columns.indexOf(column);
    return at < 0 ? columns.value(0) : columns.at(std::clamp<qsizetype>(at + step, 0, columns.size() - 1));
}

QModelIndex RowView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    Q_UNUSED(modifiers)
    const int last = rowCount() - 1;
    const QModelIndex current = currentIndex();
    if (last < 0) {
        return {};
    }
    if (!current.isValid()) {
        return model()->index(std::min(m_top, last), m_mainColumn);
    }
    int row = current.row();
    int column = current.column();
    const int forward = isRightToLeft() ? -1 : 1;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveNext:
        ++row;
        break;
    case MovePageUp:
        row -= wholeRows();
        break;
    case MovePageDown:
        row += wholeRows();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
        column = nextColumn(column, -forward);
        break;
    case MoveRight:
        column = nextColumn(column, forward);
        break;
    }
    return model()->index(std::clamp(row, 0, last), column);
}

} // namespace Tailwater
