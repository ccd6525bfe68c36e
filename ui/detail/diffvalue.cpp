// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/diffvalue.h"

#include "models/visibletext.h"

#include <QApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

qsizetype sharedStart(QByteArrayView a, QByteArrayView b)
{
    const auto shorter = std::min(a.size(), b.size());
    qsizetype at = 0;
    while (at < shorter && a.at(at) == b.at(at)) {
        ++at;
    }
    while (at > 0 && at < a.size() && (quint8(a.at(at)) & 0xc0) == 0x80) {
        --at;
    }
    return at;
}

ShownDifference::ShownDifference(QByteArrayView value, qsizetype shared)
{
    qsizetype cut = shared > longest / 2 ? shared - longest / 4 : 0;
    while (cut > 0 && cut < value.size() && (quint8(value.at(cut)) & 0xc0) == 0x80) {
        ++cut;
    }
    const QString before = cut > 0 ? u"…"_s : QString();
    const QByteArrayView part = value.sliced(std::min(cut, value.size()));
    const QByteArrayView same = part.first(std::clamp<qsizetype>(shared - cut, 0, part.size()));
    text = before + visibleText(part, longest);
    begin = before.size() + visibleText(same, longest).size();
}

DifferenceDelegate::~DifferenceDelegate() = default;

void DifferenceDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QStyle *style = option->widget ? option->widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, option, option->widget) + 1;
    const int room = option->rect.width() - 2 * margin;
    const auto difference = index.data(ShownDifference::Role).toLongLong();
    const auto fits = [&](const QString &text) {
        return option->fontMetrics.horizontalAdvance(text) <= room;
    };
    if (room <= 0 || difference <= 0 || difference > option->text.size() || fits(option->text)) {
        return;
    }
    // As much of what comes before as leaves room for some of what differs.
    constexpr qsizetype behind = 6;
    const QString whole = option->text;
    qsizetype begin = difference;
    while (begin > 0 && fits(u'…' + whole.sliced(begin - 1, difference - begin + 1)
                             + whole.sliced(difference).first(std::min(behind, whole.size() - difference)))) {
        --begin;
    }
    begin += begin > 0 && begin < whole.size() && whole.at(begin).isLowSurrogate() ? 1 : 0;
    option->text = begin > 0 ? u'…' + whole.sliced(begin) : whole;
}

} // namespace Tailwater

#include "moc_diffvalue.cpp"
