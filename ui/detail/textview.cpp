// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/textview.h"

#include "highlight/highlighting.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Theme>

#include <QElapsedTimer>
#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>
#include <QTextLayout>
#include <QTimer>

using namespace std::chrono_literals;

namespace Tailwater {

namespace {

// Of one paint event.
constexpr auto longestWork = 10ms;

} // namespace

TextView::TextView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(Highlighting::instance(), &Highlighting::themeChanged, this, &TextView::updateTheme);
    updateFont();
    updateTheme();
}

TextView::~TextView() = default;

void TextView::updateFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    document()->setDefaultFont(font);
}

void TextView::updateTheme()
{
    m_highlighter.setTheme(Highlighting::instance()->theme());
    std::fill(m_coloured.begin(), m_coloured.end(), false);
    viewport()->update();
}

void TextView::setContent(const QString &text, const KSyntaxHighlighting::Definition &definition)
{
    m_highlighter.setDefinition(definition);
    m_states.assign(1, {});
    m_coloured.clear();
    setPlainText(text);
    m_coloured.assign(size_t(blockCount()), false);
}

// States go from line to line; formats are set on the lines in view only.
void TextView::colourVisible()
{
    if (!m_highlighter.definition().isValid()) {
        return;
    }
    const QTextBlock first = firstVisibleBlock();
    // All that lies before it has to be gone through once: in pieces, or the window would stand still.
    QElapsedTimer clock;
    clock.start();
    QTextBlock above = document()->findBlockByNumber(int(m_states.size()) - 1);
    for (; above.isValid() && above.blockNumber() < first.blockNumber(); above = above.next()) {
        KSyntaxHighlighting::State state = m_states.back();
        m_highlighter.spans(above.text(), state);
        m_states.push_back(state);
        if (clock.durationElapsed() > longestWork) {
            QTimer::singleShot(0, viewport(), qOverload<>(&QWidget::update));
            return;
        }
    }
    double y = 0;
    for (QTextBlock block = first; block.isValid() && y < viewport()->height(); block = block.next()) {
        y += blockBoundingRect(block).height();
        const auto line = size_t(block.blockNumber());
        if (line >= m_coloured.size() || (m_coloured[line] && line + 1 < m_states.size())) {
            continue;
        }
        KSyntaxHighlighting::State state = m_states[line];
        QList<QTextLayout::FormatRange> formats;
        for (const ColourSpan &span : m_highlighter.spans(block.text(), state)) {
            if (span.colour.isValid()) {
                QTextCharFormat format;
                format.setForeground(span.colour);
                formats.append({ span.begin, span.length, format });
            }
        }
        if (line + 1 == m_states.size()) {
            m_states.push_back(state);
        }
        m_coloured[line] = true;
        block.layout()->setFormats(formats);
        document()->markContentsDirty(block.position(), block.length());
    }
}

void TextView::paintEvent(QPaintEvent *event)
{
    colourVisible();
    QPlainTextEdit::paintEvent(event);
}

void TextView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateFont();
    }
}

} // namespace Tailwater

#include "moc_textview.cpp"
