// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connectingtest.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <durablestreams/streamcatalog.h>

#include <support/faultserver.h>
#include <support/testcertificates.h>
#include <support/testproxy.h>

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

//! What lies between the window and a server: certificates and proxies.
class TestConnectNetwork : public ConnectingTest
{
    Q_OBJECT

private Q_SLOTS:
    void trustsACertificateOnRequest();
    void goesThroughAProxy();
    void readsThroughAProxyThatAsks();
};

void TestConnectNetwork::trustsACertificateOnRequest()
{
    FaultServer server(TestSupport::serverTls(u"selfsigned"_s));
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    // Nothing was sent to a server that cannot be trusted.
    QCOMPARE(server.requests().size(), 0);
    auto *trust = dialog()->findChild<QPushButton *>("connectTrust"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(trust->isVisible(), Patience);
    auto *shown = dialog()->findChild<QLabel *>("connectCertificate"_L1);
    const QByteArray digest = TestSupport::testCertificate(u"selfsigned"_s)
                                  .digest(QCryptographicHash::Sha256)
                                  .toHex(':')
                                  .toUpper();
    QVERIFY(QString(shown->text()).replace(u'\n', u':').contains(QString::fromLatin1(digest)));
    QTest::mouseClick(trust, Qt::LeftButton);
    QTest::mouseClick(dialog()->findChild<QPushButton *>("connectButton"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(server.count("HEAD", "/v1/stream/__registry__") > 0);
}

void TestConnectNetwork::goesThroughAProxy()
{
    // A proxy sees the whole address in the request line.
    FaultServer proxy;
    proxy.otherwise([](const Exchange &e) {
        e.reply(e.request().header("proxy-authorization")
                        == "Basic " + "bob:hunter2-proxy"_ba.toBase64()
                    ? Reply(404)
                    : Reply(407).header("Proxy-Authenticate", "Basic realm=\"out\""));
    });
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(u"http://streams.invalid/v1/stream"_s);
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
    dialog()->findChild<QLineEdit *>("connectProxyHost"_L1)->setText(u"127.0.0.1"_s);
    dialog()->findChild<QSpinBox *>("connectProxyPort"_L1)->setValue(proxy.port());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"407"_s), qPrintable(message->text()),
                              Patience);
    dialog()->findChild<QLineEdit *>("connectProxyUser"_L1)->setText(u"bob"_s);
    dialog()->findChild<QLineEdit *>("connectProxyPassword"_L1)->setText(u"hunter2-proxy"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(proxy.requests().last().target.startsWith("http://streams.invalid/v1/stream/"));
    QVERIFY(!traces().contains("hunter2"));
}

// A proxy that forwards, and a server behind it: refused with the cause and the next step, and after
// that a tail goes through it.
void TestConnectNetwork::readsThroughAProxyThatAsks()
{
    DurableStreams::Sandbox sandbox;
    DurableStreams::SandboxOptions options;
    options.samples = true;
    const auto root = sandbox.start(options);
    QVERIFY(root);
    const TestSupport::TestProxy proxy(TestSupport::TestProxy::Kind::Http, "bob", "hunter2-proxy");
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(root->toString());
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
    dialog()->findChild<QLineEdit *>("connectProxyHost"_L1)->setText(u"127.0.0.1"_s);
    dialog()->findChild<QSpinBox *>("connectProxyPort"_L1)->setValue(proxy.port());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    auto *user = dialog()->findChild<QLineEdit *>("connectProxyUser"_L1);
    auto *password = dialog()->findChild<QLineEdit *>("connectProxyPassword"_L1);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"user and a password (407)"_s),
                              qPrintable(message->text()), Patience);
    QVERIFY2(message->text().contains(u"on the page “Network”"_s), qPrintable(message->text()));
    QTRY_VERIFY_WITH_TIMEOUT(user->hasFocus(), Patience);
    QCOMPARE(proxy.passed(), 0);
    // With a wrong password it is as before.
    const int refused = proxy.refused();
    QTest::keyClicks(user, u"bob"_s);
    QTest::keyClicks(password, u"hunter2-wrong"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(proxy.refused() > refused, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), Patience);
    QVERIFY2(message->text().contains(u"(407)"_s), qPrintable(message->text()));
    QCOMPARE(proxy.passed(), 0);
    password->selectAll();
    QTest::keyClicks(password, u"hunter2-proxy"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    Server *server = m_app->window()->currentServer();
    QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->entry("events/orders"), Patience);
    const TailPage *page = m_app->window()->openStream(server, "events/orders");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(page->session()->status().totalRows > 43, Patience);
    QVERIFY(proxy.passed() > 0);
    QVERIFY(!traces().contains("hunter2"));
}

QTEST_MAIN(TestConnectNetwork)
#include "tst_connectnetwork.moc"
