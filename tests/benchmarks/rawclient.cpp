// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rawclient.h"

#include <QtCore/QStringBuilder>

#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Benchmark {

namespace {

[[noreturn]] void giveUp(const char *why)
{
    std::fprintf(stderr, "benchmark: the blocking client failed: %s\n", why);
    std::exit(2);
}

// Of the Content-Length in a head; 0 without one.
qsizetype contentLength(QByteArrayView head)
{
    constexpr QByteArrayView name("Content-Length: ");
    const qsizetype at = head.indexOf(name);
    if (at < 0) {
        return 0;
    }
    return std::strtoll(head.sliced(at + name.size()).data(), nullptr, 10);
}

} // namespace

RawClient::RawClient(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_buffer(std::make_unique_for_overwrite<char[]>(size_t(BufferSize)))
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        giveUp("cannot connect");
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawClient::~RawClient()
{
    ::close(m_socket);
}

void RawClient::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent <= 0) {
            giveUp("cannot send");
        }
        bytes = bytes.sliced(sent);
    }
}

// Leaves the first bytes of the buffer alone.
QByteArrayView RawClient::receive(qsizetype behind)
{
    const ssize_t got = ::recv(m_socket, m_buffer.get() + behind, size_t(BufferSize - behind), 0);
    if (got < 0) {
        giveUp("cannot receive");
    }
    return { m_buffer.get() + behind, got };
}

// The first bytes of an answer, with at least its whole head.
QByteArrayView RawClient::receiveHead()
{
    qsizetype size = 0;
    for (;;) {
        const qsizetype got = receive(size).size();
        size += got;
        const QByteArrayView bytes(m_buffer.get(), size);
        if (bytes.contains("\r\n\r\n")) {
            return bytes;
        }
        if (got == 0) {
            giveUp("the answer has no end");
        }
    }
}

void RawClient::receiveAnswer(const std::function<void(QByteArrayView)> &body)
{
    const QByteArrayView first = receiveHead();
    const qsizetype end = first.indexOf("\r\n\r\n") + 4;
    qsizetype left = contentLength(first.first(end));
    QByteArrayView piece = first.sliced(end);
    for (;;) {
        if (body && !piece.isEmpty()) {
            body(piece);
        }
        left -= piece.size();
        if (left <= 0) {
            return;
        }
        piece = receive();
        if (piece.isEmpty()) {
            giveUp("the answer was cut short");
        }
    }
}

void RawClient::receiveToEnd(const std::function<void(QByteArrayView)> &body)
{
    const QByteArrayView first = receiveHead();
    QByteArrayView piece = first.sliced(first.indexOf("\r\n\r\n") + 4);
    do {
        if (body && !piece.isEmpty()) {
            body(piece);
        }
        piece = receive();
    } while (!piece.isEmpty());
}

QByteArrayView RawClient::receiveUntil(QByteArrayView end)
{
    qsizetype size = 0;
    for (;;) {
        const qsizetype got = receive(size).size();
        size += got;
        const QByteArrayView bytes(m_buffer.get(), size);
        if (bytes.endsWith(end)) {
            return bytes;
        }
        if (got == 0 || size == BufferSize) {
            giveUp("the awaited bytes did not come");
        }
    }
}

QByteArray RawClient::get(const QByteArray &target, bool close)
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
        + (close ? "Connection: close\r\n\r\n" : "\r\n");
}

QByteArray RawClient::post(const QByteArray &target, const QByteArray &body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace Benchmark
