// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractItemView>

QT_BEGIN_NAMESPACE
class QHeaderView;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A table whose rows all have one height: whatever happens costs what is in view, not what
//! there is.
//!
//! The vertical scroll bar counts rows, and the top row is always whole: its place follows from the
//! value alone. Rows that come or go above it do not move what is shown. The columns are those of a
//! QHeaderView.
class RowView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit RowView(QWidget *parent = nullptr);
    ~RowView() override;

    void setModel(QAbstractItemModel *model) override;
    QHeaderView *horizontalHeader() const { return m_header; }

    int rowHeight() const { return m_rowHeight; }
    void setRowHeight(int height);
    //! \brief Room that is kept free below the rows.
    int footerHeight() const { return m_footerHeight; }
    void setFooterHeight(int height);
    //! \brief The column that is current in a row that becomes so without a click on a cell.
    void setMainColumn(int column) { m_mainColumn = column; }
    int mainColumn() const { return m_mainColumn; }

    //! \brief The row at \a y of the viewport, or -1.
    int rowAt(int y) const;
    int rowViewportPosition(int row) const;
    //! \brief Rows that fit in as a whole; at least 1.
    int wholeRows() const;
    //! \brief The last row of which something is in view, or -1.
    int lastRowInView() const;
    int columnAt(int x) const;
    int columnViewportPosition(int column) const;
    int columnWidth(int column) const;
    void setColumnWidth(int column, int width);
    bool isColumnHidden(int column) const;
    void setColumnHidden(int column, bool hidden);
    //! \brief The columns that are not hidden, as they stand beside one another.
    QList<int> columnsInOrder() const;
    //! \brief As wide as the rows in view need.
    void resizeColumnToContents(int column);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void selectAll() override;
    void reset() override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    int sizeHintForColumn(int column) const override;
    int sizeHintForRow(int row) const override;

    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void rowsRemoved(int start, int end);
    int rowCount() const;
    int nearestRow(int y) const;
    void connectHeader();
    void placeHeader();
    void updateBars();
    void moveTop(int row);
    void updateRows(int first, int last);
    int nextColumn(int column, int step) const;
    void paintRow(QPainter *painter, QStyleOptionViewItem *option, int row,
                  const QList<int> &columns) const;

    QHeaderView *m_header;
    int m_rowHeight = 20;
    int m_footerHeight = 0;
    int m_mainColumn = 0;
    int m_top = 0; //!< the row at the upper edge
    QPersistentModelIndex m_anchor; //!< where the selection began
    QMetaObject::Connection m_removals;
    bool m_placing = false; //!< header and scroll bars are being placed
    bool m_placeAgain = false;
    bool m_shifting = false; //!< the value changes, and nothing moves
    bool m_removing = false;
    bool m_dragging = false; //!< the mouse is selecting while rows leave
};

} // namespace Tailwater
