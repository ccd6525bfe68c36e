// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonvalidator_p.h"

#include <algorithm>

namespace DurableStreams {

std::optional<JsonFault> validateJson(QByteArrayView text)
{
    JsonScanner scanner(text);
    scanner.skipSpace();
    if (!scanner.skipValue()) {
        return scanner.fault();
    }
    scanner.skipSpace();
    if (!scanner.atEnd()) {
        return JsonFault { scanner.position(), "nothing may follow the JSON value" };
    }
    return {};
}

bool isJson(QByteArrayView text)
{
    JsonScanner scanner(text);
    scanner.skipSpace();
    if (!scanner.skipValue()) {
        return false;
    }
    scanner.skipSpace();
    return scanner.atEnd();
}

TextPlace placeInText(QByteArrayView text, qsizetype position)
{
    const QByteArrayView before = text.first(std::clamp<qsizetype>(position, 0, text.size()));
    TextPlace place;
    qsizetype lineBegin = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const bool crOfCrLf = before[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (before[i] == '\n' || (before[i] == '\r' && !crOfCrLf)) {
            ++place.line;
            lineBegin = i + 1;
        }
    }
    const auto isFirstByte = [](char c) { return (quint8(c) & 0xC0) != 0x80; };
    place.column += std::count_if(before.begin() + lineBegin, before.end(), isFirstByte);
    return place;
}

} // namespace DurableStreams
