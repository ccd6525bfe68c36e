// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QObject>

// One header, because a namespace has one meta-object.
namespace DurableStreams {
Q_NAMESPACE

//! \brief What went wrong, in the terms of the protocol. Cancelling is not an error.
enum class ErrorCode {
    InvalidArgument, //!< Refused before anything was sent; the message names the option.
    BadRequest, //!< 400
    InvalidOffset, //!< 400 on a read because of its offset
    Unauthorized, //!< 401
    Forbidden, //!< 403 without a producer epoch
    NotFound, //!< 404: never existed, deleted or expired
    Gone, //!< 410: soft-deleted, or the offset lies before the retained range
    AlreadyExists, //!< 409 on create: another configuration, or a soft-deleted path
    ContentTypeMismatch, //!< 409: the content type is not the stream's
    SequenceConflict, //!< 409: Stream-Seq is not above the last one
    StreamClosed, //!< 409 with Stream-Closed: no append is possible any more
    StaleEpoch, //!< 403 with Producer-Epoch: fenced by a newer producer
    SequenceGap, //!< 409 with Producer-Expected-Seq
    ProducerIdCollision, //!< "duplicate" for a batch that was never sent before
    PayloadTooLarge, //!< 413
    RateLimited, //!< 429
    NotSupported, //!< 405, 501, or a server without this part of the protocol
    Server, //!< other 5xx
    UnexpectedStatus, //!< any other status
    Network, //!< name not found, refused, connection lost, body cut short
    Tls, //!< handshake or certificate
    Timeout, //!< connect, idle or total time, or the deadline
    OutcomeUnknown, //!< a write was sent and no answer came: it may or may not have been applied
    Malformed, //!< the body, a control event or a header breaks the format
    StreamReset, //!< the stream was deleted and created anew, or its past changed
    BacklogFull, //!< a producer holds as much as it may; append again after backlogLow()
    Stopped, //!< a producer that was detached, closed or has failed takes no messages
    SubscriptionFenced, //!< 409 FENCED: a newer wake has taken the place of this claim
    AlreadyClaimed, //!< 409 ALREADY_CLAIMED: another worker holds the lease
    NoPendingWork, //!< Nothing to claim
};
Q_ENUM_NS(ErrorCode)

//! \brief How a plain append guards against being stored twice.
enum class AppendSafety {
    //! A producer id of the Stream handle makes a retry safe where the server honours it.
    ExactlyOnce,
    //! No producer headers. Never retried after it was sent; an unknown outcome is reported.
    Plain,
};
Q_ENUM_NS(AppendSafety)

//! \brief What a producer without autoClaim makes of a "duplicate" that was never sent before.
enum class DuplicatePolicy {
    Report, //!< It counts as stored, with ProducerReceipt::duplicate, and collisionSuspected() comes.
    Fail, //!< The producer fails with ErrorCode::ProducerIdCollision.
};
Q_ENUM_NS(DuplicatePolicy)

//! \brief How a reader goes on once it has caught up.
enum class LiveMode {
    Off, //!< Stop when up to date.
    Auto, //!< SSE for JSON and binary, long-poll for text/*; long-poll where SSE does not work.
    LongPoll, //!< PROTOCOL section 5.7
    Sse, //!< PROTOCOL section 5.8
};
Q_ENUM_NS(LiveMode)

//! \brief When data is handed over.
enum class Delivery {
    AsItArrives, //!< In pieces while the response is still arriving; memory stays flat.
    WhenConfirmed, //!< One batch per response or control event, complete, with its offset.
};
Q_ENUM_NS(Delivery)

//! \brief What to do with a JSON body that is not an array of values.
enum class MalformedPolicy {
    Fail, //!< The reader ends with ErrorCode::Malformed.
    DeliverRaw, //!< One batch marked malformed holds the bytes; go on at Stream-Next-Offset.
};
Q_ENUM_NS(MalformedPolicy)

//! \brief What to do when the stream turns out to be another one than before.
enum class ResetPolicy { Stop, FromBeginning, FromNow };
Q_ENUM_NS(ResetPolicy)

} // namespace DurableStreams
