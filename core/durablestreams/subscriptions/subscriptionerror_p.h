// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

namespace DurableStreams {

//! \brief What is asked of a subscription: a conflict that has no code means another thing with each.
enum class SubscriptionAction { Create, Get, Remove, Streams, Claim, Ack, Release };

//! \brief The name of an action in traces and messages, such as "subscription claim".
QByteArray subscriptionPurpose(SubscriptionAction action);

//! \brief What an error answer means for a subscription, by the code in `{"error":{"code":…}}`, or
//! else by its status: cause and remedy (PROTOCOL sections 6 and 7).
//!
//! \a error is as HTTP status and headers have it; it stays what it is where that says nothing of
//! subscriptions, such as a connection that broke or credentials that were refused.
Error explainSubscriptionError(Error error, SubscriptionAction action);

//! \brief \a reason with action and path put before, as in every message.
QString subscriptionMessage(SubscriptionAction action, const QUrl &url, const QString &reason);

} // namespace DurableStreams
