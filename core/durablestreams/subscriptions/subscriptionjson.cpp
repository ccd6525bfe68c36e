// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "subscriptions/subscriptionjson_p.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <utility>

// Control documents are small and hold no numbers past 2^53, so that a document is good enough.
namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> refuse(const QString &why)
{
    return std::unexpected(Error { .code = ErrorCode::Malformed, .message = why });
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonArray toArray(const QList<QByteArray> &paths)
{
    QJsonArray array;
    for (const QByteArray &path : paths) {
        array.append(QString::fromUtf8(path));
    }
    return array;
}

QByteArray text(const QJsonObject &object, QLatin1StringView name)
{
    return object.value(name).toString().toUtf8();
}

std::optional<QJsonObject> object(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QList<SubscriptionLink> links(const QJsonObject &from)
{
    QList<SubscriptionLink> result;
    const QJsonArray streams = from.value("streams"_L1).toArray();
    result.reserve(streams.size());
    for (const QJsonValue &value : streams) {
        const QJsonObject link = value.toObject();
        result.append({ .path = text(link, "path"_L1),
                        .isExplicit = text(link, "link_type"_L1) == "explicit",
                        .ackedOffset = Offset(text(link, "acked_offset"_L1)),
                        .tailOffset = Offset(text(link, "tail_offset"_L1)),
                        .hasPending = link.value("has_pending"_L1).toBool() });
    }
    return result;
}

std::chrono::milliseconds lease(const QJsonObject &from)
{
    return std::chrono::milliseconds(from.value("lease_ttl_ms"_L1).toInteger());
}

} // namespace

QByteArray subscriptionBody(const SubscriptionOptions &options)
{
    QJsonObject body { { u"type"_s, u"pull-wake"_s },
                       { u"wake_stream"_s, QString::fromUtf8(options.wakeStream) } };
    if (!options.pattern.isEmpty()) {
        body.insert("pattern"_L1, QString::fromUtf8(options.pattern));
    }
    if (!options.streams.isEmpty()) {
        body.insert("streams"_L1, toArray(options.streams));
    }
    if (options.lease) {
        body.insert("lease_ttl_ms"_L1, static_cast<qint64>(options.lease->count()));
    }
    if (!options.description.isEmpty()) {
        body.insert("description"_L1, options.description);
    }
    return compact(body);
}

QByteArray streamsBody(const QList<QByteArray> &paths)
{
    return compact({ { u"streams"_s, toArray(paths) } });
}

QByteArray claimBody(const QByteArray &worker)
{
    return compact({ { u"worker"_s, QString::fromUtf8(worker) } });
}

QByteArray ackBody(const SubscriptionClaim &claim, const QList<SubscriptionAck> &acks, bool done)
{
    QJsonArray list;
    for (const SubscriptionAck &ack : acks) {
        list.append(QJsonObject { { u"stream"_s, QString::fromUtf8(ack.path) },
                                  { u"offset"_s, QString::fromUtf8(ack.offset.token()) } });
    }
    QJsonObject body { { u"wake_id"_s, QString::fromUtf8(claim.wakeId) },
                       { u"generation"_s, claim.generation },
                       { u"acks"_s, list } };
    if (done) {
        body.insert("done"_L1, true);
    }
    return compact(body);
}

QByteArray releaseBody(const SubscriptionClaim &claim)
{
    return compact({ { u"wake_id"_s, QString::fromUtf8(claim.wakeId) },
                     { u"generation"_s, claim.generation } });
}

Result<Subscription> parseSubscription(const QByteArray &json)
{
    const auto body = object(json);
    if (!body) {
        return refuse(u"the description of the subscription is not a JSON object"_s);
    }
    Subscription result { .id = text(*body, "id"_L1),
                          .type = text(*body, "type"_L1),
                          .links = links(*body),
                          .status = text(*body, "status"_L1) };
    if (result.id.isEmpty()) {
        result.id = text(*body, "subscription_id"_L1);
    }
    if (result.id.isEmpty() || !body->value("streams"_L1).isArray()) {
        return refuse(u"the description of the subscription has no \"id\" or no \"streams\""_s);
    }
    result.options.pattern = text(*body, "pattern"_L1);
    result.options.wakeStream = text(*body, "wake_stream"_L1);
    result.options.description = body->value("description"_L1).toString();
    if (body->value("lease_ttl_ms"_L1).isDouble()) {
        result.options.lease = lease(*body);
    }
    for (const SubscriptionLink &link : std::as_const(result.links)) {
        if (link.isExplicit) {
            result.options.streams.append(link.path);
        }
    }
    result.createdAt
        = QDateTime::fromString(body->value("created_at"_L1).toString(), Qt::ISODateWithMs);
    return result;
}

Result<SubscriptionClaim> parseClaim(const QByteArray &json)
{
    const auto body = object(json);
    if (!body) {
        return refuse(u"the claim is not a JSON object"_s);
    }
    SubscriptionClaim claim { .wakeId = text(*body, "wake_id"_L1),
                              .generation = body->value("generation"_L1).toInteger(-1),
                              .token = text(*body, "token"_L1),
                              .links = links(*body),
                              .lease = lease(*body) };
    if (claim.wakeId.isEmpty() || claim.token.isEmpty() || claim.generation < 0) {
        return refuse(u"the claim has no \"wake_id\", \"generation\" or \"token\""_s);
    }
    return claim;
}

Result<bool> parseNextWake(const QByteArray &json)
{
    const auto body = object(json);
    if (!body || !body->value("ok"_L1).toBool()) {
        return refuse(u"the answer to the ack is not {\"ok\":true,…}"_s);
    }
    return body->value("next_wake"_L1).toBool();
}

} // namespace DurableStreams
