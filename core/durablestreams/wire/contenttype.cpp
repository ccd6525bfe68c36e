// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "contenttype_p.h"

namespace DurableStreams {

QByteArrayView mediaType(QByteArrayView contentType)
{
    const qsizetype parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.first(parameters)).trimmed();
}

bool isSameMediaType(QByteArrayView a, QByteArrayView b)
{
    return mediaType(a).compare(mediaType(b), Qt::CaseInsensitive) == 0;
}

Batch::Kind contentKind(QByteArrayView contentType)
{
    constexpr QByteArrayView text = "text/";
    const QByteArrayView type = mediaType(contentType);
    if (type.compare("application/json", Qt::CaseInsensitive) == 0) {
        return Batch::Kind::Json;
    }
    if (type.first(qMin(type.size(), text.size())).compare(text, Qt::CaseInsensitive) == 0) {
        return Batch::Kind::Text;
    }
    return Batch::Kind::Bytes;
}

} // namespace DurableStreams
