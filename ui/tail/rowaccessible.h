// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAccessibleWidget>
#include <QHash>
#include <QPersistentModelIndex>

QT_BEGIN_NAMESPACE
class QItemSelection;
QT_END_NAMESPACE

namespace Tailwater {

class RowView;

//! \brief A RowView for assistive technology: a table of the columns in view, as they stand.
//!
//! Cells are made when they are asked for, and only then. Child 0 … columns - 1 are the headers, after
//! them come the cells, row by row.
class RowAccessible final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit RowAccessible(RowView *view);
    ~RowAccessible() override;

    //! \brief From now on every RowView has one.
    static void install();
    //! \name What happened in \a view, for who listens
    //! \{
    static void noteCurrent(RowView *view, const QModelIndex &current);
    static void noteSelection(RowView *view, const QItemSelection &selected,
                              const QItemSelection &deselected);
    static void noteChange(RowView *view, const QModelIndex &topLeft, const QModelIndex &bottomRight);
    //! \}

    RowView *view() const;
    QAccessibleInterface *cell(const QModelIndex &index) const;

    void *interface_cast(QAccessible::InterfaceType type) override;
    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int row) const override;
    int columnCount() const override;
    int rowCount() const override;
    int selectedCellCount() const override;
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override;
    QList<QAccessibleInterface *> selectedCells() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int column) const override;
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int column) override;
    bool unselectRow(int row) override;
    bool unselectColumn(int column) override;
    void modelChange(QAccessibleTableModelChangeEvent *event) override;

private:
    QAccessibleInterface *header(int column) const;
    bool setRowSelected(int row, bool selected);
    void dropCells(bool all);

    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_cells;
    mutable QHash<int, QAccessible::Id> m_headers;
};

} // namespace Tailwater
