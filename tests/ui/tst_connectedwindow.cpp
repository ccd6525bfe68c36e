// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connectingtest.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "metadata/metadatapanel.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/problemsmodel.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/streamcatalog.h>

#include <support/faultserver.h>

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

//! What the window tells of the servers that it is connected to, and lets do with them.
class TestConnectedWindow : public ConnectingTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatThePaneSaysIsAProblem();
    void tabsTellTheirServers();
    void leftOffGoesOn();
    void productionIsLocked();
};

void TestConnectedWindow::whatThePaneSaysIsAProblem()
{
    FaultServer server;
    int status = 401;
    server.otherwise([&status](const Exchange &e) {
        e.reply(e.request().path == "/v1/stream/a"
                    ? Reply(status).header("Content-Type", "application/json").header("Stream-Next-Offset", "2")
                    : Reply(404));
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.registryPath.clear();
    Server *known = m_app->window()->addServer(connection);
    known->catalog()->addByHand("a");
    m_app->window()->metadata()->setStream(known, "a");
    const ProblemsModel *problems = m_app->window()->problems();
    QTRY_COMPARE_WITH_TIMEOUT(problems->rowCount(), 1, Patience);
    QVERIFY(problems->index(0, ProblemsModel::Cause).data().toString().contains(u"(401)"_s));
    // The same once more is no other problem.
    const auto asked = server.requests().size();
    known->heads()->refresh("a");
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > asked && known->heads()->isIdle(), Patience);
    status = 200;
    known->heads()->refresh("a");
    QTRY_VERIFY_WITH_TIMEOUT(
        problems->index(0, ProblemsModel::Time).data().toString().contains(u"over"_s), Patience);
    QCOMPARE(problems->rowCount(), 1);
}

// Two servers with a stream of the same path.
void TestConnectedWindow::tabsTellTheirServers()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    MainWindow *window = m_app->window();
    QList<Server *> servers;
    for (const QString &name : { u"One"_s, u"Two"_s }) {
        Connection connection = Connection::to(server.url(name == u"One"_s ? "/a" : "/b"));
        connection.name = name;
        servers.append(window->addServer(connection));
    }
    window->openStream(servers.first(), "orders/2026");
    QCOMPARE(window->tabs()->tabText(0), u"orders/2026"_s);
    QVERIFY(window->tabs()->tabToolTip(0).contains(u"One"_s));
    // What is there to be edited is the server of the tab.
    QCOMPARE(window->currentServer(), servers.first());
    window->explorer()->filterEdit()->setText(u"or"_s);
    TailPage *second = window->openStream(servers.last(), "orders/2026");
    QVERIFY(window->tabs()->tabText(0).contains(u"One"_s));
    QVERIFY(window->tabs()->tabText(1).contains(u"Two"_s));
    QCOMPARE(window->currentServer(), servers.last());
    QCOMPARE(window->explorer()->server(), servers.last());
    // A filter was meant for the streams of the server before.
    QVERIFY(window->explorer()->filterEdit()->text().isEmpty());
    QCOMPARE(part<QComboBox>("serverBox")->currentText(), u"Two"_s);
    window->commands()->editConnection->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    QCOMPARE(dialog()->findChild<QLineEdit *>("connectName"_L1)->text(), u"Two"_s);
    dialog()->reject();
    window->tabs()->closePage(second);
    QCOMPARE(window->tabs()->tabText(0), u"orders/2026"_s);
}

void TestConnectedWindow::leftOffGoesOn()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().path == "/v1/stream/a"
                    ? messages("[1]", "7_1").header("Stream-Closed", "true")
                    : Reply(404));
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.registryPath.clear();
    MainWindow *window = m_app->window();
    window->openStream(window->addServer(connection), "a");
    window->showDock(u"metadata"_s);
    const auto said = [window] {
        QStringList all;
        for (const QLabel *label : window->metadata()->findChildren<QLabel *>()) {
            all.append(label->text());
        }
        return all;
    };
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage()->session()->status().totalRows == 1, Patience);
    QTRY_VERIFY2_WITH_TIMEOUT(!said().contains(u"never read here"_s),
                              qPrintable(said().join(u'\n')), Patience);
}

void TestConnectedWindow::productionIsLocked()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        if (e.request().method == "DELETE") {
            e.reply(Reply(204));
        } else if (e.request().path == "/v1/stream/orders/2026") {
            e.reply(messages("[]", "0").header("Stream-Closed", "true"));
        } else {
            e.reply(Reply(404));
        }
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.environment = Connection::Environment::Production;
    connection.registryPath.clear();
    Server *known = m_app->window()->addServer(connection);
    TailPage *page = m_app->window()->openStream(known, "orders/2026");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Closed, Patience);
    QWidget *stripe = part<QWidget>("connectionStripe");
    QVERIFY(stripe->isVisible());
    QVERIFY(part<QLabel>("connectionStripeText")->text().contains(u"Production"_s));
    QAction *deletion = m_app->window()->commands()->deleteStream;
    QVERIFY(!deletion->isEnabled());
    QTest::mouseClick(part<QPushButton>("connectionLock"), Qt::LeftButton);
    QVERIFY(deletion->isEnabled());
    deletion->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("deleteStreamDialog"), Patience);
    auto *carryOut = dialog("deleteStreamDialog")->findChild<QPushButton *>("carryOut"_L1);
    QVERIFY(!carryOut->isEnabled());
    auto *name = dialog("deleteStreamDialog")->findChild<QLineEdit *>("typeName"_L1);
    QTest::keyClicks(name, u"orders"_s);
    QVERIFY(!carryOut->isEnabled());
    name->clear();
    QTest::keyClicks(name, u"2026"_s);
    QVERIFY(carryOut->isEnabled());
    // Locked meanwhile: it stays where it is.
    known->lock();
    QTest::mouseClick(carryOut, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(carryOut->isEnabled(), Patience);
    QCOMPARE(server.count("DELETE", "/v1/stream/orders/2026"), 0);
    known->unlock();
    QTest::mouseClick(carryOut, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(server.count("DELETE", "/v1/stream/orders/2026"), 1, Patience);
}

QTEST_MAIN(TestConnectedWindow)
#include "tst_connectedwindow.moc"
