// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "highlight/glyphtiles.h"
#include "highlight/linehighlighter.h"

#include <QFont>
#include <QHash>
#include <QRawFont>

#include <array>
#include <memory>

QT_BEGIN_NAMESPACE
class QPainter;
class QTextLayout;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A line of text, laid out once and painted often.
struct PreparedLine
{
    //! The glyph in each column; 0: nothing to paint.
    QList<quint32> indexes;
    //! Their colours; an invalid one is that of normal text.
    QList<GlyphTiles::Piece> pieces;
    //! Instead of glyphs, for text that needs shaping.
    std::shared_ptr<QTextLayout> layout;
    qreal width = 0;
    //! Only the beginning of the text, which is wider than the room that there was for it.
    bool cut = false;
    //! About how much memory it takes, for caches.
    qsizetype glyphs = 0;
};

//! \brief Lays out and paints single lines in a font of fixed width.
//!
//! Characters that are one glyph of that width each (ASCII, most of Latin, Greek and Cyrillic) are
//! painted glyph by glyph, without shaping; everything else goes through QTextLayout, left
//! to right whatever the text.
class LinePainter
{
public:
    void setFont(const QFont &font);
    const QFont &font() const { return m_font; }
    qreal columnWidth() const { return m_advance; }
    qreal ascent() const { return m_ascent; }

    //! \brief Of text that needs shaping, no more than fills \a room.
    PreparedLine prepare(const QString &text, const QList<ColourSpan> &spans = {},
                         qreal room = 1e6) const;
    //! \brief Paints \a line with its top left corner at \a position. \a colour is that of normal
    //! text; with \a plain of everything. What lies beyond \a room need not be painted.
    void paint(QPainter *painter, QPointF position, const PreparedLine &line, const QColor &colour,
               bool plain = false, qreal room = 1e6) const;
    //! \brief How far from its beginning the character \a at of \a line stands; its end beyond that.
    qreal positionOf(const PreparedLine &line, int at) const;
    //! \brief prepare() and paint() at once; for short texts.
    void paint(QPainter *painter, QPointF position, const QString &text, const QColor &colour) const;

private:
    bool isSimple(const QString &text) const;
    quint32 glyphOf(QChar c) const;
    quint32 findGlyph(QChar c) const;
    PreparedLine prepareShaped(const QString &text, const QList<ColourSpan> &spans,
                               qreal room) const;
    PreparedLine shape(const QString &text, const QList<ColourSpan> &spans) const;
    void paintGlyphs(QPainter *painter, QPointF position, const QList<quint32> &indexes,
                     const QList<GlyphTiles::Piece> &pieces, int columns) const;

    QFont m_font;
    QRawFont m_raw;
    std::shared_ptr<GlyphTiles> m_tiles;
    //! 0: needs shaping.
    std::array<quint32, 128> m_glyphs = {};
    mutable QHash<char16_t, quint32> m_otherGlyphs;
    qreal m_advance = 0;
    qreal m_ascent = 0;
    bool m_fixed = false;
};

} // namespace Tailwater
