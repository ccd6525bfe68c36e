// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "payload.h"

#include <durablestreams/wire/jsonvalidator_p.h>

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QByteArray mediaTypeOf(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower();
}

Payload::Fault faultAt(const QByteArray &utf8, const DurableStreams::JsonFault &fault,
                       qsizetype firstByte = 0)
{
    const qsizetype byte = qMin(firstByte + fault.position, utf8.size());
    const DurableStreams::TextPlace place = DurableStreams::placeInText(utf8, byte);
    return {
        .reason = QString::fromUtf8(fault.reason),
        .line = place.line,
        .column = place.column,
        .position = QString::fromUtf8(QByteArrayView(utf8).first(byte)).size(),
    };
}

void addOne(Payload &payload, const QByteArray &utf8, bool json)
{
    if (json) {
        if (const auto fault = DurableStreams::validateJson(utf8)) {
            payload.fault = faultAt(utf8, *fault);
            return;
        }
    }
    payload.pieces.append({ json ? utf8.trimmed() : utf8, json });
    payload.messages = 1;
}

void addLines(Payload &payload, const QByteArray &utf8, bool json)
{
    qsizetype start = 0;
    while (start < utf8.size()) {
        qsizetype end = utf8.indexOf('\n', start);
        end = end < 0 ? utf8.size() : end;
        const QByteArray line = utf8.sliced(start, end - start);
        if (!line.trimmed().isEmpty()) {
            if (json) {
                if (const auto fault = DurableStreams::validateJson(line)) {
                    payload.fault = faultAt(utf8, *fault, start);
                    return;
                }
            }
            payload.pieces.append({ json ? line.trimmed() : line, json });
            ++payload.messages;
        }
        start = end + 1;
    }
}

void addArray(Payload &payload, const QByteArray &utf8)
{
    if (const auto fault = DurableStreams::validateJson(utf8)) {
        payload.fault = faultAt(utf8, *fault);
        return;
    }
    DurableStreams::JsonScanner scanner(utf8);
    scanner.skipSpace();
    if (!scanner.take('[')) {
        payload.fault = faultAt(utf8, { scanner.position(), nullptr });
        payload.fault->reason = Payload::tr("an array is expected here: [ … ]");
        return;
    }
    scanner.skipSpace();
    while (!scanner.take(']')) {
        scanner.skipValue();
        ++payload.messages;
        scanner.skipSpace();
        scanner.take(',');
        scanner.skipSpace();
    }
    if (payload.messages == 0) {
        payload.fault = faultAt(utf8, { scanner.position() - 1, nullptr });
        payload.fault->reason = Payload::tr("the array is empty: nothing would be stored");
        return;
    }
    payload.pieces.append({ utf8.trimmed(), false });
}

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

QString Payload::summary() const
{
    if (fault) {
        return tr("Line %1, column %2: %3").arg(fault->line).arg(fault->column).arg(fault->reason);
    }
    if (pieces.isEmpty()) {
        return tr("Nothing to send");
    }
    return tr("Will store %n message(s)", nullptr, int(messages)) + u" · "_s
        + QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

bool isJsonType(const QByteArray &contentType)
{
    return mediaTypeOf(contentType) == "application/json";
}

bool isTextType(const QByteArray &contentType)
{
    const QByteArray type = mediaTypeOf(contentType);
    return type.startsWith("text/") || type == "application/ndjson"
        || type == "application/x-ndjson";
}

Payload makePayload(const QString &text, const QByteArray &contentType, ComposeMode mode,
                    bool lineEnd)
{
    Payload payload;
    const QByteArray utf8 = text.toUtf8();
    const bool json = isJsonType(contentType);
    if (utf8.isEmpty() || (json && utf8.trimmed().isEmpty())) {
        return payload;
    }
    if (mode == ComposeMode::Lines) {
        addLines(payload, utf8, json);
    } else if (mode == ComposeMode::Array && json) {
        addArray(payload, utf8);
    } else {
        addOne(payload, utf8, json);
    }
    for (PayloadPiece &piece : payload.pieces) {
        if (lineEnd && !json && !piece.body.endsWith('\n')) {
            piece.body += '\n';
        }
        payload.bytes += piece.body.size();
    }
    return payload;
}

QByteArray formatJson(QByteArrayView json)
{
    return layOutJson(json, true);
}

QByteArray minifyJson(QByteArrayView json)
{
    return layOutJson(json, false);
}

} // namespace Tailwater
