// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "pacedserver.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>

namespace Benchmark {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tick = 5ms;
constexpr qint64 writeAhead = 4 << 20;
constexpr auto headStart = 500ms;

QByteArray offsetOf(quint64 id)
{
    return "0000000000000000_" + QByteArray::number(id).rightJustified(16, '0');
}

QByteArray arrayOf(quint64 first, int count)
{
    const qint64 now = steadyMicroseconds();
    QByteArray body;
    body.reserve(count * 230);
    for (int i = 0; i < count; ++i) {
        body += i == 0 ? '[' : ',';
        body += pacedMessage(first + quint64(i), now);
    }
    return body + ']';
}

// One connection: requests come one after the other.
class PacedConnection : public QObject
{
public:
    explicit PacedConnection(QTcpSocket *socket)
        : QObject(socket)
        , m_socket(socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, &PacedConnection::read);
        connect(socket, &QTcpSocket::bytesWritten, this, [this] {
            if (m_writeMore) {
                m_writeMore();
            }
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(&m_ticks, &QTimer::timeout, this, &PacedConnection::sendDue);
        m_ticks.setTimerType(Qt::PreciseTimer);
    }

private:
    void read()
    {
        m_request += m_socket->readAll();
        const qsizetype end = m_request.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        const QByteArray target = m_request.split(' ').value(1);
        m_request.remove(0, end + 4);
        const QByteArrayList parts = target.left(target.indexOf('?')).mid(1).split('/');
        m_script = { .history = parts.value(0).toInt(),
                     .rate = parts.value(1).toInt(),
                     .batch = std::max(1, parts.value(2).toInt()),
                     .duration = std::chrono::milliseconds(parts.value(3).toInt()) };
        if (target.contains("live=")) {
            live();
        } else if (target.contains("offset=-1")) {
            history(m_script.history);
        } else {
            history(0);
        }
    }

    void chunk(const QByteArray &data)
    {
        m_socket->write(QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n");
    }

    void history(int count)
    {
        m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nStream-Up-To-Date: true\r\n"
                        "Transfer-Encoding: chunked\r\nStream-Next-Offset: "
                        + offsetOf(quint64(m_script.history)) + "\r\n\r\n");
        m_writeMore = [this, count, sent = 0]() mutable {
            constexpr int piece = 2000;
            while (sent < count && m_socket->bytesToWrite() < writeAhead) {
                const int now = std::min(piece, count - sent);
                QByteArray body = arrayOf(quint64(sent), now);
                if (sent > 0) {
                    body[0] = ',';
                }
                sent += now;
                if (sent < count) {
                    body.chop(1);
                }
                chunk(body);
            }
            if (sent >= count) {
                if (count == 0) {
                    chunk("[]");
                }
                m_socket->write("0\r\n\r\n");
                m_writeMore = nullptr;
            }
        };
        m_writeMore();
    }

    void live()
    {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        m_next = quint64(m_script.history);
        control();
        m_began = steadyMicroseconds()
            + std::chrono::duration_cast<std::chrono::microseconds>(headStart).count();
        if (m_script.rate > 0) {
            m_ticks.start(tick);
        }
    }

    void control()
    {
        chunk("event: control\ndata: {\"streamNextOffset\":\"" + offsetOf(m_next)
              + "\",\"streamCursor\":\"1\",\"upToDate\":true}\n\n");
    }

    // What should have been sent by now, in appends of the size asked for.
    void sendDue()
    {
        const qint64 passed = steadyMicroseconds() - m_began;
        const qint64 end = std::chrono::microseconds(m_script.duration).count();
        const qint64 counted = end > 0 ? std::min(passed, end) : passed;
        const qint64 due = counted * m_script.rate / 1'000'000;
        while (m_sent + m_script.batch <= due && m_socket->bytesToWrite() < writeAhead) {
            chunk("event: data\ndata: " + arrayOf(m_next, m_script.batch) + "\n\n");
            m_next += quint64(m_script.batch);
            m_sent += m_script.batch;
            control();
        }
        if (end > 0 && passed > end && m_sent + m_script.batch > due) {
            m_ticks.stop();
        }
    }

    QTcpSocket *m_socket;
    QTimer m_ticks;
    QByteArray m_request;
    PacedScript m_script;
    std::function<void()> m_writeMore;
    quint64 m_next = 0;
    qint64 m_sent = 0;
    qint64 m_began = 0;
};

} // namespace

qint64 steadyMicroseconds()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

QByteArray pacedMessage(quint64 id, qint64 sentMicroseconds)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"t\":" + QByteArray::number(sentMicroseconds)
        + ",\"level\":\"info\",\"service\":\"checkout\",\"host\":\"web-17\",\"duration\":12.75,\"ok\":true,"
          "\"message\":\"request served from cache\",\"trace\":\"4bf92f3577b34da6a3ce929d0e0e\","
          "\"user\":null,\"n\":[1,2,3]}";
}

PacedServer::PacedServer()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(), { u"--serve"_s });
    if (m_process.waitForStarted() && m_process.waitForReadyRead()) {
        m_root = QUrl(u"http://127.0.0.1:%1/"_s.arg(m_process.readLine().trimmed().toInt()));
    }
}

PacedServer::~PacedServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

QUrl PacedServer::url(const PacedScript &script) const
{
    return m_root.resolved(QUrl(u"%1/%2/%3/%4"_s.arg(script.history)
                                    .arg(script.rate)
                                    .arg(script.batch)
                                    .arg(script.duration.count())));
}

std::optional<int> runPacedServer(int argc, char **argv)
{
    if (argc < 2 || std::strcmp(argv[1], "--serve") != 0) {
        return std::nullopt;
    }
    const QCoreApplication application(argc, argv);
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            new PacedConnection(socket);
        }
    });
    if (!server.listen(QHostAddress::LocalHost)) {
        return 1;
    }
    std::printf("%d\n", server.serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace Benchmark
