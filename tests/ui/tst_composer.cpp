// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/payloadeditor.h"
#include "composer/sendoptions.h"
#include "connection/server.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "wire/problemsmodel.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;
using Backend = WritingWindow::Backend;

Q_DECLARE_METATYPE(Tailwater::ComposeMode)

namespace {

constexpr auto Patience = WritingWindow::Patience;
constexpr auto Json = "application/json"_L1;
constexpr auto Text = "text/plain"_L1;
constexpr auto Binary = "application/octet-stream"_L1;

} // namespace

//! Messages composed by hand, and what the server holds afterwards.
class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void sends_data();
    void sends();
    void sendsFile_data();
    void sendsFile();
    void keepsDraftAndSaysWhy_data();
    void keepsDraftAndSaysWhy();
    void realServersRefuse_data();
    void realServersRefuse();
    void readOnlySendsNothing();
    void nothingToSend_data();
    void nothingToSend();
    void serverDiesAndReturns_data();
    void serverDiesAndReturns();
    void stopSaysWhatIsKnown();
    void findsWhatWasStoredWithoutAnOffset();
    void asksBeforeQuittingWhileSending();
    void sendsOptions();
    void closesWithLastMessage_data();
    void closesWithLastMessage();
    void copiedCurlReproduces_data();
    void copiedCurlReproduces();
    void revealsWhatWasSent_data();
    void revealsWhatWasSent();
    void keepsADraftForEachStream();
    void resendDraftKeepsBytes_data();
    void resendDraftKeepsBytes();

private:
    void addBackends();
    //! The composer is open, for a stream of JSON messages "s"; the page is its tail.
    TailPage *composeFor(Backend backend);
    //! The same without a tail.
    bool composeFor(const FaultServer &server, const QByteArray &contentType = "application/json",
                    bool readOnly = false);
    QPushButton *button(const char *name) const;
    PayloadEditor *editor() const { return m_user->window()->composer()->editor(); }
    ComposerPanel *composer() const { return m_user->window()->composer(); }

    std::unique_ptr<WritingWindow> m_user;
};

void TestComposer::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestComposer::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestComposer::cleanup()
{
    m_user.reset();
}

void TestComposer::addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sandbox") << Backend::Sandbox;
    QTest::newRow("reference server") << Backend::Reference;
}

TailPage *TestComposer::composeFor(Backend backend)
{
    const QString fault = m_user->start(backend);
    if (!fault.isEmpty() || !m_user->create("s", "application/json")) {
        qWarning("%s", qPrintable(fault));
        return nullptr;
    }
    TailPage *page = m_user->open("s");
    return page && m_user->compose() ? page : nullptr;
}

bool TestComposer::composeFor(const FaultServer &server, const QByteArray &contentType, bool readOnly)
{
    const QString fault = m_user->start(server.url("/v1/stream"), readOnly);
    if (!fault.isEmpty()) {
        qWarning("%s", qPrintable(fault));
        return false;
    }
    composer()->setTarget(m_user->server(), "s", contentType);
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    return true;
}

void TestComposer::sends_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<QString>("type");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArrayList>("stored");
    for (const auto &[name, backend] :
         { std::pair("sandbox", Backend::Sandbox), std::pair("reference", Backend::Reference) }) {
        QTest::addRow("%s: a value", name) << backend << QString(Json) << ComposeMode::One
                                           << u"{\"b\":1,\"a\":\"h\u00e4\u00a0\"}"_s
                                           << QByteArrayList { "{\"b\":1,\"a\":\"h\xC3\xA4\xC2\xA0\"}" };
        QTest::addRow("%s: an array as one message", name)
            << backend << QString(Json) << ComposeMode::One << u"[1,[2]]"_s
            << QByteArrayList { "[1,[2]]" };
        QTest::addRow("%s: each element", name) << backend << QString(Json) << ComposeMode::Array
                                                << u"[1,[2],\"a,b\"]"_s
                                                << QByteArrayList { "1", "[2]", "\"a,b\"" };
        QTest::addRow("%s: each line", name) << backend << QString(Json) << ComposeMode::Lines
                                             << u"{\"n\":1}\n\n{\"n\":2}\n[3]"_s
                                             << QByteArrayList { "{\"n\":1}", "{\"n\":2}", "[3]" };
        QTest::addRow("%s: text", name) << backend << QString(Text) << ComposeMode::One
                                        << u"two\nlines\u00a0\u2009"_s
                                        << QByteArrayList { "two\nlines\xC2\xA0\xE2\x80\x89\n" };
        QTest::addRow("%s: lines of text", name) << backend << QString(Text) << ComposeMode::Lines
                                                 << u" a\nb "_s << QByteArrayList { " a\nb \n" };
        QTest::addRow("%s: bytes", name) << backend << QString(Binary) << ComposeMode::Hex
                                         << u"00 ff 0d 0a 80"_s
                                         << QByteArrayList { QByteArray::fromHex("00ff0d0a80") };
    }
    // The reference server writes numbers anew.
    QTest::newRow("sandbox: exact numbers")
        << Backend::Sandbox << QString(Json) << ComposeMode::One
        << u"{\"n\": 9007199254740993, \"n\": 1e400, \"f\": 0.10}"_s
        << QByteArrayList { "{\"n\": 9007199254740993, \"n\": 1e400, \"f\": 0.10}" };
}

void TestComposer::sends()
{
    QFETCH(const Backend, backend);
    QFETCH(const QString, type);
    QFETCH(const ComposeMode, mode);
    QFETCH(const QString, text);
    QFETCH(const QByteArrayList, stored);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", type.toLatin1()));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    composer()->setMode(mode);
    m_user->paste(text);
    QVERIFY2(m_user->checkText().startsWith(u"Will store"_s), qPrintable(m_user->checkText()));
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail after"_s));
    QCOMPARE(m_user->content("s"), stored.join());
    if (type == Json) {
        QCOMPARE(m_user->messages("s"), stored);
    }
    QCOMPARE(editor()->text(), QString());
    QCOMPARE(m_user->window()->problems()->rowCount(), 0);
}

void TestComposer::sendsFile_data()
{
    addBackends();
}

void TestComposer::sendsFile()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "image/png"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    QTemporaryDir folder;
    QFile file(folder.filePath(u"picture.png"_s));
    QByteArray bytes(300'000, 'x');
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        bytes[i] = char(i * 7);
    }
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    composer()->setMode(ComposeMode::File);
    QVERIFY(!composer()->sendAction()->isEnabled());
    composer()->fileSource()->setFile(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QTest::mouseClick(button("composerSend"), Qt::LeftButton);
    QVERIFY(m_user->waitForResult(u"seen in the tail after"_s));
    QCOMPARE(m_user->content("s"), bytes);
}

QPushButton *TestComposer::button(const char *name) const
{
    return m_user->window()->findChild<QPushButton *>(QLatin1StringView(name));
}

void TestComposer::keepsDraftAndSaysWhy_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("wrong type") << Reply(409, "Content-type mismatch")
                                << u"The content type is not the stream's (409)."_s
                                << u"Send the type that the stream was created with."_s;
    QTest::newRow("closed") << Reply(409, "Stream is closed").header("Stream-Closed", "true")
                            << u"The stream is closed (409)"_s << u"Fork it to continue."_s;
    QTest::newRow("stale sequence") << Reply(409, "Sequence conflict")
                                    << u"Stream-Seq is not above the last one"_s
                                    << u"Use a higher Stream-Seq"_s;
    QTest::newRow("oversized") << Reply(413, "too large")
                               << u"larger than the server accepts (413)"_s
                               << u"Send it in smaller pieces."_s;
    QTest::newRow("unauthorised") << Reply(401, "who are you") << u"asks for credentials (401)"_s
                                  << u"Check the credentials of the connection."_s;
    QTest::newRow("forbidden") << Reply(403, "no") << u"does not allow this"_s
                               << u"Check the credentials"_s;
    QTest::newRow("slow down") << Reply(429, "busy").header("Retry-After", "3600")
                               << u"The server asks to slow down (429)."_s
                               << u"The same message goes again in 3"_s;
    QTest::newRow("gone") << Reply(404) << u"There is no such stream (404)"_s
                          << u"Check the path, or create the stream."_s;
    QTest::newRow("soft-deleted") << Reply(410) << u"deleted while forks of it exist"_s
                                  << QString();
    QTest::newRow("no appends") << Reply(405) << u"does not support this (405)"_s << QString();
    QTest::newRow("broken") << Reply(400, "Invalid JSON") << u"did not understand the request (400)"_s
                            << u"The server said: Invalid JSON"_s;
}

void TestComposer::keepsDraftAndSaysWhy()
{
    QFETCH(const Reply, reply);
    QFETCH(const QString, cause);
    QFETCH(const QString, remedy);
    FaultServer server;
    server.on("POST", "/v1/stream/s", reply);
    QVERIFY(composeFor(server));
    m_user->paste(u"{\"a\":1}"_s);
    composer()->options()->findChild<QLineEdit *>("composerSequence"_L1)->setText(u"1"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(cause));
    QVERIFY2(m_user->resultText().contains(remedy), qPrintable(m_user->resultText()));
    QCOMPARE(editor()->text(), u"{\"a\":1}"_s);
    QCOMPARE(server.count("POST", "/v1/stream/s"), 1);
    const bool waits = button("composerStop")->isVisible();
    if (waits) {
        QTest::mouseClick(button("composerStop"), Qt::LeftButton);
        QVERIFY(m_user->waitForResult(u"Stopped. The message was not stored"_s));
        QCOMPARE(editor()->text(), u"{\"a\":1}"_s);
    } else {
        QCOMPARE(m_user->window()->problems()->rowCount(), 1);
    }
    // It can be sent again as it is.
    QVERIFY(composer()->sendAction()->isEnabled());
    server.on("POST", "/v1/stream/s", Reply(204).header("Stream-Next-Offset", "1"));
    m_user->send();
    QVERIFY(m_user->waitForResult(u"204 · "_s));
    QCOMPARE(editor()->text(), QString());
    QCOMPARE(server.requestsFor("POST", "/v1/stream/s").last().body, "[{\"a\":1}]"_ba);
}

void TestComposer::realServersRefuse_data()
{
    addBackends();
}

void TestComposer::realServersRefuse()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    auto *options = composer()->options();
    auto *sequence = options->findChild<QLineEdit *>("composerSequence"_L1);
    auto *type = options->findChild<QLineEdit *>("composerContentType"_L1);

    sequence->setText(u"b"_s);
    m_user->paste(u"1"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    QCOMPARE(sequence->text(), QString()); // it cannot be used twice
    sequence->setText(u"a"_s);
    m_user->paste(u"2"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"Stream-Seq is not above the last one"_s));
    QCOMPARE(editor()->text(), u"2"_s);
    sequence->clear();

    type->setText(u"text/plain"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"The content type is not the stream's (409)."_s));
    QCOMPARE(editor()->text(), u"2"_s);
    type->clear();

    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).closeStream()));
    m_user->send();
    QVERIFY(m_user->waitForResult(u"The stream is closed (409)"_s));
    QCOMPARE(editor()->text(), u"2"_s);
    QCOMPARE(m_user->messages("s"), QByteArrayList { "1" });
}

void TestComposer::readOnlySendsNothing()
{
    FaultServer server;
    QVERIFY(composeFor(server, "application/json", true));
    m_user->paste(u"{\"a\":1}"_s);
    QCOMPARE(m_user->checkText(), u"This connection is read-only. Nothing can be sent."_s);
    m_user->send();
    QVERIFY(!button("composerSend")->isEnabled());
    QCOMPARE(editor()->text(), u"{\"a\":1}"_s);
    QCOMPARE(server.count("POST", "/v1/stream/s"), 0);
}

void TestComposer::nothingToSend_data()
{
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << ComposeMode::One << u""_s
                           << u"Nothing to send: the message is empty"_s;
    QTest::newRow("blank") << ComposeMode::Lines << u" \n "_s
                           << u"Nothing to send: the message is empty"_s;
    QTest::newRow("no JSON") << ComposeMode::One << u"{\"a\":\n}"_s << u"Line 2, column 1: "_s;
    QTest::newRow("one bad line") << ComposeMode::Lines << u"1\n{"_s << u"Line 2, column 2: "_s;
    QTest::newRow("no array") << ComposeMode::Array << u"{}"_s << u"Line 1, column 1: "_s;
    QTest::newRow("half a byte") << ComposeMode::Hex << u"7"_s << u"Line 1, column 2: a byte is two"_s;
    QTest::newRow("no file") << ComposeMode::File << u""_s << u"Choose a file to send"_s;
}

void TestComposer::nothingToSend()
{
    QFETCH(const ComposeMode, mode);
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    FaultServer server;
    QVERIFY(composeFor(server));
    composer()->setMode(mode);
    m_user->paste(text);
    m_user->send();
    QVERIFY2(m_user->checkText().startsWith(words), qPrintable(m_user->checkText()));
    QVERIFY(!button("composerSend")->isEnabled());
    QCOMPARE(editor()->text(), text);
    QCOMPARE(server.count("POST", "/v1/stream/s"), 0);
}

void TestComposer::serverDiesAndReturns_data()
{
    addBackends();
}

void TestComposer::serverDiesAndReturns()
{
    QFETCH(const Backend, backend);
    TailPage *page = composeFor(backend);
    QVERIFY(page);
    composer()->setMode(ComposeMode::Lines);
    QByteArrayList lines;
    for (int n = 1; n <= 400; ++n) {
        lines.append("{\"n\":" + QByteArray::number(n) + '}');
    }
    m_user->paste(QString::fromLatin1(lines.join('\n')));
    m_user->send();
    QTRY_COMPARE_GT_WITH_TIMEOUT(page->session()->status().totalRows, quint64(5), Patience);
    m_user->killServer();
    QVERIFY(button("composerStop")->isVisible()); // it had not sent them all
    QVERIFY(m_user->waitForResult(u"again"_s));
    QVERIFY(m_user->startServerAgain());
    QVERIFY(m_user->waitForResult(u"of 400 message"_s)); // no attempt that failed long ago
    QVERIFY(m_user->waitForResult(u"400 append"_s));
    QCOMPARE(m_user->messagesAfterKill("s", lines), lines);
    QCOMPARE(editor()->text(), QString());
}

void TestComposer::stopSaysWhatIsKnown()
{
    FaultServer server;
    int answered = 0;
    server.on("POST", "/v1/stream/s", [&answered](const Exchange &exchange) {
        if (++answered <= 2) {
            exchange.reply(Reply(204).header("Stream-Next-Offset", QByteArray::number(answered)));
        }
    });
    QVERIFY(composeFor(server));
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"1\n2\n\n3\n4"_s);
    m_user->send();
    QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 3, Patience);
    QTest::mouseClick(button("composerStop"), Qt::LeftButton);
    QVERIFY(m_user->waitForResult(u"2 of 4 were stored; the rest is still here."_s));
    QVERIFY(m_user->resultText().contains(u"may or may not be stored"_s));
    QCOMPARE(editor()->text(), u"3\n4"_s);
}

//! An earlier attempt had stored it: the answer to the retry has no offset.
void TestComposer::findsWhatWasStoredWithoutAnOffset()
{
    FaultServer server;
    int posts = 0;
    bool stored = false;
    QList<Exchange> waiting;
    const auto page = [](const QByteArray &body, const char *offset) {
        return Reply(200, body)
            .header("Content-Type", "application/json")
            .header("Stream-Next-Offset", offset)
            .header("Stream-Up-To-Date", "true")
            .header("Stream-Cursor", "5");
    };
    server.otherwise([&](const Exchange &exchange) {
        const Request &request = exchange.request();
        if (!request.path.endsWith("/s")) {
            exchange.reply(Reply(404));
        } else if (request.method == "HEAD") {
            exchange.reply(page({}, "1"));
        } else if (request.method == "POST") {
            exchange.reply(
                ++posts == 1 ? Reply(503)
                             : Reply(204).header("Producer-Epoch", "0").header("Producer-Seq", "0"));
        } else if (request.query.contains("offset=-1")) {
            exchange.reply(page("[1]", "1"));
        } else if (!stored && posts > 1) {
            stored = true;
            exchange.reply(page("[{\"mine\":1}]", "2"));
        } else {
            waiting.append(exchange);
        }
    });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    Connection connection = m_user->server()->connection();
    connection.liveMode = DurableStreams::LiveMode::LongPoll;
    m_user->server()->setConnection(connection);
    TailPage *tail = m_user->window()->openStream(m_user->server(), "s");
    QTRY_COMPARE_WITH_TIMEOUT(tail->session()->status().totalRows, quint64(1), Patience);
    composer()->setTarget(m_user->server(), "s", "application/json");
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    m_user->paste(u"{\"mine\":1}"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"stored once, after 2 attempt"_s));
    QVERIFY(!m_user->resultText().contains(u"stored · "_s));
    if (!stored) {
        QVERIFY(m_user->resultText().endsWith(u"the server did not say where"_s));
        QVERIFY(!m_user->window()->findChild<QToolButton *>("composerReveal"_L1)->isVisible());
        stored = true;
        for (const Exchange &exchange : std::as_const(waiting)) {
            if (exchange.isOpen()) {
                exchange.reply(page("[{\"mine\":1}]", "2"));
            }
        }
    }
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    m_user->window()->findChild<QToolButton *>("composerReveal"_L1)->click();
    QTRY_COMPARE_WITH_TIMEOUT(tail->currentMessage().toByteArray(), "{\"mine\":1}"_ba, Patience);
    QVERIFY(!tail->isFollowing());
}

void TestComposer::asksBeforeQuittingWhileSending()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s", [](const Exchange &) { /* no answer, ever */ });
    QVERIFY(composeFor(server));
    m_user->paste(u"1"_s);
    m_user->send();
    QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 1, Patience);
    m_user->window()->close();
    QVERIFY(m_user->window()->isVisible());
    auto *question = m_user->window()->findChild<QDialog *>("quitQuestion"_L1);
    QVERIFY(question);
    question->reject();
    QVERIFY(m_user->window()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("quitQuestion"_L1), Patience);
    m_user->window()->close();
    QTest::mouseClick(button("stopAndQuit"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->isVisible(), Patience);
    QCOMPARE(editor()->text(), u"1"_s);
}

void TestComposer::sendsOptions()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s", Reply(204).header("Stream-Next-Offset", "1"));
    QVERIFY(composeFor(server, "text/plain"));
    m_user->paste(u"hello"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"204 · "_s));
    // Exactly once is what happens unless something else is chosen.
    const Request first = server.requestsFor("POST", "/v1/stream/s").last();
    QVERIFY(!first.header("Producer-Id").isEmpty());
    QCOMPARE(first.header("Producer-Seq"), "0"_ba);
    QCOMPARE(first.body, "hello\n"_ba);

    auto *options = composer()->options();
    auto *safety = options->findChild<QComboBox *>("composerSafety"_L1);
    safety->setCurrentIndex(1);
    options->findChild<QLineEdit *>("composerSequence"_L1)->setText(u"007"_s);
    auto *headers = options->findChild<QPlainTextEdit *>("composerHeaders"_L1);
    headers->setPlainText(u"X Trace: 1"_s);
    m_user->paste(u"again"_s);
    QVERIFY2(m_user->checkText().contains(u"Name: value"_s), qPrintable(m_user->checkText()));
    QVERIFY(!composer()->sendAction()->isEnabled());
    headers->setPlainText(u"X-Trace: 1\nX-Who: me: and you"_s);
    QTest::mouseClick(button("composerSend"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 2, Patience);
    const Request second = server.requestsFor("POST", "/v1/stream/s").last();
    QVERIFY(!second.headers.contains("Producer-Id"));
    QCOMPARE(second.header("Stream-Seq"), "007"_ba);
    QCOMPARE(second.header("X-Trace"), "1"_ba);
    QCOMPARE(second.header("X-Who"), "me: and you"_ba);
}

void TestComposer::closesWithLastMessage_data()
{
    addBackends();
}

void TestComposer::closesWithLastMessage()
{
    QFETCH(const Backend, backend);
    TailPage *page = composeFor(backend);
    QVERIFY(page);
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"1\n2"_s);
    auto *close = composer()->options()->findChild<QCheckBox *>("composerClose"_L1);
    close->setChecked(true);
    QVERIFY(m_user->checkText().contains(u"close the stream for ever"_s));
    QCOMPARE(button("composerSend")->text().remove(u'&'), u"Send and Close"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"the stream is closed now"_s));
    QVERIFY(m_user->isClosed("s"));
    QCOMPARE(m_user->messages("s"), (QByteArrayList { "1", "2" }));
    QVERIFY(!close->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Closed, Patience);
}

void TestComposer::copiedCurlReproduces_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<QString>("text");
    const QString json(Json);
    const QString text(Text);
    QTest::newRow("quotes") << json << ComposeMode::One << u"{\"it's\":\"\\\"$HOME`id`\\\\\"}"_s;
    QTest::newRow("array") << json << ComposeMode::One << u"[1,[2]]"_s;
    QTest::newRow("elements") << json << ComposeMode::Array << u"[1,2]"_s;
    QTest::newRow("lines") << json << ComposeMode::Lines << u"1\n2\n[3]"_s;
    QTest::newRow("a file's name") << text << ComposeMode::One << u"@/etc/passwd"_s;
    QTest::newRow("line ends") << text << ComposeMode::One << u"\na\n\nb"_s;
    QTest::newRow("a dash and blanks") << text << ComposeMode::One << u"-X \t\u00a0ä𝄞"_s;
    QTest::newRow("bytes") << QString(Binary) << ComposeMode::Hex << u"00 ff 40 0a 27"_s;
}

void TestComposer::copiedCurlReproduces()
{
    QFETCH(const QString, type);
    QFETCH(const ComposeMode, mode);
    QFETCH(const QString, text);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", type.toLatin1()));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    composer()->setMode(mode);
    m_user->paste(text);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    const QByteArrayList once = m_user->messages("s");
    m_user->window()->findChild<QToolButton *>("composerResultCurl"_L1)->click();
    QProcess shell;
    shell.start(u"sh"_s, { u"-c"_s, QGuiApplication::clipboard()->text() });
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, Patience);
    QCOMPARE(shell.exitCode(), 0);
    if (type == Json) {
        QCOMPARE(m_user->messages("s"), once + once);
    } else {
        QCOMPARE(m_user->content("s"), once.join() + once.join());
    }
}

void TestComposer::revealsWhatWasSent_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("by the mouse") << 0;
    QTest::newRow("Space") << int(Qt::Key_Space);
    QTest::newRow("Return") << int(Qt::Key_Return);
    QTest::newRow("Enter") << int(Qt::Key_Enter);
}

void TestComposer::revealsWhatWasSent()
{
    QFETCH(const int, key);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QVERIFY(m_user->compose());
    m_user->paste(u"\"here\""_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    for (int n = 0; n < 3; ++n) {
        QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).appendJson("4")));
    }
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(7), Patience);
    auto *reveal = m_user->window()->findChild<QToolButton *>("composerReveal"_L1);
    reveal->setFocus();
    if (key == 0) {
        QTest::mouseClick(reveal, Qt::LeftButton);
    } else {
        QTest::keyClick(reveal, Qt::Key(key));
    }
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().toByteArray(), "\"here\""_ba, Patience);
    QVERIFY(!page->isFollowing());
}

void TestComposer::keepsADraftForEachStream()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("a", "application/json"));
    QVERIFY(m_user->create("b", "text/plain"));
    QVERIFY(m_user->open("a"));
    QVERIFY(m_user->compose());
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"{\"half\":"_s);
    composer()->options()->findChild<QLineEdit *>("composerSequence"_L1)->setText(u"5"_s);
    composer()->setTarget(m_user->server(), "b", "text/plain");
    QCOMPARE(editor()->text(), QString());
    QCOMPARE(composer()->mode(), ComposeMode::One);
    QCOMPARE(composer()->options()->settings(), SendSettings {});
    composer()->setTarget(m_user->server(), "a");
    QCOMPARE(editor()->text(), u"{\"half\":"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Lines);
    QCOMPARE(composer()->options()->settings().sequence, u"5"_s);
}

void TestComposer::resendDraftKeepsBytes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QString(Text) << "a line\n"_ba;
    QTest::newRow("text without an end") << QString(Text) << "a line"_ba;
    QTest::newRow("carriage returns") << QString(Text) << "a\r\nb\r"_ba;
    QTest::newRow("variables stay") << QString(Text) << "{{now}} {{index}}\n"_ba;
    QTest::newRow("no UTF-8") << QString(Binary) << QByteArray::fromHex("c328007a");
}

void TestComposer::resendDraftKeepsBytes()
{
    QFETCH(const QString, type);
    QFETCH(const QByteArray, bytes);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", type.toLatin1()));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    composer()->setMessage(bytes);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    QCOMPARE(m_user->content("s"), bytes);
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
