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
    //! Relative to the root of the streams, such as `events/abc`, percent-encoded: streamUrl()
    //! (streamcatalog.h) makes an address of it.
    QByteArray path;
    //! Named explicitly, not only matched by the pattern.
    bool isExplicit = false;
    //! Everything before it was processed: read on from here. A stream is linked at its tail, so
    //! that only what comes later is pending; one that comes into being later, at its beginning.
    Offset ackedOffset = {};
    //! Of a claim only: the tail at that time; what to acknowledge when all of it is processed.
    Offset tailOffset = {};
    //! Of a claim only: tailOffset lies behind ackedOffset, so there is something to read.
    bool hasPending = false;

    bool operator==(const SubscriptionLink &) const = default;
};

//! \brief What a pull-wake subscription is created with (PROTOCOL section 6.2).
//!
//! wakeStream is always required, and at least one of pattern and streams; the server refuses a
//! subscription without them with ErrorCode::BadRequest.
struct SubscriptionOptions
{
    //! `*` is one segment of a path, `**` any number. This or streams must be given, or both.
    QByteArray pattern = {};
    //! Named one by one, by their paths below the root of the streams. They need not exist yet.
    QList<QByteArray> streams = {};
    //! Required. The path of the stream that the server writes wake events to. Subscribing does not
    //! create it: create it yourself, with content type `application/json`, and before the first
    //! append that shall wake somebody. Without that stream nobody is woken, but whoever polls by
    //! Subscriptions::claim() gets the work all the same.
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
    //! Counts the wakes; a claim of an older one is refused with ErrorCode::SubscriptionFenced.
    qint64 generation = 0;
    //! Secret; Subscriptions sends it with ack() and release().
    QByteArray token = {};
    QList<SubscriptionLink> links = {}; //!< how far each stream was read
    std::chrono::milliseconds lease {}; //!< how long it holds from each ack (or the claim) on

    bool operator==(const SubscriptionClaim &) const = default;
};

//! \brief That everything in a stream before an offset was processed.
//!
//! The protocol calls it "last-processed inclusive": the next read begins at the offset that was
//! acknowledged. So an ack names the end of what was processed, never its beginning.
struct SubscriptionAck
{
    QByteArray path; //!< as in SubscriptionLink
    //! Where the next read begins: Position::offset of the last batch that was processed
    //! (Stream-Next-Offset), or SubscriptionLink::tailOffset after everything of the claim.
    Offset offset;

    bool operator==(const SubscriptionAck &) const = default;
};

} // namespace DurableStreams
