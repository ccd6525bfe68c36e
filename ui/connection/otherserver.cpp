// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/otherserver.h"

#include "connection/server.h"

#include <durablestreams/wire/streampath_p.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool hasDotSegment(const QUrl &url)
{
    return DurableStreams::hasDotSegment(url.path(QUrl::FullyEncoded).toLatin1());
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

} // namespace

bool isOnServer(const Server &server, const QUrl &url)
{
    const QUrl &base = server.connection().baseUrl;
    return url.isValid() && url.scheme() == base.scheme() && url.host() == base.host()
        && portOf(url) == portOf(base);
}

QString whyElsewhere(const Server &server, const QString &input)
{
    const QString text = input.trimmed();
    if (!text.contains("://"_L1) || isOnServer(server, QUrl(text))) {
        return {};
    }
    QUrl here = server.connection().baseUrl;
    here.setUserInfo({});
    return Server::tr("This address is on another server than %1. Connect to that server and choose it, or type a "
                      "path of this one.")
        .arg(here.authority());
}

QString whyNoPath(const Server &server, const QString &input)
{
    const QString elsewhere = whyElsewhere(server, input);
    return elsewhere.isEmpty() && hasDotSegment(server.urlOf(server.pathFromInput(input)))
        ? Server::tr("A part “.” or “..” of a path would name another stream. Type the path without it.")
        : elsewhere;
}

} // namespace Tailwater
