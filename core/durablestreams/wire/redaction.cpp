// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "queryencoding_p.h"
#include "redaction_p.h"

#include <algorithm>
#include <array>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView mask = u"•••";

constexpr std::array<QByteArrayView, 22> knownNames {
    "authorization", "proxy-authorization",
    "cookie",        "set-cookie",
    "signature",     "sig",
    "secret",        "token",
    "key",           "password",
    "access_token",  "refresh_token",
    "id_token",      "auth",
    "api_key",       "apikey",
    "api-key",       "x-api-key",
    "x-auth-token",  "upstream-authorization",
    "client_secret", "x-amz-signature",
};

struct QueryItem
{
    QString text;
    QString name;
    QString value;
};

QList<QueryItem> queryItems(const QUrl &url)
{
    QList<QueryItem> items;
    const QString query = url.query(QUrl::FullyEncoded);
    for (const QString &text : query.split(u'&')) {
        const qsizetype equals = text.indexOf(u'=');
        const QString name = equals < 0 ? text : text.first(equals);
        items.append({ text, name, equals < 0 ? QString() : text.sliced(equals + 1) });
    }
    return items;
}

QByteArray decoded(const QString &text)
{
    return percentDecoded(text.toLatin1());
}

} // namespace

bool Redaction::isSecret(QByteArrayView name) const
{
    const QByteArray lower = name.toByteArray().toLower();
    return std::ranges::find(knownNames, QByteArrayView(lower)) != knownNames.end()
        || m_names.contains(lower);
}

QUrl Redaction::url(const QUrl &url) const
{
    QUrl result = url.adjusted(QUrl::RemoveFragment);
    if (!url.userInfo().isEmpty()) {
        result.setUserInfo(mask.toString());
    }
    if (!url.hasQuery()) {
        return result;
    }
    QStringList items;
    for (const QueryItem &item : queryItems(url)) {
        const bool hide = !item.value.isEmpty() && isSecret(decoded(item.name));
        items.append(hide ? QString(item.name + u'=' + mask) : item.text);
    }
    result.setQuery(items.join(u'&'));
    return result;
}

QHttpHeaders Redaction::headers(const QHttpHeaders &headers) const
{
    QHttpHeaders result;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QByteArrayView value = headers.valueAt(i);
        const QLatin1StringView name = headers.nameAt(i);
        const bool isUrl = name == "location"_L1 || name == "content-location"_L1
            || name == "referer"_L1 || name == "upstream-url"_L1;
        if (isSecret(QByteArrayView(name.data(), name.size()))) {
            result.append(name, mask.toUtf8());
        } else if (isUrl) {
            result.append(name, url(QUrl::fromEncoded(value)).toString().toUtf8());
        } else {
            result.append(name, value);
        }
    }
    return result;
}

QString Redaction::text(QString text, const QUrl &url) const
{
    const QString shown = this->url(url).toString();
    for (const auto format : { QUrl::PrettyDecoded, QUrl::FullyEncoded }) {
        text.replace(url.toString(format), shown);
    }
    QStringList secrets { url.password(QUrl::FullyEncoded), url.password(QUrl::FullyDecoded) };
    for (const QueryItem &item : queryItems(url)) {
        if (isSecret(decoded(item.name))) {
            secrets << item.value << QString::fromUtf8(decoded(item.value));
        }
    }
    for (const QString &secret : std::as_const(secrets)) {
        if (!secret.isEmpty()) {
            text.replace(secret, mask.toString());
        }
    }
    return text;
}

} // namespace DurableStreams
