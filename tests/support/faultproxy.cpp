// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "faultproxy.h"
#include "faultconnection_p.h"
#include "faultserver_p.h"

#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

namespace TestSupport {

class FaultProxyPrivate : public QTcpServer
{
public:
    struct Waiting
    {
        Fault fault;
        QByteArray method;
    };
    Fault take(const QByteArray &method);

    quint16 upstream = 0;
    int accepted = 0;
    QList<Waiting> waiting;
    QList<Request> records;
    QList<QTcpSocket *> open;

protected:
    void incomingConnection(qintptr descriptor) override;
};

namespace {

//! \brief A client's connection and the one to the server behind it.
class Link : public QObject
{
public:
    Link(FaultProxyPrivate *proxy, QTcpSocket *client, int number)
        : QObject(client)
        , m_proxy(proxy)
        , m_client(client)
        , m_server(new QTcpSocket(this))
        , m_number(number)
    {
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_server->connectToHost(QHostAddress::LocalHost, proxy->upstream);
        connect(client, &QTcpSocket::readyRead, this, &Link::readRequest);
        connect(m_server, &QTcpSocket::connected, this, [this] {
            m_server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        });
        connect(m_server, &QTcpSocket::readyRead, this, [this] {
            m_answer += m_server->readAll();
            pass();
        });
        connect(m_server, &QTcpSocket::disconnected, this, [this] {
            m_serverGone = true;
            pass();
        });
        connect(m_server, &QTcpSocket::errorOccurred, this, [this] {
            if (m_server->state() != QAbstractSocket::ConnectedState) {
                m_serverGone = true;
                pass();
            }
        });
    }

private:
    void readRequest()
    {
        m_in += m_client->readAll();
        while (!m_in.isEmpty() && !m_dead) {
            if (m_missing == 0) {
                const qsizetype end = m_in.indexOf("\r\n\r\n");
                if (end < 0) {
                    return;
                }
                begin(end + 4);
                continue;
            }
            const qsizetype step = std::min<qint64>(m_missing, m_in.size());
            m_proxy->records[m_record].body += QByteArrayView(m_in).first(step);
            m_missing -= step;
            m_proxy->records[m_record].complete = m_missing == 0;
            forward(step);
        }
    }

    void begin(qsizetype headSize)
    {
        Request request;
        request.connection = m_number;
        request.head = m_in.first(headSize);
        parseHead(request);
        m_missing = request.header("content-length").toLongLong();
        request.complete = m_missing == 0;
        m_record = m_proxy->records.size();
        m_proxy->records.append(request);
        m_fault = m_proxy->take(request.method);
        m_position = 0;
        m_head.clear();
        m_headSize = -1;
        if (m_fault.kind == Fault::Kind::DropRequest) {
            m_dead = true;
            dropSocket(m_client, m_fault.how);
            m_server->abort();
            return;
        }
        forward(headSize);
    }

    void forward(qsizetype size)
    {
        m_server->write(m_in.constData(), size);
        m_in.remove(0, size);
    }

    // Where the fault lies in the answer, if that is known yet.
    qint64 faultAt() const
    {
        if (m_fault.kind == Fault::Kind::None) {
            return -1;
        }
        if (m_fault.place.part == Place::Part::Start) {
            return m_fault.place.bytes;
        }
        return m_headSize < 0 ? -1 : m_headSize + m_fault.place.bytes;
    }

    void noteHead()
    {
        if (m_headSize < 0) {
            m_head += m_answer;
            const qsizetype end = m_head.indexOf("\r\n\r\n");
            m_headSize = end < 0 ? -1 : end + 4;
            m_head = m_headSize < 0 ? m_head.chopped(m_answer.size()) : QByteArray();
        }
    }

    void pass()
    {
        if (m_dead || m_paused) {
            return;
        }
        if (!m_answer.isEmpty()) {
            noteHead();
            const qint64 at = faultAt();
            const bool here = at >= 0 && at <= m_position + m_answer.size();
            const qint64 size = here ? std::max<qint64>(0, at - m_position) : m_answer.size();
            m_client->write(m_answer.constData(), size);
            m_client->flush();
            if (m_headSize < 0) {
                m_head += m_answer.first(size);
            }
            m_answer.remove(0, size);
            m_position += size;
            if (here) {
                act();
                return;
            }
        }
        if (m_serverGone && m_answer.isEmpty()) {
            m_dead = true;
            m_client->disconnectFromHost();
        }
    }

    void act()
    {
        const Fault fault = std::exchange(m_fault, Fault::none());
        switch (fault.kind) {
        case Fault::Kind::Drop:
            m_dead = true;
            dropSocket(m_client, fault.how);
            m_server->disconnectFromHost();
            break;
        case Fault::Kind::Hang:
            m_dead = true;
            break;
        default:
            m_paused = true;
            QTimer::singleShot(fault.time, this, [this] {
                m_paused = false;
                pass();
            });
        }
    }

    FaultProxyPrivate *m_proxy;
    QTcpSocket *m_client;
    QTcpSocket *m_server;
    QByteArray m_in;
    QByteArray m_answer;
    QByteArray m_head; //!< What passed of the answer's header.
    Fault m_fault = Fault::none();
    qsizetype m_record = -1;
    qint64 m_missing = 0;
    qint64 m_position = 0;
    qint64 m_headSize = -1;
    int m_number;
    bool m_paused = false;
    bool m_dead = false;
    bool m_serverGone = false;
};

} // namespace

Fault FaultProxyPrivate::take(const QByteArray &method)
{
    const auto it = std::ranges::find_if(waiting, [&method](const Waiting &w) {
        return w.method.isEmpty() || w.method == method;
    });
    if (it == waiting.end()) {
        return Fault::none();
    }
    const Fault fault = it->fault;
    waiting.erase(it);
    return fault;
}

void FaultProxyPrivate::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    open.append(socket);
    QObject::connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        open.removeOne(socket);
        socket->deleteLater();
    });
    new Link(this, socket, ++accepted);
}

FaultProxy::FaultProxy(quint16 upstreamPort, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<FaultProxyPrivate>())
{
    d->upstream = upstreamPort;
    d->setListenBacklogSize(1024);
    d->listen(QHostAddress::LocalHost);
}

FaultProxy::~FaultProxy() = default;

quint16 FaultProxy::port() const
{
    return d->serverPort();
}

QUrl FaultProxy::url(const QByteArray &target) const
{
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(port()) + target;
    return QUrl::fromEncoded(address);
}

void FaultProxy::setUpstreamPort(quint16 port)
{
    d->upstream = port;
}

void FaultProxy::next(const Fault &fault, const QByteArray &method)
{
    d->waiting.append({ fault, method });
}

int FaultProxy::pending() const
{
    return int(d->waiting.size());
}

const QList<Request> &FaultProxy::requests() const
{
    return d->records;
}

int FaultProxy::count(const QByteArray &method) const
{
    return int(std::ranges::count(d->records, method, &Request::method));
}

int FaultProxy::connections() const
{
    return d->accepted;
}

void FaultProxy::dropAll(Drop how)
{
    const QList<QTcpSocket *> open = d->open;
    for (QTcpSocket *socket : open) {
        dropSocket(socket, how);
    }
}

} // namespace TestSupport

#include "moc_faultproxy.cpp"
