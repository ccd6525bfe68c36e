// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "secretmask.h"

#include <algorithm>
#include <array>
#include <functional>

namespace DurableStreams {

namespace {

constexpr QByteArrayView mask = "•••";

int hexDigit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
        : c >= 'a' && c <= 'f' ? c - 'a' + 10
        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                               : -1;
}

//! Whether the digits in front of \a text are those of \a byte.
bool isHexOf(char byte, QByteArrayView text)
{
    const auto value = static_cast<unsigned char>(byte);
    return text.size() >= 2 && hexDigit(text[0]) == value / 16 && hexDigit(text[1]) == value % 16;
}

//! How many bytes at the beginning of \a text stand for \a byte; 0: none do.
qsizetype lengthOf(char byte, QByteArrayView text)
{
    const char first = text.front();
    if (first == '%' && isHexOf(byte, text.sliced(1))) {
        return 3;
    }
    if (first == '\\' && text.size() >= 2 && text[1] == byte && (byte == '"' || byte == '/')) {
        return 2;
    }
    if (first == '\\' && text.size() >= 6 && text.sliced(1).startsWith("u00")
        && isHexOf(byte, text.sliced(4))) {
        return 6;
    }
    return first == byte || (first == '+' && byte == ' ') ? 1 : 0;
}

//! How many bytes at the beginning of \a text are \a value, however it is written; 0: they are not.
qsizetype matched(QByteArrayView text, QByteArrayView value, SecretMask::Extent extent)
{
    qsizetype at = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (at >= text.size()) {
            const bool isCutOff = extent == SecretMask::Extent::Beginning
                && i >= SecretMask::MinimumSize;
            return isCutOff ? at : 0;
        }
        // A backslash is written as two by JSON, and as one by others.
        if (value[i] == '\\' && text.sliced(at).startsWith("\\\\")
            && !value.sliced(i).startsWith("\\\\")) {
            at += 2;
            continue;
        }
        const qsizetype length = lengthOf(value[i], text.sliced(at));
        if (length == 0) {
            return 0;
        }
        at += length;
    }
    return at;
}

void addBasic(QList<QByteArray> &parts, const QByteArray &credentials)
{
    const QByteArray plain = QByteArray::fromBase64(credentials);
    if (const qsizetype colon = plain.indexOf(':'); colon >= 0) {
        parts << plain << plain.sliced(colon + 1);
    }
}

} // namespace

SecretMask::SecretMask(const QList<QByteArray> &values)
{
    for (const QByteArray &value : values) {
        if (value.size() >= MinimumSize && !m_values.contains(value)) {
            m_values.append(value);
        }
    }
    std::ranges::stable_sort(m_values, std::ranges::greater(), &QByteArray::size);
}

QList<QByteArray> SecretMask::partsOf(QByteArrayView name, QByteArrayView value)
{
    QList<QByteArray> parts;
    const QByteArrayView text = value.trimmed();
    if (name.compare("cookie", Qt::CaseInsensitive) == 0) {
        for (const QByteArray &cookie : text.toByteArray().split(';')) {
            const qsizetype equals = cookie.indexOf('=');
            parts << (equals < 0 ? cookie : cookie.sliced(equals + 1)).trimmed();
        }
        return parts;
    }
    const qsizetype space = text.lastIndexOf(' ');
    const QByteArray last = text.sliced(space + 1).toByteArray();
    const bool isScheme = space > 0 && !text.first(space).contains(' ');
    parts << (isScheme ? last : text.toByteArray());
    if (isScheme && text.first(space).compare("basic", Qt::CaseInsensitive) == 0) {
        addBasic(parts, last);
    }
    return parts;
}

QList<SecretMask::Span> SecretMask::find(QByteArrayView text, Extent extent) const
{
    QList<Span> spans;
    if (m_values.isEmpty()) {
        return spans;
    }
    std::array<bool, 256> mayBegin {};
    for (const QByteArray &value : m_values) {
        for (const char first : { value.front(), '%', '+', '\\' }) {
            mayBegin[static_cast<unsigned char>(first)] = true;
        }
    }
    for (qsizetype at = 0; at < text.size();) {
        if (!mayBegin[static_cast<unsigned char>(text[at])]) {
            ++at;
            continue;
        }
        qsizetype longest = 0;
        for (const QByteArray &value : m_values) {
            longest = std::max(longest, matched(text.sliced(at), value, extent));
        }
        if (longest > 0) {
            spans.append({ at, longest });
        }
        at += std::max<qsizetype>(longest, 1);
    }
    return spans;
}

QByteArray SecretMask::masked(const QByteArray &text, Extent extent) const
{
    const QList<Span> spans = find(text, extent);
    if (spans.isEmpty()) {
        return text;
    }
    QByteArray result;
    qsizetype done = 0;
    for (const Span &span : spans) {
        result.append(QByteArrayView(text).sliced(done, span.from - done));
        result.append(mask);
        done = span.from + span.size;
    }
    return result + text.sliced(done);
}

QString SecretMask::masked(const QString &text) const
{
    return isEmpty() ? text : QString::fromUtf8(masked(text.toUtf8()));
}

} // namespace DurableStreams
