// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/error.h>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace DurableStreams {

//! \brief One message of a State Protocol stream, its values untouched.
//!
//! Values are slices of the message, byte for byte; they live as long as the message does.
struct StateChange
{
    //! Set for a control message; then only offset is meaningful.
    std::optional<StateControl> control = {};
    StateOperation operation = StateOperation::Insert; //!< of a change message
    QByteArray type = {}; //!< decoded, UTF-8
    QByteArray key = {}; //!< decoded, UTF-8
    QByteArrayView value = {}; //!< null if absent
    QByteArrayView oldValue = {}; //!< null if absent
    QByteArray transactionId = {}; //!< headers.txid; empty if absent
    QByteArray timestamp = {}; //!< headers.timestamp, as written; empty if absent
    //! headers.offset, which some servers add to what was stored.
    QByteArray offset = {};

    //! \brief Reads one message; the error says in one sentence why it is neither a change nor a control message.
    static Result<StateChange> parse(QByteArrayView message);
};

} // namespace DurableStreams
