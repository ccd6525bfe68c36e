// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

namespace Tailwater {

//! \brief \a bytes as pairs of hexadecimal digits, sixteen a line.
QString toHexText(QByteArrayView bytes);

//! \brief The bytes of a text of hexadecimal digits, or where it is none.
struct HexText
{
    QByteArray bytes = {};
    //! Of the first character that does not fit; -1: there is none.
    qsizetype faultAt = -1;
    //! The last byte has one digit only.
    bool isHalf = false;
};
//! \brief White space between the bytes, `0x` before them and commas are passed over.
HexText fromHexText(const QString &text);
//! \brief Where the digits of \a byte, counted from 0, begin in such a text.
qsizetype hexPositionOf(const QString &text, qsizetype byte);

//! \brief Whether \a bytes come out of a text editor as they went in: UTF-8 whose line ends are
//! line feeds.
bool survivesEditing(QByteArrayView bytes);
//! \brief Whether a text editor may make something else of \a c.
bool mayBeChangedByEditing(QChar c);

} // namespace Tailwater
