// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include "composer/createstreamdialog.h"
#include "composer/forkdialog.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! What the dialogs say when it is not known what the server has done, and of paths that lead elsewhere.
class TestLostAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void forks_data();
    void forks();
    void creates();
    void pathsThatLeadElsewhere_data();
    void pathsThatLeadElsewhere();

private:
    QDialog *dialog(bool fork);
    template<typename W> static W *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WritingWindow> m_user;
    QPointer<QDialog> m_dialog;
};

void TestLostAnswers::init()
{
    QTest::failOnWarning();
    m_server = std::make_unique<FaultServer>();
    m_user = std::make_unique<WritingWindow>();
    QCOMPARE(m_user->start(m_server->url("/v1/stream")), QString());
}

void TestLostAnswers::cleanup()
{
    delete m_dialog;
    m_user.reset();
    m_server.reset();
}

QDialog *TestLostAnswers::dialog(bool fork)
{
    if (fork) {
        m_dialog = new ForkDialog(m_user->server(), "s", {}, "application/json");
    } else {
        m_dialog = new CreateStreamDialog(m_user->server(), u"new"_s);
    }
    m_dialog->show();
    return m_dialog;
}

void TestLostAnswers::forks_data()
{
    QTest::addColumn<QList<Reply>>("replies");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("unsaid");
    const Reply lost = Reply(201).drop(beforeStatus());
    QTest::newRow("refused after a lost answer")
        << QList<Reply> { lost, Reply(409, "exists") } << u"That may be this fork"_s << u"Choose another path"_s;
    QTest::newRow("somebody else's") << QList<Reply> { Reply(409, "exists") } << u"Choose another path"_s
                                     << u"may be this fork"_s;
}

void TestLostAnswers::forks()
{
    QFETCH(const QList<Reply>, replies);
    QFETCH(const QString, said);
    QFETCH(const QString, unsaid);
    m_server->on("PUT", "/v1/stream/s-fork-1", replies);
    QDialog *fork = dialog(true);
    child<QPushButton>(fork, "forkCreate")->click();
    auto *message = child<QLabel>(fork, "forkMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(said), Patience);
    QVERIFY2(!message->text().contains(unsaid), qPrintable(message->text()));
    QVERIFY(fork->isVisible());
    // Pressed again, it is the same stream that is in the way.
    m_server->on("PUT", "/v1/stream/s-fork-1", Reply(409, "exists"));
    child<QPushButton>(fork, "forkCreate")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("PUT", "/v1/stream/s-fork-1") > int(replies.size())
                                 && child<QPushButton>(fork, "forkCreate")->isEnabled(),
                             Patience);
    QVERIFY2(!message->text().contains(unsaid), qPrintable(message->text()));
}

void TestLostAnswers::creates()
{
    m_server->on("PUT", "/v1/stream/new", QList<Reply> { Reply(201).drop(beforeStatus()), Reply(403) });
    QDialog *create = dialog(false);
    child<QPushButton>(create, "createButton")->click();
    auto *message = child<QLabel>(create, "createMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"Create it again"_s), Patience);
    QVERIFY2(!message->text().contains(u"sending it again"_s), qPrintable(message->text()));
    // As it says.
    m_server->on("PUT", "/v1/stream/new", Reply(200));
    child<QPushButton>(create, "createButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"Nothing was changed"_s), Patience);
}

void TestLostAnswers::pathsThatLeadElsewhere_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("good");
    QTest::newRow("up") << u"../up"_s << false;
    QTest::newRow("amidst") << u"a/./b"_s << false;
    QTest::newRow("encoded") << u"a/%2E%2e/b"_s << false;
    QTest::newRow("dots in a name") << u"a..b/.c"_s << true;
}

void TestLostAnswers::pathsThatLeadElsewhere()
{
    QFETCH(const QString, path);
    QFETCH(const bool, good);
    for (const bool fork : { true, false }) {
        QDialog *asks = dialog(fork);
        child<QLineEdit>(asks, fork ? "forkPath" : "createPath")->setText(path);
        QCOMPARE(child<QPushButton>(asks, fork ? "forkCreate" : "createButton")->isEnabled(), good);
        const QString said = child<QLabel>(asks, fork ? "forkMessage" : "createMessage")->text();
        QVERIFY2(said.contains(u"would name another stream"_s) != good, qPrintable(said));
        delete asks;
    }
}

QTEST_MAIN(TestLostAnswers)
#include "tst_lostanswers.moc"
