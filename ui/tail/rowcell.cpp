// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowcell.h"

#include "tail/rowview.h"

#include <QHeaderView>
#include <QWindow>

namespace Tailwater {

namespace {

QRect onScreen(const QWidget *widget, const QRect &rect)
{
    return { widget->mapToGlobal(rect.topLeft()), rect.size() };
}

} // namespace

RowCell::RowCell(RowView *view, const QPersistentModelIndex &index)
    : m_view(view)
    , m_index(index)
{
}

RowCell::~RowCell() = default;

void *RowCell::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this)
                                                   : nullptr;
}

bool RowCell::isValid() const
{
    return m_view && m_view->model() && m_index.isValid() && !m_view->isColumnHidden(m_index.column());
}

QWindow *RowCell::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QRect RowCell::rect() const
{
    return isValid() ? onScreen(m_view->viewport(), m_view->visualRect(m_index)) : QRect();
}

QString RowCell::text(QAccessible::Text kind) const
{
    if (!isValid()) {
        return {};
    }
    if (kind == QAccessible::Description) {
        return m_index.data(Qt::AccessibleDescriptionRole).toString();
    }
    if (kind != QAccessible::Name && kind != QAccessible::Value) {
        return {};
    }
    const QString spoken = m_index.data(Qt::AccessibleTextRole).toString();
    return spoken.isEmpty() ? m_index.data(Qt::DisplayRole).toString() : spoken;
}

void RowCell::setText(QAccessible::Text kind, const QString &text)
{
    // Nothing here can be edited.
    Q_UNUSED(kind)
    Q_UNUSED(text)
}

QAccessible::State RowCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const Qt::ItemFlags flags = m_index.flags();
    state.readOnly = true;
    state.disabled = !flags.testFlag(Qt::ItemIsEnabled);
    state.selectable = flags.testFlag(Qt::ItemIsSelectable);
    state.multiSelectable = state.selectable;
    state.extSelectable = state.selectable;
    state.selected = isSelected();
    state.focusable = true;
    state.focused = m_view->hasFocus() && m_view->currentIndex() == m_index;
    state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
    return state;
}

QAccessibleInterface *RowCell::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QAccessibleInterface *RowCell::child(int index) const
{
    Q_UNUSED(index)
    return nullptr;
}

QAccessibleInterface *RowCell::childAt(int x, int y) const
{
    Q_UNUSED(x)
    Q_UNUSED(y)
    return nullptr;
}

int RowCell::indexOfChild(const QAccessibleInterface *child) const
{
    Q_UNUSED(child)
    return -1;
}

bool RowCell::isSelected() const
{
    return isValid() && m_view->selectionModel()->isSelected(m_index);
}

QList<QAccessibleInterface *> RowCell::columnHeaderCells() const
{
    QAccessibleInterface *table = parent();
    return table && isValid() ? QList { table->child(columnIndex()) } : QList<QAccessibleInterface *>();
}

int RowCell::columnIndex() const
{
    return isValid() ? int(m_view->columnsInOrder().indexOf(m_index.column())) : -1;
}

RowHeader::RowHeader(RowView *view, int column)
    : m_view(view)
    , m_column(column)
{
}

RowHeader::~RowHeader() = default;

bool RowHeader::isValid() const
{
    return m_view && m_column < m_view->horizontalHeader()->count()
        && !m_view->isColumnHidden(m_column);
}

QWindow *RowHeader::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QRect RowHeader::rect() const
{
    if (!isValid()) {
        return {};
    }
    const QWidget *area = m_view->horizontalHeader()->viewport();
    return onScreen(area, QRect(m_view->columnViewportPosition(m_column), 0,
                                m_view->columnWidth(m_column), area->height()));
}

QString RowHeader::text(QAccessible::Text kind) const
{
    if (!isValid()) {
        return {};
    }
    const int role = kind == QAccessible::Name ? Qt::DisplayRole : Qt::ToolTipRole;
    return kind == QAccessible::Name || kind == QAccessible::Description
        ? m_view->model()->headerData(m_column, Qt::Horizontal, role).toString()
        : QString();
}

void RowHeader::setText(QAccessible::Text kind, const QString &text)
{
    Q_UNUSED(kind)
    Q_UNUSED(text)
}

QAccessible::State RowHeader::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    return state;
}

QAccessibleInterface *RowHeader::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QAccessibleInterface *RowHeader::child(int index) const
{
    Q_UNUSED(index)
    return nullptr;
}

QAccessibleInterface *RowHeader::childAt(int x, int y) const
{
    Q_UNUSED(x)
    Q_UNUSED(y)
    return nullptr;
}

int RowHeader::indexOfChild(const QAccessibleInterface *child) const
{
    Q_UNUSED(child)
    return -1;
}

int RowHeader::columnIndex() const
{
    return isValid() ? int(m_view->columnsInOrder().indexOf(m_column)) : -1;
}

} // namespace Tailwater
