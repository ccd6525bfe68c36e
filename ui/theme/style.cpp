// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "style.h"

#include "theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qreal Radius = 5;
//! The room for the arrow of a button that opens a menu.
constexpr int MenuArrow = 14;

//! The rectangle whose one-pixel outline is sharp.
QRectF outlineOf(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line,
             qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const qreal inset = (width - 1) / 2;
    painter->drawRoundedRect(outlineOf(rect).adjusted(inset, inset, -inset, -inset), Radius, Radius);
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
    const bool primary = enabled && button && (button->features & QStyleOptionButton::DefaultButton);
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
            flat         ? QColor()
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
    const bool hover = (option->state & QStyle::State_MouseOver)
        && (option->state & QStyle::State_Enabled);
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

//! The box of a check box, with a border that is seen in both appearances.
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

} // namespace

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

void Style::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab) {
        return;
    }
    const Colours &colours = Theme::colours(option->palette);
    const bool selected = option->state & State_Selected;
    const bool south = tab->shape == QTabBar::RoundedSouth || tab->shape == QTabBar::TriangularSouth;
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
    const QRect rect = subElementRect(SE_DockWidgetTitleBarText, option, widget)
                           .adjusted(6, 0, -4, 0);
    const QString text = painter->fontMetrics().elidedText(dock->title, Qt::ElideRight,
                                                           rect.width());
    drawItemText(painter, rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic,
                 option->palette, option->state & State_Enabled, text, QPalette::WindowText);
    painter->restore();
    if (widget && widget->isAncestorOf(QApplication::focusWidget())) {
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom() - 1, option->rect.width(), 2),
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
    case CC_ToolButton:
        drawMenuButton(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
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
    painter->setBrush(blend(option->palette.color(QPalette::Base), colours.muted,
                            active ? 0.8F : 0.45F));
    const qreal radius = qMin(handle.width(), handle.height()) / 2.0;
    painter->drawRoundedRect(handle, radius, radius);
    painter->restore();
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
        const QColor fill = option->palette.color(box->editable ? QPalette::Base : QPalette::Button);
        drawBox(painter, option->rect,
                hover && !box->editable
                    ? blend(fill, option->palette.color(QPalette::Text), 0.06F)
                    : fill,
                focus ? colours.accent : colours.border, focus ? 2 : 1);
    }
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    drawChevron(painter, QRectF(arrow).center(),
                option->palette.color(option->state & State_Enabled ? QPalette::Normal
                                                                    : QPalette::Disabled,
                                      QPalette::ButtonText),
                90);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                            SubControl subControl, const QWidget *widget) const
{
    const auto *bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option)
                                              : nullptr;
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
    case CT_LineEdit:
    case CT_ComboBox:
        return { result.width() + 4, qMax(result.height(), option->fontMetrics.height() + 12) };
    case CT_TabBarTab:
        return result + QSize(10, 6);
    case CT_MenuBarItem:
        return result + QSize(4, 4);
    case CT_ItemViewItem:
        return { result.width(), qMax(result.height(), option->fontMetrics.height() + 8) };
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
