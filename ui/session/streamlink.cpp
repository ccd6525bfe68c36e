// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamlink.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
const QString Prefix = u"durable-streams+"_s;
}

bool isStreamLink(const QString &text)
{
    return text.trimmed().startsWith(Prefix, Qt::CaseInsensitive);
}

std::optional<StreamLink> parseStreamLink(const QString &text)
{
    if (!isStreamLink(text)) {
        return std::nullopt;
    }
    QUrl url(text.trimmed().sliced(Prefix.size()), QUrl::TolerantMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        return std::nullopt;
    }
    const QUrlQuery query(url);
    url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    StreamLink link { .url = url };
    if (query.hasQueryItem(u"offset"_s)) {
        const QByteArray token = query.queryItemValue(u"offset"_s, QUrl::FullyDecoded).toUtf8();
        if (token.isEmpty()) {
            return std::nullopt;
        }
        link.offset = DurableStreams::Offset(token);
    }
    if (query.hasQueryItem(u"index"_s)) {
        bool isNumber = false;
        const quint64 index = query.queryItemValue(u"index"_s).toULongLong(&isNumber);
        if (!isNumber) {
            return std::nullopt;
        }
        link.index = index;
    }
    link.filter = query.queryItemValue(u"filter"_s, QUrl::FullyDecoded);
    return link;
}

QString StreamLink::toString() const
{
    QUrlQuery query;
    const auto add = [&query](const QString &name, const QString &value) {
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    if (offset) {
        add(u"offset"_s, QString::fromUtf8(offset->token()));
    }
    if (index) {
        add(u"index"_s, QString::number(*index));
    }
    if (!filter.isEmpty()) {
        add(u"filter"_s, filter);
    }
    QUrl whole = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    whole.setQuery(query);
    return Prefix + whole.toString(QUrl::FullyEncoded);
}

} // namespace Tailwater
