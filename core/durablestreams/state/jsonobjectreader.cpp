// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "state/jsonobjectreader_p.h"

#include <cstring>

namespace DurableStreams {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::optional<char32_t> hex4(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size()) {
        return std::nullopt;
    }
    char32_t value = 0;
    for (const char c : text.sliced(at, 4)) {
        value <<= 4;
        if (c >= '0' && c <= '9') {
            value |= static_cast<char32_t>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            value |= static_cast<char32_t>(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            value |= static_cast<char32_t>(c - 'A' + 10);
        } else {
            return std::nullopt;
        }
    }
    return value;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

//! Decodes the `\uXXXX` whose hex digits start at \a at, with its low half if it has one.
//! Returns the number of bytes consumed after `\u`, 0 if malformed.
qsizetype appendUnicodeEscape(QByteArray &out, QByteArrayView body, qsizetype at)
{
    const auto high = hex4(body, at);
    if (!high) {
        return 0;
    }
    if (*high >= 0xD800 && *high < 0xDC00 && at + 6 <= body.size() && body[at + 4] == '\\'
        && body[at + 5] == 'u') {
        const auto low = hex4(body, at + 6);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
            appendUtf8(out, 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
            return 10;
        }
    }
    appendUtf8(out, *high);
    return 4;
}

} // namespace

JsonObjectReader::JsonObjectReader(QByteArrayView text)
    : m_text(text)
{
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != '{') {
        fail();
        return;
    }
    ++m_at;
}

bool JsonObjectReader::fail()
{
    m_error = true;
    m_done = true;
    return false;
}

void JsonObjectReader::skipSpace()
{
    while (m_at < m_text.size() && isSpace(m_text[m_at])) {
        ++m_at;
    }
}

bool JsonObjectReader::skipString()
{
    qsizetype at = m_at + 1;
    while (at < m_text.size()) {
        const char *from = m_text.data() + at;
        const auto *quote = static_cast<const char *>(
            std::memchr(from, '"', static_cast<size_t>(m_text.size() - at)));
        if (!quote) {
            return fail();
        }
        at = quote - m_text.data();
        qsizetype backslashes = 0;
        while (m_text[at - 1 - backslashes] == '\\') {
            ++backslashes;
        }
        ++at;
        if (backslashes % 2 == 0) {
            m_at = at;
            return true;
        }
    }
    return fail();
}

bool JsonObjectReader::skipContainer()
{
    qsizetype depth = 0;
    while (m_at < m_text.size()) {
        switch (m_text[m_at]) {
        case '"':
            if (!skipString()) {
                return false;
            }
            continue;
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            --depth;
            break;
        default:
            break;
        }
        ++m_at;
        if (depth == 0) {
            return true;
        }
    }
    return fail();
}

bool JsonObjectReader::skipValue()
{
    if (m_at >= m_text.size()) {
        return fail();
    }
    const char c = m_text[m_at];
    if (c == '"') {
        return skipString();
    }
    if (c == '{' || c == '[') {
        return skipContainer();
    }
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != '}'
           && m_text[m_at] != ']' && m_text[m_at] != '"' && !isSpace(m_text[m_at])) {
        ++m_at;
    }
    return m_at > begin || fail();
}

bool JsonObjectReader::next()
{
    if (m_done) {
        return false;
    }
    skipSpace();
    if (m_at >= m_text.size()) {
        return fail();
    }
    if (m_text[m_at] == '}' && m_first) {
        ++m_at;
        skipSpace();
        m_done = true;
        return m_at == m_text.size() ? false : fail();
    }
    m_first = false;
    const qsizetype keyBegin = m_at;
    if (m_text[m_at] != '"' || !skipString()) {
        return fail();
    }
    m_key = m_text.sliced(keyBegin, m_at - keyBegin);
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != ':') {
        return fail();
    }
    ++m_at;
    skipSpace();
    const qsizetype valueBegin = m_at;
    if (!skipValue()) {
        return false;
    }
    m_value = m_text.sliced(valueBegin, m_at - valueBegin);
    skipSpace();
    if (m_at < m_text.size() && m_text[m_at] == ',') {
        ++m_at;
        return true;
    }
    if (m_at >= m_text.size() || m_text[m_at] != '}') {
        return fail();
    }
    ++m_at;
    skipSpace();
    m_done = true;
    if (m_at != m_text.size()) {
        return fail();
    }
    return true;
}

bool JsonObjectReader::keyIs(QByteArrayView name) const
{
    const QByteArrayView body = m_key.sliced(1, m_key.size() - 2);
    if (body == name) {
        return true;
    }
    return body.contains('\\') && decodeJsonString(m_key) == name;
}

std::optional<QByteArray> decodeJsonString(QByteArrayView literal)
{
    if (literal.size() < 2 || literal.front() != '"' || literal.back() != '"') {
        return std::nullopt;
    }
    const QByteArrayView body = literal.sliced(1, literal.size() - 2);
    if (!body.contains('\\')) {
        return body.toByteArray();
    }
    QByteArray out;
    out.reserve(body.size());
    for (qsizetype at = 0; at < body.size(); ++at) {
        if (body[at] != '\\') {
            out += body[at];
            continue;
        }
        if (++at >= body.size()) {
            return std::nullopt;
        }
        static constexpr QByteArrayView names = "\"\\/bfnrt";
        static constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
        if (body[at] == 'u') {
            const qsizetype used = appendUnicodeEscape(out, body, at + 1);
            if (used == 0) {
                return std::nullopt;
            }
            at += used;
        } else if (const qsizetype which = names.indexOf(body[at]); which >= 0) {
            out += meanings[which];
        } else {
            return std::nullopt;
        }
    }
    return out;
}

} // namespace DurableStreams
