// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/visibletext.h"

#include "models/jsontokens.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool isPlain(QStringView text)
{
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || c.unicode() >= 0x7f) {
            return false;
        }
    }
    return true;
}

// What would move, hide or break the text around it.
bool acts(char16_t c)
{
    return (c >= 0x80 && c < 0xa0) || c == 0x61c || (c >= 0x200b && c <= 0x200f && c != 0x200d)
        || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff
        || (c >= 0xfff9 && c <= 0xfffb);
}

QString neutral(const QString &text)
{
    if (isPlain(text)) {
        return text;
    }
    QString out;
    out.reserve(text.size() + 16);
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit < 0x20) {
            out += QChar(ushort(0x2400 + unit));
        } else if (unit == 0x7f) {
            out += QChar(0x2421);
        } else if (acts(unit)) {
            out += "\\u"_L1 + QString::number(unit, 16).rightJustified(4, u'0');
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace

QString visibleText(QByteArrayView bytes, qsizetype limit)
{
    const qsizetype taken = std::min(bytes.size(), limit * 4);
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decode(bytes.first(taken));
    const bool cut = taken < bytes.size() || text.size() > limit;
    if (text.size() > limit) {
        text.truncate(limit);
    }
    if (cut && !text.isEmpty() && text.back().isHighSurrogate()) {
        text.chop(1);
    }
    text = neutral(text);
    return cut ? text + u'…' : text;
}

QString previewText(QByteArrayView bytes, bool json, qsizetype limit)
{
    if (!json) {
        if (bytes.endsWith('\n')) {
            bytes.chop(1);
            if (bytes.endsWith('\r')) {
                bytes.chop(1);
            }
        }
        return visibleText(bytes, limit);
    }
    // A string may be as long as the message: its end is not looked for.
    const QByteArrayView head = bytes.first(std::min(bytes.size(), limit * 128));
    JsonTokenizer tokens(head);
    JsonToken token;
    QByteArray line;
    line.reserve(std::min(head.size(), limit * 4) + 8);
    qsizetype end = 0;
    bool wordBefore = false;
    while (line.size() <= limit * 4 && tokens.next(token)) {
        // In JSON a sign stands between two values. What is too long to be checked may be none.
        if (token.isScalar() && wordBefore && token.begin > end) {
            line += ' ';
        }
        wordBefore = token.isScalar();
        end = token.end;
        line += head.sliced(token.begin,
                            std::min(token.end - token.begin, limit * 4 + 1 - line.size()));
    }
    const QString text = visibleText(line, limit);
    const bool says = text.endsWith(u'…') || head.size() == bytes.size();
    return says ? text : text + u'…';
}

QString hexPreview(QByteArrayView bytes, qsizetype count)
{
    const QByteArrayView shown = bytes.first(std::min(bytes.size(), count));
    QString text = QString::fromLatin1(QByteArray::fromRawData(shown.data(), shown.size()).toHex(' '));
    text += u"  "_s;
    for (const char c : shown) {
        text += c >= 0x20 && c < 0x7f ? QChar(ushort(c)) : QChar(0xb7);
    }
    return shown.size() < bytes.size() ? text + u'…' : text;
}

QString sizeText(qint64 bytes)
{
    return bytes == 1 ? QCoreApplication::translate("Tailwater::Size", "1 byte")
                      : QLocale().formattedDataSize(bytes, bytes < 1024 ? 0 : 1, QLocale::DataSizeIecFormat);
}

} // namespace Tailwater
