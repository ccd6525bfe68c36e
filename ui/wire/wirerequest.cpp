// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wirerequest.h"

#include <QUrlQuery>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString encoded(const QByteArray &text)
{
    return QString::fromLatin1(text.toPercentEncoding());
}

//! \a query with the parameters of \a connection as they are now, in the order that it has.
QUrlQuery filled(const QUrlQuery &query, const Connection &connection)
{
    DurableStreams::Parameters rest = connection.parameters;
    QList<std::pair<QString, QString>> items;
    for (const auto &[name, value] : query.queryItems(QUrl::FullyEncoded)) {
        const QByteArray plain = QByteArray::fromPercentEncoding(name.toLatin1());
        const auto known
            = std::ranges::find_if(rest, [&](const auto &each) { return each.first == plain; });
        if (known != rest.end()) {
            items.append({ name, encoded(known->second) });
            rest.erase(known);
        } else if (!QUrl::fromPercentEncoding(value.toLatin1()).contains(u'•')) {
            items.append({ name, value });
        } // else: a secret that is no longer used
    }
    for (const auto &[name, value] : std::as_const(rest)) {
        items.append({ encoded(name), encoded(value) });
    }
    QUrlQuery result;
    result.setQueryItems(items);
    return result;
}

} // namespace

WireRequest WireRequest::of(const DurableStreams::RequestTrace &trace, const Connection &connection)
{
    WireRequest request { .method = trace.method,
                          .url = trace.url,
                          .asked = trace.url,
                          .headers = trace.requestHeaders,
                          .body = trace.requestBody,
                          .whole = !trace.requestBodyCut };
    // Whoever asks makes its own of these.
    for (const auto name : { "host"_L1, "content-length"_L1, "connection"_L1, "proxy-connection"_L1,
                             "proxy-authorization"_L1, "pragma"_L1 }) {
        request.headers.removeAll(name);
    }
    // What is compressed would stay so.
    if (request.headers.value("accept-encoding"_L1) != "identity") {
        request.headers.removeAll("accept-encoding"_L1);
    }
    const QHttpHeaders common = connection.allHeaders();
    for (qsizetype i = 0; i < common.size(); ++i) {
        request.headers.removeAll(common.nameAt(i));
    }
    QUrlQuery query(request.url);
    for (const auto &[name, value] : connection.parameters) {
        query.removeQueryItem(encoded(name));
        query.removeQueryItem(QString::fromUtf8(name));
    }
    request.url.setQuery(query);
    return request;
}

QNetworkRequest WireRequest::through(const Connection &connection) const
{
    QUrl address = asked;
    address.setQuery(filled(QUrlQuery(asked), connection));
    QHttpHeaders all = connection.allHeaders();
    for (qsizetype i = 0; i < headers.size(); ++i) {
        all.append(headers.nameAt(i), headers.valueAt(i));
    }
    // What is compressed would stay so.
    if (all.value("accept-encoding"_L1) != "identity") {
        all.removeAll("accept-encoding"_L1);
    }
    QNetworkRequest request(address);
    request.setHeaders(all);
    return request;
}

} // namespace Tailwater
