// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/jsonline.h"

#include <array>
#include <cstring>
#include <optional>

namespace Tailwater {

namespace {

constexpr auto escaped = [] {
    std::array<bool, 256> table {};
    for (size_t c = 0; c < 0x20; ++c) {
        table[c] = true;
    }
    table['"'] = table['\\'] = true;
    return table;
}();

char shortEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    default:
        return 0;
    }
}

char shortUnescape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    default:
        return 0;
    }
}

std::optional<char32_t> fourDigits(QByteArrayView text)
{
    if (text.size() < 4) {
        return std::nullopt;
    }
    char32_t value = 0;
    for (const char c : text.first(4)) {
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0) {
            return std::nullopt;
        }
        value = value * 16 + char32_t(digit);
    }
    return value;
}

void appendUtf8(QByteArray *out, char32_t c)
{
    if (c < 0x80) {
        out->append(char(c));
    } else if (c < 0x800) {
        out->append(char(0xc0 | (c >> 6)));
        out->append(char(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        out->append(char(0xe0 | (c >> 12)));
        out->append(char(0x80 | ((c >> 6) & 0x3f)));
        out->append(char(0x80 | (c & 0x3f)));
    } else {
        out->append(char(0xf0 | (c >> 18)));
        out->append(char(0x80 | ((c >> 12) & 0x3f)));
        out->append(char(0x80 | ((c >> 6) & 0x3f)));
        out->append(char(0x80 | (c & 0x3f)));
    }
}

// What follows `\u`: the size of it, or 0 if it is nothing.
qsizetype appendUnicode(QByteArray *out, QByteArrayView text)
{
    const auto first = fourDigits(text);
    if (!first || (*first >= 0xdc00 && *first < 0xe000)) {
        return 0;
    }
    if (*first < 0xd800 || *first >= 0xe000) {
        appendUtf8(out, *first);
        return 4;
    }
    const bool pair = text.size() >= 10 && text[4] == '\\' && text[5] == 'u';
    const auto second = pair ? fourDigits(text.sliced(6)) : std::nullopt;
    if (!second || *second < 0xdc00 || *second >= 0xe000) {
        return 0;
    }
    appendUtf8(out, 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00));
    return 10;
}

} // namespace

void appendJsonString(QByteArray *out, QByteArrayView text)
{
    out->append('"');
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        const char *plain = at;
        while (at < end && !escaped[uchar(*at)]) {
            ++at;
        }
        out->append(plain, at - plain);
        if (at == end) {
            break;
        }
        if (const char letter = shortEscape(*at)) {
            out->append('\\').append(letter);
        } else {
            constexpr char digits[] = "0123456789abcdef";
            out->append("\\u00").append(digits[uchar(*at) >> 4]).append(digits[uchar(*at) & 15]);
        }
        ++at;
    }
    out->append('"');
}

bool appendJsonUnescaped(QByteArray *out, QByteArrayView inside)
{
    out->reserve(out->size() + inside.size());
    qsizetype at = 0;
    while (at < inside.size()) {
        const void *found = memchr(inside.data() + at, '\\', size_t(inside.size() - at));
        const qsizetype plain = found ? static_cast<const char *>(found) - inside.data() : inside.size();
        out->append(inside.sliced(at, plain - at));
        at = plain + 1;
        if (!found) {
            return true;
        }
        if (at == inside.size()) {
            return false;
        }
        if (inside[at] == 'u') {
            const qsizetype size = appendUnicode(out, inside.sliced(at + 1));
            if (size == 0) {
                return false;
            }
            at += 1 + size;
        } else if (const char c = shortUnescape(inside[at])) {
            out->append(c);
            ++at;
        } else {
            return false;
        }
    }
    return true;
}

JsonLineMembers::JsonLineMembers(QByteArrayView line)
    : m_line(line)
{
}

void JsonLineMembers::skipSpace()
{
    while (m_at < m_line.size()
           && (m_line[m_at] == ' ' || m_line[m_at] == '\t' || m_line[m_at] == '\r' || m_line[m_at] == '\n')) {
        ++m_at;
    }
}

bool JsonLineMembers::take(char c)
{
    skipSpace();
    if (m_at < m_line.size() && m_line[m_at] == c) {
        ++m_at;
        return true;
    }
    return false;
}

bool JsonLineMembers::takeString(QByteArrayView *inside)
{
    if (!take('"')) {
        return false;
    }
    const qsizetype begin = m_at;
    const char *data = m_line.data();
    while (m_at < m_line.size()) {
        const void *quote = memchr(data + m_at, '"', size_t(m_line.size() - m_at));
        if (!quote) {
            return false;
        }
        const qsizetype end = static_cast<const char *>(quote) - data;
        qsizetype slashes = 0;
        while (end - slashes > begin && data[end - slashes - 1] == '\\') {
            ++slashes;
        }
        m_at = end + 1;
        if (slashes % 2 == 0) {
            *inside = m_line.sliced(begin, end - begin);
            return true;
        }
    }
    return false;
}

bool JsonLineMembers::takeNested()
{
    int depth = 0;
    while (m_at < m_line.size()) {
        const char c = m_line[m_at];
        if (c == '"') {
            QByteArrayView skipped;
            if (!takeString(&skipped)) {
                return false;
            }
            continue;
        }
        ++m_at;
        if (c == '[' || c == '{') {
            ++depth;
        } else if ((c == ']' || c == '}') && --depth == 0) {
            return true;
        }
    }
    return false;
}

bool JsonLineMembers::takeValue()
{
    skipSpace();
    if (m_at == m_line.size()) {
        return false;
    }
    m_string = m_line[m_at] == '"';
    if (m_string) {
        return takeString(&m_value);
    }
    const qsizetype begin = m_at;
    if (m_line[m_at] == '[' || m_line[m_at] == '{') {
        if (!takeNested()) {
            return false;
        }
    } else {
        while (m_at < m_line.size() && !strchr(",} \t\r\n", m_line[m_at])) {
            ++m_at;
        }
    }
    m_value = m_line.sliced(begin, m_at - begin);
    return m_at > begin;
}

bool JsonLineMembers::next()
{
    if (m_first && !take('{')) {
        return false;
    }
    if (take('}')) {
        skipSpace();
        m_sound = m_at == m_line.size();
        return false;
    }
    if (!m_first && !take(',')) {
        return false;
    }
    m_first = false;
    return takeString(&m_name) && take(':') && takeValue();
}

} // namespace Tailwater
