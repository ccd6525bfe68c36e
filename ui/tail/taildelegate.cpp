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

// What is kept of cells that were painted: some hundred rows, in about 20 bytes a glyph.
constexpr int keptGlyphs = 400'000;
constexpr int keptColumns = 64;
constexpr int padding = 6;
constexpr RowFlags taggedFlags = RowFlag::Malformed | RowFlag::NotUtf8 | RowFlag::Unfinished;

quint64 keyOf(quint64 id, int column)
{
    return id * keptColumns + quint64(column);
}

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
    , m_cells(keptGlyphs)
{
    connect(Highlighting::instance(), &Highlighting::themeChanged, this, &TailDelegate::updateTheme);
    updateTheme();
}

TailDelegate::~TailDelegate() = default;

void TailDelegate::setFont(const QFont &font)
{
    m_painter.setFont(font);
    m_cells.clear();
}

void TailDelegate::setContentType(const QByteArray &contentType)
{
    m_highlighter.setDefinition(Highlighting::instance()->definitionFor(contentType));
    m_cells.clear();
}

void TailDelegate::updateTheme()
{
    const KSyntaxHighlighting::Theme theme = Highlighting::instance()->theme();
    m_highlighter.setTheme(theme);
    m_error = QColor::fromRgba(theme.textColor(KSyntaxHighlighting::Theme::Error));
    m_warning = QColor::fromRgba(theme.textColor(KSyntaxHighlighting::Theme::Warning));
    m_cells.clear();
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

const TailDelegate::Cell *TailDelegate::keptCell(const TailModel *model, quint64 id, int column) const
{
    if (std::exchange(m_textVersion, model->textVersion()) != model->textVersion()) {
        m_cells.clear();
    }
    return m_cells.object(keyOf(id, column));
}

TailDelegate::Cell TailDelegate::makeCell(const QModelIndex &index, const Message &message) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.column() != TailModel::PreviewColumn) {
        return { m_painter.prepare(text), {} };
    }
    const RowFlags marks = TailModel::marksOf(message);
    const bool coloured = message.kind != RowKind::Chunk && !marks.testFlag(RowFlag::Malformed);
    return { m_painter.prepare(text, coloured ? m_highlighter.spans(text) : QList<ColourSpan> {}), marks };
}

void TailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TailModel *>(index.model());
    if (!model) {
        return;
    }
    const QPalette::ColorGroup group = groupOf(option);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::Highlight));
    }
    // Most cells were painted before: no text is made for those, and the row is not even looked up.
    const quint64 id = model->idAt(index.row());
    if (const Cell *kept = keptCell(model, id, index.column())) {
        paintCell(painter, option, index.column(), *kept);
    } else {
        const Message message = model->messageAt(index.row());
        if (!message.isData()) {
            paintMarker(painter, option, index);
            return;
        }
        const Cell cell = makeCell(index, message);
        paintCell(painter, option, index.column(), cell);
        if (model->isTextFixed(index.column()) && index.column() < keptColumns
            && !message.flags.testFlag(RowFlag::Unfinished)) {
            m_cells.insert(keyOf(id, index.column()), new Cell(cell), cell.line.glyphs + 16);
        }
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->save();
        painter->setPen(QPen(option.palette.color(group, QPalette::Text), 1, Qt::DotLine));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
}

void TailDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, int column,
                             const Cell &cell) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool preview = column == TailModel::PreviewColumn;
    const QColor colour = textColour(option, column);
    QRectF rect = QRectF(option.rect).adjusted(padding, 0, -padding, 0);
    const bool tags = preview && (cell.flags & taggedFlags);
    const bool clips = tags || cell.line.width > rect.width();
    if (clips) {
        painter->save();
        painter->setClipRect(option.rect);
    }
    if (tags) {
        rect.setLeft(paintTags(painter, rect, cell.flags, selected ? &colour : nullptr));
    }
    const bool right = column == TailModel::NumberColumn || column == TailModel::SizeColumn;
    const qreal x = right ? rect.right() - cell.line.width : rect.left();
    m_painter.paint(painter, { x, rect.top() + 2 }, cell.line, colour, selected || !preview);
    if (clips) {
        painter->restore();
    }
}

// Where the text begins behind them.
qreal TailDelegate::paintTags(QPainter *painter, const QRectF &cell, RowFlags flags,
                              const QColor *colour) const
{
    QRectF rest = cell;
    if (flags.testFlag(RowFlag::Malformed)) {
        rest.setLeft(paintTag(painter, rest, tr("malformed"), colour ? *colour : m_error));
    }
    if (flags.testFlag(RowFlag::NotUtf8)) {
        rest.setLeft(paintTag(painter, rest, tr("not UTF-8"), colour ? *colour : m_error));
    }
    if (flags.testFlag(RowFlag::Unfinished)) {
        rest.setLeft(paintTag(painter, rest, tr("unfinished"), colour ? *colour : m_warning));
    }
    return rest.left();
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
