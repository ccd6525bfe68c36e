// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/pill.h"

#include "theme/theme.h"

#include <QPainter>

namespace Tailwater {

namespace {

constexpr int margin = 12;
constexpr int picture = 14;
constexpr int gap = 6;

} // namespace

Pill::Pill(QWidget *parent)
    : QAbstractButton(parent)
{
    // The list keeps the focus; End and Space do the same.
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

Pill::~Pill() = default;

QSize Pill::sizeHint() const
{
    const int before = icon().isNull() ? 0 : picture + gap;
    return { fontMetrics().horizontalAdvance(text()) + before + 2 * margin,
             fontMetrics().height() + 10 };
}

void Pill::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Colours &colours = Theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    // A rim of the list's own colour keeps it apart from the rows below.
    painter.setPen(QPen(palette().color(QPalette::Base), 2));
    painter.setBrush(isDown() ? colours.accent.darker(118)
                         : underMouse() ? colours.accent.lighter(108)
                                        : colours.accent);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    QRect content = rect().adjusted(margin, 0, -margin, 0);
    if (!icon().isNull()) {
        const QRect place(content.left(), (height() - picture) / 2, picture, picture);
        icon().paint(&painter, QStyle::visualRect(layoutDirection(), rect(), place));
        content.setLeft(place.right() + 1 + gap);
    }
    painter.setPen(colours.onAccent);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), content),
                     Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace Tailwater

#include "moc_pill.cpp"
