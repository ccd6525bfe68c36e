// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/taildelegate.h"

#include "highlight/highlighting.h"
#include "models/message.h"
#include "models/tailmodel.h"

#include <KSyntaxHighlighting/Definition>

#include <QPainter>

#include <cmath>

namespace Tailwater {

namespace {

constexpr int keptLines = 2000;
constexpr int padding = 6;

QColor blend(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share),
                            float(a.greenF() * (1 - share) + b.greenF() * share),
                            float(a.blueF() * (1 - share) + b.blueF() * share));
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
}

} // namespace

TailDelegate::TailDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_lines(keptLines)
{
    connect(Highlighting::instance(), &Highlighting::themeChanged, this, &TailDelegate::updateTheme);
    updateTheme();
}

TailDelegate::~TailDelegate() = default;

void TailDelegate::setFont(const QFont &font)
{
    m_painter.setFont(font);
    m_lines.clear();
}

void TailDelegate::setContentType(const QByteArray &contentType)
{
    m_highlighter.setDefinition(Highlighting::instance()->definitionFor(contentType));
    m_lines.clear();
}

void TailDelegate::updateTheme()
{
    const KSyntaxHighlighting::Theme theme = Highlighting::instance()->theme();
    m_highlighter.setTheme(theme);
    m_error = QColor::fromRgba(theme.textColor(KSyntaxHighlighting::Theme::Error));
    m_warning = QColor::fromRgba(theme.textColor(KSyntaxHighlighting::Theme::Warning));
    m_lines.clear();
}

int TailDelegate::rowHeight() const
{
    return int(std::ceil(QFontMetricsF(m_painter.font()).height())) + 4;
}

QSize TailDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    const auto size = index.data(Qt::DisplayRole).toString().size();
    return { int(std::ceil(double(size) * m_painter.columnWidth())) + 2 * padding + 1, rowHeight() };
}

QColor TailDelegate::textColour(const QStyleOptionViewItem &option, int column) const
{
    const QPalette::ColorGroup group = groupOf(option);
    if (option.state.testFlag(QStyle::State_Selected)) {
        return option.palette.color(group, QPalette::HighlightedText);
    }
    const QColor text = option.palette.color(group, QPalette::Text);
    const bool quiet = column != TailModel::PreviewColumn && column != TailModel::KeyColumn
        && column != TailModel::OperationColumn && column < TailModel::FirstUserColumn;
    return quiet ? blend(text, option.palette.color(group, QPalette::Base), 0.3) : text;
}

void TailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TailModel *>(index.model());
    const QPalette::ColorGroup group = groupOf(option);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::Highlight));
    }
    const Message message = model ? model->messageAt(index.row()) : Message {};
    if (!message.isData()) {
        paintMarker(painter, option, index);
        return;
    }
    const QColor colour = textColour(option, index.column());
    painter->save();
    painter->setClipRect(option.rect);
    if (index.column() == TailModel::PreviewColumn) {
        paintPreview(painter, option, index, message, colour);
    } else {
        const QString text = index.data(Qt::DisplayRole).toString();
        const PreparedLine line = m_painter.prepare(text);
        const bool right = index.column() == TailModel::NumberColumn
            || index.column() == TailModel::SizeColumn;
        const qreal x = right ? option.rect.right() + 1 - padding - line.width
                              : option.rect.left() + padding;
        m_painter.paint(painter, { x, option.rect.top() + 2.0 }, line, colour, true);
    }
    painter->restore();
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->save();
        painter->setPen(QPen(option.palette.color(group, QPalette::Text), 1, Qt::DotLine));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
}

void TailDelegate::paintPreview(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index, const Message &message,
                                const QColor &colour) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool unfinished = message.flags.testFlag(RowFlag::Unfinished);
    QRectF cell = QRectF(option.rect).adjusted(padding, 0, -padding, 0);
    if (message.flags.testFlag(RowFlag::Malformed)) {
        cell.setLeft(paintTag(painter, cell, tr("malformed"), selected ? colour : m_error));
    }
    if (unfinished) {
        cell.setLeft(paintTag(painter, cell, tr("unfinished"), selected ? colour : m_warning));
    }
    const QPointF position(cell.left(), cell.top() + 2);
    if (const PreparedLine *line = unfinished ? nullptr : m_lines.object(message.id)) {
        m_painter.paint(painter, position, *line, colour, selected);
        return;
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const bool coloured
        = message.kind != RowKind::Chunk && !message.flags.testFlag(RowFlag::Malformed);
    const PreparedLine line
        = m_painter.prepare(text, coloured ? m_highlighter.spans(text) : QList<ColourSpan> {});
    m_painter.paint(painter, position, line, colour, selected);
    if (!unfinished) {
        m_lines.insert(message.id, new PreparedLine(line));
    }
}

qreal TailDelegate::paintTag(QPainter *painter, const QRectF &cell, const QString &text,
                             const QColor &colour) const
{
    const PreparedLine line = m_painter.prepare(text);
    const QRectF box(cell.left(), cell.top() + 1.5, line.width + 8, cell.height() - 3);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(colour);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    m_painter.paint(painter, { box.left() + 4, cell.top() + 2 }, line, colour, true);
    return box.right() + padding;
}

void TailDelegate::paintMarker(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QColor text = textColour(option, TailModel::NumberColumn);
    const QColor rule = blend(text, option.palette.color(QPalette::Base), 0.6);
    const qreal middle = option.rect.center().y() + 0.5;
    const QRectF cell = option.rect;
    painter->save();
    painter->setClipRect(option.rect);
    painter->setPen(rule);
    if (index.column() != TailModel::PreviewColumn) {
        painter->drawLine(QPointF(cell.left(), middle), QPointF(cell.right() + 1, middle));
        painter->restore();
        return;
    }
    const PreparedLine line = m_painter.prepare(index.data(Qt::DisplayRole).toString());
    const qreal x = cell.left() + 24;
    painter->drawLine(QPointF(cell.left(), middle), QPointF(x - 8, middle));
    painter->drawLine(QPointF(x + line.width + 8, middle), QPointF(cell.right() + 1, middle));
    m_painter.paint(painter, { x, cell.top() + 2 }, line, text, true);
    painter->restore();
}

} // namespace Tailwater

#include "moc_taildelegate.cpp"
