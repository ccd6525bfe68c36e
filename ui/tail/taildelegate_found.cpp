// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What is sought, in the previews of a TailDelegate.

#include "models/tailmodel.h"
#include "models/visibletext.h"
#include "tail/taildelegate.h"
#include "theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace Tailwater {

namespace {

// A hit that is not in view is looked for in so much of a row.
constexpr qsizetype lookedThrough = 4 * 1024 * 1024;
constexpr qsizetype previewed = 16 * 1024;
// Before the hit, so that one sees what it belongs to; and in all.
constexpr qsizetype lead = 16;
constexpr qsizetype longestExcerpt = 600;

QString from(const QString &text, qsizetype begin)
{
    begin += begin > 0 && text.at(begin).isLowSurrogate() ? 1 : 0;
    return begin > 0 ? u'…' + text.sliced(begin, std::min(longestExcerpt, text.size() - begin)) : text;
}

qsizetype characterAt(QByteArrayView bytes, qsizetype at)
{
    while (at < bytes.size() && (quint8(bytes.at(at)) & 0xc0) == 0x80) {
        ++at;
    }
    return at;
}

} // namespace

QList<FoundText::Place> TailDelegate::placesIn(const QModelIndex &index) const
{
    const Message message = static_cast<const TailModel *>(index.model())->messageAt(index.row());
    // Bytes in hexadecimal are not what they are looked through for.
    if (message.kind == RowKind::Chunk) {
        return {};
    }
    return m_found.placesOf(message.id, !message.flags.testFlag(RowFlag::Unfinished),
                            [&index] { return index.data(Qt::DisplayRole).toString(); });
}

// Nothing where the first place is in view, or there is none.
std::optional<TailDelegate::Excerpt>
TailDelegate::excerptOf(const QModelIndex &index, const PreparedLine &line, const QRectF &place) const
{
    const Message message = static_cast<const TailModel *>(index.model())->messageAt(index.row());
    const bool cut = line.cut || line.width > place.width() || message.bytes.size() > longestExcerpt / 2;
    if (!cut || message.kind == RowKind::Chunk || !message.isData()) {
        return std::nullopt;
    }
    if (const auto places = placesIn(index); !places.isEmpty()) {
        // Where it is cut, the last column is the ellipsis.
        const bool whole = !line.cut && line.width <= place.width();
        const qreal shown = whole ? place.width() : place.width() - m_painter.columnWidth();
        const qreal end = m_painter.positionOf(line, places.first().begin + places.first().length);
        if (end <= shown && (!line.cut || end < line.width)) {
            return std::nullopt;
        }
    }
    const QString text = m_found.excerptOf(message.id, !message.flags.testFlag(RowFlag::Unfinished),
                                           [&] { return excerptText(message); });
    if (text.isEmpty()) {
        return std::nullopt;
    }
    return Excerpt { m_painter.prepare(text, {}, place.width()), m_found.placesIn(text) };
}

// From a little before the hit; empty if there is none.
QString TailDelegate::excerptText(const Message &message) const
{
    const bool json = message.isJson() && !TailModel::marksOf(message).testFlag(RowFlag::Malformed);
    const QString whole = previewText(message.bytes, json, previewed);
    if (const auto places = m_found.placesIn(whole); !places.isEmpty()) {
        return from(whole, std::max<qsizetype>(0, places.first().begin - lead));
    }
    const QByteArrayView bytes = message.bytes.first(std::min(message.bytes.size(), lookedThrough));
    const auto found = m_found.firstIn(bytes);
    if (!found) {
        return {};
    }
    const qsizetype begin = characterAt(bytes, std::max<qsizetype>(0, found->first - lead));
    const QString text = visibleText(bytes.sliced(begin).first(std::min(bytes.size() - begin, longestExcerpt)),
                                     longestExcerpt);
    return begin > 0 ? u'…' + text : text;
}

// A ground and a frame: who sees no colours sees the frame.
void TailDelegate::paintFound(QPainter *painter, const QStyleOptionViewItem &option, const QRectF &place,
                              const PreparedLine &line, const QList<FoundText::Place> &found) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor frame = selected ? option.palette.color(group, QPalette::HighlightedText)
                                  : Theme::colours(option.palette).warning;
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(frame);
    painter->setBrush(selected ? QBrush(Qt::NoBrush)
                               : QBrush(Theme::colours(option.palette).warningTint));
    for (const auto &[begin, length] : found) {
        const qreal left = place.left() + m_painter.positionOf(line, begin);
        const qreal right = place.left() + m_painter.positionOf(line, begin + length);
        if (left >= place.right()) {
            break;
        }
        painter->drawRect(QRectF(left - 1, place.top() + 1, std::min(right, place.right()) - left + 1,
                                 place.height() - 3)
                              .toRect());
    }
}

} // namespace Tailwater
