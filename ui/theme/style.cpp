// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "style.h"

#include "styleparts.h"
#include "theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Tailwater {

Style::Style()
    : QProxyStyle(u"Fusion"_s)
{
}

Style::~Style() = default;

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (widget->inherits("QAbstractButton") || widget->inherits("QComboBox")
        || widget->inherits("QScrollBar") || widget->inherits("QTabBar")) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void Style::unpolish(QWidget *widget)
{
    QProxyStyle::unpolish(widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawPushButton(option, painter);
        return;
    case PE_PanelButtonTool:
        drawToolButton(option, painter);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0) {
            drawField(option, painter);
            return;
        }
        break;
    case PE_FrameLineEdit:
        drawField(option, painter);
        return;
    case PE_IndicatorCheckBox:
        drawCheckBox(option, painter);
        return;
    case PE_IndicatorRadioButton:
        drawRadioButton(option, painter);
        return;
    case PE_IndicatorBranch:
        drawBranch(option, painter);
        return;
    case PE_IndicatorTabClose:
        drawTabClose(option, painter);
        return;
    case PE_FrameTabBarBase:
        drawLine(painter, option->rect, Qt::BottomEdge, Theme::colours(option->palette).border);
        return;
    case PE_FrameFocusRect:
        // Buttons and fields draw their own ring; rows of views show the current row by their fill.
        if (widget && !widget->inherits("QAbstractButton")
            && !widget->inherits("QAbstractItemView")) {
            drawBox(painter, option->rect, QColor(), Theme::colours(option->palette).accent);
        } else if (widget
                   && (widget->inherits("QCheckBox") || widget->inherits("QRadioButton")
                       // A flat one draws no panel, and so no ring of its own.
                       || widget->inherits("QToolButton"))) {
            drawBox(painter, option->rect, QColor(), Theme::colours(option->palette).accent, 2);
        }
        return;
    case PE_Frame:
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
            area && area->frameShape() == QFrame::StyledPanel) {
            const bool focus = area->hasFocus();
            drawBox(painter, option->rect, QColor(),
                    focus ? Theme::colours(option->palette).accent
                          : Theme::colours(option->palette).border);
            return;
        }
        break;
    case PE_FrameStatusBarItem:
    case PE_FrameDockWidget:
    case PE_PanelStatusBar:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button
            && (button->features & QStyleOptionButton::DefaultButton)
            && (button->state & State_Enabled)) {
            QStyleOptionButton label(*button);
            label.palette.setColor(QPalette::ButtonText, Theme::colours(option->palette).onAccent);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
        break;
    case CE_TabBarTabShape:
        drawTab(option, painter);
        return;
    case CE_DockWidgetTitle:
        drawDockTitle(option, painter, widget);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeaderSection(option, painter);
        return;
    case CE_ToolBar:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        drawLine(painter, option->rect, Qt::BottomEdge, Theme::colours(option->palette).border);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(option->rect, option->palette.color(QPalette::Window));
            if (option->state & (State_Selected | State_Sunken)) {
                drawBox(painter, option->rect.adjusted(0, 1, 0, -1),
                        Theme::colours(option->palette).hover, QColor());
            }
            const int flags = Qt::AlignCenter | Qt::TextSingleLine
                | (styleHint(SH_UnderlineShortcut, option, widget, nullptr) ? Qt::TextShowMnemonic
                                                                             : Qt::TextHideMnemonic);
            drawItemText(painter, option->rect, flags, option->palette,
                         option->state & State_Enabled, item->text, QPalette::WindowText);
            return;
        }
        break;
    case CE_ProgressBarGroove:
        drawBox(painter, option->rect, option->palette.color(QPalette::Base),
                Theme::colours(option->palette).border);
        return;
    case CE_ProgressBarContents:
        if (drawProgress(option, painter)) {
            return;
        }
        break;
    case CE_Splitter:
        drawLine(painter, option->rect,
                 option->state & State_Horizontal ? Qt::LeftEdge : Qt::TopEdge,
                 Theme::colours(option->palette).border);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                               QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        drawScrollBar(option, painter);
        return;
    case CC_ComboBox:
        drawComboBox(option, painter, widget);
        return;
    case CC_SpinBox:
        drawSpinBox(option, painter, widget);
        return;
    case CC_ToolButton:
        drawMenuButton(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return { qMax(result.width() + 8, 76), qMax(result.height(), option->fontMetrics.height() + 12) };
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && (button->features & QStyleOptionToolButton::HasMenu)) {
            result.rwidth() += MenuArrow;
        }
        return result;
    case CT_SpinBox:
        return { result.width(), qMax(result.height(), option->fontMetrics.height() + 12) };
    case CT_LineEdit:
    case CT_ComboBox:
        return { result.width() + 4, qMax(result.height(), option->fontMetrics.height() + 12) };
    case CT_TabBarTab:
        return result + QSize(10, 6);
    case CT_MenuBarItem:
        return result + QSize(4, 4);
    case CT_ItemViewItem:
        // Two sentences below each other keep apart as well.
        return { result.width(),
                 qMax(result.height() > option->fontMetrics.height() * 3 / 2 ? result.height() + 8
                                                                             : 0,
                      option->fontMetrics.height() + 8) };
    case CT_HeaderSection:
        return { result.width() + 8, qMax(result.height(), option->fontMetrics.height() + 10) };
    default:
        return result;
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_DockWidgetSeparatorExtent:
        return 5;
    case PM_DockWidgetTitleMargin:
        return 4;
    case PM_DockWidgetTitleBarButtonMargin:
        return 2;
    case PM_SplitterWidth:
        return 5;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarItemMargin:
        return 4;
    case PM_ToolBarItemSpacing:
        return 2;
    case PM_ToolBarIconSize:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
        return 16;
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 16;
    // Headers stand over the text of their column.
    case PM_HeaderMargin:
        return 6;
    case PM_FocusFrameHMargin:
        return widget && widget->inherits("QAbstractItemView")
            ? 5
            : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_TreeViewIndentation:
        return 18;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_ScrollBar_Transient:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_TabBar_PreferNoArrows:
        return 0;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace Tailwater

#include "moc_style.cpp"
