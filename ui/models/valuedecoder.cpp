// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/valuedecoder.h"

#include "models/jsontokens.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <optional>

namespace Tailwater {

namespace {

constexpr qsizetype longest = 1024 * 1024;

//! The context that lupdate finds here.
QString tr(const char *text)
{
    return QCoreApplication::translate("Tailwater", text);
}

bool isJsonContainer(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    return (trimmed.startsWith('{') && trimmed.endsWith('}'))
        || (trimmed.startsWith('[') && trimmed.endsWith(']'));
}

std::optional<QByteArray> fromBase64(const QByteArray &text, QByteArray::Base64Options options)
{
    const auto result = QByteArray::fromBase64Encoding(
        text, options | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(result.decoded) : std::nullopt;
}

bool decodeJwt(const QByteArray &text, QList<Decoded> &found)
{
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() != 3 || !text.startsWith("eyJ")) {
        return false;
    }
    const auto header = fromBase64(parts.at(0), QByteArray::Base64UrlEncoding);
    const auto payload = fromBase64(parts.at(1), QByteArray::Base64UrlEncoding);
    if (!header || !payload || !isJsonContainer(*header)) {
        return false;
    }
    found.append({ tr("JWT header (signature not checked)"), *header, true });
    found.append({ tr("JWT payload (signature not checked)"), *payload, isJsonContainer(*payload) });
    return true;
}

void decodeTimestamp(const QByteArray &text, QList<Decoded> &found)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    QDateTime time;
    if (ok) {
        // Seconds, milli-, micro- or nanoseconds since 1970, by their size; from 2001 to 2286.
        const qint64 scale = text.size() == 10 ? 1000 : text.size() == 13 ? 1 : 0;
        const qint64 divisor = text.size() == 16 ? 1000 : text.size() == 19 ? 1'000'000 : 1;
        if (scale == 0 && divisor == 1) {
            return;
        }
        time = QDateTime::fromMSecsSinceEpoch(divisor > 1 ? number / divisor : number * scale);
    } else if (text.size() >= 19 && text.size() <= 40) {
        time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    }
    if (time.isValid()) {
        const QString both = time.toUTC().toString(Qt::ISODateWithMs) + u'\n'
            + time.toLocalTime().toString(Qt::ISODateWithMs) + u' '
            + QString::fromLatin1(QTimeZone::systemTimeZoneId());
        found.append({ tr("Time (UTC, then local)"), both.toUtf8(), false });
    }
}

} // namespace

QList<Decoded> decodeValue(QByteArrayView token)
{
    QList<Decoded> found;
    if (token.size() > longest || token.size() < 4) {
        return found;
    }
    if (!token.startsWith('"')) {
        decodeTimestamp(token.toByteArray(), found);
        return found;
    }
    const QByteArray text = jsonStringText(token).toUtf8();
    if (isJsonContainer(text)) {
        found.append({ tr("JSON"), text, true });
        return found;
    }
    if (decodeJwt(text, found)) {
        return found;
    }
    decodeTimestamp(text, found);
    if (found.isEmpty() && text.size() >= 8 && text.size() % 4 == 0) {
        if (const auto data = fromBase64(text, QByteArray::Base64Encoding)) {
            found.append({ tr("Base64"), *data, isJsonContainer(*data) });
        }
    }
    return found;
}

} // namespace Tailwater
