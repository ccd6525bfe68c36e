// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/linehighlighter.h"

#include "highlight/highlighting.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Theme>

namespace Tailwater {

QList<ColourSpan> LineHighlighter::spans(const QString &line)
{
    KSyntaxHighlighting::State state;
    return spans(line, state);
}

QList<ColourSpan> LineHighlighter::spans(const QString &line, KSyntaxHighlighting::State &state)
{
    m_spans.clear();
    if (definition().isValid()) {
        state = highlightLine(line, state);
    }
    return std::exchange(m_spans, {});
}

void LineHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    if (length == 0) {
        return;
    }
    const QColor colour = format.hasTextColor(theme())
        ? Highlighting::instance()->legible(format.textColor(theme()))
        : QColor();
    const bool bold = format.isBold(theme());
    if (!m_spans.isEmpty()) {
        ColourSpan &last = m_spans.last();
        if (last.begin + last.length == offset && last.colour == colour && last.bold == bold) {
            last.length += length;
            return;
        }
    }
    m_spans.append({ offset, length, colour, bold });
}

} // namespace Tailwater
