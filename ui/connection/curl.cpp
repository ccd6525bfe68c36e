// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "curl.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslKey>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString headerArgument(const Connection &connection, QLatin1StringView name, QByteArrayView value)
{
    const QString start = u" \\\n  -H "_s;
    if (connection.isSecret(QByteArray(name.data(), name.size()))) {
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

namespace {

QString networkArguments(const Connection &connection)
{
    QString arguments;
    const auto add = [&arguments](QLatin1StringView option, const QString &value) {
        if (!value.isEmpty()) {
            arguments += u" \\\n  %1 "_s.arg(option) + shellQuoted(value);
        }
    };
    if (connection.baseUrl.scheme() == "https"_L1) {
        const TlsOptions &tls = connection.tls;
        const bool pkcs12 = tls.certificateFile.endsWith(".p12"_L1)
            || tls.certificateFile.endsWith(".pfx"_L1);
        add("--cacert"_L1, tls.authorityFile);
        if (pkcs12) {
            add("--cert-type"_L1, u"P12"_s);
        }
        add("--cert"_L1, tls.certificateFile);
        add("--key"_L1, tls.keyFile);
        if (const QSslCertificate pinned(tls.pinnedCertificate, QSsl::Der); !pinned.isNull()) {
            // Whatever is wrong with it, but this key only.
            const QByteArray key = QCryptographicHash::hash(pinned.publicKey().toDer(),
                                                            QCryptographicHash::Sha256);
            arguments += " \\\n  --insecure"_L1;
            add("--pinnedpubkey"_L1, u"sha256//"_s + QString::fromLatin1(key.toBase64()));
        }
    }
    const ProxyOptions &proxy = connection.proxy;
    switch (proxy.kind) {
    case ProxyOptions::Kind::System:
        break;
    case ProxyOptions::Kind::None:
        add("--noproxy"_L1, u"*"_s);
        break;
    case ProxyOptions::Kind::Http:
    case ProxyOptions::Kind::Socks5:
        add("--proxy"_L1,
            u"%1://%2:%3"_s.arg(proxy.kind == ProxyOptions::Kind::Http ? "http"_L1 : "socks5h"_L1,
                                proxy.host)
                .arg(proxy.port));
        if (!proxy.user.isEmpty()) {
            arguments += u" \\\n  --proxy-user \"%1:$PROXY_PASSWORD\""_s.arg(
                QString(proxy.user).replace(u'"', "\\\""_L1));
        }
        break;
    }
    return arguments;
}

} // namespace

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
        secretParameter |= connection.isSecret(name);
        query.addQueryItem(QString::fromUtf8(QUrl::toPercentEncoding(QString::fromUtf8(name))),
                           connection.isSecret(name)
                               ? u"STREAM_AUTH_HERE"_s
                               : QString::fromUtf8(
                                     QUrl::toPercentEncoding(QString::fromUtf8(value))));
    }
    if (!query.isEmpty()) {
        address.setQuery(query);
    }
    QString text = address.toString(QUrl::FullyEncoded);
    if (text.contains(u'[') || text.contains(u'{')) {
        command += " -g"_L1; // not a pattern of several addresses
    }
    if (secretParameter) {
        text.replace(u'$', "%24"_L1).replace("STREAM_AUTH_HERE"_L1, "$STREAM_AUTH"_L1);
        command += u" \"%1\""_s.arg(text);
    } else {
        command += u' ' + shellQuoted(text);
    }
    const QHttpHeaders common = connection.allHeaders();
    for (const QHttpHeaders *list : { &common, &headers }) {
        for (qsizetype i = 0; i < list->size(); ++i) {
            command += headerArgument(connection, list->nameAt(i), list->valueAt(i));
        }
    }
    command += networkArguments(connection);
    if (body.isEmpty()) {
        return command;
    }
    const QString bodyText = QString::fromUtf8(body);
    if (bodyText.toUtf8() == body && !body.contains('\0')) {
        // An @ at the beginning names a file to every option but this one.
        return command + (body.startsWith('@') ? " \\\n  --data-raw "_L1 : " \\\n  --data-binary "_L1)
            + shellQuoted(bodyText);
    }
    // What no shell can quote comes through a pipe.
    return u"base64 -d <<'END' | %1 \\\n  --data-binary @-\n%2\nEND"_s.arg(
        command, QString::fromLatin1(body.toBase64()));
}

} // namespace Tailwater
