// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// What the replay server sends: answers of a Durable Streams server, made before they are needed.
namespace Replay {

using Bytes = std::shared_ptr<const std::string>;

//! \brief The same bytes, as often as it takes: 2 GB need no memory.
struct Segment
{
    Bytes bytes;
    size_t repeat = 1;
};
using Response = std::vector<Segment>;

//! \brief How an SSE answer is cut into HTTP chunks.
enum class Framing {
    Pair, //!< a data and a control event together, as Caddy does
    Four, //!< each of them in two, as the reference server does
    Block, //!< 16 KiB each, whatever is in them
};

//! \brief A message of about 200 bytes, as a log would have it, with its number.
std::string logLine(size_t number);
//! \brief A JSON array of such lines, \a size bytes long.
std::string logArray(size_t size);

//! \brief The offset of a position, in the usual form.
std::string offsetText(size_t position);

//! \brief An answer with a Content-Length. \a lines are further headers.
Response withLength(std::string_view status, const std::string &lines, Bytes body);
//! \brief One catch-up answer of \a size bytes or a little more, in chunks of \a chunk bytes; 0: one
//! chunk for all.
Response inChunks(size_t size, size_t chunk);
//! \brief \a events data events with \a batch small messages each, and their control events; closes
//! the stream at the end.
Response events(size_t events, Framing framing, size_t batch);
//! \brief A data and a control event in one chunk.
std::string eventChunk(std::string_view json, size_t next);

} // namespace Replay
