// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What is sought among the rows, in the message that holds it.

#include "detail/bytesview.h"
#include "detail/detailpane.h"
#include "detail/jsontreemodel.h"
#include "detail/textview.h"
#include "models/jsonfind.h"
#include "theme/theme.h"

#include <QTabWidget>
#include <QTextBlock>
#include <QTreeView>

namespace Tailwater {

void DetailPane::setSought(const std::optional<FilterTextTest> &test)
{
    m_found.setSought(test);
    m_tree->viewport()->update();
    markFoundInText(false);
    goToFound();
}

void DetailPane::goToFound()
{
    if (!m_found.isSought() || m_message.isNull()) {
        return;
    }
    switch (m_tabs->currentIndex()) {
    case TreeTab:
        goToFoundInTree();
        break;
    case TextTab:
        markFoundInText(true);
        break;
    case RawTab:
    case HexTab:
        if (const auto found = m_found.firstIn(m_shown)) {
            BytesView *view = m_tabs->currentIndex() == RawTab ? m_raw : m_hex;
            view->showRange(found->first, found->second);
        }
        break;
    default:
        break;
    }
}

// By the bytes: a row was found by them. Who stands at a place that holds it stays there.
void DetailPane::goToFoundInTree()
{
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid() && m_found.firstIn(m_treeModel->valueAt(current))
        && !m_treeModel->hasChildren(current)) {
        m_tree->scrollTo(current);
        return;
    }
    const auto found = m_found.firstIn(m_treeModel->document());
    const QString pointer
        = found ? jsonPointerAt(m_treeModel->document(), found->first) : QString();
    if (const QModelIndex index = m_treeModel->indexOf(pointer); index.isValid()) {
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    }
}

void DetailPane::markFoundInText(bool go)
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString text = m_found.isSought() ? m_text->toPlainText() : QString();
    const Colours &colours = Theme::colours(palette());
    for (const auto &[begin, length] : m_found.placesIn(text)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document());
        mark.cursor.setPosition(begin);
        mark.cursor.setPosition(begin + length, QTextCursor::KeepAnchor);
        mark.format.setBackground(colours.warningTint);
        mark.format.setFontUnderline(true);
        mark.format.setUnderlineColor(colours.warning);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
    if (go && !marks.isEmpty()) {
        QTextCursor cursor = marks.first().cursor;
        cursor.setPosition(cursor.anchor());
        m_text->setTextCursor(cursor);
        m_text->ensureCursorVisible();
    }
}

} // namespace Tailwater
