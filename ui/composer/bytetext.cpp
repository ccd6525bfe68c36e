// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "bytetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype BytesPerLine = 16;

int digitOf(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9') {
        return u - u'0';
    }
    const char16_t lower = u | 0x20;
    return u < 128 && lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

bool separates(QChar c)
{
    return c.isSpace() || c == u',';
}

struct ReadHex : HexText
{
    //! Where the first byte stands that was not read, or the end.
    qsizetype end = 0;
};

//! No more than \a most bytes.
ReadHex readHex(const QString &text, qsizetype most)
{
    ReadHex result;
    result.end = text.size();
    result.bytes.reserve(std::min(most, text.size() / 2));
    int high = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (high < 0 && separates(c)) {
            continue;
        }
        const bool prefixed = high < 0 && c == u'0' && i + 1 < text.size()
            && (text.at(i + 1) == u'x' || text.at(i + 1) == u'X');
        if (prefixed) {
            ++i;
            continue;
        }
        if (high < 0 && result.bytes.size() == most) {
            result.end = i;
            return result;
        }
        const int digit = digitOf(c);
        if (digit < 0) {
            result.faultAt = i;
            result.isHalf = high >= 0;
            return result;
        }
        if (high < 0) {
            high = digit;
        } else {
            result.bytes += char(high * 16 + digit);
            high = -1;
        }
    }
    if (high >= 0) {
        result.faultAt = text.size();
        result.isHalf = true;
    }
    return result;
}

} // namespace

QString toHexText(QByteArrayView bytes)
{
    QByteArray text;
    text.reserve(bytes.size() * 3);
    for (qsizetype line = 0; line < bytes.size(); line += BytesPerLine) {
        const qsizetype count = std::min(BytesPerLine, bytes.size() - line);
        if (line > 0) {
            text += '\n';
        }
        text += bytes.sliced(line, count).toByteArray().toHex(' ');
    }
    return QString::fromLatin1(text);
}

HexText fromHexText(const QString &text)
{
    return readHex(text, text.size());
}

qsizetype hexPositionOf(const QString &text, qsizetype byte)
{
    return readHex(text, byte).end;
}

bool survivesEditing(QByteArrayView bytes)
{
    if (!bytes.isValidUtf8()) {
        return false;
    }
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() != bytes) {
        return false; // such as a byte order mark at the beginning
    }
    return std::ranges::none_of(text, mayBeChangedByEditing);
}

bool mayBeChangedByEditing(QChar c)
{
    // What QTextDocument takes for the end of a line or for a mark of its own.
    const char16_t u = c.unicode();
    return u == u'\0' || u == u'\r' || u == 0x2028 || u == 0x2029 || u == 0xFDD0 || u == 0xFDD1
        || u == 0xFFFC || u == 0xFEFF;
}

} // namespace Tailwater
