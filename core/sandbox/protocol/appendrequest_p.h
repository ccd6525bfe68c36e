// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "http/httpmessage_p.h"
#include "producer_p.h"

#include <expected>
#include <optional>

namespace DurableStreams::Server {

//! The headers of a POST (PROTOCOL section 5.2), checked as far as that is possible without the
//! stream.
struct AppendRequest
{
    QByteArray contentType = {};
    bool close = false;
    std::optional<QByteArray> writerSequence = {};
    std::optional<ProducerTuple> producer = {};
};

std::expected<AppendRequest, HttpResponse> parseAppend(const HttpRequest &request);

} // namespace DurableStreams::Server
