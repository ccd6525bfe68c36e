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
// All ones for each of the 16 bytes at p that is not plain.
inline __m128i specialBytes(const char *p)
{
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
    // Signed: below the space are the control characters and everything that is not ASCII. With bit 1
    // turned around the quote is where the space was, and the space and '!' are above it.
    const __m128i turned = _mm_xor_si128(bytes, _mm_set1_epi8(2));
    return _mm_or_si128(_mm_cmplt_epi8(turned, _mm_set1_epi8(0x21)),
                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
}

// A bit for each of them.
inline quint32 bitsOf(__m128i bytes)
{
    return static_cast<quint32>(_mm_movemask_epi8(bytes));
}
#endif

// From p on, in the text that starts at begin.
inline const char *skipPlain([[maybe_unused]] const char *begin, const char *p, const char *end)
{
#if defined(__SSE2__)
    // Names and short values end here; what is longer goes in larger steps.
    if (end - p >= 16) {
        if (const quint32 mask = bitsOf(specialBytes(p))) {
            return p + std::countr_zero(mask);
        }
        for (p += 16; end - p >= 32; p += 32) {
            const __m128i low = specialBytes(p);
            const __m128i high = specialBytes(p + 16);
            if (bitsOf(_mm_or_si128(low, high)) != 0) {
                return p + std::countr_zero(bitsOf(low) | (bitsOf(high) << 16));
            }
        }
        if (end - p >= 16) {
            if (const quint32 mask = bitsOf(specialBytes(p))) {
                return p + std::countr_zero(mask);
            }
            p += 16;
        }
    }
    if (end - begin >= 16) {
        // The rest once more together with bytes before it, which do not count.
        const quint32 mask = bitsOf(specialBytes(end - 16)) >> (16 - (end - p));
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

inline const char *pastSpace(const char *p, const char *end)
{
    while (p != end && isJsonSpace(*p)) {
        ++p;
    }
    return p;
}

} // namespace

const char *JsonScanner::failAt(const char *position, const char *reason)
{
    m_fault = { position - m_begin, reason };
    return nullptr;
}

// The steps below take and return positions instead of moving m_pos: a position in memory, written
// and read back at every step, is what a walk over short values would otherwise spend its time on.
// Each returns null after failAt().

// From the byte after the opening quote, to the one after the closing quote.
inline const char *JsonScanner::pastString(const char *p, bool *hasEscapes)
{
    const char *quote = p - 1;
    for (;;) {
        p = skipPlain(m_begin, p, m_end);
        if (p == m_end) {
            return failAt(quote, "the string that starts here does not end");
        }
        if (*p == '"') {
            return p + 1;
        }
        if (*p == '\\' && hasEscapes) {
            *hasEscapes = true;
        }
        p = *p == '\\' ? pastEscape(p) : pastUtf8(p);
        if (!p) {
            return nullptr;
        }
    }
}

const char *JsonScanner::pastEscape(const char *p)
{
    const char *backslash = p++;
    if (p == m_end || !std::strchr("\"\\/bfnrtu", *p) || *p == '\0') {
        return failAt(backslash, "an unknown escape in a string");
    }
    if (*p++ != 'u') {
        return p;
    }
    for (int i = 0; i < 4; ++i, ++p) {
        if (p == m_end || hexValue(*p) < 0) {
            return failAt(backslash, "\\u needs four hexadecimal digits");
        }
    }
    return p;
}

const char *JsonScanner::pastUtf8(const char *p)
{
    if (quint8(*p) < 0x20) {
        return failAt(p, "a control character in a string must be written as an escape");
    }
    const int size = utf8SequenceSize(p, m_end);
    return size == 0 ? failAt(p, "not valid UTF-8") : p + size;
}

inline const char *JsonScanner::pastWord(const char *p, QByteArrayView word)
{
    return m_end - p >= word.size() && std::memcmp(p, word.data(), size_t(word.size())) == 0
        ? p + word.size()
        : failAt(p, "a JSON value is expected");
}

inline const char *JsonScanner::pastDigits(const char *p)
{
    if (p == m_end || !isDigit(*p)) {
        return failAt(p, "a digit is expected");
    }
    while (p != m_end && isDigit(*p)) {
        ++p;
    }
    return p;
}

const char *JsonScanner::pastNumber(const char *p)
{
    p += *p == '-' ? 1 : 0;
    if (p != m_end && *p == '0') {
        if (++p != m_end && isDigit(*p)) {
            return failAt(p, "a number must not have leading zeros");
        }
    } else {
        p = pastDigits(p);
    }
    if (p && p != m_end && *p == '.') {
        p = pastDigits(p + 1);
    }
    if (p && p != m_end && (*p == 'e' || *p == 'E')) {
        ++p;
        p = pastDigits(p + (p != m_end && (*p == '+' || *p == '-') ? 1 : 0));
    }
    return p;
}

inline const char *JsonScanner::pastScalar(const char *p)
{
    switch (p == m_end ? '\0' : *p) {
    case '"':
        return pastString(p + 1, nullptr);
    case 't':
        return pastWord(p, "true");
    case 'f':
        return pastWord(p, "false");
    case 'n':
        return pastWord(p, "null");
    default:
        if (p != m_end && (*p == '-' || isDigit(*p))) {
            return pastNumber(p);
        }
        return failAt(p, p == m_end ? "the text ends where a JSON value is expected"
                                    : "a JSON value is expected");
    }
}

// A name and the colon after it, up to where its value starts.
inline const char *JsonScanner::pastName(const char *p)
{
    if (p == m_end || *p != '"') {
        return failAt(p, "a name in double quotes is expected");
    }
    p = pastString(p + 1, nullptr);
    if (!p) {
        return nullptr;
    }
    p = pastSpace(p, m_end);
    if (p == m_end || *p != ':') {
        return failAt(p, "':' is expected");
    }
    return pastSpace(p + 1, m_end);
}

// Passes over an opening bracket and, in an object, the first name; the end of an empty one is left.
inline const char *JsonScanner::pastOpening(const char *p, bool *empty)
{
    const bool array = *p == '[';
    if (!m_nesting.push(array)) {
        return failAt(p, "nested too deep");
    }
    p = pastSpace(p + 1, m_end);
    *empty = p != m_end && *p == (array ? ']' : '}');
    return *empty || array ? p : pastName(p);
}

// Closes as many brackets as end here, and goes on to where the next value starts.
inline const char *JsonScanner::pastClosings(const char *p)
{
    while (m_nesting.depth() > 0) {
        p = pastSpace(p, m_end);
        const char c = p == m_end ? '\0' : *p;
        const bool array = m_nesting.inArray();
        if (c == (array ? ']' : '}')) {
            m_nesting.pop();
            ++p;
            continue;
        }
        if (c != ',') {
            return failAt(p, p == m_end  ? "the text ends inside of brackets"
                              : array ? "',' or ']' is expected"
                                      : "',' or '}' is expected");
        }
        p = pastSpace(p + 1, m_end);
        return array ? p : pastName(p);
    }
    return p;
}

bool JsonScanner::skipValue()
{
    m_nesting.clear();
    const char *p = m_pos;
    do {
        bool empty = false;
        if (p != m_end && (*p == '{' || *p == '[')) {
            p = pastOpening(p, &empty);
            if (p && !empty) {
                continue;
            }
        } else {
            p = pastScalar(p);
        }
        p = p ? pastClosings(p) : nullptr;
    } while (p && m_nesting.depth() > 0);
    m_pos = p ? p : m_pos;
    return p != nullptr;
}

bool JsonScanner::skipString(QByteArrayView *content, bool *hasEscapes)
{
    const char *quote = m_pos;
    if (hasEscapes) {
        *hasEscapes = false;
    }
    const char *p = peek() == '"' ? pastString(quote + 1, hasEscapes)
                                  : failAt(quote, "a string in double quotes is expected");
    if (!p) {
        return false;
    }
    if (content) {
        *content = QByteArrayView(quote + 1, p - quote - 2);
    }
    m_pos = p;
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
