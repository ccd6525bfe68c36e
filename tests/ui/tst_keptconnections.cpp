// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connectingtest.h"
#include "connection/connectionstore.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <support/faultserver.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

//! Connections that are kept: used, listed, changed and removed.
class TestKeptConnections : public ConnectingTest
{
    Q_OBJECT

private Q_SLOTS:
    void listsAndRemovesKeptConnections();
    void changesAKnownOneOnlyWithAWord_data();
    void changesAKnownOneOnlyWithAWord();
    void typedAddressUsesWhatIsKept();
};

void TestKeptConnections::listsAndRemovesKeptConnections()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    ConnectionStore *store = m_app->connections();
    Connection kept = Connection::to(server.url("/v1/stream"));
    kept.name = u"Kept"_s;
    kept.environment = Connection::Environment::Production;
    kept.readOnly = true;
    kept.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2-kept" };
    kept = store->save(kept, SecretStore::Place::PlainFile);
    const QByteArray file = "{\"format\":\"tailwater-connections\",\"version\":1,\"connections\":["
                            "{\"name\":\"Imported\",\"url\":\"https://elsewhere.invalid/v1/stream\"}]}";
    QCOMPARE(store->importFrom(file).value_or(-1), 1);
    const QByteArray written = "hunter2-kept"_ba.toBase64();
    QVERIFY(traces().contains(written));
    auto *box = part<QComboBox>("serverBox");
    const auto entry = [box](QStringView name) {
        for (int i = 0; i < box->count(); ++i) {
            if (box->itemText(i).startsWith(name)) {
                return i;
            }
        }
        return -1;
    };
    QVERIFY(entry(u"Kept") >= 0 && entry(u"Imported") >= 0);
    Q_EMIT box->activated(entry(u"Kept"));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(box->currentIndex(), entry(u"Kept"));
    QCOMPARE(entry(u"Kept"), 0); // those connected come first
    QVERIFY(entry(u"Imported") > 0);
    // Removed when asked, with its secret.
    m_app->window()->commands()->keptConnections->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("keptConnectionsDialog"), Patience);
    auto *list = dialog("keptConnectionsDialog")->findChild<QListWidget *>();
    QCOMPARE(list->count(), 2);
    list->setCurrentRow(list->item(0)->text().startsWith(u"Kept") ? 0 : 1);
    QVERIFY(list->item(list->currentRow())->text().contains(u"Production · read-only"_s));
    auto *remove = dialog("keptConnectionsDialog")->findChild<QPushButton *>("removeConnection"_L1);
    for (const bool really : { false, true }) {
        QTest::mouseClick(remove, Qt::LeftButton);
        auto *question = part<QMessageBox>("removeConnectionQuestion");
        QVERIFY(question && question->text().contains(u"Kept"_s));
        if (really) {
            QTest::mouseClick(question->findChild<QPushButton *>("removeConnectionNow"_L1),
                              Qt::LeftButton);
        } else {
            QTest::keyClick(question, Qt::Key_Return); // Cancel is the default
        }
        QTRY_VERIFY_WITH_TIMEOUT(!part<QMessageBox>("removeConnectionQuestion"), Patience);
        QCOMPARE(store->find(kept.id).has_value(), !really);
    }
    QCOMPARE(list->count(), 1);
    QVERIFY(!traces().contains(written));
    // One is changed from here, too.
    QTest::mouseClick(dialog("keptConnectionsDialog")->findChild<QPushButton *>("editKept"_L1),
                      Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    QCOMPARE(dialog()->findChild<QLineEdit *>("connectName"_L1)->text(), u"Imported"_s);
    // The first field of a page is where one begins.
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(2);
    QTRY_VERIFY_WITH_TIMEOUT(
        dialog()->findChild<QLineEdit *>("connectAuthority"_L1)->hasFocus(), Patience);
}

void TestKeptConnections::changesAKnownOneOnlyWithAWord_data()
{
    QTest::addColumn<bool>("another");
    QTest::newRow("changed") << false;
    QTest::newRow("another one") << true;
}

void TestKeptConnections::changesAKnownOneOnlyWithAWord()
{
    QFETCH(const bool, another);
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    ConnectionStore *store = m_app->connections();
    Connection known = Connection::to(server.url("/v1/stream"));
    known.name = u"Orders"_s;
    known.readOnly = true;
    known = store->save(known, SecretStore::Place::UntilQuit);
    m_app->window()->addServer(known);
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *changes = dialog()->findChild<QLabel *>("connectChanges"_L1);
    auto *box = dialog()->findChild<QCheckBox *>("connectAnother"_L1);
    QVERIFY(!changes->isVisible() && !box->isVisible());
    auto *url = dialog()->findChild<QLineEdit *>("connectUrl"_L1);
    QTest::keyClicks(url, known.baseUrl.toString());
    QVERIFY(changes->isVisible() && box->isVisible());
    QVERIFY2(changes->text().contains(u"This changes the kept connection “Orders”"_s),
             qPrintable(changes->text()));
    // With what is kept of it.
    auto *name = dialog()->findChild<QLineEdit *>("connectName"_L1);
    QCOMPARE(name->text(), u"Orders"_s);
    auto *readOnly = dialog()->findChild<QCheckBox *>("connectReadOnly"_L1);
    QVERIFY(readOnly->isChecked());
    name->setText(u"Writer"_s);
    readOnly->setChecked(false);
    box->setChecked(another);
    QTest::keyClick(url, Qt::Key_Return);
    if (!another) {
        QTest::keyClick(url, Qt::Key_Return); // the guard was to be taken away
    }
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    QCOMPARE(store->connections().size(), another ? 2 : 1);
    QCOMPARE(store->find(known.id)->name, another ? u"Orders"_s : u"Writer"_s);
    QCOMPARE(store->find(known.id)->readOnly, another);
    QCOMPARE(m_app->window()->servers().size(), another ? 2 : 1);
    QCOMPARE(m_app->window()->currentServer()->displayName(), u"Writer"_s);
    QVERIFY(m_app->window()->currentServer()->canWrite());
}

void TestKeptConnections::typedAddressUsesWhatIsKept()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(Reply(e.request().header("authorization") == "Bearer hunter2" ? 404 : 401));
    });
    startWindow();
    Connection known = Connection::to(server.url("/v1/stream"));
    known.name = u"Orders"_s;
    known.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    known = m_app->connections()->save(known, SecretStore::Place::UntilQuit);
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(m_app->window()->currentServer()->displayName(), u"Orders"_s);
    QVERIFY(m_app->connections()->connections() == QList<Connection> { known.withoutSecrets() });
}

QTEST_MAIN(TestKeptConnections)
#include "tst_keptconnections.moc"
