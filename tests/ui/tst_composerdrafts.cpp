// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>
#include <support/producerreplies.h>

#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/payloadeditor.h"
#include "composer/resenddialog.h"
#include "composer/sendoptions.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;

namespace {

constexpr auto Patience = WritingWindow::Patience;

} // namespace

//! What becomes of a draft: one whose message may be stored already, and one over a restart.
class TestComposerDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void whatMayBeStoredGoesAgainUnderItsNumber_data();
    void whatMayBeStoredGoesAgainUnderItsNumber();
    void linesGoOnWithTheOneThatMayBeStored();
    void restartKeepsTheNumber_data();
    void restartKeepsTheNumber();
    void serverThatForgotIsNoProof();
    void resendGoesAgainUnderItsNumber();
    void restartKeepsHowItIsSent();
    void fileStaysWithItsStream();
    void forkTakesTheDraft();
    void lastResultGoesWithTheNextSend();

private:
    bool composeFor(const FaultServer &server, const QByteArray &contentType = "application/json");
    QByteArrayList numberOf(const Request &request) const;
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    template<typename W> W *child(const char *name) const
    {
        return m_user->window()->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<WritingWindow> m_user;
};

void TestComposerDrafts::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

bool TestComposerDrafts::composeFor(const FaultServer &server, const QByteArray &contentType)
{
    const QString fault = m_user->start(server.url("/v1/stream"));
    if (!fault.isEmpty()) {
        qWarning("%s", qPrintable(fault));
        return false;
    }
    composer()->setTarget(m_user->server(), "s", contentType);
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    return true;
}

QByteArrayList TestComposerDrafts::numberOf(const Request &request) const
{
    return { request.header("Producer-Id"), request.header("Producer-Epoch"),
             request.header("Producer-Seq") };
}

void TestComposerDrafts::whatMayBeStoredGoesAgainUnderItsNumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("later");
    QTest::addColumn<bool>("stop");
    QTest::addColumn<bool>("variables");
    QTest::addColumn<bool>("same");
    QTest::newRow("answer lost") << u"{\"a\":1}"_s << u"{\"a\":1}"_s << false << false << true;
    QTest::newRow("stopped") << u"{\"a\":1}"_s << u"{\"a\":1}"_s << true << false << true;
    QTest::newRow("filled in") << u"\"{{uuid}}\""_s << u"\"{{uuid}}\""_s << false << true << true;
    QTest::newRow("another text") << u"{\"a\":1}"_s << u"{\"a\":2}"_s << false << false << false;
}

void TestComposerDrafts::whatMayBeStoredGoesAgainUnderItsNumber()
{
    QFETCH(const QString, text);
    QFETCH(const QString, later);
    QFETCH(const bool, stop);
    QFETCH(const bool, variables);
    QFETCH(const bool, same);
    FaultServer server;
    int posts = 0;
    server.on("POST", "/v1/stream/s", [&](const Exchange &exchange) {
        if (++posts > 1) {
            exchange.reply(repeatedAppend());
        } else if (!stop) {
            exchange.reply(storedAppend().drop(beforeStatus()));
        }
    });
    QVERIFY(composeFor(server));
    child<QToolButton>("composerVariables")->setChecked(variables);
    m_user->paste(text);
    m_user->send();
    if (stop) {
        QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 1, Patience);
        QTest::mouseClick(child<QPushButton>("composerStop"), Qt::LeftButton);
    }
    QVERIFY(m_user->waitForResult(u"kept only once"_s));
    QCOMPARE(composer()->text(), text);
    // It is said once.
    QVERIFY2(m_user->checkText().startsWith(u"Will store 1"_s), qPrintable(m_user->checkText()));
    if (later != text) {
        m_user->paste(later);
        QVERIFY(!m_user->checkText().contains(u"may be stored already"_s));
    }
    m_user->send();
    QVERIFY(m_user->waitForResult(u"204 · "_s));
    const QList<Request> requests = server.requestsFor("POST", "/v1/stream/s");
    QCOMPARE(requests.size(), 2);
    QCOMPARE(numberOf(requests[0]) == numberOf(requests[1]), same);
    QCOMPARE(requests[0].body == requests[1].body, same);
    QCOMPARE(m_user->resultText().contains(u"it was stored already"_s), same);
    QCOMPARE(composer()->text(), QString());
    QVERIFY(!m_user->checkText().contains(u"may be stored already"_s));
}

void TestComposerDrafts::linesGoOnWithTheOneThatMayBeStored()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s",
              { storedAppend(), Reply(429), storedAppend().drop(beforeStatus()), repeatedAppend(),
                storedAppend() });
    QVERIFY(composeFor(server));
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"1\n2\n3"_s);
    m_user->send();
    // The server is known to honour producers by then, so it is sent again without being asked.
    QVERIFY(m_user->waitForResult(u"3 append"_s));
    QCOMPARE(server.requestsFor("POST", "/v1/stream/s").size(), 5);
    QCOMPARE(composer()->text(), QString());
}

void TestComposerDrafts::restartKeepsTheNumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<bool>("variables");
    QTest::newRow("a value") << u"{\"a\": 1.0}"_s << ComposeMode::One << false;
    QTest::newRow("filled in") << u"\"{{uuid}}\""_s << ComposeMode::One << true;
    QTest::newRow("lines") << u"1\n2"_s << ComposeMode::Lines << false;
}

void TestComposerDrafts::restartKeepsTheNumber()
{
    QFETCH(const QString, text);
    QFETCH(const ComposeMode, mode);
    QFETCH(const bool, variables);
    FaultServer server;
    int posts = 0;
    server.on("POST", "/v1/stream/s", [&](const Exchange &exchange) {
        if (++posts > 1) {
            exchange.reply(posts == 2 ? repeatedAppend() : storedAppend());
        }
    });
    QVERIFY(composeFor(server));
    composer()->setMode(mode);
    child<QToolButton>("composerVariables")->setChecked(variables);
    m_user->paste(text);
    m_user->send();
    QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 1, Patience);
    m_user->window()->close();
    auto *question = child<QDialog>("quitQuestion");
    QVERIFY(question);
    const auto labels = question->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(u"may be stored already"_s);
    }));
    QTest::mouseClick(child<QPushButton>("stopAndQuit"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->isVisible(), Patience);

    QCOMPARE(m_user->startAgain(), QString());
    composer()->setTarget(m_user->server(), "s", "application/json");
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    QCOMPARE(composer()->text(), text);
    QCOMPARE(composer()->mode(), mode);
    QVERIFY2(m_user->checkText().contains(u"may be stored already"_s), qPrintable(m_user->checkText()));
    m_user->send();
    QVERIFY(m_user->waitForResult(u"stored already"_s));
    const QList<Request> requests = server.requestsFor("POST", "/v1/stream/s");
    QCOMPARE_GE(requests.size(), 2);
    QCOMPARE(numberOf(requests[1]), numberOf(requests[0]));
    QCOMPARE(requests[1].body, requests[0].body);
    QCOMPARE(requests.size(), mode == ComposeMode::Lines ? 3 : 2);
}

void TestComposerDrafts::serverThatForgotIsNoProof()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s",
              { Reply(200).drop(beforeStatus()),
                Reply(409).header("Producer-Expected-Seq", "0").header("Producer-Received-Seq", "4"),
                storedAppend() });
    QVERIFY(composeFor(server));
    m_user->paste(u"1"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"kept only once"_s));
    m_user->send();
    QVERIFY(m_user->waitForResult(u"cannot tell whether it is stored"_s));
    QCOMPARE(composer()->text(), u"1"_s);
    QVERIFY(!m_user->checkText().contains(u"may be stored already"_s));
    m_user->send();
    QVERIFY(m_user->waitForResult(u"200 · "_s));
    const QList<Request> requests = server.requestsFor("POST", "/v1/stream/s");
    QCOMPARE(requests.size(), 3);
    QVERIFY(numberOf(requests[2]) != numberOf(requests[0]));
}

void TestComposerDrafts::resendGoesAgainUnderItsNumber()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s",
              { storedAppend().drop(beforeStatus()), repeatedAppend(), storedAppend() });
    QVERIFY(composeFor(server));
    auto *dialog = new ResendDialog(m_user->server(), "s", "application/json",
                                    { { "1", true }, { "2", true } }, m_user->window());
    dialog->open();
    auto *button = dialog->findChild<QPushButton *>("resendSend"_L1);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *result = dialog->findChild<QLabel *>("resendResult"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"kept only once"_s), Patience);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().startsWith(u"2 append"_s), Patience);
    QVERIFY2(result->text().contains(u"the first was stored already"_s), qPrintable(result->text()));
    const QList<Request> requests = server.requestsFor("POST", "/v1/stream/s");
    QCOMPARE(requests.size(), 3);
    QCOMPARE(numberOf(requests[1]), numberOf(requests[0]));
    QCOMPARE(requests[1].body, "[1]"_ba);
    QCOMPARE(requests[2].body, "[2]"_ba);
}

void TestComposerDrafts::restartKeepsHowItIsSent()
{
    FaultServer server;
    QVERIFY(composeFor(server));
    composer()->setMode(ComposeMode::Array);
    child<QToolButton>("composerVariables")->setChecked(true);
    child<QLineEdit>("composerSequence")->setText(u"b7"_s);
    child<QPlainTextEdit>("composerHeaders")
        ->setPlainText(u"X-Trace: 1\nAuthorization: Bearer hunter2"_s);
    child<QCheckBox>("composerClose")->setChecked(true);
    m_user->paste(u"[{{index}}]"_s);
    m_user->window()->close();
    QFile settings(m_user->settingsFile());
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains("hunter2"));
    const QFileInfoList drafts = QDir(m_user->draftsFolder()).entryInfoList(QDir::Files);
    QCOMPARE(drafts.size(), 1);
    QCOMPARE(drafts.first().permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QFile draft(drafts.first().filePath());
    QVERIFY(draft.open(QIODevice::ReadOnly));
    const QByteArray kept = draft.readAll();
    QVERIFY(kept.contains("X-Trace") && !kept.contains("hunter2"));

    QCOMPARE(m_user->startAgain(), QString());
    composer()->setTarget(m_user->server(), "s");
    QCOMPARE(composer()->text(), u"[{{index}}]"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Array);
    QVERIFY(child<QToolButton>("composerVariables")->isChecked());
    QCOMPARE(composer()->options()->settings(),
             (SendSettings { .sequence = u"b7"_s, .headers = u"X-Trace: 1"_s, .close = true }));
}

void TestComposerDrafts::fileStaysWithItsStream()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"order.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("1\n2\n") > 0);
    file.close();
    FaultServer server;
    QVERIFY(composeFor(server));
    composer()->setMode(ComposeMode::File);
    child<QCheckBox>("composerFileByLine")->setChecked(true);
    composer()->fileSource()->setFile(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    composer()->setTarget(m_user->server(), "t", "application/json");
    QCOMPARE(composer()->mode(), ComposeMode::One);
    QVERIFY(composer()->fileSource()->path().isEmpty());
    QVERIFY(!composer()->fileSource()->isByLine());
    composer()->setTarget(m_user->server(), "s", "application/json");
    QCOMPARE(composer()->mode(), ComposeMode::File);
    QVERIFY(composer()->fileSource()->isByLine());
    QTRY_COMPARE_WITH_TIMEOUT(composer()->fileSource()->bytes(), "1\n2\n"_ba, Patience);
    QVERIFY(composer()->sendAction()->isEnabled());
}

void TestComposerDrafts::forkTakesTheDraft()
{
    QCOMPARE(m_user->start(WritingWindow::Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1]"));
    QVERIFY(m_user->open("s"));
    // Who begins to write before the window hears that it was closed.
    QVERIFY(m_user->compose());
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).closeStream()));
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"2\n3"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"Fork it to continue"_s));
    child<QToolButton>("composerFork")->click();
    auto *dialog = child<QDialog>("forkStreamDialog");
    QVERIFY(dialog);
    dialog->findChild<QPushButton *>("forkCreate"_L1)->click();
    QTRY_COMPARE_WITH_TIMEOUT(composer()->path(), "s-fork-1"_ba, Patience);
    QCOMPARE(composer()->text(), u"2\n3"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Lines);
    QVERIFY(m_user->activate());
    composer()->focusEditor();
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"2 append"_s));
    QCOMPARE(m_user->messages("s-fork-1"), (QByteArrayList { "1", "2", "3" }));
    composer()->setTarget(m_user->server(), "s");
    QCOMPARE(composer()->text(), QString());
}

void TestComposerDrafts::lastResultGoesWithTheNextSend()
{
    FaultServer server;
    int posts = 0;
    server.on("POST", "/v1/stream/s", [&](const Exchange &exchange) {
        if (++posts == 1) {
            exchange.reply(storedAppend());
        }
    });
    QVERIFY(composeFor(server));
    m_user->paste(u"1"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"200 · "_s));
    m_user->paste(u"2"_s);
    m_user->send();
    QCOMPARE(m_user->resultText(), u"Sending…"_s);
    QCOMPARE(m_user->checkText(), QString()); // it is said once
    QVERIFY(!child<QToolButton>("composerReveal")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 2, Patience);
    QPushButton *stop = child<QPushButton>("composerStop");
    stop->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(stop->hasFocus(), Patience);
    QTest::keyClick(stop, Qt::Key_Space);
    QVERIFY(m_user->waitForResult(u"may or may not be stored"_s));
    QVERIFY(composer()->editor()->hasFocus());
}

QTEST_MAIN(TestComposerDrafts)
#include "tst_composerdrafts.moc"
