// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "redirect_p.h"

#include <algorithm>
#include <array>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

} // namespace

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

std::optional<QUrl> redirectTarget(const QByteArray &method, int status, const QUrl &from,
                                   QByteArrayView location, QNetworkRequest::RedirectPolicy policy)
{
    const bool reads = method == "GET"_ba || method == "HEAD"_ba;
    const bool keepsMethod = status == 307 || status == 308;
    if (policy == QNetworkRequest::ManualRedirectPolicy || location.isEmpty()
        || !(keepsMethod || (reads && (status == 301 || status == 302)))) {
        return std::nullopt;
    }
    QUrl to = from.resolved(QUrl::fromEncoded(location.trimmed(), QUrl::StrictMode));
    to.setUserInfo({});
    if (!to.hasFragment() && from.hasFragment()) {
        to.setFragment(from.fragment());
    }
    const bool secure = to.scheme() == "https"_L1;
    const bool allowed = to.isValid() && !to.host().isEmpty()
        && (secure || (to.scheme() == "http"_L1 && from.scheme() != "https"_L1))
        && (policy != QNetworkRequest::SameOriginRedirectPolicy || isSameOrigin(from, to));
    return allowed ? std::optional(to) : std::nullopt;
}

QHttpHeaders headersForOtherOrigin(const QHttpHeaders &headers)
{
    static constexpr std::array prefixes { "accept"_L1, "if-"_L1, "stream-"_L1, "producer-"_L1 };
    static constexpr std::array names { "content-type"_L1, "user-agent"_L1, "range"_L1 };
    QHttpHeaders kept;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QLatin1StringView name = headers.nameAt(i);
        const bool harmless
            = std::ranges::any_of(prefixes,
                                  [name](QLatin1StringView prefix) {
                                      return name.startsWith(prefix, Qt::CaseInsensitive);
                                  })
            || std::ranges::any_of(names, [name](QLatin1StringView other) {
                   return name.compare(other, Qt::CaseInsensitive) == 0;
               });
        if (harmless) {
            kept.append(name, headers.valueAt(i));
        }
    }
    return kept;
}

} // namespace DurableStreams
