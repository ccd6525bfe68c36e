// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "queryencoding_p.h"

#include <algorithm>

namespace DurableStreams {

namespace {

struct Item
{
    QByteArray name;
    QByteArray encoded;
};

Item encode(const Parameters::value_type &parameter)
{
    return { parameter.first,
             percentEncoded(parameter.first) + '=' + percentEncoded(parameter.second) };
}

// The text of an item of the URL stays; only its name is looked at.
Item keep(QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    return { percentDecoded(equals < 0 ? text : text.first(equals)), text.toByteArray() };
}

} // namespace

QByteArray percentEncoded(QByteArrayView bytes)
{
    return bytes.toByteArray().toPercentEncoding();
}

QByteArray percentDecoded(QByteArrayView text)
{
    return QByteArray::fromPercentEncoding(text.toByteArray());
}

bool isProtocolParameter(QByteArrayView name)
{
    return name == "offset" || name == "live" || name == "cursor";
}

QByteArray encodedQuery(QByteArrayView own, const Parameters &user, const Parameters &protocol)
{
    QList<Item> items;
    const auto add = [&items](const Item &item) {
        if (!isProtocolParameter(item.name)) {
            items.append(item);
        }
    };
    while (!own.isEmpty()) {
        const qsizetype end = own.indexOf('&');
        const QByteArrayView text = end < 0 ? own : own.first(end);
        if (!text.isEmpty()) {
            add(keep(text));
        }
        own = end < 0 ? QByteArrayView() : own.sliced(end + 1);
    }
    for (const auto &parameter : user) {
        add(encode(parameter));
    }
    for (const auto &parameter : protocol) {
        items.append(encode(parameter));
    }
    std::ranges::stable_sort(items, {}, &Item::name);

    QByteArray query;
    for (const Item &item : std::as_const(items)) {
        query += (query.isEmpty() ? "" : "&") + item.encoded;
    }
    return query;
}

QUrl withQuery(const QUrl &url, const Parameters &user, const Parameters &protocol)
{
    const QByteArray own = url.query(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = encodedQuery(own, user, protocol);
    QUrl result = url.adjusted(QUrl::RemoveFragment | QUrl::RemoveQuery);
    if (!query.isEmpty()) {
        result.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    }
    return result;
}

} // namespace DurableStreams
