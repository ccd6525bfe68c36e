// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connectingtest.h"
#include "connection/server.h"
#include "models/marker.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/wiremodel.h"

#include <support/faultserver.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

//! Tokens and other secrets: asked for where they are missing or refused, typed or pasted, and left nowhere.
class TestConnectCredentials : public ConnectingTest
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheToken();
    void fieldsAreTypedInTheirOrder();
    void expiredTokenGoesOnWithoutGap();
    void tokenIsPastedAsItWasFound_data();
    void tokenIsPastedAsItWasFound();
    void warnsBeforePlainHttp();
};

void TestConnectCredentials::asksForTheToken()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().header("authorization") == "Bearer hunter2-token"
                    ? Reply(404)
                    : Reply(401, "who are you?"));
    });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    // The page with the credentials is in front, and says why.
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    QVERIFY2(message->text().contains(u"credentials (401)"_s), qPrintable(message->text()));
    auto *kind = dialog()->findChild<QComboBox *>("connectCredentials"_L1);
    QVERIFY(kind->isVisible());
    kind->setCurrentIndex(1);
    auto *secret = dialog()->findChild<QLineEdit *>("connectSecret"_L1);
    // A wrong one is refused, and the dialog stays.
    secret->setFocus();
    QTest::keyClicks(secret, u"wrong"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().last().header("authorization"),
                              "Bearer wrong"_ba, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"401"_s), Patience);
    QVERIFY(dialog());
    secret->selectAll();
    QTest::keyClicks(secret, u"hunter2-token"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    QVERIFY(!traces().contains("hunter2"));
    m_app->window()->close();
    m_app.reset();
    QVERIFY(traces().contains("127.0.0.1"));
    QVERIFY(!traces().contains("hunter2"));
}

void TestConnectCredentials::fieldsAreTypedInTheirOrder()
{
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(1);
    auto *fields = dialog()->findChild<QTableWidget *>("connectFields"_L1);
    const QStringList typed { u"X-Api-Key"_s, u"hunter2-header"_s, u"signature"_s,
                              u"hunter2-parameter"_s };
    for (int row = 0; row < 2; ++row) {
        QTest::mouseClick(dialog()->findChild<QPushButton *>(row == 0 ? "connectAddHeader"_L1
                                                                      : "connectAddParameter"_L1),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(fields->isAncestorOf(QApplication::focusWidget())
                                     && qobject_cast<QLineEdit *>(QApplication::focusWidget()),
                                 Patience);
        QTest::keyClicks(QApplication::focusWidget(), typed.at(row * 2));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(fields->currentRow(), row);
        QCOMPARE(fields->currentColumn(), 2);
        auto *value = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY2(value, QApplication::focusWidget()->metaObject()->className());
        // A secret from its first letter on.
        QCOMPARE(value->echoMode(), QLineEdit::Password);
        QTest::keyClicks(value, typed.at(row * 2 + 1));
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(fields->item(row, 1)->text(), typed.at(row * 2));
        // Return closes an editor from the event loop.
        QTRY_COMPARE_WITH_TIMEOUT(fields->item(row, 2)->text(), typed.at(row * 2 + 1), Patience);
        QCOMPARE(fields->item(row, 3)->checkState(), Qt::Checked);
    }
    // What is shown changes as soon as “Secret” does.
    const auto looks = [fields] {
        return fields->viewport()->grab(fields->visualItemRect(fields->item(0, 2))).toImage();
    };
    const QImage hidden = looks();
    fields->item(0, 3)->setCheckState(Qt::Unchecked);
    QVERIFY(looks() != hidden);
    fields->item(0, 3)->setCheckState(Qt::Checked);
    QCOMPARE(looks(), hidden);
}

void TestConnectCredentials::expiredTokenGoesOnWithoutGap()
{
    FaultServer server;
    QByteArray token = "Bearer first";
    QStringList asked;
    server.otherwise([&](const Exchange &e) {
        if (e.request().header("authorization") != token) {
            e.reply(Reply(401));
            return;
        }
        if (e.request().method == "HEAD" || e.request().path != "/v1/stream/a") {
            e.reply(e.request().path == "/v1/stream/a"
                        ? Reply(200).header("Content-Type", "application/json").header("Stream-Next-Offset", "2")
                        : Reply(404));
            return;
        }
        asked.append(QString::fromLatin1(e.request().query));
        if (e.request().query.contains("offset=-1")) {
            e.reply(messages("[1,2]", "2"));
        } else if (e.request().query.contains("offset=2") && token == "Bearer second") {
            e.reply(messages("[3]", "3"));
        } // else: it waits for news
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.registryPath.clear();
    connection.liveMode = DurableStreams::LiveMode::LongPoll;
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "first" };
    Server *known = m_app->window()->addServer(connection);
    TailPage *page = m_app->window()->openStream(known, "a");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(2), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!asked.filter(u"offset=2"_s).isEmpty(), Patience);
    // It expires: the poll under way breaks, and the next one is refused.
    token = "Bearer second";
    server.dropAll();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Unauthorised, Patience);
    Q_EMIT page->editConnectionRequested();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *secret = dialog()->findChild<QLineEdit *>("connectSecret"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(secret->hasFocus(), Patience);
    secret->selectAll();
    QTest::keyClicks(secret, u"second"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(3), Patience);
    QCOMPARE(m_app->window()->tabs()->count(), 1);
    QTRY_COMPARE_GE_WITH_TIMEOUT(page->model()->rowCount(), 3, Patience);
    QByteArrayList rows;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        const Message message = page->model()->messageAt(row);
        if (message.isData()) {
            rows.append(message.toByteArray());
        } else if (message.kind == RowKind::Marker
                   && Marker::fromBytes(message.bytes)->type == Marker::Type::Resumed) {
            rows.append("resumed");
        }
    }
    QCOMPARE(rows, QByteArrayList({ "1", "2", "resumed", "3" }));
    // The beginning was read once.
    QCOMPARE(asked.filter(u"offset=-1"_s).size(), 1);
}

void TestConnectCredentials::tokenIsPastedAsItWasFound_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("alone") << u"hunter2"_s;
    QTest::newRow("with its scheme") << u" bearer  hunter2\n"_s;
    QTest::newRow("with its header") << u"Authorization: Bearer hunter2"_s;
}

void TestConnectCredentials::tokenIsPastedAsItWasFound()
{
    QFETCH(const QString, pasted);
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().header("authorization") == "Bearer hunter2"
                    ? Reply(404)
                    : Reply(401).header("WWW-Authenticate", "Bearer realm=\"x\""));
    });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    // The kind that the server asks for is chosen, and its field waits.
    QCOMPARE(dialog()->findChild<QComboBox *>("connectCredentials"_L1)->currentIndex(), 1);
    auto *secret = dialog()->findChild<QLineEdit *>("connectSecret"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(secret->hasFocus(), Patience);
    secret->setText(pasted);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    // What was refused first is there to be looked at.
    const auto *wire = m_app->window()->findChild<WireModel *>();
    QCOMPARE(wire->index(0, WireModel::Status).data().toString(), u"401"_s);
}

void TestConnectCredentials::warnsBeforePlainHttp()
{
    startWindow();
    // A host that does not exist, through a proxy that counts what it gets.
    FaultServer proxy;
    proxy.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(u"http://h.invalid/v1/stream"_s);
    dialog()->findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(1);
    dialog()->findChild<QLineEdit *>("connectSecret"_L1)->setText(u"hunter2"_s);
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
    dialog()->findChild<QLineEdit *>("connectProxyHost"_L1)->setText(u"127.0.0.1"_s);
    dialog()->findChild<QSpinBox *>("connectProxyPort"_L1)->setValue(proxy.port());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    const int before = dialog()->height();
    QTest::mouseClick(button, Qt::LeftButton);
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    QVERIFY(message->text().contains(u"Over plain http"_s));
    // It is as high as the sentence.
    QTRY_COMPARE_GE_WITH_TIMEOUT(message->height(), message->heightForWidth(message->width()),
                                 Patience);
    QCOMPARE_LE(message->height(), message->fontMetrics().lineSpacing() * 4);
    QCOMPARE_LE(dialog()->height(), before + message->fontMetrics().lineSpacing() * 7);
    QCOMPARE(proxy.connections(), 0);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(proxy.requests().first().header("authorization"), "Bearer hunter2"_ba);
}

QTEST_MAIN(TestConnectCredentials)
#include "tst_connectcredentials.moc"
