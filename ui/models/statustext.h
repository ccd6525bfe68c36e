// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailstatus.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Tailwater {

//! \brief The state as a word, for a status bar: `Live`. Never told by colour alone.
QString stateWord(TailState state);
//! \brief The word, and how: `Live, SSE`.
QString stateText(const TailStatus &status);
//! \brief One or two sentences on what happened and what follows; empty if there is nothing to say.
QString stateSentence(const TailStatus &status);
//! \brief `SSE`, `long-poll`.
QString liveModeText(DurableStreams::LiveMode mode);
//! \brief The error in a person's words, with what the server said.
QString errorText(const DurableStreams::Error &error);
//! \brief True for the states that end the reading with a failure.
bool isFailure(TailState state);
//! \brief True while a connection is held or wanted.
bool isReading(TailState state);

//! \brief What reading does to a stream with a sliding lifetime; \a ttl may not be known.
QString ttlSentence(const std::optional<std::chrono::seconds> &ttl);

} // namespace Tailwater
