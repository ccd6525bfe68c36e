// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "contenttype_p.h"

namespace DurableStreams::Server {

QByteArray mediaType(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.first(semicolon))
        .trimmed()
        .toByteArray()
        .toLower();
}

Framing framingOf(QByteArrayView contentType)
{
    const QByteArray type = mediaType(contentType);
    if (type == "application/json") {
        return Framing::Json;
    }
    return type.startsWith("text/") ? Framing::Text : Framing::Binary;
}

} // namespace DurableStreams::Server
