// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filterexpression.h"

#include <map>

namespace Tailwater {

//! \brief A row, as a filter sees it.
struct FilterRow
{
    QByteArrayView bytes = {};
    bool json = false; //!< tests of members look into it
    quint64 number = 0;
    qint64 receivedMs = 0;
    QByteArrayView offset = {};
    //! More than 0 if bytes is only the beginning of a row of this size.
    qsizetype fullSize = 0;
};

enum class FilterVerdict {
    No,
    Yes,
    Undecided, //!< a regular expression needed more than BytePattern::stepLimit steps
};

//! \brief Decides which rows pass a filter. Of one thread; each has one of its own.
//!
//! Looks at bytes as they were received: no row is parsed for a word, no number is converted. A
//! member is compared with what it is: a number with a number, a string with text, true, false and
//! null with the word. What cannot be compared is not equal, and is neither greater nor less.
//! A member that is there several times passes a test if one of its values does.
class FilterMatcher
{
public:
    //! \brief \a steps: how many a regular expression may take for one row.
    explicit FilterMatcher(const FilterExpression &expression, quint32 steps = BytePattern::stepLimit);

    //! \brief True if the offset or the time of rows is asked for, which cost something to look up.
    bool needsOrigin() const { return m_needsOrigin; }

    FilterVerdict match(const FilterRow &row);

private:
    void prepare(const FilterNode &node);
    void prepare(const BytePattern &pattern);
    FilterVerdict match(const FilterNode &node, const FilterRow &row);
    FilterVerdict match(const FilterGroup &group, const FilterRow &row);
    FilterVerdict match(const FilterTextTest &test, const FilterRow &row);
    FilterVerdict match(const FilterFieldTest &test, const FilterRow &row);
    FilterVerdict match(const FilterPresenceTest &test, const FilterRow &row);
    FilterVerdict matchJson(const FilterFieldTest &test, QByteArrayView value);
    FilterVerdict matchText(const FilterFieldTest &test, QByteArrayView text);
    FilterVerdict search(const BytePattern &pattern, QByteArrayView text);

    FilterExpression m_expression;
    quint32 m_steps;
    std::map<const BytePattern *, BytePattern::Matcher> m_patterns;
    bool m_needsOrigin = false;
};

//! \brief True if \a text is what \a glob describes: `*` is any text, `?` any one character of UTF-8.
bool matchesGlob(QByteArrayView text, QByteArrayView glob);

} // namespace Tailwater
