// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace Tailwater {

class TailModel;

//! \brief How rows are put into one piece of text.
enum class RowFormat {
    Raw, //!< exactly as received; messages are set apart by line feeds
    Ndjson, //!< one JSON value a line; white space between tokens goes, tokens stay as they are
    JsonArray, //!< one JSON array of all
    Indented, //!< JSON values set out over lines, tokens as they are
};

//! \brief The text, and what it does not hold.
struct CopiedRows
{
    QByteArray bytes;
    qsizetype rows = 0;
    //! Rows that are not JSON, and so have no place in the format.
    qsizetype leftOut = 0;
    //! The limit was reached: bytes is empty.
    bool tooLarge = false;
};

//! \brief Rows \a ranges (first and last, both included, in order) of \a model as \a format, up to
//! \a limit bytes. Markers are not data and are never among them.
CopiedRows copyRows(const TailModel &model, const QList<std::pair<int, int>> &ranges,
                    RowFormat format, qsizetype limit);

} // namespace Tailwater
