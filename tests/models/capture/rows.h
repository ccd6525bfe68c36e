// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureline.h"

#include <QList>

using namespace Qt::StringLiterals;

//! \brief Rows for tests of captures.
namespace Rows {

using namespace Tailwater;

//! \brief The message that \a row would be in a store. Valid as long as the row.
inline Message messageOf(const CaptureRow &row, quint64 id = 1)
{
    Message message;
    message.id = message.number = id;
    message.kind = row.kind;
    message.flags = row.flags;
    message.receivedMs = row.receivedMs;
    message.startOffset = row.startOffset;
    message.index = row.index;
    message.bytes = row.bytes;
    return message;
}

inline CaptureRow json(const QByteArray &bytes, quint64 index = 0)
{
    return { RowKind::Message, RowFlag::Json, 1'764'227'861'123, DurableStreams::Offset("0000_0168"), index, bytes };
}

inline CaptureRow marker(const Marker &marker)
{
    return { .kind = RowKind::Marker, .receivedMs = 1'764'227'861'123, .startOffset = marker.offset,
             .bytes = marker.toBytes() };
}

inline QByteArray allBytes()
{
    QByteArray bytes;
    for (int c = 0; c < 256; ++c) {
        bytes.append(char(c));
    }
    return bytes;
}

//! \brief An array of messages that JSON readers like to change.
inline QByteArray oddJson()
{
    return R"([{"n":12345678901234567890123,"e":1e400,"z":-0.0,"d":1.10,"a":1,"a":2},)"
           R"([ 1 , 2 ],"\u0000\ud800\/é",null,[[]],{"k" : "v"},0.1e-7])";
}

//! \brief Rows of every kind, with what is hard to keep: odd numbers, every line end, every byte.
inline QList<CaptureRow> hard()
{
    QList<CaptureRow> rows {
        marker({ .type = Marker::Type::Begins, .offset = DurableStreams::Offset("0000_0001") }),
        json(R"({"big":12345678901234567890123,"e":1e400,"z":-0.0,"d":1.10,"a":1,"a":2})", 0),
        json("{\n\t\"pretty\" : [ 1 ,\r\n 2 ]}", 1),
        json(R"("\u0000\ud800 lone \/ é\u00e9")", 2),
        json("\"\xEF\xBB\xBF mark, \xF0\x9F\x98\x80, \xE2\x80\xA8, \x7f\"", 3),
        marker({ .type = Marker::Type::Reconnected, .offset = DurableStreams::Offset("0000_0168"),
                 .gap = std::chrono::milliseconds(3200) }),
        { RowKind::Message, RowFlag::Malformed, 7, DurableStreams::Offset("1"), 4, "{broken" },
        { RowKind::Message, RowFlag::Malformed | RowFlag::NotUtf8, 7, DurableStreams::Offset("1"), 5, "\"\xff\xfe\"" },
        { RowKind::Message, RowFlag::Json | RowFlag::Normalised, 8, DurableStreams::Offset("1"), 6, "[1,\n2]" },
    };
    quint64 at = 0;
    for (const QByteArray &line : { "lf\n"_ba, "crlf\r\n"_ba, "cr\rcr\r\n"_ba, "\n"_ba, "\r\n"_ba, "\t\b\f\v\0x\n"_ba,
                                    "latin \xe9\n"_ba, "no end"_ba }) {
        const RowFlags flags = line.contains('\xe9') ? RowFlag::NotUtf8
            : line.endsWith('\n')                    ? RowFlags {}
                                                     : RowFlag::Unfinished;
        rows.append({ RowKind::Line, flags, 9, DurableStreams::Offset("2"), at, line });
        at += quint64(line.size());
    }
    rows.append({ RowKind::Line, RowFlag::Json, 9, DurableStreams::Offset("2"), 1000, "{\"x\":1}\r\n" });
    rows.append({ RowKind::Chunk, {}, 10, DurableStreams::Offset("3"), 0, allBytes() });
    rows.append({ RowKind::Chunk, {}, 10, DurableStreams::Offset("3"), 256, "plain\0text"_ba });
    rows.append({ RowKind::Chunk, {}, 11, DurableStreams::Offset("3"), 266, QByteArray(200'000, '\xff') });
    rows.append(marker({ .type = Marker::Type::Trimmed, .count = 12 }));
    rows.append(marker({ .type = Marker::Type::Closed }));
    return rows;
}

//! \brief Rows as other programs may write them.
struct Foreign
{
    const char *name;
    QByteArray line;
    QByteArray bytes;
    RowKind kind;
};

inline QList<Foreign> foreign()
{
    return {
        { "sorted", R"({"index":3,"kind":"line","offset":"1","received":7,"text":"x\n"})", "x\n", RowKind::Line },
        { "spaced", R"( { "received" : 7 , "kind" : "line" , "text" : "x" } )", "x", RowKind::Line },
        { "escapes", R"({"received":7,"kind":"line","text":"\u0041\u00e9\ud83d\ude00\/\b\f"})",
          "A\xC3\xA9\xF0\x9F\x98\x80/\b\f", RowKind::Line },
        { "base64 before the kind", R"({"b64":"/w==","kind":"chunk","received":7})", "\xff", RowKind::Chunk },
        { "more members", R"({"received":7,"kind":"chunk","new":{"a":["}"]},"text":"x"})", "x", RowKind::Chunk },
    };
}

//! \brief Lines that are no rows.
inline QByteArrayList damaged()
{
    return { ""_ba, "{}"_ba, "nonsense"_ba, "\xff\0"_ba, R"({"received":7)", R"({"received":7,"text":"x"}x)",
             R"({"received":"seven","text":"x"})", R"({"text":"\q"})", R"({"text":"\ud800"})", R"({"text":"\udc00"})",
             R"({"text":"\u12"})", R"({"text":"x\"})", R"({"b64":"***"})", R"({"received":7,"marker":"unheard"})",
             R"({"marker":"closed","text":"both"})",
             R"({"received":7,"kind":"line","text":"a","b64":"Yg=="})", R"({"text":"a","text":"b"})", R"({"text":7})", R"([1])", R"({"received":7,"x":[})" };
}

} // namespace Rows
