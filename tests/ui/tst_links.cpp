// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/server.h"
#include "session/streamlink.h"
#include "sessiontest.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <support/faultserver.h>

#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::FaultServer;

//! What the application is asked for from outside: links, addresses and profiles.
class TestLinks : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void linkAsksBeforeUnknownHost();
    void linkToKnownHostOpens();
    void profileByName();
    void showsWhatIsOpenWhileItsServerIsDown();
};

void TestLinks::linkAsksBeforeUnknownHost()
{
    start();
    const QString link = u"durable-streams+"_s + m_server->url("/v1/stream/a").toString();
    m_app->carryOut({ .urls = { link } });
    auto *question = m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1);
    QVERIFY(question && question->isVisible());
    // Cancel is the default, and nothing was sent.
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1), Patience);
    QCOMPARE(m_server->requests().size(), 0);

    m_app->carryOut({ .urls = { link } });
    question = m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1);
    QTest::mouseClick(question->findChild<QPushButton *>("openLink"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QVERIFY(m_app->window()->currentServer()->connection().readOnly);
    QVERIFY(!m_app->window()->currentServer()->canWrite());
}

void TestLinks::linkToKnownHostOpens()
{
    start();
    connectWindow("hunter2");
    m_app->carryOut({ .urls = { StreamLink { .url = m_server->url("/v1/stream/a"),
                                             .offset = DurableStreams::Offset("7_2") }
                                    .toString() } });
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
    QVERIFY(reads("a").first().contains("offset=7_2"));
    // Another port is another host: it is asked about, and gets no secret.
    FaultServer other;
    m_app->carryOut({ .urls = { u"durable-streams+"_s + other.url("/v1/stream/a").toString() } });
    auto *question = m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1);
    QVERIFY(question && question->isVisible());
    QTest::mouseClick(question->findChild<QPushButton *>("openLink"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!other.requests().isEmpty(), Patience);
    for (const TestSupport::Request &request : other.requests()) {
        QVERIFY(!request.head.contains("hunter2"));
    }
}

void TestLinks::profileByName()
{
    start();
    Connection connection = Connection::to(m_server->url("/v1/stream"));
    connection.name = u"Prod EU"_s;
    m_app->connections()->save(connection, SecretStore::Place::UntilQuit);
    m_app->carryOut({ .profile = u"prod eu"_s, .readOnly = true });
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(m_app->window()->currentServer()->connection().readOnly);
}

void TestLinks::showsWhatIsOpenWhileItsServerIsDown()
{
    start();
    Server *server = connectWindow();
    QVERIFY(openAndRead(server, "a"));
    TailPage *shown = openAndRead(server, "b");
    QVERIFY(shown);
    m_server->stopListening();
    m_server->dropAll();
    m_app->window()->openUrl(m_server->url("/v1/stream/a").toString());
    QCOMPARE(m_app->window()->tabs()->pathOf(m_app->window()->currentPage()), "a"_ba);
}

QTEST_MAIN(TestLinks)
#include "tst_links.moc"
