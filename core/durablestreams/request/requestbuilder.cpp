// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "request/clientprivate_p.h"
#include "requestbuilder_p.h"
#include "wire/queryencoding_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

// Headers of one name in 'more' take the place of those in 'all'.
void overrideHeaders(QHttpHeaders &all, const QHttpHeaders &more)
{
    for (qsizetype i = 0; i < more.size(); ++i) {
        all.removeAll(more.nameAt(i));
    }
    for (qsizetype i = 0; i < more.size(); ++i) {
        all.append(more.nameAt(i), more.valueAt(i));
    }
}

void overrideParameters(Parameters &all, const Parameters &more)
{
    all.removeIf([&more](const auto &item) {
        return std::ranges::any_of(more,
                                   [&item](const auto &other) { return other.first == item.first; });
    });
    all += more;
}

QHttpHeaders ownHeaders(const ExchangeRequest &request)
{
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::UserAgent, "DurableStreams-Qt/0.1");
    headers.append(QHttpHeaders::WellKnownHeader::AcceptLanguage, "*");
    if (request.operation == Operation::Sse) {
        headers.append(QHttpHeaders::WellKnownHeader::Accept, "text/event-stream");
        headers.append(QHttpHeaders::WellKnownHeader::AcceptEncoding, "identity");
    } else {
        headers.append(QHttpHeaders::WellKnownHeader::Accept, "*/*");
    }
    return headers;
}

} // namespace

QUrl requestUrl(const ClientPrivate &client, const ExchangeRequest &request,
                const RequestExtras &extras)
{
    Parameters user = client.parameters;
    overrideParameters(user, extras.parameters);
    overrideParameters(user, request.options.parameters);
    return withQuery(request.url, user, request.protocolParameters);
}

QHttpHeaders requestHeaders(const ClientPrivate &client, const ExchangeRequest &request,
                            const RequestExtras &extras)
{
    QHttpHeaders headers = ownHeaders(request);
    overrideHeaders(headers, client.headers);
    overrideHeaders(headers, extras.headers);
    overrideHeaders(headers, request.options.headers);
    overrideHeaders(headers, request.protocolHeaders);
    return headers;
}

std::optional<QUrl> redirectTarget(int status, const QHttpHeaders &headers, const QUrl &from,
                                   QByteArrayView method)
{
    const bool isSafe = method == "GET" || method == "HEAD";
    const bool follows
        = status == 307 || status == 308 || (isSafe && (status == 301 || status == 302));
    const QByteArrayView location = headers.value(QHttpHeaders::WellKnownHeader::Location);
    if (!follows || location.isEmpty()) {
        return std::nullopt;
    }
    QUrl target = from.resolved(QUrl::fromEncoded(location));
    const bool isHttp = target.scheme() == "http"_L1 || target.scheme() == "https"_L1;
    const bool downgrades = from.scheme() == "https"_L1 && target.scheme() == "http"_L1;
    if (!target.isValid() || !isHttp || downgrades) {
        return std::nullopt;
    }
    target.setUserInfo({});
    return target;
}

QHttpHeaders headersForOtherOrigin(const ExchangeRequest &request)
{
    QHttpHeaders headers = ownHeaders(request);
    overrideHeaders(headers, request.protocolHeaders);
    return headers;
}

} // namespace DurableStreams
