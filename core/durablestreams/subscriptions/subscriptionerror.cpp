// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "subscriptions/subscriptionerror_p.h"

#include "wire/streampath_p.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <optional>
#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

struct Verdict
{
    ErrorCode code;
    QString cause;
    QString remedy;
};

//! The error object of an answer.
struct Details
{
    QString code;
    QString message;
    QString holder;
};

Details readDetails(const QByteArray &body)
{
    const QJsonObject error
        = QJsonDocument::fromJson(body).object().value("error"_L1).toObject();
    return { .code = error.value("code"_L1).toString(),
             .message = error.value("message"_L1).toString(),
             .holder = error.value("current_holder"_L1).toString() };
}

bool usesClaim(SubscriptionAction action)
{
    return action == SubscriptionAction::Ack || action == SubscriptionAction::Release;
}

Verdict invalidRequest(SubscriptionAction action)
{
    const QString cause = u"the server found the request malformed"_s;
    if (action == SubscriptionAction::Create) {
        return { ErrorCode::BadRequest, cause,
                 u"A subscription needs a wake stream, a pattern or streams, and a lease, if any, of 1 s "
             "to 10 min."_s };
    }
    if (action == SubscriptionAction::Claim) {
        return { ErrorCode::BadRequest, cause,
                 u"Name the worker; only a pull-wake subscription can be claimed."_s };
    }
    return { ErrorCode::BadRequest, cause, u"Correct what the server names."_s };
}

Verdict invalidOffset()
{
    return { ErrorCode::InvalidOffset, u"the server does not accept an offset of the ack"_s,
             u"Acknowledge streams of the subscription only, each between its acknowledged offset "
             "and its tail, by the offset that the next read would begin at."_s };
}

Verdict webhookRejected()
{
    return { ErrorCode::BadRequest, u"the server does not deliver to this webhook address"_s,
             u"Give it a public https address, or subscribe as pull-wake."_s };
}

Verdict notFound()
{
    return { ErrorCode::NotFound, u"there is no such subscription"_s,
             u"Check its id, or create it: somebody may have deleted it."_s };
}

Verdict noSubscriptions(SubscriptionAction action)
{
    if (action == SubscriptionAction::Create) {
        return { ErrorCode::NotFound, u"the server has no subscriptions at this address"_s,
                 u"Check the root of the streams; not every server has subscriptions."_s };
    }
    return { ErrorCode::NotFound, u"there is no such subscription, or the server has none at all"_s,
             u"Check its id and the root of the streams, or create it."_s };
}

Verdict deleted()
{
    return { ErrorCode::Gone, u"the subscription was deleted"_s,
             u"Create it anew, under another id if the server keeps this one blocked."_s };
}

Verdict alreadyExists()
{
    return { ErrorCode::AlreadyExists,
             u"a subscription with this id and another configuration exists"_s,
             u"Choose another id, ask for the configuration that it has, or delete it first."_s };
}

Verdict tokenInvalid()
{
    return { ErrorCode::Unauthorized, u"the token is not that of a claim on this subscription"_s,
             u"Use the claim that was made on this subscription, or claim again."_s };
}

Verdict tokenExpired()
{
    return { ErrorCode::Unauthorized, u"the token of the claim has expired"_s,
             u"Claim again, and acknowledge more often than the lease is long."_s };
}

Verdict fenced()
{
    return { ErrorCode::SubscriptionFenced,
             u"this claim is over: it was released or done, its lease ran out, or a newer wake has "
             "taken its place"_s,
             u"Claim again: what was not acknowledged comes again."_s };
}

Verdict alreadyClaimed(const QString &holder)
{
    return { ErrorCode::AlreadyClaimed,
             holder.isEmpty() ? u"another worker holds the lease"_s
                              : u"the worker %1 holds the lease"_s.arg(holder),
             u"Wait for the next event in the wake stream, or until the lease is over."_s };
}

Verdict noPendingWork()
{
    return { ErrorCode::NoPendingWork, u"everything is acknowledged: there is nothing to claim"_s,
             u"Wait for the next event in the wake stream."_s };
}

//! What a code of the server means; nothing for one that is not known.
std::optional<Verdict> byCode(const Details &details, SubscriptionAction action)
{
    const std::pair<QLatin1StringView, Verdict> meanings[] {
        { "INVALID_REQUEST"_L1, invalidRequest(action) },
        { "INVALID_OFFSET"_L1, invalidOffset() },
        { "WEBHOOK_URL_REJECTED"_L1, webhookRejected() },
        { "SUBSCRIPTION_NOT_FOUND"_L1, notFound() },
        { "SUBSCRIPTION_ALREADY_EXISTS"_L1, alreadyExists() },
        { "TOKEN_INVALID"_L1, tokenInvalid() },
        { "TOKEN_EXPIRED"_L1, tokenExpired() },
        { "FENCED"_L1, fenced() },
        { "ALREADY_CLAIMED"_L1, alreadyClaimed(details.holder) },
        { "NO_PENDING_WORK"_L1, noPendingWork() },
    };
    for (const auto &[code, verdict] : meanings) {
        if (details.code == code) {
            return verdict;
        }
    }
    return std::nullopt;
}

//! The conflicts that the protocol has for an action: no other can be meant.
std::optional<Verdict> conflict(SubscriptionAction action, const QString &holder)
{
    if (action == SubscriptionAction::Create) {
        return alreadyExists();
    }
    if (action == SubscriptionAction::Claim) {
        return alreadyClaimed(holder);
    }
    return usesClaim(action) ? std::optional(fenced()) : std::nullopt;
}

std::optional<Verdict> byStatus(int status, SubscriptionAction action, const QString &holder)
{
    switch (status) {
    case 400:
        return invalidRequest(action);
    case 401:
        return usesClaim(action) ? std::optional(tokenInvalid()) : std::nullopt;
    case 404:
        return noSubscriptions(action);
    case 405:
    case 501:
        return Verdict { ErrorCode::NotSupported, u"the server has no subscriptions"_s,
                         u"Use another server, or a newer version of it."_s };
    case 409:
        return conflict(action, holder);
    case 410:
        return deleted();
    default:
        return std::nullopt;
    }
}

//! What the server said, for behind the cause.
QString quoted(const Details &details)
{
    const QString code = details.code;
    if (code.isEmpty()) {
        return {};
    }
    return details.message.isEmpty() ? u" (%1)"_s.arg(code)
                                     : u" (%1: %2)"_s.arg(code, details.message);
}

} // namespace

QByteArray subscriptionPurpose(SubscriptionAction action)
{
    switch (action) {
    case SubscriptionAction::Create:
        return "subscription create"_ba;
    case SubscriptionAction::Get:
        return "subscription get"_ba;
    case SubscriptionAction::Remove:
        return "subscription delete"_ba;
    case SubscriptionAction::Streams:
        return "subscription streams"_ba;
    case SubscriptionAction::Claim:
        return "subscription claim"_ba;
    case SubscriptionAction::Ack:
        return "subscription ack"_ba;
    case SubscriptionAction::Release:
        return "subscription release"_ba;
    }
    return {};
}

QString subscriptionMessage(SubscriptionAction action, const QUrl &url, const QString &reason)
{
    return QString::fromLatin1(subscriptionPurpose(action) + ' ' + streamPath(url)) + u": "_s
        + reason;
}

Error explainSubscriptionError(Error error, SubscriptionAction action)
{
    if (error.httpStatus < 400) {
        return error;
    }
    const Details details = readDetails(error.serverText);
    std::optional<Verdict> verdict = byCode(details, action);
    if (!verdict) {
        verdict = byStatus(error.httpStatus, action, details.holder);
    }
    if (!verdict) {
        error.message += quoted(details);
        return error;
    }
    error.code = verdict->code;
    error.message = subscriptionMessage(
        action, error.url,
        u"HTTP %1, %2"_s.arg(QString::number(error.httpStatus), verdict->cause + quoted(details)));
    error.remedy = verdict->remedy;
    return error;
}

} // namespace DurableStreams
