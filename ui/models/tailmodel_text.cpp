// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What the cells of a tail say.

#include "models/capture/captureline.h"
#include "models/jsontokens.h"
#include "models/tailmodel.h"
#include "models/visibletext.h"

#include <durablestreams/wire/jsonvalidator_p.h>

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// A cell is painted often: values that lie further back in a great message are not looked for.
constexpr qsizetype searched = 64 * 1024;
constexpr QStringView eventTimePointer = u"/headers/timestamp";

QString scalarText(QByteArrayView value)
{
    return value.startsWith('"') ? visibleText(jsonStringText(value).toUtf8(), 200)
                                 : previewText(value, true, 200);
}

// The value at \a pointer as a cell shows it; an ellipsis if it may lie behind what was searched.
QString valueText(QByteArrayView payload, QStringView pointer)
{
    const QByteArrayView head = payload.first(std::min(payload.size(), searched));
    const QByteArrayView value = jsonValueAt(head, pointer);
    const bool cut = head.size() < payload.size()
        && (value.isEmpty() || value.data() + value.size() == head.data() + head.size());
    return cut ? scalarText(value.first(std::min<qsizetype>(value.size(), 64))) + u'…' : scalarText(value);
}

QString operationWord(QByteArrayView payload)
{
    return valueText(payload, u"/headers/operation");
}

QString operationSign(const QString &word)
{
    if (word == "insert"_L1) {
        return u"+"_s;
    }
    if (word == "update"_L1 || word == "upsert"_L1) {
        return u"~"_s;
    }
    return word == "delete"_L1 ? u"−"_s : word;
}

QString keyText(QByteArrayView payload)
{
    const QString key = valueText(payload, u"/key");
    if (key.isEmpty()) {
        return valueText(payload, u"/headers/control");
    }
    const QString type = valueText(payload, u"/type");
    return type.isEmpty() ? key : type + u':' + key;
}

// Figures are compared by their ends; a header stands over what it names.
QVariant alignmentOf(int column)
{
    const bool figures = column == TailModel::NumberColumn || column == TailModel::SizeColumn;
    return int((figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QString deltaText(qint64 ms)
{
    return QLocale().toString(double(ms) / 1000.0, 'f', 3);
}

} // namespace

RowFlags TailModel::marksOf(const Message &message)
{
    const bool looks = message.isJson() && message.bytes.size() <= searched
        && !message.flags.testFlag(RowFlag::Unfinished)
        && !(message.kind == RowKind::Line && message.bytes.trimmed().isEmpty());
    return looks && DurableStreams::validateJson(message.bytes) ? message.flags | RowFlag::Malformed
                                                                : message.flags;
}

QVariant TailModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rows()) {
        return {};
    }
    switch (role) {
    case RowIdRole:
        return idAt(index.row());
    case MessageRole:
        return QVariant::fromValue(messageAt(index.row()));
    case IsMarkerRole:
        return markerAt(index.row()).has_value();
    case IsMalformedRole:
        return marksOf(messageAt(index.row())).testFlag(RowFlag::Malformed);
    case IsUnfinishedRole:
        return messageAt(index.row()).flags.testFlag(RowFlag::Unfinished);
    case IsNotUtf8Role:
        return messageAt(index.row()).flags.testFlag(RowFlag::NotUtf8);
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        break;
    case Qt::AccessibleDescriptionRole:
        return index.column() == PreviewColumn ? description(index.row()) : QString();
    default:
        return {};
    }
    if (const auto marker = markerAt(index.row())) {
        return index.column() == PreviewColumn || role == Qt::AccessibleTextRole ? marker->text()
                                                                                : QString();
    }
    const Message message = messageAt(index.row());
    if (message.isNull()) {
        return {};
    }
    if (role == Qt::AccessibleTextRole && index.column() == OperationColumn) {
        return operationWord(message.bytes);
    }
    if (role == Qt::ToolTipRole) {
        if (index.column() == ReceivedColumn) {
            return message.flags.testFlag(damagedLine)
                ? tr("Not known: this line of the capture is damaged.")
                : QDateTime::fromMSecsSinceEpoch(message.receivedMs).toString(Qt::ISODateWithMs);
        }
        if (index.column() != OffsetColumn) {
            return {};
        }
        return tr("%1 after offset %2. Offsets are opaque: they have no meaning but their order.")
            .arg(QLocale().toString(message.index),
                 QString::fromLatin1(message.startOffset.token()));
    }
    return display(message, index.row(), index.column());
}

// The rest of the row, for who hears only the preview.
QString TailModel::description(int row) const
{
    const Message message = messageAt(row);
    if (!message.isData()) {
        return {};
    }
    const QString text = tr("Row %1, received %2, %n byte(s)", nullptr, int(message.bytes.size()))
                             .arg(QLocale().toString(message.number), time(message, row));
    const bool passes = !m_hides && matchOf(message.id) == FilterMatch::Yes;
    return passes ? tr("%1, passes the filter").arg(text) : text;
}

QVariant TailModel::display(const Message &message, int row, int column) const
{
    const bool json = message.isJson();
    switch (column) {
    case NumberColumn:
        return QLocale().toString(message.number);
    case ReceivedColumn:
        return time(message, row);
    case OperationColumn:
        return json ? operationSign(operationWord(message.bytes)) : QString();
    case KeyColumn:
        return json ? keyText(message.bytes) : QString();
    case SizeColumn:
        return QLocale().toString(std::max(message.fullSize, message.bytes.size()));
    case PreviewColumn:
        // What is not JSON has no white space that could be left out.
        return message.kind == RowKind::Chunk
            ? hexPreview(message.bytes)
            : previewText(message.bytes, json && !marksOf(message).testFlag(RowFlag::Malformed));
    case OffsetColumn:
        return QString(shortOffset(message.startOffset) + u" +"_s + QString::number(message.index));
    case EventTimeColumn:
        return json ? valueText(message.bytes, eventTimePointer) : QString();
    default:
        return json ? valueText(message.bytes, m_userColumns.value(column - FirstUserColumn)) : QString();
    }
}

QString TailModel::time(const Message &message, int row) const
{
    if (message.flags.testFlag(damagedLine)) {
        return u"–"_s;
    }
    const auto received = QDateTime::fromMSecsSinceEpoch(message.receivedMs);
    switch (m_timeFormat) {
    case TimeFormat::Local:
        return received.toString(u"HH:mm:ss.zzz");
    case TimeFormat::Utc:
        return received.toUTC().toString(u"HH:mm:ss.zzz'Z'");
    case TimeFormat::Relative:
        return tr("%1 s ago").arg(
            QLocale().toString((QDateTime::currentMSecsSinceEpoch() - message.receivedMs) / 1000));
    case TimeFormat::SincePrevious: {
        const Message previous = row > 0 ? messageAt(row - 1) : Message {};
        return previous.isNull() || previous.flags.testFlag(damagedLine) ? QString() : u'+' + deltaText(message.receivedMs - previous.receivedMs);
    }
    }
    return {};
}

QVariant TailModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return alignmentOf(section);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (section) {
    case NumberColumn:
        return role == Qt::ToolTipRole ? tr("Counted since the read began") : tr("#");
    case ReceivedColumn:
        return role == Qt::ToolTipRole ? tr("When it was received, by the clock of this computer")
                                       : tr("Received");
    case OperationColumn:
        return role == Qt::ToolTipRole ? tr("Operation of the change") : tr("Op");
    case KeyColumn:
        return tr("Type · Key");
    case SizeColumn:
        return role == Qt::ToolTipRole ? tr("Bytes, as received") : tr("Size");
    case PreviewColumn:
        return tr("Preview");
    case OffsetColumn:
        return tr("Offset");
    case EventTimeColumn:
        return role == Qt::ToolTipRole ? eventTimePointer.toString() : tr("Event time");
    default:
        return m_userColumns.value(section - FirstUserColumn);
    }
}

} // namespace Tailwater
