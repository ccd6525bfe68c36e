// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "styleparts.h"

#include "theme.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace Tailwater {

namespace {

constexpr qreal Radius = 5;
//! The rectangle whose one-pixel outline is sharp.
QRectF outlineOf(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

} // namespace

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line,
             qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const qreal inset = (width - 1) / 2;
    painter->drawRoundedRect(outlineOf(rect).adjusted(inset, inset, -inset, -inset), Radius,
                             Radius);
    painter->restore();
}

void drawChevron(QPainter *painter, QPointF centre, const QColor &colour, int degrees)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(centre);
    painter->rotate(degrees);
    painter->drawPolyline(QPolygonF { { -2, -3.5 }, { 1.8, 0 }, { -2, 3.5 } });
    painter->restore();
}

QColor blend(const QColor &under, const QColor &over, float share)
{
    return QColor::fromRgbF(under.redF() + (over.redF() - under.redF()) * share,
                            under.greenF() + (over.greenF() - under.greenF()) * share,
                            under.blueF() + (over.blueF() - under.blueF()) * share);
}

void drawPushButton(const QStyleOption *option, QPainter *painter)
{
    const Colours &colours = Theme::colours(option->palette);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool primary
        = enabled && button && (button->features & QStyleOptionButton::DefaultButton);
    const bool flat = button && (button->features & QStyleOptionButton::Flat);
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    QColor fill = primary ? colours.accent : option->palette.color(QPalette::Button);
    if (flat && !hover && !down) {
        fill = QColor();
    } else if (down) {
        fill = blend(fill, option->palette.color(QPalette::Text), 0.14F);
    } else if (hover) {
        fill = blend(fill, option->palette.color(QPalette::Text), 0.06F);
    }
    const bool focus = option->state & QStyle::State_HasFocus;
    drawBox(painter, option->rect, fill,
            flat          ? QColor()
                : primary ? colours.accent
                          : colours.border);
    if (focus) {
        drawBox(painter, primary ? option->rect.adjusted(2, 2, -2, -2) : option->rect, QColor(),
                primary ? colours.onAccent : colours.accent, primary ? 1 : 2);
    }
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const Colours &colours = Theme::colours(option->palette);
    const bool on = option->state & QStyle::State_On;
    const bool down = option->state & QStyle::State_Sunken;
    const bool hover
        = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    if (on || down || hover) {
        const QColor fill = on ? option->palette.color(QPalette::Highlight) : colours.hover;
        drawBox(painter, option->rect,
                down ? blend(fill, option->palette.color(QPalette::Text), 0.08F) : fill, QColor());
    }
    if (option->state & QStyle::State_HasFocus) {
        drawBox(painter, option->rect, QColor(), colours.accent, 2);
    }
}

void drawField(const QStyleOption *option, QPainter *painter)
{
    const Colours &colours = Theme::colours(option->palette);
    const bool focus = option->state & QStyle::State_HasFocus;
    drawBox(painter, option->rect, option->palette.color(QPalette::Base),
            focus ? colours.accent : colours.border, focus ? 2 : 1);
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!(option->state & QStyle::State_Children)) {
        return;
    }
    const bool open = option->state & QStyle::State_Open;
    const bool mirrored = option->direction == Qt::RightToLeft;
    drawChevron(painter, QRectF(option->rect).center(), Theme::colours(option->palette).muted,
                open           ? 90
                    : mirrored ? 180
                               : 0);
}

void drawTabClose(const QStyleOption *option, QPainter *painter)
{
    const Colours &colours = Theme::colours(option->palette);
    if (option->state & QStyle::State_MouseOver) {
        drawBox(painter, option->rect, blend(colours.hover, colours.border, 0.6F), QColor());
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(option->state & QStyle::State_MouseOver
                             ? option->palette.color(QPalette::Text)
                             : colours.muted,
                         1.4, Qt::SolidLine, Qt::RoundCap));
    const QPointF centre = QRectF(option->rect).center();
    painter->drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
    painter->drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3));
    painter->restore();
}

void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const Colours &colours = Theme::colours(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool some = option->state & QStyle::State_NoChange;
    const bool on = some || (option->state & QStyle::State_On);
    const QColor line = enabled ? (on ? colours.accent : colours.muted) : colours.border;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, 1));
    painter->setBrush(on && enabled ? colours.accent : option->palette.color(QPalette::Base));
    painter->drawRoundedRect(outlineOf(option->rect), 3, 3);
    painter->setPen(QPen(enabled ? colours.onAccent : colours.muted, 1.8, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(option->rect).center());
    painter->scale(option->rect.width() / 13.0, option->rect.height() / 13.0);
    if (some) {
        painter->drawLine(QPointF(-3, 0), QPointF(3, 0));
    } else if (on) {
        painter->setBrush(Qt::NoBrush);
        painter->drawPolyline(QPolygonF { { -3, 0 }, { -1, 2.5 }, { 3.2, -2.5 } });
    }
    painter->restore();
}

void drawRadioButton(const QStyleOption *option, QPainter *painter)
{
    const Colours &colours = Theme::colours(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool on = option->state & QStyle::State_On;
    const QRectF circle = outlineOf(option->rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(enabled ? (on ? colours.accent : colours.muted) : colours.border, 1));
    painter->setBrush(on && enabled ? colours.accent : option->palette.color(QPalette::Base));
    painter->drawEllipse(circle);
    if (on) {
        const qreal inset = circle.width() * 0.3;
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? colours.onAccent : colours.muted);
        painter->drawEllipse(circle.adjusted(inset, inset, -inset, -inset));
    }
    painter->restore();
}

bool drawProgress(const QStyleOption *option, QPainter *painter)
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar || bar->maximum <= bar->minimum) {
        return false;
    }
    const double share = std::clamp(
        double(bar->progress - bar->minimum) / (double(bar->maximum) - bar->minimum), 0.0, 1.0);
    QRect done = bar->rect.adjusted(1, 1, -1, -1);
    if (const int width = int(done.width() * share); width > 0) {
        if (bar->direction == Qt::RightToLeft) {
            done.setLeft(done.right() - width + 1);
        } else {
            done.setWidth(width);
        }
        // The text lies on it.
        drawBox(painter, done, option->palette.color(QPalette::Highlight), QColor());
    }
    return true;
}

void drawLine(QPainter *painter, const QRect &rect, Qt::Edge edge, const QColor &colour)
{
    switch (edge) {
    case Qt::TopEdge:
        painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), colour);
        break;
    case Qt::BottomEdge:
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour);
        break;
    case Qt::LeftEdge:
        painter->fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), colour);
        break;
    case Qt::RightEdge:
        painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colour);
        break;
    }
}

} // namespace Tailwater
