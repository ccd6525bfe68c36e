// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "requestparser_p.h"

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

Method methodOf(uint8_t method)
{
    switch (method) {
    case HTTP_GET:
        return Method::Get;
    case HTTP_HEAD:
        return Method::Head;
    case HTTP_POST:
        return Method::Post;
    case HTTP_PUT:
        return Method::Put;
    case HTTP_DELETE:
        return Method::Delete;
    case HTTP_OPTIONS:
        return Method::Options;
    default:
        return Method::Other;
    }
}

constexpr int Stop = -1; // any value but 0 ends the parse with an error

} // namespace

RequestParser::RequestParser(const Limits &limits, Gate gate)
    : m_limits(limits)
    , m_gate(std::move(gate))
{
    reset();
}

RequestParser *RequestParser::self(llhttp_t *parser)
{
    return static_cast<RequestParser *>(parser->data);
}

const llhttp_settings_t *RequestParser::callbacks()
{
    static const llhttp_settings_t settings = [] {
        llhttp_settings_t s;
        llhttp_settings_init(&s);
        s.on_message_begin = [](llhttp_t *p) {
            self(p)->m_state = State::Partial;
            return 0;
        };
        s.on_url = [](llhttp_t *p, const char *at, size_t n) {
            return self(p)->addTarget({ at, qsizetype(n) });
        };
        s.on_header_field = [](llhttp_t *p, const char *at, size_t n) {
            return self(p)->addHeaderPiece(self(p)->m_name, { at, qsizetype(n) });
        };
        s.on_header_value = [](llhttp_t *p, const char *at, size_t n) {
            return self(p)->addHeaderPiece(self(p)->m_value, { at, qsizetype(n) });
        };
        s.on_header_value_complete = [](llhttp_t *p) {
            self(p)->finishHeader();
            return 0;
        };
        s.on_headers_complete = [](llhttp_t *p) { return self(p)->finishHeaders(); };
        s.on_body = [](llhttp_t *p, const char *at, size_t n) {
            return self(p)->addBody({ at, qsizetype(n) });
        };
        s.on_message_complete = [](llhttp_t *p) {
            self(p)->m_state = State::Complete;
            return int(HPE_PAUSED);
        };
        return s;
    }();
    return &settings;
}

void RequestParser::reset()
{
    llhttp_init(&m_parser, HTTP_REQUEST, callbacks());
    m_parser.data = this;
    m_request = {};
    m_target.clear();
    m_name.clear();
    m_value.clear();
    m_headerSize = 0;
    m_headersDone = false;
    m_continueWanted = false;
    m_state = State::Idle;
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    Q_ASSERT(m_state == State::Idle || m_state == State::Partial);
    const llhttp_errno_t result = llhttp_execute(&m_parser, bytes.data(), size_t(bytes.size()));
    if (result == HPE_OK) {
        return bytes.size();
    }
    if (result == HPE_PAUSED) {
        return llhttp_get_error_pos(&m_parser) - bytes.data();
    }
    if (m_state != State::Failed) {
        const char *reason = llhttp_get_error_reason(&m_parser);
        fail(400, "Malformed HTTP request: "_ba + (reason ? reason : llhttp_errno_name(result)));
    }
    return bytes.size();
}

HttpRequest RequestParser::take()
{
    Q_ASSERT(m_state == State::Complete);
    HttpRequest request = std::move(m_request);
    reset();
    return request;
}

bool RequestParser::takeContinue()
{
    return std::exchange(m_continueWanted, false);
}

int RequestParser::fail(const HttpResponse &error)
{
    m_state = State::Failed;
    m_error = error;
    return Stop;
}

int RequestParser::fail(int status, const QByteArray &sentence)
{
    return fail(HttpResponse::text(status, sentence));
}

int RequestParser::addTarget(QByteArrayView piece)
{
    m_target += piece;
    return m_target.size() > m_limits.target
        ? fail(414, "The address of the request is too long"_ba)
        : 0;
}

int RequestParser::addHeaderPiece(QByteArray &to, QByteArrayView piece)
{
    m_headerSize += piece.size();
    if (m_headerSize > m_limits.headers) {
        return fail(431, "The headers of the request are too large"_ba);
    }
    to += piece;
    return 0;
}

void RequestParser::finishHeader()
{
    const QByteArray name = std::exchange(m_name, {}).toLower();
    const QByteArray value = std::exchange(m_value, {});
    if (!m_headersDone) { // what comes behind the body is no header (RFC 9110 section 6.5.1)
        m_request.headers.append({ name, value });
    }
}

int RequestParser::finishHeaders()
{
    // A wish to upgrade is ignored, as RFC 9110 section 7.8 allows.
    m_parser.upgrade = 0;
    m_headersDone = true;
    m_request.method = methodOf(m_parser.method);
    m_request.keepAlive = llhttp_should_keep_alive(&m_parser) != 0;
    m_request.chunkedAllowed = m_parser.http_major == 1 && m_parser.http_minor >= 1;
    finishTarget();
    const bool hasLength = m_parser.flags & F_CONTENT_LENGTH;
    const bool bodyFollows
        = (hasLength && m_parser.content_length > 0) || (m_parser.flags & F_CHUNKED);
    if (m_gate && bodyFollows) {
        if (const auto refusal = m_gate(m_request)) {
            return fail(*refusal);
        }
    }
    if (hasLength) {
        if (m_parser.content_length > quint64(m_limits.body)) {
            return fail(413, "The body is larger than this server accepts"_ba);
        }
        m_request.body.reserve(qsizetype(std::min<quint64>(m_parser.content_length, 1024 * 1024)));
    }
    m_continueWanted = m_request.header("expect").compare("100-continue", Qt::CaseInsensitive) == 0;
    return 0;
}

void RequestParser::finishTarget()
{
    // The absolute form "http://host/path" is for proxies, but every server has to accept it.
    QByteArrayView target = m_target;
    if (target.startsWith("http://") || target.startsWith("https://")) {
        const qsizetype slash = target.indexOf('/', target.indexOf("//") + 2);
        target = slash < 0 ? QByteArrayView("/") : target.sliced(slash);
    }
    const qsizetype question = target.indexOf('?');
    m_request.path = (question < 0 ? target : target.first(question)).toByteArray();
    if (question >= 0) {
        m_request.query = parseQuery(target.sliced(question + 1));
    }
}

int RequestParser::addBody(QByteArrayView piece)
{
    if (m_request.body.size() + piece.size() > m_limits.body) {
        return fail(413, "The body is larger than this server accepts"_ba);
    }
    m_request.body += piece;
    return 0;
}

} // namespace DurableStreams::Server
