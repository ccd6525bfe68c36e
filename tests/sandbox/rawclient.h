// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtNetwork/QTcpSocket>

#include <utility>

//! An answer as it came.
struct RawResponse
{
    int status = 0; //!< 0: no complete answer
    QByteArray head;
    QByteArray body;

    //! The value of a header, in whatever case its name is; null if there is none.
    QByteArray header(QByteArrayView name) const;
};

//! \brief A client that blocks, keeps its connection, and can also send what no client should.
class RawClient
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    explicit RawClient(quint16 port);

    //! \param path below the stream root, query included
    RawResponse request(const QByteArray &method, const QByteArray &path,
                        const Headers &headers = {}, const QByteArray &body = {});
    RawResponse get(const QByteArray &path) { return request("GET", path); }
    RawResponse put(const QByteArray &path, const QByteArray &type, const QByteArray &body = {},
                    Headers headers = {});
    RawResponse post(const QByteArray &path, const QByteArray &type, const QByteArray &body,
                     Headers headers = {});
    //! All content, page by page.
    QByteArray readAll(const QByteArray &path, bool json, int *pages = nullptr);

    void send(const QByteArray &bytes);
    RawResponse receive(bool hasBody = true);
    //! Everything received until this text came, it included; null if it did not come in time.
    QByteArray receiveUntil(QByteArrayView text);
    bool waitForClose();
    QTcpSocket &socket() { return m_socket; }

private:
    bool more();

    quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_input;
};
