// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowlook.h"

#include "models/tailmodel.h"
#include "tail/rowview.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>

namespace Tailwater::RowLook {

namespace {

// Bars where a row begins, one beside the other, for who sees no colours.
constexpr int markBar = 5;
constexpr int ruleBar = 3;
constexpr double dimmed = 0.4;

bool isFirst(const QStyleOptionViewItem &option)
{
    const QHeaderView *header = headerOf(option);
    return header && option.rect.left() + header->offset() == 0;
}

} // namespace

const QHeaderView *headerOf(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const RowView *>(option.widget);
    return view ? view->horizontalHeader() : nullptr;
}

bool paintRule(QPainter *painter, const QStyleOptionViewItem &option, RowRule::Colour colour)
{
    if (colour == RowRule::Colour::None) {
        return false;
    }
    const QRect &cell = option.rect;
    if (!option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(cell, RowRules::tintOf(colour, option.palette));
    }
    if (isFirst(option)) {
        painter->fillRect(QRect(cell.left() + markBar + 1, cell.top() + 2, ruleBar,
                                cell.height() - 4),
                          RowRules::signOf(colour, option.palette));
    }
    return true;
}

void paintFlag(QPainter *painter, const QStyleOptionViewItem &option)
{
    if (!isFirst(option)) {
        return;
    }
    const int size = std::min(9, option.rect.height() - 2);
    const QPointF corner(option.rect.left(), option.rect.top() + 1);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::colours(option.palette).warning);
    painter->drawPolygon(QPolygonF { corner, corner + QPointF(size, 0), corner + QPointF(0, size) });
}

Filter::Filter(QPainter *painter, const QStyleOptionViewItem &option, const TailModel &model,
               quint64 id, bool tinted)
    : m_painter(painter)
{
    using Match = TailModel::FilterMatch;
    const Match match = model.hidesRows() ? Match::Unknown : model.matchOf(id);
    const bool marks = model.filterMode() == TailModel::FilterMode::Mark;
    if (marks && match == Match::Yes) {
        mark(option, tinted);
    } else if (!marks && (match == Match::No || match == Match::Pending)) {
        // What is new is dimmed until it is known to pass: it would flash, as most of it does not.
        painter->setOpacity(dimmed);
    }
}

Filter::~Filter()
{
    m_painter->setOpacity(1);
}

// A tint, or lines above and below one that is there already; and a bar where the row begins.
void Filter::mark(const QStyleOptionViewItem &option, bool tinted) const
{
    const QColor accent = Theme::colours(option.palette).accent;
    const QRect &cell = option.rect;
    if (tinted) {
        m_painter->fillRect(cell.left(), cell.top(), cell.width(), 1, accent);
        m_painter->fillRect(cell.left(), cell.bottom(), cell.width(), 1, accent);
    } else if (!option.state.testFlag(QStyle::State_Selected)) {
        QColor tint = accent;
        tint.setAlphaF(0.14F);
        m_painter->fillRect(cell, tint);
    }
    if (isFirst(option)) {
        m_painter->fillRect(QRect(cell.left(), cell.top() + 2, markBar, cell.height() - 4), accent);
    }
}

} // namespace Tailwater::RowLook
