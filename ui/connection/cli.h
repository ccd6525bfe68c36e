// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QString>

namespace Tailwater {

//! \brief A command of the protocol's own tool, `durable-stream`, that makes the same request;
//! empty where the tool cannot: it knows the Authorization header but no other, reads from the
//! beginning alone, and writes JSON anew instead of as it is.
//!
//! Credentials never get into it: it takes them from `$STREAM_AUTH`.
QString cliCommand(const QByteArray &method, const QUrl &url, const Connection &connection,
                   const QHttpHeaders &headers = {}, const QByteArray &body = {});

} // namespace Tailwater
