// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/server.h"
#include "filter/filterbar.h"
#include "sessiontest.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "wire/problemsmodel.h"

#include <durablestreams/headqueue.h>

#include <support/faultserver.h>

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

//! Tabs that do not read before it is known that reading renews nothing: restored ones, and addresses.
class TestLifetimeGate : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void ttlStreamStaysUnread();
    void unknownLifetimeStaysUnread_data();
    void unknownLifetimeStaysUnread();
    void waitsForTheServer_data();
    void waitsForTheServer();
    void stopsWaiting();
    void addressOfTtlStreamStaysUnread_data();
    void addressOfTtlStreamStaysUnread();
};

void TestLifetimeGate::ttlStreamStaysUnread()
{
    start();
    QVERIFY(openAndRead(connectWindow(), "a"));
    m_app->window()->close();
    m_app.reset();
    m_server->forget();
    m_ttl = true;
    start();
    // Once, or once more if it was asked to look anew before the answer came.
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("HEAD", "/v1/stream/a") >= 1, Patience);
    TailPage *page = m_app->window()->currentPage();
    QVERIFY(page);
    // The answer was taken, and the page says why it does not read.
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::any_of(page->findChildren<QLabel *>(),
                            [](const QLabel *l) { return l->text().contains(u"3,600"_s)
                                                      || l->text().contains(u"3600"_s); }),
        Patience);
    QCOMPARE(page->session()->status().state, TailState::Idle);
    QVERIFY(reads("a").isEmpty());
    page->resume();
    QTRY_COMPARE_WITH_TIMEOUT(reads("a").size(), 1, Patience);
}

void TestLifetimeGate::unknownLifetimeStaysUnread_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("button");
    QTest::newRow("token is gone") << 401 << u"Edit Connection…"_s;
}

// HEAD tells nothing, so reading might renew a lifetime.
void TestLifetimeGate::unknownLifetimeStaysUnread()
{
    QFETCH(const int, status);
    QFETCH(const QString, button);
    start();
    TailPage *page = openAndRead(connectWindow(), "a");
    QVERIFY(page);
    page->filterBar()->setFilter(u"nothing-has-this"_s);
    m_app->window()->close();
    m_app.reset();
    m_server->forget();
    m_headStatus = status;
    m_token = "Bearer hunter2";
    start();
    page = m_app->window()->currentPage();
    QVERIFY(page);
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"it is not known whether"), Patience);
    QVERIFY(saysSomewhere(page, u"(%1)"_s.arg(status)));
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(page, button), Patience);
    QCOMPARE(page->session()->status().state, TailState::Idle);
    QVERIFY(reads("a").isEmpty());
    // What the user gives is tried; nothing has to be asked for again.
    Connection connection = m_app->window()->currentServer()->connection();
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    m_app->window()->currentServer()->setConnection(connection);
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
}

void TestLifetimeGate::waitsForTheServer_data()
{
    QTest::addColumn<bool>("restored");
    QTest::addColumn<int>("status"); // 0: nobody listens
    QTest::addColumn<bool>("ttl");
    QTest::newRow("restored") << true << 0 << false;
    QTest::newRow("restored, the server fails") << true << 503 << false;
    QTest::newRow("restored, reading renews") << true << 0 << true;
    QTest::newRow("address") << false << 0 << false;
    QTest::newRow("address, the server fails") << false << 503 << false;
    QTest::newRow("address, reading renews") << false << 0 << true;
}

// As a tail that lost its server: it says that it tries, and goes on by itself.
void TestLifetimeGate::waitsForTheServer()
{
    QFETCH(const bool, restored);
    QFETCH(const int, status);
    QFETCH(const bool, ttl);
    start();
    if (restored) {
        QVERIFY(openAndRead(connectWindow(), "a"));
        m_app->window()->close();
        m_app.reset();
        m_server->forget();
    }
    m_ttl = ttl;
    if (status == 0) {
        m_server->stopListening();
        m_server->dropAll();
    } else {
        m_headStatus = status;
        m_token = "nobody has it";
    }
    if (restored) {
        start();
    } else {
        m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    TailPage *page = m_app->window()->currentPage();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Reconnecting, Patience);
    QTRY_COMPARE_GE_WITH_TIMEOUT(page->session()->status().attempt, 3, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"Tailwater keeps trying"), Patience);
    QVERIFY(saysSomewhere(page, u"Attempt"));
    QVERIFY(reads("a").isEmpty());
    m_headStatus = 200;
    if (status == 0) {
        QVERIFY(m_server->listenAgain());
    }
    if (ttl) {
        QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"begins anew with every read"), Patience);
        QCOMPARE(page->session()->status().state, TailState::Idle);
        QVERIFY(buttonOf(page, u"Read"));
        QVERIFY(reads("a").isEmpty());
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
        QVERIFY(reads("a").first().contains(restored ? "offset=7_2" : "offset=-1"));
    }
    if (!ttl && !restored) {
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
        const ProblemsModel *problems = m_app->window()->problems();
        QCOMPARE_GE(problems->rowCount(), 1);
        QVERIFY(problems->index(0, ProblemsModel::Time).data().toString().contains(u"over "_s));
    }
    for (const TestSupport::Request &request : m_server->requests()) {
        QVERIFY(request.method == "GET" || request.method == "HEAD");
    }
}

void TestLifetimeGate::stopsWaiting()
{
    start();
    m_server->stopListening();
    m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    TailPage *page = m_app->window()->currentPage();
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(page, u"Stop"), Patience);
    QTest::mouseClick(buttonOf(page, u"Stop"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Stopped, Patience);
    QVERIFY(m_server->listenAgain());
    // Nobody waits any more; what was on its way is answered.
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer()->heads()->isIdle(), Patience);
    QCOMPARE(page->session()->status().state, TailState::Stopped);
    QVERIFY(reads("a").isEmpty());
    page->resume();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
}

void TestLifetimeGate::addressOfTtlStreamStaysUnread_data()
{
    QTest::addColumn<bool>("ttl");
    QTest::addColumn<bool>("known");
    QTest::newRow("renewed by reading") << true << false;
    QTest::newRow("renewed by reading, server known") << true << true;
    QTest::newRow("not renewed") << false << false;
}

void TestLifetimeGate::addressOfTtlStreamStaysUnread()
{
    QFETCH(const bool, ttl);
    QFETCH(const bool, known);
    m_ttl = ttl;
    start();
    if (known) {
        connectWindow();
    }
    m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    if (!ttl) {
        QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    TailPage *page = m_app->window()->currentPage();
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"begins anew with every read"), Patience);
    QCOMPARE(page->session()->status().state, TailState::Idle);
    QVERIFY(reads("a").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(page, u"Read"), Patience);
    QTest::mouseClick(buttonOf(page, u"Read"), Qt::LeftButton);
    QTRY_COMPARE_GE_WITH_TIMEOUT(reads("a").size(), 1, Patience);
}

QTEST_MAIN(TestLifetimeGate)
#include "tst_lifetimegate.moc"
