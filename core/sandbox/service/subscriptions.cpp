// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "protocol/glob_p.h"
#include "protocol/jsontext_p.h"
#include "store/streamstore_p.h"
#include "streamservice_p.h"
#include "subscriptions_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

HttpResponse answer(int status, const QJsonObject &json)
{
    return HttpResponse::json(status, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

HttpResponse answer(const SubscriptionError &error)
{
    QJsonObject json = error.more;
    json.insert(u"code"_s, error.code);
    json.insert(u"message"_s, error.message);
    return answer(error.status, { { u"error"_s, json } });
}

HttpResponse notFound()
{
    return answer({ 404, u"SUBSCRIPTION_NOT_FOUND"_s, u"There is no such subscription."_s });
}

HttpResponse wrongMethod(const QByteArray &allowed)
{
    return HttpResponse::text(405, "This address knows "_ba + allowed).with("Allow"_ba, allowed);
}

std::optional<QJsonObject> bodyOf(const HttpRequest &request)
{
    if (request.body.isEmpty()) {
        return QJsonObject();
    }
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

HttpResponse noObject()
{
    return answer({ 400, u"INVALID_REQUEST"_s, u"The body must be a JSON object."_s });
}

} // namespace

bool isControlPath(QByteArrayView path)
{
    return path == ControlPrefix
        || (path.startsWith(ControlPrefix) && path[ControlPrefix.size()] == '/');
}

bool carriesClaimToken(const QByteArray &path, Method method)
{
    // Nothing else may pass as this: it needs no token of the sandbox.
    const QByteArrayList parts = path.split('/');
    return method == Method::Post && parts.size() == 4 && parts[0] == ControlPrefix
        && parts[1] == "subscriptions"
        && (parts[3] == "ack" || parts[3] == "release" || parts[3] == "callback");
}

Subscriptions::Subscriptions(StreamStore &store, StreamService &streams)
    : m_store(store)
    , m_streams(streams)
{
    reload();
}

void Subscriptions::reload()
{
    m_subscriptions.clear();
    const auto states = m_store.subscriptions();
    for (const auto &[id, state] : states.asKeyValueRange()) {
        if (const auto subscription = Subscription::fromState(state)) {
            m_subscriptions.insert(id, *subscription);
        }
    }
}

Subscription::Tails Subscriptions::tails() const
{
    return [this](const QByteArray &path) {
        const StreamRecord *record = m_store.find(path);
        return record ? record->tail : 0;
    };
}

void Subscriptions::save(const Subscription &subscription)
{
    m_store.setSubscription(subscription.id(), subscription.toState());
}

HttpResponse Subscriptions::handle(const QByteArray &path, const HttpRequest &request, qint64 now)
{
    const QByteArrayList parts = path.split('/');
    if (parts.size() < 3 || parts[1] != "subscriptions" || parts[2].isEmpty()) {
        return answer({ 404, u"SUBSCRIPTION_NOT_FOUND"_s, u"There is no such control address."_s });
    }
    const QByteArray id = QByteArray::fromPercentEncoding(parts[2]);
    const QByteArray action = parts.value(3);
    if (action.isEmpty() && request.method == Method::Put) {
        return put(id, request, now);
    }
    if (action.isEmpty() && request.method == Method::Delete) {
        if (m_subscriptions.remove(id)) {
            m_store.removeSubscription(id);
        }
        return { .status = 204 };
    }
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end()) {
        return notFound();
    }
    if (action.isEmpty()) {
        return request.method == Method::Get ? answer(200, found->describe())
                                             : wrongMethod("GET, PUT, DELETE"_ba);
    }
    if (action == "streams" && parts.size() > 4) {
        return request.method == Method::Delete ? removeStream(*found, parts.sliced(4).join('/'))
                                                : wrongMethod("DELETE"_ba);
    }
    if (request.method != Method::Post) {
        return wrongMethod("POST"_ba);
    }
    if (action == "streams") {
        return addStreams(*found, request);
    }
    if (action == "claim") {
        return claim(*found, request, now);
    }
    if (action == "ack" || action == "release") {
        return ackOrRelease(*found, request, action == "release", now);
    }
    if (action == "callback") {
        return answer({ 400, u"INVALID_REQUEST"_s, u"This sandbox has no webhooks; use ack."_s });
    }
    return notFound();
}

HttpResponse Subscriptions::put(const QByteArray &id, const HttpRequest &request, qint64 now)
{
    const auto body = bodyOf(request);
    if (!body) {
        return noObject();
    }
    SubscriptionConfig config;
    if (const auto error = parseSubscription(*body, &config)) {
        return answer(*error);
    }
    if (const auto existing = m_subscriptions.constFind(id);
        existing != m_subscriptions.constEnd()) {
        return existing->config() == config
            ? answer(200, existing->describe())
            : answer({ 409, u"SUBSCRIPTION_ALREADY_EXISTS"_s,
                       u"The subscription exists with another configuration."_s });
    }
    Subscription subscription(id, config, now);
    for (const QByteArray &stream : std::as_const(config.streams)) {
        subscription.link(stream, true, tails()(stream));
    }
    for (const StreamRecord *record : m_store.all()) {
        const bool usable = !record->softDeleted && !record->isExpired(now);
        if (usable && record->path != RegistryPath && globMatches(config.pattern, record->path)) {
            subscription.link(record->path, false, record->tail);
        }
    }
    m_subscriptions.insert(id, subscription);
    save(subscription);
    return answer(201, subscription.describe());
}

HttpResponse Subscriptions::addStreams(Subscription &subscription, const HttpRequest &request)
{
    const auto body = bodyOf(request);
    const QJsonArray streams = body.value_or(QJsonObject()).value("streams"_L1).toArray();
    for (const QJsonValue &stream : streams) {
        if (normalisedPath(stream.toString().toUtf8()).isEmpty()) {
            return answer({ 400, u"INVALID_REQUEST"_s, u"streams must be an array of paths."_s });
        }
    }
    if (streams.isEmpty()) {
        return answer({ 400, u"INVALID_REQUEST"_s, u"streams must be an array of paths."_s });
    }
    for (const QJsonValue &stream : streams) {
        const QByteArray path = normalisedPath(stream.toString().toUtf8());
        subscription.link(path, true, tails()(path));
    }
    save(subscription);
    return { .status = 204 };
}

HttpResponse Subscriptions::removeStream(Subscription &subscription, const QByteArray &path)
{
    subscription.unlinkExplicit(normalisedPath(QByteArray::fromPercentEncoding(path)));
    save(subscription);
    return { .status = 204 };
}

HttpResponse Subscriptions::claim(Subscription &subscription, const HttpRequest &request,
                                  qint64 now)
{
    const auto body = bodyOf(request);
    const QString worker = body.value_or(QJsonObject()).value("worker"_L1).toString();
    if (worker.isEmpty()) {
        return answer(
            { 400, u"INVALID_REQUEST"_s, u"worker must be a string that is not empty."_s });
    }
    if (const auto error = subscription.claim(worker, tails(), now)) {
        return answer(*error);
    }
    save(subscription);
    return answer(200, subscription.describeClaim(tails()));
}

HttpResponse Subscriptions::ackOrRelease(Subscription &subscription, const HttpRequest &request,
                                         bool release, qint64 now)
{
    const auto body = bodyOf(request);
    if (!body) {
        return noObject();
    }
    Subscription::WorkerRequest worker {
        .token = request.bearerToken(),
        .wakeId = body->value("wake_id"_L1).toString(),
        .generation = body->value("generation"_L1).toInteger(-1),
        .done = body->value("done"_L1).toBool(),
    };
    for (const QJsonValue &ack : body->value("acks"_L1).toArray()) {
        const QByteArray path = ack.toObject().value("stream"_L1).toString().toUtf8();
        worker.acks.append(
            { normalisedPath(path), ack.toObject().value("offset"_L1).toString().toUtf8() });
    }
    const auto error
        = release ? subscription.release(worker) : subscription.ack(worker, tails(), now);
    if (error) {
        return answer(*error);
    }
    const bool nextWake = (release || worker.done) && wake(subscription);
    save(subscription);
    return release ? HttpResponse { .status = 204 }
                   : answer(200, { { u"ok"_s, true }, { u"next_wake"_s, nextWake } });
}

bool Subscriptions::wake(Subscription &subscription)
{
    const auto stream = subscription.wakeIfPending(tails());
    if (!stream) {
        return false;
    }
    save(subscription);
    // The application creates the wake stream; without it, workers can still claim.
    const StreamRecord *channel = m_store.find(subscription.config().wakeStream);
    if (channel && !channel->closed && !channel->softDeleted
        && channel->framing() == Framing::Json) {
        m_streams.appendOwn(channel->id,
                            R"({"type":"wake","subscription_id":)"_ba
                                + jsonString(subscription.id()) + R"(,"stream":)"_ba
                                + jsonString(*stream) + R"(,"generation":)"_ba
                                + QByteArray::number(subscription.generation()) + R"(,"ts":)"_ba
                                + QByteArray::number(QDateTime::currentMSecsSinceEpoch()) + '}');
    }
    return true;
}

void Subscriptions::onAppended(StreamId id)
{
    if (m_subscriptions.isEmpty()) {
        return;
    }
    const QByteArray path = m_store.find(id)->path;
    for (Subscription &subscription : m_subscriptions) {
        const bool known = subscription.links().contains(path);
        if (!known && path != RegistryPath && globMatches(subscription.config().pattern, path)) {
            subscription.link(path, false, Subscription::BeforeFirst);
            save(subscription);
        } else if (!known) {
            continue;
        }
        wake(subscription);
    }
}

void Subscriptions::onRemoved(StreamId id)
{
    const QByteArray path = m_store.find(id)->path;
    for (Subscription &subscription : m_subscriptions) {
        if (subscription.links().contains(path)) {
            subscription.forget(path);
            save(subscription);
        }
    }
}

bool Subscriptions::expireLeases(qint64 now)
{
    bool changed = false;
    for (Subscription &subscription : m_subscriptions) {
        if (subscription.expireLease(now)) {
            wake(subscription);
            save(subscription);
            changed = true;
        }
    }
    return changed;
}

} // namespace DurableStreams::Server
