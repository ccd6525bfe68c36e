// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "requestwriter_p.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using Known = QHttpHeaders::WellKnownHeader;

namespace {

constexpr std::array<bool, 256> tokenTable()
{
    std::array<bool, 256> table {};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}

bool isToken(QByteArrayView text)
{
    static constexpr std::array<bool, 256> table = tokenTable();
    return !text.isEmpty()
        && std::ranges::all_of(text, [](char c) { return table[static_cast<unsigned char>(c)]; });
}

bool isVisible(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool isValue(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f';
    });
}

bool isOurs(QLatin1StringView name)
{
    static constexpr std::array names { "host"_L1,    "connection"_L1, "content-length"_L1,
                                        "upgrade"_L1, "keep-alive"_L1, "transfer-encoding"_L1,
                                        "te"_L1,      "trailer"_L1,    "expect"_L1,
                                        "proxy-connection"_L1 };
    return std::ranges::any_of(names, [name](QLatin1StringView own) {
        return name.size() == own.size() && name.compare(own, Qt::CaseInsensitive) == 0;
    });
}

//! \brief Puts parts into memory that has room for all of them: growing for each costs more than they do.
class Output
{
public:
    explicit Output(qsizetype most)
        : m_bytes(most, Qt::Uninitialized)
        , m_at(m_bytes.data())
    {
    }

    void add(std::initializer_list<QByteArrayView> parts)
    {
        for (const QByteArrayView part : parts) {
            Q_ASSERT(part.size() <= m_bytes.constEnd() - m_at);
            m_at = std::copy_n(part.data(), part.size(), m_at);
        }
    }
    QByteArray take()
    {
        m_bytes.truncate(m_at - m_bytes.constData());
        return std::move(m_bytes);
    }

private:
    QByteArray m_bytes;
    char *m_at;
};

// No head is longer.
qsizetype mostBytes(const RequestParts &parts, const QByteArray &host, const QByteArray &target)
{
    constexpr qsizetype OurLines = 256; // and what is around the parts of the first
    qsizetype size = OurLines + parts.method.size() + host.size() + target.size();
    for (qsizetype i = 0; i < parts.headers.size(); ++i) {
        constexpr qsizetype Around = 4; // ": " and the end of the line
        size += parts.headers.nameAt(i).size() + parts.headers.valueAt(i).size() + Around;
    }
    return size;
}

} // namespace

QByteArray hostHeader(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':')) {
        host = QByteArray('[' + host + ']');
    }
    const int usual = url.scheme() == "https"_L1 ? 443 : 80;
    const int port = url.port(usual);
    return port == usual ? host : QByteArray(host + ':' + QByteArray::number(port));
}

QByteArray requestTarget(const QUrl &url)
{
    const QByteArray target
        = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return target.startsWith('/') ? target : QByteArray('/' + target);
}

std::expected<QByteArray, QString> writeRequestHead(const RequestParts &parts, const QByteArray &host,
                                                    const QByteArray &target)
{
    if (!isToken(parts.method)) {
        return std::unexpected(u"the method is not a token"_s);
    }
    if (host.isEmpty() || !isVisible(host) || !isVisible(target)) {
        return std::unexpected(u"the address is not a valid one for HTTP"_s);
    }

    Output out(mostBytes(parts, host, target));
    out.add({ parts.method, " ", target, " HTTP/1.1\r\nHost: ", host, "\r\n" });
    for (qsizetype i = 0; i < parts.headers.size(); ++i) {
        const QLatin1StringView name = parts.headers.nameAt(i);
        const QByteArrayView value = parts.headers.valueAt(i);
        if (!isToken(name) || !isValue(value)) {
            return std::unexpected(u"a header would break the request"_s);
        }
        if (!isOurs(name)) {
            out.add({ name, ": ", value, "\r\n" });
        }
    }
    if (!parts.headers.contains(Known::UserAgent)) {
        out.add({ "User-Agent: DurableStreams\r\n" });
    }
    if (!parts.headers.contains(Known::Accept)) {
        out.add({ "Accept: */*\r\n" });
    }
    if (!parts.headers.contains(Known::AcceptEncoding)) {
        out.add({ parts.identity ? "Accept-Encoding: identity\r\n"_ba
                                 : "Accept-Encoding: gzip, deflate\r\n"_ba });
    }
    if (parts.contentLength >= 0) {
        std::array<char, 20> digits;
        const auto end = std::to_chars(digits.begin(), digits.end(), parts.contentLength).ptr;
        out.add({ "Content-Length: ", { digits.begin(), end }, "\r\n" });
    }
    out.add({ "\r\n" });
    return out.take();
}

QHttpHeaders headersOf(QByteArrayView head)
{
    QHttpHeaders headers;
    const QByteArray text = head.toByteArray();
    const QByteArrayList lines = text.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) { // the first is the request line
        const qsizetype colon = lines.at(i).indexOf(": ");
        if (colon > 0) {
            headers.append(lines.at(i).first(colon), lines.at(i).sliced(colon + 2).chopped(1));
        }
    }
    return headers;
}

} // namespace DurableStreams
