// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wrappedtext.h"

#include <QAbstractTextDocumentLayout>
#include <QTextDocument>
#include <QWheelEvent>

#include <cmath>

namespace Tailwater {

WrappedText::WrappedText(QWidget *parent)
    : QTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::ClickFocus);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // Lines are laid out when they are needed, which may be after the width has changed.
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &WrappedText::fitHeight);
    fitHeight();
}

WrappedText::~WrappedText() = default;

void WrappedText::setText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        setPlainText(text);
        fitHeight();
    }
}

void WrappedText::fitHeight()
{
    const int height
        = std::max(int(std::ceil(document()->size().height())), fontMetrics().height());
    if (height != minimumHeight() || height != maximumHeight()) {
        setFixedHeight(height);
    }
}

QSize WrappedText::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 20, minimumHeight() };
}

QSize WrappedText::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 6, minimumHeight() };
}

void WrappedText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitHeight();
    }
}

void WrappedText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fitHeight();
}

// What it is in scrolls.
void WrappedText::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace Tailwater

#include "moc_wrappedtext.cpp"
