// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include "composer/burstbar.h"
#include "composer/composelibrary.h"
#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/latencyhistogram.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "mainwindow.h"
#include "models/tailmodel.h"
#include "producerlab/producerlabdialog.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "windowactions.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableWidget>
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

//! Bursts, resending, the producer lab, templates and history.
class TestWritingTools : public QObject
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
    void burstOfAnotherType();
    void burstAlwaysHasAProducer();
    void sendsAFileByLine_data() { addBackends(); }
    void sendsAFileByLine();
    void percentiles();
    void resendsRows_data() { addBackends(); }
    void resendsRows();
    void editsAndResends();
    void lab_data() { addBackends(); }
    void lab();
    void labClaims_data() { addBackends(); }
    void labClaims();
    void keepsHistoryAndTemplates();
    void historyComesInItsOwnMode();
    void libraryFile();

private:
    //! The producer lab of a new stream of JSON messages.
    QDialog *openLab(Backend backend);
    void addBackends();
    bool startBurst(int count, const QString &text);
    QString burstLine() const;
    bool waitForBurst(const QString &words) const;
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    QDialog *dialog(const char *name) const;
    QAction *menuAction(TailPage *page, int row, const QString &text);
    template<typename W> static W *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<WritingWindow> m_user;
};

void TestWritingTools::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestWritingTools::addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sandbox") << Backend::Sandbox;
    QTest::newRow("reference server") << Backend::Reference;
}

QDialog *TestWritingTools::dialog(const char *name) const
{
    QDialog *found = nullptr;
    WritingWindow::waitFor([&] {
        found = m_user->window()->findChild<QDialog *>(QLatin1StringView(name));
        return found && found->isVisible();
    });
    return found;
}

//! Opens the stream, types the text and starts a burst of it.
bool TestWritingTools::startBurst(int count, const QString &text)
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

QString TestWritingTools::burstLine() const
{
    return child<QLabel>(composer(), "burstLine")->text();
}

bool TestWritingTools::waitForBurst(const QString &words) const
{
    const bool ended = WritingWindow::waitFor(
        [&] { return !composer()->burstBar()->isRunning() && burstLine().contains(words); });
    if (!ended) {
        qWarning("%s", qUtf8Printable(burstLine()));
    }
    return ended;
}

void TestWritingTools::bursts()
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
    // What was learnt can be pasted; the text is still there for the next one.
    child<QToolButton>(composer(), "burstCopy")->click();
    const QString summary = QGuiApplication::clipboard()->text();
    const QString stored = u"stored: %1, perhaps stored: 0, not sent: 0"_s.arg(QLocale().toString(5'000));
    QVERIFY2(summary.contains(stored), qPrintable(summary));
    QVERIFY(summary.contains(u"p50"_s) && summary.contains(u"p95"_s));
    QCOMPARE(composer()->text(), u"[{{index}}]"_s);
    QVERIFY(composer()->sendAction()->isEnabled());
}

void TestWritingTools::burstAtARate()
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

void TestWritingTools::burstGoesOnAfterTheServerReturns()
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

void TestWritingTools::burstStopsAtOnce()
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

void TestWritingTools::burstSaysWhyItEnded()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).closeStream()));
    QVERIFY(m_user->compose());
    composer()->setMode(ComposeMode::Burst);
    m_user->paste(u"1"_s);
    m_user->send();
    QVERIFY(waitForBurst(u"The stream is closed (409)"_s));
    QVERIFY2(burstLine().contains(QLocale().toString(1'000) + u" were not sent."_s), qPrintable(burstLine()));
    QCOMPARE(composer()->text(), u"1"_s);
}

void TestWritingTools::burstSaysWhyItWaits_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("cause");
    QTest::newRow("slow down") << Reply(429, "busy").header("Retry-After", "3600")
                               << u"Attempt 1 failed: The server asks to slow down (429)."_s;
    QTest::newRow("overloaded") << Reply(503, "busy").header("Retry-After", "3600")
                                << u"Attempt 1 failed: The server failed (503)."_s;
}

void TestWritingTools::burstSaysWhyItWaits()
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

void TestWritingTools::burstOfAnotherType()
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

void TestWritingTools::burstAlwaysHasAProducer()
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

void TestWritingTools::sendsAFileByLine()
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

void TestWritingTools::percentiles()
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

QAction *TestWritingTools::menuAction(TailPage *page, int row, const QString &text)
{
    const QRect cell = page->view()->visualRect(page->model()->index(row, 0));
    Q_EMIT page->view()->customContextMenuRequested(cell.center());
    QAction *found = nullptr;
    WritingWindow::waitFor([&] {
        for (QMenu *menu : page->findChildren<QMenu *>()) {
            for (QAction *action : menu->isVisible() ? menu->actions() : QList<QAction *>()) {
                found = action->text().remove(u'&') == text ? action : found;
            }
        }
        return found != nullptr;
    });
    return found;
}

void TestWritingTools::resendsRows()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,[2],\"{{now}}\"]"));
    QVERIFY(m_user->create("t", "application/json"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 4, Patience); // and that it is live
    const auto select = [page](int first, int last) {
        page->view()->setCurrentIndex(page->model()->index(first, 0));
        page->view()->selectionModel()->select(
            QItemSelection(page->model()->index(first, 0), page->model()->index(last, 0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    };
    const auto resend = [&](int row) {
        QAction *action = menuAction(page, row, u"Resend…"_s);
        if (action) {
            action->trigger();
        }
        if (QWidget *popup = QApplication::activePopupWidget()) {
            popup->close();
        }
        return action ? dialog("resendDialog") : nullptr;
    };
    select(1, 2);
    QDialog *question = resend(1);
    QVERIFY(question);
    QCOMPARE(child<QPlainTextEdit>(question, "resendPreview")->toPlainText(), u"[2]\n\"{{now}}\""_s);
    question->reject();
    QCOMPARE(m_user->messages("s").size(), 3);
    question = resend(1);
    QVERIFY(question);
    child<QLineEdit>(question, "resendPath")->setText(u"t"_s);
    QTest::mouseClick(child<QPushButton>(question, "resendSend"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("resendDialog"_L1), Patience);
    QCOMPARE(m_user->messages("t"), (QByteArrayList { "[2]", "\"{{now}}\"" }));
    // What cannot be sent is said, and can be sent elsewhere.
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("t")).closeStream()));
    question = resend(1);
    QVERIFY(question);
    child<QLineEdit>(question, "resendPath")->setText(u"t"_s);
    QTest::mouseClick(child<QPushButton>(question, "resendSend"), Qt::LeftButton);
    auto *message = child<QLabel>(question, "resendMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"closed (409)"_s), Patience);
    question->reject();
    QCOMPARE(m_user->messages("s").size(), 3);
}

void TestWritingTools::editsAndResends()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[{\"n\": 9007199254740993}]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, Patience); // and that it is live
    QAction *edit = menuAction(page, 0, u"Edit and Resend…"_s);
    QVERIFY(edit);
    edit->trigger();
    if (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    QCOMPARE(composer()->text(), u"{\"n\": 9007199254740993}"_s);
    QVERIFY(m_user->activate());
    composer()->focusEditor();
    QTest::keyClick(composer()->editor(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(composer()->editor(), Qt::Key_Backspace);
    QTest::keyClicks(composer()->editor(), u",\"m\":1}"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    QCOMPARE(m_user->messages("s"),
             (QByteArrayList { "{\"n\": 9007199254740993}", "{\"n\": 9007199254740993,\"m\":1}" }));
}

QDialog *TestWritingTools::openLab(Backend backend)
{
    const QString fault = m_user->start(backend);
    if (!fault.isEmpty() || !m_user->create("s", "application/json") || !m_user->open("s")) {
        qWarning("%s", qPrintable(fault));
        return nullptr;
    }
    m_user->window()->commands()->producerLab->trigger();
    return dialog("producerLab");
}

void TestWritingTools::lab()
{
    QFETCH(const Backend, backend);
    QDialog *lab = openLab(backend);
    QVERIFY(lab);
    auto *table = child<QTableWidget>(lab, "labTable");
    auto *meaning = child<QLabel>(lab, "labMeaning");
    auto *message = child<QLineEdit>(lab, "labMessage");
    auto *wire = m_user->window()->findChild<WirePanel *>()->model();
    int row = 0;
    const auto press = [&](const char *name, const QString &text) {
        message->setText(text);
        auto *button = child<QPushButton>(lab, name);
        if (!button->isEnabled()) {
            return u"not enabled"_s;
        }
        QTest::mouseClick(button, Qt::LeftButton);
        WritingWindow::waitFor([&] { return table->rowCount() > row; });
        ++row;
        return QString(table->item(row - 1, 2)->text() + u' ' + table->item(row - 1, 3)->text());
    };
    QVERIFY(!child<QPushButton>(lab, "labDuplicate")->isEnabled());
    QVERIFY(!child<QPushButton>(lab, "labStale")->isEnabled());
    QCOMPARE(press("labSend", u"\"a\""_s), u"0, 0 200"_s);
    QVERIFY(meaning->text().contains(u"PROTOCOL 5.2.1"_s));
    QCOMPARE(press("labSend", u"\"b\""_s), u"0, 1 200"_s);
    QCOMPARE(press("labDuplicate", u"\"no\""_s), u"0, 1 204"_s);
    QVERIFY(meaning->text().contains(u"Not stored again"_s));
    QCOMPARE(press("labGap", u"\"no\""_s), u"0, 3 409"_s);
    QVERIFY(meaning->text().contains(u"expected number 2 and received 3"_s));
    QCOMPARE(press("labNewEpoch", u"\"c\""_s), u"1, 0 200"_s);
    QCOMPARE(press("labStale", u"\"no\""_s), u"0, 0 403"_s);
    QVERIFY(meaning->text().contains(u"the server is at epoch 1"_s));
    QCOMPARE(press("labSend", u"\"d\""_s), u"1, 1 200"_s);
    QCOMPARE(press("labSend", u"nonsense"_s), u"not enabled"_s);
    QVERIFY(child<QLabel>(lab, "labCounters")->text().contains(u"acknowledged: 4"_s));
    QCOMPARE(child<QDoubleSpinBox>(lab, "labNext")->value(), 2.0);
    QCOMPARE(m_user->messages("s"), (QByteArrayList { "\"a\"", "\"b\"", "\"c\"", "\"d\"" }));
    // Every request is in the wire log.
    int posts = 0;
    for (int i = 0; i < wire->rowCount(); ++i) {
        posts += wire->index(i, WireModel::Method).data().toString() == u"POST"_s;
    }
    QCOMPARE(posts, row);
    // The second of two requests that are the same.
    table->setCurrentCell(2, 0);
    child<QPushButton>(lab, "labWire")->click();
    const QModelIndex shown = m_user->window()->findChild<WirePanel *>()->view()->currentIndex();
    QVERIFY(shown.isValid());
    QCOMPARE(shown.siblingAtColumn(WireModel::Status).data().toString(), u"204"_s);
    QCOMPARE(wire->traceAt(shown.row()).requestHeaders.value("Producer-Seq"), "1"_ba);
    lab->reject();
}

void TestWritingTools::labClaims()
{
    QFETCH(const Backend, backend);
    QDialog *lab = openLab(backend);
    QVERIFY(lab);
    auto *table = child<QTableWidget>(lab, "labTable");
    auto *claim = child<QPushButton>(lab, "labClaim");
    const auto lastRow = [table] {
        const int row = table->rowCount() - 1;
        return row < 0 ? QString() : table->item(row, 2)->text() + u' ' + table->item(row, 3)->text();
    };
    // Nobody has used the id; then it was used in the same epoch; then in a higher one.
    QTest::mouseClick(claim, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(lastRow(), u"0, 0 200"_s, Patience);
    QTest::mouseClick(claim, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 3, Patience);
    QCOMPARE(table->item(1, 3)->text(), u"204"_s);
    QCOMPARE(lastRow(), u"1, 0 200"_s);
    QTest::mouseClick(claim, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 5, Patience);
    QCOMPARE(table->item(3, 3)->text(), u"403"_s);
    QCOMPARE(lastRow(), u"2, 0 200"_s);
    QCOMPARE(m_user->messages("s").size(), 3);
    lab->reject();
}

void TestWritingTools::keepsHistoryAndTemplates()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->create("t", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    for (const QString &text : { u"{\"apple\":1}"_s, u"{\"pear\":2}"_s }) {
        m_user->paste(text);
        m_user->send();
        QVERIFY(WritingWindow::waitFor([this] { return composer()->text().isEmpty(); }));
    }
    QTest::mouseClick(child<QToolButton>(composer(), "composerShowLibrary"), Qt::LeftButton);
    auto *list = child<QListWidget>(composer(), "libraryList");
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), u"{\"pear\":2}"_s); // the latest first
    auto *search = child<QLineEdit>(composer(), "librarySearch");
    QTest::keyClicks(search, u"APPLE"_s);
    QCOMPARE(list->count(), 1);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(composer()->text(), u"{\"apple\":1}"_s);
    search->clear();
    // By the keyboard: back to what was sent, and to the draft again.
    m_user->paste(u"draft"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"{\"pear\":2}"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"{\"apple\":1}"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"draft"_s);
    // Each stream has its own.
    composer()->setTarget(m_user->server(), "t", "application/json");
    QCOMPARE(list->count(), 0);
}

//! A text of lines, or of digits, is a fault in another mode.
void TestWritingTools::historyComesInItsOwnMode()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    auto *variables = child<QToolButton>(composer(), "composerVariables");
    const auto sendAs = [&](ComposeMode mode, const QString &text) {
        composer()->setMode(mode);
        m_user->paste(text);
        m_user->send();
        return WritingWindow::waitFor([this] { return composer()->text().isEmpty(); });
    };
    variables->setChecked(true);
    QVERIFY(sendAs(ComposeMode::Lines, u"1\n{{index}}"_s));
    variables->setChecked(false);
    QVERIFY(sendAs(ComposeMode::Hex, u"5b 31 5d"_s));
    composer()->setMode(ComposeMode::One);
    m_user->paste(u"draft"_s);
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(composer()->editor(), key, Qt::AltModifier);
    };
    press(Qt::Key_Up);
    QCOMPARE(composer()->text(), u"5b 31 5d"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Hex);
    press(Qt::Key_Up);
    QCOMPARE(composer()->text(), u"1\n{{index}}"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Lines);
    QVERIFY(variables->isChecked());
    QVERIFY2(m_user->checkText().startsWith(u"Will store 2"_s), qPrintable(m_user->checkText()));
    // What is kept meanwhile is not the draft.
    m_user->window()->saveWindow();
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(composer()->text(), u"draft"_s);
    QCOMPARE(composer()->mode(), ComposeMode::One);
    QVERIFY(!variables->isChecked());
}

void TestWritingTools::libraryFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"composer.json"_s);
    const KeptText greeting { .name = u"tests/greeting"_s, .text = u"{\"at\":\"{{now}}\"}"_s,
                              .mode = ComposeMode::Burst, .variables = true };
    {
        ComposeLibrary library(path);
        library.saveTemplate({ .name = greeting.name, .text = u"old"_s });
        library.saveTemplate(greeting);
        for (int n = 0; n < ComposeLibrary::HistorySize + 5; ++n) {
            library.noteSent(u"http://a/s"_s, { .text = QString::number(n) });
        }
        library.noteSent(u"http://a/s"_s, { .text = u"50"_s }); // goes to the end, once
        library.noteSent(u"http://a/s"_s, { .text = u" "_s });
    }
    ComposeLibrary library(path);
    QCOMPARE(library.templates(), QList<KeptText> { greeting });
    const QList<KeptText> history = library.history(u"http://a/s"_s);
    QCOMPARE(history.size(), ComposeLibrary::HistorySize);
    QCOMPARE(history.last().text, u"50"_s);
    QCOMPARE(history.first().text, u"5"_s);
    ComposeLibrary other;
    QCOMPARE(other.importFrom(library.exported()), 1);
    QCOMPARE(other.templates(), QList<KeptText> { greeting });
    QVERIFY(!other.importFrom("{}"_ba));
    QCOMPARE(other.templates().size(), 1);
}

QTEST_MAIN(TestWritingTools)
#include "tst_writingtools.moc"
