// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QString>

namespace Tailwater {

//! \brief A curl command for a POSIX shell that makes the same request.
//!
//! Secrets of the connection never get into it: their values become `$STREAM_AUTH`, to be set by
//! whoever runs it.
QString curlCommand(const QByteArray &method, const QUrl &url, const Connection &connection,
                    const QHttpHeaders &headers = {}, const QByteArray &body = {});

//! \brief \a text as one word of a POSIX shell.
QString shellQuoted(const QString &text);

} // namespace Tailwater
