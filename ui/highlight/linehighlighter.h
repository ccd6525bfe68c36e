// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>

#include <QColor>
#include <QList>

namespace Tailwater {

//! \brief A piece of a line and its colour; an invalid colour is that of normal text.
struct ColourSpan
{
    int begin = 0;
    int length = 0;
    QColor colour = {};
    bool bold = false;

    bool operator==(const ColourSpan &) const = default;
};

//! \brief Colours single lines with the definition and the theme it is given. GUI thread.
class LineHighlighter : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    //! \brief The spans of \a line as a document of its own.
    QList<ColourSpan> spans(const QString &line);
    //! \brief The spans of \a line that follows another one; \a state goes from line to line.
    QList<ColourSpan> spans(const QString &line, KSyntaxHighlighting::State &state);

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

private:
    QList<ColourSpan> m_spans;
};

} // namespace Tailwater
