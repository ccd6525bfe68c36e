// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonscanner_p.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace DurableStreams {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(char c)
{
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Bytes of a string that need no look: printable ASCII but the quote and the backslash.
bool isPlain(char c)
{
    return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
}

#if defined(__SSE2__)
// A bit for each of the 16 bytes at p that is not plain.
quint32 specialBytes(const char *p)
{
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
    // Signed: below the space are the control characters and everything that is not ASCII.
    const __m128i hits = _mm_or_si128(
        _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
    return static_cast<quint32>(_mm_movemask_epi8(hits));
}
#endif

// From p on, in the text that starts at begin.
const char *skipPlain([[maybe_unused]] const char *begin, const char *p, const char *end)
{
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        if (const quint32 mask = specialBytes(p)) {
            return p + std::countr_zero(mask);
        }
    }
    if (end - begin >= 16) {
        // The rest once more together with bytes before it, which do not count.
        const quint32 mask = specialBytes(end - 16) >> (16 - (end - p));
        return mask ? p + std::countr_zero(mask) : end;
    }
#endif
    while (p != end && isPlain(*p)) {
        ++p;
    }
    return p;
}

// The size of the UTF-8 sequence at p, or 0: no overlong forms, no surrogates, nothing above
// U+10FFFF.
int utf8SequenceSize(const char *p, const char *end)
{
    const auto byte = [p](int i) { return quint8(p[i]); };
    const int size = byte(0) < 0xC2 ? 0
        : byte(0) < 0xE0            ? 2
        : byte(0) < 0xF0            ? 3
        : byte(0) < 0xF5            ? 4
                                    : 0;
    if (size == 0 || end - p < size) {
        return 0;
    }
    for (int i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 0;
        }
    }
    const bool overlong
        = (byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xF0 && byte(1) < 0x90);
    const bool surrogate = byte(0) == 0xED && byte(1) >= 0xA0;
    const bool tooHigh = byte(0) == 0xF4 && byte(1) >= 0x90;
    return overlong || surrogate || tooHigh ? 0 : size;
}

} // namespace

bool JsonScanner::failAt(const char *position, const char *reason)
{
    m_fault = { position - m_begin, reason };
    return false;
}

bool JsonScanner::skipString(QByteArrayView *content, bool *hasEscapes)
{
    const char *quote = m_pos;
    if (!take('"')) {
        return fail("a string in double quotes is expected");
    }
    bool escapes = false;
    for (;;) {
        m_pos = skipPlain(m_begin, m_pos, m_end);
        if (m_pos == m_end) {
            return failAt(quote, "the string that starts here does not end");
        }
        if (*m_pos == '"') {
            break;
        }
        if (*m_pos == '\\') {
            escapes = true;
            if (!skipEscape()) {
                return false;
            }
        } else if (!skipUtf8()) {
            return false;
        }
    }
    if (content) {
        *content = QByteArrayView(quote + 1, m_pos - quote - 1);
    }
    if (hasEscapes) {
        *hasEscapes = escapes;
    }
    ++m_pos;
    return true;
}

bool JsonScanner::skipEscape()
{
    const char *backslash = m_pos++;
    if (m_pos == m_end || !std::strchr("\"\\/bfnrtu", *m_pos) || *m_pos == '\0') {
        return failAt(backslash, "an unknown escape in a string");
    }
    if (*m_pos++ != 'u') {
        return true;
    }
    for (int i = 0; i < 4; ++i, ++m_pos) {
        if (m_pos == m_end || hexValue(*m_pos) < 0) {
            return failAt(backslash, "\\u needs four hexadecimal digits");
        }
    }
    return true;
}

bool JsonScanner::skipUtf8()
{
    if (quint8(*m_pos) < 0x20) {
        return fail("a control character in a string must be written as an escape");
    }
    const int size = utf8SequenceSize(m_pos, m_end);
    if (size == 0) {
        return fail("not valid UTF-8");
    }
    m_pos += size;
    return true;
}

bool JsonScanner::skipWord(QByteArrayView word)
{
    return take(word) || fail("a JSON value is expected");
}

bool JsonScanner::skipDigits()
{
    if (!isDigit(peek())) {
        return fail("a digit is expected");
    }
    while (isDigit(peek())) {
        ++m_pos;
    }
    return true;
}

bool JsonScanner::skipNumber()
{
    take('-');
    if (take('0')) {
        if (isDigit(peek())) {
            return fail("a number must not have leading zeros");
        }
    } else if (!skipDigits()) {
        return false;
    }
    if (take('.') && !skipDigits()) {
        return false;
    }
    if (take('e') || take('E')) {
        if (!take('+')) {
            take('-');
        }
        return skipDigits();
    }
    return true;
}

bool JsonScanner::skipScalar()
{
    switch (peek()) {
    case '"':
        return skipString();
    case 't':
        return skipWord("true");
    case 'f':
        return skipWord("false");
    case 'n':
        return skipWord("null");
    default:
        if (peek() == '-' || isDigit(peek())) {
            return skipNumber();
        }
        return fail(atEnd() ? "the text ends where a JSON value is expected"
                            : "a JSON value is expected");
    }
}

// Passes over an opening bracket and, in an object, the first name; an empty one is left to its
// end.
bool JsonScanner::open(bool array, bool &empty)
{
    if (!m_nesting.push(array)) {
        return fail("nested too deep");
    }
    ++m_pos;
    skipSpace();
    empty = peek() == (array ? ']' : '}');
    return empty || array || skipName();
}

bool JsonScanner::skipValue()
{
    m_nesting.clear();
    for (;;) {
        const char c = peek();
        const bool array = c == '[';
        if (array || c == '{') {
            bool empty = false;
            if (!open(array, empty)) {
                return false;
            }
            if (!empty) {
                continue;
            }
        } else if (!skipScalar()) {
            return false;
        }
        bool done = false;
        if (!afterValue(done) || done) {
            return done;
        }
    }
}

// Closes as many brackets as end here, and goes on to where the next value starts.
bool JsonScanner::afterValue(bool &done)
{
    for (;;) {
        if (m_nesting.depth() == 0) {
            done = true;
            return true;
        }
        skipSpace();
        const bool array = m_nesting.inArray();
        if (take(array ? ']' : '}')) {
            m_nesting.pop();
            continue;
        }
        if (!take(',')) {
            return fail(atEnd()     ? "the text ends inside of brackets"
                            : array ? "',' or ']' is expected"
                                    : "',' or '}' is expected");
        }
        skipSpace();
        return array || skipName();
    }
}

bool JsonScanner::skipName()
{
    if (peek() != '"') {
        return fail("a name in double quotes is expected");
    }
    if (!skipString()) {
        return false;
    }
    skipSpace();
    if (!take(':')) {
        return fail("':' is expected");
    }
    skipSpace();
    return true;
}

namespace {

quint32 codeUnit(const char *digits)
{
    quint32 value = 0;
    for (int i = 0; i < 4; ++i) {
        value = value * 16 + quint32(hexValue(digits[i]));
    }
    return value;
}

void appendUtf8(QByteArray &out, quint32 codePoint)
{
    if (codePoint < 0x80) {
        out += char(codePoint);
        return;
    }
    if (codePoint < 0x800) {
        out += char(0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
        out += char(0xE0 | (codePoint >> 12));
        out += char(0x80 | ((codePoint >> 6) & 0x3F));
    } else {
        out += char(0xF0 | (codePoint >> 18));
        out += char(0x80 | ((codePoint >> 12) & 0x3F));
        out += char(0x80 | ((codePoint >> 6) & 0x3F));
    }
    out += char(0x80 | (codePoint & 0x3F));
}

bool isHighSurrogate(quint32 unit)
{
    return (unit & 0xFC00) == 0xD800;
}

bool isLowSurrogate(quint32 unit)
{
    return (unit & 0xFC00) == 0xDC00;
}

// p is at the digits of \uXXXX; leaves it past the escape, and past its partner if there is one.
quint32 takeCodePoint(const char *&p, const char *end)
{
    const quint32 unit = codeUnit(p);
    p += 4;
    if (isHighSurrogate(unit) && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
        const quint32 partner = codeUnit(p + 2);
        if (isLowSurrogate(partner)) {
            p += 6;
            return 0x10000 + ((unit - 0xD800) << 10) + (partner - 0xDC00);
        }
    }
    return unit;
}

} // namespace

QByteArray unescapeJson(QByteArrayView content)
{
    QByteArray out;
    out.reserve(content.size());
    const char *end = content.end();
    for (const char *p = content.begin(); p != end;) {
        if (*p != '\\') {
            out += *p++;
            continue;
        }
        const char kind = p[1];
        p += 2;
        if (kind == 'u') {
            appendUtf8(out, takeCodePoint(p, end));
            continue;
        }
        constexpr QByteArrayView letters = "bfnrt";
        const qsizetype letter = letters.indexOf(kind);
        out += letter < 0 ? kind : "\b\f\n\r\t"[letter];
    }
    return out;
}

} // namespace DurableStreams
