// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "glob_p.h"
#include "streamname_p.h"
#include "subscription_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimeZone>
#include <QtCore/QUuid>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

SubscriptionError invalid(const QString &message)
{
    return { 400, u"INVALID_REQUEST"_s, message };
}

SubscriptionError invalidOffset(const QString &message)
{
    return { 409, u"INVALID_OFFSET"_s, message };
}

QByteArray toOffset(Position position)
{
    return position == Subscription::BeforeFirst ? "-1"_ba : toToken(position);
}

QByteArray pathOf(const QJsonValue &value)
{
    return normalisedPath(value.toString().toUtf8());
}

QString linkType(const Subscription::Link &link)
{
    return link.isExplicit ? u"explicit"_s : u"glob"_s;
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes) {
        byte = char(QRandomGenerator::system()->bounded(256));
    }
    return bytes;
}

} // namespace

QByteArray normalisedPath(QByteArrayView path)
{
    return canonicalPath(withoutOuterSlashes(path));
}

std::optional<SubscriptionError> parseSubscription(const QJsonObject &body,
                                                   SubscriptionConfig *config)
{
    const QString type = body.value("type"_L1).toString();
    if (type == "webhook"_L1) {
        return invalid(u"This sandbox has no webhooks; use type pull-wake."_s);
    }
    if (type != "pull-wake"_L1) {
        return invalid(u"type must be pull-wake."_s);
    }
    const QJsonValue pattern = body.value("pattern"_L1);
    if (!pattern.isString() && !pattern.isUndefined() && !pattern.isNull()) {
        return invalid(u"pattern must be a string."_s);
    }
    config->pattern = pathOf(pattern);
    const QJsonValue streams = body.value("streams"_L1);
    if (!streams.isArray() && !streams.isUndefined() && !streams.isNull()) {
        return invalid(u"streams must be an array of paths."_s);
    }
    for (const QJsonValue &stream : streams.toArray()) {
        config->streams.append(pathOf(stream));
        if (config->streams.constLast().isEmpty()) {
            return invalid(u"streams must be an array of paths."_s);
        }
    }
    std::ranges::sort(config->streams);
    config->streams.erase(std::unique(config->streams.begin(), config->streams.end()),
                          config->streams.end());
    if (config->pattern.isEmpty() && config->streams.isEmpty()) {
        return invalid(u"At least one of pattern and streams is required."_s);
    }
    config->wakeStream = pathOf(body.value("wake_stream"_L1));
    if (config->wakeStream.isEmpty()) {
        return invalid(u"wake_stream is required: the stream that wake events are written to."_s);
    }
    const QJsonValue lease = body.value("lease_ttl_ms"_L1);
    if (!lease.isUndefined()) {
        config->leaseMs = lease.toInteger(-1);
        if (config->leaseMs < 1'000 || config->leaseMs > 600'000) {
            return invalid(u"lease_ttl_ms must be an integer from 1000 to 600000."_s);
        }
    }
    config->description = body.value("description"_L1).toString();
    return {};
}

Subscription::Subscription(const QByteArray &id, const SubscriptionConfig &config, qint64 now)
    : m_id(id)
    , m_config(config)
    , m_secret(randomBytes(32))
    , m_createdAt(QDateTime::fromMSecsSinceEpoch(now, QTimeZone::UTC).toString(Qt::ISODateWithMs))
{ }

void Subscription::link(const QByteArray &path, bool isExplicit, Position acked)
{
    auto found = m_links.find(path);
    if (found == m_links.end()) {
        found = m_links.insert(path, { .acked = acked });
    }
    (isExplicit ? found->isExplicit : found->glob) = true;
}

void Subscription::unlinkExplicit(const QByteArray &path)
{
    const auto found = m_links.find(path);
    if (found == m_links.end()) {
        return;
    }
    found->isExplicit = false;
    if (!found->glob) {
        m_links.erase(found);
    }
}

bool Subscription::isPending(const Tails &tails) const
{
    return std::ranges::any_of(m_links.asKeyValueRange(), [&tails](const auto &entry) {
        return tails(entry.first) > entry.second.acked;
    });
}

std::optional<QByteArray> Subscription::wakeIfPending(const Tails &tails)
{
    if (!m_wakeId.isEmpty() || !m_holder.isEmpty()) {
        return {};
    }
    for (const auto &[path, link] : m_links.asKeyValueRange()) {
        if (tails(path) > link.acked) {
            const QByteArray first = path;
            beginWake();
            return first;
        }
    }
    return {};
}

void Subscription::beginWake()
{
    ++m_generation;
    m_wakeId = u"w_"_s + QUuid::createUuid().toString(QUuid::Id128);
}

void Subscription::endWake()
{
    m_wakeId.clear();
    m_holder.clear();
    m_leaseUntil = 0;
}

QByteArray Subscription::tokenFor(qint64 generation) const
{
    const QByteArray claim = QByteArray::number(generation);
    const QByteArray signedText = m_id + '\n' + claim;
    return claim + '.'
        + QMessageAuthenticationCode::hash(signedText, m_secret, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<SubscriptionError> Subscription::claim(const QString &worker, const Tails &tails,
                                                     qint64 now)
{
    expireLease(now);
    if (!m_holder.isEmpty()) {
        return SubscriptionError { 409,
                                   u"ALREADY_CLAIMED"_s,
                                   u"Another worker holds the lease."_s,
                                   { { u"current_holder"_s, m_holder },
                                     { u"generation"_s, m_generation } } };
    }
    if (!isPending(tails)) {
        return SubscriptionError { 409, u"NO_PENDING_WORK"_s, u"There is no pending work."_s };
    }
    if (m_wakeId.isEmpty()) {
        beginWake();
    }
    m_holder = worker;
    m_leaseUntil = now + m_config.leaseMs;
    return {};
}

std::optional<SubscriptionError> Subscription::checkWorker(const WorkerRequest &request) const
{
    const qint64 generation
        = request.token.first(std::max<qsizetype>(0, request.token.indexOf('.'))).toLongLong();
    if (request.token != tokenFor(generation)) {
        return SubscriptionError { 401, u"TOKEN_INVALID"_s,
                                   u"The bearer token is not one of this subscription."_s };
    }
    // A token outlives its claim, whoever ended it.
    if (generation != m_generation || m_wakeId.isEmpty() || m_holder.isEmpty()) {
        return SubscriptionError { 409, u"FENCED"_s,
                                   u"The claim of generation %1 is over: it was released or done, "
                                   "or its lease ran out."_s.arg(generation) };
    }
    if (request.generation != m_generation || request.wakeId != m_wakeId) {
        return SubscriptionError { 409, u"FENCED"_s,
                                   u"generation and wake_id are not those of the token's claim."_s };
    }
    return {};
}

std::optional<SubscriptionError>
Subscription::checkAck(const QByteArray &path, const QByteArray &offset, const Tails &tails) const
{
    const auto link = m_links.constFind(path);
    if (link == m_links.constEnd()) {
        return invalidOffset(
            u"The stream %1 does not belong to the subscription."_s.arg(QString::fromUtf8(path)));
    }
    const auto position = fromToken(offset);
    if (!position) {
        return invalidOffset(u"The offset is not one of this server."_s);
    }
    if (*position < link->acked) {
        return invalidOffset(u"The offset lies before what was acknowledged."_s);
    }
    if (*position > tails(path)) {
        return invalidOffset(u"The offset lies beyond the tail."_s);
    }
    return {};
}

std::optional<SubscriptionError> Subscription::ack(const WorkerRequest &request, const Tails &tails,
                                                   qint64 now)
{
    expireLease(now);
    if (const auto error = checkWorker(request)) {
        return error;
    }
    for (const auto &[path, offset] : request.acks) {
        if (const auto error = checkAck(path, offset, tails)) {
            return error;
        }
    }
    for (const auto &[path, offset] : request.acks) {
        m_links[path].acked = *fromToken(offset);
    }
    m_leaseUntil = now + m_config.leaseMs;
    if (request.done) {
        endWake();
    }
    return {};
}

std::optional<SubscriptionError> Subscription::release(const WorkerRequest &request)
{
    const auto error = checkWorker(request);
    if (!error) {
        endWake();
    }
    return error;
}

bool Subscription::expireLease(qint64 now)
{
    if (m_holder.isEmpty() || now < m_leaseUntil) {
        return false;
    }
    endWake();
    return true;
}

QJsonObject Subscription::describe() const
{
    QJsonArray streams;
    for (const auto &[path, link] : m_links.asKeyValueRange()) {
        streams.append(
            QJsonObject { { u"path"_s, QString::fromUtf8(path) },
                          { u"link_type"_s, linkType(link) },
                          { u"acked_offset"_s, QString::fromLatin1(toOffset(link.acked)) } });
    }
    QJsonObject json { { u"id"_s, QString::fromUtf8(m_id) },
                       { u"subscription_id"_s, QString::fromUtf8(m_id) },
                       { u"type"_s, u"pull-wake"_s },
                       { u"streams"_s, streams },
                       { u"wake_stream"_s, QString::fromUtf8(m_config.wakeStream) },
                       { u"lease_ttl_ms"_s, m_config.leaseMs },
                       { u"created_at"_s, m_createdAt },
                       { u"status"_s, u"active"_s } };
    if (!m_config.pattern.isEmpty()) {
        json.insert(u"pattern"_s, QString::fromUtf8(m_config.pattern));
    }
    if (!m_config.description.isEmpty()) {
        json.insert(u"description"_s, m_config.description);
    }
    return json;
}

QJsonObject Subscription::describeClaim(const Tails &tails) const
{
    QJsonArray streams;
    for (const auto &[path, link] : m_links.asKeyValueRange()) {
        const Position tail = tails(path);
        streams.append(
            QJsonObject { { u"path"_s, QString::fromUtf8(path) },
                          { u"link_type"_s, linkType(link) },
                          { u"acked_offset"_s, QString::fromLatin1(toOffset(link.acked)) },
                          { u"tail_offset"_s, QString::fromLatin1(toToken(tail)) },
                          { u"has_pending"_s, tail > link.acked } });
    }
    return { { u"wake_id"_s, m_wakeId },
             { u"generation"_s, m_generation },
             { u"token"_s, QString::fromLatin1(tokenFor(m_generation)) },
             { u"streams"_s, streams },
             { u"lease_ttl_ms"_s, m_config.leaseMs } };
}

QByteArray Subscription::toState() const
{
    QJsonArray links;
    for (const auto &[path, link] : m_links.asKeyValueRange()) {
        links.append(
            QJsonArray { QString::fromUtf8(path), link.glob, link.isExplicit, link.acked });
    }
    QJsonArray streams;
    for (const QByteArray &stream : m_config.streams) {
        streams.append(QString::fromUtf8(stream));
    }
    const QJsonObject state { { u"id"_s, QString::fromUtf8(m_id) },
                              { u"pattern"_s, QString::fromUtf8(m_config.pattern) },
                              { u"streams"_s, streams },
                              { u"wakeStream"_s, QString::fromUtf8(m_config.wakeStream) },
                              { u"leaseMs"_s, m_config.leaseMs },
                              { u"description"_s, m_config.description },
                              { u"secret"_s, QString::fromLatin1(m_secret.toHex()) },
                              { u"createdAt"_s, m_createdAt },
                              { u"links"_s, links },
                              { u"generation"_s, m_generation },
                              { u"wakeId"_s, m_wakeId },
                              { u"holder"_s, m_holder },
                              { u"leaseUntil"_s, m_leaseUntil } };
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

std::optional<Subscription> Subscription::fromState(const QByteArray &state)
{
    const QJsonObject json = QJsonDocument::fromJson(state).object();
    if (json.isEmpty()) {
        return {};
    }
    Subscription s;
    s.m_id = json.value("id"_L1).toString().toUtf8();
    s.m_config.pattern = json.value("pattern"_L1).toString().toUtf8();
    for (const QJsonValue &stream : json.value("streams"_L1).toArray()) {
        s.m_config.streams.append(stream.toString().toUtf8());
    }
    s.m_config.wakeStream = json.value("wakeStream"_L1).toString().toUtf8();
    s.m_config.leaseMs = json.value("leaseMs"_L1).toInteger();
    s.m_config.description = json.value("description"_L1).toString();
    s.m_secret = QByteArray::fromHex(json.value("secret"_L1).toString().toLatin1());
    s.m_createdAt = json.value("createdAt"_L1).toString();
    for (const QJsonValue &value : json.value("links"_L1).toArray()) {
        const QJsonArray link = value.toArray();
        s.m_links.insert(link.at(0).toString().toUtf8(),
                         { link.at(1).toBool(), link.at(2).toBool(), link.at(3).toInteger() });
    }
    s.m_generation = json.value("generation"_L1).toInteger();
    s.m_wakeId = json.value("wakeId"_L1).toString();
    s.m_holder = json.value("holder"_L1).toString();
    s.m_leaseUntil = json.value("leaseUntil"_L1).toInteger();
    return s;
}

} // namespace DurableStreams::Server
