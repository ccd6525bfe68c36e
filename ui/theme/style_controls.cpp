// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The controls that a Style draws by itself.

#include "style.h"
#include "styleparts.h"
#include "theme.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace Tailwater {

void Style::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab) {
        return;
    }
    const Colours &colours = Theme::colours(option->palette);
    const bool selected = option->state & State_Selected;
    const bool south
        = tab->shape == QTabBar::RoundedSouth || tab->shape == QTabBar::TriangularSouth;
    const QRect rect = option->rect;
    if (selected) {
        painter->fillRect(rect, option->palette.color(QPalette::Base));
    } else if (option->state & State_MouseOver) {
        painter->fillRect(rect, colours.hover);
    }
    drawLine(painter, rect, Qt::RightEdge, colours.border);
    const Qt::Edge outer = south ? Qt::BottomEdge : Qt::TopEdge;
    const Qt::Edge inner = south ? Qt::TopEdge : Qt::BottomEdge;
    if (selected) {
        drawLine(painter, rect, outer, colours.accent);
        drawLine(painter, south ? rect.adjusted(0, 0, 0, -1) : rect.adjusted(0, 1, 0, 0), outer,
                 colours.accent);
    } else {
        drawLine(painter, rect, inner, colours.border);
    }
    if (option->state & State_HasFocus) {
        drawBox(painter, rect.adjusted(3, 4, -3, -3), QColor(), colours.accent);
    }
}

void Style::drawDockTitle(const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const auto *dock = qstyleoption_cast<const QStyleOptionDockWidget *>(option);
    if (!dock) {
        return;
    }
    painter->fillRect(option->rect, option->palette.color(QPalette::Window));
    drawLine(painter, option->rect, Qt::BottomEdge, Theme::colours(option->palette).border);
    painter->save();
    QFont font = painter->font();
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    const QRect rect
        = subElementRect(SE_DockWidgetTitleBarText, option, widget).adjusted(6, 0, -4, 0);
    const QString text
        = painter->fontMetrics().elidedText(dock->title, Qt::ElideRight, rect.width());
    drawItemText(painter, rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic,
                 option->palette, option->state & State_Enabled, text, QPalette::WindowText);
    painter->restore();
    if (widget && widget->isAncestorOf(QApplication::focusWidget())) {
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom() - 1, option->rect.width(), 2),
            Theme::colours(option->palette).accent);
    }
}

void Style::drawHeaderSection(const QStyleOption *option, QPainter *painter) const
{
    const Colours &colours = Theme::colours(option->palette);
    painter->fillRect(option->rect,
                      option->state & State_MouseOver && option->state & State_Enabled
                          ? colours.hover
                          : option->palette.color(QPalette::Window));
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    const bool vertical = header && header->orientation == Qt::Vertical;
    drawLine(painter, option->rect, vertical ? Qt::RightEdge : Qt::BottomEdge, colours.border);
    if (header && !vertical && header->position != QStyleOptionHeader::End
        && header->position != QStyleOptionHeader::OnlyOneSection) {
        drawLine(painter, option->rect.adjusted(0, 5, 0, -5), Qt::RightEdge, colours.border);
    }
}

// A button that opens a menu shows the same arrow as a box that does.
void Style::drawMenuButton(const QStyleOptionComplex *option, QPainter *painter,
                           const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!button || !(button->features & QStyleOptionToolButton::HasMenu)
        || (button->features & QStyleOptionToolButton::MenuButtonPopup)) {
        QProxyStyle::drawComplexControl(CC_ToolButton, option, painter, widget);
        return;
    }
    QStyleOptionToolButton plain(*button);
    plain.features &= ~QStyleOptionToolButton::HasMenu;
    QProxyStyle::drawComplexControl(CC_ToolButton, &plain, painter, widget);
    const bool mirrored = option->direction == Qt::RightToLeft;
    const qreal x = mirrored ? option->rect.left() + MenuArrow / 2.0 + 1
                             : option->rect.right() - MenuArrow / 2.0;
    drawChevron(painter, { x, QRectF(option->rect).center().y() },
                option->palette.color(QPalette::ButtonText), 90);
}

void Style::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar) {
        return;
    }
    const Colours &colours = Theme::colours(option->palette);
    painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    if (bar->minimum >= bar->maximum) {
        return;
    }
    QRect handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, nullptr);
    handle = bar->orientation == Qt::Vertical ? handle.adjusted(3, 1, -3, -1)
                                              : handle.adjusted(1, 3, -1, -3);
    const bool active = (option->activeSubControls & SC_ScrollBarSlider)
        && (option->state & (State_MouseOver | State_Sunken));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(
        blend(option->palette.color(QPalette::Base), colours.muted, active ? 0.8F : 0.45F));
    const qreal radius = qMin(handle.width(), handle.height()) / 2.0;
    painter->drawRoundedRect(handle, radius, radius);
    painter->restore();
}

void Style::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter,
                        const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!box) {
        return;
    }
    if (box->frame) {
        drawField(option, painter);
    }
    const auto step = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag flag, int degrees) {
        const bool enabled = (option->state & State_Enabled) && (box->stepEnabled & flag);
        const QRect place = subControlRect(CC_SpinBox, option, part, widget);
        if (enabled && (option->activeSubControls & part) && (option->state & State_MouseOver)) {
            painter->fillRect(place.adjusted(0, 1, -1, -1), Theme::colours(option->palette).hover);
        }
        const auto group = enabled ? QPalette::Normal : QPalette::Disabled;
        drawChevron(painter, QRectF(place).center(),
                    option->palette.color(group, QPalette::ButtonText), degrees);
    };
    if (box->buttonSymbols != QAbstractSpinBox::NoButtons) {
        step(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, -90);
        step(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, 90);
    }
}

void Style::drawComboBox(const QStyleOptionComplex *option, QPainter *painter,
                         const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!box) {
        return;
    }
    const Colours &colours = Theme::colours(option->palette);
    const bool focus = option->state & State_HasFocus;
    const bool hover = (option->state & State_MouseOver) && (option->state & State_Enabled);
    if (box->frame) {
        const QColor fill
            = option->palette.color(box->editable ? QPalette::Base : QPalette::Button);
        drawBox(painter, option->rect,
                hover && !box->editable ? blend(fill, option->palette.color(QPalette::Text), 0.06F)
                                        : fill,
                focus ? colours.accent : colours.border, focus ? 2 : 1);
    }
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    drawChevron(
        painter, QRectF(arrow).center(),
        option->palette.color(option->state & State_Enabled ? QPalette::Normal : QPalette::Disabled,
                              QPalette::ButtonText),
        90);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                            SubControl subControl, const QWidget *widget) const
{
    const auto *bar
        = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (!bar) {
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    }
    // No step buttons: the groove is the whole bar.
    const bool vertical = bar->orientation == Qt::Vertical;
    const int length = vertical ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int size = length;
    if (range > 0) {
        size = int(qint64(bar->pageStep) * length / (range + bar->pageStep));
        size = qBound(qMin(28, length), size, length);
    }
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                              length - size, bar->upsideDown);
    const auto span = [&](int from, int extent) {
        const QRect r = vertical ? QRect(0, from, bar->rect.width(), extent)
                                 : QRect(from, 0, extent, bar->rect.height());
        return visualRect(bar->direction, bar->rect, r.translated(bar->rect.topLeft()));
    };
    switch (subControl) {
    case SC_ScrollBarGroove:
        return span(0, length);
    case SC_ScrollBarSlider:
        return span(start, size);
    case SC_ScrollBarSubPage:
        return span(0, start);
    case SC_ScrollBarAddPage:
        return span(start + size, length - start - size);
    default:
        return {};
    }
}

} // namespace Tailwater
