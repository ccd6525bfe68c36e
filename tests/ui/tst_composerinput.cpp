// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>
#include <support/producerreplies.h>

#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! What the composer takes from elsewhere: files as they are when they are sent, and what is pasted.
class TestComposerInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void fileIsReadWhenItIsSent();
    void fileThatCannotGoIsNotSent_data();
    void fileThatCannotGoIsNotSent();
    void anotherFileIsNotSentInItsPlace();
    void fileSaysWhenItWasChanged();
    void pastingSaysWhatItChanged_data();
    void pastingSaysWhatItChanged();
    void noticeGoesWithTheText();
    void variablesAreHintedAt();
    void editedHistoryIsADraft();
    void sidesStayInSight_data();
    void sidesStayInSight();

private:
    bool start(const QByteArray &contentType);
    void write(const QByteArray &bytes);
    bool chooseFile();
    QByteArrayList sent() const;
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    template<typename W> W *child(const char *name) const
    {
        return m_user->window()->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WritingWindow> m_user;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestComposerInput::init()
{
    QTest::failOnWarning();
    m_server = std::make_unique<FaultServer>();
    m_server->on("POST", "/v1/stream/s", storedAppend());
    m_user = std::make_unique<WritingWindow>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"v.json"_s);
}

void TestComposerInput::cleanup()
{
    m_user.reset();
    m_server.reset();
}

bool TestComposerInput::start(const QByteArray &contentType)
{
    if (!m_user->start(m_server->url("/v1/stream")).isEmpty()) {
        return false;
    }
    composer()->setTarget(m_user->server(), "s", contentType);
    m_user->window()->showDock(u"composer"_s);
    composer()->focusEditor();
    return m_user->activate();
}

void TestComposerInput::write(const QByteArray &bytes)
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

bool TestComposerInput::chooseFile()
{
    composer()->setMode(ComposeMode::File);
    composer()->fileSource()->setFile(m_path);
    return WritingWindow::waitFor([this] { return composer()->sendAction()->isEnabled(); });
}

QByteArrayList TestComposerInput::sent() const
{
    QByteArrayList bodies;
    for (const Request &request : m_server->requestsFor("POST", "/v1/stream/s")) {
        bodies.append(request.body);
    }
    return bodies;
}

void TestComposerInput::fileIsReadWhenItIsSent()
{
    QVERIFY(start("application/json"));
    write("{\"v\":1}");
    QVERIFY(chooseFile());
    QByteArrayList wanted;
    for (const char *content : { "{\"v\":1}", "{\"v\":2}", "{\"version\":3}" }) {
        write(content);
        composer()->sendAction()->trigger();
        wanted.append('[' + QByteArray(content) + ']');
        QTRY_COMPARE_WITH_TIMEOUT(sent(), wanted, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
        QVERIFY(m_user->resultText().contains(u"200 · "_s));
    }
}

void TestComposerInput::fileThatCannotGoIsNotSent_data()
{
    QTest::addColumn<std::optional<QByteArray>>("content");
    QTest::addColumn<QString>("why");
    using Content = std::optional<QByteArray>;
    QTest::newRow("gone") << Content() << u"Nothing was sent. The file cannot be read: "_s;
    QTest::newRow("no JSON any more") << Content("{\"v\":\n2") << u"Nothing was sent. Line 2, column "_s;
    QTest::newRow("empty") << Content("") << u"Nothing was sent. The file is empty"_s;
}

void TestComposerInput::fileThatCannotGoIsNotSent()
{
    QFETCH(const std::optional<QByteArray>, content);
    QFETCH(const QString, why);
    QVERIFY(start("application/json"));
    write("{\"v\":1}");
    QVERIFY(chooseFile());
    composer()->sendAction()->trigger();
    QVERIFY(m_user->waitForResult(u"200 · "_s));
    if (content) {
        write(*content);
    } else {
        QVERIFY(QFile::remove(m_path));
    }
    composer()->sendAction()->trigger();
    QVERIFY(m_user->waitForResult(why));
    QCOMPARE(sent().size(), 1);
    QVERIFY(!composer()->sendAction()->isEnabled());
    // It is there again, and is seen when the window is.
    write("{\"v\":3}");
    Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QCOMPARE(sent().size(), 1);
    composer()->sendAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(sent().value(1), "[{\"v\":3}]"_ba, Patience);
}

// Nor is one that is to be taken in another way.
void TestComposerInput::anotherFileIsNotSentInItsPlace()
{
    QVERIFY(start("application/json"));
    write("1");
    QVERIFY(chooseFile());
    composer()->sendAction()->trigger();
    QFile other(m_folder->filePath(u"other.json"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("2") == 1);
    other.close();
    composer()->fileSource()->setFile(other.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QCOMPARE(composer()->fileSource()->bytes(), "2"_ba);
    QCOMPARE(sent(), QByteArrayList());
}

void TestComposerInput::fileSaysWhenItWasChanged()
{
    QVERIFY(start("application/json"));
    write("1");
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite)
            && file.setFileTime(QDateTime(QDate(2024, 2, 29), QTime(13, 14, 15)),
                                QFileDevice::FileModificationTime));
    file.close();
    QVERIFY(chooseFile());
    const QString said = child<QLabel>("composerFileName")->text();
    QVERIFY2(said.startsWith(u"v.json · 1 byte · changed "_s) && said.contains(u" 13:14:15 · read "_s)
                 && said.contains(u"and again when it is sent"_s),
             qPrintable(said));
}

void TestComposerInput::pastingSaysWhatItChanged_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("said");
    QTest::newRow("lines of Windows") << u"{\r\n\"a\":1\r\n}"_s << u"CR LF (2)"_s;
    QTest::newRow("lone carriage returns") << u"a\rb"_s << u"CR (1)"_s;
    QTest::newRow("both") << u"\r\n\r"_s << u"CR LF (1), CR (1)"_s;
    QTest::newRow("paragraphs in a string") << u"\"a\u2029b\u2029c\""_s << u"U+2029 (2)"_s;
    QTest::newRow("no character") << u"a\uFDD0b"_s << u"U+FDD0 (1)"_s;
    QTest::newRow("nothing") << u"{\"a\": \"\u00a0ä\u2028\"}\n"_s << QString();
}

void TestComposerInput::pastingSaysWhatItChanged()
{
    QFETCH(const QString, pasted);
    QFETCH(const QString, said);
    QVERIFY(start("application/json"));
    m_user->paste(pasted);
    auto *notice = child<QLabel>("pasteNotice");
    QCOMPARE(notice->isVisible(), !said.isEmpty());
    if (said.isEmpty()) {
        QCOMPARE(composer()->text(), pasted);
        return;
    }
    QVERIFY2(notice->text().contains(said), qPrintable(notice->text()));
    child<QToolButton>("pasteBytes")->click();
    QCOMPARE(composer()->mode(), ComposeMode::Hex);
    QVERIFY(!notice->isVisible());
    composer()->setTarget(m_user->server(), "s", "application/octet-stream");
    composer()->sendAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(sent(), QByteArrayList { pasted.toUtf8() }, Patience);
}

void TestComposerInput::noticeGoesWithTheText()
{
    QVERIFY(start("text/plain"));
    m_user->paste(u"a\r\nb"_s);
    auto *notice = child<QLabel>("pasteNotice");
    auto *bytes = child<QToolButton>("pasteBytes");
    QVERIFY(notice->isVisible() && bytes->isVisible());
    QTest::keyClicks(composer()->editor(), u"c"_s); // which would be lost
    QVERIFY(notice->isVisible() && !bytes->isVisible());
    composer()->setTarget(m_user->server(), "other", "text/plain");
    QVERIFY(!notice->isVisible());
    m_user->paste(u"a\r\nb"_s);
    QVERIFY(notice->isVisible());
    m_user->paste(u"a\nb"_s);
    QVERIFY(!notice->isVisible());
    composer()->setMode(ComposeMode::Lines);
    m_user->paste(u"a\r\nb"_s);
    QVERIFY(notice->isVisible() && !bytes->isVisible());
}

void TestComposerInput::variablesAreHintedAt()
{
    QVERIFY(start("application/json"));
    m_user->paste(u"{{index}}"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().contains(u"“{{ }}” above fills in"_s), Patience);
    child<QToolButton>("composerVariables")->click();
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    m_user->paste(u"{1}"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().startsWith(u"Line 1"_s), Patience);
    QVERIFY(!m_user->checkText().contains(u"fills in"_s));
    // A burst of what is yet to be written.
    child<QToolButton>("composerVariables")->setChecked(false);
    m_user->paste({});
    QTest::keyClick(composer()->editor(), Qt::Key_Delete);
    composer()->setText({});
    composer()->setMode(ComposeMode::Burst);
    QVERIFY(child<QToolButton>("composerVariables")->isChecked());
}

void TestComposerInput::editedHistoryIsADraft()
{
    QVERIFY(start("application/json"));
    for (const QString &text : { u"1"_s, u"2"_s }) {
        composer()->setText(text);
        composer()->sendAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(composer()->text().isEmpty(), Patience);
    }
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"2"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_End);
    QTest::keyClicks(composer()->editor(), u"5"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"25"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"2"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"1"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"25"_s);
}

void TestComposerInput::sidesStayInSight_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("both");
    QTest::newRow("wide") << 1'300 << true;
    QTest::newRow("as beside two panes") << 740 << true;
    QTest::newRow("narrow") << 520 << false;
}

void TestComposerInput::sidesStayInSight()
{
    QFETCH(const int, width);
    QFETCH(const bool, both);
    ComposerPanel alone;
    alone.resize(width, 400);
    alone.show();
    QVERIFY(QTest::qWaitForWindowExposed(&alone));
    const auto part = [&alone](const char *name) {
        return alone.findChild<QWidget *>(QLatin1StringView(name));
    };
    for (const auto &[first, second] : { std::pair("composerShowOptions", "composerShowLibrary"),
                                         std::pair("composerShowLibrary", "composerShowOptions") }) {
        qobject_cast<QToolButton *>(part(first))->setChecked(true);
        qobject_cast<QToolButton *>(part(second))->setChecked(true);
        QCOMPARE(qobject_cast<QToolButton *>(part(first))->isChecked(), both);
        QCOMPARE(alone.width(), width);
        for (const char *name : { "composerOptions", "libraryMore", "composerEditor" }) {
            QWidget *seen = part(name);
            if (seen->isVisible()) {
                QTRY_VERIFY2_WITH_TIMEOUT(
                    alone.rect().contains(QRect(seen->mapTo(&alone, QPoint()), seen->size())), name,
                    Patience);
            }
        }
    }
}

QTEST_MAIN(TestComposerInput)
#include "tst_composerinput.moc"
