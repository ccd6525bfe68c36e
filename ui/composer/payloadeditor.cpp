// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "payloadeditor.h"

#include "highlight/highlighting.h"
#include "payloadhighlighter.h"
#include "theme/theme.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QTextBlock>

namespace Tailwater {

PayloadEditor::PayloadEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new PayloadHighlighter(document()))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    // Not amidst a change of the document.
    connect(this, &QPlainTextEdit::textChanged, this, &PayloadEditor::collapseWhatHasGrown,
            Qt::QueuedConnection);
    connect(Highlighting::instance(), &Highlighting::themeChanged, this,
            &PayloadEditor::applyTheme);
    applyTheme();
}

PayloadEditor::~PayloadEditor() = default;

void PayloadEditor::setContentType(const QByteArray &contentType)
{
    const auto definition = Highlighting::instance()->definitionFor(contentType);
    if (definition != m_highlighter->definition()) {
        const PayloadHighlighter::Bulk bulk(m_highlighter);
        m_highlighter->setDefinition(definition);
    }
}

void PayloadEditor::setVariables(bool filledIn)
{
    m_highlighter->setVariables(filledIn);
}

void PayloadEditor::applyTheme()
{
    {
        const PayloadHighlighter::Bulk bulk(m_highlighter);
        m_highlighter->setTheme(Highlighting::instance()->theme());
        m_highlighter->rehighlight();
    }
    setFault(m_fault);
}

void PayloadEditor::setFault(std::optional<qsizetype> position)
{
    m_fault = position;
    if (!position || (m_collapsed && *position >= document()->characterCount() - 1)) {
        setExtraSelections({});
        return;
    }
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    const int last = qMax(0, document()->characterCount() - 2);
    // At the end of the text there is no character to underline but the last one.
    const int at = qMin(int(*position), last);
    selection.cursor.setPosition(at);
    selection.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    selection.format.setUnderlineColor(Theme::colours(palette()).bad);
    selection.format.setBackground(Theme::colours(palette()).badTint);
    setExtraSelections({ selection });
}

void PayloadEditor::keyPressEvent(QKeyEvent *event)
{
    if (keyOfCollapsed(event)) {
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !m_collapsed && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        insertIndentedNewLine();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PayloadEditor::insertIndentedNewLine()
{
    QTextCursor cursor = textCursor();
    const QString line = cursor.block().text().first(cursor.positionInBlock());
    qsizetype spaces = 0;
    while (spaces < line.size() && line[spaces].isSpace()) {
        ++spaces;
    }
    QString indent = line.first(spaces);
    if (const QString trimmed = line.trimmed(); trimmed.endsWith(u'{') || trimmed.endsWith(u'[')) {
        indent += QStringLiteral("  ");
    }
    cursor.insertText(QString(u'\n' + indent));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void PayloadEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        setFault(m_fault);
    }
}

} // namespace Tailwater

#include "moc_payloadeditor.cpp"
