// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace Replay {

//! \brief A request, as far as it matters here.
struct Request
{
    std::string method;
    std::string path;
    std::string query;
    std::string producerEpoch;
    std::string producerSeq;
    size_t bodySize = 0;
    bool close = false;

    std::string parameter(std::string_view name) const;
};

//! \brief Takes a request's head from the front of \a input; nothing if it is not complete. A head
//! that makes no sense has no method.
std::optional<Request> takeHead(std::string &input);

} // namespace Replay
