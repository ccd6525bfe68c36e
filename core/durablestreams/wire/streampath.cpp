// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streampath_p.h"

namespace DurableStreams {

QByteArray streamPath(const QUrl &url)
{
    return url.path(QUrl::FullyEncoded).toLatin1();
}

bool hasDotSegment(QByteArrayView encodedPath)
{
    // Decoded until nothing changes: `%252e` is a dot to whoever decodes twice.
    QByteArray path = encodedPath.toByteArray();
    for (QByteArray decoded = QByteArray::fromPercentEncoding(path); decoded != path;
         decoded = QByteArray::fromPercentEncoding(path)) {
        path = decoded;
    }
    path.replace('\\', '/');
    const QList<QByteArray> segments = path.split('/');
    return segments.contains(".") || segments.contains("..");
}

QByteArray encodedPath(QStringView path)
{
    return path.toUtf8().toPercentEncoding("/!$&'()*+,;=:@");
}

} // namespace DurableStreams
