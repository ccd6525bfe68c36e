// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "content.h"
#include "request.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>

namespace Replay {

//! \brief What is appended to be delivered at once; see Server.
struct Channel
{
    std::string last;
    size_t count = 0;
};

struct Connection
{
    enum class Wait { No, LongPoll, Events };

    int socket = -1;
    std::string input;
    Request request;
    std::string body; //!< Kept for channels only.
    size_t bodyLeft = 0;
    bool inBody = false;
    std::deque<Segment> output;
    size_t written = 0; //!< Of the first segment.
    bool closes = false;
    bool blocked = false;
    Wait wait = Wait::No;
    Channel *channel = nullptr;
};

//! \brief Answers as a Durable Streams server would, at next to no cost, so that a client is measured.
//!
//! One thread, epoll. Paths below `/v1/stream/`:
//! - `null`: takes appends, with and without a producer; reads as empty.
//! - `catchup/COUNT/SIZE`: COUNT answers of SIZE bytes each; the offset is their number.
//! - `single/SIZE`: everything as one HTTP chunk. `chunks/SIZE/CHUNK`: in chunks.
//! - `events/COUNT/FRAMING/BATCH`: SSE with COUNT data events; FRAMING is pair, four or block.
//! - `live/NAME`: what is posted goes to the readers that wait, by long-poll or SSE.
class Server
{
public:
    //! \brief Listens on a free port of 127.0.0.1.
    Server();
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    uint16_t port() const { return m_port; }
    //! \brief Serves until standard input ends.
    void run();

private:
    void accept();
    void readFrom(Connection &connection);
    bool takeRequest(Connection &connection);
    bool takeBody(Connection &connection);
    void answer(Connection &connection);
    void answerAppend(Connection &connection);
    void answerRead(Connection &connection);
    void answerLive(Connection &connection, size_t from);
    void wakeReaders(Channel &channel);
    void send(Connection &connection, const Response &response);
    void flush(Connection &connection);
    void drop(Connection &connection);
    void watch(int socket, bool writing, bool add);
    const Response &made(const std::string &path);

    int m_listener = -1;
    int m_epoll = -1;
    uint16_t m_port = 0;
    std::map<int, std::unique_ptr<Connection>> m_connections;
    std::map<std::string, Response> m_made;
    std::map<std::string, Channel> m_channels;
    std::string m_scratch;
};

} // namespace Replay
