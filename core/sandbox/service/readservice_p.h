// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "http/httpmessage_p.h"
#include "store/streamrecord_p.h"

#include <expected>

namespace DurableStreams::Server {

class StreamService;
class StreamStore;

enum class ReadMode { CatchUp, LongPoll, Sse };

//! A GET, checked: a stream that exists, and a position in it.
struct ReadRequest
{
    ReadMode mode = ReadMode::CatchUp;
    StreamId id = 0;
    Position from = 0;
    //! The offset as asked for, for the ETag.
    QByteArray offset = {};
    QByteArray cursor = {};
    QByteArray ifNoneMatch = {};
};

//! \brief Reads of PROTOCOL sections 5.6 to 5.8, as far as they are answered at once.
class ReadService
{
public:
    ReadService(StreamStore &store, const StreamService &streams, qint64 pageSize, bool isPrivate);

    std::expected<ReadRequest, HttpResponse> open(const QByteArray &path,
                                                  const HttpRequest &request, qint64 now);
    //! One page; an empty one at the tail.
    HttpResponse page(const ReadRequest &read, qint64 now);
    //! The answer to a long-poll that got nothing: the time is over, or the stream was closed.
    HttpResponse nothingNew(const ReadRequest &read, qint64 now) const;
    //! The head of an SSE answer.
    HttpResponse sseHead(const ReadRequest &read) const;

    //! A cursor for a live answer, above the client's.
    static QByteArray liveCursor(const QByteArray &clientCursor, qint64 now);

private:
    std::expected<Position, HttpResponse> parseOffset(const StreamRecord &record,
                                                      const QByteArray &offset) const;
    QByteArray etag(const StreamRecord &record, const QByteArray &from, Position to,
                    bool closed) const;

    StreamStore &m_store;
    const StreamService &m_streams;
    qint64 m_pageSize;
    bool m_private;
};

} // namespace DurableStreams::Server
