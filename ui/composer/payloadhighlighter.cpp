// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "payloadhighlighter.h"

#include "highlight/highlighting.h"

#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Theme>

#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

PayloadHighlighter::PayloadHighlighter(QTextDocument *document)
    : SyntaxHighlighter(document)
{ }

PayloadHighlighter::~PayloadHighlighter() = default;

void PayloadHighlighter::setVariables(bool filledIn)
{
    if (std::exchange(m_variables, filledIn) != filledIn) {
        rehighlight();
    }
}

void PayloadHighlighter::highlightBlock(const QString &text)
{
    static const QRegularExpression variable(u"\\{\\{[^{}]*\\}\\}"_s);
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
