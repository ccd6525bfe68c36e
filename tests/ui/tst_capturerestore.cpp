// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/captureresume.h"
#include "capture/capturetabs.h"
#include "capture/endedcapture.h"
#include "capture/recentcaptures.h"
#include "capturefile.h"
#include "connection/connectionstore.h"
#include "connection/server.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewriter.h"
#include "models/capture/rowsource.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {
constexpr auto Patience = 30s;

} // namespace

//! What of captures is there again after quitting and after a crash, and the list of the latest ones.
class TestCaptureRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        Application::installTranslations();
    }
    void init();
    void cleanup();

    void opensAgain_data();
    void opensAgain();
    void closedOneIsReopened();
    void keepsTheOrder();
    void saysThatTheFileIsGone();
    void tellsOfAnEndedCapture_data();
    void tellsOfAnEndedCapture();
    void goesOnInTheSameFile();
    void goesOnInAnotherFile();
    void saysWhyItCannotGoOn();
    void listsTheLatest();

private:
    void start();
    //! As by a crash, what is written later is taken back; or by quitting.
    void end(bool crash);
    QByteArray saved() const;
    bool append(const QByteArray &body);
    QString file(const QString &name) const { return m_folder->filePath(name); }
    void writeCapture(const QString &path, int rows) const;
    TailPage *open(const QString &path);
    TailPage *openStream();
    CaptureRun *capture(TailPage *page, const QString &path, quint64 rows);
    EndedCapture *ended() const;
    QPushButton *button(const char *name) const
    {
        return window()->findChild<QPushButton *>(QLatin1StringView(name));
    }
    MainWindow *window() const { return m_app->window(); }
    StreamTabs *tabs() const { return window()->tabs(); }
    static bool shows(const TailPage *page, const QString &path)
    {
        const CaptureSession *session = CaptureTabs::sessionOf(page);
        return session && session->path() == path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DurableStreams::Sandbox> m_sandbox;
    std::unique_ptr<Application> m_app;
    DurableStreams::Client m_client;
};

void TestCaptureRestore::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_sandbox = std::make_unique<DurableStreams::Sandbox>();
    const auto url = m_sandbox->start({});
    QVERIFY(url);
    m_client.setBaseUrl(*url);
    bool made = false;
    DurableStreams::Call *call
        = m_client.stream(u"s"_s).create({ .contentType = "application/json", .body = "[1,2,3]" });
    connect(call, &DurableStreams::Call::finished, this, [&made] { made = true; });
    QTRY_VERIFY_WITH_TIMEOUT(made, Patience);
    start();
}

void TestCaptureRestore::cleanup()
{
    m_app.reset();
    m_sandbox.reset();
    m_folder.reset();
}

void TestCaptureRestore::start()
{
    m_app = std::make_unique<Application>(file(u"settings.ini"_s));
    m_app->start({});
    QVERIFY(QTest::qWaitForWindowExposed(window()));
}

QByteArray TestCaptureRestore::saved() const
{
    QFile content(file(u"session.json"_s));
    return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
}

void TestCaptureRestore::end(bool crash)
{
    if (!crash) {
        window()->close();
        if (auto *yes = button("captureYes")) {
            QTest::mouseClick(yes, Qt::LeftButton);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!window()->isVisible(), Patience);
        m_app.reset();
        return;
    }
    QHash<QString, QByteArray> left;
    for (const QString &name : { u"session.json"_s, u"settings.ini"_s }) {
        QFile kept(file(name));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        left.insert(name, kept.readAll());
    }
    m_app.reset();
    for (const auto &[name, content] : left.asKeyValueRange()) {
        QFile kept(file(name));
        QVERIFY(kept.open(QIODevice::WriteOnly));
        QCOMPARE(kept.write(content), content.size());
    }
}

bool TestCaptureRestore::append(const QByteArray &body)
{
    std::optional<bool> ok;
    DurableStreams::Call *call = m_client.stream(u"s"_s).append(body);
    connect(call, &DurableStreams::Call::finished, this, [&ok](const auto &result) { ok = result.has_value(); });
    return QTest::qWaitFor([&ok] { return ok.has_value(); }, Patience) && *ok;
}

void TestCaptureRestore::writeCapture(const QString &path, int rows) const
{
    CaptureWriter writer;
    QVERIFY(writer.open(path, { .url = QUrl(u"http://localhost/v1/stream/x"_s), .contentType = "application/json" }));
    for (int row = 1; row <= rows; ++row) {
        const QByteArray payload = QByteArray::number(row);
        Message message;
        message.id = quint64(row);
        message.flags = RowFlag::Json;
        message.startOffset = DurableStreams::Offset("0_1");
        message.index = quint64(row);
        message.bytes = payload;
        QVERIFY(writer.add(message));
    }
    QVERIFY(writer.close());
}

TailPage *TestCaptureRestore::open(const QString &path)
{
    window()->captures()->open(path);
    const auto there = [&] {
        const TailPage *page = window()->captures()->tabs()->pageOf(path);
        return page && page->model()->rowCount() > 0;
    };
    return QTest::qWaitFor(there, Patience) ? window()->captures()->tabs()->pageOf(path) : nullptr;
}

TailPage *TestCaptureRestore::openStream()
{
    Connection connection = Connection::to(m_client.baseUrl());
    connection.name = u"Tests"_s;
    Server *server = window()->addServer(m_app->connections()->save(connection, SecretStore::Place::PlainFile));
    TailPage *page = window()->openStream(server, "s");
    const bool live = QTest::qWaitFor(
        [page] { return page->session()->status().state == TailState::Live && page->session()->status().totalRows >= 3; },
        Patience);
    return live ? page : nullptr;
}

CaptureRun *TestCaptureRestore::capture(TailPage *page, const QString &path, quint64 rows)
{
    CaptureRun *run = window()->captures()->capture(page, path, page->session()->snapshot().firstId());
    return QTest::qWaitFor([run, rows] { return run->progress().rows == rows; }, Patience) ? run : nullptr;
}

EndedCapture *TestCaptureRestore::ended() const
{
    const auto looked = [this] {
        const auto *strip = window()->findChild<EndedCapture *>();
        return strip && !strip->text().endsWith(u'…');
    };
    return QTest::qWaitFor(looked, Patience) ? window()->findChild<EndedCapture *>() : nullptr;
}

void TestCaptureRestore::opensAgain_data()
{
    QTest::addColumn<bool>("crash");
    QTest::newRow("after quitting") << false;
    QTest::newRow("after a crash") << true;
}

void TestCaptureRestore::opensAgain()
{
    QFETCH(const bool, crash);
    const QString name = file(u"one.dscap"_s);
    writeCapture(name, 40);
    TailPage *page = open(name);
    QVERIFY(page);
    page->goToRow(25);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, quint64(25), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("one.dscap") && saved().contains("\"25\""), Patience);
    end(crash);

    start();
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 1, Patience);
    page = tabs()->currentPage();
    QVERIFY(shows(page, name));
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, quint64(25), Patience);
    QVERIFY(!window()->findChild<QMessageBox *>("captureFailure"_L1));
}

// Servers and files answer when they can.
void TestCaptureRestore::closedOneIsReopened()
{
    const QString path = file(u"a.dscap"_s);
    writeCapture(path, 3);
    QVERIFY(open(path));
    QVERIFY(openStream());
    auto *reopen = window()->findChild<QAction *>("file.reopenTab"_L1);
    // The one that was closed last comes first.
    tabs()->requestClose(tabs()->pages().last());
    tabs()->requestClose(window()->captures()->tabs()->pageOf(path));
    QCOMPARE(tabs()->count(), 0);
    reopen->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 1, Patience);
    QVERIFY(shows(tabs()->currentPage(), path));
    reopen->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 2, Patience);
    QCOMPARE(tabs()->pathOf(tabs()->currentPage()), "s"_ba);
    QVERIFY(!tabs()->canReopen());
}

void TestCaptureRestore::keepsTheOrder()
{
    writeCapture(file(u"one.dscap"_s), 5);
    writeCapture(file(u"two.dscap"_s), 5);
    QVERIFY(open(file(u"one.dscap"_s)));
    QVERIFY(openStream());
    QVERIFY(open(file(u"two.dscap"_s)));
    tabs()->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("two.dscap") && saved().contains("\"current\": 1"), Patience);
    end(true);
    for (int i = 0; i < 2; ++i) {
        // Ended before anything came back: nothing of it is forgotten.
        if (i == 0) {
            m_app = std::make_unique<Application>(file(u"settings.ini"_s));
            m_app->start({});
            Q_EMIT window()->aboutToClose();
            end(true);
        }
        start();
        QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 3, Patience);
        QVERIFY(shows(tabs()->pages().at(0), file(u"one.dscap"_s)));
        QCOMPARE(tabs()->pathOf(tabs()->pages().at(1)), "s"_ba);
        QVERIFY(shows(tabs()->pages().at(2), file(u"two.dscap"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(tabs()->currentIndex(), 1, Patience);
        end(i == 0);
    }
}

void TestCaptureRestore::saysThatTheFileIsGone()
{
    const QString name = file(u"one.dscap"_s);
    writeCapture(name, 40);
    TailPage *page = open(name);
    QVERIFY(page);
    page->goToRow(25);
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("\"25\""), Patience);
    end(false);
    QVERIFY(QFile::rename(name, file(u"elsewhere.dscap"_s)));
    start();
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 1, Patience);
    page = tabs()->currentPage();
    auto *placeholder = page->findChild<Placeholder *>();
    QTRY_VERIFY_WITH_TIMEOUT(placeholder->isVisible(), Patience);
    QVERIFY2(placeholder->text().contains(u"one.dscap cannot be read"_s), qPrintable(placeholder->text()));
    QVERIFY2(placeholder->text().contains(u"File ▸ Open Capture…"_s), qPrintable(placeholder->text()));
    QVERIFY(!window()->captures()->exportAction()->isEnabled());
    QVERIFY(!window()->captures()->replayAction()->isEnabled());
    QVERIFY(!window()->captures()->captureAction()->isEnabled());
    // It stays, also over another start, until it is closed.
    end(false);
    start();
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 1, Patience);
    placeholder = tabs()->currentPage()->findChild<Placeholder *>();
    QTRY_COMPARE_WITH_TIMEOUT(placeholder->button()->isVisible(), true, Patience);
    QTest::mouseClick(placeholder->button(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(tabs()->count() == 1 && tabs()->currentPage()->findChild<Placeholder *>() != placeholder,
                             Patience);
    // Back again, it is there as it was.
    QVERIFY(QFile::rename(file(u"elsewhere.dscap"_s), name));
    placeholder = tabs()->currentPage()->findChild<Placeholder *>();
    QTRY_VERIFY_WITH_TIMEOUT(placeholder->button()->isVisible(), Patience);
    QTest::mouseClick(placeholder->button(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(tabs()->currentPage() && tabs()->currentPage()->currentMessage().number == 25, Patience);
}

void TestCaptureRestore::tellsOfAnEndedCapture_data()
{
    opensAgain_data();
}

void TestCaptureRestore::tellsOfAnEndedCapture()
{
    QFETCH(const bool, crash);
    const QString name = file(u"run.dscap"_s);
    TailPage *page = openStream();
    QVERIFY(page);
    QVERIFY(capture(page, name, 3));
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("run.dscap"), Patience);
    end(crash);
    QVERIFY(append("[4]"));
    start();
    const EndedCapture *strip = ended();
    QVERIFY(strip);
    QVERIFY2(strip->text().startsWith(u"The capture into run.dscap ended with Tailwater, at row 3."_s),
             qPrintable(strip->text()));
    // Nothing goes on by itself.
    page = tabs()->currentPage();
    QTRY_VERIFY_WITH_TIMEOUT(page->session()->status().state == TailState::Live, Patience);
    QVERIFY(!window()->captures()->runOf(page));
    QCOMPARE(rowsOf(name), (QByteArrayList { "1", "2", "3" }));
    // It is told of until somebody has read it.
    end(true);
    start();
    QVERIFY(ended());
    QTest::mouseClick(window()->findChild<QToolButton *>("endedCaptureDismiss"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window()->findChild<EndedCapture *>(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!saved().contains("run.dscap"), Patience);
}

void TestCaptureRestore::goesOnInTheSameFile()
{
    const QString name = file(u"run.dscap"_s);
    TailPage *page = openStream();
    QVERIFY(page);
    QVERIFY(capture(page, name, 3));
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("run.dscap"), Patience);
    end(true);
    QVERIFY(append("[4,5]"));
    start();
    QVERIFY(ended());
    QVERIFY(append("[6]"));
    QTRY_VERIFY_WITH_TIMEOUT(button("endedCaptureGoOn")->isVisible(), Patience);
    QTest::mouseClick(button("endedCaptureGoOn"), Qt::LeftButton);
    CaptureRun *run = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((run = window()->captures()->runOf(tabs()->currentPage())), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(6), Patience);
    QVERIFY(append("[7]"));
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(7), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!window()->findChild<EndedCapture *>(), Patience);
    run->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    QVERIFY2(run->error().isEmpty(), qPrintable(run->error()));
    QCOMPARE(rowsOf(name), (QByteArrayList { "1", "2", "3", "4", "5", "6", "7" }));
}

void TestCaptureRestore::goesOnInAnotherFile()
{
    const QString name = file(u"run.dscap"_s);
    const QString other = file(u"more.dscap"_s);
    TailPage *page = openStream();
    QVERIFY(page);
    QVERIFY(capture(page, name, 3));
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("run.dscap"), Patience);
    end(true);
    QVERIFY(append("[4,5]"));
    start();
    QVERIFY(ended());
    QTest::mouseClick(button("endedCaptureNew"), Qt::LeftButton);
    auto *dialog = window()->findChild<QFileDialog *>("captureGoOnFile"_L1);
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(other);
    dialog->reject();
    CaptureRun *run = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((run = window()->captures()->runOf(tabs()->currentPage())), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(2), Patience);
    run->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    QCOMPARE(rowsOf(name), (QByteArrayList { "1", "2", "3" }));
    QCOMPARE(rowsOf(other), (QByteArrayList { "4", "5" }));
    CaptureRows rows(other);
    QVERIFY(rows.open());
    QCOMPARE(rows.next().number, quint64(4));
}

// The file is none any more that it can go on in.
void TestCaptureRestore::saysWhyItCannotGoOn()
{
    const QString name = file(u"run.dscap"_s);
    TailPage *page = openStream();
    QVERIFY(page);
    QVERIFY(capture(page, name, 3));
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("run.dscap"), Patience);
    end(true);
    writeCapture(name, 5);
    start();
    const EndedCapture *strip = ended();
    QVERIFY(strip);
    QVERIFY2(strip->text().contains(u"of another stream by now"_s), qPrintable(strip->text()));
    QVERIFY(!button("endedCaptureGoOn")->isVisible());
    end(true);
    QVERIFY(QFile::remove(name));
    start();
    strip = ended();
    QVERIFY(strip);
    QVERIFY2(strip->text().contains(u"run.dscap cannot be read"_s), qPrintable(strip->text()));
    QVERIFY(!button("endedCaptureGoOn")->isVisible());
    QVERIFY(!button("endedCaptureOpen")->isVisible());
    // A capture as any other.
    QTest::mouseClick(button("endedCaptureNew"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<QDialog *>("captureDialog"_L1), Patience);
}

void TestCaptureRestore::listsTheLatest()
{
    const auto names = [this] {
        auto *menu = window()->findChild<RecentCaptures *>();
        Q_EMIT menu->aboutToShow();
        QStringList texts;
        for (const QAction *action : menu->actions()) {
            if (action->isEnabled() && !action->isSeparator()) {
                texts.append(action->text().remove(u'&'));
            }
        }
        return texts;
    };
    const auto choose = [this](int index) { window()->findChild<RecentCaptures *>()->actions().at(index)->trigger(); };
    QCOMPARE(names(), QStringList {});
    for (const auto *name : { "a", "b" }) {
        writeCapture(file(QString::fromLatin1(name) + u".dscap"_s), 2);
        QVERIFY(open(file(QString::fromLatin1(name) + u".dscap"_s)));
    }
    TailPage *page = openStream();
    QVERIFY(page);
    CaptureRun *run = capture(page, file(u"run.dscap"_s), 3);
    QVERIFY(run);
    QCOMPARE(names(), (QStringList { u"1 run.dscap"_s, u"2 b.dscap"_s, u"3 a.dscap"_s, u"Forget These"_s }));
    run->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    // Kept, whatever becomes of the tabs; one that is gone is told of.
    end(false);
    QVERIFY(QFile::remove(file(u"b.dscap"_s)));
    start();
    QTRY_COMPARE_WITH_TIMEOUT(tabs()->count(), 3, Patience);
    for (TailPage *each : tabs()->pages()) {
        tabs()->closePage(each);
    }
    QCOMPARE(names().size(), 4);
    choose(2);
    QTRY_VERIFY_WITH_TIMEOUT(shows(tabs()->currentPage(), file(u"a.dscap"_s)), Patience);
    QCOMPARE(names().first(), u"1 a.dscap"_s);
    choose(2);
    QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<QMessageBox *>("captureFailure"_L1), Patience);
    QVERIFY(window()->findChild<QMessageBox *>("captureFailure"_L1)->text().contains(u"b.dscap"_s));
    window()->findChild<QMessageBox *>("captureFailure"_L1)->reject();
    window()->findChild<RecentCaptures *>()->actions().last()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList {}, Patience);
}

QTEST_MAIN(TestCaptureRestore)
#include "tst_capturerestore.moc"
