// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connectingtest.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamtreemodel.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/problemsmodel.h"

#include <durablestreams/streamcatalog.h>

#include <support/faultserver.h>

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

//! From an address to the streams of a server, as a person goes, on servers that make it hard.
class TestConnecting : public ConnectingTest
{
    Q_OBJECT

private Q_SLOTS:
    void returnAfterAFailureTriesAgain();
    void saysThatNothingWasRecognised_data();
    void saysThatNothingWasRecognised();
    void environmentNamesTheServer();
    void environmentIsForItsServerAlone();
    void readsOneOfTenThousandInFiveActions();
};

void TestConnecting::returnAfterAFailureTriesAgain()
{
    FaultServer server;
    server.stopListening();
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(server.url("/v1/stream").toString());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    const auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(button->isEnabled() && message->text().contains(u"not be reached"_s),
                              qPrintable(message->text()), Patience);
    QVERIFY(dialog()->focusWidget() == button);
    QVERIFY(server.listenAgain());
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
}

void TestConnecting::saysThatNothingWasRecognised_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<QString>("word");
    const QString none = u"No Durable Streams server was recognised"_s;
    QTest::newRow("web site") << 200 << "Content-Type"_ba << "text/html"_ba << true << none;
    QTest::newRow("success without an offset") << 200 << "X-A"_ba << "1"_ba << true << none;
    QTest::newRow("web site without the page")
        << 404 << "Content-Type"_ba << "text/html"_ba << true << none;
    QTest::newRow("registry") << 200 << "Stream-Next-Offset"_ba << "1"_ba << false << QString();
    QTest::newRow("no registry") << 404 << "Access-Control-Expose-Headers"_ba
                                 << "Stream-Cursor, Stream-Next-Offset"_ba << false << QString();
    QTest::newRow("cannot be told") << 404 << "X-A"_ba << "1"_ba << false
                                    << u"Nothing in the answer shows"_s;
}

void TestConnecting::saysThatNothingWasRecognised()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, asks);
    QFETCH(const QString, word);
    FaultServer server;
    server.otherwise([&](const Exchange &e) { e.reply(Reply(status).header(name, value)); });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    if (asks) {
        auto *message = part<QLabel>("welcomeMessage");
        QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(word), qPrintable(message->text()),
                                  Patience);
        QVERIFY(!m_app->window()->currentServer());
        // The dialog asks as well.
        m_app->window()->commands()->connectServer->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
        auto *url = dialog()->findChild<QLineEdit *>("connectUrl"_L1);
        url->setText(server.url("/v1/stream").toString());
        QTest::keyClick(url, Qt::Key_Return);
        message = dialog()->findChild<QLabel *>("connectMessage"_L1);
        QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(word), qPrintable(message->text()),
                                  Patience);
        QVERIFY(!m_app->window()->currentServer());
        // Whoever knows better goes on.
        QTest::keyClick(url, Qt::Key_Return);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    if (!asks) {
        QVERIFY2(m_app->window()->statusStrip()->said().contains(word),
                 qPrintable(m_app->window()->statusStrip()->said()));
        QVERIFY(!word.isEmpty()
                || !m_app->window()->statusStrip()->said().contains(u"Nothing in the answer"_s));
    }
}

void TestConnecting::environmentNamesTheServer()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(Reply(e.request().header("authorization") == "Token hunter2" ? 404 : 401));
    });
    qputenv("STREAM_URL", server.url("/v1/stream").toEncoded());
    qputenv("STREAM_AUTH", "Token hunter2");
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({});
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(!traces().contains("hunter2"));
}

// Streams of it that are named as well, and no other server, which is said.
void TestConnecting::environmentIsForItsServerAlone()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().header("authorization") != "Token hunter2" ? Reply(401)
                    : e.request().path == "/v1/stream/a"
                    ? messages("[]", "0").header("Stream-Closed", "true")
                    : Reply(404));
    });
    FaultServer other;
    other.otherwise([](const Exchange &e) { e.reply(messages("[]", "0")); });
    qputenv("STREAM_URL", server.url("/v1/stream").toEncoded());
    qputenv("STREAM_AUTH", "Token hunter2");
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({ .urls = { server.url("/v1/stream/a").toString() } });
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QCOMPARE(m_app->window()->problems()->rowCount(), 0);
    m_app->carryOut({ .urls = { other.url("/v1/stream/b").toString() } });
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 2, Patience);
    for (const TestSupport::Request &request : other.requests()) {
        QVERIFY(!request.head.contains("hunter2"));
    }
    QCOMPARE(m_app->window()->problems()->rowCount(), 1);
    QVERIFY(!traces().contains("hunter2"));
}

void TestConnecting::readsOneOfTenThousandInFiveActions()
{
    QByteArray registry = "[";
    for (int i = 0; i < 10'000; ++i) {
        registry += QByteArray(i ? "," : "") + R"({"type":"stream","key":"tenant-)"
            + QByteArray::number(i % 100) + "/orders-" + QByteArray::number(i)
            + R"(","value":{"contentType":"application/json"},"headers":{"operation":"insert"}})";
    }
    registry += "]";
    FaultServer server;
    server.otherwise([&registry](const Exchange &e) {
        const bool list = e.request().path == "/v1/stream/__registry__";
        if (e.request().method == "HEAD") {
            e.reply(messages({}, "1"));
        } else if (e.request().query.contains("offset=-1")) {
            e.reply(list ? messages(registry + "", "1")
                         : messages("[{\"here\":true}]", "1").header("Stream-Closed", "true"));
        } // else: it waits for news
    });
    startWindow();
    int actions = 0;
    // One: paste or type the URL. Two: Enter.
    enterUrl(server.url("/v1/stream"));
    actions += 2;
    MainWindow *window = m_app->window();
    QTRY_VERIFY_WITH_TIMEOUT(window->currentServer(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(window->currentServer()->catalog()->size(), 10'000, Patience);
    // The list is shown as it comes, so a hundred folders do not mean that it is whole.
    auto *list = qobject_cast<StreamTreeModel *>(window->explorer()->view()->model());
    QVERIFY(list);
    QTRY_COMPARE_WITH_TIMEOUT(list->totalCount(), 10'000, Patience);
    QCOMPARE(list->rowCount(), 100);
    QLineEdit *filter = window->explorer()->filterEdit();
    QTRY_VERIFY_WITH_TIMEOUT(filter->hasFocus(), Patience);
    // Three: a word. Four: Enter.
    QTest::keyClicks(filter, u"orders-7654"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    actions += 2;
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage(), Patience);
    QCOMPARE(window->tabs()->pathOf(window->currentPage()), "tenant-54/orders-7654"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(window->currentPage()->session()->status().totalRows, quint64(1),
                              Patience);
    QCOMPARE_LE(actions, 5);
    // No stream but the one opened was read.
    for (const TestSupport::Request &request : server.requests()) {
        QVERIFY(request.method == "HEAD"
                || (request.method == "GET"
                    && (request.path == "/v1/stream/__registry__"
                        || request.path == "/v1/stream/tenant-54/orders-7654")));
    }
}

QTEST_MAIN(TestConnecting)
#include "tst_connecting.moc"
