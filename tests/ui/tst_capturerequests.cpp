// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/capturetabs.h"
#include "capturefile.h"
#include "commandline.h"
#include "connection/server.h"
#include "models/capture/capturerun.h"
#include "models/capture/fileclaim.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "writingwindow.h"

#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

constexpr auto Patience = WritingWindow::Patience;

} // namespace

//! `tailwater --capture FILE URL`, at an application that runs already.
class TestCaptureRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void capturesAnOpenStream_data();
    void capturesAnOpenStream();
    void capturesAHeldTab();
    void capturesNoOtherStream_data();
    void capturesNoOtherStream();
    void replacesNothingUnasked_data();
    void replacesNothingUnasked();
    void writesToAFileOnce();
    void leavesOpenFilesAlone();
    void needsAStream();

private:
    MainWindow *window() const { return m_user->window(); }
    QString file(const QString &name) const { return m_folder->filePath(name); }
    void carryOut(const QStringList &arguments) const;
    CaptureRun *runTo(const QString &file) const;
    bool append(const QByteArray &path, const QByteArray &body) const
    {
        return m_user->carriedOut(m_user->other().stream(m_user->url(path)).append(body));
    }
    QByteArrayList finished(CaptureRun *run, quint64 rows) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WritingWindow> m_user;
};

void TestCaptureRequests::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_user = std::make_unique<WritingWindow>();
    QCOMPARE(m_user->start(WritingWindow::Backend::Sandbox), QString());
    QVERIFY(m_user->create("a", "application/json", "[1,2,3]"));
    QVERIFY(m_user->create("b", "application/json", "[\"b\"]"));
}

void TestCaptureRequests::cleanup()
{
    m_user.reset();
    m_folder.reset();
}

void TestCaptureRequests::carryOut(const QStringList &arguments) const
{
    m_user->app()->onSecondStart(QStringList { u"tailwater"_s } + arguments);
}

CaptureRun *TestCaptureRequests::runTo(const QString &file) const
{
    CaptureRun *found = nullptr;
    WritingWindow::waitFor([&] {
        for (const TailPage *page : window()->tabs()->pages()) {
            CaptureRun *run = window()->captures()->runOf(page);
            found = run && run->path() == file ? run : found;
        }
        return found != nullptr;
    });
    return found;
}

//! What is in the file once \a rows rows are, and the capture has ended.
QByteArrayList TestCaptureRequests::finished(CaptureRun *run, quint64 rows) const
{
    if (!WritingWindow::waitFor([&] { return run->progress().rows >= rows; })) {
        return { "(too few)" };
    }
    run->stop();
    return WritingWindow::waitFor([run] { return run->isFinished(); }) ? rowsOf(run->path())
                                                                        : QByteArrayList { "(no end)" };
}

void TestCaptureRequests::capturesAnOpenStream_data()
{
    QTest::addColumn<QString>("begun");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArrayList>("rows");
    QTest::addColumn<int>("tabs");
    const QByteArrayList all { "1", "2", "3", "4", "5" };
    QTest::newRow("held from the beginning") << u"begin"_s << QString() << all << 1;
    QTest::newRow("from the beginning, held from later on") << u"now"_s << QString() << all << 2;
    QTest::newRow("from now on") << u"begin"_s << u"now"_s << QByteArrayList { "5" } << 1;
    QTest::newRow("from where the tab begins") << u"middle"_s << u"middle"_s << QByteArrayList { "4", "5" } << 1;
    QTest::newRow("from a row of the tab") << u"begin"_s << u"middle"_s << QByteArrayList { "4", "5" } << 1;
}

void TestCaptureRequests::capturesAnOpenStream()
{
    QFETCH(const QString, begun);
    QFETCH(const QString, from);
    QFETCH(const QByteArrayList, rows);
    QFETCH(const int, tabs);
    DurableStreams::StreamInfo info;
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("a")).head(), &info));
    const DurableStreams::Offset middle = info.nextOffset;
    const QHash<QString, DurableStreams::Offset> offsets { { u"begin"_s, DurableStreams::Offset::beginning() },
                                                           { u"now"_s, DurableStreams::Offset::now() },
                                                           { u"middle"_s, middle } };
    TailPage *page = window()->openStream(m_user->server(), "a", { .offset = offsets.value(begun) });
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
    QVERIFY(append("a", "[4]"));
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(begun == u"begin" ? 4 : 1), Patience);
    QStringList arguments { u"--capture"_s, file(u"a.dscap"_s), m_user->url("a").toString() };
    if (!from.isEmpty()) {
        arguments << u"--from"_s << QString::fromUtf8(offsets.value(from).token());
    }
    carryOut(arguments);
    CaptureRun *run = runTo(file(u"a.dscap"_s));
    QVERIFY(run);
    QTRY_COMPARE_WITH_TIMEOUT(run->session()->status().state, TailState::Live, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(rows.size() - 1), Patience);
    QVERIFY(append("a", "[5]"));
    QCOMPARE(finished(run, quint64(rows.size())), rows);
    QCOMPARE(window()->tabs()->count(), tabs);
    QCOMPARE(window()->currentPage()->session(), run->session());
}

// As the last session's tabs are: what is asked for is read, from where it is asked for.
void TestCaptureRequests::capturesAHeldTab()
{
    window()->openHeld(m_user->server(), "a", { .offset = DurableStreams::Offset::now() }, u"Stopped."_s);
    carryOut({ u"--capture"_s, file(u"a.dscap"_s), m_user->url("a").toString() });
    CaptureRun *run = runTo(file(u"a.dscap"_s));
    QVERIFY(run);
    QCOMPARE(finished(run, 3), (QByteArrayList { "1", "2", "3" }));
    QCOMPARE(window()->tabs()->count(), 1);
}

void TestCaptureRequests::capturesNoOtherStream_data()
{
    QTest::addColumn<QByteArray>("named");
    QTest::addColumn<bool>("captured");
    QTest::newRow("open already") << "a"_ba << true;
    QTest::newRow("no stream") << ""_ba << false;
}

void TestCaptureRequests::capturesNoOtherStream()
{
    QFETCH(const QByteArray, named);
    QFETCH(const bool, captured);
    QVERIFY(m_user->open("a"));
    QUrl url = m_user->url("a");
    if (named.isEmpty()) {
        url.setPath(u"/"_s);
    }
    carryOut({ u"--capture"_s, file(u"a.dscap"_s), url.toString() });
    if (captured) {
        QVERIFY(runTo(file(u"a.dscap"_s)));
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<QMessageBox *>("captureRefused"_L1), Patience);
    }
    TailPage *other = m_user->open("b");
    QVERIFY(other);
    QVERIFY(!window()->captures()->runOf(other));
    QCOMPARE(QFile::exists(file(u"a.dscap"_s)), captured);
}

void TestCaptureRequests::replacesNothingUnasked_data()
{
    QTest::addColumn<bool>("overwrite");
    QTest::newRow("not asked to") << false;
    QTest::newRow("asked to") << true;
}

void TestCaptureRequests::replacesNothingUnasked()
{
    QFETCH(const bool, overwrite);
    const QByteArray before = "{\"dscap\":1,\"url\":\"\",\"contentType\":\"\",\"started\":1,\"firstNumber\":1}\n";
    QFile old(file(u"a.dscap"_s));
    QVERIFY(old.open(QIODevice::ReadWrite));
    QCOMPARE(old.write(before), before.size());
    old.close();
    QStringList arguments { u"--capture"_s, old.fileName(), m_user->url("a").toString() };
    if (overwrite) {
        arguments << u"--overwrite"_s;
    }
    carryOut(arguments);
    if (overwrite) {
        CaptureRun *run = runTo(old.fileName());
        QVERIFY(run);
        QCOMPARE(finished(run, 3), (QByteArrayList { "1", "2", "3" }));
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<QMessageBox *>("captureRefused"_L1), Patience);
    const QString text = window()->findChild<QMessageBox *>("captureRefused"_L1)->text();
    QVERIFY2(text.contains(u"a.dscap"_s) && text.contains(u"--overwrite"_s), qPrintable(text));
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage(), Patience); // it is opened all the same
    QVERIFY(!window()->captures()->runOf(window()->currentPage()));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), before);
}

void TestCaptureRequests::writesToAFileOnce()
{
    QVERIFY(m_user->open("a"));
    carryOut({ u"--capture"_s, file(u"a.dscap"_s), m_user->url("a").toString() });
    CaptureRun *run = runTo(file(u"a.dscap"_s));
    QVERIFY(run);
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(3), Patience);
    // By the command line, with whatever options.
    carryOut({ u"--capture"_s, file(u"a.dscap"_s), u"--overwrite"_s, m_user->url("b").toString() });
    QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<QMessageBox *>("captureRefused"_L1), Patience);
    const QString text = window()->findChild<QMessageBox *>("captureRefused"_L1)->text();
    QVERIFY2(text.contains(u"is being written by the capture of "_s + m_user->url("a").toString()), qPrintable(text));
    window()->findChild<QMessageBox *>("captureRefused"_L1)->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!window()->findChild<QMessageBox *>("captureRefused"_L1), Patience);
    // By the dialogs.
    QVERIFY(m_user->open("b"));
    for (const auto &[command, part] : { std::pair("stream.capture", "captureBegin"), std::pair("file.export", "exportBegin") }) {
        window()->findChild<QAction *>(QLatin1StringView(command))->trigger();
        auto *begin = window()->findChild<QPushButton *>(QLatin1StringView(part));
        QVERIFY(begin);
        auto *name = begin->window()->findChild<QLineEdit *>("fileName"_L1);
        QVERIFY(begin->isEnabled());
        name->setText(run->path());
        QVERIFY(!begin->isEnabled());
        qobject_cast<QDialog *>(begin->window())->reject();
    }
    // The first goes on, whole.
    QVERIFY(append("a", "[4]"));
    QCOMPARE(finished(run, 4), (QByteArrayList { "1", "2", "3", "4" }));
    QVERIFY(FileClaim::fault(run->path()).isEmpty());
}

// What a tab shows is not replaced under it.
void TestCaptureRequests::leavesOpenFilesAlone()
{
    QVERIFY(m_user->open("a"));
    const QString name = file(u"a.dscap"_s);
    carryOut({ u"--capture"_s, name, m_user->url("a").toString() });
    CaptureRun *run = runTo(name);
    QVERIFY(run);
    QCOMPARE(finished(run, 3), (QByteArrayList { "1", "2", "3" }));
    window()->captures()->open(name);
    QTRY_VERIFY_WITH_TIMEOUT(window()->captures()->tabs()->pageOf(name), Patience);
    TailPage *page = window()->captures()->tabs()->pageOf(name);
    carryOut({ u"--capture"_s, name, u"--overwrite"_s, m_user->url("b").toString() });
    QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<QMessageBox *>("captureRefused"_L1), Patience);
    auto *box = window()->findChild<QMessageBox *>("captureRefused"_L1);
    QVERIFY2(box->text().contains(u"a.dscap is open here: a tab shows it"_s), qPrintable(box->text()));
    QVERIFY2(box->text().contains(u"Choose another file, or close that first."_s), qPrintable(box->text()));
    box->reject();
    QVERIFY(m_user->open("b"));
    for (const auto &[command, part] : { std::pair("stream.capture", "captureBegin"), std::pair("file.export", "exportBegin") }) {
        window()->findChild<QAction *>(QLatin1StringView(command))->trigger();
        auto *begin = window()->findChild<QPushButton *>(QLatin1StringView(part));
        QVERIFY(begin);
        auto *field = begin->window()->findChild<QLineEdit *>("fileName"_L1);
        field->setText(name);
        QVERIFY(!begin->isEnabled());
        qobject_cast<QDialog *>(begin->window())->reject();
    }
    QCOMPARE(rowsOf(name), (QByteArrayList { "1", "2", "3" }));
    window()->tabs()->closePage(page);
    QTRY_COMPARE_WITH_TIMEOUT(FileClaim::fault(name), QString(), Patience);
    carryOut({ u"--capture"_s, name, u"--overwrite"_s, m_user->url("b").toString() });
    QVERIFY(runTo(name));
}

void TestCaptureRequests::needsAStream()
{
    const auto line = parseCommandLine({ u"tailwater"_s, u"--capture"_s, file(u"a.dscap"_s) });
    QVERIFY(!line);
    QVERIFY2(line.error().contains(u"--capture"_s), qPrintable(line.error()));
}

QTEST_MAIN(TestCaptureRequests)
#include "tst_capturerequests.moc"
