// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamname_p.h"

#include <QtCore/QByteArrayList>

namespace DurableStreams::Server {

namespace {

constexpr QByteArrayView Delimiters = "!$&'()*+,;=:@/";

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '.' || c == '_' || c == '~';
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void appendEncoded(QByteArray &path, char c)
{
    constexpr QByteArrayView digits = "0123456789ABCDEF";
    const uchar byte = uchar(c);
    path += '%';
    path += digits[byte >> 4];
    path += digits[byte & 15];
}

} // namespace

QByteArray canonicalPath(QByteArrayView path)
{
    QByteArray canonical;
    canonical.reserve(path.size());
    for (qsizetype i = 0; i < path.size(); ++i) {
        const char c = path[i];
        const int high = c == '%' && i + 2 < path.size() ? hexDigit(path[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(path[i + 2]) : -1;
        if (low >= 0) {
            const char meant = char(high * 16 + low);
            if (isUnreserved(meant)) {
                canonical += meant;
            } else {
                appendEncoded(canonical, meant);
            }
            i += 2;
        } else if (isUnreserved(c) || Delimiters.contains(c)) {
            canonical += c;
        } else {
            appendEncoded(canonical, c);
        }
    }
    return canonical;
}

bool hasDotSegment(const QByteArray &canonicalPath)
{
    const QByteArrayList segments = canonicalPath.split('/');
    return segments.contains(".") || segments.contains("..");
}

} // namespace DurableStreams::Server
