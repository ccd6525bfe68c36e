// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "glob_p.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>

namespace DurableStreams::Server {

namespace {

QByteArrayList segments(QByteArrayView path)
{
    QByteArrayList parts = withoutOuterSlashes(path).toByteArray().split('/');
    parts.removeIf([](const QByteArray &part) { return part.isEmpty(); });
    return parts;
}

} // namespace

QByteArrayView withoutOuterSlashes(QByteArrayView path)
{
    while (path.startsWith('/')) {
        path = path.sliced(1);
    }
    while (path.endsWith('/')) {
        path.chop(1);
    }
    return path;
}

bool globMatches(QByteArrayView pattern, QByteArrayView path)
{
    // On a mismatch only the last "**" can take one segment more: no pattern makes this slow.
    const QByteArrayList wanted = segments(pattern);
    const QByteArrayList given = segments(path);
    qsizetype p = 0;
    qsizetype g = 0;
    qsizetype retryPattern = -1;
    qsizetype retryGiven = 0;
    while (g < given.size()) {
        if (p < wanted.size() && wanted[p] == "**") {
            retryPattern = ++p;
            retryGiven = g;
        } else if (p < wanted.size() && (wanted[p] == "*" || wanted[p] == given[g])) {
            ++p;
            ++g;
        } else if (retryPattern >= 0) {
            p = retryPattern;
            g = ++retryGiven;
        } else {
            return false;
        }
    }
    while (p < wanted.size() && wanted[p] == "**") {
        ++p;
    }
    return p == wanted.size();
}

} // namespace DurableStreams::Server
