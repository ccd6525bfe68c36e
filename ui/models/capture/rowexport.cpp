// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/rowexport.h"

#include "models/capture/captureline.h"
#include "models/jsontokens.h"
#include "models/tailmodel.h"

#include <QDateTime>
#include <QUtf8StringView>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// A cell may hold anything; a comma, a quote or a line end makes quotes necessary.
void appendCell(QByteArray *out, const QByteArray &cell)
{
    const bool plain = !cell.contains(',') && !cell.contains('"') && !cell.contains('\n') && !cell.contains('\r')
        && !cell.startsWith(' ') && !cell.endsWith(' ');
    if (plain) {
        out->append(cell);
        return;
    }
    out->append('"').append(QByteArray(cell).replace('"', "\"\"")).append('"');
}

QByteArray textOf(QByteArrayView bytes)
{
    return QUtf8StringView(bytes).isValidUtf8() ? bytes.toByteArray() : bytes.toByteArray().toBase64();
}

QByteArray cellOf(const Message &row, const QString &column)
{
    if (column.startsWith(u'/')) {
        const QByteArrayView value = row.isJson() ? jsonValueAt(row.bytes, column) : QByteArrayView();
        return value.startsWith('"') ? jsonStringText(value).toUtf8() : value.toByteArray();
    }
    if (column == QLatin1StringView(ExportColumn::number)) {
        return QByteArray::number(row.number);
    }
    if (column == QLatin1StringView(ExportColumn::received)) {
        if (row.flags.testFlag(damagedLine)) {
            return {}; // nobody knows
        }
        return QDateTime::fromMSecsSinceEpoch(row.receivedMs, QTimeZone::UTC).toString(Qt::ISODateWithMs).toLatin1();
    }
    if (column == QLatin1StringView(ExportColumn::offset)) {
        return row.startOffset.token();
    }
    if (column == QLatin1StringView(ExportColumn::index)) {
        return QByteArray::number(row.index);
    }
    if (column == QLatin1StringView(ExportColumn::size)) {
        return QByteArray::number(row.bytes.size());
    }
    return textOf(row.bytes);
}

} // namespace

void appendJsonTokens(QByteArray *out, QByteArrayView json)
{
    JsonTokenizer tokens(json);
    for (JsonToken token; tokens.next(token);) {
        out->append(json.sliced(token.begin, token.end - token.begin));
    }
}

RowExporter::RowExporter(ExportFormat format, const QStringList &columns, const QByteArray &contentType)
    : m_format(format)
    , m_columns(columns)
    , m_contentType(contentType)
{
}

QByteArray RowExporter::begin() const
{
    if (m_format == ExportFormat::JsonArray) {
        return "[";
    }
    QByteArray line;
    if (m_format == ExportFormat::Csv) {
        for (const QString &column : m_columns) {
            if (&column != &m_columns.first()) {
                line.append(',');
            }
            appendCell(&line, column.toUtf8());
        }
        line.append("\r\n");
    }
    return line;
}

bool RowExporter::add(QByteArray *out, const Message &row)
{
    // Only its beginning is held: written, it would look like all of it.
    if (row.fullSize > row.bytes.size()) {
        return false;
    }
    if (m_format == ExportFormat::Capture) {
        appendCaptureLine(out, row);
        return row.isData();
    }
    if (!row.isData() || (row.flags.testFlag(damagedLine) && m_format != ExportFormat::Csv)) {
        return false;
    }
    const bool asJson = m_format == ExportFormat::Ndjson || m_format == ExportFormat::JsonArray;
    if (asJson
        && (!row.isJson() || TailModel::marksOf(row).testFlag(RowFlag::Malformed) || row.bytes.trimmed().isEmpty())) {
        return false;
    }
    const bool first = std::exchange(m_first, false);
    switch (m_format) {
    case ExportFormat::Capture:
        break;
    case ExportFormat::Raw:
        // Lines and chunks follow each other as they came; messages would run together.
        if (!first && row.kind == RowKind::Message) {
            out->append('\n');
        }
        out->append(row.bytes);
        break;
    case ExportFormat::Ndjson:
        appendJsonTokens(out, row.bytes);
        out->append('\n');
        break;
    case ExportFormat::JsonArray:
        out->append(first ? "\n" : ",\n").append(row.bytes.trimmed());
        break;
    case ExportFormat::Csv:
        addCsv(out, row);
        break;
    }
    return true;
}

void RowExporter::addCsv(QByteArray *out, const Message &row) const
{
    for (const QString &column : m_columns) {
        if (&column != &m_columns.first()) {
            out->append(',');
        }
        appendCell(out, cellOf(row, column));
    }
    out->append("\r\n");
}

QByteArray RowExporter::end() const
{
    return m_format == ExportFormat::JsonArray ? "\n]\n"_ba : QByteArray();
}

QStringList RowExporter::columnNames()
{
    QStringList names;
    for (const char *name : { ExportColumn::number, ExportColumn::received, ExportColumn::offset, ExportColumn::index,
                              ExportColumn::size, ExportColumn::message }) {
        names.append(QLatin1StringView(name));
    }
    return names;
}

QString RowExporter::columnsFault(const QStringList &columns)
{
    const QStringList names = columnNames();
    if (columns.isEmpty()) {
        return tr("At least one column is needed: %1, or a JSON pointer such as /value/total.")
            .arg(names.join(u", "_s));
    }
    for (const QString &column : columns) {
        if (!column.startsWith(u'/') && !names.contains(column)) {
            return tr("There is no column “%1”. There are %2, and JSON pointers, which begin with a slash, such as "
                      "/value/total.")
                .arg(column, names.join(u", "_s));
        }
    }
    return {};
}

QString RowExporter::exactness(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Capture:
        return tr("Exact: every byte comes back, with times, offsets and markers. Tailwater opens and replays it; "
                  "jq reads it.");
    case ExportFormat::Raw:
        return tr("Lines and binary data: exactly the bytes, one after the other. JSON messages: each exact, with a "
                  "line feed between them, so that messages with line feeds inside cannot be told apart.");
    case ExportFormat::Ndjson:
        return tr("Numbers, strings and keys stay exactly as they are; white space between them is left out. Rows "
                  "that are not JSON are left out and counted.");
    case ExportFormat::JsonArray:
        return tr("Each message stays exactly as it is, white space included. Rows that are not JSON are left out "
                  "and counted.");
    case ExportFormat::Csv:
        return tr("Not exact: made for spreadsheets. Strings are unescaped, and what is not UTF-8 is written in "
                  "Base64.");
    }
    return {};
}

QString RowExporter::suffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Capture:
        return u"dscap"_s;
    case ExportFormat::Raw:
        return u"bin"_s;
    case ExportFormat::Ndjson:
        return u"ndjson"_s;
    case ExportFormat::JsonArray:
        return u"json"_s;
    case ExportFormat::Csv:
        return u"csv"_s;
    }
    return {};
}

} // namespace Tailwater
