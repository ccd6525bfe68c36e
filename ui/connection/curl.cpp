// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "curl.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool isSecret(const Connection &connection, const QByteArray &name)
{
    static const QSet<QByteArray> always { "authorization", "cookie", "proxy-authorization",
                                           "signature",     "secret", "token",
                                           "key" };
    const QByteArray lower = name.toLower();
    return always.contains(lower) || connection.secretNames.contains(lower);
}

QString headerArgument(const Connection &connection, QLatin1StringView name, QByteArrayView value)
{
    const QString start = u" \\\n  -H "_s;
    if (isSecret(connection, QByteArray(name.data(), name.size()))) {
        return start + u"\"%1: $STREAM_AUTH\""_s.arg(name);
    }
    return start + shellQuoted(u"%1: %2"_s.arg(name, QString::fromLatin1(value)));
}

} // namespace

QString shellQuoted(const QString &text)
{
    const bool plain = !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || u"-_./:%=,@+"_s.contains(c);
    });
    if (plain) {
        return text;
    }
    QString quoted = text;
    quoted.replace(u'\'', "'\\''"_L1);
    return u'\'' + quoted + u'\'';
}

QString curlCommand(const QByteArray &method, const QUrl &url, const Connection &connection,
                    const QHttpHeaders &headers, const QByteArray &body)
{
    QString command = u"curl -i"_s;
    if (method == "HEAD") {
        command += " -I"_L1;
    } else if (method == "GET") {
        command += " -N"_L1; // as it arrives
    } else {
        command += " -X "_L1 + QString::fromLatin1(method);
    }
    QUrl address = url;
    address.setUserInfo(QString());
    QUrlQuery query(address);
    bool secretParameter = false;
    for (const auto &[name, value] : connection.parameters) {
        secretParameter |= isSecret(connection, name);
        query.addQueryItem(QString::fromUtf8(QUrl::toPercentEncoding(QString::fromUtf8(name))),
                           isSecret(connection, name)
                               ? u"STREAM_AUTH_HERE"_s
                               : QString::fromUtf8(
                                     QUrl::toPercentEncoding(QString::fromUtf8(value))));
    }
    if (!query.isEmpty()) {
        address.setQuery(query);
    }
    QString text = address.toString(QUrl::FullyEncoded);
    if (secretParameter) {
        text.replace(u'$', "%24"_L1).replace("STREAM_AUTH_HERE"_L1, "$STREAM_AUTH"_L1);
        command += u" \"%1\""_s.arg(text);
    } else {
        command += u' ' + shellQuoted(text);
    }
    for (const QHttpHeaders *list : { &connection.headers, &headers }) {
        for (qsizetype i = 0; i < list->size(); ++i) {
            command += headerArgument(connection, list->nameAt(i), list->valueAt(i));
        }
    }
    if (!body.isEmpty()) {
        command += u" \\\n  --data-binary "_s + shellQuoted(QString::fromUtf8(body));
    }
    return command;
}

} // namespace Tailwater
