// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>
#include <support/producerreplies.h>

#include "composer/burstbar.h"
#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/sendoptions.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;

namespace {

constexpr auto Patience = WritingWindow::Patience;

//! A stream of JSON whose server remembers producers, and stops answering at a message of the test's choice.
class Store
{
public:
    explicit Store(FaultServer *server)
    {
        server->on("POST", "/v1/stream/s", [this](const Exchange &exchange) { take(exchange); });
    }

    //! It is stored, or not even that.
    enum class Last { Stored, NotStored };
    void answerUntil(qsizetype count, Last last, std::function<void()> atLast)
    {
        m_answers = count;
        m_last = last;
        m_atLast = std::move(atLast);
    }
    void answerAll() { m_answers.reset(); }
    const QByteArrayList &messages() const { return m_messages; }

private:
    void take(const Exchange &exchange)
    {
        const bool answers = !m_answers || m_messages.size() < *m_answers;
        if (answers || m_last == Last::Stored) {
            const Reply reply = store(exchange.request());
            if (answers) {
                exchange.reply(reply);
                return;
            }
        }
        if (m_atLast) {
            std::exchange(m_atLast, {})();
        }
    }

    Reply store(const Request &request)
    {
        const QByteArray id = request.header("Producer-Id");
        const qint64 number = request.header("Producer-Seq").toLongLong();
        if (!id.isEmpty() && m_numbers.value(id, -1) >= number) {
            return Reply(204).header("Producer-Epoch", "0").header("Producer-Seq",
                                                                   QByteArray::number(m_numbers.value(id)));
        }
        m_numbers.insert(id, number);
        for (const QJsonValue &value : QJsonDocument::fromJson(request.body).array()) {
            m_messages.append(value.toString().toUtf8());
        }
        return storedAppend(QByteArray::number(m_messages.size()));
    }

    QByteArrayList m_messages;
    QHash<QByteArray, qint64> m_numbers;
    std::optional<qsizetype> m_answers;
    Last m_last = Last::Stored;
    std::function<void()> m_atLast;
};

} // namespace

//! The application ends without a word amidst many messages: none that was acknowledged goes again.
class TestComposerCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void linesAreStoredOnce_data();
    void linesAreStoredOnce();
    void plainLinesSayWhatMayBeStored();
    void editedFirstLineIsAnotherMessage();
    void burstsSayThatTheyWereCutOff_data();
    void burstsSayThatTheyWereCutOff();

private:
    bool bind();
    bool sendUntilNoted(bool *noted);
    ComposerPanel *composer() const { return m_user->window()->composer(); }

    std::unique_ptr<WritingWindow> m_user;
};

void TestComposerCut::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

bool TestComposerCut::bind()
{
    composer()->setTarget(m_user->server(), "s", "application/json");
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    return m_user->activate();
}

bool TestComposerCut::sendUntilNoted(bool *noted)
{
    composer()->sendAction()->trigger();
    return WritingWindow::waitFor([noted] { return *noted; });
}

void TestComposerCut::linesAreStoredOnce_data()
{
    QTest::addColumn<int>("acknowledged");
    QTest::addColumn<bool>("stored");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("left");
    QTest::addColumn<bool>("edits");
    const QString eight = u"\"m1\"\n\"m2\"\n\"m3\"\n\"m4\"\n\"m5\"\n\"m6\"\n\"m7\"\n\"m8\""_s;
    for (const bool stored : { true, false }) {
        const char *fate = stored ? "stored" : "not stored";
        QTest::addRow("after none, %s", fate) << 0 << stored << eight << eight << false;
        QTest::addRow("after four, %s", fate)
            << 4 << stored << eight << u"\"m5\"\n\"m6\"\n\"m7\"\n\"m8\""_s << false;
        QTest::addRow("after seven, %s", fate) << 7 << stored << eight << u"\"m8\""_s << false;
        QTest::addRow("another line is added, %s", fate)
            << 4 << stored << eight << u"\"m5\"\n\"m6\"\n\"m7\"\n\"m8\""_s << true;
        QTest::addRow("blank lines, %s", fate) << 1 << stored << u"\n\"m1\"\n\n  \n\"m2\"\n\n\"m3\"\n"_s
                                               << u"\"m2\"\n\n\"m3\"\n"_s << false;
    }
}

void TestComposerCut::linesAreStoredOnce()
{
    QFETCH(const int, acknowledged);
    QFETCH(const bool, stored);
    QFETCH(const QString, text);
    QFETCH(const QString, left);
    QFETCH(const bool, edits);
    FaultServer server;
    Store store(&server);
    bool noted = false;
    store.answerUntil(acknowledged, stored ? Store::Last::Stored : Store::Last::NotStored,
                      [&] { noted = m_user->noteDisk(); });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(text);
    QVERIFY(sendUntilNoted(&noted));
    store.answerAll();
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    QCOMPARE(composer()->text(), left);
    QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().contains(u"may be stored already"_s), Patience);
    if (edits) {
        composer()->setText(left + u"\n\"m9\""_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().contains(u"may be stored already"_s), Patience);
    }
    composer()->sendAction()->trigger();
    QVERIFY(m_user->waitForResult(u"ms · "_s));
    QCOMPARE(m_user->resultText().contains(u"stored already"_s), stored);
    QByteArrayList wanted;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty()) {
            wanted.append(line.trimmed().remove(u'"').toUtf8());
        }
    }
    if (edits) {
        wanted.append("m9");
    }
    QCOMPARE(store.messages(), wanted);
}

void TestComposerCut::plainLinesSayWhatMayBeStored()
{
    FaultServer server;
    Store store(&server);
    bool noted = false;
    store.answerUntil(1, Store::Last::Stored, [&] { noted = m_user->noteDisk(); });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    composer()->setMode(ComposeMode::Lines);
    composer()->options()->setSettings({ .safety = DurableStreams::AppendSafety::Plain });
    m_user->paste(u"\"a\"\n\"b\"\n\"c\""_s);
    QVERIFY(sendUntilNoted(&noted));
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    QCOMPARE(composer()->text(), u"\"b\"\n\"c\""_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().contains(u"The first line may be stored already. It went without"_s),
                             Patience);
}

void TestComposerCut::editedFirstLineIsAnotherMessage()
{
    FaultServer server;
    Store store(&server);
    bool noted = false;
    store.answerUntil(0, Store::Last::Stored, [&] { noted = m_user->noteDisk(); });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"\"a\"\n\"b\""_s);
    QVERIFY(sendUntilNoted(&noted));
    store.answerAll();
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    composer()->setText(u"\"A\"\n\"b\""_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->checkText().contains(u"may be stored"_s), Patience);
    composer()->sendAction()->trigger();
    QVERIFY(m_user->waitForResult(u"ms · "_s));
    QCOMPARE(store.messages(), (QByteArrayList { "a", "A", "b" }));
}

void TestComposerCut::burstsSayThatTheyWereCutOff_data()
{
    QTest::addColumn<bool>("byLine");
    QTest::newRow("a file by lines") << true;
    QTest::newRow("a text") << false;
}

void TestComposerCut::burstsSayThatTheyWereCutOff()
{
    QFETCH(const bool, byLine);
    QTemporaryDir files;
    QFile file(files.filePath(u"lines.ndjson"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("\"a\"\n\"b\"\n\"c\"\n") > 0);
    file.close();
    FaultServer server;
    bool noted = false;
    server.on("POST", "/v1/stream/s", [&](const Exchange &) { noted = noted || m_user->noteDisk(); });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    QVERIFY(bind());
    if (byLine) {
        composer()->setMode(ComposeMode::File);
        m_user->window()->findChild<QCheckBox *>("composerFileByLine"_L1)->setChecked(true);
        composer()->fileSource()->setFile(file.fileName());
    } else {
        composer()->setMode(ComposeMode::Burst);
        m_user->paste(u"\"a\""_s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QVERIFY(sendUntilNoted(&noted));
    QCOMPARE(m_user->startAgainFromNote(), QString());
    QVERIFY(bind());
    const QString words = byLine ? u"A burst of this was cut off: 0 of 3 are stored, maybe more."_s
                                 : u"A burst of this was cut off: 0 of 1,000 are stored, maybe more."_s;
    QTRY_VERIFY2_WITH_TIMEOUT(m_user->checkText().contains(words), qPrintable(m_user->checkText()),
                              Patience);
    // One that ends where it can be seen leaves nothing of the kind.
    server.on("POST", "/v1/stream/s", Reply(400, "no"));
    composer()->sendAction()->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(!composer()->burstBar()->isRunning()
                                  && !m_user->checkText().contains(u"cut off"_s)
                                  && composer()->sendAction()->isEnabled(),
                              qPrintable(m_user->checkText()), Patience);
    QCOMPARE(m_user->startAgain(), QString());
    QVERIFY(bind());
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QVERIFY2(!m_user->checkText().contains(u"cut off"_s), qPrintable(m_user->checkText()));
}

QTEST_MAIN(TestComposerCut)
#include "tst_composercut.moc"
