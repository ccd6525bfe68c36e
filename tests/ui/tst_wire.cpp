// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/curl.h"
#include "wire/har.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"

#include "models/connectionclient.h"

#include <durablestreams/call.h>
#include <durablestreams/streamreader.h>

#include <support/faultserver.h>
#include <support/testcertificates.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QProcess>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {
constexpr auto Patience = 30s;
}

//! What the wire dock shows, of exchanges that were made.
class TestWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void showsBodiesAndFrames();
    void masksAndReveals();
    void curlReproduces_data();
    void curlReproduces();
    void har();
    void staysBounded();

private:
    Connection secretive(const QUrl &url) const;
};

Connection TestWire::secretive(const QUrl &url) const
{
    Connection connection = Connection::to(url);
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    connection.headers.append("x-tenant", "it's \"me\"");
    connection.parameters = { { "token", "hunter2 & more" }, { "region", "eu west" } };
    return connection;
}

void TestWire::showsBodiesAndFrames()
{
    FaultServer server;
    const QByteArray frames = "event: data\ndata: [1]\n\nevent: control\ndata: "
                              "{\"streamNextOffset\":\"1\",\"streamCursor\":\"1\",\"upToDate\":true}\n\n";
    server.on("GET", "/v1/stream/a", [&frames](const Exchange &e) {
        if (e.request().query.contains("live=sse")) {
            e.startChunked(200, "Content-Type: text/event-stream\r\n");
            e.chunk(frames); // and it stays open
        } else {
            e.reply(Reply(200, "[0]").header("Content-Type", "application/json")
                        .header("Stream-Next-Offset", "0").header("Stream-Up-To-Date", "true"));
        }
    });
    server.on("POST", "/v1/stream/a", Reply(204));
    const Connection connection = Connection::to(server.url("/v1/stream"));
    ConnectionClient client(connection, ConnectionClient::Writes::Allowed);
    WirePanel panel;
    connect(&client, &DurableStreams::Client::requestTraced, &panel,
            [&](const DurableStreams::RequestTrace &t) { panel.model()->add(t, connection); });
    DurableStreams::StreamReader *reader
        = client.stream(u"a"_s).read({ .live = DurableStreams::LiveMode::Sse }, &client);
    reader->start();
    const auto text = [&panel](QByteArrayView purpose) {
        for (int row = 0; row < panel.model()->rowCount(); ++row) {
            if (panel.model()->traceAt(row).purpose == purpose) {
                panel.view()->selectRow(row);
                return panel.findChild<QPlainTextEdit *>()->toPlainText();
            }
        }
        return QString();
    };
    // The frames of a connection that is open still, as they came.
    QTRY_VERIFY2_WITH_TIMEOUT(text("sse").contains(QString::fromUtf8(frames).trimmed()),
                              qPrintable(text("sse")), Patience);
    client.stream(u"a"_s).append("[7]", { .contentType = "application/json" });
    QTRY_VERIFY_WITH_TIMEOUT(text("append").contains(u"HTTP/1.1 204"_s), Patience);
    QVERIFY(text("append").contains(u"\n\n[7]"_s));
    QVERIFY(text("append").contains(u"content-type: application/json"_s));
}

void TestWire::masksAndReveals()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    const Connection connection = secretive(server.url("/v1/stream"));
    ConnectionClient client(connection, ConnectionClient::Writes::Refused);
    WirePanel panel;
    connect(&client, &DurableStreams::Client::requestTraced, &panel,
            [&](const DurableStreams::RequestTrace &t) { panel.model()->add(t, connection); });
    for (const QString &path : { u"a"_s, u"b"_s }) {
        client.stream(path).head({ .retry = DurableStreams::RetryPolicy { .maxRetries = 0 } });
    }
    QTRY_COMPARE_WITH_TIMEOUT(panel.model()->rowCount(), 2, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(panel.model()->traceAt(0).finished && panel.model()->traceAt(1).finished,
                             Patience);
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < WireModel::ColumnCount; ++column) {
            const QModelIndex index = panel.model()->index(row, column);
            QVERIFY(!index.data().toString().contains(u"hunter2"_s));
            QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(u"hunter2"_s));
        }
    }
    panel.view()->selectRow(0);
    auto *text = panel.findChild<QPlainTextEdit *>();
    auto *reveal = panel.findChild<QAction *>("wire.reveal"_L1);
    QVERIFY(!text->toPlainText().contains(u"hunter2"_s));
    reveal->trigger();
    QVERIFY(text->toPlainText().contains(u"Bearer hunter2"_s));
    QVERIFY2(text->toPlainText().contains(u"hunter2%20%26%20more"_s), qPrintable(text->toPlainText()));
    // Of this row only.
    panel.view()->selectRow(1);
    QVERIFY(!text->toPlainText().contains(u"hunter2"_s));
    panel.view()->selectRow(0);
    QVERIFY(!text->toPlainText().contains(u"hunter2"_s));
    QVERIFY(!toHar(panel.model()->traces()).contains("hunter2"));
}

void TestWire::curlReproduces_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("secure");
    QTest::newRow("GET") << "GET"_ba << QByteArray() << false;
    QTest::newRow("HEAD") << "HEAD"_ba << QByteArray() << false;
    QTest::newRow("JSON") << "POST"_ba << "[{\"a\":\"it's $HOME \\\"x\\\"\\n\"}]"_ba << false;
    QTest::newRow("bytes") << "POST"_ba << QByteArray("\0\xff'\n\"$x", 7) << false;
    QTest::newRow("DELETE") << "DELETE"_ba << QByteArray() << false;
    QTest::newRow("certificate that is trusted by itself") << "GET"_ba << QByteArray() << true;
}

void TestWire::curlReproduces()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, secure);
    FaultServer plain;
    FaultServer tls(TestSupport::serverTls(u"selfsigned"_s));
    FaultServer &server = secure ? tls : plain;
    server.otherwise([](const Exchange &e) {
        e.reply(Reply(200).header("Stream-Next-Offset", "1").header("Stream-Up-To-Date", "true")
                    .header("Stream-Closed", "true"));
    });
    Connection connection = secretive(server.url("/v1/stream"));
    // One secret, so that one variable stands for it.
    connection.parameters = { { "region", "eu west" } };
    if (secure) {
        connection.tls.pinnedCertificate
            = TestSupport::testCertificate(u"selfsigned"_s).toDer();
    }
    ConnectionClient client(connection, ConnectionClient::Writes::Allowed);
    WirePanel panel;
    connect(&client, &DurableStreams::Client::requestTraced, &panel,
            [&](const DurableStreams::RequestTrace &t) { panel.model()->add(t, connection); });
    const DurableStreams::Stream stream = client.stream(u"größe/a b"_s);
    if (method == "GET") {
        stream.read({ .live = DurableStreams::LiveMode::Off }, &client)->start();
    } else if (method == "HEAD") {
        stream.head();
    } else if (method == "DELETE") {
        stream.remove();
    } else {
        stream.append(body, { .contentType = "application/octet-stream",
                              .sequence = "7",
                              .safety = DurableStreams::AppendSafety::Plain });
    }
    QTRY_VERIFY_WITH_TIMEOUT(panel.model()->rowCount() == 1 && panel.model()->traceAt(0).finished,
                             Patience);
    panel.view()->selectRow(0);
    panel.findChild<QAction *>("wire.copyCurl"_L1)->trigger();
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(!command.contains(u"hunter2"_s), qPrintable(command));
    const TestSupport::Request first = server.requests().first();

    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"STREAM_AUTH"_s, u"Bearer hunter2"_s);
    environment.remove(u"http_proxy"_s);
    shell.setProcessEnvironment(environment);
    shell.start(u"sh"_s, { u"-c"_s, command });
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, Patience);
    QVERIFY2(shell.exitCode() == 0, qPrintable(command + u'\n' + QString::fromUtf8(shell.readAllStandardError())));
    QCOMPARE(server.requests().size(), 2);
    const TestSupport::Request second = server.requests().last();
    QCOMPARE(second.method, first.method);
    QCOMPARE(second.target, first.target);
    QCOMPARE(second.body, first.body);
    for (const auto &[name, value] : first.headers.toListOfPairs()) {
        // Who asks, and how the connection is used, is curl's own.
        if (!QByteArrayList { "host", "content-length", "user-agent", "connection", "accept", "accept-encoding",
                              "accept-language" }
                 .contains(name)) {
            QCOMPARE(second.header(name), value);
        }
    }
}

void TestWire::har()
{
    DurableStreams::RequestTrace trace;
    trace.method = "POST";
    trace.url = QUrl(u"http://h/v1/stream/a?x=1"_s);
    trace.status = 204;
    trace.requestBody = QByteArray("\0\1", 2);
    trace.requestBodySize = 2;
    trace.responseBody = "half";
    trace.bytesReceived = 8;
    trace.started = QDateTime::fromMSecsSinceEpoch(0, QTimeZone::UTC);
    trace.toHeaders = 1500us;
    trace.total = 4000us;
    const QJsonObject log
        = QJsonDocument::fromJson(toHar({ trace })).object().value("log"_L1).toObject();
    QCOMPARE(log.value("version"_L1).toString(), u"1.2"_s);
    const QJsonObject entry = log.value("entries"_L1).toArray().first().toObject();
    QCOMPARE(entry.value("startedDateTime"_L1).toString(), u"1970-01-01T00:00:00.000Z"_s);
    QCOMPARE(entry.value("time"_L1).toDouble(), 4.0);
    QCOMPARE(entry["timings"_L1]["receive"_L1].toDouble(), 2.5);
    QCOMPARE(entry["request"_L1]["postData"_L1]["text"_L1].toString(), u"AAE="_s);
    QCOMPARE(entry["response"_L1]["content"_L1]["text"_L1].toString(), u"half"_s);
    QVERIFY(entry["response"_L1]["content"_L1]["comment"_L1].toString().contains(u"first 4"_s));
}

void TestWire::staysBounded()
{
    WireModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    DurableStreams::RequestTrace trace;
    trace.responseBody = QByteArray(64 * 1024, 'x');
    for (quint64 i = 1; i <= quint64(WireModel::Limit) + 100; ++i) {
        trace.id = i;
        model.add(trace, {});
    }
    QCOMPARE(model.rowCount(), int(WireModel::Limit));
    QCOMPARE(model.traceAt(0).id, quint64(101));
    qint64 kept = 0;
    for (const DurableStreams::RequestTrace &each : model.traces()) {
        kept += each.responseBody.size();
    }
    QCOMPARE_LE(kept, WireModel::BodyLimit);
    QVERIFY(!model.traceAt(model.rowCount() - 1).responseBody.isEmpty());
}

QTEST_MAIN(TestWire)
#include "tst_wire.moc"
