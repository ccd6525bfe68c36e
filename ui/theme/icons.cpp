// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

class LineIconEngine : public QIconEngine
{
public:
    LineIconEngine(QLatin1StringView name, const QColor &colour)
        : m_name(name)
        , m_colour(colour)
    {
    }

    QString key() const override { return u"tailwater"_s; }
    QIconEngine *clone() const override { return new LineIconEngine(*this); }
    bool isNull() override { return m_name.isEmpty(); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor colour = inkOf(mode);
        const QString cacheKey = u"tailwater-icon/%1/%2/%3x%4/%5"_s.arg(
            m_name, colour.name(QColor::HexArgb), QString::number(size.width()),
            QString::number(size.height()), QString::number(scale));
        QPixmap pixmap;
        if (!QPixmapCache::find(cacheKey, &pixmap)) {
            pixmap = render(size, colour);
            pixmap.setDevicePixelRatio(scale);
            QPixmapCache::insert(cacheKey, pixmap);
        }
        return pixmap;
    }

private:
    QColor inkOf(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled) {
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        }
        if (m_colour.isValid()) {
            return m_colour;
        }
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText
                                                     : QPalette::ButtonText);
    }

    QPixmap render(const QSize &size, const QColor &colour) const
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(u":/icons/%1.svg"_s.arg(m_name));
        if (!file.open(QIODevice::ReadOnly)) {
            qWarning("No icon named %s", m_name.data());
            return pixmap;
        }
        QByteArray svg = file.readAll();
        svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        return pixmap;
    }

    QLatin1StringView m_name;
    QColor m_colour;
};

} // namespace

QIcon icon(QLatin1StringView name)
{
    return QIcon(new LineIconEngine(name, QColor()));
}

QIcon icon(QLatin1StringView name, const QColor &colour)
{
    return QIcon(new LineIconEngine(name, colour));
}

} // namespace Tailwater
