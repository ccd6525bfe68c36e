// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rawclient.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 20'000; // milliseconds; the machine may be busy

} // namespace

QByteArray RawResponse::header(QByteArrayView name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0) {
            return line.sliced(colon + 1).trimmed();
        }
    }
    return {};
}

RawClient::RawClient(quint16 port)
    : m_port(port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    m_socket.waitForConnected(Patience);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

bool RawClient::more()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(Patience)
        && m_socket.bytesAvailable() == 0) {
        return false;
    }
    m_input += m_socket.readAll();
    return true;
}

void RawClient::send(const QByteArray &bytes)
{
    const auto connected = [this] { return m_socket.state() == QAbstractSocket::ConnectedState; };
    if (connected()) {
        m_socket.write(bytes);
    }
    while (connected() && m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(Patience)) { }
}

RawResponse RawClient::receive(bool hasBody)
{
    qsizetype end = -1;
    while ((end = m_input.indexOf("\r\n\r\n")) < 0) {
        if (!more()) {
            return {};
        }
    }
    RawResponse response;
    response.head = m_input.first(end).replace("\r\n", "\n");
    m_input.remove(0, end + 4);
    const qsizetype length = hasBody ? response.header("content-length").toLongLong() : 0;
    while (m_input.size() < length) {
        if (!more()) {
            return {};
        }
    }
    response.body = m_input.first(length);
    m_input.remove(0, length);
    response.status = response.head.sliced(9, 3).toInt();
    return response;
}

RawResponse RawClient::request(const QByteArray &method, const QByteArray &path,
                               const Headers &headers, const QByteArray &body)
{
    QByteArray head = method + " /v1/stream/"_ba + path + " HTTP/1.1\r\nHost: sandbox\r\n"_ba;
    for (const auto &[name, value] : headers) {
        head += name + ": "_ba + value + "\r\n"_ba;
    }
    if (!body.isNull()) {
        head += "Content-Length: "_ba + QByteArray::number(body.size()) + "\r\n"_ba;
    }
    send(head + "\r\n"_ba + body);
    return receive(method != "HEAD");
}

RawResponse RawClient::put(const QByteArray &path, const QByteArray &type, const QByteArray &body,
                           Headers headers)
{
    headers.append({ "Content-Type"_ba, type });
    return request("PUT"_ba, path, headers, body.isNull() ? ""_ba : body);
}

RawResponse RawClient::post(const QByteArray &path, const QByteArray &type, const QByteArray &body,
                            Headers headers)
{
    headers.append({ "Content-Type"_ba, type });
    return request("POST"_ba, path, headers, body);
}

QByteArray RawClient::readAll(const QByteArray &path, bool json, int *pages)
{
    QByteArray all;
    QByteArray offset = "-1"_ba;
    for (;;) {
        const RawResponse page = get(path + "?offset="_ba + offset);
        if (page.status != 200) {
            return "status "_ba + QByteArray::number(page.status);
        }
        const QByteArray content = json ? page.body.sliced(1, page.body.size() - 2) : page.body;
        all += (json && !all.isEmpty() && !content.isEmpty() ? ","_ba : ""_ba) + content;
        offset = page.header("Stream-Next-Offset");
        if (pages) {
            ++*pages;
        }
        if (!page.header("Stream-Up-To-Date").isNull()) {
            return all;
        }
    }
}

QByteArray RawClient::receiveUntil(QByteArrayView text)
{
    qsizetype at = -1;
    while ((at = m_input.indexOf(text)) < 0) {
        if (!more()) {
            return {};
        }
    }
    const QByteArray received = m_input.first(at + text.size());
    m_input.remove(0, at + text.size());
    return received;
}

bool RawClient::waitForClose()
{
    while (m_socket.state() == QAbstractSocket::ConnectedState && more()) { }
    return m_socket.state() != QAbstractSocket::ConnectedState;
}
