// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How a PayloadEditor holds a text that is too long to be laid out.

#include "bytetext.h"
#include "payloadeditor.h"
#include "payloadhighlighter.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace Tailwater {

namespace {

//! Less cannot make a text too long at once; and what grows is seen when it has grown.
constexpr qsizetype SmallPaste = 1024;

bool mayChange(const QString &pasted)
{
    return std::ranges::any_of(pasted, mayBeChangedByEditing);
}

bool isWithin(const QString &text, qsizetype longestLine, qsizetype longestText)
{
    if (text.size() > longestText) {
        return false;
    }
    for (qsizetype start = 0; start + longestLine < text.size();) {
        const qsizetype end = text.indexOf(u'\n', start);
        if ((end < 0 ? text.size() : end) - start > longestLine) {
            return false;
        }
        start = end + 1;
    }
    return true;
}

} // namespace

QString PayloadEditor::text() const
{
    // Ends of blocks are paragraph separators there; all else is as entered.
    return m_collapsed ? *m_collapsed
                       : document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

qsizetype PayloadEditor::textSize() const
{
    return m_collapsed ? m_collapsed->size() : document()->characterCount() - 1;
}

bool PayloadEditor::isTooLong(const QString &text) const
{
    return m_anyway ? !isWithin(text, LongestLineAnyway, LongestTextAnyway)
                    : !isWithin(text, LongestLine, LongestText);
}

void PayloadEditor::setWhole(const QString &text)
{
    m_collapsed = isTooLong(text) ? std::optional(text) : std::nullopt;
    setTextInteractionFlags(m_collapsed ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                        : Qt::TextInteractionFlags(Qt::TextEditorInteraction));
    qsizetype shown = m_collapsed ? qMin(BeginningSize, text.size()) : text.size();
    if (shown > 0 && shown < text.size() && text.at(shown - 1).isHighSurrogate()) {
        --shown;
    }
    const PayloadHighlighter::Bulk bulk(m_highlighter);
    setPlainText(text.first(shown));
}

void PayloadEditor::setText(const QString &text)
{
    m_before.reset();
    m_anyway = false;
    setWhole(text);
    Q_EMIT textReplaced();
}

void PayloadEditor::replaceText(const QString &text)
{
    m_anyway = false;
    if (m_collapsed || isTooLong(text)) {
        m_before = this->text();
        setWhole(text);
    } else {
        const PayloadHighlighter::Bulk bulk(m_highlighter);
        QTextCursor cursor(document());
        cursor.beginEditBlock();
        cursor.select(QTextCursor::Document);
        cursor.insertText(text);
        cursor.endEditBlock();
    }
    Q_EMIT textReplaced();
}

void PayloadEditor::insertText(const QString &text)
{
    if (!m_collapsed) {
        insertPlainText(text);
    }
}

bool PayloadEditor::canEditAnyway() const
{
    return m_collapsed && isWithin(*m_collapsed, LongestLineAnyway, LongestTextAnyway)
        && survivesEditing(m_collapsed->toUtf8());
}

void PayloadEditor::editAnyway()
{
    if (canEditAnyway()) {
        m_anyway = true;
        setWhole(QString(*m_collapsed));
        setFocus(Qt::OtherFocusReason);
    }
}

//! By typing, or by joining lines.
void PayloadEditor::collapseWhatHasGrown()
{
    if (m_collapsed) {
        return;
    }
    const qsizetype line = textCursor().block().length() - 1;
    if (line > (m_anyway ? LongestLineAnyway : LongestLine)
        || textSize() > (m_anyway ? LongestTextAnyway : LongestText)) {
        m_before.reset();
        setWhole(text());
    }
}

void PayloadEditor::insertFromMimeData(const QMimeData *source)
{
    const QString pasted = source->text();
    if (isAllSelected()) {
        Q_EMIT textReplaced();
    }
    if (m_collapsed || (pasted.size() <= SmallPaste && !mayChange(pasted))) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    const QTextCursor cursor = textCursor();
    const QString now = text();
    const QString whole
        = now.first(cursor.selectionStart()) + pasted + now.sliced(cursor.selectionEnd());
    if (isTooLong(whole)) {
        replaceText(whole);
    } else {
        const PayloadHighlighter::Bulk bulk(m_highlighter);
        QPlainTextEdit::insertFromMimeData(source);
    }
    tellOfPaste(whole, pasted);
}

void PayloadEditor::tellOfPaste(const QString &whole, const QString &pasted)
{
    if (mayChange(pasted) && text() != whole) {
        Q_EMIT pasteChanged(whole, pasted);
    }
}

QMimeData *PayloadEditor::createMimeDataFromSelection() const
{
    if (!m_collapsed || !isAllSelected()) {
        return QPlainTextEdit::createMimeDataFromSelection();
    }
    auto *mime = new QMimeData;
    mime->setText(*m_collapsed);
    return mime;
}

bool PayloadEditor::isAllSelected() const
{
    const QTextCursor cursor = textCursor();
    return cursor.hasSelection() && cursor.selectionStart() == 0
        && cursor.selectionEnd() == document()->characterCount() - 1;
}

//! What can be done with a text that is not edited: it is replaced as a whole.
bool PayloadEditor::keyOfCollapsed(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo) && m_before && !document()->isUndoAvailable()) {
        const QString before = *m_before;
        replaceText(before);
        return true;
    }
    if (!m_collapsed || !isAllSelected()) {
        return false;
    }
    if (event->matches(QKeySequence::Paste)) {
        const QString pasted = QGuiApplication::clipboard()->text();
        replaceText(pasted);
        tellOfPaste(pasted, pasted);
        return true;
    }
    if (event->matches(QKeySequence::Cut)) {
        copy();
    } else if (event->key() != Qt::Key_Delete && event->key() != Qt::Key_Backspace) {
        return false;
    }
    replaceText(QString());
    return true;
}

} // namespace Tailwater
