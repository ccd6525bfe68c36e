// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/difftree.h"

#include "detail/diffvalue.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace Tailwater {

namespace {

// Of a pointer the end says what it is of.
class PointerDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideLeft;
    }
};

} // namespace

DiffTree::DiffTree(QWidget *parent)
    : QTreeWidget(parent)
    , m_pointerWidth(18 * fontMetrics().averageCharWidth())
{
    setColumnCount(AfterColumn + 1);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(BeforeColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(AfterColumn, QHeaderView::Stretch);
    header()->setTextElideMode(Qt::ElideRight);
    // Less than a column needs to show anything.
    header()->setMinimumSectionSize(3 * fontMetrics().averageCharWidth());
    setItemDelegateForColumn(PointerColumn, new PointerDelegate(this));
    for (const int column : { BeforeColumn, AfterColumn }) {
        setItemDelegateForColumn(column, new DifferenceDelegate(this));
    }
    connect(header(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (column == PointerColumn && !m_fitting) {
            m_pointerWidth = width;
        }
    });
}

DiffTree::~DiffTree() = default;

// The values are what is looked for: the others take a quarter of the width at most.
void DiffTree::fitColumns()
{
    const int quarter = viewport()->width() / 4;
    m_fitting = true;
    setColumnWidth(KindColumn,
                   std::min(quarter, std::max(sizeHintForColumn(KindColumn), header()->sectionSizeHint(KindColumn))));
    setColumnWidth(PointerColumn, std::min(quarter, m_pointerWidth));
    m_fitting = false;
}

void DiffTree::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    fitColumns();
}

} // namespace Tailwater

#include "moc_difftree.cpp"
