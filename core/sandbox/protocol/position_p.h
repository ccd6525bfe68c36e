// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtTypes>

#include <optional>

namespace DurableStreams::Server {

//! \brief Where something lies in a stream: a count of bytes from its beginning.
//!
//! A JSON message counts one byte more than its text, for the comma behind it, so that every
//! boundary between messages has its own position, and a range of positions is a range of text.
using Position = qint64;

//! The token of a position as clients see it: sorts bytewise (PROTOCOL section 8).
QByteArray toToken(Position position);

//! The position of a token, or nothing if it has not our form. `-1` and `now` have not.
std::optional<Position> fromToken(QByteArrayView token);

} // namespace DurableStreams::Server
