// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowaccessible.h"

#include "tail/rowcell.h"
#include "tail/rowview.h"

#include <QHeaderView>
#include <QItemSelectionModel>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className == "Tailwater::RowView"_L1) {
        return new RowAccessible(static_cast<RowView *>(object));
    }
    return nullptr;
}

RowAccessible *accessibleOf(RowView *view)
{
    return static_cast<RowAccessible *>(QAccessible::queryAccessibleInterface(view));
}

} // namespace

RowAccessible::RowAccessible(RowView *view)
    : QAccessibleWidget(view, QAccessible::Table)
{
}

RowAccessible::~RowAccessible()
{
    dropCells(true);
}

void RowAccessible::install()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void RowAccessible::noteCurrent(RowView *view, const QModelIndex &current)
{
    if (QAccessible::isActive() && current.isValid() && view->hasFocus()) {
        if (QAccessibleInterface *cell = accessibleOf(view)->cell(current)) {
            QAccessibleEvent event(cell, QAccessible::Focus);
            QAccessible::updateAccessibility(&event);
        }
    }
}

void RowAccessible::noteSelection(RowView *view, const QItemSelection &selected,
                                  const QItemSelection &deselected)
{
    if (!QAccessible::isActive() || (selected.isEmpty() && deselected.isEmpty())) {
        return;
    }
    // One row was chosen, or it is said that the selection is another one: never row by row.
    const bool one = selected.size() == 1 && selected.first().height() == 1;
    if (one && deselected.isEmpty()) {
        const QModelIndex index = view->model()->index(selected.first().top(), view->mainColumn());
        if (QAccessibleInterface *cell = accessibleOf(view)->cell(index)) {
            QAccessibleEvent event(cell, QAccessible::SelectionAdd);
            QAccessible::updateAccessibility(&event);
        }
        return;
    }
    QAccessibleEvent event(view, QAccessible::SelectionWithin);
    QAccessible::updateAccessibility(&event);
}

void RowAccessible::noteChange(RowView *view, const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    if (QAccessible::isActive()) {
        QAccessibleTableModelChangeEvent event(view, QAccessibleTableModelChangeEvent::DataChanged);
        event.setFirstRow(topLeft.row());
        event.setFirstColumn(topLeft.column());
        event.setLastRow(bottomRight.row());
        event.setLastColumn(bottomRight.column());
        QAccessible::updateAccessibility(&event);
    }
}

RowView *RowAccessible::view() const
{
    return static_cast<RowView *>(object());
}

void *RowAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface) {
        return static_cast<QAccessibleTableInterface *>(this);
    }
    return QAccessibleWidget::interface_cast(type);
}

QAccessibleInterface *RowAccessible::cell(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return nullptr;
    }
    const QPersistentModelIndex key(index);
    if (const auto known = m_cells.constFind(key); known != m_cells.cend()) {
        return QAccessible::accessibleInterface(*known);
    }
    auto *cell = new RowCell(view(), key);
    m_cells.insert(key, QAccessible::registerAccessibleInterface(cell));
    return cell;
}

QAccessibleInterface *RowAccessible::header(int column) const
{
    if (const auto known = m_headers.constFind(column); known != m_headers.cend()) {
        return QAccessible::accessibleInterface(*known);
    }
    auto *header = new RowHeader(view(), column);
    m_headers.insert(column, QAccessible::registerAccessibleInterface(header));
    return header;
}

int RowAccessible::childCount() const
{
    return (rowCount() + 1) * columnCount();
}

QAccessibleInterface *RowAccessible::child(int index) const
{
    const QList<int> columns = view()->columnsInOrder();
    if (index < 0 || columns.isEmpty()) {
        return nullptr;
    }
    const int column = columns.at(index % columns.size());
    const auto line = int(index / columns.size());
    return line == 0 ? header(column) : cell(view()->model()->index(line - 1, column));
}

QAccessibleInterface *RowAccessible::childAt(int x, int y) const
{
    const QHeaderView *columns = view()->horizontalHeader();
    const QPoint onHeader = columns->viewport()->mapFromGlobal(QPoint(x, y));
    if (columns->viewport()->rect().contains(onHeader)) {
        const int column = columns->logicalIndexAt(onHeader);
        return column < 0 ? nullptr : header(column);
    }
    const QPoint inside = view()->viewport()->mapFromGlobal(QPoint(x, y));
    return view()->viewport()->rect().contains(inside) ? cell(view()->indexAt(inside)) : nullptr;
}

QAccessibleInterface *RowAccessible::focusChild() const
{
    return cell(view()->currentIndex());
}

int RowAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto columns = int(view()->columnsInOrder().size());
    if (const auto *cell = dynamic_cast<const RowCell *>(child)) {
        return (cell->rowIndex() + 1) * columns + cell->columnIndex();
    }
    const auto *header = dynamic_cast<const RowHeader *>(child);
    return header ? header->columnIndex() : -1;
}

QAccessibleInterface *RowAccessible::cellAt(int row, int column) const
{
    const QList<int> columns = view()->columnsInOrder();
    if (row < 0 || row >= rowCount() || column < 0 || column >= columns.size()) {
        return nullptr;
    }
    return cell(view()->model()->index(row, columns.at(column)));
}

QString RowAccessible::columnDescription(int column) const
{
    const QList<int> columns = view()->columnsInOrder();
    return view()->model()->headerData(columns.value(column, -1), Qt::Horizontal).toString();
}

QString RowAccessible::rowDescription(int row) const
{
    return view()->model()->headerData(row, Qt::Vertical).toString();
}

int RowAccessible::columnCount() const
{
    return int(view()->columnsInOrder().size());
}

int RowAccessible::rowCount() const
{
    return view()->model() ? view()->model()->rowCount() : 0;
}

int RowAccessible::selectedCellCount() const
{
    return selectedRowCount() * columnCount();
}

int RowAccessible::selectedRowCount() const
{
    int rows = 0;
    for (const QItemSelectionRange &range : view()->selectionModel()->selection()) {
        rows += range.height();
    }
    return rows;
}

QList<int> RowAccessible::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : view()->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
        }
    }
    return rows;
}

QList<QAccessibleInterface *> RowAccessible::selectedCells() const
{
    // Those in view: the others are as many as there are rows.
    QList<QAccessibleInterface *> cells;
    for (int row = std::max(0, view()->rowAt(0)); row <= view()->lastRowInView(); ++row) {
        for (int column = 0; isRowSelected(row) && column < columnCount(); ++column) {
            cells.append(cellAt(row, column));
        }
    }
    return cells;
}

bool RowAccessible::isColumnSelected(int column) const
{
    Q_UNUSED(column)
    return false;
}

bool RowAccessible::isRowSelected(int row) const
{
    return view()->selectionModel()->isRowSelected(row);
}

bool RowAccessible::setRowSelected(int row, bool selected)
{
    if (row < 0 || row >= rowCount()) {
        return false;
    }
    view()->selectionModel()->select(view()->model()->index(row, view()->mainColumn()),
                                     (selected ? QItemSelectionModel::Select
                                               : QItemSelectionModel::Deselect)
                                         | QItemSelectionModel::Rows);
    return isRowSelected(row) == selected;
}

bool RowAccessible::selectRow(int row)
{
    return setRowSelected(row, true);
}

bool RowAccessible::unselectRow(int row)
{
    return setRowSelected(row, false);
}

bool RowAccessible::selectColumn(int column)
{
    Q_UNUSED(column)
    return false;
}

bool RowAccessible::unselectColumn(int column)
{
    Q_UNUSED(column)
    return false;
}

// Cells know their place by themselves; only those that are gone are dropped.
void RowAccessible::modelChange(QAccessibleTableModelChangeEvent *event)
{
    using Event = QAccessibleTableModelChangeEvent;
    if (event->modelChangeType() != Event::DataChanged && event->modelChangeType() != Event::RowsInserted) {
        dropCells(event->modelChangeType() == Event::ModelReset);
    }
}

void RowAccessible::dropCells(bool all)
{
    m_cells.removeIf([all](const std::pair<const QPersistentModelIndex &, QAccessible::Id &> &known) {
        const bool gone = all || !known.first.isValid();
        if (gone) {
            QAccessible::deleteAccessibleInterface(known.second);
        }
        return gone;
    });
    if (all) {
        for (const QAccessible::Id id : std::as_const(m_headers)) {
            QAccessible::deleteAccessibleInterface(id);
        }
        m_headers.clear();
    }
}

} // namespace Tailwater
