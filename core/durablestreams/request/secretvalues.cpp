// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "secretvalues_p.h"

#include "request/clientprivate_p.h"
#include "wire/queryencoding_p.h"
#include "wire/redaction_p.h"

#include <durablestreams/secretmask.h>

namespace DurableStreams {

namespace {

QList<QByteArray> itemsOf(const QUrl &url)
{
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    return query.isEmpty() ? QList<QByteArray>() : query.split('&');
}

QByteArray valueOf(const QByteArray &item)
{
    const qsizetype equals = item.indexOf('=');
    return equals < 0 ? QByteArray() : percentDecoded(item.sliced(equals + 1));
}

QByteArray nameOf(const QByteArray &item)
{
    return percentDecoded(item.first(item.indexOf('=') < 0 ? item.size() : item.indexOf('=')));
}

} // namespace

QList<QByteArray> secretValues(const ClientPrivate &client, const ExchangeRequest &request,
                               const RequestExtras &extras)
{
    const Redaction redaction(client.secretNames);
    QList<QByteArray> values;
    for (const QHttpHeaders *headers :
         { &client.headers, &extras.headers, &request.options.headers }) {
        for (qsizetype i = 0; i < headers->size(); ++i) {
            const QLatin1StringView name = headers->nameAt(i);
            if (const QByteArrayView field(name.data(), name.size()); redaction.isSecret(field)) {
                values += SecretMask::partsOf(field, headers->valueAt(i));
            }
        }
    }
    for (const Parameters *parameters :
         { &client.parameters, &extras.parameters, &request.options.parameters }) {
        for (const auto &[name, value] : *parameters) {
            if (redaction.isSecret(name)) {
                values.append(value);
            }
        }
    }
    for (const QByteArray &item : itemsOf(request.url)) {
        if (redaction.isSecret(nameOf(item))) {
            values.append(valueOf(item));
        }
    }
    values.append(request.url.password(QUrl::FullyDecoded).toUtf8());
    values.removeAll(QByteArray());
    return values;
}

std::optional<QUrl> withoutSecrets(const QUrl &target, const QList<QByteArray> &secrets)
{
    const SecretMask mask(secrets);
    if (mask.isIn(target.path(QUrl::FullyEncoded).toLatin1())
        || mask.isIn(target.host().toUtf8())) {
        return std::nullopt;
    }
    QList<QByteArray> kept = itemsOf(target);
    const bool any = kept.removeIf([&](const QByteArray &item) {
        return mask.isIn(item) || secrets.contains(valueOf(item));
    }) > 0;
    if (!any) {
        return target;
    }
    QUrl clean = target.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (!kept.isEmpty()) {
        clean.setQuery(QString::fromLatin1(kept.join('&')), QUrl::StrictMode);
    }
    return clean;
}

} // namespace DurableStreams
