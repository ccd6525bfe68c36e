// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace Benchmark {

//! \brief What a program on a blocking socket does, with no HTTP library in between: the yardstick.
//!
//! It trusts the replay server, and understands no more than that sends. Errors end the program.
class RawClient
{
public:
    //! \brief Connects to 127.0.0.1.
    explicit RawClient(quint16 port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void send(QByteArrayView bytes);
    //! \brief Takes the next answer with a Content-Length or without a body; \a body sees the pieces
    //! of its body, if given.
    void receiveAnswer(const std::function<void(QByteArrayView)> &body = {});
    //! \brief Takes a head, then everything up to the end of the connection; \a body sees the pieces
    //! as they came, chunked framing included.
    void receiveToEnd(const std::function<void(QByteArrayView)> &body = {});
    //! \brief Takes bytes until one piece ends with \a end; for answers that come at once.
    QByteArrayView receiveUntil(QByteArrayView end);

    //! \brief Head of a GET for \a target, such as "/v1/stream/null".
    static QByteArray get(const QByteArray &target, bool close = false);
    static QByteArray post(const QByteArray &target, const QByteArray &body);

    static constexpr qsizetype BufferSize = 256 * 1024;

private:
    QByteArrayView receive(qsizetype behind = 0);
    QByteArrayView receiveHead();

    int m_socket = -1;
    std::unique_ptr<char[]> m_buffer;
};

//! \brief Takes HTTP chunks apart, trusting that they are right.
class Dechunker
{
public:
    //! \brief Calls \a data with what is inside the chunks.
    template <typename Data> void feed(QByteArrayView bytes, Data data)
    {
        qsizetype at = 0;
        while (at < bytes.size()) {
            if (m_left > 0) {
                const qsizetype size = std::min(m_left, bytes.size() - at);
                data(bytes.sliced(at, size));
                m_left -= size;
                at += size;
                m_skip = m_left == 0 ? 2 : 0;
            } else if (m_skip > 0) {
                const qsizetype size = std::min(m_skip, bytes.size() - at);
                m_skip -= size;
                at += size;
            } else {
                const char c = bytes[at++];
                if (c == '\n') {
                    m_left = std::exchange(m_size, 0);
                } else if (c != '\r') {
                    m_size = m_size * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
                }
            }
        }
    }

private:
    qsizetype m_left = 0;
    qsizetype m_size = 0;
    qsizetype m_skip = 0;
};

} // namespace Benchmark
