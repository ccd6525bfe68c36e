// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureline.h"

#include "models/capture/jsonline.h"

#include <QCoreApplication>
#include <QUtf8StringView>

#include <algorithm>
#include <array>
#include <utility>

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

constexpr std::array markerNames {
    std::pair { Marker::Type::Begins, "begins" },
    std::pair { Marker::Type::CaughtUp, "caughtUp" },
    std::pair { Marker::Type::Reconnected, "reconnected" },
    std::pair { Marker::Type::Resumed, "resumed" },
    std::pair { Marker::Type::Jumped, "jumped" },
    std::pair { Marker::Type::Reset, "reset" },
    std::pair { Marker::Type::Closed, "closed" },
    std::pair { Marker::Type::Trimmed, "trimmed" },
    std::pair { Marker::Type::Cleared, "cleared" },
    std::pair { Marker::Type::Inherited, "inherited" },
};

constexpr std::array markNames {
    std::pair { RowFlag::Malformed, "malformed" },
    std::pair { RowFlag::Unfinished, "unfinished" },
    std::pair { RowFlag::Normalised, "normalised" },
};

const char *kindName(const Message &message)
{
    switch (message.kind) {
    case RowKind::Line:
        return message.isJson() ? "jsonline" : "line";
    case RowKind::Chunk:
        return "chunk";
    default:
        return message.isJson() ? "json" : "raw";
    }
}

std::pair<RowKind, RowFlags> kindOf(QByteArrayView name)
{
    if (name == "json") {
        return { RowKind::Message, RowFlag::Json };
    }
    if (name == "line") {
        return { RowKind::Line, {} };
    }
    if (name == "jsonline") {
        return { RowKind::Line, RowFlag::Json };
    }
    return { name == "chunk" ? RowKind::Chunk : RowKind::Message, {} };
}

// Offsets are opaque; one that is not text would break the line.
void appendText(QByteArray *out, QByteArrayView text)
{
    if (QUtf8StringView(text).isValidUtf8()) {
        appendJsonString(out, text);
    } else {
        appendJsonString(out, QString::fromLatin1(text).toUtf8());
    }
}

void appendMarkerLine(QByteArray *out, const Marker &marker, qint64 receivedMs)
{
    const auto name = std::ranges::find(markerNames, marker.type, &std::pair<Marker::Type, const char *>::first);
    out->append("{\"marker\":\"");
    out->append(name == markerNames.end() ? "unknown" : name->second);
    out->append("\",\"received\":").append(QByteArray::number(receivedMs));
    if (!marker.offset.isNull()) {
        out->append(",\"offset\":");
        appendText(out, marker.offset.token());
    }
    if (marker.gap.count() != 0) {
        out->append(",\"gapMs\":").append(QByteArray::number(qint64(marker.gap.count())));
    }
    if (marker.count != 0) {
        out->append(",\"count\":").append(QByteArray::number(marker.count));
    }
    out->append("}\n");
}

CaptureRow foreignLine(QByteArrayView line)
{
    CaptureRow row { .kind = RowKind::Line, .flags = RowFlag::Malformed | damagedLine, .bytes = line.toByteArray() };
    if (!QUtf8StringView(line).isValidUtf8()) {
        row.flags |= RowFlag::NotUtf8;
    }
    return row;
}

// The members of a line, decoded as they come.
struct Members
{
    CaptureRow row;
    Marker marker;
    bool isMarker = false;
    bool hasBytes = false;
    bool hasBytesTwice = false; //!< nobody can tell which are meant
    bool sound = true;
    QByteArray unreadable = {}; //!< the first member that is

    bool isRow() const { return sound && !hasBytesTwice && hasBytes != isMarker; }
    void noteBytes() { hasBytesTwice = hasBytesTwice || std::exchange(hasBytes, true); }
    QByteArray text(const JsonLineMembers &in)
    {
        QByteArray out;
        sound = sound && in.isString() && appendJsonUnescaped(&out, in.value());
        return out;
    }
    template<typename T>
    T number(const JsonLineMembers &in)
    {
        bool ok = false;
        const T value = std::is_signed_v<T> ? T(in.value().toLongLong(&ok)) : T(in.value().toULongLong(&ok));
        sound = sound && ok;
        return value;
    }
    void takeMarks(QByteArrayView list)
    {
        for (const auto &[flag, name] : markNames) {
            row.flags.setFlag(flag, row.flags.testFlag(flag) || list.contains(QByteArray('"' + QByteArray(name) + '"')));
        }
    }
    void takeMarker(QByteArrayView name)
    {
        const auto known = std::ranges::find_if(markerNames, [name](const auto &each) { return name == each.second; });
        isMarker = true;
        sound = sound && known != markerNames.end();
        marker.type = sound ? known->first : Marker::Type::CaughtUp;
    }
    void take(const JsonLineMembers &in)
    {
        const QByteArrayView name = in.name();
        if (name == "received") {
            row.receivedMs = number<qint64>(in);
        } else if (name == "offset") {
            row.startOffset = DurableStreams::Offset(text(in));
        } else if (name == "index") {
            row.index = number<quint64>(in);
        } else if (name == "kind") {
            const auto [kind, flags] = kindOf(in.value());
            row.kind = kind;
            row.flags |= flags;
        } else if (name == "marks") {
            takeMarks(in.value());
        } else if (name == "text") {
            row.bytes = text(in);
            noteBytes();
        } else if (name == "b64") {
            const auto decoded = QByteArray::fromBase64Encoding(text(in), QByteArray::AbortOnBase64DecodingErrors);
            sound = sound && decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok;
            row.bytes = decoded.decoded;
            noteBytes();
            if (row.kind != RowKind::Chunk) {
                row.flags |= RowFlag::NotUtf8;
            }
        } else if (name == "marker") {
            takeMarker(in.value());
        } else if (name == "gapMs") {
            marker.gap = std::chrono::milliseconds(number<qint64>(in));
        } else if (name == "count") {
            marker.count = number<quint64>(in);
        } // what a later version adds is not for us
        if (!sound && unreadable.isEmpty()) {
            unreadable = name.toByteArray();
        }
    }
};

} // namespace

QUrl captureUrl(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QByteArray CaptureHeader::toLine() const
{
    QByteArray line = "{\"dscap\":" + QByteArray::number(version) + ",\"url\":";
    appendText(&line, captureUrl(url).toEncoded());
    line += ",\"contentType\":";
    appendText(&line, contentType);
    line += ",\"started\":" + QByteArray::number(startedMs)
        + ",\"firstNumber\":" + QByteArray::number(firstNumber) + "}\n";
    return line;
}

std::expected<CaptureHeader, QString> CaptureHeader::fromLine(QByteArrayView line)
{
    CaptureHeader header;
    header.version = 0;
    Members values;
    JsonLineMembers members(line);
    while (members.next()) {
        const QByteArrayView name = members.name();
        if (name == "dscap") {
            header.version = values.number<int>(members);
        } else if (name == "url") {
            header.url = QUrl::fromEncoded(values.text(members));
        } else if (name == "contentType") {
            header.contentType = values.text(members);
        } else if (name == "started") {
            header.startedMs = values.number<qint64>(members);
        } else if (name == "firstNumber") {
            header.firstNumber = values.number<quint64>(members);
        }
    }
    if (!members.isSound() || !values.sound || header.version < 1) {
        return std::unexpected(Text::tr("This is not a capture: its first line is not the header of one."));
    }
    if (header.version > currentVersion) {
        return std::unexpected(Text::tr("This capture has format version %1, made by a newer Tailwater; this one "
                                        "reads up to version %2.")
                                   .arg(header.version)
                                   .arg(currentVersion));
    }
    return header;
}

void appendCaptureLine(QByteArray *out, const Message &message)
{
    if (message.kind == RowKind::Marker) {
        if (const auto marker = Marker::fromBytes(message.bytes)) {
            appendMarkerLine(out, *marker, message.receivedMs);
        }
        return;
    }
    if (message.flags.testFlag(damagedLine)) {
        out->append(message.bytes).append('\n'); // as it stood in the capture that it is from
        return;
    }
    out->append("{\"received\":").append(QByteArray::number(message.receivedMs));
    out->append(",\"offset\":");
    appendText(out, message.startOffset.token());
    out->append(",\"index\":").append(QByteArray::number(message.index));
    out->append(",\"kind\":\"").append(kindName(message)).append('"');
    bool any = false;
    for (const auto &[flag, name] : markNames) {
        if (message.flags.testFlag(flag)) {
            out->append(std::exchange(any, true) ? ",\"" : ",\"marks\":[\"").append(name).append('"');
        }
    }
    if (any) {
        out->append(']');
    }
    if (QUtf8StringView(message.bytes).isValidUtf8()) {
        out->append(",\"text\":");
        appendJsonString(out, message.bytes);
    } else {
        const QByteArray bytes = QByteArray::fromRawData(message.bytes.data(), message.bytes.size());
        out->append(",\"b64\":\"").append(bytes.toBase64()).append('"');
    }
    out->append("}\n");
}

CaptureRow captureRowOf(QByteArrayView line)
{
    Members values;
    JsonLineMembers members(line);
    while (members.next()) {
        values.take(members);
    }
    if (!members.isSound() || !values.isRow()) {
        return foreignLine(line);
    }
    if (values.isMarker) {
        values.marker.offset = values.row.startOffset;
        values.row.bytes = values.marker.toBytes();
        values.row.kind = RowKind::Marker;
        values.row.flags = {};
    } else if (values.row.kind == RowKind::Chunk) {
        values.row.flags.setFlag(RowFlag::NotUtf8, false);
    }
    return values.row;
}

QString captureLineFault(QByteArrayView line)
{
    Members values;
    JsonLineMembers members(line);
    while (members.next()) {
        values.take(members);
    }
    if (!members.isSound()) {
        return line.trimmed().isEmpty() ? Text::tr("it is empty") : Text::tr("it is not one JSON object");
    }
    if (!values.sound) {
        return Text::tr("its member “%1” cannot be read").arg(QString::fromUtf8(values.unreadable));
    }
    return values.isRow()      ? QString()
        : values.hasBytesTwice ? Text::tr("it has more than one of the members “text” and “b64”")
        : values.isMarker      ? Text::tr("it is a marker and data at once")
                               : Text::tr("it has none of the members “text”, “b64” and “marker”");
}

bool isCaptureMarker(QByteArrayView line)
{
    // As we write them; what went through other programs is looked at closely.
    if (line.startsWith("{\"received\":")) {
        return false;
    }
    return captureRowOf(line).kind == RowKind::Marker;
}

} // namespace Tailwater
