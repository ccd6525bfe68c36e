// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>

namespace Tailwater {

//! \brief \a bytes as text to look at: nothing in it acts.
//!
//! UTF-8, with U+FFFD for what is not. Control characters become their pictures; line and direction
//! controls become `\u` escapes. At most about \a limit characters; an ellipsis says that more follow.
QString visibleText(QByteArrayView bytes, qsizetype limit);

//! \brief A row's bytes on one line: JSON without the white space between its tokens, a line without
//! its end.
QString previewText(QByteArrayView bytes, bool json, qsizetype limit = 512);

//! \brief Binary data on one line: bytes in hexadecimal, then as text.
QString hexPreview(QByteArrayView bytes, qsizetype count = 24);

//! \brief \a bytes as a person says it: `12.4 MiB`.
QString sizeText(qint64 bytes);

} // namespace Tailwater
