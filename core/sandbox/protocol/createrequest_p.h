// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "http/httpmessage_p.h"
#include "protocol/position_p.h"

#include <expected>
#include <optional>

namespace DurableStreams::Server {

//! The fork headers of a PUT (PROTOCOL section 4.2).
struct ForkRequest
{
    //! The path of the source below the stream root.
    QByteArray sourcePath;
    std::optional<Position> anchor;
    qint64 subOffset = 0;
};

//! A PUT, checked as far as that is possible without looking at any stream.
struct CreateRequest
{
    //! Empty if left out.
    QByteArray contentType;
    std::optional<qint64> ttlSeconds;
    std::optional<qint64> expiresAt;
    QByteArray expiresText;
    bool closed = false;
    std::optional<ForkRequest> fork;
};

//! \param root the path of the stream root, with a slash at the end
std::expected<CreateRequest, HttpResponse> parseCreate(const HttpRequest &request,
                                                       QByteArrayView root);

//! A decimal integer without sign and leading zeros, or nothing.
std::optional<qint64> parseStrictNumber(QByteArrayView text);

} // namespace DurableStreams::Server
