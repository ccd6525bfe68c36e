// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "../core/httpsuite.h"

#include <support/testcertificates.h>
#include <support/webserver.h>

using namespace DurableStreams;
using namespace TestSupport;
using SentState = HttpAccessManager::SentState;
using Program = WebServer::Program;

Q_DECLARE_METATYPE(TestSupport::WebServer::Program)

//! \brief The transport through web servers that people run, by http and https.
class tst_HttpServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void passesAnswers_data() { servers(); }
    void passesAnswers();
    void deliversEventsAsTheyCome_data() { servers(); }
    void deliversEventsAsTheyCome();
    void uploads_data() { servers(); }
    void uploads();
    void refusedUploadIsA413_data() { servers(); }
    void refusedUploadIsA413();
    void noticesKeptConnectionsThatEnd_data() { servers(); }
    void noticesKeptConnectionsThatEnd();
    void cutAnswersAreErrors_data() { servers(); }
    void cutAnswersAreErrors();
    void resumesTlsSessions_data();
    void resumesTlsSessions();
    void sessionsOfAPinEndWithIt();

private:
    static void servers();
    WebServer &server();
    QNetworkRequest request(const QByteArray &target);

    std::unique_ptr<FaultServer> m_application;
    std::map<Program, std::unique_ptr<WebServer>> m_servers;
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

void tst_HttpServers::initTestCase()
{
    m_application = std::make_unique<FaultServer>();
    for (const Program program : { Program::Nginx, Program::Caddy, Program::HaProxy }) {
        auto &server = m_servers[program];
        server = std::make_unique<WebServer>(program, m_application->port());
        const QString problem = server->start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
}

void tst_HttpServers::init()
{
    QTest::failOnWarning();
    m_manager = makeManager();
    m_application->forget();
}

void tst_HttpServers::cleanup()
{
    m_manager.reset();
}

void tst_HttpServers::servers()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<bool>("secure");
    const std::pair<const char *, Program> programs[]
        = { { "nginx", Program::Nginx }, { "Caddy", Program::Caddy }, { "HAProxy", Program::HaProxy } };
    for (const auto &[name, program] : programs) {
        QTest::addRow("%s, http", name) << program << false;
        QTest::addRow("%s, https", name) << program << true;
    }
}

WebServer &tst_HttpServers::server()
{
    const auto *const program = static_cast<const Program *>(QTest::qData("program", qMetaTypeId<Program>()));
    return *m_servers.at(*program);
}

QNetworkRequest tst_HttpServers::request(const QByteArray &target)
{
    const bool secure = *static_cast<const bool *>(QTest::qData("secure", QMetaType::Bool));
    QNetworkRequest request(server().url(target, secure));
    request.setSslConfiguration(clientTls());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    return request;
}

void tst_HttpServers::passesAnswers()
{
    const QByteArray text = QByteArray("[1,2,3]").repeated(50'000);
    const QByteArray json = "application/json";
    m_application->on("/length", Reply(200, text).header("Stream-Next-Offset", "7"));
    m_application->on("/chunks", Reply(200, text).chunked(1000).trailers("X: 1\r\n"));
    m_application->on("/close", Reply(200, text).untilClose());
    m_application->on("/json", Reply(200, text).header("Content-Type", json).header("Vary", "Origin"));
    m_application->on("/empty", Reply(204).header("Stream-Next-Offset", "7"));
    m_application->on("/same", Reply(304).header("ETag", "\"a\""));
    m_application->on("/gone", Reply(410, "gone"));
    m_application->on("/moved", Reply(308).header("Location", "/length"));
    const auto get = [&](const QByteArray &target) { return ReplyPtr(m_manager->get(request(target))); };
    for (const char *target : { "/length", "/chunks", "/close", "/json", "/moved" }) {
        const ReplyPtr reply = get(target);
        QVERIFY(finished(reply));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(status(reply), 200);
        QVERIFY2(reply->readAll() == text, target);
    }
    const ReplyPtr head(m_manager->head(request("/length")));
    QVERIFY(finished(head));
    QCOMPARE(head->headers().value("stream-next-offset").toByteArray(), "7");
    QCOMPARE(head->readAll(), "");
    const std::pair<const char *, int> bodiless[] = { { "/empty", 204 }, { "/same", 304 }, { "/gone", 410 } };
    for (const auto &[target, code] : bodiless) {
        const ReplyPtr reply = get(target);
        QVERIFY(finished(reply));
        QCOMPARE(status(reply), code);
        QCOMPARE(reply->readAll(), code == 410 ? "gone" : "");
    }
}

void tst_HttpServers::deliversEventsAsTheyCome()
{
    std::optional<Exchange> exchange;
    m_application->on("/live", [&](const Exchange &e) {
        e.startChunked(200, "Content-Type: text/event-stream\r\nCache-Control: no-store\r\n");
        exchange = e;
    });
    QNetworkRequest live = request("/live");
    live.setAttribute(HttpAccessManager::LiveAttribute, true);
    const ReplyPtr reply(m_manager->get(live));
    QByteArray got;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { got += reply->readAll(); });
    QTRY_VERIFY_WITH_TIMEOUT(exchange, 30'000);
    QByteArray sent;
    for (int i = 0; i < 20; ++i) {
        const QByteArray event = "event: data\ndata: [" + QByteArray::number(i) + "]\n\n";
        exchange->chunk(event);
        sent += event;
        QTRY_COMPARE_WITH_TIMEOUT(got, sent, 30'000); // each one before the next is sent
    }
    exchange->end();
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void tst_HttpServers::uploads()
{
    const QByteArray body = QByteArray("0123456789").repeated(90'000);
    m_application->on("POST", "/s", Reply(204));
    for (const qsizetype size : { qsizetype(0), qsizetype(1), qsizetype(70'000), body.size() }) {
        m_application->forget();
        const ReplyPtr reply(m_manager->post(request("/s"), body.first(size)));
        QVERIFY(finished(reply));
        QCOMPARE(status(reply), 204);
        QCOMPARE(m_application->countComplete("POST", "/s"), 1);
        QVERIFY(m_application->requests().constFirst().body == body.first(size));
    }
}

// Each of them answers at once and closes, long before the body is there.
void tst_HttpServers::refusedUploadIsA413()
{
    m_application->on("POST", "/s", Reply(204));
    const QByteArray body(32 << 20, 'x');
    for (int i = 0; i < 5; ++i) {
        const ReplyPtr reply(m_manager->post(request("/s"), body));
        QVERIFY(finished(reply));
        QCOMPARE(status(reply), 413);
        QCOMPARE(HttpAccessManager::sentState(reply.get()), SentState::Answered);
    }
    QCOMPARE(m_application->countComplete("POST", "/s"), 0);
}

// They end after a second without a request.
void tst_HttpServers::noticesKeptConnectionsThatEnd()
{
    m_application->on("POST", "/s", Reply(204));
    const auto post = [&] {
        const ReplyPtr reply(m_manager->post(request("/s"), QByteArray("x")));
        return finished(reply) && status(reply) == 204;
    };
    QVERIFY(post());
    QTest::qWait(1'500); // this is about the time that a server gives
    QVERIFY(post());
    QVERIFY(post());
    QCOMPARE(m_application->countComplete("POST", "/s"), 3);
}

void tst_HttpServers::cutAnswersAreErrors()
{
    const QByteArray text(100'000, 'x');
    QList<Reply> cut { Reply(200, text).drop(inBody(50'000)) };
    QFETCH(const Program, program);
    if (program != Program::Caddy) { // which ends chunks in good order though they broke off behind it
        cut.append(Reply(200, text).chunked(1000).drop(inChunk(50, 10)));
    }
    for (const Reply &reply : std::as_const(cut)) {
        m_application->on("/s", reply);
        QNetworkRequest plain = request("/s");
        plain.setRawHeader("Accept-Encoding", "identity"); // Caddy ends what it compresses as if it were whole
        const ReplyPtr got(m_manager->get(plain));
        QVERIFY(finished(got));
        QVERIFY(got->error() != QNetworkReply::NoError);
    }
}

void tst_HttpServers::resumesTlsSessions_data()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QByteArrayList>("states"); // as the server words them: new, resumed
    QTest::newRow("nginx") << Program::Nginx << true << QByteArrayList { ".", "r" };
    QTest::newRow("HAProxy") << Program::HaProxy << true << QByteArrayList { "0", "1" };
}

void tst_HttpServers::resumesTlsSessions()
{
    QFETCH(const QByteArrayList, states);
    m_application->on("/s", Reply(200, "x"));
    const auto state = [this](const QNetworkRequest &of) {
        const ReplyPtr reply(m_manager->get(of));
        const QByteArray answer
            = finished(reply) ? reply->headers().value("x-session-reused").toByteArray() : QByteArray();
        static_cast<HttpAccessManager *>(m_manager.get())->closeIdleConnections();
        return answer;
    };
    QCOMPARE(state(request("/s")), states.first());
    QCOMPARE(state(request("/s")), states.last());
    QCOMPARE(state(request("/s")), states.last());
    // Another identity begins anew.
    QNetworkRequest other = request("/s");
    other.setSslConfiguration(clientTls(QStringLiteral("client")));
    QCOMPARE(state(other), states.first());
    QCOMPARE(state(other), states.last());
}

// Neither a kept connection nor a session outlives the exception that it was made with.
void tst_HttpServers::sessionsOfAPinEndWithIt()
{
    WebServer selfSigned(Program::Nginx, m_application->port(), QStringLiteral("selfsigned"));
    const QString problem = selfSigned.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_application->on("/s", Reply(200, "x"));
    QNetworkRequest plain(selfSigned.url("/s", true));
    plain.setSslConfiguration(clientTls());
    QNetworkRequest pinned(plain);
    pinned.setAttribute(HttpAccessManager::PinnedCertificateAttribute,
                        QVariant::fromValue(testCertificate(QStringLiteral("selfsigned"))));
    for (const char *state : { ".", "r" }) {
        const ReplyPtr trusted(m_manager->get(pinned));
        QVERIFY(finished(trusted));
        QCOMPARE(trusted->readAll(), "x");
        QCOMPARE(trusted->headers().value("x-session-reused").toByteArray(), state);
        static_cast<HttpAccessManager *>(m_manager.get())->closeIdleConnections();

        const ReplyPtr refused(m_manager->get(plain));
        QVERIFY(finished(refused));
        QCOMPARE(refused->error(), QNetworkReply::SslHandshakeFailedError);
        QCOMPARE(HttpAccessManager::sentState(refused.get()), SentState::NotSent);
    }
}

QTEST_GUILESS_MAIN(tst_HttpServers)
#include "tst_httpservers.moc"
