// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/qnamespace.h>

QT_BEGIN_NAMESPACE
class QColor;
class QPainter;
class QPointF;
class QRect;
class QStyleOption;
QT_END_NAMESPACE

// What a Style draws with: each takes its colours from the palette of the option.
namespace Tailwater {

//! The room for the arrow of a button that opens a menu.
constexpr int MenuArrow = 14;

//! \brief A rounded box; an invalid colour leaves out the fill or the line.
void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line,
             qreal width = 1);
//! \brief A chevron that points to the right, turned by \a degrees.
void drawChevron(QPainter *painter, QPointF centre, const QColor &colour, int degrees);
//! \brief A line of one pixel along \a edge, inside of \a rect.
void drawLine(QPainter *painter, const QRect &rect, Qt::Edge edge, const QColor &colour);
//! \brief \a under with \a share of \a over on it.
QColor blend(const QColor &under, const QColor &over, float share);

void drawPushButton(const QStyleOption *option, QPainter *painter);
void drawToolButton(const QStyleOption *option, QPainter *painter);
void drawField(const QStyleOption *option, QPainter *painter);
void drawBranch(const QStyleOption *option, QPainter *painter);
void drawTabClose(const QStyleOption *option, QPainter *painter);
//! \brief The box of a check box, with a border that is seen in both appearances.
void drawCheckBox(const QStyleOption *option, QPainter *painter);
//! \brief The same for a radio button.
void drawRadioButton(const QStyleOption *option, QPainter *painter);
//! \brief How far a progress bar is; false if it does not know.
bool drawProgress(const QStyleOption *option, QPainter *painter);

} // namespace Tailwater
