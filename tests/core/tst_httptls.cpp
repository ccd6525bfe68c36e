// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpsuite.h"

#include <support/opensslserver.h>
#include <support/testcertificates.h>

#include <QSslCertificate>

using namespace DurableStreams;
using namespace TestSupport;
using namespace std::chrono_literals;
using SentState = HttpAccessManager::SentState;

//! \brief Whom the transport trusts, and that everything else goes over TLS as without.
class tst_HttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_manager.reset(); }
    void trusts_data();
    void trusts();
    void pinsOneCertificate();
    void pinEndsWithTheCertificate();
    void showsAClientCertificate();
    void certificateIsRequired();
    void keepsIdentitiesApart();
    void silentServerEndsByConnectTimeout();
    void carriesLargeBodies();
    void deliversAPostOnce();

private:
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

void tst_HttpTls::init()
{
    QTest::failOnWarning();
    m_manager = makeManager();
}

void tst_HttpTls::trusts_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("good") << QStringLiteral("good") << true;
    QTest::newRow("wrong host") << QStringLiteral("wronghost") << false;
    QTest::newRow("expired") << QStringLiteral("expired") << false;
    QTest::newRow("self-signed") << QStringLiteral("selfsigned") << false;
}

// And an exception for exactly that certificate makes each of them work.
void tst_HttpTls::trusts()
{
    QFETCH(const QString, certificate);
    QFETCH(const bool, trusted);
    FaultServer server(serverTls(certificate));
    server.on("/s", Reply(200, "secret"));
    QNetworkRequest request(server.url("/s"));
    request.setSslConfiguration(clientTls());
    const ReplyPtr reply(m_manager->get(request));
    QSignalSpy errors(reply.get(), &QNetworkReply::sslErrors);
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(),
             trusted ? QNetworkReply::NoError : QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(errors.size(), trusted ? 0 : 1);
    QCOMPARE(reply->readAll(), trusted ? "secret" : "");
    QCOMPARE(HttpAccessManager::sentState(reply.get()),
             trusted ? SentState::Answered : SentState::NotSent);
    QCOMPARE(server.requests().size(), trusted ? 1 : 0);

    request.setAttribute(HttpAccessManager::PinnedCertificateAttribute,
                         QVariant::fromValue(testCertificate(certificate)));
    const ReplyPtr pinned(m_manager->get(request));
    QVERIFY(finished(pinned));
    QCOMPARE(pinned->error(), QNetworkReply::NoError);
    QCOMPARE(pinned->readAll(), "secret");
}

void tst_HttpTls::pinsOneCertificate()
{
    FaultServer server(serverTls(QStringLiteral("selfsigned")));
    server.on("/s", Reply(200));
    QNetworkRequest request(server.url("/s"));
    request.setSslConfiguration(clientTls());
    request.setAttribute(HttpAccessManager::PinnedCertificateAttribute,
                         QVariant::fromValue(testCertificate(QStringLiteral("expired"))));
    const ReplyPtr reply(m_manager->get(request));
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(server.requests().size(), 0);
}

// A server that shows another certificate than the one that was excepted is refused, though it is the
// same server, and though the new one is as good or bad as the old one.
void tst_HttpTls::pinEndsWithTheCertificate()
{
    auto server = std::make_unique<FaultServer>(serverTls(QStringLiteral("selfsigned")));
    server->on("/s", Reply(200, "secret"));
    QNetworkRequest request(server->url("/s"));
    request.setSslConfiguration(clientTls());
    request.setAttribute(HttpAccessManager::PinnedCertificateAttribute,
                         QVariant::fromValue(testCertificate(QStringLiteral("selfsigned"))));
    const ReplyPtr first(m_manager->get(request));
    QVERIFY(finished(first));
    QCOMPARE(first->readAll(), "secret");

    server->setTls(serverTls(QStringLiteral("expired")));
    server->dropAll();
    QTRY_COMPARE(server->openConnections(), 0);
    m_manager->clearConnectionCache();
    const ReplyPtr second(m_manager->post(request, QByteArray("x")));
    QVERIFY(finished(second));
    QCOMPARE(second->error(), QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(HttpAccessManager::sentState(second.get()), SentState::NotSent);
    QCOMPARE(server->countComplete("POST", "/s"), 0);
}

void tst_HttpTls::showsAClientCertificate()
{
    FaultServer server(serverTlsWithClients(QStringLiteral("good")));
    server.on("/s", Reply(200));
    QNetworkRequest request(server.url("/s"));
    request.setSslConfiguration(clientTls(QStringLiteral("client")));
    const ReplyPtr reply(m_manager->get(request));
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::NoError);

    request.setSslConfiguration(clientTls());
    const ReplyPtr without(m_manager->get(request));
    QVERIFY(finished(without));
    QCOMPARE(without->error() != QNetworkReply::NoError, !isKnownFailure());
    QCOMPARE(server.requests().size() == 1, !isKnownFailure());
}

// Since TLS 1.3 the refusal comes when the client has long sent: it was for nobody all the same.
void tst_HttpTls::certificateIsRequired()
{
    if (Stock) {
        return; // which takes it for a broken connection
    }
    const OpensslServer server;
    QVERIFY2(server.port() > 0, server.output().constData());
    QNetworkRequest request(server.url(QStringLiteral("/s")));
    request.setSslConfiguration(clientTls());
    const ReplyPtr reply(m_manager->post(request, QByteArray("x")));
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(HttpAccessManager::sentState(reply.get()), SentState::NotSent);
    QVERIFY2(reply->errorString().contains(QLatin1StringView("certificate required")),
             qPrintable(reply->errorString()));
}

// A connection that was made with an exception does not serve a request without it.
void tst_HttpTls::keepsIdentitiesApart()
{
    FaultServer server(serverTls(QStringLiteral("selfsigned")));
    server.on("/s", Reply(200));
    const QSslConfiguration tls = clientTls();
    QNetworkRequest plain(server.url("/s"));
    plain.setSslConfiguration(tls);
    QNetworkRequest pinned(plain);
    pinned.setAttribute(HttpAccessManager::PinnedCertificateAttribute,
                        QVariant::fromValue(testCertificate(QStringLiteral("selfsigned"))));
    const ReplyPtr first(m_manager->get(pinned));
    QVERIFY(finished(first));
    const ReplyPtr second(m_manager->get(pinned));
    QVERIFY(finished(second));
    QCOMPARE(second->error(), QNetworkReply::NoError);
    QCOMPARE(server.connections(), 1);
    const ReplyPtr third(m_manager->get(plain));
    QVERIFY(finished(third));
    QCOMPARE(third->error() == QNetworkReply::SslHandshakeFailedError, !isKnownFailure());
}

void tst_HttpTls::silentServerEndsByConnectTimeout()
{
    if (isKnownFailure()) {
        return; // it would wait for ever
    }
    FaultServer server; // speaks no TLS
    QUrl url = server.url("/s");
    url.setScheme(QStringLiteral("https"));
    QNetworkRequest request(url);
    request.setAttribute(HttpAccessManager::ConnectTimeoutAttribute, QVariant::fromValue(200ms));
    const ReplyPtr reply(m_manager->post(request, QByteArray("x")));
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::TimeoutError);
    QCOMPARE(HttpAccessManager::timeoutKind(reply.get()), HttpAccessManager::TimeoutKind::Connect);
    QCOMPARE(HttpAccessManager::sentState(reply.get()), SentState::NotSent);
}

void tst_HttpTls::carriesLargeBodies()
{
    FaultServer server(serverTls(QStringLiteral("good")));
    const QByteArray body(5 << 20, 'x');
    server.on("/s", Reply(200, body).chunked(100'000));
    QNetworkRequest request(server.url("/s"));
    request.setSslConfiguration(clientTls());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
    const ReplyPtr reply(m_manager->post(request, body));
    reply->setReadBufferSize(64 << 10);
    QByteArray got;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { got += reply->read(50'000); });
    QTRY_VERIFY_WITH_TIMEOUT((got += reply->read(50'000), got.size() == body.size()), 60'000);
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(got == body);
    QCOMPARE(server.requests().constFirst().body.size(), body.size());
}

void tst_HttpTls::deliversAPostOnce()
{
    FaultServer server(serverTls(QStringLiteral("good")));
    QNetworkRequest request(server.url("/s"));
    request.setSslConfiguration(clientTls());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
    for (const qint64 at : { 0, 1, 20, 40 }) {
        for (const Drop how : { Drop::Fin, Drop::Rst }) {
            server.forget();
            server.on("/s", Reply(200, "done").drop(atByte(at), how));
            const ReplyPtr reply(m_manager->post(request, QByteArray("x")));
            QVERIFY(finished(reply));
            QVERIFY(reply->error() != QNetworkReply::NoError);
            QCOMPARE(server.count("POST", "/s"), 1);
        }
    }
}

QTEST_GUILESS_MAIN(tst_HttpTls)
#include "tst_httptls.moc"
