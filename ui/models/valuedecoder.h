// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Tailwater {

//! \brief What a JSON value can also be read as.
struct Decoded
{
    QString title; //!< such as "JWT payload"
    QByteArray bytes; //!< text, or data
    bool json = false;
};

//! \brief The readings of \a token, a scalar JSON token: nested JSON, JWT, base64, timestamp.
QList<Decoded> decodeValue(QByteArrayView token);

} // namespace Tailwater
