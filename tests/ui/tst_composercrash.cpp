// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>
#include <support/producerreplies.h>

#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <QAction>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;

namespace {

constexpr auto Patience = WritingWindow::Patience;

Reply forgotten()
{
    return Reply(409).header("Producer-Expected-Seq", "0").header("Producer-Received-Seq", "1");
}

} // namespace

//! The application ends without a word while a message is on its way: what is on its disk at the moment at which
//! the message has reached the server.
class TestComposerCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void whatMayBeStoredComesBack_data();
    void whatMayBeStoredComesBack();
    void fileThatIsAnotherIsAnotherMessage();
    void whatIsStoredDoesNotComeBack();
    void whatCannotBeNotedIsTold();

private:
    bool bind();
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    QByteArrayList numberOf(const Request &request) const;

    std::unique_ptr<WritingWindow> m_user;
    QTemporaryDir m_files;
};

void TestComposerCrash::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

bool TestComposerCrash::bind()
{
    composer()->setTarget(m_user->server(), "s", "application/json");
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    return m_user->activate();
}

QByteArrayList TestComposerCrash::numberOf(const Request &request) const
{
    return { request.header("Producer-Id"), request.header("Producer-Epoch"),
             request.header("Producer-Seq") };
}

void TestComposerCrash::whatMayBeStoredComesBack_data()
{
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("variables");
    QTest::addColumn<QList<Reply>>("before");
    QTest::addColumn<QString>("left");
    using enum ComposeMode;
    QTest::newRow("a value") << One << u"{\"a\": 1.0, \"ä\": 2}"_s << false << QList<Reply> {}
                             << u"{\"a\": 1.0, \"ä\": 2}"_s;
    QTest::newRow("filled in") << One << u"\"{{uuid}}\""_s << true << QList<Reply> {} << u"\"{{uuid}}\""_s;
    QTest::newRow("elements") << Array << u"[1,2]"_s << false << QList<Reply> {} << u"[1,2]"_s;
    QTest::newRow("bytes") << Hex << u"5b 31 5d"_s << false << QList<Reply> {} << u"5b 31 5d"_s;
    QTest::newRow("the first of lines") << Lines << u"1\n2\n3"_s << false << QList<Reply> {} << u"1\n2\n3"_s;
    QTest::newRow("the last of lines") << Lines << u"1\n2\n3"_s << false
                                       << QList<Reply> { storedAppend(), storedAppend() } << u"3"_s;
    QTest::newRow("lines, filled in") << Lines << u"1\n\"{{uuid}}\""_s << true
                                      << QList<Reply> { storedAppend() } << u"\"{{uuid}}\""_s;
    QTest::newRow("under another number") << Lines << u"1\n2"_s << false
                                          << QList<Reply> { storedAppend(), forgotten() } << u"2"_s;
    QTest::newRow("the second attempt") << One << u"1"_s << false << QList<Reply> { Reply(503) } << u"1"_s;
    QTest::newRow("a file") << File << QString() << false << QList<Reply> {} << QString();
}

void TestComposerCrash::whatMayBeStoredComesBack()
{
    QFETCH(const ComposeMode, mode);
    QFETCH(const QString, text);
    QFETCH(const bool, variables);
    QFETCH(QList<Reply>, before);
    QFETCH(const QString, left);
    QFile file(m_files.filePath(u"one.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[1, 2]\n") > 0);
    file.close();
    FaultServer server;
    bool crashed = false;
    bool noted = false;
    server.on("POST", "/v1/stream/s", [&](const Exchange &exchange) {
        if (!before.isEmpty()) {
            exchange.reply(before.takeFirst());
        } else if (!crashed) {
            noted = noted || m_user->noteDisk();
        } else {
            exchange.reply(repeatedAppend());
        }
    });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    composer()->setMode(mode);
    m_user->window()->findChild<QToolButton *>("composerVariables"_L1)->setChecked(variables);
    m_user->paste(text);
    if (mode == ComposeMode::File) {
        composer()->fileSource()->setFile(file.fileName());
    }
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    composer()->sendAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(noted, Patience);
    const Request sent = server.requestsFor("POST", "/v1/stream/s").last();
    crashed = true;
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    QCOMPARE(composer()->text(), left);
    QCOMPARE(composer()->mode(), mode);
    QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().contains(u"may be stored already"_s), Patience);
    server.forget();
    composer()->sendAction()->trigger();
    QVERIFY(m_user->waitForResult(u"stored already"_s));
    const Request again = server.requestsFor("POST", "/v1/stream/s").first();
    QCOMPARE(numberOf(again), numberOf(sent));
    QCOMPARE(again.body, sent.body);
}

void TestComposerCrash::fileThatIsAnotherIsAnotherMessage()
{
    QFile file(m_files.filePath(u"two.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("1") > 0);
    file.close();
    FaultServer server;
    bool noted = false;
    server.on("POST", "/v1/stream/s", [&](const Exchange &exchange) {
        if (noted) {
            exchange.reply(storedAppend());
        }
        noted = noted || m_user->noteDisk();
    });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    composer()->setMode(ComposeMode::File);
    composer()->fileSource()->setFile(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    composer()->sendAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(noted, Patience);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("2") > 0);
    file.close();
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QVERIFY2(!m_user->checkText().contains(u"may be stored"_s), qPrintable(m_user->checkText()));
    composer()->sendAction()->trigger();
    QVERIFY(m_user->waitForResult(u"200 · "_s));
    const QList<Request> requests = server.requestsFor("POST", "/v1/stream/s");
    QCOMPARE(requests.last().body, "[2]"_ba);
    QVERIFY(numberOf(requests.last()) != numberOf(requests.first()));
}

void TestComposerCrash::whatIsStoredDoesNotComeBack()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s", storedAppend());
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    m_user->paste(u"1"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"200 · "_s));
    QVERIFY(m_user->noteDisk());
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    QCOMPARE(composer()->text(), QString());
    QCOMPARE(composer()->mode(), ComposeMode::One);
}

void TestComposerCrash::whatCannotBeNotedIsTold()
{
    FaultServer server;
    std::optional<Exchange> waiting;
    server.on("POST", "/v1/stream/s", [&](const Exchange &exchange) { waiting = exchange; });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    QFile inTheWay(m_user->draftsFolder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly | QIODevice::NewOnly));
    m_user->paste(u"1"_s);
    m_user->send();
    QTRY_VERIFY_WITH_TIMEOUT(waiting, Patience);
    QVERIFY2(m_user->resultText().contains(u"could not be noted on disk"_s),
             qPrintable(m_user->resultText()));
    waiting->reply(storedAppend());
    QVERIFY(m_user->waitForResult(u"200 · "_s));
}

QTEST_MAIN(TestComposerCrash)
#include "tst_composercrash.moc"
