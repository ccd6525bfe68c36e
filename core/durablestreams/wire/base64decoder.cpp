// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "base64decoder_p.h"

#include <QtCore/QtEndian>

#include <array>
#include <cstring>
#include <string_view>

namespace DurableStreams {

namespace {

constexpr std::string_view alphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// A character's six bits, or this.
constexpr quint8 noDigit = 0xFF;
// In the byte that three decoded ones leave free.
constexpr quint32 invalid = 0x01000000;

using DigitTable = std::array<quint8, 256>;
using GroupTable = std::array<quint32, 256>;

constexpr DigitTable makeDigits()
{
    DigitTable table {};
    table.fill(noDigit);
    for (size_t i = 0; i < alphabet.size(); ++i) {
        table[quint8(alphabet[i])] = quint8(i);
    }
    return table;
}

// The share that the character at a place of a group of four has in its three bytes, of which the
// first one is the lowest, as they are stored.
constexpr GroupTable makeGroups(int place)
{
    GroupTable table {};
    table.fill(invalid);
    for (size_t i = 0; i < alphabet.size(); ++i) {
        const quint32 bits = quint32(i) << (6 * (3 - place));
        table[quint8(alphabet[i])]
            = ((bits >> 16) & 0xFF) | (bits & 0xFF00) | ((bits & 0xFF) << 16);
    }
    return table;
}

constexpr DigitTable digits = makeDigits();
constexpr std::array<GroupTable, 4> groups {
    makeGroups(0),
    makeGroups(1),
    makeGroups(2),
    makeGroups(3),
};

inline quint32 decodeGroup(const char *p)
{
    return groups[0][quint8(p[0])] | groups[1][quint8(p[1])] | groups[2][quint8(p[2])]
        | groups[3][quint8(p[3])];
}

// Writes one byte more than the three.
inline void store(quint32 group, char *out)
{
    group = qToLittleEndian(group);
    std::memcpy(out, &group, sizeof(group));
}

// As many whole groups as are there without anything else between them.
void decodeGroups(const char *&p, const char *end, char *&out)
{
    for (; end - p >= 16; p += 16, out += 12) {
        const quint32 a = decodeGroup(p);
        const quint32 b = decodeGroup(p + 4);
        const quint32 c = decodeGroup(p + 8);
        const quint32 d = decodeGroup(p + 12);
        if ((a | b | c | d) & invalid) {
            break;
        }
        store(a, out);
        store(b, out + 3);
        store(c, out + 6);
        store(d, out + 9);
    }
    for (; end - p >= 4; p += 4, out += 3) {
        const quint32 group = decodeGroup(p);
        if (group & invalid) {
            break;
        }
        store(group, out);
    }
}

} // namespace

bool Base64Decoder::feed(QByteArrayView input, QByteArray &out)
{
    if (m_errorText) {
        return false;
    }
    const qsizetype before = out.size();
    out.resizeForOverwrite(before + input.size() / 4 * 3 + 3 + 4);
    char *to = out.data() + before;
    const char *end = input.end();
    for (const char *p = input.begin(); p != end && !m_errorText;) {
        if (m_count == 0 && m_padding == 0) {
            decodeGroups(p, end, to);
        }
        // Until the end of a group at least, and past what stopped the quick way.
        do {
            if (p == end) {
                break;
            }
            to = takeOne(*p++, to);
        } while (m_count != 0 && !m_errorText);
    }
    out.truncate(to - out.constData());
    return !m_errorText;
}

char *Base64Decoder::takeOne(char c, char *out)
{
    if (c == '\n' || c == '\r') {
        return out;
    }
    const quint8 digit = digits[quint8(c)];
    if (c == '=' && m_count >= 2) {
        ++m_padding;
    } else if (digit == noDigit) {
        m_errorText = c == '=' ? "misplaced padding in base64" : "not a base64 character";
        return out;
    } else if (m_padding > 0) {
        m_errorText = "base64 goes on after its padding";
        return out;
    }
    m_bits = (m_bits << 6) | (digit & 0x3F);
    return ++m_count == 4 ? endGroup(out) : out;
}

char *Base64Decoder::endGroup(char *out)
{
    for (int i = 0; i < 3 - m_padding; ++i) {
        *out++ = char(m_bits >> (16 - 8 * i));
    }
    m_bits = 0;
    m_count = 0;
    return out;
}

bool Base64Decoder::finish()
{
    if (!m_errorText && m_count != 0) {
        m_errorText = "the length of the base64 is not a multiple of four";
    }
    return !m_errorText;
}

} // namespace DurableStreams
