// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "keptdraft.h"

#include <durablestreams/stream.h>

#include <QPointer>

namespace Tailwater {

class AppendRun;

//! \brief What the composer keeps for each stream.
struct ComposerDesk : KeptDraft
{
    //! One handle for all sends: it holds the producer id that makes retries safe.
    DurableStreams::Stream stream = {};
    //! The send under way, and the text it is of.
    QPointer<AppendRun> run = {};
    QString sent = {};
    //! Of a file, see UnsettledSend.
    QByteArray sentDigest = {};
    //! What is on disk is still what is being sent.
    bool sentIsKept = false;
};

} // namespace Tailwater
