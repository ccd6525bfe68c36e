// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpmessage_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Unknown";
    }
}

// Any web page may talk to a sandbox, as with the reference server: a browser client is a purpose
// of it.
constexpr QByteArrayView CommonHeaders
    = "Access-Control-Allow-Origin: *\r\n"
      "Access-Control-Expose-Headers: Stream-Next-Offset, Stream-Cursor, Stream-Up-To-Date, "
      "Stream-Closed, Stream-TTL, Stream-Expires-At, Stream-SSE-Data-Encoding, Producer-Epoch, "
      "Producer-Seq, Producer-Expected-Seq, Producer-Received-Seq, ETag, Location, Retry-After\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "Cross-Origin-Resource-Policy: cross-origin\r\n";

QByteArray dateLine()
{
    thread_local qint64 second = 0;
    thread_local QByteArray line;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (const qint64 current = now.toSecsSinceEpoch(); current != second) {
        second = current;
        line = "Date: "_ba
            + QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1() + "\r\n"_ba;
    }
    return line;
}

template <typename Pairs> auto findName(const Pairs &pairs, QByteArrayView name)
{
    return std::ranges::find_if(pairs, [name](const auto &pair) { return pair.first == name; });
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    const auto found = findName(headers, name);
    return found == headers.end() ? QByteArray() : found->second.trimmed();
}

bool HttpRequest::hasHeader(QByteArrayView name) const
{
    return findName(headers, name) != headers.end();
}

bool HttpRequest::isTrue(QByteArrayView name) const
{
    return header(name).compare("true", Qt::CaseInsensitive) == 0;
}

QByteArray HttpRequest::bearerToken() const
{
    constexpr QByteArrayView scheme = "bearer ";
    const QByteArray value = header("authorization");
    const bool bearer
        = value.first(std::min(value.size(), scheme.size())).compare(scheme, Qt::CaseInsensitive)
        == 0;
    return bearer ? value.sliced(scheme.size()).trimmed() : QByteArray();
}

std::optional<QByteArray> HttpRequest::parameter(QByteArrayView name) const
{
    const auto found = findName(query, name);
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

qsizetype HttpRequest::countParameter(QByteArrayView name) const
{
    return std::ranges::count_if(query, [name](const auto &pair) { return pair.first == name; });
}

HttpResponse &HttpResponse::with(const QByteArray &name, const QByteArray &value)
{
    headers.append({ name, value });
    return *this;
}

HttpResponse HttpResponse::text(int status, const QByteArray &sentence)
{
    return { status, { { "Content-Type"_ba, "text/plain; charset=utf-8"_ba } }, sentence };
}

HttpResponse HttpResponse::json(int status, const QByteArray &json)
{
    return { status, { { "Content-Type"_ba, "application/json"_ba } }, json };
}

QList<std::pair<QByteArray, QByteArray>> parseQuery(QByteArrayView query)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    const auto decode = [](QByteArrayView text) {
        return QByteArray::fromPercentEncoding(text.toByteArray().replace('+', ' '));
    };
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        if (pair.isEmpty()) {
            continue;
        }
        const qsizetype equals = pair.indexOf('=');
        pairs.append({ decode(equals < 0 ? pair : pair.first(equals)),
                       equals < 0 ? ""_ba : decode(pair.sliced(equals + 1)) });
    }
    return pairs;
}

QByteArray serializeHead(const HttpResponse &response, std::optional<qint64> length, bool chunked,
                         bool keepAlive)
{
    QByteArray head;
    head.reserve(1024);
    head += "HTTP/1.1 "_ba + QByteArray::number(response.status) + ' ';
    head += reasonPhrase(response.status);
    head += "\r\n"_ba + dateLine();
    head += CommonHeaders;
    for (const auto &[name, value] : response.headers) {
        head += name + ": "_ba + value + "\r\n"_ba;
    }
    if (length) {
        head += "Content-Length: "_ba + QByteArray::number(*length) + "\r\n"_ba;
    } else if (chunked) {
        head += "Transfer-Encoding: chunked\r\n";
    }
    if (!keepAlive) {
        head += "Connection: close\r\n";
    }
    return head + "\r\n"_ba;
}

} // namespace DurableStreams::Server
