// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpsuite.h"

#include <support/testcertificates.h>
#include <support/testproxy.h>

using namespace DurableStreams;
using namespace TestSupport;
using SentState = HttpAccessManager::SentState;
using Kind = TestProxy::Kind;

Q_DECLARE_METATYPE(TestSupport::TestProxy::Kind)

//! \brief Through proxies, where Qt's engine answers: what works there, and the limits that the
//! documentation of HttpAccessManager names.
class tst_HttpProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void passes_data();
    void passes();
    void sendsCredentialsAtOnce();
    void wrongCredentialsSendNothing_data();
    void wrongCredentialsSendNothing();
    void deadProxyIsNotSent();
    void deliversAPostOnce_data();
    void deliversAPostOnce();
    void asksTheSystem();
    void limits();

private:
    FaultServer &server(bool secure) { return secure ? *m_secure : *m_plain; }
    QNetworkRequest request(bool secure);

    std::unique_ptr<FaultServer> m_plain;
    std::unique_ptr<FaultServer> m_secure;
    std::unique_ptr<HttpAccessManager> m_manager;
};

void tst_HttpProxy::init()
{
    QTest::failOnWarning();
    m_plain = std::make_unique<FaultServer>();
    m_secure = std::make_unique<FaultServer>(serverTls(QStringLiteral("good")));
    m_manager = std::make_unique<HttpAccessManager>();
}

void tst_HttpProxy::cleanup()
{
    m_manager.reset();
    m_plain.reset();
    m_secure.reset();
}

QNetworkRequest tst_HttpProxy::request(bool secure)
{
    QNetworkRequest r(server(secure).url("/s?offset=-1"));
    r.setSslConfiguration(clientTls());
    r.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
    return r;
}

void tst_HttpProxy::passes_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<bool>("secure");
    for (const bool secure : { false, true }) {
        const char *scheme = secure ? "https" : "http";
        QTest::addRow("HTTP, %s", scheme) << Kind::Http << QByteArray() << secure;
        QTest::addRow("HTTP with credentials, %s", scheme) << Kind::Http << QByteArray("me") << secure;
        QTest::addRow("SOCKS, %s", scheme) << Kind::Socks << QByteArray() << secure;
        QTest::addRow("SOCKS with credentials, %s", scheme) << Kind::Socks << QByteArray("me") << secure;
    }
}

void tst_HttpProxy::passes()
{
    QFETCH(const Kind, kind);
    QFETCH(const QByteArray, user);
    QFETCH(const bool, secure);
    const TestProxy proxy(kind, user, "secret");
    m_manager->setProxy(proxy.settings(QString::fromLatin1(user), QStringLiteral("secret")));
    const QByteArray body(100'000, 'x');
    server(secure).on("GET", "/s", Reply(200, body).chunked(5000));
    server(secure).on("POST", "/s", Reply(204));
    const ReplyPtr got(m_manager->get(request(secure)));
    QVERIFY(finished(got));
    QCOMPARE(got->error(), QNetworkReply::NoError);
    QVERIFY(got->readAll() == body);
    const ReplyPtr posted(m_manager->post(request(secure), body));
    QVERIFY(finished(posted));
    QCOMPARE(status(posted), 204);
    QCOMPARE(HttpAccessManager::sentState(posted.get()), SentState::Answered);
    QCOMPARE(server(secure).countComplete("POST", "/s"), 1);
    const Request arrived = server(secure).requestsFor("POST", "/s").constFirst();
    QVERIFY(arrived.body == body);
    QCOMPARE(arrived.target, "/s?offset=-1");
    QVERIFY(!arrived.headers.contains("proxy-authorization"));
    QVERIFY(proxy.passed() > 0);
}

// Without asking for a 407 first, which would need the body a second time.
void tst_HttpProxy::sendsCredentialsAtOnce()
{
    const TestProxy proxy(Kind::Http, "me", "secret");
    m_manager->setProxy(proxy.settings(QStringLiteral("me"), QStringLiteral("secret")));
    m_plain->on("/s", Reply(204));
    const ReplyPtr reply(m_manager->post(request(false), QByteArray("body")));
    QVERIFY(finished(reply));
    QCOMPARE(status(reply), 204);
    QCOMPARE(proxy.refused(), 0);
    QCOMPARE(proxy.heads().size(), 1);
    QVERIFY(proxy.heads().constFirst().startsWith("POST http://127.0.0.1:"));
}

void tst_HttpProxy::wrongCredentialsSendNothing_data()
{
    passes_data();
}

void tst_HttpProxy::wrongCredentialsSendNothing()
{
    QFETCH(const Kind, kind);
    QFETCH(const bool, secure);
    const TestProxy proxy(kind, "me", "secret");
    m_manager->setProxy(proxy.settings(QStringLiteral("me"), QStringLiteral("wrong")));
    const ReplyPtr reply(m_manager->post(request(secure), QByteArray("x")));
    QVERIFY(finished(reply));
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(proxy.refused() > 0);
    QCOMPARE(server(secure).requests().size(), 0);
}

void tst_HttpProxy::deadProxyIsNotSent()
{
    auto proxy = std::make_unique<TestProxy>(Kind::Http);
    m_manager->setProxy(proxy->settings());
    proxy.reset();
    const ReplyPtr reply(m_manager->post(request(false), QByteArray("x")));
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::ProxyConnectionRefusedError);
    QCOMPARE(HttpAccessManager::sentState(reply.get()), SentState::NotSent);
}

void tst_HttpProxy::deliversAPostOnce_data()
{
    passes_data();
}

void tst_HttpProxy::deliversAPostOnce()
{
    QFETCH(const Kind, kind);
    QFETCH(const QByteArray, user);
    QFETCH(const bool, secure);
    const TestProxy proxy(kind, user, "secret");
    m_manager->setProxy(proxy.settings(QString::fromLatin1(user), QStringLiteral("secret")));
    for (const qint64 at : { 0, 1, 20, 40 }) {
        for (const Drop how : { Drop::Fin, Drop::Rst }) {
            server(secure).forget();
            server(secure).on("/s", Reply(200, "done").drop(atByte(at), how));
            const ReplyPtr reply(m_manager->post(request(secure), QByteArray("x")));
            QVERIFY(finished(reply));
            QVERIFY(reply->error() != QNetworkReply::NoError);
            // Not at all where the kept tunnel broke before; then the error says so. Never twice.
            QVERIFY(server(secure).count("POST", "/s") <= 1);
        }
    }
}

// As the environment says, where nothing else is set.
void tst_HttpProxy::asksTheSystem()
{
    const TestProxy proxy(Kind::Http);
    qputenv("http_proxy", QByteArray("http://127.0.0.1:" + QByteArray::number(proxy.port())));
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    HttpAccessManager manager;
    QNetworkRequest r(QUrl(QStringLiteral("http://stream.invalid/s")));
    const ReplyPtr reply(manager.get(r)); // only the proxy would know that name
    QVERIFY(finished(reply));
    qunsetenv("http_proxy");
    QNetworkProxyFactory::setUseSystemConfiguration(false);
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(!proxy.heads().isEmpty());
    QVERIFY(proxy.heads().constFirst().startsWith("GET http://stream.invalid/s HTTP/1.1\r\n"));
}

// What the documentation says that does not work here, so that it stays true.
void tst_HttpProxy::limits()
{
    const TestProxy proxy(Kind::Socks);
    m_manager->setProxy(proxy.settings());
    m_plain->on("/s", Reply(307).header("Location", "/to"));
    const ReplyPtr redirected(m_manager->get(request(false)));
    QVERIFY(finished(redirected));
    QCOMPARE(status(redirected), 307);

    constexpr int Count = 40;
    QList<Exchange> held;
    m_plain->on("/live", [&](const Exchange &e) {
        e.startChunked(200);
        held.append(e);
    });
    std::vector<ReplyPtr> readers;
    for (int i = 0; i < Count; ++i) {
        QNetworkRequest r(m_plain->url("/live"));
        r.setAttribute(HttpAccessManager::LiveAttribute, true);
        readers.emplace_back(m_manager->get(r));
    }
    QTRY_COMPARE_WITH_TIMEOUT(held.size(), Count, 30'000);
}

QTEST_GUILESS_MAIN(tst_HttpProxy)
#include "tst_httpproxy.moc"
