// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QFlags>
#include <QtCore/QObject>

// One header, because a namespace has one meta-object.
namespace DurableStreams {
Q_NAMESPACE

//! \brief What went wrong, in the terms of the protocol. Cancelling is not an error.
enum class ErrorCode {
    InvalidArgument, //!< Refused before anything was sent; the message names the option.
    BadRequest, //!< 400
    InvalidOffset, //!< 400 on a read because of its offset; 409 INVALID_OFFSET on an ack
    Unauthorized, //!< 401; with ack and release of a subscription: not the token of a claim
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
    //! A write was sent, and no answer came, or one that is not a Durable Streams server's, such as
    //! that of a login page: it may or may not have been applied.
    OutcomeUnknown,
    Malformed, //!< the body, a control event or a header breaks the format
    StreamReset, //!< the stream was deleted and created anew, or its past changed
    BacklogFull, //!< a producer holds as much as it may; append again after backlogLow()
    Stopped, //!< a producer that was detached, closed or has failed takes no messages
    SubscriptionFenced, //!< 409 FENCED: the claim is over: released, done, expired, or replaced
    AlreadyClaimed, //!< 409 ALREADY_CLAIMED: another worker holds the lease
    NoPendingWork, //!< 409 NO_PENDING_WORK: everything is acknowledged, nothing to claim
    //! 409 that expects a number of a producer which was acknowledged: the server has lost what it
    //! had stored, or has forgotten the producer.
    AcknowledgedLost,
};
Q_ENUM_NS(ErrorCode)

//! \brief How a plain append guards against being stored twice.
enum class AppendSafety {
    //! A producer id of the Stream handle makes a retry safe where the server honours it. That is
    //! known once any answer of the server has shown it: a lost answer to the first append that a
    //! Client sends there is OutcomeUnknown after one attempt; ProducerTuple sends it again.
    ExactlyOnce,
    //! No producer headers. Never retried after it was sent; an unknown outcome is reported.
    Plain,
};
Q_ENUM_NS(AppendSafety)

//! \brief What a producer without autoClaim makes of a "duplicate" that may be another's.
enum class DuplicatePolicy {
    //! It counts as stored, in ProducerReport::suspected, and collisionSuspected() comes. Only
    //! where numbers are used again on purpose, see ProducerOptions::firstSequence: else what
    //! counts as stored is likely not.
    Report,
    //! The default. The producer fails: with ErrorCode::ProducerIdCollision when the batch was
    //! never sent before, with ErrorCode::OutcomeUnknown after a lost answer.
    Fail,
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
enum class ResetPolicy {
    Stop, //!< The reader ends with ErrorCode::StreamReset.
    FromBeginning, //!< Read the new stream from its beginning.
    FromNow, //!< Leave out what the new stream holds already.
};
Q_ENUM_NS(ResetPolicy)

//! \brief How we came to know of a stream. A server cannot be asked for all of them (the protocol
//! has no list operation), so every StreamEntry says where it is from.
enum class StreamSource : quint8 {
    Registry = 1, //!< announced in the server's registry stream
    Added = 2, //!< by the user: opened or created here
    Scan = 4, //!< found by Subscriptions::listStreams()
};
//! \brief Any of them together.
Q_DECLARE_FLAGS(StreamSources, StreamSource)
Q_DECLARE_OPERATORS_FOR_FLAGS(StreamSources)
Q_FLAG_NS(StreamSources)

//! \brief What a change message does to its entity (STATE-PROTOCOL section 4.1).
enum class StateOperation : quint8 {
    Insert, //!< of an entity that does not exist
    Update, //!< of one that exists
    Upsert, //!< Sent by implementations, not in the text of the protocol: insert or replace.
    Delete, //!< of one that exists
};
Q_ENUM_NS(StateOperation)

//! \brief What a control message says (STATE-PROTOCOL section 4.2).
enum class StateControl : quint8 {
    SnapshotStart, //!< what follows is the whole state
    SnapshotEnd, //!< the whole state was sent
    Reset, //!< everything before is void
};
Q_ENUM_NS(StateControl)

//! \brief What does not fit the state that the messages before it led to; see MaterializedState.
enum class StateAnomaly : quint8 {
    NotAStateMessage, //!< neither a change nor a control message; ignored
    DuplicateInsert, //!< insert of an entity that exists; replaces it
    UpdateOfUnknown, //!< update of an entity that does not exist; stores it
    DeleteOfUnknown, //!< delete of an entity that does not exist; does nothing
    OldValueMismatch, //!< old_value is, byte for byte, not the value held
    UnbalancedSnapshot, //!< snapshot-end without a start, or a start within a snapshot
};
Q_ENUM_NS(StateAnomaly)

} // namespace DurableStreams
