// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Replay {

namespace {

constexpr size_t ScratchSize = 256 * 1024;
constexpr auto JsonLine = "Content-Type: application/json\r\n";

std::vector<std::string> split(const std::string &path)
{
    std::vector<std::string> parts;
    for (size_t at = 0; at < path.size();) {
        const size_t end = std::min(path.find('/', at), path.size());
        parts.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    parts.resize(std::max<size_t>(parts.size(), 4));
    return parts;
}

size_t number(const std::string &text)
{
    return std::strtoull(text.c_str(), nullptr, 10);
}

size_t position(const std::string &offset)
{
    const size_t line = offset.find('_');
    return line == std::string::npos ? 0 : number(offset.substr(line + 1));
}

std::string readLines(size_t next, bool upToDate)
{
    return JsonLine + ("Stream-Next-Offset: " + offsetText(next)) + "\r\nStream-Cursor: 17746\r\n"
        + (upToDate ? "Stream-Up-To-Date: true\r\n" : "");
}

Bytes bytes(std::string text)
{
    return std::make_shared<const std::string>(std::move(text));
}

constexpr std::string_view Root = "/v1/stream/";

} // namespace

Server::Server()
    : m_scratch(ScratchSize, '\0')
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (m_listener < 0 || ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0
        || ::listen(m_listener, 512) != 0) {
        throw std::runtime_error("cannot listen on 127.0.0.1");
    }
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(m_listener, false, true);
    watch(STDIN_FILENO, false, true);
}

Server::~Server()
{
    for (const auto &[socket, connection] : m_connections) {
        ::close(socket);
    }
    ::close(m_epoll);
    ::close(m_listener);
}

void Server::watch(int socket, bool writing, bool add)
{
    epoll_event event {};
    event.events = EPOLLIN | (writing ? EPOLLOUT : 0U);
    event.data.fd = socket;
    ::epoll_ctl(m_epoll, add ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
}

void Server::run()
{
    epoll_event events[64];
    for (;;) {
        const int count = ::epoll_wait(m_epoll, events, 64, -1);
        for (int i = 0; i < count; ++i) {
            const int socket = events[i].data.fd;
            if (socket == m_listener) {
                accept();
                continue;
            }
            if (socket == STDIN_FILENO) {
                if (::read(STDIN_FILENO, m_scratch.data(), ScratchSize) <= 0) {
                    return;
                }
                continue;
            }
            const auto found = m_connections.find(socket);
            if (found != m_connections.end()) {
                if (events[i].events & EPOLLOUT) {
                    flush(*found->second);
                } else {
                    readFrom(*found->second);
                }
            }
        }
    }
}

void Server::accept()
{
    const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0) {
        return;
    }
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto connection = std::make_unique<Connection>();
    connection->socket = socket;
    m_connections[socket] = std::move(connection);
    watch(socket, false, true);
}

void Server::drop(Connection &connection)
{
    ::close(connection.socket);
    m_connections.erase(connection.socket);
}

void Server::readFrom(Connection &connection)
{
    const ssize_t got = ::recv(connection.socket, m_scratch.data(), ScratchSize, 0);
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            drop(connection);
        }
        return;
    }
    connection.input.append(m_scratch.data(), size_t(got));
    while (connection.inBody ? takeBody(connection) : takeRequest(connection)) { }
}

// True if another step may follow.
bool Server::takeRequest(Connection &connection)
{
    std::optional<Request> request = takeHead(connection.input);
    if (!request) {
        return false;
    }
    if (request->method.empty()) {
        connection.closes = true;
        send(connection, withLength("400 Bad Request", {}, {}));
        return false;
    }
    connection.request = *std::move(request);
    connection.bodyLeft = connection.request.bodySize;
    connection.body.clear();
    connection.inBody = true;
    return true;
}

bool Server::takeBody(Connection &connection)
{
    const size_t taken = std::min(connection.bodyLeft, connection.input.size());
    if (connection.request.path.starts_with("/v1/stream/live/")) {
        connection.body.append(connection.input, 0, taken);
    }
    connection.input.erase(0, taken);
    connection.bodyLeft -= taken;
    if (connection.bodyLeft > 0) {
        return false;
    }
    connection.inBody = false;
    connection.closes = connection.request.close;
    const bool more = !connection.input.empty();
    answer(connection); // may end the connection; then there was no more
    return more;
}

void Server::answer(Connection &connection)
{
    const std::string &method = connection.request.method;
    if (method == "POST") {
        answerAppend(connection);
    } else if (method == "PUT") {
        send(connection, withLength("201 Created", readLines(0, false), {}));
    } else if (method == "HEAD" || method == "DELETE") {
        send(connection, withLength("200 OK", readLines(0, false), {}));
    } else {
        answerRead(connection);
    }
}

void Server::answerAppend(Connection &connection)
{
    const Request &request = connection.request;
    Channel *channel = nullptr;
    if (request.path.starts_with("/v1/stream/live/")) {
        channel = &m_channels[request.path];
        channel->last = connection.body;
        ++channel->count;
    }
    static const Response plain
        = withLength("204 No Content", "Stream-Next-Offset: " + offsetText(1) + "\r\n", {});
    if (request.producerSeq.empty()) {
        send(connection, plain);
    } else {
        send(connection,
             withLength("200 OK",
                        "Stream-Next-Offset: " + offsetText(number(request.producerSeq) + 1)
                            + "\r\nProducer-Epoch: " + request.producerEpoch
                            + "\r\nProducer-Seq: " + request.producerSeq + "\r\n",
                        {}));
    }
    if (channel) {
        wakeReaders(*channel);
    }
}

const Response &Server::made(const std::string &path)
{
    Response &response = m_made[path];
    if (response.empty()) {
        const std::vector<std::string> parts = split(path);
        if (parts[0] == "single") {
            response = inChunks(number(parts[1]), 0);
        } else if (parts[0] == "chunks") {
            response = inChunks(number(parts[1]), number(parts[2]));
        } else if (parts[0] == "catchup") {
            response = { { bytes(logArray(number(parts[2]))) } };
        } else {
            const Framing framing = parts[2] == "pair" ? Framing::Pair
                : parts[2] == "four"                   ? Framing::Four
                                                       : Framing::Block;
            response = events(number(parts[1]), framing, std::max<size_t>(1, number(parts[3])));
        }
    }
    return response;
}

void Server::answerRead(Connection &connection)
{
    const Request &request = connection.request;
    const std::string path
        = request.path.starts_with(Root) ? request.path.substr(Root.size()) : std::string();
    const size_t from = position(request.parameter("offset"));
    const std::string live = request.parameter("live");
    if (path.starts_with("live/")) {
        answerLive(connection, from);
    } else if (path.starts_with("single/") || path.starts_with("chunks/")) {
        send(connection, made(path));
    } else if (path.starts_with("events/") && live == "sse") {
        send(connection, made(path));
    } else if (path.starts_with("catchup/")) {
        const size_t count = number(split(path)[1]);
        if (from >= count) {
            send(connection, withLength("200 OK", readLines(count, true), bytes("[]")));
            return;
        }
        send(connection,
             withLength("200 OK", readLines(from + 1, from + 1 == count), made(path).front().bytes));
    } else {
        send(connection, withLength("200 OK", readLines(0, true), bytes("[]")));
    }
}

// Waits, unless something was appended behind \a from.
void Server::answerLive(Connection &connection, size_t from)
{
    connection.channel = &m_channels[connection.request.path];
    const std::string live = connection.request.parameter("live");
    const size_t count = connection.channel->count;
    if (live == "sse") {
        connection.wait = Connection::Wait::Events;
        const std::string control = "event: control\ndata:{\"streamNextOffset\":\"" + offsetText(count)
            + "\",\"streamCursor\":\"17746\",\"upToDate\":true}\n\n";
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", control.size());
        send(connection,
             { { bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n"
                       + (size + control) + "\r\n") } });
    } else if (live == "long-poll" && from >= count) {
        connection.wait = Connection::Wait::LongPoll;
    } else {
        const std::string body = from < count ? "[" + connection.channel->last + "]" : "[]";
        send(connection, withLength("200 OK", readLines(count, true), bytes(body)));
    }
}

void Server::wakeReaders(Channel &channel)
{
    const std::string chunk = eventChunk(channel.last, channel.count);
    const Response poll
        = withLength("200 OK", readLines(channel.count, true), bytes("[" + channel.last + "]"));
    std::vector<Connection *> readers;
    for (const auto &[socket, connection] : m_connections) {
        if (connection->channel == &channel && connection->wait != Connection::Wait::No) {
            readers.push_back(connection.get());
        }
    }
    for (Connection *reader : readers) {
        if (reader->wait == Connection::Wait::LongPoll) {
            reader->wait = Connection::Wait::No;
            send(*reader, poll);
        } else {
            send(*reader, { { bytes(chunk) } });
        }
    }
}

void Server::send(Connection &connection, const Response &response)
{
    // Small answers go out in one piece.
    if (response.size() == 2 && response[1].repeat == 1 && response[1].bytes->size() < 64 * 1024) {
        connection.output.push_back({ bytes(*response[0].bytes + *response[1].bytes) });
    } else {
        connection.output.insert(connection.output.end(), response.begin(), response.end());
    }
    if (!connection.blocked) {
        flush(connection);
    }
}

void Server::flush(Connection &connection)
{
    while (!connection.output.empty()) {
        Segment &segment = connection.output.front();
        const std::string &data = *segment.bytes;
        if (segment.repeat == 0) {
            connection.output.pop_front();
            continue;
        }
        const ssize_t sent = ::send(connection.socket, data.data() + connection.written,
                                    data.size() - connection.written, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno == EAGAIN) {
                if (!std::exchange(connection.blocked, true)) {
                    watch(connection.socket, true, false);
                }
            } else {
                connection.output.clear(); // its end will be read
            }
            return;
        }
        connection.written += size_t(sent);
        if (connection.written == data.size()) {
            connection.written = 0;
            --segment.repeat;
        }
    }
    if (std::exchange(connection.blocked, false)) {
        watch(connection.socket, false, false);
    }
    if (connection.closes) {
        ::shutdown(connection.socket, SHUT_WR);
    }
}

} // namespace Replay
