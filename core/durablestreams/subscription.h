// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QtCore/QDateTime>
#include <QtCore/QList>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief One stream of a subscription and how far it was read (PROTOCOL section 6.1).
struct SubscriptionLink
{
    //! Relative to the root of the streams, such as `events/abc`.
    QByteArray path;
    //! Named explicitly, not only matched by the pattern.
    bool isExplicit = false;
    //! The last offset that was processed, inclusive.
    Offset ackedOffset = {};
    //! With a claim: the tail at that time, and whether it is past ackedOffset.
    Offset tailOffset = {};
    bool hasPending = false; //!< see tailOffset

    bool operator==(const SubscriptionLink &) const = default;
};

//! \brief What a pull-wake subscription is created with (PROTOCOL section 6.2).
struct SubscriptionOptions
{
    //! `*` is one segment of a path, `**` any number. This or streams must be given.
    QByteArray pattern = {};
    QList<QByteArray> streams = {}; //!< named one by one, by their paths
    //! The stream that wake events are written to. It is not created by subscribing.
    QByteArray wakeStream = {};
    //! How long a claim holds without a sign of life: 1 s to 10 min; unset: the server's 30 s.
    std::optional<std::chrono::milliseconds> lease = {};
    QString description = {}; //!< for people; may be empty

    bool operator==(const SubscriptionOptions &) const = default;
};

//! \brief A subscription as the server describes it (PROTOCOL section 6.3).
struct Subscription
{
    QByteArray id; //!< chosen by its creator
    //! `webhook` or `pull-wake`.
    QByteArray type = {};
    SubscriptionOptions options = {}; //!< what it was created with
    QList<SubscriptionLink> links = {}; //!< how far each stream was read
    QDateTime createdAt = {}; //!< by the clock of the server
    //! `active`, or `failed` while a webhook is retried.
    QByteArray status = {};
    //! 201 rather than 200: this request made it.
    bool created = false;

    bool operator==(const Subscription &) const = default;
};

//! \brief The right to work on a subscription until the lease ends (PROTOCOL section 7.2).
struct SubscriptionClaim
{
    QByteArray wakeId; //!< names the wake that was claimed
    //! Counts the wakes; an older one is fenced off.
    qint64 generation = 0;
    //! Secret; goes with ack and release.
    QByteArray token = {};
    QList<SubscriptionLink> links = {}; //!< how far each stream was read
    std::chrono::milliseconds lease {}; //!< how long it holds without an ack

    bool operator==(const SubscriptionClaim &) const = default;
};

//! \brief That a stream was processed up to and including an offset.
struct SubscriptionAck
{
    QByteArray path; //!< as in SubscriptionLink
    Offset offset; //!< of the last message that was processed

    bool operator==(const SubscriptionAck &) const = default;
};

} // namespace DurableStreams
