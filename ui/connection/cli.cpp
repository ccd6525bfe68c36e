// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "cli.h"

#include "curl.h"
#include "models/connectionsecrets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The tool brings one header of the connection, and goes the usual way.
bool reachesAsTheToolDoes(const Connection &connection)
{
    const QHttpHeaders common = connection.allHeaders();
    bool onlyAuthorization = true;
    for (qsizetype i = 0; i < common.size(); ++i) {
        onlyAuthorization = onlyAuthorization && common.nameAt(i) == "authorization"_L1;
    }
    return onlyAuthorization && connection.parameters.isEmpty() && connection.tls == TlsOptions()
        && connection.proxy == ProxyOptions();
}

//! Nothing is asked for in \a headers but the type of the content.
bool asksForNothingElse(const QHttpHeaders &headers)
{
    static const QByteArrayList without { "content-type",    "user-agent",      "accept",
                                          "accept-encoding", "accept-language", "cache-control" };
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QLatin1StringView name = headers.nameAt(i);
        if (!without.contains(QByteArray(name.data(), name.size()))) {
            return false;
        }
    }
    return true;
}

QString typeArgument(const QHttpHeaders &headers)
{
    const QString type = QString::fromLatin1(headers.value("content-type"_L1));
    return type.isEmpty() ? QString() : u" --content-type "_s + shellQuoted(type);
}

//! What writes \a body to the tool's standard input.
QString fed(const QString &command, const QByteArray &body)
{
    const QString text = QString::fromUtf8(body);
    if (text.toUtf8() == body && !body.contains('\0')) {
        return u"printf %s %1 | %2"_s.arg(shellQuoted(text), command);
    }
    return u"base64 -d <<'END' | %1\n%2\nEND"_s.arg(command, QString::fromLatin1(body.toBase64()));
}

} // namespace

QString cliCommand(const QByteArray &method, const QUrl &url, const Connection &connection,
                   const QHttpHeaders &headers, const QByteArray &body)
{
    static const QRegularExpression identifier(u"^[A-Za-z0-9_.:-]{1,256}$"_s);
    const QString address
        = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
              .toString(QUrl::FullyEncoded);
    const qsizetype slash = address.lastIndexOf(u'/');
    const QString id = address.sliced(slash + 1);
    if (!identifier.match(id).hasMatch() || id.startsWith(u'-') || !reachesAsTheToolDoes(connection)
        || !asksForNothingElse(headers)) {
        return {};
    }
    const auto command = [&](QLatin1StringView verb, const QString &arguments) -> QString {
        const QString variable
            = connection.secrets().isEmpty() ? QString() : u"STREAM_AUTH=\"$STREAM_AUTH\" "_s;
        return variable
            + u"durable-stream --url %1 %2 %3%4"_s.arg(shellQuoted(address.first(slash)), verb, id,
                                                       arguments);
    };
    const bool json
        = headers.value("content-type"_L1).toByteArray().trimmed().startsWith("application/json");
    if (method == "GET" && url.query() == "offset=-1"_L1) {
        return command("read"_L1, {});
    }
    if (!url.query().isEmpty()) {
        return {};
    }
    if (method == "PUT" && body.isEmpty()) {
        return command("create"_L1, typeArgument(headers));
    }
    if (method == "DELETE") {
        return command("delete"_L1, {});
    }
    if (method == "POST" && !body.isEmpty() && !json && !secretMaskOf(connection).isIn(body)) {
        return fed(command("write"_L1, typeArgument(headers)), body);
    }
    return {};
}

} // namespace Tailwater
