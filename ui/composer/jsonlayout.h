// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace Tailwater {

//! \brief Lays out JSON anew, one value a line; numbers, order and strings stay as they are.
//! \a json must be valid.
QByteArray formatJson(QByteArrayView json);
//! \brief The same without white space between tokens.
QByteArray minifyJson(QByteArrayView json);

} // namespace Tailwater
