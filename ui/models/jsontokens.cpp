// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/jsontokens.h"

#include "models/jsonpath.h"

#include <QStringList>

#include <cstring>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDelimiter(char c)
{
    return isSpace(c) || c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ','
        || c == '"';
}

// The end of the string that begins at \a begin; the end of the text if it is not terminated.
qsizetype stringEnd(QByteArrayView text, qsizetype begin)
{
    qsizetype at = begin + 1;
    while (at < text.size()) {
        const auto *quote = static_cast<const char *>(
            memchr(text.data() + at, '"', size_t(text.size() - at)));
        if (!quote) {
            return text.size();
        }
        const qsizetype end = quote - text.data();
        qsizetype backslashes = 0;
        while (end - backslashes - 1 >= at && text[end - backslashes - 1] == '\\') {
            ++backslashes;
        }
        if (backslashes % 2 == 0) {
            return end + 1;
        }
        at = end + 1;
    }
    return text.size();
}

JsonToken::Type wordType(QByteArrayView word)
{
    if (word == "true" || word == "false" || word == "null") {
        return JsonToken::Type::Literal;
    }
    const char c = word.front();
    return c == '-' || (c >= '0' && c <= '9') ? JsonToken::Type::Number : JsonToken::Type::Invalid;
}

int hexDigits(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size()) {
        return -1;
    }
    bool ok = false;
    const int value = text.sliced(at, 4).toInt(&ok, 16);
    return ok ? value : -1;
}

} // namespace

bool JsonTokenizer::next(JsonToken &token)
{
    while (m_at < m_text.size() && isSpace(m_text[m_at])) {
        ++m_at;
    }
    if (m_at == m_text.size()) {
        return false;
    }
    using enum JsonToken::Type;
    token.begin = m_at;
    token.end = m_at + 1;
    switch (m_text[m_at]) {
    case '{':
        token.type = BeginObject;
        break;
    case '}':
        token.type = EndObject;
        break;
    case '[':
        token.type = BeginArray;
        break;
    case ']':
        token.type = EndArray;
        break;
    case ':':
        token.type = Colon;
        break;
    case ',':
        token.type = Comma;
        break;
    case '"':
        token.type = String;
        token.end = stringEnd(m_text, m_at);
        break;
    default:
        while (token.end < m_text.size() && !isDelimiter(m_text[token.end])) {
            ++token.end;
        }
        token.type = wordType(m_text.sliced(token.begin, token.end - token.begin));
    }
    m_at = token.end;
    return true;
}

qsizetype JsonTokenizer::skipValue(const JsonToken &first)
{
    if (!first.opens()) {
        return first.end;
    }
    qsizetype depth = 1;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            m_at = stringEnd(m_text, m_at);
            continue;
        }
        ++m_at;
        if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            break;
        }
    }
    return m_at;
}

QByteArrayView jsonValueAt(QByteArrayView document, QStringView pointer)
{
    const std::optional<JsonPath> path = JsonPath::fromPointer(pointer);
    return path ? path->valueIn(document) : QByteArrayView {};
}

QString jsonStringText(QByteArrayView token)
{
    if (token.startsWith('"')) {
        token = token.sliced(1);
    }
    if (token.endsWith('"')) {
        token.chop(1);
    }
    if (!token.contains('\\')) {
        return QString::fromUtf8(token);
    }
    QString text;
    qsizetype plain = 0;
    for (qsizetype at = 0; at + 1 < token.size();) {
        if (token[at] != '\\') {
            ++at;
            continue;
        }
        text += QString::fromUtf8(token.sliced(plain, at - plain));
        const char c = token[at + 1];
        qsizetype length = 2;
        if (c == 'u') {
            const int unit = hexDigits(token, at + 2);
            const bool high = unit >= 0xd800 && unit < 0xdc00;
            const int low = high && at + 12 <= token.size() && token[at + 6] == '\\'
                    && token[at + 7] == 'u'
                ? hexDigits(token, at + 8)
                : -1;
            if (low >= 0xdc00 && low < 0xe000) {
                text += QChar(ushort(unit));
                text += QChar(ushort(low));
                length = 12;
            } else if (unit >= 0 && (unit < 0xd800 || unit >= 0xe000)) {
                text += QChar(ushort(unit));
                length = 6;
            } else {
                text += u"\\u"_s;
            }
        } else {
            static constexpr char names[] = "bfnrt";
            static constexpr char values[] = "\b\f\n\r\t";
            const char *name = strchr(names, c);
            text += QLatin1Char(name && c ? values[name - names] : c);
        }
        at += length;
        plain = at;
    }
    text += QString::fromUtf8(token.sliced(std::min(plain, token.size())));
    return text;
}

QString pointerToken(const QString &name)
{
    QString token = name;
    return token.replace("~"_L1, "~0"_L1).replace("/"_L1, "~1"_L1);
}

QString jqPath(QByteArrayView document, const QString &pointer)
{
    if (pointer.isEmpty()) {
        return u"."_s;
    }
    QString path;
    QString walked;
    const QStringList steps = pointer.sliced(1).split(u'/');
    for (const QString &step : steps) {
        const bool array = jsonValueAt(document, walked).startsWith('[');
        walked += u'/' + step;
        QString name = step;
        name.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        bool identifier = !name.isEmpty() && !name.at(0).isDigit();
        for (const QChar c : std::as_const(name)) {
            identifier = identifier && (c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber()));
        }
        if (array) {
            path += u'[' + name + u']';
        } else if (identifier) {
            path += u'.' + name;
        } else {
            name.replace("\\"_L1, "\\\\"_L1).replace("\""_L1, "\\\""_L1);
            path += (path.isEmpty() ? u".[\""_s : u"[\""_s) + name + u"\"]"_s;
        }
    }
    return path.startsWith(u'.') ? path : u'.' + path;
}

IndentedJson indentJson(QByteArrayView text, qsizetype limit)
{
    constexpr qsizetype deepest = 32;
    IndentedJson result;
    QByteArray &out = result.text;
    out.reserve(std::min(limit, text.size() * 2));
    JsonTokenizer tokens(text);
    JsonToken token;
    qsizetype depth = 0;
    bool lineBegins = false;
    const auto newLine = [&] {
        out += '\n';
        out.append(2 * std::min(depth, deepest), ' ');
    };
    JsonToken::Type previous = JsonToken::Type::Comma;
    while (tokens.next(token)) {
        if (out.size() >= limit) {
            result.complete = false;
            return result;
        }
        const bool empty = token.closes()
            && (previous == JsonToken::Type::BeginObject || previous == JsonToken::Type::BeginArray);
        if (token.closes()) {
            depth = std::max<qsizetype>(0, depth - 1);
            if (!empty) {
                newLine();
            }
        } else if (lineBegins) {
            newLine();
        }
        const qsizetype room = std::max<qsizetype>(0, limit - out.size());
        const qsizetype size = token.end - token.begin;
        out += text.sliced(token.begin, std::min(size, room));
        if (size > room) {
            result.complete = false;
            return result;
        }
        if (token.type == JsonToken::Type::Colon) {
            out += ' ';
        }
        lineBegins = token.opens() || token.type == JsonToken::Type::Comma;
        depth += token.opens() ? 1 : 0;
        previous = token.type;
    }
    result.complete = depth == 0;
    return result;
}

} // namespace Tailwater
