// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "jsonscanner_p.h"

#include <optional>

namespace DurableStreams {

//! \brief Checks that \a text is exactly one JSON value (RFC 8259), white space around it allowed.
//!
//! Nothing if it is; otherwise where it first stops being one, and why.
std::optional<JsonFault> validateJson(QByteArrayView text);

//! \brief Whether it is; for where nearly everything is, and validateJson() may follow.
bool isJson(QByteArrayView text);

//! \brief A place in a text as people count it, from 1: lines, and characters in the line.
struct TextPlace
{
    qsizetype line = 1;
    qsizetype column = 1;

    bool operator==(const TextPlace &) const = default;
};

//! \brief Where byte \a position of the UTF-8 text \a text is. LF, CRLF and CR end a line.
TextPlace placeInText(QByteArrayView text, qsizetype position);

} // namespace DurableStreams
