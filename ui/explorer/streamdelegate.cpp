// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamdelegate.h"

#include "models/ratemeter.h"
#include "streamtreemodel.h"
#include "theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace Tailwater {

namespace {

constexpr int Gap = 6;
constexpr int Dot = 9;
constexpr int SparkWidth = 42;

void paintBadge(QPainter *painter, const QRect &pill, const QString &text, const QFont &font,
                const QPalette &palette)
{
    const Colours &colours = Theme::colours(palette);
    painter->setPen(colours.border);
    painter->setBrush(colours.hover);
    painter->drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2.0,
                             pill.height() / 2.0);
    painter->setPen(palette.color(QPalette::Text));
    painter->setFont(font);
    painter->drawText(pill, Qt::AlignCenter, text);
}

void paintSparkline(QPainter *painter, const QRect &box, const QList<double> &rates,
                    const QColor &colour)
{
    const double most = std::max(1.0, *std::max_element(rates.cbegin(), rates.cend()));
    const double step = double(box.width()) / RateMeter::seconds;
    const double left = box.right() - step * double(rates.size());
    for (qsizetype i = 0; i < rates.size(); ++i) {
        const double h = rates.at(i) > 0 ? std::max(1.0, box.height() * rates.at(i) / most) : 0.0;
        painter->fillRect(QRectF(left + double(i) * step, box.bottom() - h, step, h), colour);
    }
}

} // namespace

StreamDelegate::StreamDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

StreamDelegate::~StreamDelegate() = default;

void StreamDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QString badge = index.data(StreamTreeModel::BadgeRole).toString();
    const bool live = index.data(StreamTreeModel::LiveRole).toBool();
    const bool unread = index.data(StreamTreeModel::UnreadRole).toBool();
    const auto rates = index.data(StreamTreeModel::RatesRole).value<QList<double>>();
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    QFont small = row.font;
    small.setPointSizeF(small.pointSizeF() * 0.85);
    const QFontMetrics metrics(small);
    const int badgeWidth = badge.isEmpty() ? 0 : metrics.horizontalAdvance(badge) + 12 + Gap;
    const int dotWidth = live || unread ? Dot + Gap : 0;
    // Unread is told by weight as well as by the dot.
    row.font.setBold(row.font.bold() || unread);
    row.fontMetrics = QFontMetrics(row.font);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const int room = style->subElementRect(QStyle::SE_ItemViewItemText, &row, option.widget).width() - 4;
    // The name comes first: there is a sparkline only where it costs no letter.
    const int left = room - badgeWidth - dotWidth - Gap - row.fontMetrics.horizontalAdvance(row.text);
    const int sparkWidth = rates.isEmpty() || left < SparkWidth + 2 * Gap ? 0 : SparkWidth + Gap;
    const int taken = badgeWidth + dotWidth + sparkWidth;
    if (taken > 0) {
        row.text = row.fontMetrics.elidedText(row.text, Qt::ElideMiddle, room - taken - Gap);
    }
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);
    if (taken == 0) {
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    int right = row.rect.right() - 6;
    const auto place = [&](int width, int height) {
        const QRect box(right - width, row.rect.center().y() - height / 2, width, height);
        right -= width + Gap;
        return QStyle::visualRect(row.direction, row.rect, box);
    };
    const Colours &colours = Theme::colours(row.palette);
    if (dotWidth > 0) {
        painter->setPen(QPen(live ? colours.good : colours.muted, 1.5));
        painter->setBrush(unread ? QBrush(colours.accent) : QBrush(live ? colours.good : colours.muted));
        painter->drawEllipse(QRectF(place(Dot, Dot)).adjusted(1, 1, -1, -1));
    }
    if (badgeWidth > 0) {
        paintBadge(painter, place(badgeWidth - Gap, metrics.height() + 2), badge, small, row.palette);
    }
    if (sparkWidth > 0) {
        paintSparkline(painter, place(SparkWidth, row.fontMetrics.height() - 2), rates, colours.accent);
    }
    painter->restore();
}

} // namespace Tailwater

#include "moc_streamdelegate.cpp"
