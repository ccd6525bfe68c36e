// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsontext_p.h"

#include <QtCore/QString>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

QByteArray jsonString(QByteArrayView utf8)
{
    QByteArray json = "\""_ba;
    const QByteArray valid = QString::fromUtf8(utf8).toUtf8();
    for (const char c : valid) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<uchar>(c) < 0x20) {
            json += "\\u00"_ba + QByteArray::number(c, 16).rightJustified(2, '0');
        } else {
            json += c;
        }
    }
    return json + '"';
}

} // namespace DurableStreams::Server
