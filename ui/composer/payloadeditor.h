// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPlainTextEdit>

#include <optional>

namespace Tailwater {

class PayloadHighlighter;

//! \brief The editor of the composer: highlighted by content type, the place of a fault underlined,
//! indentation kept. Enter is a new line; Tab leaves the editor.
class PayloadEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PayloadEditor(QWidget *parent = nullptr);
    ~PayloadEditor() override;

    void setContentType(const QByteArray &contentType);
    //! \brief Whether variables such as {{index}} are filled in.
    void setVariables(bool filledIn);
    //! \brief The text as it was entered; toPlainText() makes blanks of no-break spaces.
    QString text() const;
    //! \brief Underlines the character at \a position, or nothing.
    void setFault(std::optional<qsizetype> position);
    //! \brief Replaces the text so that Undo brings the old one back.
    void replaceText(const QString &text);

Q_SIGNALS:
    //! \brief Alt+Up and Alt+Down: an earlier (-1) or later (1) text is wanted.
    void historyRequested(int step);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void insertIndentedNewLine();

    PayloadHighlighter *m_highlighter;
    std::optional<qsizetype> m_fault;
};

} // namespace Tailwater
