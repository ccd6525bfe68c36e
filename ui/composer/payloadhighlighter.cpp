// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "payloadhighlighter.h"

#include "highlight/highlighting.h"

#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Theme>

#include <QElapsedTimer>
#include <QEvent>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextDocument>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr int LinesAtOnce = 200;
constexpr auto SliceTime = 8ms;

} // namespace

PayloadHighlighter::PayloadHighlighter(QTextDocument *document)
    : SyntaxHighlighter(document)
    , m_slices(new QTimer(this))
{
    m_slices->setInterval(0ms);
    connect(m_slices, &QTimer::timeout, this, &PayloadHighlighter::highlightSlice);
    connect(document, &QTextDocument::blockCountChanged, this, &PayloadHighlighter::followLines);
}

PayloadHighlighter::~PayloadHighlighter() = default;

void PayloadHighlighter::setVariables(bool filledIn)
{
    if (std::exchange(m_variables, filledIn) != filledIn) {
        const Bulk bulk(this);
        rehighlight();
    }
}

PayloadHighlighter::Bulk::Bulk(PayloadHighlighter *highlighter)
    : m_highlighter(highlighter)
{
    m_highlighter->m_left = LinesAtOnce;
}

PayloadHighlighter::Bulk::~Bulk()
{
    m_highlighter->m_left = -1;
    if (m_highlighter->m_next >= 0) {
        m_highlighter->m_slices->start();
    }
}

//! The line that is asked for comes later, in its turn. It is asked for by itself as well, since how a line
//! begins changes with each one before it.
bool PayloadHighlighter::isPutOff()
{
    const int line = currentBlock().blockNumber();
    if (m_inSlice) {
        return false;
    }
    if (m_left == 0 && (m_next < 0 || line < m_next)) {
        m_next = line;
    }
    m_left -= m_left > 0 ? 1 : 0;
    return m_next >= 0 && line >= m_next;
}

//! What it calls itself for are colours. To whoever waits for changes of the text they are none.
bool PayloadHighlighter::event(QEvent *event)
{
    const QSignalBlocker blocker(event->type() == QEvent::MetaCall ? document() : nullptr);
    return SyntaxHighlighter::event(event);
}

void PayloadHighlighter::highlightSlice()
{
    const QSignalBlocker blocker(document());
    QElapsedTimer time;
    time.start();
    m_inSlice = true;
    QTextBlock block = document()->findBlockByNumber(m_next);
    for (; block.isValid() && time.durationElapsed() < SliceTime; block = block.next()) {
        rehighlightBlock(block);
        ++m_next;
    }
    m_inSlice = false;
    if (!block.isValid()) {
        m_next = -1;
        m_slices->stop();
    }
}

//! Lines that go may go before those that are still to be highlighted.
void PayloadHighlighter::followLines(int count)
{
    if (m_next > 0 && count < m_lines) {
        m_next = qMax(0, m_next - (m_lines - count));
    }
    m_lines = count;
}

void PayloadHighlighter::highlightBlock(const QString &text)
{
    static const QRegularExpression variable(u"\\{\\{[^{}]*\\}\\}"_s);
    if (isPutOff()) {
        return;
    }
    if (!m_variables || !text.contains("{{"_L1)) {
        SyntaxHighlighter::highlightBlock(text);
        return;
    }
    // A number may stand wherever a variable may, inside of a string as well.
    QString filled = text;
    QList<std::pair<int, int>> places;
    for (auto found = variable.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        filled.replace(match.capturedStart(), match.capturedLength(),
                       QString(match.capturedLength(), u'1'));
        places.append({ int(match.capturedStart()), int(match.capturedLength()) });
    }
    SyntaxHighlighter::highlightBlock(filled);
    QTextCharFormat format;
    format.setForeground(Highlighting::instance()->legible(
        QColor::fromRgba(theme().textColor(KSyntaxHighlighting::Theme::Function))));
    format.setFontItalic(true);
    for (const auto &[begin, length] : std::as_const(places)) {
        setFormat(begin, length, format);
    }
}

void PayloadHighlighter::applyFormat(int offset, int length,
                                     const KSyntaxHighlighting::Format &format)
{
    SyntaxHighlighter::applyFormat(offset, length, format);
    if (length > 0 && format.hasTextColor(theme())) {
        QTextCharFormat shown = QSyntaxHighlighter::format(offset);
        shown.setForeground(Highlighting::instance()->legible(format.textColor(theme())));
        setFormat(offset, length, shown);
    }
}

} // namespace Tailwater

#include "moc_payloadhighlighter.cpp"
