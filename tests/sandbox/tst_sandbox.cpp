// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rawclient.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <support/sandboxfixture.h>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto Json = "application/json"_ba;
const auto Text = "text/plain"_ba;
const auto Binary = "application/octet-stream"_ba;

SandboxOptions with(auto change)
{
    SandboxOptions options;
    change(options);
    return options;
}

// What the registry says after all events: path -> closed.
QMap<QString, bool> registry(RawClient &client)
{
    QMap<QString, bool> streams;
    const QByteArray events = '[' + client.readAll("__registry__"_ba, true) + ']';
    for (const QJsonValue &event : QJsonDocument::fromJson(events).array()) {
        const QString key = event["key"_L1].toString();
        if (event["headers"_L1]["operation"_L1] == "delete"_L1) {
            streams.remove(key);
        } else {
            streams[key] = event["value"_L1]["closed"_L1].toBool();
        }
    }
    streams.remove(u"__registry__"_s);
    return streams;
}

// Waits until a new connection is given a place. Not for QTRY_COMPARE, which asks again after the
// success, when the server need not have seen yet that the connection of the success is gone.
bool isServed(quint16 port, const QByteArray &path, int status)
{
    return QTest::qWaitFor([&] { return RawClient(port).get(path).status == status; }, 60s);
}

} // namespace

class TestSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void lifeCycle();
    void startsInTheBackground();
    void refusesToStart();
    void folderOutlivesTheServer();
    void bytesOfMessagesAreKept();
    void longReadsArePaged();
    void longPollGetsTheLastMessage();
    void sseFollowsAndEnds();
    void cursorsOfAConnectionNeverGoBack();
    void slowReadersAreBounded();
    void lastAnswersAreSentToTheEnd();
    void pipelinesAreHeldBack();
    void deletionEndsLiveReads();
    void registryIsTrue();
    void registryIsReadOnly();
    void forkAtAMessageOfAPage();
    void expiredSourceKeepsItsForks();
    void fullDiskAnswers507();
    void damagedStorageIsTold();
    void onlyThisMachineUnlessTold();
    void tokenGuardsEverything();
    void strangersSendNoBodies();
    void limits();
    void slowRequestsAreCut();
    void tooManyConnections();
    void pathsAreData();
    void oneNameForEverySpelling_data();
    void oneNameForEverySpelling();
    void trailersAreIgnored();
    void validatorsChangeWithTheStream();
    void webhooksAreRefused();
    void samplesOfEveryKind();
};

void TestSandbox::lifeCycle()
{
    Sandbox sandbox;
    QSignalSpy states(&sandbox, &Sandbox::stateChanged);
    const auto url = sandbox.start({});
    QVERIFY(url);
    QCOMPARE(sandbox.state(), Sandbox::State::Running);
    QCOMPARE(sandbox.url(), *url);
    QCOMPARE(url->host(), u"127.0.0.1"_s);
    QCOMPARE(url->path(), u"/v1/stream"_s);
    RawClient client(quint16(url->port()));
    QCOMPARE(client.put("a"_ba, Text).status, 201);

    QSignalSpy stopped(&sandbox, &Sandbox::stopped);
    sandbox.stop();
    QCOMPARE(sandbox.state(), Sandbox::State::Stopped);
    QVERIFY(sandbox.url().isEmpty());
    QCOMPARE(stopped.size(), 1);
    QVERIFY(client.waitForClose());
    sandbox.stop();
    QCOMPARE(stopped.size(), 1);
    QVERIFY(sandbox.start({}));
    QCOMPARE(states.size(), 6);
}

void TestSandbox::startsInTheBackground()
{
    Sandbox sandbox;
    QSignalSpy started(&sandbox, &Sandbox::started);
    QSignalSpy stopped(&sandbox, &Sandbox::stopped);
    sandbox.startInBackground({});
    QCOMPARE(sandbox.state(), Sandbox::State::Starting);
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, 20s);
    sandbox.restart();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 2, 20s);
    QCOMPARE(stopped.size(), 1);
    sandbox.stopInBackground();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 2, 20s);
    sandbox.startInBackground({});
    sandbox.stopInBackground(); // at once, while it starts
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 3, 20s);
    QCOMPARE(started.size(), 2);

    // The end of one run is not taken for the end of the next.
    QVERIFY(sandbox.start({}));
    sandbox.stop();
    sandbox.startInBackground({});
    sandbox.stopInBackground();
    sandbox.startInBackground({}); // goes on when the thread has ended
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 4, 20s);
    QCOMPARE(stopped.size(), 5);
    QCOMPARE(RawClient(quint16(sandbox.url().port())).get("a"_ba).status, 404);
    sandbox.restart();
    sandbox.stopInBackground(); // the wish to start again is over
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 6, 20s);
    QCOMPARE(sandbox.state(), Sandbox::State::Stopped);
}

void TestSandbox::refusesToStart()
{
    SandboxFixture running;
    Sandbox sandbox;
    QSignalSpy failed(&sandbox, &Sandbox::failed);
    const auto taken = sandbox.start(with([&](auto &o) { o.port = running.port(); }));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::Network);
    QCOMPARE(sandbox.state(), Sandbox::State::Stopped);
    const auto open = sandbox.start(with([](auto &o) { o.allowRemote = true; }));
    QCOMPARE(open.error().code, ErrorCode::InvalidArgument);
    const auto nowhere = sandbox.start(with([](auto &o) { o.folder = u"/proc/nowhere"_s; }));
    QCOMPARE(nowhere.error().code, ErrorCode::NotSupported);
    QVERIFY(!nowhere.error().remedy.isEmpty());
    QCOMPARE(failed.size(), 3);
    QVERIFY(sandbox.start({}));
}

void TestSandbox::folderOutlivesTheServer()
{
    QTemporaryDir folder;
    const SandboxOptions options = with([&](auto &o) { o.folder = folder.path(); });
    const RawClient::Headers producer { { "Producer-Id"_ba, "p"_ba },
                                        { "Producer-Epoch"_ba, "0"_ba },
                                        { "Producer-Seq"_ba, "0"_ba } };
    {
        SandboxFixture sandbox(options);
        RawClient client(sandbox.port());
        QCOMPARE(client.put("a"_ba, Json).status, 201);
        QCOMPARE(client.post("a"_ba, Json, "[1.0]"_ba, producer).status, 200);
        QCOMPARE(
            client.request("POST"_ba, "a"_ba, { { "Stream-Closed"_ba, "true"_ba } }, ""_ba).status,
            204);
    }
    SandboxFixture sandbox(options);
    RawClient client(sandbox.port());
    QCOMPARE(client.readAll("a"_ba, true), "1.0"_ba);
    QCOMPARE(client.request("HEAD"_ba, "a"_ba).header("Stream-Closed"), "true"_ba);
    QCOMPARE(registry(client), (QMap<QString, bool> { { u"a"_s, true } }));
}

void TestSandbox::bytesOfMessagesAreKept()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    const QByteArray messages
        = R"(12345678901234567890,1.0,1E5,1e400,{"b":1, "a":2,"b":3},"\u00e9\ud800",[ ])"_ba;
    QCOMPARE(client.put("a"_ba, Json, '[' + messages + ']').status, 201);
    QCOMPARE(client.get("a"_ba).body, QByteArray('[' + messages + ']'));
    const QByteArray bytes("\0\r\n\xFF\xFE data: x\n\n", 14);
    QCOMPARE(client.put("b"_ba, Text, bytes).status, 201);
    QCOMPARE(client.get("b"_ba).body, bytes);
}

void TestSandbox::longReadsArePaged()
{
    SandboxFixture sandbox(with([](auto &o) { o.pageSize = 100'000; }));
    RawClient client(sandbox.port());
    QByteArray all;
    QCOMPARE(client.put("a"_ba, Json).status, 201);
    for (int batch = 0; batch < 3; ++batch) {
        QByteArray messages;
        for (int i = 0; i < 20'000; ++i) {
            messages += (i ? ","_ba : ""_ba) + QByteArray::number(batch * 100'000 + i);
        }
        QCOMPARE(client.post("a"_ba, Json, '[' + messages + ']').status, 204);
        all += (batch ? ","_ba : ""_ba) + messages;
    }
    const RawResponse first = client.get("a"_ba);
    QVERIFY(first.body.size() < 200'000);
    QVERIFY(first.header("Stream-Up-To-Date").isNull());
    int pages = 0;
    QCOMPARE(client.readAll("a"_ba, true, &pages), all);
    QVERIFY(pages >= 3);

    QByteArray bytes(1'000'000, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        bytes[i] = char(i * 31 + i / 256);
    }
    QCOMPARE(client.put("b"_ba, Binary, bytes).status, 201);
    QVERIFY(client.readAll("b"_ba, false) == bytes);
}

void TestSandbox::longPollGetsTheLastMessage()
{
    SandboxFixture sandbox;
    RawClient writer(sandbox.port());
    RawClient reader(sandbox.port());
    QCOMPARE(writer.put("a"_ba, Json).status, 201);
    reader.send(
        "GET /v1/stream/a?offset=0000000000000000_0000000000000000&live=long-poll HTTP/1.1\r\n\r\n"_ba);
    QCOMPARE(
        writer.post("a"_ba, Json, "\"final\""_ba, { { "Stream-Closed"_ba, "true"_ba } }).status,
        204);
    const RawResponse response = reader.receive();
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, "[\"final\"]"_ba);
    QCOMPARE(response.header("Stream-Closed"), "true"_ba);
    const RawResponse end
        = reader.get("a?live=long-poll&offset="_ba + response.header("Stream-Next-Offset"));
    QCOMPARE(end.status, 204);
    QCOMPARE(end.header("Stream-Closed"), "true"_ba);
}

void TestSandbox::sseFollowsAndEnds()
{
    SandboxFixture sandbox(with([](auto &o) { o.longPollTimeout = 300ms; }));
    RawClient writer(sandbox.port());
    RawClient reader(sandbox.port());
    QCOMPARE(writer.put("a"_ba, Json, "[1]"_ba).status, 201);
    reader.send("GET /v1/stream/a?offset=-1&live=sse HTTP/1.1\r\n\r\n"_ba);
    QVERIFY(reader.receiveUntil("data:1\n").contains("text/event-stream"));
    QVERIFY(!reader.receiveUntil("\"upToDate\":true}").isNull());
    QVERIFY(!reader.receiveUntil("\"upToDate\":true}").isNull()); // the keep-alive
    QCOMPARE(writer.post("a"_ba, Json, "[2,3]"_ba).status, 204);
    QVERIFY(!reader.receiveUntil("data:2,3\n").isNull());
    QCOMPARE(writer.request("POST"_ba, "a"_ba, { { "Stream-Closed"_ba, "true"_ba } }, ""_ba).status,
             204);
    QVERIFY(!reader.receiveUntil("\"streamClosed\":true}\n\n\r\n0\r\n\r\n").isNull());
    QCOMPARE(reader.get("a"_ba).status, 200); // the connection goes on

    // A connection is ended in time, so that readers can be collapsed.
    SandboxFixture brief(with([](auto &o) { o.sseLifetime = 200ms; }));
    RawClient client(brief.port());
    QCOMPARE(client.put("a"_ba, Json).status, 201);
    client.send("GET /v1/stream/a?offset=now&live=sse HTTP/1.1\r\n\r\n"_ba);
    QVERIFY(!client.receiveUntil("\r\n0\r\n\r\n").isNull());
}

void TestSandbox::cursorsOfAConnectionNeverGoBack()
{
    SandboxFixture sandbox(with([](auto &o) { o.longPollTimeout = 10ms; }));
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Text).status, 201);
    // Ahead of all that are due, so that a jitter is added.
    client.send("GET /v1/stream/a?offset=now&live=sse&cursor=99999999 HTTP/1.1\r\n\r\n"_ba);
    qint64 last = 99'999'999;
    for (int i = 0; i < 20; ++i) {
        QVERIFY(!client.receiveUntil("\"streamCursor\":\"").isNull());
        const qint64 next = client.receiveUntil("\"").chopped(1).toLongLong();
        QVERIFY(i == 0 ? next > last : next >= last);
        last = next;
    }
}

void TestSandbox::slowReadersAreBounded()
{
    SandboxFixture sandbox(with([](auto &o) {
        o.stallTimeout = 4s;
        o.maxConnections = 2;
    }));
    RawClient writer(sandbox.port());
    QCOMPARE(writer.put("a"_ba, Binary).status, 201);
    const QByteArray megabyte(1'000'000, 'x');
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(writer.post("a"_ba, Binary, megabyte).status, 204);
    }
    RawClient slow(sandbox.port());
    slow.socket().setReadBufferSize(4096);
    slow.send("GET /v1/stream/a?offset=-1&live=sse HTTP/1.1\r\n\r\n"_ba);
    // It reads nothing: others are served meanwhile, and at last its place is free again.
    QCOMPARE(writer.post("a"_ba, Binary, "y"_ba).status, 204);
    QVERIFY(isServed(sandbox.port(), "a?offset=now"_ba, 200));
    slow.socket().setReadBufferSize(0);
    QVERIFY(slow.receiveUntil("\r\n0\r\n\r\n").isNull()); // and it was cut, not served to the end
}

void TestSandbox::lastAnswersAreSentToTheEnd()
{
    SandboxFixture sandbox(with([](auto &o) {
        o.pageSize = 30'000'000;
        o.longPollTimeout = 4500ms;
    }));
    RawClient other(sandbox.port());
    QCOMPARE(other.put("a"_ba, Binary, QByteArray(30'000'000, 'x')).status, 201);
    RawClient slow(sandbox.port());
    slow.socket().setReadBufferSize(4096);
    slow.send("GET /v1/stream/a HTTP/1.1\r\nConnection: close\r\n\r\n"_ba);
    // It takes its time: longer than a connection is kept that has nothing more to say.
    QCOMPARE(other.get("a?offset=now&live=long-poll"_ba).status, 204);
    slow.socket().setReadBufferSize(0);
    QCOMPARE(slow.receive().body.size(), 30'000'000);
}

void TestSandbox::pipelinesAreHeldBack()
{
    constexpr int requests = 100;
    SandboxFixture sandbox(with([](auto &o) { o.logRequests = true; }));
    QSignalSpy handled(&sandbox.sandbox(), &Sandbox::logLine);
    RawClient writer(sandbox.port());
    QCOMPARE(writer.put("a"_ba, Binary, QByteArray(1'000'000, 'x')).status, 201);
    QTRY_COMPARE_WITH_TIMEOUT(handled.size(), 1, 20s);
    RawClient client(sandbox.port());
    client.socket().setReadBufferSize(4096);
    client.send("GET /v1/stream/a HTTP/1.1\r\n\r\n"_ba.repeated(requests));
    QTRY_VERIFY_WITH_TIMEOUT(handled.size() > 1, 20s);
    QCOMPARE(writer.request("HEAD"_ba, "a"_ba).status, 200); // the others are served meanwhile
    QVERIFY(handled.size() < requests / 2);
    client.socket().setReadBufferSize(0);
    for (int i = 0; i < requests; ++i) {
        QCOMPARE(client.receive().body.size(), 1'000'000);
    }
}

void TestSandbox::deletionEndsLiveReads()
{
    SandboxFixture sandbox;
    RawClient writer(sandbox.port());
    RawClient poll(sandbox.port());
    RawClient sse(sandbox.port());
    QCOMPARE(writer.put("a"_ba, Text).status, 201);
    poll.send("GET /v1/stream/a?offset=now&live=long-poll HTTP/1.1\r\n\r\n"_ba);
    sse.send("GET /v1/stream/a?offset=now&live=sse HTTP/1.1\r\n\r\n"_ba);
    QVERIFY(!sse.receiveUntil("upToDate").isNull());
    QCOMPARE(writer.request("DELETE"_ba, "a"_ba).status, 204);
    QCOMPARE(poll.receive().status, 404);
    QVERIFY(!sse.receiveUntil("\r\n0\r\n\r\n").isNull());
}

void TestSandbox::registryIsTrue()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.put("open"_ba, Json).status, 201);
    QCOMPARE(
        client.put("born/closed"_ba, Text, "x"_ba, { { "Stream-Closed"_ba, "true"_ba } }).status,
        201);
    QCOMPARE(client.put("closed"_ba, Text).status, 201);
    QCOMPARE(
        client.request("POST"_ba, "closed"_ba, { { "Stream-Closed"_ba, "true"_ba } }, ""_ba).status,
        204);
    QCOMPARE(client.put("deleted"_ba, Text).status, 201);
    QCOMPARE(client.request("DELETE"_ba, "deleted"_ba).status, 204);
    QCOMPARE(client.put("brief"_ba, Text, {}, { { "Stream-TTL"_ba, "1"_ba } }).status, 201);
    QCOMPARE(client.put("q%22uote"_ba, Text).status, 201);
    QMap<QString, bool> expected { { u"open"_s, false },
                                   { u"born/closed"_s, true },
                                   { u"closed"_s, true },
                                   { u"brief"_s, false },
                                   { u"q%22uote"_s, false } };
    QCOMPARE(registry(client), expected);
    expected.remove(u"brief"_s); // nobody asks for the stream: it goes by itself
    QTRY_COMPARE_WITH_TIMEOUT(registry(client), expected, 20s);
}

void TestSandbox::registryIsReadOnly()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.post("__registry__"_ba, Json, "[1]"_ba).status, 405);
    QCOMPARE(client.request("DELETE"_ba, "__registry__"_ba).status, 405);
    QCOMPARE(client.put("__registry__"_ba, Json).status, 200);
    QVERIFY(registry(client).isEmpty());
}

void TestSandbox::forkAtAMessageOfAPage()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Json, "[0,1]"_ba).status, 201);
    for (int i = 2; i < 10; ++i) {
        QCOMPARE(client.post("a"_ba, Json, QByteArray::number(i)).status, 204);
    }
    const RawClient::Headers headers { { "Stream-Forked-From"_ba, "/v1/stream/a"_ba },
                                       { "Stream-Fork-Offset"_ba, "-1"_ba },
                                       { "Stream-Fork-Sub-Offset"_ba, "5"_ba } };
    QCOMPARE(client.request("PUT"_ba, "fork"_ba, headers, ""_ba).status, 201);
    QCOMPARE(client.request("PUT"_ba, "fork"_ba, headers, ""_ba).status, 200);
    QCOMPARE(client.readAll("fork"_ba, true), "0,1,2,3,4"_ba);
    QCOMPARE(client.post("fork"_ba, Json, "[50]"_ba).status, 204);
    QCOMPARE(client.readAll("fork"_ba, true), "0,1,2,3,4,50"_ba);
    QCOMPARE(client.readAll("a"_ba, true), "0,1,2,3,4,5,6,7,8,9"_ba);
}

void TestSandbox::expiredSourceKeepsItsForks()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Text, "inherited"_ba, { { "Stream-TTL"_ba, "1"_ba } }).status, 201);
    QCOMPARE(client
                 .request("PUT"_ba, "fork"_ba,
                          { { "Stream-Forked-From"_ba, "/v1/stream/a"_ba },
                            { "Stream-TTL"_ba, "3600"_ba } },
                          ""_ba)
                 .status,
             201);
    QTRY_COMPARE_WITH_TIMEOUT(client.request("HEAD"_ba, "a"_ba).status, 410, 20s);
    QCOMPARE(client.readAll("fork"_ba, false), "inherited"_ba);
    QCOMPARE(client.put("a"_ba, Text).status, 409);
    QCOMPARE(client.request("DELETE"_ba, "fork"_ba).status, 204);
    QTRY_COMPARE_WITH_TIMEOUT(client.request("HEAD"_ba, "a"_ba).status, 404, 20s);
    QCOMPARE(client.put("a"_ba, Text).status, 201);
}

void TestSandbox::fullDiskAnswers507()
{
    SandboxFixture sandbox(with([](auto &o) { o.maxDatabaseSize = 1024 * 1024; }));
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Binary).status, 201);
    QByteArray acknowledged;
    const QByteArray body(100'000, 'x');
    RawResponse response;
    while ((response = client.post("a"_ba, Binary, body)).status == 204) {
        acknowledged += body;
        QVERIFY(acknowledged.size() < 2'000'000);
    }
    QCOMPARE(response.status, 507);
    QVERIFY(!response.body.isEmpty());
    QVERIFY(client.readAll("a"_ba, false) == acknowledged);
    QCOMPARE(client.request("DELETE"_ba, "a"_ba).status, 204);
    QCOMPARE(client.put("b"_ba, Binary).status, 201);
    QTRY_COMPARE_WITH_TIMEOUT(client.post("b"_ba, Binary, body).status, 204,
                              20s); // space was freed
}

void TestSandbox::damagedStorageIsTold()
{
    QTemporaryDir folder;
    const SandboxOptions options = with([&](auto &o) { o.folder = folder.path(); });
    {
        SandboxFixture sandbox(options);
        QCOMPARE(RawClient(sandbox.port()).put("a"_ba, Text, "x"_ba).status, 201);
    }
    QFile file(folder.filePath(u"sandbox.sqlite"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    constexpr qint64 page = 8192; // the first two hold the schema and the list of streams
    QVERIFY(file.seek(2 * page));
    file.write(QByteArray(file.size() - 2 * page, 'x'));
    file.close();

    SandboxFixture sandbox(options);
    QVERIFY(sandbox.isValid());
    QSignalSpy failed(&sandbox.sandbox(), &Sandbox::failed);
    RawClient client(sandbox.port());
    QCOMPARE(client.get("a"_ba).status, 500);
    const RawResponse response = client.post("a"_ba, Text, "y"_ba);
    QCOMPARE(response.status, 500);
    QVERIFY2(response.body.contains("malformed"), response.body.constData()); // not: full
    QCOMPARE(client.post("a"_ba, Text, "y"_ba).status, 500);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20s); // once is enough
    QCOMPARE(sandbox.sandbox().state(), Sandbox::State::Running);
}

void TestSandbox::onlyThisMachineUnlessTold()
{
    // Another address of this machine, which stands for all the others.
    const auto reaches = [](const SandboxFixture &sandbox) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(u"127.0.0.2"_s), sandbox.port());
        return socket.waitForConnected(20'000);
    };
    QVERIFY(!reaches(SandboxFixture()));
    QVERIFY(reaches(SandboxFixture(with([](auto &o) {
        o.allowRemote = true;
        o.token = "secret"_ba;
    }))));
}

void TestSandbox::tokenGuardsEverything()
{
    SandboxFixture sandbox(with([](auto &o) { o.token = "secret"_ba; }));
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Text).status, 401);
    QCOMPARE(client.get("__registry__"_ba).status, 401);
    QCOMPARE(
        client.request("GET"_ba, "a"_ba, { { "Authorization"_ba, "Bearer secreT"_ba } }).status,
        401);
    QCOMPARE(
        client.request("GET"_ba, "a"_ba, { { "Authorization"_ba, "Bearer secret2"_ba } }).status,
        401);
    // Addresses that end like those of workers, who have tokens of their own.
    const QByteArray everything = R"({"type":"pull-wake","pattern":"**","wake_stream":"w"})"_ba;
    for (const QByteArray &id : { "ack"_ba, "release"_ba, "callback"_ba }) {
        QCOMPARE(
            RawClient(sandbox.port()).put("__ds/subscriptions/"_ba + id, Json, everything).status,
            401);
        QCOMPARE(client.get("__ds/subscriptions/"_ba + id).status, 401);
        QCOMPARE(client.request("DELETE"_ba, "__ds/subscriptions/s/streams/x/"_ba + id).status,
                 401);
        QCOMPARE(client.request("DELETE"_ba, "__ds/subscriptions/s/"_ba + id).status, 401);
    }
    QCOMPARE(client.post("__ds/subscriptions/s/ack"_ba, Json, "{}"_ba).status, 404);
    QCOMPARE(client.request("OPTIONS"_ba, "a"_ba).status, 204); // browsers ask without credentials
    const RawClient::Headers good { { "Authorization"_ba, "Bearer secret"_ba } };
    QCOMPARE(client.put("a"_ba, Text, {}, good).status, 201);
    QCOMPARE(client.request("GET"_ba, "a"_ba, good).header("Cache-Control"), "no-cache"_ba);
    QCOMPARE(
        client.request("GET"_ba, "a"_ba, { { "Authorization"_ba, "bearer  secret"_ba } }).status,
        200); // the name of a scheme has no case
}

void TestSandbox::strangersSendNoBodies()
{
    SandboxFixture sandbox(with([](auto &o) { o.token = "secret"_ba; }));
    for (const QByteArray &length :
         { "Content-Length: 1000000"_ba, "Transfer-Encoding: chunked"_ba }) {
        RawClient client(sandbox.port());
        client.send("POST /v1/stream/a HTTP/1.1\r\nExpect: 100-continue\r\n"_ba + length
                    + "\r\n\r\n"_ba);
        QCOMPARE(client.receive().status, 401); // before it comes
        QVERIFY(client.waitForClose());
    }
    RawClient client(sandbox.port());
    client.send("POST /v1/stream/a HTTP/1.1\r\nAuthorization: Bearer secret\r\n"
                "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n"_ba);
    QCOMPARE(client.receive().status, 100);
}

void TestSandbox::limits()
{
    SandboxFixture sandbox(with([](auto &o) { o.maxBodySize = 1000; }));
    const QByteArray start = "POST /v1/stream/a HTTP/1.1\r\nContent-Type: text/plain\r\n"_ba;
    for (const auto &[bytes, status] : QList<std::pair<QByteArray, int>> {
             { QByteArray(start + "Content-Length: 1001\r\n\r\n"_ba), 413 },
             { QByteArray(start + "Transfer-Encoding: chunked\r\n\r\n400\r\n"_ba
                          + QByteArray(1024, 'x')),
               413 },
             { QByteArray(start + "X: "_ba + QByteArray(70'000, 'x') + "\r\n\r\n"_ba), 431 },
             { QByteArray("GET /v1/stream/"_ba + QByteArray(20'000, 'x') + " HTTP/1.1\r\n\r\n"_ba),
               414 },
             { QByteArray(start + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"_ba), 400 },
             { "nonsense\r\n\r\n"_ba, 400 } }) {
        RawClient client(sandbox.port());
        client.send(bytes);
        const RawResponse response = client.receive();
        QCOMPARE(response.status, status);
        QCOMPARE(response.header("Connection"), "close"_ba);
        QVERIFY(!response.body.isEmpty());
        QVERIFY(client.waitForClose());
    }
    // A large body that nobody waits for does not take the answer away.
    RawClient client(sandbox.port());
    client.send(start + "Content-Length: 5000000\r\n\r\n"_ba);
    client.send(QByteArray(1'000'000, 'x'));
    QCOMPARE(client.receive().status, 413);
}

void TestSandbox::slowRequestsAreCut()
{
    SandboxFixture sandbox(with([](auto &o) { o.stallTimeout = 1s; }));
    RawClient client(sandbox.port());
    client.send("POST /v1/stream/a HTTP/1.1\r\nContent-Type: text/pl"_ba);
    QCOMPARE(client.receive().status, 408);
    QVERIFY(client.waitForClose());
    RawClient idle(sandbox.port());
    idle.send("GET /v1/stream/a HTTP/1.1\r\n\r\n"_ba);
    QCOMPARE(idle.receive().status, 404);
    QCOMPARE(idle.get("a"_ba).status, 404); // between requests one may wait longer
}

void TestSandbox::tooManyConnections()
{
    SandboxFixture sandbox(with([](auto &o) { o.maxConnections = 2; }));
    RawClient first(sandbox.port());
    auto second = std::make_unique<RawClient>(sandbox.port());
    QCOMPARE(first.get("a"_ba).status, 404);
    QCOMPARE(second->get("a"_ba).status, 404);
    RawClient third(sandbox.port());
    QCOMPARE(third.get("a"_ba).status, 503); // although it asks before it listens
    QVERIFY(third.waitForClose());
    second.reset();
    QVERIFY(isServed(sandbox.port(), "a"_ba, 404));
}

void TestSandbox::pathsAreData()
{
    QTemporaryDir folder;
    SandboxFixture sandbox(with([&](auto &o) { o.folder = folder.path(); }));
    RawClient client(sandbox.port());
    for (const QByteArray &path : { "a%2Fb"_ba, "a/b"_ba, "a//b"_ba, "a/"_ba, "%00"_ba, "con"_ba,
                                    "%E2%82%AC"_ba, "..%2F..%2Fetc"_ba, "a;b=c"_ba }) {
        QCOMPARE(client.put(path, Text, path).status, 201);
        QCOMPARE(client.get(path).body, path);
    }
    for (const QByteArray &path : { ".."_ba, "a/../b"_ba, "a/%2e%2E"_ba, "./a"_ba }) {
        QCOMPARE(client.put(path, Text, path).status, 400);
    }
    // What is reserved is so in every spelling.
    QCOMPARE(client.put("%5F%5Fds/a"_ba, Text).status, 404);
    QCOMPARE(client.post("%5f%5fregistry__"_ba, Json, "[1]"_ba).status, 405);
    client.send("PUT /elsewhere HTTP/1.1\r\nContent-Length: 0\r\n\r\n"_ba);
    QCOMPARE(client.receive().status, 404);
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    QVERIFY(std::ranges::all_of(
        files, [](const QString &f) { return f.startsWith(u"sandbox.sqlite"_s); }));
}

void TestSandbox::oneNameForEverySpelling_data()
{
    QTest::addColumn<QByteArray>("spelling");
    QTest::addColumn<QByteArray>("name"); // what URL libraries make of it
    QTest::newRow("letters") << "%41%7e"_ba
                             << "A~"_ba;
    QTest::newRow("lower-case digits") << "caf%c3%a9"_ba
                                       << "caf%C3%A9"_ba;
    QTest::newRow("a slash is data") << "a%2fb"_ba
                                     << "a%2Fb"_ba;
    QTest::newRow("no escape") << "100%/%zz"_ba
                               << "100%25/%25zz"_ba;
    QTest::newRow("not for URLs") << "a\"<>|^`{}\\[]#b"_ba
                                  << "a%22%3C%3E%7C%5E%60%7B%7D%5C%5B%5D%23b"_ba;
    QTest::newRow("delimiters") << "a!$&'()*+,;=:@b"_ba
                                << "a!$&'()*+,;=:@b"_ba;
    QTest::newRow("encoded delimiters") << "a%21%3a%3F"_ba
                                        << "a%21%3A%3F"_ba;
}

void TestSandbox::oneNameForEverySpelling()
{
    QFETCH(const QByteArray, spelling);
    QFETCH(const QByteArray, name);
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.put(spelling, Text, "x"_ba).status, 201);
    QCOMPARE(registry(client).keys(), QStringList { QString::fromLatin1(name) });
    QCOMPARE(client.get(name).body, "x"_ba);
    QCOMPARE(client.get(spelling).body, "x"_ba);
    // The address is one that a QUrl keeps as it is.
    QCOMPARE(sandbox.url(QString::fromLatin1(name)).path(QUrl::FullyEncoded).toLatin1(),
             QByteArray("/v1/stream/"_ba + name));
    QCOMPARE(client
                 .request("PUT"_ba, "fork"_ba,
                          { { "Stream-Forked-From"_ba, "/v1/stream/"_ba + spelling } }, ""_ba)
                 .status,
             201);
}

void TestSandbox::trailersAreIgnored()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Text).status, 201);
    client.send("POST /v1/stream/a HTTP/1.1\r\nContent-Type: text/plain\r\n"
                "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nStream-Closed: true\r\n\r\n"_ba);
    const RawResponse response = client.receive();
    QCOMPARE(response.status, 204);
    QVERIFY(response.header("Stream-Closed").isNull());
}

void TestSandbox::validatorsChangeWithTheStream()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QCOMPARE(client.put("a"_ba, Text, "x"_ba).status, 201);
    const QByteArray tag = client.get("a"_ba).header("ETag");
    const auto askWith = [&](const QByteArray &tags) {
        return client.request("GET"_ba, "a"_ba, { { "If-None-Match"_ba, tags } }).status;
    };
    const auto ask = [&] { return askWith(tag); };
    QCOMPARE(ask(), 304);
    QCOMPARE(askWith("\"other\", W/"_ba + tag), 304); // as caches on the way ask
    QCOMPARE(askWith("\"other\""_ba), 200);
    QCOMPARE(client.request("POST"_ba, "a"_ba, { { "Stream-Closed"_ba, "true"_ba } }, ""_ba).status,
             204);
    QCOMPARE(ask(), 200);
    QCOMPARE(client.request("DELETE"_ba, "a"_ba).status, 204);
    QCOMPARE(client.put("a"_ba, Text, "y"_ba).status, 201); // as long as the one before
    QCOMPARE(ask(), 200);
}

void TestSandbox::webhooksAreRefused()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    const auto response
        = client.put("__ds/subscriptions/s"_ba, Json,
                     R"({"type":"webhook","pattern":"*","webhook":{"url":"https://x"}})"_ba);
    QCOMPARE(response.status, 400);
    QVERIFY(response.body.contains("no webhooks"));
    QCOMPARE(client.get("__ds/jwks.json"_ba).status, 404);
    QCOMPARE(client.get("__ds/subscriptions/s"_ba).status, 404);

    // The listing trick: everything there is, at its tail.
    QCOMPARE(client.put("deep/er/a"_ba, Text, "12345"_ba).status, 201);
    const auto created
        = client.put("__ds/subscriptions/s"_ba, Json,
                     R"({"type":"pull-wake","pattern":"**","wake_stream":"none"})"_ba);
    QCOMPARE(created.status, 201);
    const QJsonArray streams = QJsonDocument::fromJson(created.body)["streams"_L1].toArray();
    QCOMPARE(streams.size(), 1);
    QCOMPARE(streams[0]["path"_L1].toString(), u"deep/er/a"_s);
    QCOMPARE(streams[0]["acked_offset"_L1].toString(), u"0000000000000000_0000000000000005"_s);
}

void TestSandbox::samplesOfEveryKind()
{
    SandboxFixture sandbox;
    RawClient client(sandbox.port());
    QVERIFY(registry(client).isEmpty());
    sandbox.sandbox().addSamples();
    QTRY_COMPARE_WITH_TIMEOUT(registry(client).size(), 7, 20s);
    QVERIFY(registry(client).value(u"finished/report"_s));
    const QByteArray before
        = client.request("HEAD"_ba, "events/orders"_ba).header("Stream-Next-Offset");
    QTRY_VERIFY_WITH_TIMEOUT(
        client.request("HEAD"_ba, "events/orders"_ba).header("Stream-Next-Offset") > before, 20s);
    QVERIFY(client.get("events/orders"_ba).body.contains("90071992547409"));
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
