// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

#include <chrono>

namespace DurableStreams::Server {

//! \brief The Stream-Cursor of a live answer (PROTOCOL section 10.1).
//!
//! The number of the current interval of 20 s; if the client's cursor is not behind it, the
//! client's plus a jitter, so that a cursor never repeats or goes back.
//! \param jitter from 1 to 3600 seconds
QByteArray nextCursor(QByteArrayView clientCursor,
                      std::chrono::sys_time<std::chrono::milliseconds> now,
                      std::chrono::seconds jitter);

} // namespace DurableStreams::Server
