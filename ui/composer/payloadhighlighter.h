// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <KSyntaxHighlighting/SyntaxHighlighter>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

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

    //! \brief While there is one, no more is highlighted than what is seen at once; the rest follows in slices,
    //! when the events have been handled. For a change of many lines.
    class Bulk
    {
    public:
        explicit Bulk(PayloadHighlighter *highlighter);
        ~Bulk();
        Q_DISABLE_COPY_MOVE(Bulk)

    private:
        PayloadHighlighter *m_highlighter;
    };

    bool event(QEvent *event) override;

protected:
    void highlightBlock(const QString &text) override;
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

private:
    void highlightSlice();
    bool isPutOff();
    void followLines(int count);

    QTimer *m_slices;
    //! The first line of those that are still to be highlighted; -1: none.
    int m_next = -1;
    int m_lines = 1;
    //! How many are highlighted at once in this Bulk; -1: it is none.
    int m_left = -1;
    bool m_inSlice = false;
    bool m_variables = false;
};

} // namespace Tailwater
