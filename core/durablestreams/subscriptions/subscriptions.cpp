// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "subscriptions.h"

#include "request/clientprivate_p.h"
#include "request/exchange_p.h"
#include "subscriptions/subscriptionerror_p.h"
#include "subscriptions/subscriptionjson_p.h"
#include "wire/queryencoding_p.h"
#include "wire/streampath_p.h"

#include <QtCore/QUuid>

#include <algorithm>
#include <functional>

namespace DurableStreams {

using namespace Qt::StringLiterals;

using Reply = Result<SubscriptionReply>;

//! What is sent for one operation, and what its answer means.
struct Subscriptions::Request
{
    SubscriptionAction action;
    QByteArray method;
    //! What follows the identifier in the address.
    QByteArray tail = {};
    QByteArray body = {};
    QByteArray token = {};
    std::function<std::optional<Error>(const QByteArray &body, SubscriptionReply &reply)> read = {};
};

class SubscriptionCallPrivate
{
public:
    explicit SubscriptionCallPrivate(SubscriptionCall *call)
        : q(call)
    {
    }

    void finish(const Reply &reply);

    SubscriptionCall *q;
    QPointer<QObject> work;
};

void SubscriptionCallPrivate::finish(const Reply &reply)
{
    // From the event loop even if the request was refused at once.
    QMetaObject::invokeMethod(
        q,
        [call = q, reply] {
            Q_EMIT call->finished(reply);
            call->deleteLater();
        },
        Qt::QueuedConnection);
}

SubscriptionCall::SubscriptionCall(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<SubscriptionCallPrivate>(this))
{
}

SubscriptionCall::~SubscriptionCall() = default;

void SubscriptionCall::abort()
{
    delete d->work;
    deleteLater();
}

Subscriptions::Subscriptions(Client *client, const QUrl &root)
    : m_client(client)
    , m_root(root)
{
}

QUrl Subscriptions::address(const QByteArray &id, const QByteArray &tail) const
{
    QUrl url = m_root;
    QByteArray path = streamPath(m_root);
    while (path.endsWith('/')) {
        path.chop(1);
    }
    path += "/__ds/subscriptions/" + percentEncoded(id) + tail;
    url.setPath(QString::fromUtf8(path), QUrl::TolerantMode);
    return url;
}

static Error refusal(SubscriptionAction action, bool hasClient, const QUrl &root)
{
    const QString cause = hasClient
        ? u"the id of the subscription, or a stream path, is empty or names another resource"_s
        : u"the client is gone"_s;
    const QString remedy = hasClient
        ? u"Give ids and paths that are neither empty nor \".\" nor \"..\"."_s
        : u"Keep the client for as long as its subscriptions are used."_s;
    return { .code = ErrorCode::InvalidArgument,
             .message = subscriptionMessage(action, root, cause),
             .remedy = remedy,
             .url = root };
}

SubscriptionCall *Subscriptions::send(const QByteArray &id, const Request &request) const
{
    auto *call = new SubscriptionCall(m_client);
    const QByteArray resource = '/' + percentEncoded(id) + request.tail;
    if (!m_client || id.isEmpty() || hasDotSegment(resource)) {
        call->d->finish(std::unexpected(refusal(request.action, m_client != nullptr, m_root)));
        return call;
    }
    ExchangeRequest exchangeRequest { .purpose = subscriptionPurpose(request.action),
                                      .method = request.method,
                                      .url = address(id, request.tail) };
    if (!request.body.isEmpty()) {
        exchangeRequest.body = request.body;
        exchangeRequest.protocolHeaders.append(QHttpHeaders::WellKnownHeader::ContentType,
                                               "application/json");
    }
    if (!request.token.isEmpty()) {
        exchangeRequest.protocolHeaders.append(QHttpHeaders::WellKnownHeader::Authorization,
                                               "Bearer " + request.token);
    }
    auto *exchange = new Exchange(ClientPrivate::get(m_client), exchangeRequest, call);
    call->d->work = exchange;
    QObject::connect(exchange, &Exchange::finished, call, 
                     [call, exchange, action = request.action, read = request.read] {
        if (const auto info = exchange->result(); !info) {
            call->d->finish(std::unexpected(explainSubscriptionError(info.error(), action)));
            return;
        }
        SubscriptionReply reply { .status = exchange->status() };
        std::optional<Error> error = read ? read(exchange->body(), reply) : std::nullopt;
        if (error) {
            error->url = exchange->request().url;
            error->httpStatus = exchange->status();
            error->message = subscriptionMessage(action, error->url, error->message);
            error->remedy = u"Check that the address is that of a server with subscriptions."_s;
            call->d->finish(std::unexpected(*error));
            return;
        }
        call->d->finish(reply);
    });
    exchange->start();
    return call;
}

static std::optional<Error> readSubscription(const QByteArray &body, SubscriptionReply &reply)
{
    auto subscription = parseSubscription(body);
    if (!subscription) {
        return subscription.error();
    }
    subscription->created = reply.status == 201;
    reply.subscription = *subscription;
    return std::nullopt;
}

SubscriptionCall *Subscriptions::create(const QByteArray &id,
                                        const SubscriptionOptions &options) const
{
    return send(id,
                { .action = SubscriptionAction::Create,
                  .method = "PUT",
                  .body = subscriptionBody(options),
                  .read = readSubscription });
}

SubscriptionCall *Subscriptions::get(const QByteArray &id) const
{
    return send(
        id, { .action = SubscriptionAction::Get, .method = "GET", .read = readSubscription });
}

SubscriptionCall *Subscriptions::remove(const QByteArray &id) const
{
    return send(id, { .action = SubscriptionAction::Remove, .method = "DELETE" });
}

SubscriptionCall *Subscriptions::addStreams(const QByteArray &id,
                                            const QList<QByteArray> &paths) const
{
    return send(id,
                { .action = SubscriptionAction::Streams,
                  .method = "POST",
                  .tail = "/streams",
                  .body = streamsBody(paths) });
}

SubscriptionCall *Subscriptions::removeStream(const QByteArray &id, const QByteArray &path) const
{
    QByteArray tail = "/streams/" + percentEncoded(path);
    return send(id,
                { .action = SubscriptionAction::Streams, .method = "DELETE", .tail = tail });
}

SubscriptionCall *Subscriptions::claim(const QByteArray &id, const QByteArray &worker) const
{
    return send(id,
                { .action = SubscriptionAction::Claim,
                  .method = "POST",
                  .tail = "/claim",
                  .body = claimBody(worker),
                  .read = [](const QByteArray &body, SubscriptionReply &reply) {
                      const auto claim = parseClaim(body);
                      if (!claim) {
                          return std::optional(claim.error());
                      }
                      reply.claim = *claim;
                      return std::optional<Error>();
                  } });
}

SubscriptionCall *Subscriptions::ack(const QByteArray &id, const SubscriptionClaim &claim,
                                     const QList<SubscriptionAck> &acks, bool done) const
{
    return send(id,
                { .action = SubscriptionAction::Ack,
                  .method = "POST",
                  .tail = "/ack",
                  .body = ackBody(claim, acks, done),
                  .token = claim.token,
                  .read = [](const QByteArray &body, SubscriptionReply &reply) {
                      const auto nextWake = parseNextWake(body);
                      if (!nextWake) {
                          return std::optional(nextWake.error());
                      }
                      reply.nextWake = *nextWake;
                      return std::optional<Error>();
                  } });
}

SubscriptionCall *Subscriptions::release(const QByteArray &id,
                                         const SubscriptionClaim &claim) const
{
    return send(id,
                { .action = SubscriptionAction::Release,
                  .method = "POST",
                  .tail = "/release",
                  .body = releaseBody(claim),
                  .token = claim.token });
}

SubscriptionCall *Subscriptions::listStreams(const QByteArray &pattern) const
{
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    auto *list = new SubscriptionCall(m_client);
    // Not a child of the list: once the subscription may exist it has to be deleted, come what may.
    SubscriptionCall *creation = create(id, { .pattern = pattern, .wakeStream = id });
    QObject::connect(creation, &SubscriptionCall::finished, creation,
                     [list = QPointer(list), self = *this, id](const Reply &created) {
        if (!created && created.error().httpStatus >= 400) {
            if (list) {
                list->d->finish(created);
            }
            return;
        }
        SubscriptionCall *removal = self.remove(id);
        QObject::connect(removal, &SubscriptionCall::finished, removal,
                         [list, created, id](const Reply &removed) {
            if (!list) {
                return;
            }
            if (!created) {
                list->d->finish(created);
            } else if (!removed && removed.error().code != ErrorCode::NotFound) {
                Error error = removed.error();
                error.remedy = u"The temporary subscription %1 is left on the server; delete it."_s.arg(
                    QString::fromUtf8(id));
                list->d->finish(std::unexpected(error));
            } else {
                SubscriptionReply reply { .status = created->status,
                                          .streams = created->subscription->links };
                std::ranges::sort(reply.streams, {}, &SubscriptionLink::path);
                list->d->finish(reply);
            }
        });
    });
    return list;
}

} // namespace DurableStreams

#include "moc_subscriptions.cpp"
