// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowview.h"

#include "tail/rowaccessible.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace Tailwater {

RowView::RowView(QWidget *parent)
    : QAbstractItemView(parent)
    , m_header(new QHeaderView(Qt::Horizontal, this))
{
    RowAccessible::install();
    // Rows are whole at the upper edge; columns may be wider than the view.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    // Each row paints its ground: see paintEvent().
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_header->setHighlightSections(false);
    m_header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connectHeader();
}

RowView::~RowView()
{
    // It is hidden with the rest, and says so, when this is no RowView any more.
    m_header->disconnect(this);
}

void RowView::connectHeader()
{
    const auto columnsChanged = [this] {
        updateBars();
        viewport()->update();
    };
    connect(m_header, &QHeaderView::sectionResized, this, columnsChanged);
    connect(m_header, &QHeaderView::sectionMoved, this, columnsChanged);
    connect(m_header, &QHeaderView::sectionCountChanged, this, columnsChanged);
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, &RowView::resizeColumnToContents);
    connect(m_header, &QHeaderView::geometriesChanged, this, [this] { updateGeometries(); });
}

void RowView::setModel(QAbstractItemModel *model)
{
    if (model == this->model()) {
        return;
    }
    disconnect(m_removals);
    QAbstractItemView::setModel(model);
    m_header->setModel(model);
    if (model) {
        m_removals = connect(model, &QAbstractItemModel::rowsRemoved, this,
                             [this](const QModelIndex &, int start, int end) {
                                 rowsRemoved(start, end);
                             });
    }
    m_top = 0;
    updateGeometries();
}

int RowView::rowCount() const
{
    return model() ? model()->rowCount() : 0;
}

void RowView::setRowHeight(int height)
{
    height = std::max(1, height);
    if (std::exchange(m_rowHeight, height) != height) {
        updateGeometries();
        viewport()->update();
    }
}

// What is current and in view stays so; other than that the upper edge does.
void RowView::setFooterHeight(int height)
{
    if (std::exchange(m_footerHeight, height) == height) {
        return;
    }
    const QModelIndex current = currentIndex();
    const bool inView = current.isValid() && current.row() >= m_top
        && current.row() < m_top + wholeRows();
    updateGeometries();
    if (inView && current.row() >= m_top + wholeRows()) {
        verticalScrollBar()->setValue(current.row() - wholeRows() + 1);
    }
}

int RowView::rowAt(int y) const
{
    const int row = m_top + (y < 0 ? -1 : y / m_rowHeight);
    return y >= 0 && row < rowCount() ? row : -1;
}

// The row at \a y, or the one that comes nearest.
int RowView::nearestRow(int y) const
{
    const int distance = y < 0 ? (y + 1) / m_rowHeight - 1 : y / m_rowHeight;
    return std::clamp(m_top + distance, 0, std::max(0, rowCount() - 1));
}

int RowView::rowViewportPosition(int row) const
{
    const qint64 position = (qint64(row) - m_top) * m_rowHeight;
    constexpr qint64 far = std::numeric_limits<int>::max() / 2;
    return int(std::clamp(position, -far, far));
}

int RowView::wholeRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

int RowView::lastRowInView() const
{
    return std::min(rowCount() - 1, m_top + std::max(0, viewport()->height() - 1) / m_rowHeight);
}

int RowView::columnAt(int x) const
{
    return m_header->logicalIndexAt(x);
}

int RowView::columnViewportPosition(int column) const
{
    return m_header->sectionViewportPosition(column);
}

int RowView::columnWidth(int column) const
{
    return m_header->sectionSize(column);
}

void RowView::setColumnWidth(int column, int width)
{
    m_header->resizeSection(column, width);
}

bool RowView::isColumnHidden(int column) const
{
    return m_header->isSectionHidden(column);
}

void RowView::setColumnHidden(int column, bool hidden)
{
    m_header->setSectionHidden(column, hidden);
}

QList<int> RowView::columnsInOrder() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(column)) {
            columns.append(column);
        }
    }
    return columns;
}

int RowView::sizeHintForColumn(int column) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int width = 0;
    for (int row = m_top; row <= lastRowInView(); ++row) {
        const QModelIndex index = model()->index(row, column);
        width = std::max(width, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return width;
}

int RowView::sizeHintForRow(int row) const
{
    return row < rowCount() ? m_rowHeight : -1;
}

void RowView::resizeColumnToContents(int column)
{
    m_header->resizeSection(column,
                            std::max(sizeHintForColumn(column), m_header->sectionSizeHint(column)));
}

QRect RowView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != model()) {
        return {};
    }
    const int column = index.column();
    const int width = isColumnHidden(column) ? 0 : columnWidth(column);
    return { columnViewportPosition(column), rowViewportPosition(index.row()), width, m_rowHeight };
}

QModelIndex RowView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    const int column = columnAt(point.x());
    return row < 0 || column < 0 ? QModelIndex() : model()->index(row, column);
}

bool RowView::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

int RowView::horizontalOffset() const
{
    return m_header->offset();
}

int RowView::verticalOffset() const
{
    return -rowViewportPosition(0);
}

void RowView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    // A current row that is about to be gone moves to another one: that takes nobody anywhere.
    if (m_removing || !index.isValid() || index.model() != model()) {
        return;
    }
    QScrollBar *rows = verticalScrollBar();
    const int row = index.row();
    const int fits = wholeRows();
    if (hint == PositionAtTop || (hint == EnsureVisible && row < m_top)) {
        rows->setValue(row);
    } else if (hint == PositionAtBottom || (hint == EnsureVisible && row >= m_top + fits)) {
        rows->setValue(row - fits + 1);
    } else if (hint == PositionAtCenter) {
        rows->setValue(row - fits / 2);
    }
    if (isColumnHidden(index.column())) {
        return;
    }
    QScrollBar *pixels = horizontalScrollBar();
    const int left = m_header->sectionPosition(index.column());
    const int width = columnWidth(index.column());
    if (left < m_header->offset() || width > viewport()->width()) {
        pixels->setValue(left);
    } else if (left + width > m_header->offset() + viewport()->width()) {
        pixels->setValue(left + width - viewport()->width());
    }
}

void RowView::reset()
{
    QAbstractItemView::reset();
    updateGeometries();
    viewport()->update();
}

void RowView::placeHeader()
{
    const int height = std::max(m_header->minimumHeight(), m_header->sizeHint().height());
    setViewportMargins(0, height, 0, m_footerHeight);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);
}

// A scroll bar that comes or goes makes the viewport another one.
void RowView::updateGeometries()
{
    m_placeAgain = true;
    if (std::exchange(m_placing, true)) {
        return;
    }
    for (int tries = 0; tries < 3 && std::exchange(m_placeAgain, false); ++tries) {
        placeHeader();
        updateBars();
    }
    m_placing = false;
    QAbstractItemView::updateGeometries();
}

void RowView::updateBars()
{
    const int fits = wholeRows();
    QScrollBar *rows = verticalScrollBar();
    rows->setPageStep(fits);
    rows->setRange(0, std::max(0, rowCount() - fits));
    QScrollBar *pixels = horizontalScrollBar();
    const int width = viewport()->width();
    pixels->setPageStep(width);
    pixels->setSingleStep(std::max(2, width / 16));
    pixels->setRange(0, std::max(0, m_header->length() - width));
}

// The same rows stay where they are; only what they are counted as has changed.
void RowView::moveTop(int row)
{
    {
        const QScopedValueRollback guard(m_shifting, true);
        m_top = row;
        QScrollBar *bar = verticalScrollBar();
        bar->setRange(0, std::max(bar->maximum(), row));
        bar->setValue(row);
        updateBars();
    }
    if (verticalScrollBar()->value() != m_top) {
        m_top = verticalScrollBar()->value();
        viewport()->update();
    }
}

void RowView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dy)
    if (dx != 0) {
        m_header->setOffset(horizontalScrollBar()->value());
        viewport()->update();
    }
    if (m_shifting) {
        return;
    }
    const int moved = std::exchange(m_top, verticalScrollBar()->value()) - m_top;
    if (moved == 0) {
        return;
    }
    if (std::abs(moved) < wholeRows() && dx == 0) {
        viewport()->scroll(0, moved * m_rowHeight);
    } else {
        viewport()->update();
    }
}

void RowView::updateRows(int first, int last)
{
    first = std::max(first, m_top);
    last = std::min(last, m_top + viewport()->height() / m_rowHeight);
    if (first <= last) {
        viewport()->update(0, rowViewportPosition(first), viewport()->width(),
                           (last - first + 1) * m_rowHeight);
    }
}

void RowView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const int count = end - start + 1;
    const bool above = start <= m_top && rowCount() - count > start;
    if (above) {
        moveTop(m_top + count);
    } else {
        updateBars();
        updateRows(start, std::numeric_limits<int>::max());
    }
    QAbstractItemView::rowsInserted(parent, start, end);
}

void RowView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_removing = true;
    m_dragging = state() == DragSelectingState;
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

void RowView::rowsRemoved(int start, int end)
{
    m_removing = false;
    if (std::exchange(m_dragging, false)) {
        setState(DragSelectingState);
    }
    if (end < m_top) {
        moveTop(m_top - (end - start + 1));
        return;
    }
    moveTop(std::min(m_top, start));
    updateRows(start, std::numeric_limits<int>::max());
}

// Not cell by cell: all of them may have changed.
void RowView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                          const QList<int> &roles)
{
    updateRows(topLeft.row(), bottomRight.row());
    RowAccessible::noteChange(this, topLeft, bottomRight);
    Q_UNUSED(roles)
}

void RowView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    RowAccessible::noteCurrent(this, current);
}

void RowView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    RowAccessible::noteSelection(this, selected, deselected);
}

} // namespace Tailwater

#include "moc_rowview.cpp"
