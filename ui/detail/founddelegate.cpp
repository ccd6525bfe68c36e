// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/founddelegate.h"

#include "tail/foundtext.h"
#include "theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace Tailwater {

FoundDelegate::FoundDelegate(FoundText *found, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_found(found)
{
}

FoundDelegate::~FoundDelegate() = default;

// Over the text, so faint that it can be read.
void FoundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QList<FoundText::Place> places = m_found->isSought()
        ? m_found->placesIn(index.data(Qt::DisplayRole).toString())
        : QList<FoundText::Place> {};
    if (places.isEmpty()) {
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, item.widget) + 1;
    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget)
                           .adjusted(margin, 0, -margin, 0);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QColor frame = selected ? item.palette.color(QPalette::HighlightedText)
                                  : Theme::colours(item.palette).warning;
    QColor ground = Theme::colours(item.palette).warning;
    ground.setAlphaF(selected ? 0 : 0.2F);
    painter->save();
    painter->setClipRect(item.rect, Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(frame);
    painter->setBrush(ground);
    for (const auto &[begin, length] : places) {
        const int left = text.left() + item.fontMetrics.horizontalAdvance(item.text.first(begin));
        const int right = text.left() + item.fontMetrics.horizontalAdvance(item.text.first(begin + length));
        if (left >= text.right()) {
            break;
        }
        painter->drawRect(left - 1, text.top() + 1, std::min(right, text.right()) - left + 1, text.height() - 3);
    }
    painter->restore();
}

} // namespace Tailwater

#include "moc_founddelegate.cpp"
