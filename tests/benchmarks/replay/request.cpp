// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "request.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace Replay {

namespace {

bool isHeader(std::string_view line, std::string_view name)
{
    return line.size() > name.size() && line[name.size()] == ':'
        && std::equal(name.begin(), name.end(), line.begin(),
                      [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

std::string valueOf(std::string_view line)
{
    line.remove_prefix(std::min(line.find(':') + 1, line.size()));
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return std::string(line);
}

// The lines behind the first one.
void readHeaders(std::string_view lines, Request &request)
{
    for (size_t at = 0; at < lines.size();) {
        const size_t next = std::min(lines.find("\r\n", at), lines.size());
        const std::string_view line = lines.substr(at, next - at);
        if (isHeader(line, "content-length")) {
            request.bodySize = std::strtoull(valueOf(line).c_str(), nullptr, 10);
        } else if (isHeader(line, "producer-epoch")) {
            request.producerEpoch = valueOf(line);
        } else if (isHeader(line, "producer-seq")) {
            request.producerSeq = valueOf(line);
        } else if (isHeader(line, "connection")) {
            request.close = valueOf(line) == "close";
        }
        at = next + 2;
    }
}

} // namespace

std::string Request::parameter(std::string_view name) const
{
    for (size_t at = 0; at < query.size();) {
        const size_t end = std::min(query.find('&', at), query.size());
        const std::string_view pair = std::string_view(query).substr(at, end - at);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            return std::string(pair.substr(name.size() + 1));
        }
        at = end + 1;
    }
    return {};
}

std::optional<Request> takeHead(std::string &input)
{
    const size_t end = input.find("\r\n\r\n");
    if (end == std::string::npos) {
        return std::nullopt;
    }
    const std::string_view head = std::string_view(input).substr(0, end);
    const size_t firstLine = std::min(head.find("\r\n"), head.size());
    const size_t method = head.find(' ');
    const size_t target = std::min(head.find(' ', std::min(method, end) + 1), end);
    Request request;
    if (method < firstLine && target < firstLine) {
        request.method = head.substr(0, method);
        const std::string_view where = head.substr(method + 1, target - method - 1);
        const size_t query = std::min(where.find('?'), where.size());
        request.path = where.substr(0, query);
        request.query = where.substr(std::min(query + 1, where.size()));
        readHeaders(head.substr(std::min(firstLine + 2, head.size())), request);
    }
    input.erase(0, end + 4);
    return request;
}

} // namespace Replay
