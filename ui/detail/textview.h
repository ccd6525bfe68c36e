// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "highlight/linehighlighter.h"

#include <QPlainTextEdit>

#include <vector>

namespace Tailwater {

//! \brief Read-only text with colours, which are made for the lines that come into view.
class TextView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextView(QWidget *parent = nullptr);
    ~TextView() override;

    void setContent(const QString &text, const KSyntaxHighlighting::Definition &definition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateTheme();
    void updateFont();
    void colourVisible();

    LineHighlighter m_highlighter;
    // The state at the beginning of each line, as far as it is known.
    std::vector<KSyntaxHighlighting::State> m_states;
    std::vector<bool> m_coloured;
};

} // namespace Tailwater
