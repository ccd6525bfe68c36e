// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Benchmark {

//! \brief One connection to 127.0.0.1 that does as little as possible, so that the time of a round is
//! the server's. Trusts it: answers are well-formed, and no content looks like the end of chunks.
class BlockingClient
{
public:
    struct Answer
    {
        int status = 0; //!< 0: the connection broke
        QByteArray head = {};
        qint64 bodySize = 0;

        QByteArray header(QByteArrayView name) const
        {
            const QByteArray line = "\r\n" + name.toByteArray().toLower() + ':';
            const qsizetype at = head.toLower().indexOf(line);
            const qsizetype begin = at + 3 + name.size();
            return at < 0 ? QByteArray()
                          : head.sliced(begin, head.indexOf("\r\n", begin) - begin).trimmed();
        }
    };

    explicit BlockingClient(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
            close();
        }
        m_input.resize(256 * 1024);
    }
    ~BlockingClient() { close(); }
    Q_DISABLE_COPY_MOVE(BlockingClient)

    int socket() const { return m_socket; }

    //! A request with its body, such as `POST /v1/stream/a`.
    static QByteArray request(const QByteArray &start, const QByteArray &contentType = {},
                              const QByteArray &body = {})
    {
        QByteArray bytes = start + " HTTP/1.1\r\nHost: localhost\r\n";
        if (!contentType.isNull()) {
            bytes += "Content-Type: " + contentType + "\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n";
        }
        return bytes + "\r\n" + body;
    }

    bool send(const QByteArray &bytes) const
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const ssize_t n = ::send(m_socket, bytes.constData() + sent,
                                     size_t(bytes.size() - sent), MSG_NOSIGNAL);
            if (n <= 0) {
                return false;
            }
            sent += n;
        }
        return true;
    }

    //! Sends and waits for the whole answer.
    Answer exchange(const QByteArray &bytes)
    {
        return send(bytes) ? receive() : Answer();
    }

private:
    Answer receive()
    {
        Answer answer;
        // The last bytes, where the end of chunks shows; the first chunk follows the end of a line.
        QByteArray end = "\r\n";
        qint64 length = -1;
        while (answer.head.isNull() || (length >= 0 ? answer.bodySize < length
                                                    : !end.endsWith("\r\n0\r\n\r\n"))) {
            const ssize_t n = ::recv(m_socket, m_input.data(), size_t(m_input.size()), 0);
            if (n <= 0) {
                return {};
            }
            QByteArrayView piece(m_input.constData(), n);
            if (answer.head.isNull()) {
                m_head += piece;
                const qsizetype stop = m_head.indexOf("\r\n\r\n");
                if (stop < 0) {
                    continue;
                }
                answer.head = m_head.first(stop + 2);
                answer.status = answer.head.sliced(9, 3).toInt();
                piece = piece.last(m_head.size() - stop - 4);
                m_head.clear();
                const QByteArray value = answer.header("content-length");
                length = answer.status == 204 ? 0 : value.isNull() ? -1 : value.toLongLong();
            }
            answer.bodySize += piece.size();
            end.append(piece.last(qMin(piece.size(), 7)));
            end = end.last(qMin<qsizetype>(end.size(), 7));
        }
        return answer;
    }
    void close()
    {
        if (m_socket >= 0) {
            ::close(m_socket);
            m_socket = -1;
        }
    }

    int m_socket;
    QByteArray m_input;
    QByteArray m_head;
};

} // namespace Benchmark
