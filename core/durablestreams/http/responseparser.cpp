// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "responseparser_p.h"

#include <cstring>
#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using Known = QHttpHeaders::WellKnownHeader;

// Up to this, moving a chunk is cheaper than one more piece.
constexpr qsizetype SmallChunk = 4096;

namespace {

ResponseParser *self(llhttp_t *parser)
{
    return static_cast<ResponseParser *>(parser->data);
}

// "timeout=5, max=100"
std::optional<std::chrono::seconds> timeoutOf(QByteArrayView value)
{
    constexpr auto key = "timeout="_L1;
    const qsizetype at = QLatin1StringView(value).indexOf(key, 0, Qt::CaseInsensitive);
    if (at < 0) {
        return std::nullopt;
    }
    qint64 seconds = 0;
    bool any = false;
    for (const char c : value.sliced(at + key.size())) {
        if (c < '0' || c > '9' || seconds > 1'000'000) {
            break;
        }
        seconds = seconds * 10 + (c - '0');
        any = true;
    }
    return any ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

} // namespace

struct ParserCallbacks
{
    static int onStatus(llhttp_t *p, const char *at, size_t size)
    {
        if (QByteArrayView(at, qsizetype(size)).contains('\0')) {
            return self(p)->fail("the reason has a NUL in it"); // llhttp lets it pass
        }
        QByteArray &reason = self(p)->m_head.reason;
        if (reason.isEmpty()) {
            reason = QByteArray(at, qsizetype(size)); // nearly always all of it: costs less than to grow
        } else {
            reason.append(at, qsizetype(size));
        }
        return self(p)->count(qsizetype(size));
    }
    static int onField(llhttp_t *p, const char *at, size_t size)
    {
        self(p)->m_name.append(at, qsizetype(size));
        return self(p)->count(qsizetype(size));
    }
    static int onValue(llhttp_t *p, const char *at, size_t size)
    {
        self(p)->m_value.append(at, qsizetype(size));
        return self(p)->count(qsizetype(size));
    }
    static int onExtension(llhttp_t *p, const char *, size_t size)
    {
        return self(p)->count(qsizetype(size));
    }
    static int onValueComplete(llhttp_t *p) { return self(p)->addHeader(); }
    static int onHeadersComplete(llhttp_t *p) { return self(p)->headComplete(); }
    static int onChunkHeader(llhttp_t *p)
    {
        self(p)->m_counted = 0; // the limit holds for each chunk's extensions, and for the trailers
        return 0;
    }
    static int onBody(llhttp_t *p, const char *at, size_t size)
    {
        // The bytes came in through feed(), writable.
        self(p)->addBody(const_cast<char *>(at), qsizetype(size));
        return 0;
    }
    static int onMessageComplete(llhttp_t *p) { return self(p)->messageComplete(); }

    static const llhttp_settings_t *settings()
    {
        static const llhttp_settings_t table = [] {
            llhttp_settings_t s;
            llhttp_settings_init(&s);
            s.on_status = &onStatus;
            s.on_header_field = &onField;
            s.on_header_value = &onValue;
            s.on_header_value_complete = &onValueComplete;
            s.on_headers_complete = &onHeadersComplete;
            s.on_chunk_header = &onChunkHeader;
            s.on_chunk_extension_name = &onExtension;
            s.on_chunk_extension_value = &onExtension;
            s.on_body = &onBody;
            s.on_message_complete = &onMessageComplete;
            return s;
        }();
        return &table;
    }
};

ResponseParser::ResponseParser(Sink *sink)
    : m_sink(sink)
{
    start(false);
}

void ResponseParser::start(bool headRequest)
{
    llhttp_init(&m_parser, HTTP_RESPONSE, ParserCallbacks::settings());
    m_parser.data = this;
    m_head = {};
    m_name.resize(0); // keeps its memory
    m_value.resize(0);
    m_failure.clear();
    m_keepAliveTime.reset();
    m_bodyLeft = 0;
    m_counted = 0;
    m_fields = 0;
    m_interim = 0;
    m_headRequest = headRequest;
    m_started = false;
    m_hasHead = false;
    m_endsByClose = false;
    m_complete = false;
    m_keepsAlive = false;
    m_failed = false;
}

qsizetype ResponseParser::feed(char *data, qsizetype size)
{
    if (size <= 0 || m_complete || m_failed) {
        return 0;
    }
    if (!m_started) {
        m_started = true;
        if (*data != 'H') {
            fail("the answer is not HTTP");
            return 0;
        }
    }
    m_bodyEnd = nullptr;
    const llhttp_errno_t result = llhttp_execute(&m_parser, data, size_t(size));
    giveBody();
    // In the middle of a body or of a chunk that number is what is left of it, elsewhere it is not.
    m_bodyLeft = m_bodyEnd == data + size && !m_endsByClose ? qsizetype(m_parser.content_length) : 0;
    if (result == HPE_OK) {
        return size;
    }
    if (!m_complete) {
        fail(llhttp_get_error_reason(&m_parser));
    }
    return llhttp_get_error_pos(&m_parser) - data;
}

// Once for all chunks, since handing each on costs more than the parsing of its frame. llhttp never
// looks back at what it has parsed.
void ResponseParser::addBody(char *data, qsizetype size)
{
    m_bodyEnd = data + size;
    char *const end = m_body + m_bodySize;
    if (m_bodySize == 0 || (end != data && size > SmallChunk)) {
        giveBody();
        m_body = data;
    } else if (end != data) {
        std::memmove(end, data, size_t(size));
    }
    m_bodySize += size;
}

void ResponseParser::giveBody()
{
    if (m_bodySize > 0) {
        m_sink->bodyParsed(m_body, std::exchange(m_bodySize, 0));
    }
}

void ResponseParser::finish()
{
    if (!m_complete && !m_failed && m_endsByClose) {
        llhttp_finish(&m_parser);
    }
}

int ResponseParser::fail(const char *why)
{
    if (!m_failed) {
        m_failed = true;
        m_failure = why && *why ? QByteArray(why) : "malformed HTTP"_ba;
    }
    return HPE_USER;
}

int ResponseParser::count(qsizetype bytes)
{
    m_counted += bytes;
    return m_counted <= MaxHeadSize ? 0 : fail("headers, trailers or chunk extensions are too long");
}

int ResponseParser::addHeader()
{
    if (++m_fields > MaxHeaders) {
        return fail("too many headers");
    }
    const bool good = m_hasHead // a trailer
        || m_head.headers.append(QLatin1StringView(m_name), QLatin1StringView(m_value));
    m_name.resize(0);
    m_value.resize(0);
    return good ? 0 : fail("a header breaks the rules");
}

int ResponseParser::headComplete()
{
    const int status = m_parser.status_code;
    m_counted = 0;
    m_fields = 0;
    if (m_parser.http_major != 1 || m_parser.http_minor > 1) {
        return fail("the answer is not HTTP/1.x"), -1;
    }
    if (status == 101 || status < 100) {
        return fail("unexpected status"), -1;
    }
    if (status < 200) {
        // It has none by RFC 9110, 15.2; llhttp would read one, and take it for the answer's.
        const bool saysBody = m_head.headers.contains(Known::TransferEncoding)
            || m_head.headers.value(Known::ContentLength).trimmed().toLongLong() != 0;
        return saysBody ? (fail("an interim answer has a body"), -1) : 0;
    }
    const bool hasNoBody = m_headRequest || status == 204 || status == 304;
    if (m_head.headers.contains(Known::TransferEncoding)) { // llhttp passes over an empty one
        const QByteArray coding = m_head.headers.combinedValue(Known::TransferEncoding);
        if (m_parser.http_minor == 0 || coding.trimmed().toLower() != "chunked"_ba) {
            return fail("unsupported Transfer-Encoding"), -1;
        }
    }
    m_head.status = status;
    m_hasHead = true;
    m_endsByClose = !hasNoBody && llhttp_message_needs_eof(&m_parser);
    m_keepAliveTime = timeoutOf(m_head.headers.value(Known::KeepAlive));
    m_sink->headParsed(std::move(m_head));
    m_head = {};
    return hasNoBody ? 1 : 0;
}

int ResponseParser::messageComplete()
{
    if (m_parser.status_code < 200) {
        m_head = {};
        return ++m_interim <= MaxInterim ? 0 : fail("too many interim answers");
    }
    m_complete = true;
    m_keepsAlive = llhttp_should_keep_alive(&m_parser);
    return HPE_PAUSED;
}

} // namespace DurableStreams
