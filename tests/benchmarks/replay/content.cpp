// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "content.h"

#include <algorithm>
#include <cstdio>

namespace Replay {

namespace {

Bytes bytes(std::string text)
{
    return std::make_shared<const std::string>(std::move(text));
}

std::string hex(size_t number)
{
    char text[32];
    std::snprintf(text, sizeof text, "%zx", number);
    return text;
}

void addChunk(std::string &out, std::string_view data)
{
    out.append(hex(data.size())).append("\r\n").append(data).append("\r\n");
}

std::string smallMessage(size_t number)
{
    char text[64];
    std::snprintf(text, sizeof text, R"({"id":1%09zu,"kind":"tick","value":1%04zu})", number,
                  number % 10'000);
    return text;
}

std::string controlData(size_t next, bool closed)
{
    return R"(data:{"streamNextOffset":")" + offsetText(next)
        + (closed ? R"(","streamClosed":true,"upToDate":true})"
                  : R"(","streamCursor":"17746","upToDate":true})")
        + "\n\n";
}

std::string dataLine(size_t first, size_t batch)
{
    std::string line = "data:[";
    for (size_t i = 0; i < batch; ++i) {
        line.append(i > 0 ? "," : "").append(smallMessage(first + i));
    }
    return line.append("]\n\n");
}

constexpr auto chunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             "Stream-Next-Offset: 0000000000000000_0000000000000001\r\n"
                             "Stream-Up-To-Date: true\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

std::string logLine(size_t number)
{
    char text[256];
    const int size
        = std::snprintf(text, sizeof text,
                        R"({"id":1%09zu,"level":"info","service":"checkout","host":"web-17",)"
                        R"("duration":12.75,"ok":true,"message":"request served from the cache after )"
                        R"(three lookups","trace":"4bf92f3577b34da6a3ce929d0e0e4736","user":null})",
                        number);
    return { text, size_t(size) };
}

std::string logArray(size_t size)
{
    std::string array = "[" + logLine(0);
    for (size_t i = 1; array.size() + 202 < size; ++i) {
        array.append(",").append(logLine(i));
    }
    array.append(std::max(array.size() + 1, size) - array.size() - 1, ' ');
    return array.append("]");
}

std::string offsetText(size_t position)
{
    char text[40];
    std::snprintf(text, sizeof text, "0000000000000000_%016zu", position);
    return text;
}

Response withLength(std::string_view status, const std::string &lines, Bytes body)
{
    const size_t size = body ? body->size() : 0;
    std::string head = "HTTP/1.1 ";
    head.append(status).append("\r\n").append(lines);
    if (!status.starts_with("204")) {
        head.append("Content-Length: ").append(std::to_string(size)).append("\r\n");
    }
    Response response { { bytes(head.append("\r\n")) } };
    if (size > 0) {
        response.push_back({ std::move(body) });
    }
    return response;
}

Response inChunks(size_t size, size_t chunk)
{
    // "[line,line,…" is repeated with a comma in front of all but the first.
    std::string block;
    for (size_t i = 0; block.size() < std::min<size_t>(chunk == 0 ? 1 << 20 : chunk, size); ++i) {
        block.append(",").append(logLine(i));
    }
    const size_t repeats = std::max<size_t>(1, size / block.size());
    std::string first = block;
    first[0] = '[';
    const bool one = chunk == 0;
    std::string begin = chunkedHead;
    std::string middle;
    if (one) {
        begin.append(hex(block.size() * repeats + 1)).append("\r\n").append(first);
        middle = block;
    } else {
        addChunk(begin, first);
        addChunk(middle, block);
    }
    return { { bytes(begin) },
             { bytes(middle), repeats - 1 },
             { bytes(one ? "]\r\n0\r\n\r\n" : "1\r\n]\r\n0\r\n\r\n") } };
}

std::string eventChunk(std::string_view json, size_t next)
{
    std::string event = "event: data\ndata:[";
    event.append(json).append("]\n\nevent: control\n").append(controlData(next, false));
    std::string chunk;
    addChunk(chunk, event);
    return chunk;
}

Response events(size_t events, Framing framing, size_t batch)
{
    std::string out = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n";
    std::string block;
    for (size_t i = 0; i < events; ++i) {
        const std::string data = dataLine(i * batch, batch);
        const std::string control = controlData(i + 1, i + 1 == events);
        if (framing == Framing::Four) {
            for (const std::string &piece :
                 { std::string("event: data\n"), data, std::string("event: control\n"), control }) {
                addChunk(out, piece);
            }
            continue;
        }
        block.append("event: data\n").append(data).append("event: control\n").append(control);
        if (framing == Framing::Pair || block.size() >= 16 * 1024 || i + 1 == events) {
            addChunk(out, block);
            block.clear();
        }
    }
    return { { bytes(out.append("0\r\n\r\n")) } };
}

} // namespace Replay
