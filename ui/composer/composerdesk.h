// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"
#include "sendoptions.h"

#include <durablestreams/stream.h>

#include <QPointer>

namespace Tailwater {

class AppendRun;

//! \brief What the composer keeps for each stream.
struct ComposerDesk
{
    QString draft = {};
    ComposeMode mode = ComposeMode::One;
    QByteArray contentType = {};
    bool lineEnd = true;
    bool variables = false;
    SendSettings settings = {};
    //! One handle for all sends: it holds the producer id that makes retries safe.
    DurableStreams::Stream stream = {};
    //! The send under way.
    QPointer<AppendRun> run = {};
};

} // namespace Tailwater
