// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connectingtest.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"
#include "wire/wiremodel.h"

#include <support/faultserver.h>
#include <support/testcertificates.h>

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

//! The page “Test” of the dialog: which step of connecting fails.
class TestConnectionTest : public ConnectingTest
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichStepFailed_data();
    void saysWhichStepFailed();
    void dialogStaysOnTheScreen_data();
    void dialogStaysOnTheScreen();
    void testIsStoppedAndForgotten();
};

void TestConnectionTest::saysWhichStepFailed_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("no such host") << 0 << u"is not known"_s << 404 << ""_ba;
    QTest::newRow("nobody listens") << 1 << u"Check that the server runs"_s << 404 << ""_ba;
    QTest::newRow("certificate") << 2 << u"cannot be trusted"_s << 404 << ""_ba;
    QTest::newRow("server fails") << 3 << u"(503)"_s << 503 << ""_ba;
    QTest::newRow("web site") << 3 << u"No Durable Streams server"_s << 200 << "text/html"_ba;
    QTest::newRow("other service") << 3 << u"No Durable Streams server"_s << 200
                                   << "application/json"_ba;
    QTest::newRow("page of a 404") << 3 << u"No Durable Streams server"_s << 404
                                   << "text/html; charset=utf-8"_ba;
    QTest::newRow("credentials") << 4 << u"(401)"_s << 401 << "text/html"_ba;
    QTest::newRow("no registry") << 5 << u"check the path"_s << 404 << ""_ba;
}

void TestConnectionTest::saysWhichStepFailed()
{
    QFETCH(const int, step);
    QFETCH(const QString, word);
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    FaultServer plain;
    plain.otherwise([&](const Exchange &e) {
        e.reply(type.isEmpty() ? Reply(status) : Reply(status).header("Content-Type", type));
    });
    FaultServer secure(TestSupport::serverTls(u"selfsigned"_s));
    if (step == 1) {
        plain.stopListening();
    }
    const QString url = step == 0 ? u"http://no-such-host.invalid/v1/stream"_s
                                  : (step == 2 ? secure : plain).url("/v1/stream").toString();
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(url);
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(4);
    QTest::mouseClick(dialog()->findChild<QPushButton *>("connectTest"_L1), Qt::LeftButton);
    const auto text = [this](int i) {
        return dialog()->findChild<QLabel *>(u"connectStep%1"_s.arg(i))->text();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(text(step).contains(word), qPrintable(text(step)), Patience);
    for (int i = 0; i < step; ++i) {
        QVERIFY2(text(i) != u"…"_s && text(i) != u"not reached"_s, qPrintable(text(i)));
    }
    for (int i = step + 1; i <= 5; ++i) {
        QCOMPARE(text(i), u"not reached"_s);
    }
}

void TestConnectionTest::dialogStaysOnTheScreen_data()
{
    QTest::addColumn<QString>("certificate");
    for (const QString &name : { u"selfsigned"_s, u"expired"_s, u"wronghost"_s }) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

// What is said on one page is no reason to make all of them high.
void TestConnectionTest::dialogStaysOnTheScreen()
{
    QFETCH(const QString, certificate);
    FaultServer secure(TestSupport::serverTls(certificate));
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(secure.url("/v1/stream").toString());
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(4);
    QVERIFY(QTest::qWaitForWindowExposed(dialog()));
    const int before = dialog()->height();
    QTest::mouseClick(dialog()->findChild<QPushButton *>("connectTest"_L1), Qt::LeftButton);
    const auto *last = dialog()->findChild<QLabel *>("connectStep5"_L1);
    QTRY_COMPARE_WITH_TIMEOUT(last->text(), u"not reached"_s, Patience);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCoreApplication::processEvents();
    const int line = dialog()->fontMetrics().lineSpacing();
    QVERIFY2(dialog()->height() <= before + 6 * line,
             qPrintable(u"%1 → %2"_s.arg(before).arg(dialog()->height())));
}

void TestConnectionTest::testIsStoppedAndForgotten()
{
    FaultServer server;
    server.otherwise([](const Exchange &) {}); // it says nothing
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *url = dialog()->findChild<QLineEdit *>("connectUrl"_L1);
    auto *tabs = dialog()->findChild<QTabWidget *>("connectTabs"_L1);
    auto *run = dialog()->findChild<QPushButton *>("connectTest"_L1);
    const auto text = [this](int i) {
        return dialog()->findChild<QLabel *>(u"connectStep%1"_s.arg(i))->text();
    };
    url->setText(server.url("/v1/stream").toString());
    tabs->setCurrentIndex(4);
    run->setFocus();
    QTest::keyClick(run, Qt::Key_Return); // it tests, and does not connect
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), Patience);
    QCOMPARE(server.count("HEAD", "/v1/stream/__registry__"), 1);
    QCOMPARE(run->text(), u"S&top"_s);
    QVERIFY(run->hasFocus());
    QTest::keyClick(run, Qt::Key_Return);
    QCOMPARE(run->text(), u"&Test"_s);
    QCOMPARE(text(3), u"stopped"_s);
    QVERIFY(text(1).contains(QString::number(server.port())));
    // Another address was not tested.
    url->setText(u"http://localhost:1/v1/stream"_s);
    for (int i = 0; i <= 5; ++i) {
        QCOMPARE(text(i), QString());
    }
    // Nor was what is on another page now.
    url->setText(server.url("/v1/stream").toString());
    QTest::keyClick(run, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, Patience);
    tabs->setCurrentIndex(3);
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(1);
    tabs->setCurrentIndex(4);
    QCOMPARE(text(1), QString());
    QCOMPARE(run->text(), u"&Test"_s);
    // What was asked is in the pane “Wire” as well.
    const auto *wire = m_app->window()->findChild<WireModel *>();
    QVERIFY(wire->rowCount() >= 1);
}

QTEST_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
