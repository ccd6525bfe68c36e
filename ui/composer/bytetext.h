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

//! \brief Whether \a bytes come out of a text editor as they went in: UTF-8 whose line ends are
//! line feeds.
bool survivesEditing(QByteArrayView bytes);

} // namespace Tailwater
