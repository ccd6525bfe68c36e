// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/capturetabs.h"
#include "capture/exportdialog.h"
#include "capture/ondiskstrip.h"
#include "capture/replaydialog.h"
#include "connection/server.h"
#include "models/capture/capturesession.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using Backend = WritingWindow::Backend;

namespace {

constexpr auto Patience = WritingWindow::Patience;

//! A capture of messages.
QByteArray captureOf(const QByteArrayList &messages)
{
    QByteArray bytes = R"({"dscap":1,"url":"http://host/s","contentType":"application/json","started":1,"firstNumber":1})"
                       "\n";
    int index = 0;
    for (const QByteArray &message : messages) {
        bytes += R"({"received":1,"offset":"1","index":)" + QByteArray::number(index++)
            + R"(,"kind":"json","text":")" + message + "\"}\n";
    }
    return bytes;
}

} // namespace

//! What was stopped, or ended with the application, is gone on with: each row once, and nothing by the way. And what is
//! replayed of a file is what is shown of it.
class TestReplayResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void goesOn_data();
    void goesOn();
    void appendsNothingByItself();
    void goesOnFromTheList();
    void discards();
    void replaysWhatIsShown_data();
    void replaysWhatIsShown();
    void saysThatTheFileHasChanged();

private:
    MainWindow *window() const { return m_user->window(); }
    template<typename W> W *part(QWidget *of, const char *name) const
    {
        return of->findChild<W *>(QLatin1StringView(name));
    }
    QDialog *trigger(const char *id, const char *dialog) const;
    void click(QWidget *dialog, const char *name) const
    {
        QTest::mouseClick(part<QPushButton>(dialog, name), Qt::LeftButton);
    }
    bool close(QDialog *dialog) const
    {
        dialog->reject();
        return WritingWindow::waitFor([this] { return !part<QDialog>(window(), "replayDialog"); });
    }
    //! Selects all rows but the first.
    static bool select(TailPage *page);
    //! Begins a replay into the stream `again`, and stops it after some rows.
    bool beginAndStop(const char *command) const;
    bool waitForText(QDialog *dialog, const QString &text) const;
    bool writeFile(const QByteArrayList &messages) const;
    TailPage *openFile(const QByteArrayList &messages);
    QStringList copies() const
    {
        return QDir(ReplayDialog::copiesFolder()).entryList({ u"*.dscap"_s }, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WritingWindow> m_user;
    QByteArrayList m_rows;
    QString m_file;
};

void TestReplayResume::init()
{
    QTest::failOnWarning();
    QDir(ReplayDialog::copiesFolder()).removeRecursively();
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"swap.dscap"_s);
    m_user = std::make_unique<WritingWindow>();
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    m_rows.clear();
    for (int i = 0; i < 300; ++i) {
        m_rows.append(QByteArray::number(i));
    }
    QVERIFY(m_user->create("s", "application/json", "[" + m_rows.join(',') + "]"));
}

void TestReplayResume::cleanup()
{
    m_user.reset();
    m_folder.reset();
}

QDialog *TestReplayResume::trigger(const char *id, const char *dialog) const
{
    auto *action = window()->findChild<QAction *>(QLatin1StringView(id));
    if (!action || !action->isEnabled()) {
        return nullptr;
    }
    action->trigger();
    auto *found = part<QDialog>(window(), dialog);
    return found && WritingWindow::waitFor([found] { return found->isVisible(); }) ? found : nullptr;
}

bool TestReplayResume::select(TailPage *page)
{
    page->view()->setFocus();
    page->goToRow(2);
    if (!WritingWindow::waitFor([page] { return page->currentMessage().number == 2; })) {
        return false;
    }
    QTest::keyClick(page->view(), Qt::Key_End, Qt::ShiftModifier);
    return selectedRows(*page).size() == 1;
}

bool TestReplayResume::waitForText(QDialog *dialog, const QString &text) const
{
    auto *message = part<QLabel>(dialog, "replayMessage");
    return WritingWindow::waitFor([&] { return message->text().contains(text); });
}

bool TestReplayResume::beginAndStop(const char *command) const
{
    QDialog *dialog = trigger(command, "replayDialog");
    if (!dialog) {
        return false;
    }
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    part<QSpinBox>(dialog, "replayLimit")->setValue(20);
    click(dialog, "replayBegin");
    if (!WritingWindow::waitFor([this] { return m_user->exists("again") && !m_user->messages("again").isEmpty(); })) {
        return false;
    }
    dialog->reject(); // stops it
    return waitForText(dialog, u"Stopped"_s) && close(dialog);
}

bool TestReplayResume::writeFile(const QByteArrayList &messages) const
{
    QFile file(m_file);
    return file.open(QIODevice::WriteOnly) && file.write(captureOf(messages)) > 0;
}

TailPage *TestReplayResume::openFile(const QByteArrayList &messages)
{
    if (!writeFile(messages)) {
        return nullptr;
    }
    window()->captures()->open(m_file);
    const auto isOpen = [this, &messages] {
        const TailPage *page = window()->currentPage();
        return page && CaptureTabs::sessionOf(page) && page->model()->rowCount() == messages.size();
    };
    return WritingWindow::waitFor(isOpen) ? window()->currentPage() : nullptr;
}

void TestReplayResume::goesOn_data()
{
    QTest::addColumn<bool>("selection");
    QTest::addColumn<bool>("restart");
    QTest::newRow("a copy whose dialog was closed") << false << false;
    QTest::newRow("a copy that ended with the application") << false << true;
    QTest::newRow("selected rows whose dialog was closed") << true << false;
    QTest::newRow("selected rows that ended with the application") << true << true;
}

void TestReplayResume::goesOn()
{
    QFETCH(const bool, selection);
    QFETCH(const bool, restart);
    const char *command = selection ? "stream.replay" : "stream.copyTo";
    TailPage *page = m_user->open("s");
    QVERIFY(page && (!selection || select(page)));
    QVERIFY(beginAndStop(command));
    if (restart) {
        QCOMPARE(m_user->startAgain(), QString());
        page = m_user->open("s");
        QVERIFY(page && (!selection || select(page)));
    }
    QVERIFY(m_user->messages("again").size() < 200);
    QCOMPARE(copies().size(), 1);
    QDialog *dialog = trigger(command, "replayDialog");
    QVERIFY(dialog);
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    auto *begin = part<QPushButton>(dialog, "replayBegin");
    QTRY_COMPARE_WITH_TIMEOUT(begin->text(), u"&Go On"_s, Patience);
    QVERIFY(begin->isDefault());
    QVERIFY(waitForText(dialog, selection ? u" of 299 there"_s : u" of 300 rows there"_s));
    click(dialog, "replayBegin");
    QVERIFY2(waitForText(dialog, u"rows stored."_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(m_user->messages("again"), selection ? m_rows.sliced(1) : m_rows);
    QCOMPARE(copies(), QStringList());
    QVERIFY(close(dialog));
}

// What an unfinished copy left is in the way of other rows: Enter does not append these behind it.
void TestReplayResume::appendsNothingByItself()
{
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QVERIFY(beginAndStop("stream.copyTo"));
    const QByteArrayList before = m_user->messages("again");
    QVERIFY(select(page));
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    auto *begin = part<QPushButton>(dialog, "replayBegin");
    QCOMPARE(begin->text(), u"&Begin"_s);
    click(dialog, "replayBegin");
    QVERIFY2(waitForText(dialog, u"Unfinished Copies"_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QVERIFY2(begin->text().contains(u"Append"_s), qPrintable(begin->text()));
    QVERIFY(!begin->isDefault() && !begin->autoDefault());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(begin->text(), u"Append to &It"_s); // nothing was begun
    QVERIFY(close(dialog));
    QCOMPARE(m_user->messages("again"), before);
    QCOMPARE(copies().size(), 1); // that of the copy, and none of the rows
}

void TestReplayResume::goesOnFromTheList()
{
    QVERIFY(m_user->open("s"));
    QVERIFY(beginAndStop("stream.copyTo"));
    QCOMPARE(m_user->startAgain(), QString());
    QDialog *list = trigger("stream.unfinished", "unfinishedReplays");
    QVERIFY(list);
    auto *rows = part<QTreeWidget>(list, "unfinishedList");
    QCOMPARE(rows->topLevelItemCount(), 1);
    QVERIFY2(rows->topLevelItem(0)->text(2).endsWith(u"of 300 rows"_s), qPrintable(rows->topLevelItem(0)->text(2)));
    click(list, "unfinishedGoOn");
    QTRY_VERIFY_WITH_TIMEOUT(part<QDialog>(window(), "replayDialog"), Patience);
    auto *dialog = part<QDialog>(window(), "replayDialog");
    auto *begin = part<QPushButton>(dialog, "replayBegin");
    QCOMPARE(begin->text(), u"&Go On"_s);
    QVERIFY(begin->isEnabled());
    click(dialog, "replayBegin");
    QVERIFY2(waitForText(dialog, u"rows stored."_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(m_user->messages("again"), m_rows);
    QVERIFY(close(dialog));
    QCOMPARE(copies(), QStringList());
}

void TestReplayResume::discards()
{
    QVERIFY(m_user->open("s"));
    QVERIFY(beginAndStop("stream.copyTo"));
    const QByteArrayList before = m_user->messages("again");
    QDialog *list = trigger("stream.unfinished", "unfinishedReplays");
    QVERIFY(list);
    click(list, "unfinishedDiscard");
    auto *question = part<QMessageBox>(list, "unfinishedQuestion");
    QVERIFY(question);
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    QCOMPARE(copies().size(), 1);
    click(list, "unfinishedYes");
    QTRY_COMPARE_WITH_TIMEOUT(copies(), QStringList(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(part<QTreeWidget>(list, "unfinishedList")->isHidden(), Patience);
    QVERIFY(QDir(ReplayDialog::copiesFolder()).isEmpty(QDir::Files));
    QCOMPARE(m_user->messages("again"), before);
    list->reject();
}

void TestReplayResume::replaysWhatIsShown_data()
{
    QTest::addColumn<bool>("inPlace");
    QTest::newRow("another file in its place") << false;
    QTest::newRow("another content of the same size") << true;
}

void TestReplayResume::replaysWhatIsShown()
{
    QFETCH(const bool, inPlace);
    TailPage *page = openFile({ "1", "2", "3" });
    QVERIFY(page);
    const QByteArrayList other = inPlace ? QByteArrayList { "4", "5", "6" } : QByteArrayList { "4", "5", "6", "7", "8" };
    QFile file(inPlace ? m_file : m_file + u".other"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(captureOf(other));
    file.close();
    QVERIFY(inPlace || (QFile::remove(m_file) && QFile::rename(file.fileName(), m_file)));

    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    part<QRadioButton>(dialog, "replayRows0")->setChecked(true);
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    click(dialog, "replayBegin");
    QVERIFY2(waitForText(dialog, u"has changed"_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QVERIFY(!m_user->exists("again"));
    QVERIFY(close(dialog));
    dialog = trigger("file.export", "exportDialog");
    QVERIFY(dialog);
    part<QRadioButton>(dialog, "exportAll")->setChecked(true);
    const QString out = m_folder->filePath(u"out.ndjson"_s);
    part<QLineEdit>(dialog, "fileName")->setText(out);
    click(dialog, "exportBegin");
    auto *message = part<QLabel>(dialog, "exportMessage");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"has changed"_s), qPrintable(message->text()), Patience);
    QVERIFY(!QFile::exists(out));
    dialog->reject();

    // The tab says so, and shows what there is now.
    auto *strip = page->findChild<OnDiskStrip *>();
    QTRY_VERIFY2_WITH_TIMEOUT(strip->text().contains(u"has changed on disk"_s), qPrintable(strip->text()), Patience);
    QVERIFY(strip->isVisible());
    QCOMPARE(page->model()->rowCount(), 3);
    click(strip, "onDiskReload");
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage() && window()->currentPage()->model()->rowCount() == other.size()
                                 && window()->currentPage()->model()->messageAt(0).toByteArray() == "4",
                             Patience);
    QVERIFY(!window()->currentPage()->findChild<OnDiskStrip *>()->isVisible());
    dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    part<QRadioButton>(dialog, "replayRows0")->setChecked(true);
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    click(dialog, "replayBegin");
    QVERIFY2(waitForText(dialog, u"rows stored."_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(m_user->messages("again"), other);
    QVERIFY(close(dialog));
}

// Also when what was begun cannot be gone on with for this reason.
void TestReplayResume::saysThatTheFileHasChanged()
{
    QVERIFY(openFile(m_rows));
    QVERIFY(beginAndStop("stream.replay"));
    QVERIFY(writeFile({ "1", "2" }));
    auto *strip = window()->currentPage()->findChild<OnDiskStrip *>();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), Patience);
    click(strip, "onDiskReload");
    QTRY_COMPARE_WITH_TIMEOUT(window()->currentPage() ? window()->currentPage()->model()->rowCount() : 0, 2, Patience);
    const QByteArrayList before = m_user->messages("again");
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    part<QRadioButton>(dialog, "replayRows0")->setChecked(true);
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    auto *begin = part<QPushButton>(dialog, "replayBegin");
    QVERIFY(waitForText(dialog, u"The file has changed since"_s));
    QCOMPARE(begin->text(), u"&Begin"_s);
    click(dialog, "replayBegin");
    QVERIFY(waitForText(dialog, u"not empty"_s));
    QVERIFY(waitForText(dialog, u"The file has changed since"_s));
    QVERIFY(!begin->isDefault());
    QVERIFY(close(dialog));
    QCOMPARE(m_user->messages("again"), before);
}

QTEST_MAIN(TestReplayResume)
#include "tst_replayresume.moc"
