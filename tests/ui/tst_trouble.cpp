// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/connectiontest.h"
#include "connection/connectiontrouble.h"
#include "connection/errortext.h"
#include "connection/urlprobe.h"

#include <support/faultserver.h>
#include <support/opensslserver.h>
#include <support/testcertificates.h>
#include <support/testproxy.h>

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {

constexpr auto Patience = 60s;

} // namespace

//! What “Connect” and “Test” say of a server that cannot be reached: the cause, and what to do.
class TestTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void saysCauseAndRemedy_data();
    void saysCauseAndRemedy();
    void knowsTheWords_data();
    void knowsTheWords();
    void saysWhoLookedAtTheCredentials_data();
    void saysWhoLookedAtTheCredentials();

private:
    //! All that the page “Test” says of \a connection.
    QString testOf(const Connection &connection);
};

QString TestTrouble::testOf(const Connection &connection)
{
    ConnectionTest test;
    QStringList said;
    connect(&test, &ConnectionTest::stepDone, this,
            [&said](const ConnectionTest::Outcome &outcome) { said.append(outcome.text); });
    const QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(connection);
    return QTest::qWaitFor([&] { return finished.count() == 1; }, Patience) ? said.join(u'\n')
                                                                           : u"no end"_s;
}

void TestTrouble::saysCauseAndRemedy_data()
{
    QTest::addColumn<QString>("trouble");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("client certificate") << u"certificate"_s << u"asks for a client certificate"_s
                                        << u"Give one on the page “TLS”"_s;
    QTest::newRow("client certificate, TLS 1.2")
        << u"certificate 1.2"_s << u"broke off"_s << u"give one on the page “TLS”"_s;
    QTest::newRow("client certificate, closed without a word")
        << u"certificate, silent"_s << u"the connection broke"_s << u"give one on the page “TLS”"_s;
    QTest::newRow("https on a port of http")
        << u"no TLS"_s << u"does not speak TLS"_s << u"Use http instead of https"_s;
    QTest::newRow("http on a port of https")
        << u"plain"_s << u"127.0.0.1"_s << u"use https instead of http"_s;
    QTest::newRow("password of the proxy")
        << u"proxy"_s << u"does not accept the user and the password"_s << u"page “Network”"_s;
    QTest::newRow("another certificate than the pinned one")
        << u"pin"_s << u"another certificate than the one you trusted"_s << u"page “TLS”"_s;
    QTest::newRow("file of authorities is gone") << u"authority"_s << u"cannot be read"_s << QString();
    QTest::newRow("wrong passphrase")
        << u"passphrase"_s << u"The private key cannot be read"_s << u"its passphrase"_s;
}

void TestTrouble::saysCauseAndRemedy()
{
    QFETCH(const QString, trouble);
    QFETCH(const QString, cause);
    QFETCH(const QString, remedy);
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly)
            && file.write(TestSupport::testCertificateFile(name)) > 0;
    };
    QVERIFY(write(u"ca.pem"_s) && write(u"client.pem"_s));
    // Answers whatever comes, as web servers do.
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    const bool clients = trouble.startsWith(u"certificate"_s);
    const QSslConfiguration tls = clients ? TestSupport::serverTlsWithClients(u"good"_s)
                                    : TestSupport::serverTls(trouble == "pin"_L1 ? u"selfsigned"_s
                                                                                 : u"good"_s);
    const TestSupport::OpensslServer openssl(
        trouble.endsWith(u"1.2"_s) ? QStringList { u"-tls1_2"_s } : QStringList());
    QVERIFY2(openssl.port() > 0, openssl.output().constData());
    FaultServer server(tls);
    server.otherwise([](const TestSupport::Exchange &e) { e.reply(Reply(404)); });
    const TestSupport::TestProxy proxy(TestSupport::TestProxy::Kind::Http, "bob", "right");
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.tls.authorityFile = folder.filePath(u"ca.pem"_s);
    if (clients && trouble != "certificate, silent"_L1) {
        connection.baseUrl = openssl.url(u"/v1/stream"_s);
    } else if (trouble == "no TLS"_L1) {
        connection.baseUrl.setPort(plain.serverPort());
    } else if (trouble == "plain"_L1) {
        connection.baseUrl.setScheme(u"http"_s);
    } else if (trouble == "proxy"_L1) {
        connection.baseUrl = QUrl(u"http://streams.invalid/v1/stream"_s);
        connection.proxy = { .kind = ProxyOptions::Kind::Http, .host = u"127.0.0.1"_s,
                             .port = proxy.port(), .user = u"bob"_s, .password = "wrong" };
    } else if (trouble == "pin"_L1) {
        connection.tls.pinnedCertificate = TestSupport::testCertificate(u"good"_s).toDer();
    } else if (trouble == "authority"_L1) {
        connection.tls.authorityFile = folder.filePath(u"gone.pem"_s);
    } else if (trouble == "passphrase"_L1) {
        connection.tls.certificateFile = folder.filePath(u"client.pem"_s); // no key in it
    }
    UrlProbe probe;
    QString connecting;
    std::optional<bool> needsChange;
    connect(&probe, &UrlProbe::finished, this,
            [&](const DurableStreams::Result<ProbeAnswer> &result) {
                connecting = result ? u"connected"_s : probe.failureText(result.error());
                needsChange = !result && needsOtherConnection(result.error());
            });
    probe.start(connection);
    QTRY_VERIFY_WITH_TIMEOUT(needsChange.has_value(), Patience);
    for (const QString &said : { connecting, testOf(connection) }) {
        QVERIFY2(said.contains(cause) && said.contains(remedy), qPrintable(said));
    }
    // The dialog opens, where that can be mended in it.
    QCOMPARE(*needsChange, trouble != "plain"_L1 && trouble != "certificate, silent"_L1);
    QCOMPARE(server.requests().size(), 0);
}

void TestTrouble::knowsTheWords_data()
{
    using enum TlsTrouble;
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("trouble");
    QTest::newRow("TLS 1.3, none given")
        << u"error:0A00045C:SSL routines::tlsv13 alert certificate required"_s
        << int(AsksForCertificate);
    QTest::newRow("TLS 1.2") << u"error:0A000410:SSL routines::ssl/tls alert handshake failure"_s
                             << int(RefusesAll);
    QTest::newRow("of another authority")
        << u"error:0A000418:SSL routines::tlsv1 alert unknown ca"_s << int(RefusesCertificate);
    QTest::newRow("expired")
        << u"error:0A000415:SSL routines::ssl/tls alert certificate expired"_s
        << int(RefusesCertificate);
    QTest::newRow("http") << u"error:0A00010B:SSL routines::wrong version number"_s << int(NotTls);
    QTest::newRow("newer OpenSSL") << u"error:0A0000C6:SSL routines::packet length too long"_s
                                   << int(NotTls);
    QTest::newRow("its own certificate")
        << u"The certificate is self-signed, and untrusted"_s << int(Other);
}

void TestTrouble::knowsTheWords()
{
    QFETCH(const QString, text);
    QTEST(int(tlsTroubleOf(text)), "trouble");
}

void TestTrouble::saysWhoLookedAtTheCredentials_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<bool>("elsewhere");
    QTest::addColumn<QString>("said");
    QTest::newRow("none") << QString() << false << u"None are asked for."_s;
    QTest::newRow("a token") << u"token"_s << false << u"They were sent, and not refused."_s;
    QTest::newRow("of the key alone") << u"key"_s << false << u"None are asked for."_s;
    QTest::newRow("a token, redirected") << u"token"_s << true << u"Nobody has looked at them"_s;
    QTest::newRow("none, redirected") << QString() << true << u"It redirects to http://127.0.0.1:"_s;
}

void TestTrouble::saysWhoLookedAtTheCredentials()
{
    QFETCH(const QString, secret);
    QFETCH(const bool, elsewhere);
    QFETCH(const QString, said);
    FaultServer other;
    other.otherwise([](const TestSupport::Exchange &e) { e.reply(Reply(404)); });
    FaultServer server;
    server.otherwise([&](const TestSupport::Exchange &e) {
        e.reply(elsewhere ? Reply(307).header("Location", other.url(e.request().path).toEncoded())
                          : Reply(404));
    });
    Connection connection = Connection::to(server.url("/v1/stream"));
    if (secret == "token"_L1) {
        connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    } else if (secret == "key"_L1) {
        connection.tls.keyPassphrase = "hunter2";
    }
    const QString all = testOf(connection);
    QVERIFY2(all.contains(said), qPrintable(all));
    QCOMPARE(all.contains(u"redirects"_s), elsewhere);
    for (const TestSupport::Request &request : other.requests()) {
        QVERIFY(!request.head.contains("hunter2"));
    }
}

QTEST_GUILESS_MAIN(TestTrouble)
#include "tst_trouble.moc"
