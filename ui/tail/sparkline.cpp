// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/sparkline.h"

#include "models/ratemeter.h"
#include "theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace Tailwater {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

Sparkline::~Sparkline() = default;

void Sparkline::setValues(const QList<double> &values)
{
    if (values == m_values) {
        return;
    }
    m_values = values;
    const double most = values.isEmpty() ? 0 : *std::max_element(values.cbegin(), values.cend());
    const QString text = tr("Events per second in the last minute; at most %1")
                             .arg(QLocale().toString(most, 'f', 0));
    setToolTip(text);
    setAccessibleName(text);
    update();
}

QSize Sparkline::sizeHint() const
{
    return { RateMeter::seconds + 2, fontMetrics().height() };
}

void Sparkline::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const double most = m_values.isEmpty()
        ? 1.0
        : std::max(1.0, *std::max_element(m_values.cbegin(), m_values.cend()));
    QPainter painter(this);
    const double step = double(width()) / RateMeter::seconds;
    const double left = width() - step * double(m_values.size());
    const double room = height() - 4;
    const Colours &colours = Theme::colours(palette());
    painter.fillRect(QRectF(0, height() - 2, width(), 1), colours.border);
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const double h = m_values.at(i) > 0 ? std::max(1.0, room * m_values.at(i) / most) : 0.0;
        painter.fillRect(QRectF(left + double(i) * step, height() - 2 - h, step, h),
                         colours.accent);
    }
}

} // namespace Tailwater

#include "moc_sparkline.cpp"
