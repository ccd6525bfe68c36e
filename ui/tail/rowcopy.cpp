// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowcopy.h"

#include "models/capture/rowexport.h"
#include "models/jsontokens.h"
#include "models/tailmodel.h"

namespace Tailwater {

namespace {

void appendRow(QByteArray *out, const Message &message, RowFormat format, qsizetype limit)
{
    switch (format) {
    case RowFormat::Raw:
        // Lines and chunks follow each other as they came; messages would run together.
        if (!out->isEmpty() && message.kind == RowKind::Message) {
            out->append('\n');
        }
        out->append(message.bytes);
        break;
    case RowFormat::Ndjson:
        appendJsonTokens(out, message.bytes);
        out->append('\n');
        break;
    case RowFormat::JsonArray:
        out->append(out->isEmpty() ? "[\n" : ",\n");
        out->append(message.bytes.trimmed());
        break;
    case RowFormat::Indented:
        if (!out->isEmpty()) {
            out->append('\n');
        }
        out->append(message.isJson() ? indentJson(message.bytes, limit).text
                                     : message.bytes.toByteArray());
        break;
    }
}

} // namespace

CopiedRows copyRows(const TailModel &model, const QList<std::pair<int, int>> &ranges,
                    RowFormat format, qsizetype limit)
{
    CopiedRows copied;
    const bool onlyJson = format == RowFormat::Ndjson || format == RowFormat::JsonArray;
    for (const auto &[first, last] : ranges) {
        for (int row = first; row <= last; ++row) {
            const Message message = model.messageAt(row);
            if (!message.isData()) {
                continue;
            }
            if (onlyJson && (!message.isJson() || message.flags.testFlag(RowFlag::Malformed))) {
                ++copied.leftOut;
                continue;
            }
            if (copied.bytes.size() + message.bytes.size() > limit) {
                copied = {};
                copied.tooLarge = true;
                return copied;
            }
            appendRow(&copied.bytes, message, format, limit);
            ++copied.rows;
        }
    }
    if (format == RowFormat::JsonArray) {
        copied.bytes.append(copied.bytes.isEmpty() ? "[]\n" : "\n]\n");
    }
    return copied;
}

} // namespace Tailwater
