// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamdelegate.h"

#include "streamtreemodel.h"
#include "theme/theme.h"

#include <QApplication>
#include <QPainter>

namespace Tailwater {

StreamDelegate::StreamDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

StreamDelegate::~StreamDelegate() = default;

void StreamDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QString badge = index.data(StreamTreeModel::BadgeRole).toString();
    if (badge.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    QFont small(row.font);
    small.setPointSizeF(row.font.pointSizeF() * 0.88);
    const QFontMetrics metrics(small);
    const int width = metrics.horizontalAdvance(badge) + 12;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const QRect textRect = style->subElementRect(QStyle::SE_ItemViewItemText, &row, option.widget);
    row.text = row.fontMetrics.elidedText(row.text, Qt::ElideRight, textRect.width() - width - 4);
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);

    const Colours &colours = Theme::colours(row.palette);
    const int height = metrics.height() + 2;
    QRect pill(row.rect.right() - width - 6, row.rect.center().y() - height / 2, width, height);
    pill = QStyle::visualRect(row.direction, row.rect, pill);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(colours.border);
    painter->setBrush(colours.hover);
    painter->drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), height / 2.0,
                             height / 2.0);
    painter->setPen(row.palette.color(QPalette::Text));
    painter->setFont(small);
    painter->drawText(pill, Qt::AlignCenter, badge);
    painter->restore();
}

} // namespace Tailwater

#include "moc_streamdelegate.cpp"
