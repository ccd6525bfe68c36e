// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QRawFont>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Glyphs as small pictures in the colours in use, put together line by line.
//!
//! A painter blends every pixel of every glyph by itself. Most of a screen of text is the same hundred
//! glyphs in five colours: here they are painted once, added to a line, and the line is blended as one.
class GlyphTiles
{
public:
    //! A glyph in column \a begin and those after it, up to \a end, have one colour.
    struct Piece
    {
        int begin = 0;
        int end = 0;
        QColor colour = {};
    };

    //! \brief Glyphs of \a font, \a advance apart, in lines of \a height.
    GlyphTiles(const QRawFont &font, qreal advance, qreal ascent, qreal height);
    ~GlyphTiles();

    //! \brief False where \a painter has to paint glyphs itself: it does not paint pixels, scales them,
    //! or colours their edges for the stripes of a display.
    bool suits(const QPainter &painter);
    //! \brief Paints \a glyphs, one a column and 0 for none, as \a pieces says; \a columns of them.
    void paint(QPainter *painter, QPointF position, const QList<quint32> &glyphs,
               const QList<Piece> &pieces, int columns);

private:
    struct Tile;
    //! Glyphs of one colour, at one part of a pixel, by index.
    struct Set
    {
        QRgb colour = 0;
        int phase = 0;
        std::vector<std::unique_ptr<Tile>> tiles;
    };
    Set &setOf(QRgb colour, int phase);
    const Tile &tileOf(Set &set, quint32 glyph);
    std::unique_ptr<Tile> makeTile(const Set &set, quint32 glyph) const;
    void setScale(qreal scale);
    void clearLine(int width);
    void add(const Tile &tile, int x);
    bool coloursEdges() const;

    QRawFont m_font;
    qreal m_advance;
    qreal m_ascent;
    qreal m_height;
    qreal m_scale = 0;
    bool m_grey = false;
    std::vector<std::unique_ptr<Set>> m_sets;
    QImage m_line;
};

} // namespace Tailwater
