// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/cli.h"
#include "connection/curl.h"
#include "connection/server.h"
#include "models/connectionclient.h"
#include "wire/har.h"
#include "wire/sendagain.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"

#include <durablestreams/call.h>
#include <durablestreams/streamreader.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <support/faultserver.h>
#include <support/testcertificates.h>

#include <algorithm>

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
    void masksWhatIsRepeated_data();
    void masksWhatIsRepeated();
    void curlHidesWhatIsRepeated();
    void tellsServersApart();
    void filters();
    void goesToTheEnds();
    void saysWhatWasNotSent();
    void curlReproduces_data();
    void curlReproduces();
    void har();
    void staysBounded();
    void readsAgain();
    void writesAgainIfAsked();
    void sendsNothingThatIsForbidden_data();
    void sendsNothingThatIsForbidden();
    void givesUpWhatHasNoEnd();
    void staysWhereItIsLookedAt();
    void cli_data();
    void cli();

private:
    Connection secretive(const QUrl &url) const;
};

namespace {

//! A panel that shows what a server was asked, and can ask it again.
struct Wire
{
    explicit Wire(const Connection &connection)
        : server(connection)
    {
        QObject::connect(&server, &Server::requestTraced, &panel,
                         [this](const DurableStreams::RequestTrace &t) {
                             panel.model()->add(t, server.connection());
                         });
        panel.sendAgain()->setServers([this](const Connection &) { return &server; });
        panel.resize(900, 300);
        panel.show();
    }

    bool has(int rows) const
    {
        return panel.model()->rowCount() == rows && panel.model()->traceAt(rows - 1).finished;
    }
    void again(int row)
    {
        panel.view()->selectRow(row);
        panel.findChild<QAction *>("wire.sendAgain"_L1)->trigger();
    }
    QMessageBox *box(const char *name) const
    {
        return panel.findChild<QMessageBox *>(QLatin1StringView(name));
    }

    Server server;
    WirePanel panel;
};

} // namespace

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
    QVERIFY2(text->toPlainText().contains(u"token=•••"_s), qPrintable(text->toPlainText()));
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

namespace {

//! An exchange in which the server repeats \a echo in a header and in its body.
DurableStreams::RequestTrace echoing(const QByteArray &echo)
{
    DurableStreams::RequestTrace trace;
    trace.id = 1;
    trace.method = "POST";
    trace.url = QUrl(u"http://h/v1/stream/a"_s);
    trace.purpose = "append";
    trace.status = 401;
    trace.requestHeaders.append("content-type", "text/plain");
    trace.requestHeaders.append("x-copy", echo);
    trace.requestBody = "I say " + echo;
    trace.requestBodySize = trace.requestBody.size();
    trace.responseHeaders.append("www-authenticate", "Bearer error_description=\"" + echo + '"');
    trace.responseHeaders.append("location", "http://h/" + echo);
    trace.responseBody = "{\"error\":\"no " + echo + "\"}";
    trace.bytesReceived = trace.responseBody.size();
    trace.failure = QString::fromUtf8("refused " + echo);
    trace.finished = true;
    return trace;
}

} // namespace

void TestWire::masksWhatIsRepeated_data()
{
    QTest::addColumn<Authentication>("authentication");
    QTest::addColumn<QByteArray>("echo");
    QTest::addColumn<QByteArray>("secret"); // what may be found nowhere
    const Authentication bearer { .kind = Authentication::Kind::Bearer, .secret = "ECHO/token+4j" };
    const Authentication basic { .kind = Authentication::Kind::Basic,
                                 .user = u"bob"_s,
                                 .secret = "hunter2" };
    const QByteArray base64 = "bob:hunter2"_ba.toBase64();
    QTest::newRow("token") << bearer << "ECHO/token+4j"_ba << "token"_ba;
    QTest::newRow("token, encoded") << bearer << "ECHO%2ftoken%2B4j"_ba << "token"_ba;
    QTest::newRow("header as it is")
        << Authentication { .kind = Authentication::Kind::Header, .secret = "Token ECHO-token-4j" }
        << "ECHO-token-4j"_ba << "token-4j"_ba;
    QTest::newRow("password") << basic << "hunter2"_ba << "hunter2"_ba;
    QTest::newRow("Base64") << basic << base64 << base64;
}

// A server that quotes a secret must not bring it into what is shown and given away.
void TestWire::masksWhatIsRepeated()
{
    QFETCH(const Authentication, authentication);
    QFETCH(const QByteArray, echo);
    QFETCH(const QByteArray, secret);
    Connection connection = Connection::to(QUrl(u"http://h/v1/stream"_s));
    connection.authentication = authentication;
    WirePanel panel;
    panel.model()->add(echoing(echo), connection);
    panel.view()->selectRow(0);
    auto *text = panel.findChild<QPlainTextEdit *>();
    QVERIFY2(!text->toPlainText().contains(QString::fromUtf8(secret)), qPrintable(text->toPlainText()));
    QVERIFY2(text->toPlainText().contains(u"no •••"_s), qPrintable(text->toPlainText()));
    QVERIFY2(!text->toPlainText().contains(u"[the first"_s), qPrintable(text->toPlainText())); // all of it is there
    panel.findChild<QAction *>("wire.copyText"_L1)->trigger();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QString::fromUtf8(secret)));
    panel.findChild<QAction *>("wire.copyCurl"_L1)->trigger();
    QVERIFY2(!QGuiApplication::clipboard()->text().contains(QString::fromUtf8(secret)),
             qPrintable(QGuiApplication::clipboard()->text()));
    QVERIFY(!toHar(panel.model()->traces()).contains(secret));
    for (int column = 0; column < WireModel::ColumnCount; ++column) {
        const QModelIndex index = panel.model()->index(0, column);
        QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QString::fromUtf8(secret)));
    }
    // On request of this row it is there as it came.
    panel.findChild<QAction *>("wire.reveal"_L1)->trigger();
    QVERIFY2(text->toPlainText().contains(QString::fromUtf8("no " + echo)),
             qPrintable(text->toPlainText()));
}

void TestWire::curlHidesWhatIsRepeated()
{
    Connection connection = Connection::to(QUrl(u"http://h/v1/stream"_s));
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    const QString command
        = curlCommand("POST", QUrl(u"http://h/v1/stream/a?x=hunter2&y=1"_s), connection, {},
                      "it's hunter2!");
    QVERIFY2(!command.contains(u"hunter2"_s), qPrintable(command));
    QVERIFY2(command.contains(u"x=${STREAM_SECRET}&y=1\""_s), qPrintable(command));
    QVERIFY2(command.contains(u"'it'\\''s '\"${STREAM_SECRET}\"'!'"_s), qPrintable(command));
    QVERIFY2(command.section(u'\n', 0, 0).contains(u"STREAM_SECRET"_s), qPrintable(command));
    // What cannot be taken apart is left out, with a word.
    const QString bytes = curlCommand("POST", QUrl(u"http://h/v1/stream/a"_s), connection, {},
                                      QByteArray("\0hunter2", 8));
    QVERIFY2(!bytes.contains(u"base64"_s) && bytes.contains(u"left out"_s), qPrintable(bytes));
    QVERIFY(cliCommand("POST", QUrl(u"http://h/v1/stream/a"_s), connection, {}, "hunter2").isEmpty());
}

void TestWire::tellsServersApart()
{
    WirePanel panel;
    panel.resize(1200, 300);
    panel.show();
    DurableStreams::RequestTrace trace;
    trace.url = QUrl(u"http://h/v1/stream/a"_s);
    trace.id = 1;
    panel.model()->add(trace, Connection::to(QUrl(u"http://h/v1/stream"_s)));
    QVERIFY(panel.view()->isColumnHidden(WireModel::Server));
    trace.id = 2;
    panel.model()->add(trace, Connection::to(QUrl(u"http://other:1/v1/stream"_s)));
    QVERIFY(!panel.view()->isColumnHidden(WireModel::Server));
    QCOMPARE(panel.model()->index(1, WireModel::Server).data().toString(), u"other:1"_s);
    trace.toHeaders = 1500us;
    trace.total = 4000us;
    panel.model()->add(trace, Connection::to(QUrl(u"http://other:1/v1/stream"_s)));
    QCOMPARE(panel.model()->index(1, WireModel::Receive).data().toString(), u"2.5"_s);
    panel.model()->clear();
    QVERIFY(panel.view()->isColumnHidden(WireModel::Server));
}

void TestWire::filters()
{
    WirePanel panel;
    const Connection connection = Connection::to(QUrl(u"http://h/v1/stream"_s));
    const auto add = [&](quint64 id, const QByteArray &method, const QString &path) {
        DurableStreams::RequestTrace trace;
        trace.id = id;
        trace.method = method;
        trace.url = QUrl(u"http://h/v1/stream/"_s + path);
        panel.model()->add(trace, connection);
    };
    add(1, "GET", u"orders"_s);
    add(2, "HEAD", u"orders"_s);
    add(3, "GET", u"bills"_s);
    const QAbstractItemModel *shown = panel.view()->model();
    auto *filter = panel.findChild<QLineEdit *>("wireFilter"_L1);
    filter->setText(u"ORDERS head"_s);
    QCOMPARE(shown->rowCount(), 1);
    // The row that is shown is the one that is meant.
    panel.view()->selectRow(0);
    QVERIFY(panel.findChild<QPlainTextEdit *>()->toPlainText().startsWith(u"HEAD"_s));
    add(4, "HEAD", u"bills"_s);
    QCOMPARE(shown->rowCount(), 1);
    add(5, "HEAD", u"orders/new"_s);
    QCOMPARE(shown->rowCount(), 2);
    // Who is led to an exchange sees it.
    panel.select([](const DurableStreams::RequestTrace &trace) { return trace.id == 3; });
    QVERIFY(panel.findChild<QPlainTextEdit *>()->toPlainText().contains(u"bills"_s));
    QCOMPARE(shown->rowCount(), 5);
}

void TestWire::goesToTheEnds()
{
    WirePanel panel;
    panel.resize(900, 200);
    panel.show();
    DurableStreams::RequestTrace trace;
    for (quint64 id = 1; id <= 100; ++id) {
        trace.id = id;
        panel.model()->add(trace, {});
    }
    panel.view()->selectRow(50);
    QTest::keyClick(panel.view(), Qt::Key_End);
    QCOMPARE(panel.view()->currentIndex().row(), 99);
    QTest::keyClick(panel.view(), Qt::Key_Home);
    QCOMPARE(panel.view()->currentIndex().row(), 0);
}

// What never left this computer was no failure of the server.
void TestWire::saysWhatWasNotSent()
{
    FaultServer fault;
    Connection connection = Connection::to(fault.url("/v1/stream"));
    connection.readOnly = true;
    Wire wire(connection);
    wire.server.stream("a").append("body", { .contentType = "text/plain" });
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(1), Patience);
    QCOMPARE(wire.panel.model()->index(0, WireModel::Status).data().toString(), u"not sent"_s);
    wire.panel.view()->selectRow(0);
    const QString text = wire.panel.findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY2(text.contains(u"[not sent: "_s), qPrintable(text));
    QCOMPARE(fault.connections(), 0);
}

void TestWire::curlReproduces_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<bool>("revealed");
    QTest::newRow("GET") << "GET"_ba << QByteArray() << false << false;
    QTest::newRow("HEAD") << "HEAD"_ba << QByteArray() << false << false;
    QTest::newRow("JSON") << "POST"_ba << "[{\"a\":\"it's $HOME \\\"x\\\"\\n\"}]"_ba << false << false;
    QTest::newRow("bytes") << "POST"_ba << QByteArray("\0\xff'\n\"$x", 7) << false << false;
    QTest::newRow("DELETE") << "DELETE"_ba << QByteArray() << false << false;
    QTest::newRow("certificate that is trusted by itself")
        << "GET"_ba << QByteArray() << true << false;
    QTest::newRow("revealed") << "GET"_ba << QByteArray() << false << true;
    QTest::newRow("bytes, revealed") << "POST"_ba << QByteArray("\0\xff", 2) << false << true;
}

void TestWire::curlReproduces()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, secure);
    QFETCH(const bool, revealed);
    FaultServer plain;
    FaultServer tls(TestSupport::serverTls(u"selfsigned"_s));
    FaultServer &server = secure ? tls : plain;
    server.otherwise([](const Exchange &e) {
        e.reply(Reply(200).header("Stream-Next-Offset", "1").header("Stream-Up-To-Date", "true")
                    .header("Stream-Closed", "true"));
    });
    Connection connection = secretive(server.url("/v1/stream"));
    connection.headers.append("X-Api-Key", "hunter2's key");
    connection.secretNames = { "x-api-key" };
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
    if (revealed) {
        panel.findChild<QAction *>("wire.reveal"_L1)->trigger();
    }
    panel.findChild<QAction *>("wire.copyCurl"_L1)->trigger();
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.contains(u"hunter2"_s) == revealed, qPrintable(command));
    for (const QString &name : { u"STREAM_AUTH"_s, u"STREAM_X_API_KEY"_s, u"STREAM_PARAM_TOKEN"_s }) {
        // What is to be set is said before anything else.
        QVERIFY2(command.section(u'\n', 0, 0).contains(name) != revealed, qPrintable(command));
    }
    const TestSupport::Request first = server.requests().first();

    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!revealed) {
        environment.insert(u"STREAM_AUTH"_s, u"Bearer hunter2"_s);
        environment.insert(u"STREAM_X_API_KEY"_s, u"hunter2's key"_s);
        environment.insert(u"STREAM_PARAM_TOKEN"_s, u"hunter2%20%26%20more"_s);
    }
    environment.remove(u"http_proxy"_s);
    shell.setProcessEnvironment(environment);
    shell.start(u"sh"_s, { u"-c"_s, command });
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, Patience);
    QVERIFY2(shell.exitCode() == 0, qPrintable(command + u'\n' + QString::fromUtf8(shell.readAllStandardError())));
    QCOMPARE(server.requests().size(), 2);
    const TestSupport::Request second = server.requests().last();
    QCOMPARE(second.method, first.method);
    QCOMPARE(second.path, first.path);
    const auto items = [](const TestSupport::Request &request) {
        QByteArrayList list = request.query.split('&');
        std::ranges::sort(list); // our own requests have them in order
        return list;
    };
    QCOMPARE(items(second), items(first));
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
    trace.responseBodyCut = true;
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

void TestWire::readsAgain()
{
    FaultServer fault;
    fault.otherwise([](const Exchange &e) {
        e.reply(Reply(200, "[1]")
                    .header("Content-Type", "application/json")
                    .header("Set-Cookie", "a=b"));
    });
    Wire wire(secretive(fault.url("/v1/stream")));
    wire.server.stream("a").read({ .live = DurableStreams::LiveMode::Off }, &wire.server)->start();
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(1), Patience);
    wire.again(0);
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(2), Patience);
    QCOMPARE(fault.requests().size(), 2);
    const TestSupport::Request first = fault.requests().first();
    const TestSupport::Request second = fault.requests().last();
    QCOMPARE(second.method, "GET");
    QCOMPARE(second.target, first.target);
    for (const char *name : { "authorization", "x-tenant" }) {
        QVERIFY(!first.header(name).isEmpty());
        QCOMPARE(second.header(name), first.header(name));
    }
    const DurableStreams::RequestTrace &trace = wire.panel.model()->traceAt(1);
    QCOMPARE(trace.purpose, "retry");
    QCOMPARE(trace.status, 200);
    QCOMPARE(trace.responseBody, "[1]");
    QVERIFY(trace.failure.isEmpty());
    // Masked as the first one is.
    QCOMPARE(trace.url, wire.panel.model()->traceAt(0).url);
    QCOMPARE(trace.requestHeaders.value("authorization"), u"•••"_s.toUtf8());
    QCOMPARE(trace.responseHeaders.value("set-cookie"), u"•••"_s.toUtf8());
    wire.panel.view()->selectRow(1);
    QVERIFY(!wire.panel.findChild<QPlainTextEdit *>()->toPlainText().contains(u"hunter2"_s));
    // And what was sent again can be sent again.
    wire.again(1);
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(3), Patience);
    QCOMPARE(fault.requests().last().target, first.target);
}

void TestWire::writesAgainIfAsked()
{
    FaultServer fault;
    fault.otherwise(
        [](const Exchange &e) { e.reply(Reply(204).header("Stream-Next-Offset", "1")); });
    Wire wire(secretive(fault.url("/v1/stream")));
    wire.server.stream("a").append("body",
                                   { .contentType = "text/plain",
                                     .sequence = "7",
                                     .safety = DurableStreams::AppendSafety::Plain });
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(1), Patience);
    wire.again(0);
    QVERIFY(wire.panel.findChild<QAction *>("wire.sendAgain"_L1)->text().endsWith(u'…'));
    QMessageBox *box = wire.box("sendAgainQuestion");
    QVERIFY(box && box->isVisible());
    QVERIFY2(box->informativeText().contains(u"a second time"_s),
             qPrintable(box->informativeText()));
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    box->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!wire.box("sendAgainQuestion"), Patience);
    QCOMPARE(fault.requests().size(), 1);
    wire.again(0);
    box = wire.box("sendAgainQuestion");
    QVERIFY(box);
    QTest::mouseClick(box->findChild<QPushButton *>("sendAgainYes"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(2), Patience);
    QCOMPARE(fault.requests().size(), 2);
    const TestSupport::Request first = fault.requests().first();
    const TestSupport::Request second = fault.requests().last();
    QCOMPARE(second.method, "POST");
    QCOMPARE(second.target, first.target);
    QCOMPARE(second.body, "body");
    for (const char *name : { "authorization", "content-type", "stream-seq" }) {
        QVERIFY(!first.header(name).isEmpty());
        QCOMPARE(second.header(name), first.header(name));
    }
}

void TestWire::sendsNothingThatIsForbidden_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Connection::Environment>("environment");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<bool>("unlocked");
    QTest::addColumn<qint64>("bodySize");
    QTest::addColumn<QString>("reason");
    using enum Connection::Environment;
    QTest::newRow("read-only") << "POST"_ba << Development << true << false << 4LL
                               << u"read-only"_s;
    QTest::newRow("production") << "POST"_ba << Production << false << false << 4LL << u"locked"_s;
    QTest::newRow("production, delete")
        << "DELETE"_ba << Production << false << true << 0LL << u"This is production"_s;
    QTest::newRow("half a body") << "POST"_ba << Development << false << false << 5LL
                                 << u"first 4"_s;
}

void TestWire::sendsNothingThatIsForbidden()
{
    QFETCH(const Connection::Environment, environment);
    QFETCH(const bool, readOnly);
    QFETCH(const bool, unlocked);
    FaultServer fault;
    Connection connection = Connection::to(fault.url("/v1/stream"));
    connection.environment = environment;
    connection.readOnly = readOnly;
    Wire wire(connection);
    if (unlocked) {
        wire.server.unlock();
    }
    DurableStreams::RequestTrace trace;
    QFETCH(const QByteArray, method);
    QFETCH(const qint64, bodySize);
    trace.id = 1;
    trace.method = method;
    trace.url = fault.url("/v1/stream/a");
    trace.requestBody = bodySize ? "body" : "";
    trace.requestBodySize = bodySize;
    trace.requestBodyCut = trace.requestBody.size() < bodySize;
    wire.panel.model()->add(trace, connection);
    wire.again(0);
    QMessageBox *box = wire.box("sendAgainRefusal");
    QVERIFY(box);
    QFETCH(const QString, reason);
    QVERIFY2(box->text().contains(reason), qPrintable(box->text()));
    QVERIFY(!wire.box("sendAgainQuestion"));
    QCOMPARE(wire.panel.model()->rowCount(), 1);
    QCOMPARE(fault.requests().size(), 0);
    // Without the server there is nothing to ask.
    box->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!wire.box("sendAgainRefusal"), Patience);
    wire.panel.sendAgain()->setServers([](const Connection &) -> Server * { return nullptr; });
    wire.again(0);
    QVERIFY(wire.box("sendAgainRefusal")->text().contains(u"no connection"_s));
}

void TestWire::givesUpWhatHasNoEnd()
{
    FaultServer fault;
    fault.otherwise([](const Exchange &e) {
        e.startChunked(200, "Content-Type: text/event-stream\r\n");
        e.chunk("event: data\ndata: 1\n\n");
    });
    const Connection connection = Connection::to(fault.url("/v1/stream"));
    Wire wire(connection);
    wire.panel.sendAgain()->setLongest(500ms);
    DurableStreams::RequestTrace trace;
    trace.id = 1;
    trace.method = "GET";
    trace.purpose = "sse";
    trace.url = fault.url("/v1/stream/a?live=sse&offset=now");
    wire.panel.model()->add(trace, connection);
    wire.again(0);
    QTRY_VERIFY_WITH_TIMEOUT(wire.has(2), Patience);
    QVERIFY2(wire.panel.model()->traceAt(1).failure.contains(u"given up"_s),
             qPrintable(wire.panel.model()->traceAt(1).failure));
    QTRY_COMPARE_WITH_TIMEOUT(fault.openConnections(), 0, Patience);
}

void TestWire::staysWhereItIsLookedAt()
{
    WirePanel panel;
    panel.resize(900, 200);
    panel.show();
    quint64 id = 0;
    const auto more = [&] {
        for (int i = 0; i < 50; ++i) {
            DurableStreams::RequestTrace trace;
            trace.id = ++id;
            panel.model()->add(trace, {});
        }
    };
    const QScrollBar *bar = panel.view()->verticalScrollBar();
    more();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum()); // the newest is shown
    panel.view()->selectRow(panel.model()->rowCount() - 1);
    const int place = bar->value();
    more();
    QTRY_VERIFY(bar->maximum() > place);
    QCOMPARE(bar->value(), place);
}

void TestWire::cli_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("command");
    const QString tool
        = u"STREAM_AUTH=\"$STREAM_AUTH\" durable-stream --url http://h:1/v1/stream"_s;
    QTest::newRow("read") << "GET"_ba << u"a?offset=-1"_s << ""_ba
                          << ""_ba << tool + u" read a"_s;
    QTest::newRow("read below") << "GET"_ba << u"events/or.ders?offset=-1"_s << ""_ba
                                << ""_ba << tool + u"/events read or.ders"_s;
    QTest::newRow("read on") << "GET"_ba << u"a?offset=7_2"_s << ""_ba
                             << ""_ba << QString();
    QTest::newRow("strange name") << "GET"_ba << u"gr%C3%B6%C3%9Fe?offset=-1"_s << ""_ba
                                  << ""_ba << QString();
    QTest::newRow("create") << "PUT"_ba << u"a"_s << "application/json"_ba
                            << ""_ba << tool + u" create a --content-type application/json"_s;
    QTest::newRow("create with a body") << "PUT"_ba << u"a"_s << "text/plain"_ba
                                        << "x"_ba << QString();
    QTest::newRow("delete") << "DELETE"_ba << u"a"_s << ""_ba
                            << ""_ba << tool + u" delete a"_s;
    QTest::newRow("write") << "POST"_ba << u"a"_s << "text/plain"_ba
                           << "it's"_ba
                           << u"printf %s 'it'\\''s' | "_s + tool
            + u" write a --content-type text/plain"_s;
    QTest::newRow("write bytes") << "POST"_ba << u"a"_s << "x/y"_ba << QByteArray(1, '\0')
                                 << u"base64 -d <<'END' | "_s + tool
            + u" write a --content-type x/y\nAA==\nEND"_s;
    QTest::newRow("write JSON") << "POST"_ba << u"a"_s << "application/json"_ba
                                << "[1]"_ba << QString();
}

void TestWire::cli()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, target);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    Connection connection = Connection::to(QUrl(u"http://h:1/v1/stream"_s));
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    QHttpHeaders headers;
    if (!type.isEmpty()) {
        headers.append("content-type", type);
    }
    const QUrl url(u"http://h:1/v1/stream/"_s + target);
    QTEST(cliCommand(method, url, connection, headers, body), "command");
    // It knows one header and the usual way alone.
    headers.append("stream-seq", "7");
    QVERIFY(cliCommand(method, url, connection, headers, body).isEmpty());
    headers.removeAll("stream-seq");
    connection.headers.append("x-tenant", "t");
    QVERIFY(cliCommand(method, url, connection, headers, body).isEmpty());
}

QTEST_MAIN(TestWire)
#include "tst_wire.moc"
