// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QString>

namespace Tailwater {

//! \brief What becomes of secrets in a command.
enum class CurlSecrets
{
    //! Each is a variable of its own, such as `$STREAM_AUTH` or `$STREAM_X_API_KEY`, to be set by
    //! whoever runs the command; its first line says which.
    Variables,
    //! They stand in it, because the user has revealed them.
    Shown,
};

//! \brief A curl command for a POSIX shell that makes the same request. The password of a proxy is
//! always a variable.
QString curlCommand(const QByteArray &method, const QUrl &url, const Connection &connection,
                    const QHttpHeaders &headers = {}, const QByteArray &body = {},
                    CurlSecrets secrets = CurlSecrets::Variables);

//! \brief \a text as one word of a POSIX shell.
QString shellQuoted(const QString &text);

} // namespace Tailwater
