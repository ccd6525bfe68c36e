// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "fittinglabel.h"

#include <QEvent>

namespace Tailwater {

FittingLabel::FittingLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

FittingLabel::~FittingLabel() = default;

void FittingLabel::setTexts(const QStringList &texts)
{
    m_texts = texts;
    fit();
}

void FittingLabel::fit()
{
    const int room = contentsRect().width();
    for (const QString &text : std::as_const(m_texts)) {
        if (fontMetrics().horizontalAdvance(text) <= room) {
            setText(text);
            return;
        }
    }
    setText(m_texts.isEmpty() ? QString()
                              : fontMetrics().elidedText(m_texts.last(), Qt::ElideRight, room));
}

void FittingLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

void FittingLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fit();
    }
}

} // namespace Tailwater

#include "moc_fittinglabel.cpp"
