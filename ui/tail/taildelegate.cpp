// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/taildelegate.h"

#include "highlight/highlighting.h"
#include "models/capture/captureline.h"
#include "models/message.h"
#include "models/tailmodel.h"
#include "rules/rulelook.h"
#include "tail/rowlook.h"
#include "tail/rowmarks.h"
#include "tail/rowview.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <KSyntaxHighlighting/Definition>

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

#include <cmath>

namespace Tailwater {

namespace {

// What is kept of cells that were painted: some hundred rows, in about 20 bytes a glyph.
constexpr int keptGlyphs = 400'000;
constexpr int keptColumns = 64;
constexpr int padding = 6;
constexpr int iconSize = 14;
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

struct MarkerLook
{
    QLatin1StringView icon;
    QColor colour;
};

MarkerLook lookOf(Marker::Type type, const Colours &colours)
{
    switch (type) {
    case Marker::Type::CaughtUp:
        return { QLatin1StringView("state-live"), colours.good };
    case Marker::Type::Begins:
    case Marker::Type::Resumed:
        return { QLatin1StringView("play"), colours.muted };
    case Marker::Type::Reconnected:
        return { QLatin1StringView("state-reconnecting"), colours.good };
    case Marker::Type::Closed:
        return { QLatin1StringView("done"), colours.muted };
    case Marker::Type::Trimmed:
    case Marker::Type::Cleared:
        return { QLatin1StringView("history"), colours.muted };
    case Marker::Type::Inherited:
        return { QLatin1StringView("fork"), colours.accent };
    case Marker::Type::Jumped:
    case Marker::Type::Reset:
        break;
    }
    return { QLatin1StringView("warning"), colours.warning };
}

//! Operations are told by their sign; the colour only helps.
QColor operationColour(const QString &text)
{
    const QPalette palette = QApplication::palette();
    const Colours &colours = Theme::colours(palette);
    const QChar sign = text.isEmpty() ? QChar() : text.front();
    return sign == u'+' ? colours.good
        : sign == u'~'  ? colours.accent
        : sign == u'−'  ? colours.bad
                        : colours.muted;
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
    const auto colour = [&theme](KSyntaxHighlighting::Theme::TextStyle style) {
        return Highlighting::instance()->legible(QColor::fromRgba(theme.textColor(style)));
    };
    m_error = colour(KSyntaxHighlighting::Theme::Error);
    m_warning = colour(KSyntaxHighlighting::Theme::Warning);
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
    const bool quiet = column != TailModel::PreviewColumn && column != TailModel::KeyColumn
        && column != TailModel::OperationColumn && column < TailModel::FirstUserColumn;
    return quiet ? Theme::colours(option.palette).muted : option.palette.color(group, QPalette::Text);
}

const TailDelegate::Cell *TailDelegate::keptCell(const TailModel *model, quint64 id, int column,
                                                 qreal room) const
{
    if (std::exchange(m_textVersion, model->textVersion()) != model->textVersion()) {
        m_cells.clear();
    }
    const Cell *kept = m_cells.object(keyOf(id, column));
    // The column was narrower then.
    return kept && kept->line.cut && kept->line.width <= room ? nullptr : kept;
}

TailDelegate::Cell TailDelegate::makeCell(const QModelIndex &index, const Message &message,
                                          qreal room) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.column() == TailModel::OperationColumn) {
        return { m_painter.prepare(text, { { 0, int(text.size()), operationColour(text) } }), {} };
    }
    if (index.column() != TailModel::PreviewColumn) {
        return { m_painter.prepare(text, {}, room), {} };
    }
    const RowFlags marks = TailModel::marksOf(message);
    const bool coloured = message.kind != RowKind::Chunk && !marks.testFlag(RowFlag::Malformed);
    const QList<ColourSpan> spans = coloured ? m_highlighter.spans(text) : QList<ColourSpan> {};
    return { m_painter.prepare(text, spans, room), marks };
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
    const RowRule *rule = m_rules && !m_rules->isEmpty()
        ? m_rules->ruleOf(model->messageAt(index.row()))
        : nullptr;
    m_bold = rule && rule->bold;
    const bool tinted = rule && RowLook::paintRule(painter, option, rule->colour);
    const RowLook::Filter filterLook(painter, option, *model, id, tinted);
    const qreal room = option.rect.width();
    if (const Cell *kept = keptCell(model, id, index.column(), room)) {
        paintCell(painter, option, index, *kept);
    } else {
        const Message message = model->messageAt(index.row());
        if (!message.isData()) {
            paintMarker(painter, option, index);
            paintCurrent(painter, option, index);
            return;
        }
        const Cell cell = makeCell(index, message, room);
        paintCell(painter, option, index, cell);
        if (model->isTextFixed(index.column()) && index.column() < keptColumns
            && !message.flags.testFlag(RowFlag::Unfinished)) {
            m_cells.insert(keyOf(id, index.column()), new Cell(cell), cell.line.glyphs + 16);
        }
    }
    if (m_marks && m_marks->contains(id)) {
        RowLook::paintFlag(painter, option);
    }
    paintCurrent(painter, option, index);
}

// What does not fit ends in an ellipsis: a number or a name cut in two would read as another one.
void TailDelegate::paintLine(QPainter *painter, const QRectF &cell, const PreparedLine &line,
                             const QColor &colour, bool plain) const
{
    const QPointF position(cell.left(), cell.top() + 2);
    if (line.width <= cell.width()) {
        m_painter.paint(painter, position, line, colour, plain);
        return;
    }
    const qreal unit = std::max(1.0, m_painter.columnWidth());
    const qreal shown = std::max(0.0, std::floor(cell.width() / unit) - 1) * unit;
    painter->save();
    painter->setClipRect(QRectF(cell.left(), cell.top(), shown, cell.height()),
                         Qt::IntersectClip);
    m_painter.paint(painter, position, line, colour, plain, shown);
    painter->restore();
    m_painter.paint(painter, { cell.left() + shown, cell.top() + 2 }, QString(u'…'), colour);
}

// The current row is a bar at its beginning, where the list has the focus.
void TailDelegate::paintCurrent(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto *view = qobject_cast<const RowView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row()
        || view->horizontalHeader()->sectionViewportPosition(index.column())
                + view->horizontalHeader()->offset()
            != 0) {
        return;
    }
    const QRect bar(option.rect.left(), option.rect.top(), 3, option.rect.height());
    painter->fillRect(bar, Theme::colours(option.palette).accent);
}

void TailDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index, const Cell &cell) const
{
    const int column = index.column();
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
    if (right && cell.line.width <= rect.width()) {
        rect.setLeft(rect.right() - cell.line.width);
    }
    const auto excerpt = preview && m_found.isSought() ? excerptOf(index, cell.line, rect)
                                                       : std::nullopt;
    const PreparedLine &line = excerpt ? excerpt->line : cell.line;
    if (preview && m_found.isSought()) {
        paintFound(painter, option, rect, line,
                   excerpt ? excerpt->places : placesIn(index));
    }
    const bool plain = selected || !(preview || column == TailModel::OperationColumn);
    paintLine(painter, rect, line, colour, plain);
    if (m_bold) {
        // Glyphs of the same width: columns stay where they are.
        paintLine(painter, rect.translated(0.6, 0), line, colour, plain);
    }
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
        const QString what
            = flags.testFlag(damagedLine) ? tr("damaged line") : tr("malformed");
        rest.setLeft(paintTag(painter, rest, what, colour ? *colour : m_error));
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

// One line over the whole row: each cell paints its part of it.
void TailDelegate::paintMarker(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TailModel *>(index.model());
    const auto marker = model ? model->markerAt(index.row()) : std::nullopt;
    if (!marker) {
        return;
    }
    const QHeaderView *header = RowLook::headerOf(option);
    const Colours &colours = Theme::colours(option.palette);
    const MarkerLook look = lookOf(marker->type, colours);
    const QRectF row(header ? -header->offset() : option.rect.left(), option.rect.top(),
                     header ? header->length() : option.rect.width(), option.rect.height());
    const QString text = marker->type == Marker::Type::Trimmed
        ? tr("%1 · Reload…").arg(marker->text())
        : marker->text();
    const PreparedLine line = m_painter.prepare(text);
    const qreal width = iconSize + 6 + line.width;
    const qreal x = std::max(row.left() + 24, row.center().x() - width / 2);
    const qreal middle = std::floor(row.center().y()) + 0.5;
    painter->save();
    painter->setClipRect(option.rect);
    painter->setPen(colours.border);
    painter->drawLine(QPointF(row.left() + padding, middle), QPointF(x - 10, middle));
    painter->drawLine(QPointF(x + width + 10, middle), QPointF(row.right() - padding, middle));
    icon(look.icon, look.colour)
        .paint(painter, QRect(int(x), int(middle - iconSize / 2.0), iconSize, iconSize));
    const QColor colour = option.palette.color(groupOf(option), QPalette::Text);
    m_painter.paint(painter, { x + iconSize + 6, row.top() + 2 }, line,
                    blend(colour, option.palette.color(QPalette::Base), 0.2), true);
    painter->restore();
}

} // namespace Tailwater

#include "moc_taildelegate.cpp"
