// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/subscription.h>

namespace DurableStreams {

//! \brief The bodies of subscription requests (PROTOCOL sections 6.2 to 7.2).
QByteArray subscriptionBody(const SubscriptionOptions &options);
QByteArray streamsBody(const QList<QByteArray> &paths);
QByteArray claimBody(const QByteArray &worker);
QByteArray ackBody(const SubscriptionClaim &claim, const QList<SubscriptionAck> &acks, bool done);
QByteArray releaseBody(const SubscriptionClaim &claim);

//! \brief The bodies of their answers; the error says what is missing.
Result<Subscription> parseSubscription(const QByteArray &json);
Result<SubscriptionClaim> parseClaim(const QByteArray &json);
Result<bool> parseNextWake(const QByteArray &json);

} // namespace DurableStreams
