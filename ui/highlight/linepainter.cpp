// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/linepainter.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace Tailwater {

void LinePainter::setFont(const QFont &font)
{
    m_font = font;
    m_raw = QRawFont::fromFont(font);
    const QFontMetricsF metrics(font);
    m_advance = metrics.horizontalAdvance(u'0');
    m_ascent = metrics.ascent();
    m_fixed = m_raw.isValid();
    m_tiles = std::make_shared<GlyphTiles>(m_raw, m_advance, m_ascent, metrics.height());
    m_glyphs = {};
    m_otherGlyphs.clear();
    for (char16_t c = 0x20; c < 0x7f; ++c) {
        m_glyphs[c] = findGlyph(c);
        m_fixed = m_fixed && m_glyphs[c] != 0;
    }
}

// The glyph that stands for \a c wherever it is; 0 if that depends on what is around it, or if it is
// not as wide as the others.
quint32 LinePainter::findGlyph(QChar c) const
{
    const QChar::Script script = c.script();
    const bool alone = script == QChar::Script_Latin || script == QChar::Script_Greek
        || script == QChar::Script_Cyrillic || script == QChar::Script_Common;
    const QChar::Direction direction = c.direction();
    if (!alone || c.isSurrogate() || c.isMark() || !c.isPrint() || direction == QChar::DirR
        || direction == QChar::DirAL || direction == QChar::DirAN) {
        return 0;
    }
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(QString(c));
    if (glyphs.size() != 1 || glyphs.first() == 0) {
        return 0;
    }
    const QList<QPointF> advances = m_raw.advancesForGlyphIndexes(glyphs);
    return qAbs(advances.value(0).x() - m_advance) < 0.01 ? glyphs.first() : 0;
}

quint32 LinePainter::glyphOf(QChar c) const
{
    if (c.unicode() < m_glyphs.size()) {
        return m_glyphs[c.unicode()];
    }
    const auto known = m_otherGlyphs.constFind(c.unicode());
    return known != m_otherGlyphs.cend() ? *known
                                         : *m_otherGlyphs.insert(c.unicode(), findGlyph(c));
}

bool LinePainter::isSimple(const QString &text) const
{
    return m_fixed && std::ranges::all_of(text, [this](QChar c) { return glyphOf(c) != 0; });
}

PreparedLine LinePainter::prepare(const QString &text, const QList<ColourSpan> &spans,
                                  qreal room) const
{
    if (!isSimple(text)) {
        return prepareShaped(text, spans, room);
    }
    const int size = int(text.size());
    PreparedLine line;
    line.width = double(size) * m_advance;
    line.glyphs = size;
    line.indexes.reserve(size);
    for (const QChar c : text) {
        line.indexes.append(c == u' ' ? 0 : glyphOf(c));
    }
    int at = 0;
    const auto add = [&](int end, const QColor &colour) {
        if (end > at) {
            line.pieces.append({ at, end, colour });
            at = end;
        }
    };
    for (const ColourSpan &span : spans) {
        add(std::min(span.begin, size), {});
        add(std::min(span.begin + span.length, size), span.colour);
    }
    add(size, {});
    return line;
}

// Shaping takes microseconds a character: a list of long lines must not wait for what nobody sees.
// A character is narrower than a column or, if it is a mark, takes no room: more, until it is filled.
PreparedLine LinePainter::prepareShaped(const QString &text, const QList<ColourSpan> &spans,
                                        qreal room) const
{
    constexpr qsizetype least = 16;
    const double columns = std::max(1.0, room / m_advance);
    auto count = qsizetype(std::min(double(text.size()), columns * 1.25)) + least;
    for (; count < text.size(); count *= 2) {
        const bool splits = text.at(count - 1).isHighSurrogate();
        PreparedLine line = shape(text.first(splits ? count - 1 : count), spans);
        if (line.width > room) {
            line.cut = true;
            return line;
        }
    }
    return shape(text, spans);
}

PreparedLine LinePainter::shape(const QString &text, const QList<ColourSpan> &spans) const
{
    PreparedLine line;
    line.glyphs = text.size();
    line.layout = std::make_shared<QTextLayout>(text, m_font);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    line.layout->setTextOption(option);
    line.layout->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats;
    for (const ColourSpan &span : spans) {
        if (span.colour.isValid() && span.begin < text.size()) {
            QTextCharFormat format;
            format.setForeground(span.colour);
            formats.append({ span.begin, span.length, format });
        }
    }
    line.layout->setFormats(formats);
    line.layout->beginLayout();
    QTextLine only = line.layout->createLine();
    if (only.isValid()) {
        only.setLineWidth(1e6);
        only.setPosition({ 0, 0 });
        line.width = only.naturalTextWidth();
    }
    line.layout->endLayout();
    return line;
}

void LinePainter::paint(QPainter *painter, QPointF position, const PreparedLine &line,
                        const QColor &colour, bool plain, qreal room) const
{
    if (line.layout) {
        painter->setPen(colour);
        QList<QTextLayout::FormatRange> over;
        if (plain) {
            QTextCharFormat format;
            format.setForeground(colour);
            over.append({ 0, int(line.layout->text().size()), format });
        }
        line.layout->draw(painter, position, over);
        return;
    }
    const int columns = int(std::min(double(line.indexes.size()), std::ceil(room / m_advance) + 1));
    QList<GlyphTiles::Piece> pieces = line.pieces;
    if (plain) {
        pieces = { { 0, columns, colour } };
    } else {
        for (GlyphTiles::Piece &piece : pieces) {
            if (!piece.colour.isValid()) {
                piece.colour = colour;
            }
        }
    }
    if (m_tiles->suits(*painter)) {
        m_tiles->paint(painter, position, line.indexes, pieces, columns);
    } else {
        paintGlyphs(painter, position, line.indexes, pieces, columns);
    }
}

qreal LinePainter::positionOf(const PreparedLine &line, int at) const
{
    if (!line.layout) {
        return std::min(at * m_advance, line.width);
    }
    return line.layout->lineCount() > 0 ? line.layout->lineAt(0).cursorToX(at) : 0;
}

void LinePainter::paintGlyphs(QPainter *painter, QPointF position, const QList<quint32> &indexes,
                              const QList<GlyphTiles::Piece> &pieces, int columns) const
{
    for (const GlyphTiles::Piece &piece : pieces) {
        QList<quint32> glyphs;
        QList<QPointF> positions;
        for (int column = piece.begin; column < std::min(piece.end, columns); ++column) {
            if (indexes.at(column) != 0) {
                glyphs.append(indexes.at(column));
                positions.append({ column * m_advance, m_ascent });
            }
        }
        QGlyphRun run;
        run.setRawFont(m_raw);
        run.setGlyphIndexes(glyphs);
        run.setPositions(positions);
        painter->setPen(piece.colour);
        painter->drawGlyphRun(position, run);
    }
}

void LinePainter::paint(QPainter *painter, QPointF position, const QString &text,
                        const QColor &colour) const
{
    paint(painter, position, prepare(text), colour, true);
}

} // namespace Tailwater
