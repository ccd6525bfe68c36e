// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonlayout.h"

namespace Tailwater {

namespace {

QByteArray layOutJson(QByteArrayView json, bool indent)
{
    QByteArray out;
    out.reserve(json.size() * (indent ? 2 : 1));
    qsizetype depth = 0;
    const auto newLineIf = [&](bool wanted) {
        if (indent && wanted) {
            out += '\n';
            out.append(depth * 2, ' ');
        }
    };
    char previous = 0; // the token before, white space left out
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            continue;
        }
        const bool closes = c == '}' || c == ']';
        const bool afterOpening = previous == '{' || previous == '[';
        depth -= closes;
        if (afterOpening != closes) {
            newLineIf(afterOpening || closes);
        }
        out += c;
        if (c == '"') {
            for (++i; i < json.size(); ++i) {
                out += json[i];
                if (json[i] == '\\' && i + 1 < json.size()) {
                    out += json[++i];
                } else if (json[i] == '"') {
                    break;
                }
            }
        }
        depth += c == '{' || c == '[';
        newLineIf(c == ',');
        if (c == ':' && indent) {
            out += ' ';
        }
        previous = c;
    }
    return out;
}

} // namespace

QByteArray formatJson(QByteArrayView json)
{
    return layOutJson(json, true);
}

QByteArray minifyJson(QByteArrayView json)
{
    return layOutJson(json, false);
}

} // namespace Tailwater
