// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/diffvalue.h"

#include "models/visibletext.h"

#include <QApplication>
#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// The greatest number, up to \a most, for which it \a holds; it does for those below.
template<typename Holds>
qsizetype longestThat(qsizetype most, const Holds &holds)
{
    qsizetype least = 0;
    while (least < most) {
        const qsizetype middle = (least + most + 1) / 2;
        if (holds(middle)) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    return least;
}

} // namespace

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

ShownDifference::ShownDifference(QByteArrayView value, qsizetype shared, qsizetype most)
{
    qsizetype cut = shared > most / 2 ? shared - most / 4 : 0;
    while (cut > 0 && cut < value.size() && (quint8(value.at(cut)) & 0xc0) == 0x80) {
        ++cut;
    }
    const QString before = cut > 0 ? u"…"_s : QString();
    const QByteArrayView part = value.sliced(std::min(cut, value.size()));
    const QByteArrayView same = part.first(std::clamp<qsizetype>(shared - cut, 0, part.size()));
    text = before + visibleText(part, most);
    begin = before.size() + visibleText(same, most).size();
}

QString differenceToolTip(QByteArrayView value, qsizetype shared)
{
    constexpr qsizetype most = 4'000;
    constexpr qsizetype lineLength = 80;
    const QString text = ShownDifference(value, shared, most).text;
    QStringList lines;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = std::min(at + lineLength, text.size());
        end += end < text.size() && text.at(end).isLowSurrogate() ? 1 : 0;
        lines.append(text.sliced(at, end - at).toHtmlEscaped());
        at = end;
    }
    return lines.isEmpty() ? QString() : u"<p style=\"white-space:pre\">"_s + lines.join(u'\n') + u"</p>"_s;
}

QString elidedAround(const QString &text, qsizetype place, const std::function<bool(const QString &)> &fits)
{
    // Where characters end: what belongs together stays so.
    QList<qsizetype> ends;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype end = 0; end >= 0; end = finder.toNextBoundary()) {
        ends.append(end);
    }
    const qsizetype last = ends.size() - 1;
    qsizetype begin = std::ranges::upper_bound(std::as_const(ends), place) - ends.cbegin() - 1;
    qsizetype end = std::min(begin + 1, last);
    const auto part = [&](qsizetype from, qsizetype to) -> QString {
        return (from > 0 ? u"…"_s : QString()) + text.sliced(ends.at(from), ends.at(to) - ends.at(from))
            + (to < last ? u"…"_s : QString());
    };
    if (!fits(part(begin, end))) {
        return text.sliced(ends.at(begin), ends.at(end) - ends.at(begin));
    }
    // A little of what follows, then all there is room for of what comes before.
    constexpr qsizetype behind = 6;
    end += longestThat(std::min(behind, last - end), [&](qsizetype more) { return fits(part(begin, end + more)); });
    begin -= longestThat(begin, [&](qsizetype more) { return fits(part(begin - more, end)); });
    end += longestThat(last - end, [&](qsizetype more) { return fits(part(begin, end + more)); });
    return part(begin, end);
}

DifferenceDelegate::~DifferenceDelegate() = default;

void DifferenceDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QStyle *style = option->widget ? option->widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, option, option->widget) + 1;
    const int room = option->rect.width() - 2 * margin;
    const QVariant difference = index.data(ShownDifference::Role);
    const qsizetype place = difference.toLongLong();
    const auto fits = [&](const QString &text) {
        return option->fontMetrics.horizontalAdvance(text) <= room;
    };
    if (difference.isValid() && room > 0 && place <= option->text.size() && !fits(option->text)) {
        option->text = elidedAround(option->text, place, fits);
        // Nothing more is left out.
        option->textElideMode = Qt::ElideNone;
    }
}

} // namespace Tailwater

#include "moc_diffvalue.cpp"
