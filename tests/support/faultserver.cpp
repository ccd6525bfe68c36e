// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "faultserver.h"
#include "faultconnection_p.h"
#include "faultserver_p.h"

#include <QtNetwork/QSslSocket>

#include <algorithm>

namespace TestSupport {

void parseHead(Request &request)
{
    request.headerComplete = true;
    const QList<QByteArray> lines = request.head.split('\n');
    const QList<QByteArray> words = lines.constFirst().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    const qsizetype mark = request.target.indexOf('?');
    request.path = mark < 0 ? request.target : request.target.first(mark);
    request.query = mark < 0 ? QByteArray() : request.target.sliced(mark + 1);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) {
            request.headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
        }
    }
}

Exchange::Exchange(FaultConnection *connection, const Request &request)
    : m_connection(connection)
    , m_request(request)
{
}

bool Exchange::isOpen() const
{
    return m_connection && m_connection->socket()->state() == QAbstractSocket::ConnectedState;
}

void Exchange::reply(const Reply &reply) const
{
    if (isOpen()) {
        m_connection->reply(reply);
    }
}

void Exchange::write(const QByteArray &bytes) const
{
    if (isOpen()) {
        m_connection->write(bytes);
    }
}

void Exchange::startChunked(int status, const QByteArray &headerLines) const
{
    write("HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + headerLines
          + "Transfer-Encoding: chunked\r\n\r\n");
}

void Exchange::chunk(const QByteArray &data) const
{
    write(QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n");
}

void Exchange::end() const
{
    write("0\r\n\r\n");
    if (isOpen()) {
        m_connection->end();
    }
}

void Exchange::drop(Drop how) const
{
    if (isOpen()) {
        m_connection->drop(how);
    }
}

FaultServerPrivate::FaultServerPrivate(FaultServer *server)
    : q(server)
{
    setListenBacklogSize(1024);
    listen(QHostAddress::LocalHost);
    portUsed = serverPort();
}

void FaultServerPrivate::set(const QByteArray &method, const QByteArray &path, const Route &route)
{
    if (method.isEmpty()) {
        routes.removeIf([&path](const auto &it) { return it.key().second == path; });
    }
    routes.insert({ method, path }, route);
}

FaultServerPrivate::Route *FaultServerPrivate::route(const Request &request)
{
    auto it = routes.find({ request.method, request.path });
    if (it == routes.end()) {
        it = routes.find({ QByteArray(), request.path });
    }
    return it == routes.end() ? nullptr : &it.value();
}

std::optional<Reply> FaultServerPrivate::nextReply(const Request &request)
{
    Route *found = route(request);
    if (!found) {
        return fallback ? std::nullopt : std::optional(Reply(404, "no script for this path"));
    }
    if (found->replies.isEmpty()) {
        return std::nullopt;
    }
    const qsizetype index = std::min(found->next++, found->replies.size() - 1);
    return found->replies.at(index);
}

void FaultServerPrivate::handle(const Request &request, FaultConnection *connection)
{
    const Route *found = route(request);
    const FaultServer::Handler handler = found ? found->handler : fallback;
    if (handler) {
        handler(Exchange(connection, request));
    }
}

void FaultServerPrivate::incomingConnection(qintptr descriptor)
{
    const int number = ++accepted;
    QTcpSocket *socket = tls ? new QSslSocket : new QTcpSocket;
    socket->setSocketDescriptor(descriptor);
    if (dropNext > 0) {
        --dropNext;
        dropSocket(socket, dropNextHow);
        socket->deleteLater();
        return;
    }
    auto *connection = new FaultConnection(socket, number, this, q);
    open.append(connection);
    QObject::connect(socket, &QTcpSocket::disconnected, connection, [this, connection] {
        if (open.removeOne(connection)) {
            connection->deleteLater();
            Q_EMIT q->connectionClosed(connection->number());
        }
    });
    if (tls) {
        auto *secure = static_cast<QSslSocket *>(socket);
        secure->setSslConfiguration(*tls);
        secure->startServerEncryption();
    }
    Q_EMIT q->connectionOpened(number);
}

FaultServer::FaultServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<FaultServerPrivate>(this))
{
}

FaultServer::FaultServer(const QSslConfiguration &tls, QObject *parent)
    : FaultServer(parent)
{
    d->tls = tls;
}

FaultServer::~FaultServer()
{
    // The connections report to d: they go first.
    const QList<FaultConnection *> open = std::exchange(d->open, {});
    qDeleteAll(open);
}

void FaultServer::setTls(const QSslConfiguration &tls)
{
    d->tls = tls;
}

quint16 FaultServer::port() const
{
    return d->portUsed;
}

QUrl FaultServer::url(const QByteArray &target) const
{
    const QByteArray scheme = d->tls ? "https" : "http";
    const QByteArray address = scheme + "://127.0.0.1:" + QByteArray::number(port()) + target;
    return QUrl::fromEncoded(address);
}

void FaultServer::on(const QByteArray &path, const Reply &reply)
{
    on(QByteArray(), path, reply);
}

void FaultServer::on(const QByteArray &path, const QList<Reply> &replies)
{
    on(QByteArray(), path, replies);
}

void FaultServer::on(const QByteArray &path, const Handler &handler)
{
    on(QByteArray(), path, handler);
}

void FaultServer::on(const QByteArray &method, const QByteArray &path, const Reply &reply)
{
    on(method, path, QList<Reply> { reply });
}

void FaultServer::on(const QByteArray &method, const QByteArray &path, const QList<Reply> &replies)
{
    d->set(method, path, { replies, 0, {} });
}

void FaultServer::on(const QByteArray &method, const QByteArray &path, const Handler &handler)
{
    d->set(method, path, { {}, 0, handler });
}

void FaultServer::otherwise(const Handler &handler)
{
    d->fallback = handler;
}

const QList<Request> &FaultServer::requests() const
{
    return d->records;
}

QList<Request> FaultServer::requestsFor(const QByteArray &method, const QByteArray &path) const
{
    QList<Request> found;
    std::ranges::copy_if(d->records, std::back_inserter(found), [&](const Request &request) {
        return request.headerComplete && request.path == path
            && (method.isEmpty() || request.method == method);
    });
    return found;
}

int FaultServer::count(const QByteArray &method, const QByteArray &path) const
{
    return int(requestsFor(method, path).size());
}

int FaultServer::countComplete(const QByteArray &method, const QByteArray &path) const
{
    return int(std::ranges::count_if(requestsFor(method, path), &Request::complete));
}

void FaultServer::forget()
{
    d->records.clear();
    ++d->generation;
}

int FaultServer::connections() const
{
    return d->accepted;
}

int FaultServer::openConnections() const
{
    return int(d->open.size());
}

int FaultServer::openRequests() const
{
    return int(std::ranges::count_if(d->open, &FaultConnection::isBusy));
}

void FaultServer::dropNextConnections(int count, Drop how)
{
    d->dropNext = count;
    d->dropNextHow = how;
}

void FaultServer::dropAll(Drop how)
{
    const QList<FaultConnection *> open = d->open;
    for (FaultConnection *connection : open) {
        connection->drop(how);
    }
}

void FaultServer::stopListening()
{
    d->close();
}

bool FaultServer::listenAgain()
{
    return d->listen(QHostAddress::LocalHost, d->portUsed);
}

} // namespace TestSupport

#include "moc_faultserver.cpp"
