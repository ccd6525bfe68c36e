// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <KSyntaxHighlighting/SyntaxHighlighter>

namespace Tailwater {

//! \brief Highlights what is composed in colours that can be read, and knows variables such as
//! {{index}}: they are no faults of the language around them.
class PayloadHighlighter : public KSyntaxHighlighting::SyntaxHighlighter
{
    Q_OBJECT

public:
    explicit PayloadHighlighter(QTextDocument *document);
    ~PayloadHighlighter() override;

    //! \brief Whether variables are filled in; without, they are text like any other.
    void setVariables(bool filledIn);

protected:
    void highlightBlock(const QString &text) override;
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

private:
    bool m_variables = false;
};

} // namespace Tailwater
