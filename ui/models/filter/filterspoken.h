// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace Tailwater {

//! \brief A comparison in words, as other languages write it: `level NOT IN (error, warn)`, `level is error`,
//! `msg contains twice`. A filter takes these for words to look for.
struct SpokenTest
{
    QString name = {}; //!< of the field, as it was written
    QString word = {}; //!< the operator, as it was written
    bool list = false; //!< of several values
    qsizetype end = 0; //!< behind it, in the text that it is in
    //! The same as a filter says it: any of these.
    QStringList tests = {};
    bool negated = false; //!< none of them

    //! \brief The filter for it; in parentheses where it needs them, if it does not stand \a alone.
    QString filter(bool alone) const;
    bool operator==(const SpokenTest &) const = default;
};

//! \brief The one that begins at \a begin in \a text; none if it is something else.
std::optional<SpokenTest> spokenTestAt(const QString &text, qsizetype begin);

//! \brief The values of a list such as `error, "too late"`: what separates them is , | or ;, else blanks.
QStringList spokenValues(const QString &list);

} // namespace Tailwater
