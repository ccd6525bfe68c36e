// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "rules/rowrules.h"

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QHeaderView;
class QPainter;
class QStyleOptionViewItem;
QT_END_NAMESPACE

namespace Tailwater {

class TailModel;

//! \brief What lies under the text of a row, cell by cell: what rules, filters and marks make of it.
namespace RowLook {

//! \brief The view's header, which knows how wide a row is in all; null elsewhere.
const QHeaderView *headerOf(const QStyleOptionViewItem &option);

//! \brief Gives the row \a colour, and a bar of it where it begins; false for none.
bool paintRule(QPainter *painter, const QStyleOptionViewItem &option, RowRule::Colour colour);

//! \brief The flag of a marked row, where it begins.
void paintFlag(QPainter *painter, const QStyleOptionViewItem &option);

//! \brief What a filter that hides nothing does to a cell while it is painted. Where the row is
//! \a tinted by a rule, that colour stays as it is.
class Filter
{
public:
    Filter(QPainter *painter, const QStyleOptionViewItem &option, const TailModel &model,
           quint64 id, bool tinted);
    ~Filter();
    Q_DISABLE_COPY_MOVE(Filter)

private:
    void mark(const QStyleOptionViewItem &option, bool tinted) const;

    QPainter *m_painter;
};

} // namespace RowLook

} // namespace Tailwater
