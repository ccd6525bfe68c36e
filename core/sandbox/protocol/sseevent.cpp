// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sseevent_p.h"

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

// CR, LF and CRLF end a line of SSE, so each of them starts a new data line.
void appendDataLines(QByteArray &event, QByteArrayView text)
{
    for (qsizetype from = 0;;) {
        qsizetype to = from;
        while (to < text.size() && text[to] != '\n' && text[to] != '\r') {
            ++to;
        }
        // A reader strips one space behind the colon, so one of the text needs another before it.
        event += to > from && text[from] == ' ' ? "data: "_ba : "data:"_ba;
        event += text.sliced(from, to - from);
        event += '\n';
        if (to == text.size()) {
            return;
        }
        const bool pair = text[to] == '\r' && to + 1 < text.size() && text[to + 1] == '\n';
        from = to + (pair ? 2 : 1);
    }
}

} // namespace

QByteArray sseData(Framing framing, QByteArrayView content)
{
    QByteArray event;
    event.reserve(content.size() * (framing == Framing::Binary ? 4 : 3) / 3 + 64);
    event += "event: data\n";
    switch (framing) {
    case Framing::Json:
        event += "data:[\n";
        appendDataLines(event, content);
        event += "data:]\n";
        break;
    case Framing::Text:
        appendDataLines(event, content);
        break;
    case Framing::Binary:
        event += "data:"_ba + content.toByteArray().toBase64() + '\n';
        break;
    }
    return event + '\n';
}

QByteArray sseControl(const SseControl &control)
{
    QByteArray json = R"({"streamNextOffset":")"_ba + control.nextOffset + '"';
    if (!control.cursor.isEmpty() && !control.closed) {
        json += R"(,"streamCursor":")"_ba + control.cursor + '"';
    }
    if (control.upToDate) {
        json += R"(,"upToDate":true)";
    }
    if (control.closed) {
        json += R"(,"streamClosed":true)";
    }
    return "event: control\ndata:"_ba + json + "}\n\n";
}

} // namespace DurableStreams::Server
