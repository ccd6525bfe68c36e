// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/glyphtiles.h"

#include <QGlyphRun>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace Tailwater {

namespace {

// Where a glyph may begin between two pixels.
constexpr int phases = 4;
// What a glyph may have outside its column, in pixels.
constexpr int margin = 4;
// Colours in use at a time, and then some; a theme has a dozen.
constexpr size_t mostSets = 96;

// Four pixels at a time: a tile is as wide as that.
constexpr int together = 4;

int roundedUp(int width)
{
    return (width + together - 1) / together * together;
}

// Neighbours hardly ever touch the same pixel; where they do, both are seen.
void addPixels(quint32 *to, const quint32 *from, int count)
{
#ifdef __SSE2__
    for (int i = 0; i < count; i += together) {
        const auto at = reinterpret_cast<__m128i *>(to + i);
        const __m128i more = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + i));
        _mm_storeu_si128(at, _mm_adds_epu8(_mm_loadu_si128(at), more));
    }
#else
    for (int i = 0; i < count; ++i) {
        quint32 sum = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            const quint32 part = ((to[i] >> shift) & 0xff) + ((from[i] >> shift) & 0xff);
            sum |= std::min<quint32>(part, 0xff) << shift;
        }
        to[i] = sum;
    }
#endif
}

QGlyphRun runOf(const QRawFont &font, quint32 glyph)
{
    QGlyphRun run;
    run.setRawFont(font);
    run.setGlyphIndexes({ glyph });
    run.setPositions({ QPointF() });
    return run;
}

} // namespace

//! The pixels of a glyph that are not empty, and where they lie in its column.
struct GlyphTiles::Tile
{
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    std::vector<quint32> pixels;
};

GlyphTiles::GlyphTiles(const QRawFont &font, qreal advance, qreal ascent, qreal height)
    : m_font(font)
    , m_advance(advance)
    , m_ascent(ascent)
    , m_height(height)
{
}

GlyphTiles::~GlyphTiles() = default;

bool GlyphTiles::suits(const QPainter &painter)
{
    const QPaintEngine *engine = painter.paintEngine();
    if (!engine || engine->type() != QPaintEngine::Raster
        || painter.transform().type() > QTransform::TxTranslate || painter.opacity() < 1
        || painter.compositionMode() != QPainter::CompositionMode_SourceOver) {
        return false;
    }
    setScale(painter.device()->devicePixelRatioF());
    return m_grey;
}

void GlyphTiles::setScale(qreal scale)
{
    if (m_scale == scale) {
        return;
    }
    m_scale = scale;
    m_sets.clear();
    m_line = {};
    m_grey = !coloursEdges();
}

// What a window would get: an M, with edges on both sides.
bool GlyphTiles::coloursEdges() const
{
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    painter.drawGlyphRun(QPointF(8, 40), runOf(m_font, m_font.glyphIndexesForString(QStringLiteral("M")).value(0)));
    painter.end();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            if (qRed(pixel) != qGreen(pixel) || qGreen(pixel) != qBlue(pixel)) {
                return true;
            }
        }
    }
    return false;
}

GlyphTiles::Set &GlyphTiles::setOf(QRgb colour, int phase)
{
    for (const std::unique_ptr<Set> &set : m_sets) {
        if (set->colour == colour && set->phase == phase) {
            return *set;
        }
    }
    m_sets.push_back(std::make_unique<Set>(Set { colour, phase, {} }));
    return *m_sets.back();
}

const GlyphTiles::Tile &GlyphTiles::tileOf(Set &set, quint32 glyph)
{
    if (glyph >= set.tiles.size()) {
        set.tiles.resize(size_t(glyph) + 1);
    }
    std::unique_ptr<Tile> &tile = set.tiles[glyph];
    if (!tile) {
        tile = makeTile(set, glyph);
    }
    return *tile;
}

std::unique_ptr<GlyphTiles::Tile> GlyphTiles::makeTile(const Set &set, quint32 glyph) const
{
    QImage image(int(std::ceil(m_advance * m_scale)) + 2 * margin, int(std::ceil(m_height * m_scale)),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(m_scale);
    QPainter painter(&image);
    painter.setPen(QColor::fromRgba(set.colour));
    painter.drawGlyphRun(QPointF((margin + double(set.phase) / phases) / m_scale, m_ascent),
                         runOf(m_font, glyph));
    painter.end();
    const auto pixel = [&image](int x, int y) {
        return reinterpret_cast<const quint32 *>(image.constScanLine(y))[x];
    };
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (pixel(x, y) != 0) {
                ink |= QRect(x, y, 1, 1);
            }
        }
    }
    auto tile = std::make_unique<Tile>();
    tile->left = ink.left();
    tile->top = ink.top();
    tile->width = roundedUp(ink.width());
    tile->height = ink.height();
    tile->pixels.resize(size_t(tile->width) * size_t(tile->height));
    for (int y = 0; y < tile->height; ++y) {
        std::memcpy(tile->pixels.data() + qptrdiff(y) * tile->width,
                    image.constScanLine(ink.top() + y) + ink.left() * qsizetype(sizeof(quint32)),
                    size_t(ink.width()) * sizeof(quint32));
    }
    return tile;
}

// Wide enough for the last glyph and all that may stand out.
void GlyphTiles::clearLine(int width)
{
    const int height = int(std::ceil(m_height * m_scale));
    if (m_line.width() < width) {
        m_line = QImage(roundedUp(width * 5 / 4), height, QImage::Format_ARGB32_Premultiplied);
    }
    uchar *bits = m_line.bits();
    for (int y = 0; y < height; ++y) {
        std::memset(bits + y * m_line.bytesPerLine(), 0, size_t(width) * sizeof(quint32));
    }
}

void GlyphTiles::add(const Tile &tile, int x)
{
    const qsizetype stride = m_line.bytesPerLine() / qsizetype(sizeof(quint32));
    quint32 *to = reinterpret_cast<quint32 *>(m_line.bits()) + tile.top * stride + x + tile.left;
    const quint32 *from = tile.pixels.data();
    for (int y = 0; y < tile.height; ++y, to += stride, from += tile.width) {
        addPixels(to, from, tile.width);
    }
}

void GlyphTiles::paint(QPainter *painter, QPointF position, const QList<quint32> &glyphs,
                       const QList<Piece> &pieces, int columns)
{
    columns = std::min(columns, int(glyphs.size()));
    if (columns <= 0) {
        return;
    }
    const double step = m_advance * m_scale;
    const int width = int(std::ceil(columns * step)) + 2 * margin + together;
    clearLine(width);
    const bool whole = step == std::floor(step);
    for (const Piece &piece : pieces) {
        if (m_sets.size() + phases > mostSets) {
            m_sets.clear();
        }
        const QRgb colour = piece.colour.rgba();
        std::array<Set *, phases> sets = {}; // looked up once, and none of them goes meanwhile
        const int end = std::min(piece.end, columns);
        for (int column = piece.begin; column < end; ++column) {
            const quint32 glyph = glyphs.at(column);
            if (glyph == 0) {
                continue;
            }
            const double x = column * step;
            const int pixel = int(x);
            const int phase = whole ? 0 : int((x - pixel) * phases);
            Set *&set = sets[size_t(phase)];
            if (!set) {
                set = &setOf(colour, phase);
            }
            add(tileOf(*set, glyph), pixel);
        }
    }
    const QSizeF size = QSizeF(width, std::ceil(m_height * m_scale));
    painter->drawImage(QRectF(position - QPointF(margin / m_scale, 0), size / m_scale), m_line,
                       QRectF(QPointF(), size));
}

} // namespace Tailwater
