// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace DurableStreams {

class Call;
struct AppendOptions;

//! \brief What a server that honours producers knows an append by (PROTOCOL section 5.2.1).
//!
//! For sending one append again whose outcome is not known, by this program or a later run of it
//! that has kept the tuple and the body: a Call's, or the batch of an IdempotentProducer that was
//! handed back as maybeStored, by UnsentMessage::epoch and UnsentMessage::sequence. It cannot be
//! kept before the request is out, so a program that is killed has none; see "Surviving your own
//! crash" on the main page.
struct ProducerTuple
{
    QByteArray producerId = {}; //!< Producer-Id
    qint64 epoch = 0; //!< Producer-Epoch
    qint64 sequence = 0; //!< Producer-Seq

    //! \brief What an append goes by that is on its way, or was. Unset for a call of another kind,
    //! without AppendSafety::ExactlyOnce, before it is sent, and for appends that travelled
    //! together.
    static std::optional<ProducerTuple> of(const Call *call);

    //! \brief An append with \a options is one that was sent before under this tuple, with the same
    //! body, and of which it is not known whether it is stored.
    //!
    //! A server that honours producers stores it once, and says with StreamInfo::duplicate that it
    //! had it; on any other it may be there twice. A refusal with ErrorCode::SequenceGap or
    //! StaleEpoch says only that the server does not remember. Works with
    //! AppendSafety::ExactlyOnce, by the request's headers.
    void setSentBefore(AppendOptions &options) const;
    //! \brief What setSentBefore() was called with, if it was.
    static std::optional<ProducerTuple> sentBefore(const AppendOptions &options);

    bool operator==(const ProducerTuple &) const = default;
};

} // namespace DurableStreams
