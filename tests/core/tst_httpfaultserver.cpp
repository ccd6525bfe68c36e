// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace TestSupport;

//! \brief The fault server itself, looked at through a bare socket.
class tst_HttpFaultServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void answersAsScripted_data();
    void answersAsScripted();
    void answersInTurn();
    void recordsWhatArrived();
    void answersAHandlerLater();
    void answersEarly();
};

namespace {

// What the server sends in answer, up to size bytes, or more if it sends more; with the end of the
// connection, if that is expected.
QByteArray converse(FaultServer &server, const QByteArray &request, qsizetype size, bool end)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    socket.write(request);
    QByteArray got;
    const bool done = QTest::qWaitFor(
        [&] {
            got += socket.readAll();
            return got.size() >= size && (!end || !closed.isEmpty());
        },
        20'000);
    return done && closed.isEmpty() != end ? got : got + "<the connection ended otherwise>";
}

} // namespace

void tst_HttpFaultServer::answersAsScripted_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("ends");

    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray five = ok + "Content-Length: 5\r\n\r\n";
    const QByteArray pieces = ok + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("length") << Reply(200, "hello") << five + "hello" << false;
    QTest::newRow("lie") << Reply(200, "hello").contentLength(9)
                         << ok + "Content-Length: 9\r\n\r\nhello" << false;
    QTest::newRow("no content") << Reply(204) << QByteArray("HTTP/1.1 204 No Content\r\n\r\n")
                                << false;
    QTest::newRow("until close") << Reply(200, "hello").untilClose() << ok + "\r\nhello" << true;
    QTest::newRow("chunked") << Reply(200, "hello").chunked(3)
                             << pieces + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n" << false;
    QTest::newRow("one chunk") << Reply(200, "hello").chunked()
                               << pieces + "5\r\nhello\r\n0\r\n\r\n" << false;
    QTest::newRow("chunks, trailer") << Reply().chunks({ "a", "bc" }).trailers("X: 1\r\n")
                                     << pieces + "1\r\na\r\n2\r\nbc\r\n0\r\nX: 1\r\n\r\n" << false;
    QTest::newRow("interim") << Reply(200, "hello").interim(100)
                             << "HTTP/1.1 100 Continue\r\n\r\n" + five + "hello" << false;
    QTest::newRow("byte by byte") << Reply(200, "hello").splitEvery(1) << five + "hello" << false;
    QTest::newRow("drop before") << Reply(200, "hello").drop(beforeStatus()) << QByteArray()
                                 << true;
    QTest::newRow("drop in header") << Reply(200, "hello").drop(atByte(4)) << QByteArray("HTTP")
                                    << true;
    QTest::newRow("drop after header") << Reply(200, "hello").drop(afterHeader()) << five << true;
    QTest::newRow("drop in body") << Reply(200, "hello").drop(inBody(2)) << five + "he" << true;
    QTest::newRow("drop in chunk") << Reply(200, "hello").chunked(3).drop(inChunk(1, 1))
                                   << pieces + "3\r\nhel\r\n2\r\nl" << true;
    QTest::newRow("reset at end") << Reply(200, "hello").drop(atEnd(), Drop::Rst)
                                  << five + "hello" << true;
    QTest::newRow("hang") << Reply(200, "hello").hang(inBody(1)) << five + "h" << false;
    QTest::newRow("raw") << Reply::raw("no http\r\n") << QByteArray("no http\r\n") << false;
}

void tst_HttpFaultServer::answersAsScripted()
{
    QFETCH(const Reply, reply);
    FaultServer server;
    server.on("/s", reply);
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, ends);
    QCOMPARE(converse(server, "GET /s HTTP/1.1\r\nHost: x\r\n\r\n", bytes.size(), ends), bytes);
}

void tst_HttpFaultServer::answersInTurn()
{
    FaultServer server;
    server.on("POST", "/s", { Reply(503), Reply(204) });
    const QByteArray request = "POST /s HTTP/1.1\r\nContent-Length: 1\r\n\r\nx";
    const QByteArray got = converse(server, request + request + request, 100, false);
    QCOMPARE(got.count(" 503 "), 1);
    QCOMPARE(got.count(" 204 "), 2);
    QCOMPARE(server.countComplete("POST", "/s"), 3);
    QCOMPARE(server.connections(), 1);
}

void tst_HttpFaultServer::recordsWhatArrived()
{
    FaultServer server;
    server.on("/s", Reply(204).dropRequestAfter(3));
    const QByteArray part = "POST /s?a=b HTTP/1.1\r\nX-Y: z\r\nContent-Length: 9\r\n\r\n12345";
    QCOMPARE(converse(server, part, 0, true), QByteArray());
    QCOMPARE(server.requests().size(), 1);
    const Request request = server.requests().constFirst();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/s");
    QCOMPARE(request.query, "a=b");
    QCOMPARE(request.header("x-y"), "z");
    QCOMPARE(request.body, "123");
    QVERIFY(request.headerComplete);
    QVERIFY(!request.complete);
}

void tst_HttpFaultServer::answersAHandlerLater()
{
    FaultServer server;
    std::optional<Exchange> exchange;
    server.on("/s", [&](const Exchange &e) { exchange = e; });
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    socket.write("GET /s HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(exchange);
    exchange->startChunked(200);
    exchange->chunk("abc");
    exchange->end();
    QTRY_VERIFY(socket.bytesAvailable() > 0 && socket.peek(1000).endsWith("\r\n0\r\n\r\n"));
    socket.abort();
    QTRY_VERIFY(!exchange->isOpen());
    exchange->chunk("too late");
}

void tst_HttpFaultServer::answersEarly()
{
    FaultServer server;
    server.on("/s", Reply(413).early().close());
    const QByteArray part = "POST /s HTTP/1.1\r\nContent-Length: 10\r\n\r\n1";
    QVERIFY(converse(server, part, 0, true).startsWith("HTTP/1.1 413 "));
    QCOMPARE(server.countComplete("POST", "/s"), 0);
}

QTEST_GUILESS_MAIN(tst_HttpFaultServer)
#include "tst_httpfaultserver.moc"
