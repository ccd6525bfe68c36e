// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include "composer/burstbar.h"
#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/latencyhistogram.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;
using Backend = WritingWindow::Backend;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! Bursts: of a text, and of the lines of a file.
class TestBurst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void bursts_data() { addBackends(); }
    void bursts();
    void burstAtARate();
    void burstGoesOnAfterTheServerReturns_data() { addBackends(); }
    void burstGoesOnAfterTheServerReturns();
    void burstStopsAtOnce_data() { addBackends(); }
    void burstStopsAtOnce();
    void burstSaysWhyItEnded();
    void burstSaysWhyItWaits_data();
    void burstSaysWhyItWaits();
    void doubleClickStartsOne();
    void burstOfAnotherType();
    void burstAlwaysHasAProducer();
    void sendsAFileByLine_data() { addBackends(); }
    void sendsAFileByLine();
    void percentiles();

private:
    void addBackends();
    bool startBurst(int count, const QString &text);
    QString burstLine() const;
    bool waitForBurst(const QString &words) const;
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    template<typename W> static W *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<WritingWindow> m_user;
};

void TestBurst::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestBurst::addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sandbox") << Backend::Sandbox;
    QTest::newRow("reference server") << Backend::Reference;
}

//! Opens the stream, types the text and starts a burst of it.
bool TestBurst::startBurst(int count, const QString &text)
{
    if (!m_user->open("s") || !m_user->compose()) {
        return false;
    }
    composer()->setMode(ComposeMode::Burst);
    child<QToolButton>(composer(), "composerVariables")->setChecked(true);
    m_user->paste(text);
    child<QSpinBox>(composer(), "burstCount")->setValue(count);
    m_user->send();
    return composer()->burstBar()->isRunning();
}

QString TestBurst::burstLine() const
{
    return child<QLabel>(composer(), "burstLine")->text();
}

bool TestBurst::waitForBurst(const QString &words) const
{
    const bool ended = WritingWindow::waitFor(
        [&] { return !composer()->burstBar()->isRunning() && burstLine().contains(words); });
    if (!ended) {
        qWarning("%s", qUtf8Printable(burstLine()));
    }
    return ended;
}

void TestBurst::bursts()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(startBurst(5'000, u"[{{index}}]"_s));
    QVERIFY(waitForBurst(u"It took"_s));
    QByteArrayList wanted;
    for (int n = 1; n <= 5'000; ++n) {
        wanted.append('[' + QByteArray::number(n) + ']');
    }
    QCOMPARE(m_user->messages("s"), wanted);
    // However low the composer is, nothing of the outcome is cut off.
    const auto *line = child<QLabel>(composer(), "burstLine");
    QTRY_COMPARE(line->visibleRegion().boundingRect(), line->rect());
    // What was learnt can be pasted; the text is still there for the next one.
    child<QToolButton>(composer(), "burstCopy")->click();
    const QString summary = QGuiApplication::clipboard()->text();
    const QString stored = u"stored: %1, perhaps stored: 0, not sent: 0"_s.arg(QLocale().toString(5'000));
    QVERIFY2(summary.contains(stored), qPrintable(summary));
    QVERIFY(summary.contains(u"p50"_s) && summary.contains(u"p95"_s));
    QCOMPARE(composer()->text(), u"[{{index}}]"_s);
    QVERIFY(composer()->sendAction()->isEnabled());
}

void TestBurst::burstAtARate()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "text/plain"));
    QVERIFY(m_user->open("s"));
    child<QComboBox>(composer(), "burstPace")->setCurrentIndex(1);
    child<QSpinBox>(composer(), "burstRate")->setValue(200);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(startBurst(100, u"{{index}}"_s));
    QVERIFY(waitForBurst(u"It took"_s));
    QCOMPARE_GE(clock.elapsed(), 490); // never faster than it was asked for
    QByteArray wanted;
    for (int n = 1; n <= 100; ++n) {
        wanted += QByteArray::number(n) + '\n';
    }
    QCOMPARE(m_user->content("s"), wanted);
}

void TestBurst::burstGoesOnAfterTheServerReturns()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json"));
    child<QComboBox>(composer(), "burstPace")->setCurrentIndex(1);
    child<QSpinBox>(composer(), "burstRate")->setValue(1'000);
    QVERIFY(startBurst(3'000, u"{{index}}"_s));
    TailPage *page = m_user->window()->currentPage();
    QTRY_COMPARE_GT_WITH_TIMEOUT(page->session()->status().totalRows, quint64(100), Patience);
    m_user->killServer();
    QVERIFY(composer()->burstBar()->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(burstLine().contains(u"Trying again"_s), Patience);
    QVERIFY(m_user->startServerAgain());
    QVERIFY(waitForBurst(u"It took"_s));
    QByteArrayList wanted;
    for (int n = 1; n <= 3'000; ++n) {
        wanted.append(QByteArray::number(n));
    }
    QCOMPARE(m_user->messagesAfterKill("s", wanted), wanted);
}

void TestBurst::burstStopsAtOnce()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(startBurst(1'000'000, u"{{index}}"_s));
    TailPage *page = m_user->window()->currentPage();
    QTRY_COMPARE_GT_WITH_TIMEOUT(page->session()->status().totalRows, quint64(1'000), Patience);
    QTest::mouseClick(child<QPushButton>(composer(), "composerStop"), Qt::LeftButton);
    QVERIFY(!composer()->burstBar()->isRunning());
    QVERIFY2(burstLine().contains(u"Stopped."_s), qPrintable(burstLine()));
    QVERIFY(child<QPushButton>(composer(), "composerSend")->isVisible());
    // The three counts are true: what is there lies between stored and stored or unknown.
    static const QRegularExpression counts(
        u"stored: ([\\d,]+), perhaps stored: ([\\d,]+), not sent: ([\\d,]+)"_s);
    const auto match = counts.match(composer()->burstBar()->summary());
    QVERIFY(match.hasMatch());
    const auto number = [&](int group) { return match.captured(group).remove(u',').toLongLong(); };
    QCOMPARE(number(1) + number(2) + number(3), 1'000'000);
    // A later append is behind all that may still arrive.
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).appendJson("\"end\"")));
    const QByteArrayList there = m_user->messages("s");
    QCOMPARE_GE(there.size(), number(1) + 1);
    QCOMPARE_LE(there.size(), number(1) + number(2) + 1);
    QByteArrayList numbers = there;
    numbers.removeOne("\"end\"");
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        QCOMPARE(numbers.at(i), QByteArray::number(i + 1));
    }
}

void TestBurst::burstSaysWhyItEnded()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose()); // before the window hears that it was closed
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).closeStream()));
    composer()->setMode(ComposeMode::Burst);
    m_user->paste(u"1"_s);
    m_user->send();
    QVERIFY(waitForBurst(u"The stream is closed (409)"_s));
    QVERIFY2(burstLine().contains(QLocale().toString(1'000) + u" were not sent."_s), qPrintable(burstLine()));
    QCOMPARE(composer()->text(), u"1"_s);
}

void TestBurst::burstSaysWhyItWaits_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("cause");
    QTest::newRow("slow down") << Reply(429, "busy").header("Retry-After", "3600")
                               << u"Attempt 1 failed: The server asks to slow down (429)."_s;
    QTest::newRow("overloaded") << Reply(503, "busy").header("Retry-After", "3600")
                                << u"Attempt 1 failed: The server failed (503)."_s;
}

void TestBurst::burstSaysWhyItWaits()
{
    QFETCH(const Reply, reply);
    QFETCH(const QString, cause);
    FaultServer server;
    server.on("POST", "/v1/stream/s", reply);
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    composer()->setTarget(m_user->server(), "s", "application/json");
    m_user->window()->showDock(u"composer"_s);
    composer()->setMode(ComposeMode::Burst);
    composer()->focusEditor();
    m_user->paste(u"1"_s);
    m_user->send();
    QTRY_VERIFY_WITH_TIMEOUT(burstLine().contains(cause), Patience);
    // It stays while the figures are shown anew, ten times a second.
    int figures = 0;
    connect(composer()->burstBar()->findChild<BurstRun *>(), &BurstRun::progressed, composer(),
            [&figures] { ++figures; });
    QTRY_COMPARE_GT_WITH_TIMEOUT(figures, 2, Patience);
    QVERIFY2(burstLine().contains(cause), qPrintable(burstLine()));
    QVERIFY2(burstLine().contains(u"The same message goes again in 3"_s), qPrintable(burstLine()));
    QTest::mouseClick(child<QPushButton>(composer(), "composerStop"), Qt::LeftButton);
    QVERIFY2(burstLine().contains(u"Stopped."_s) && !burstLine().contains(cause),
             qPrintable(burstLine()));
}

void TestBurst::doubleClickStartsOne()
{
    const auto interval
        = qScopeGuard([ms = QApplication::doubleClickInterval()] { QApplication::setDoubleClickInterval(ms); });
    QApplication::setDoubleClickInterval(3'600'000);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(startBurst(10, u"1"_s));
    QVERIFY(waitForBurst(u"It took"_s));
    auto *button = child<QPushButton>(composer(), "composerSend");
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled() && button->isVisible(), Patience);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!composer()->burstBar()->isRunning());
    QCOMPARE(m_user->messages("s").size(), 10);
    // Later it is another burst.
    QApplication::setDoubleClickInterval(0);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_user->messages("s").size(), 20, Patience);
}

void TestBurst::burstOfAnotherType()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    composer()->setMode(ComposeMode::Burst);
    m_user->paste(u"1"_s);
    auto *type = child<QLineEdit>(composer(), "composerContentType");
    type->setText(u"text/plain"_s);
    QVERIFY2(m_user->checkText().startsWith(u"The content type text/plain is not the stream's"_s),
             qPrintable(m_user->checkText()));
    QVERIFY(m_user->checkText().contains(u"application/json"_s));
    QVERIFY(!composer()->sendAction()->isEnabled());
    QCOMPARE(composer()->text(), u"1"_s);
    type->clear();
    QVERIFY(composer()->sendAction()->isEnabled());
    // What turns out to be no JSON while it is filled in says so in plain words.
    child<QToolButton>(composer(), "composerVariables")->setChecked(true);
    child<QSpinBox>(composer(), "burstCount")->setValue(1'000);
    for (int tries = 0; tries < 1'000 && burstLine().isEmpty(); ++tries) {
        m_user->paste(u"{{pick 1 x}}"_s);
        m_user->send(); // does nothing where the first one is no JSON
    }
    QVERIFY(waitForBurst(u"cannot be sent: it is empty, or no JSON value"_s));
    QVERIFY(!burstLine().contains(u"producer of"_s));
}

void TestBurst::burstAlwaysHasAProducer()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    auto *rule = child<QLabel>(composer(), "composerSafetyRule");
    child<QComboBox>(composer(), "composerSafety")->setCurrentIndex(1);
    QVERIFY(rule->text().startsWith(u"No producer headers."_s));
    composer()->setMode(ComposeMode::Burst);
    QVERIFY(rule->text().startsWith(u"A burst always goes through a producer"_s));
    composer()->setMode(ComposeMode::One);
    QVERIFY(rule->text().startsWith(u"No producer headers."_s));
}

void TestBurst::sendsAFileByLine()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    QTemporaryDir folder;
    const auto write = [&folder](const QByteArray &bytes) {
        QFile file(folder.filePath(u"lines"_s));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    composer()->setMode(ComposeMode::File);
    child<QCheckBox>(composer(), "composerFileByLine")->setChecked(true);
    QVERIFY(write("1\n\n{\n"));
    composer()->fileSource()->setFile(folder.filePath(u"lines"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_user->checkText().startsWith(u"Line 3, column 2"_s), Patience);
    QVERIFY(!composer()->sendAction()->isEnabled());
    QVERIFY(write("{\"n\":1}\r\n\n[2]\n\"3\""));
    composer()->fileSource()->setFile(folder.filePath(u"lines"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_user->checkText(), u"Will store 3 message(s), one for each line"_s,
                              Patience);
    QTest::mouseClick(child<QPushButton>(composer(), "composerSend"), Qt::LeftButton);
    QVERIFY(waitForBurst(u"It took"_s));
    QCOMPARE(m_user->messages("s"), (QByteArrayList { "{\"n\":1}", "[2]", "\"3\"" }));
}

void TestBurst::percentiles()
{
    LatencyHistogram histogram;
    QCOMPARE(histogram.percentile(0.5).count(), 0);
    for (int us = 1; us <= 1'000; ++us) {
        histogram.add(std::chrono::microseconds(us * 10));
    }
    QCOMPARE(histogram.total(), quint64(1'000));
    const auto near = [&](double share, double wanted) {
        return qAbs(double(histogram.percentile(share).count()) / wanted - 1.0) < 0.05;
    };
    QVERIFY(near(0.5, 5'000));
    QVERIFY(near(0.95, 9'500));
    histogram.add(std::chrono::hours(24 * 365), 1'000'000); // stays within its memory
    QCOMPARE_GT(histogram.percentile(0.5), std::chrono::microseconds(std::chrono::minutes(1)));
}

QTEST_MAIN(TestBurst)
#include "tst_burst.moc"
