// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"
#include "sendoptions.h"

#include <durablestreams/producertuple.h>

#include <QJsonObject>

#include <optional>

namespace Tailwater {

struct KeptDraft;

//! \brief A message that was sent, and may be stored. Sent again as it is, it goes with the same number.
struct UnsettledSend
{
    //! Empty if it went without.
    DurableStreams::ProducerTuple tuple;
    //! As it was sent: variables are not to be filled in anew. Empty where the digest is enough.
    QByteArray body = {};
    //! Of the body, where that is not kept: see digestOf().
    QByteArray digest = {};
    //! The draft that it is, and how that was turned into bytes; anything else is another message.
    QString text = {};
    ComposeMode mode = ComposeMode::One;
    bool lineEnd = true;
    bool variables = false;

    static QByteArray digestOf(QByteArrayView body);
    bool isNumbered() const { return !tuple.producerId.isEmpty(); }
    //! \brief \a draft still begins with it: of lines the first one counts.
    bool isBeginningOf(const KeptDraft &draft) const;
    //! \brief It is this \a body that was sent.
    bool isOf(const QByteArray &body) const;
    bool operator==(const UnsettledSend &) const = default;
};

//! \brief A burst that this process did not see the end of.
struct CutBurst
{
    //! What it was of; empty for a file.
    QString text = {};
    qint64 total = 0;
    //! So many were acknowledged at least.
    qint64 stored = 0;

    bool operator==(const CutBurst &) const = default;
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
    std::optional<CutBurst> burst = {};

    //! \brief There is nothing that would be missed.
    bool isEmpty() const;
    bool operator==(const KeptDraft &) const = default;
};

//! \brief Everything but the text. No header is part of it whose value is a secret.
QByteArray detailsOf(const KeptDraft &draft);
//! \brief What is kept of \a sent besides its text: the body only where it could not be made of that again.
QJsonObject toJson(const UnsettledSend &sent);
//! \brief The draft with this \a text; what \a details do not say is as in a new one.
KeptDraft draftFrom(const QString &text, const QByteArray &details);

} // namespace Tailwater
