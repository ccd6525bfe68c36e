// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/qtypes.h>

#include <span>

namespace DurableStreams {

//! \brief What the next byte of a JSON text is in: carried from one piece to the next.
struct JsonStringState
{
    //! All ones inside of a string, else zero.
    quint64 inString = 0;
    //! One after a backslash that escapes the next byte, else zero.
    quint64 escaped = 0;
};

//! \brief Finds the brackets `{ } [ ]` of \a size bytes: bit i of masks[k] stands for text[64 k +
//! i].
//!
//! Brackets in strings are not marked. A backslash outside of a string, which no JSON text has, is
//! marked as well. \a masks has room for one mask per 64 bytes or part of them.
using JsonBracketScan
    = void (*)(const char *text, qsizetype size, JsonStringState &state, quint64 *masks);

struct JsonBracketScanner
{
    const char *name;
    JsonBracketScan scan;
};

//! \brief What this processor can run, the best one first; all give the same masks.
std::span<const JsonBracketScanner> jsonBracketScanners();

} // namespace DurableStreams
