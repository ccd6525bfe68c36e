// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"
#include "sendoptions.h"

#include <durablestreams/producertuple.h>

#include <optional>

namespace Tailwater {

//! \brief A message that was sent, and may be stored. Sent again as it is, it goes with the same number.
struct UnsettledSend
{
    DurableStreams::ProducerTuple tuple;
    //! As it was sent: variables are not to be filled in anew.
    QByteArray body;
    //! The draft that it is, and how that was turned into bytes; anything else is another message.
    QString text = {};
    ComposeMode mode = ComposeMode::One;
    bool lineEnd = true;
    bool variables = false;

    bool operator==(const UnsettledSend &) const = default;
};

//! \brief A text that was not sent, and all that goes with it; what the composer keeps over a restart.
struct KeptDraft
{
    QString text = {};
    ComposeMode mode = ComposeMode::One;
    bool lineEnd = true;
    bool variables = false;
    SendSettings settings = {};
    QByteArray contentType = {}; //!< of the stream
    //! What is sent in the mode File, and whether each line of it is a message.
    QString file = {};
    bool fileByLine = false;
    std::optional<UnsettledSend> unsettled = {};

    //! \brief There is nothing that would be missed.
    bool isEmpty() const;
    bool operator==(const KeptDraft &) const = default;
};

//! \brief Everything but the text. No header is part of it whose value is a secret.
QByteArray detailsOf(const KeptDraft &draft);
//! \brief The draft with this \a text; what \a details do not say is as in a new one.
KeptDraft draftFrom(const QString &text, const QByteArray &details);

} // namespace Tailwater
