// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "testproxy.h"

#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <utility>

namespace TestSupport {

using namespace Qt::StringLiterals;

class TestProxyPrivate
{
public:
    TestProxyPrivate(TestProxy::Kind k, const QByteArray &u, const QByteArray &p)
        : kind(k)
        , user(u)
        , password(p)
    {
    }

    TestProxy::Kind kind;
    QByteArray user;
    QByteArray password;
    QTcpServer server;
    QList<QByteArray> heads;
    int passed = 0;
    int refused = 0;
};

namespace {

//! \brief One client of the proxy, and the server that it asked for.
class Tunnel : public QObject
{
public:
    Tunnel(TestProxyPrivate *proxy, QTcpSocket *client)
        : QObject(client)
        , m_proxy(proxy)
        , m_client(client)
    {
        connect(client, &QTcpSocket::readyRead, this, &Tunnel::readClient);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

private:
    void readClient()
    {
        const QByteArray bytes = m_client->readAll();
        if (m_target && m_isPlain && bytes.first(bytes.indexOf('\n') + 1).contains(" http://")) {
            m_target->disconnect(m_client);
            m_target->deleteLater();
            m_target = nullptr; // the next request, perhaps to another server
        }
        if (m_target) {
            m_target->write(bytes);
            return;
        }
        m_input += bytes;
        if (m_proxy->kind == TestProxy::Kind::Http) {
            readHttp();
        } else {
            readSocks();
        }
    }

    void readHttp()
    {
        const qsizetype end = m_input.indexOf("\r\n\r\n") + 4;
        if (end < 4) {
            return;
        }
        const QByteArray head = m_input.first(end);
        m_proxy->heads.append(head);
        const QByteArray credentials = QByteArray(m_proxy->user + ':' + m_proxy->password).toBase64();
        if (!m_proxy->user.isEmpty()
            && !head.toLower().contains(QByteArray("proxy-authorization: basic " + credentials).toLower())) {
            ++m_proxy->refused;
            m_input.clear();
            m_client->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                            "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        const QByteArrayList words = head.first(head.indexOf("\r\n")).split(' ');
        if (words.at(0) == "CONNECT") {
            m_input.remove(0, end);
            const QByteArrayList where = words.at(1).split(':');
            open(where.at(0), where.at(1).toUShort(), "HTTP/1.1 200 Connected\r\n\r\n");
            return;
        }
        const QUrl url = QUrl::fromEncoded(words.at(1));
        m_isPlain = true;
        m_input = plainHead(words, url, head) + m_input.sliced(end);
        open(url.host().toLatin1(), quint16(url.port(80)), {});
    }

    static QByteArray plainHead(const QByteArrayList &words, const QUrl &url, const QByteArray &head)
    {
        QByteArray out = words.at(0) + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
            + " HTTP/1.1\r\n";
        const QByteArrayList lines = head.split('\n').sliced(1);
        for (const QByteArray &line : lines) {
            const QByteArray lower = line.toLower();
            if (line.trimmed().isEmpty() || lower.startsWith("proxy-") || lower.startsWith("connection")) {
                continue;
            }
            out += line + '\n';
        }
        return out + "\r\n";
    }

    void readSocks()
    {
        if (m_step == 0 && m_input.size() >= 2 && m_input.size() >= 2 + m_input.at(1)) {
            const bool asks = !m_proxy->user.isEmpty();
            const bool offers = m_input.sliced(2, m_input.at(1)).contains('\2');
            m_input.remove(0, 2 + m_input.at(1));
            m_client->write(!asks ? QByteArray("\5\0", 2) : offers ? QByteArray("\5\2") : "\5\xff"_ba);
            m_proxy->refused += asks && !offers ? 1 : 0;
            m_step = asks ? 1 : 2;
        }
        if (m_step == 1 && m_input.size() >= 2) {
            const qsizetype user = m_input.at(1);
            if (m_input.size() < 3 + user || m_input.size() < 3 + user + m_input.at(2 + user)) {
                return;
            }
            const qsizetype password = m_input.at(2 + user);
            const bool right = m_input.sliced(2, user) == m_proxy->user
                && m_input.sliced(3 + user, password) == m_proxy->password;
            m_input.remove(0, 3 + user + password);
            m_client->write(right ? QByteArray("\1\0", 2) : QByteArray("\1\1"));
            m_proxy->refused += right ? 0 : 1;
            m_step = right ? 2 : 3;
        }
        if (m_step == 2 && m_input.size() >= 10) {
            readSocksTarget();
        }
    }

    void readSocksTarget()
    {
        const bool named = m_input.at(3) == 3;
        const qsizetype size = named ? 1 + m_input.at(4) : 4;
        if (m_input.size() < 6 + size) {
            return;
        }
        const QByteArray address = m_input.sliced(4, size);
        const QByteArray host = named ? address.sliced(1)
                                      : QByteArray::number(quint8(address.at(0))) + '.'
                + QByteArray::number(quint8(address.at(1))) + '.'
                + QByteArray::number(quint8(address.at(2))) + '.'
                + QByteArray::number(quint8(address.at(3)));
        const auto port
            = quint16(quint8(m_input.at(4 + size)) << 8 | quint8(m_input.at(5 + size)));
        m_input.remove(0, 6 + size);
        open(host, port, QByteArray("\5\0\0\1\0\0\0\0\0\0", 10));
    }

    void open(const QByteArray &host, quint16 port, const QByteArray &answer)
    {
        ++m_proxy->passed;
        m_target = new QTcpSocket(this);
        m_target->setProxy(QNetworkProxy::NoProxy);
        connect(m_target, &QTcpSocket::connected, this, [this, answer] {
            m_client->write(answer);
        });
        connect(m_target, &QTcpSocket::readyRead, this, [this] { m_client->write(m_target->readAll()); });
        connect(m_target, &QTcpSocket::disconnected, m_client, [this] { m_client->disconnectFromHost(); });
        connect(m_target, &QTcpSocket::errorOccurred, m_client, [this] { m_client->disconnectFromHost(); });
        m_target->connectToHost(QString::fromLatin1(host), port);
        m_target->write(std::exchange(m_input, {})); // as soon as it is connected
    }

    TestProxyPrivate *m_proxy;
    QTcpSocket *m_client;
    QTcpSocket *m_target = nullptr;
    QByteArray m_input;
    bool m_isPlain = false;
    int m_step = 0;
};

} // namespace

TestProxy::TestProxy(Kind kind, const QByteArray &user, const QByteArray &password, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<TestProxyPrivate>(kind, user, password))
{
    d->server.setProxy(QNetworkProxy::NoProxy);
    d->server.listen(QHostAddress::LocalHost);
    connect(&d->server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = d->server.nextPendingConnection()) {
            new Tunnel(d.get(), client);
        }
    });
}

TestProxy::~TestProxy() = default;

quint16 TestProxy::port() const
{
    return d->server.serverPort();
}

QNetworkProxy TestProxy::settings(const QString &user, const QString &password) const
{
    return { d->kind == Kind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s,
             port(), user, password };
}

const QList<QByteArray> &TestProxy::heads() const
{
    return d->heads;
}

int TestProxy::passed() const
{
    return d->passed;
}

int TestProxy::refused() const
{
    return d->refused;
}

} // namespace TestSupport

#include "moc_testproxy.cpp"
