// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPlainTextEdit>

#include <optional>

namespace Tailwater {

class PayloadHighlighter;

//! \brief The editor of the composer: highlighted by content type, the place of a fault underlined,
//! indentation kept. Enter is a new line; Tab leaves the editor.
//!
//! With every key a line is laid out anew, as a whole. So a text with a very long line, or a very long
//! one altogether, is collapsed: it is held as it came, its beginning is shown, and it is not edited.
class PayloadEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    //! In characters: a longer line, or text, is collapsed.
    static constexpr qsizetype LongestLine = 32 * 1024;
    static constexpr qsizetype LongestText = 2 * 1024 * 1024;
    //! The same for who wants to edit it anyway: slow, but no standstill.
    static constexpr qsizetype LongestLineAnyway = 256 * 1024;
    static constexpr qsizetype LongestTextAnyway = 8 * 1024 * 1024;
    //! How much of a collapsed text is shown.
    static constexpr qsizetype BeginningSize = 4'000;

    explicit PayloadEditor(QWidget *parent = nullptr);
    ~PayloadEditor() override;

    void setContentType(const QByteArray &contentType);
    //! \brief Whether variables such as {{index}} are filled in.
    void setVariables(bool filledIn);
    //! \brief The text as it was entered; toPlainText() makes blanks of no-break spaces.
    QString text() const;
    //! \brief Its size, without making it.
    qsizetype textSize() const;
    //! \brief Another text is edited now; there is no way back to the old one.
    void setText(const QString &text);
    //! \brief Underlines the character at \a position, or nothing.
    void setFault(std::optional<qsizetype> position);
    //! \brief Replaces the text so that Undo brings the old one back.
    void replaceText(const QString &text);
    //! \brief Puts \a text in at the cursor, as if it was typed.
    void insertText(const QString &text);

    bool isCollapsed() const { return m_collapsed.has_value(); }
    //! \brief Whether the collapsed text can be edited here as it is.
    bool canEditAnyway() const;
    void editAnyway();

Q_SIGNALS:
    //! \brief What was \a pasted is not in the text as it was: then the text would be \a whole.
    void pasteChanged(const QString &whole, const QString &pasted);
    //! \brief By setText() or replaceText().
    void textReplaced();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void applyTheme();
    void insertIndentedNewLine();
    bool isTooLong(const QString &text) const;
    void setWhole(const QString &text);
    void collapseWhatHasGrown();
    void tellOfPaste(const QString &whole, const QString &pasted);
    bool isAllSelected() const;
    bool keyOfCollapsed(QKeyEvent *event);

    PayloadHighlighter *m_highlighter;
    std::optional<qsizetype> m_fault;
    //! The text of which the beginning is shown.
    std::optional<QString> m_collapsed;
    //! What Undo brings back that the document does not know any more.
    std::optional<QString> m_before;
    bool m_anyway = false;
};

} // namespace Tailwater
