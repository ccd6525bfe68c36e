// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/capturestrip.h"
#include "capture/positionbar.h"
#include "capture/wholefile.h"
#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/findbar.h"
#include "explorer/streamshelf.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewriter.h"
#include "models/filter/filterrun.h"
#include "filter/filterbar.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"
#include "tail/tailfind.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSlider>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

constexpr auto Patience = 30s;

QByteArrayList dataOf(const StoreSnapshot &snapshot)
{
    QByteArrayList rows;
    for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
        if (const Message message = snapshot.message(id); message.isData()) {
            rows.append(message.toByteArray());
        }
    }
    return rows;
}

} // namespace

//! Captures, as a person makes and opens them.
class TestCapture : public QObject
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

    void capturesAndOpens();
    void goesOnWhileFrozen();
    void endsWithTheTab();
    void windowSlides();
    void looksThroughTheWholeFile();
    void findsInTheWholeFile();
    void clearsTheView();
    void barIsTrue_data();
    void barIsTrue();
    void saysWhichLineIsDamaged();
    void countsRowsInFull();
    void saysWhatCannotBeOpened();
    void exportsWhatPassesTheFilter();
    void exportsIntoTheFolderShown();
    void refusesUnknownColumns();

private:
    QString writeCapture(const QString &name, quint64 firstNumber, int rows, const QByteArray &more = {}) const;
    bool writeLarge(const QString &file, quint64 count, const QList<quint64> &special) const;
    QString said() const { return window()->currentPage()->findChild<PositionBar *>()->text(); }
    TailPage *openLive(const QByteArray &path);
    CaptureRun *captureByHand(const QString &file, const char *choice);
    TailPage *openFile(const QString &file);
    QAction *command(const char *id) const { return window()->findChild<QAction *>(QLatin1StringView(id)); }
    MainWindow *window() const { return m_app->window(); }
    template<typename W> W *child(const char *name) const
    {
        return window()->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DurableStreams::Sandbox> m_sandbox;
    std::unique_ptr<Application> m_app;
    Server *m_server = nullptr;
};

void TestCapture::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_sandbox = std::make_unique<DurableStreams::Sandbox>();
    DurableStreams::SandboxOptions options;
    options.samples = true;
    const auto url = m_sandbox->start(options);
    QVERIFY(url);
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    window()->show();
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window(), int(std::chrono::milliseconds(Patience).count())));
    Connection connection;
    connection.baseUrl = *url;
    m_server = window()->addServer(connection);
}

void TestCapture::cleanup()
{
    m_app.reset();
    m_sandbox.reset();
    m_folder.reset();
}

TailPage *TestCapture::openLive(const QByteArray &path)
{
    TailPage *page = window()->openStream(m_server, path);
    const bool live = QTest::qWaitFor(
        [page] { return page->session()->status().state == TailState::Live && page->model()->rowCount() > 1; }, Patience);
    return live ? page : nullptr;
}

CaptureRun *TestCapture::captureByHand(const QString &file, const char *choice)
{
    command("stream.capture")->trigger();
    auto *dialog = child<QDialog>("captureDialog");
    dialog->findChild<QRadioButton *>(QLatin1StringView(choice))->setChecked(true);
    dialog->findChild<QLineEdit *>("fileName"_L1)->setText(file);
    QTest::mouseClick(dialog->findChild<QPushButton *>("captureBegin"_L1), Qt::LeftButton);
    return window()->captures()->runOf(window()->currentPage());
}

TailPage *TestCapture::openFile(const QString &file)
{
    window()->captures()->open(file);
    const auto isOpen = [this, file] {
        const TailPage *page = window()->currentPage();
        const auto *session = page ? qobject_cast<CaptureSession *>(page->session()) : nullptr;
        return session && session->path() == file && page->model()->rowCount() > 0;
    };
    return QTest::qWaitFor(isOpen, Patience) ? window()->currentPage() : nullptr;
}

void TestCapture::capturesAndOpens()
{
    TailPage *page = openLive("events/orders");
    QVERIFY(page);
    const QString file = m_folder->filePath(u"orders.dscap"_s);
    QVERIFY(!command("stream.stopCapture")->isEnabled());
    CaptureRun *run = captureByHand(file, "captureHeld");
    QVERIFY(run);
    QVERIFY(command("stream.stopCapture")->isEnabled());
    QVERIFY(!command("stream.capture")->isEnabled());
    auto *strip = page->findChild<CaptureStrip *>();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(run->progress().rows > 42, Patience); // some came while it was captured
    QVERIFY2(strip->text().contains(u"orders.dscap"_s), qPrintable(strip->text()));
    QTest::mouseClick(strip->findChild<QPushButton *>("captureStop"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    const quint64 captured = run->progress().rows;
    QVERIFY(command("stream.capture")->isEnabled());
    QCOMPARE(m_server->shelf()->facts("events/orders").captures, QStringList { file });
    const QByteArrayList live = dataOf(page->session()->snapshot());
    QTest::mouseClick(strip->findChild<QPushButton *>("captureOpen"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage() != page, Patience);
    TailPage *opened = window()->currentPage();
    QTRY_VERIFY_WITH_TIMEOUT(dataOf(opened->session()->snapshot()).size() == qsizetype(captured), Patience);
    QCOMPARE(dataOf(opened->session()->snapshot()), live.first(qsizetype(captured)));
    // The same view: the header, the detail, going to a row.
    QCOMPARE(window()->windowTitle(), u"orders.dscap — Tailwater"_s);
    QTRY_VERIFY_WITH_TIMEOUT(opened->model()->rowCount() >= int(captured), Patience);
    opened->goToRow(41);
    QTRY_COMPARE_WITH_TIMEOUT(opened->currentMessage().number, 41, Patience);
    QCOMPARE(opened->currentMessage().bytes, live.at(40));
    QVERIFY(!opened->freezeAction()->isEnabled());
    QVERIFY(!command("stream.capture")->isEnabled());
    QVERIFY(!command("compose.toThis")->isEnabled());
    // A second time goes to the tab.
    const int tabs = window()->tabs()->count();
    window()->tabs()->setCurrentWidget(page);
    QVERIFY(openFile(file) == opened);
    QCOMPARE(window()->tabs()->count(), tabs);
    window()->tabs()->closePage(opened);
    QVERIFY(openFile(file));
}

void TestCapture::goesOnWhileFrozen()
{
    TailPage *page = openLive("events/orders");
    QVERIFY(page);
    const QString file = m_folder->filePath(u"frozen.dscap"_s);
    page->setFrozen(true);
    page->clearView();
    page->setFrozen(true);
    CaptureRun *run = captureByHand(file, "captureNow");
    QTRY_VERIFY_WITH_TIMEOUT(run->progress().rows >= 2, Patience);
    QVERIFY(page->isFrozen());
    run->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    const quint64 captured = run->progress().rows;
    const QByteArrayList live = dataOf(page->session()->snapshot());
    TailPage *opened = openFile(file);
    QVERIFY(opened);
    const QByteArrayList rows = dataOf(opened->session()->snapshot());
    QCOMPARE(rows.size(), qsizetype(captured));
    const qsizetype first = live.indexOf(rows.first());
    QVERIFY(first > 0);
    QCOMPARE(live.sliced(first, rows.size()), rows);
}

void TestCapture::endsWithTheTab()
{
    TailPage *page = openLive("events/orders");
    QVERIFY(page);
    const QString file = m_folder->filePath(u"closed.dscap"_s);
    QVERIFY(captureByHand(file, "captureHeld"));
    QVERIFY(window()->captures()->isBusy());
    window()->tabs()->closePage(page);
    QTRY_VERIFY_WITH_TIMEOUT(!window()->captures()->isBusy(), Patience);
    TailPage *opened = openFile(file);
    QVERIFY(opened);
    QVERIFY(dataOf(opened->session()->snapshot()).size() >= 40);
}

//! A capture that is larger than what is held; the rows \a special hold “needle”.
bool TestCapture::writeLarge(const QString &file, quint64 count, const QList<quint64> &special) const
{
    CaptureWriter writer;
    bool sound = writer.open(file, { .contentType = "application/json" }).has_value();
    const QByteArray filling(2'400, 'x');
    for (quint64 row = 1; row <= count && sound; ++row) {
        const QByteArray bytes = "{\"row\":" + QByteArray::number(row) + ",\"p\":\"" + filling
            + (special.contains(row) ? "needle" : "") + "\"}";
        Message message;
        message.id = row;
        message.flags = RowFlag::Json;
        message.bytes = bytes;
        sound = writer.add(message);
    }
    return writer.close() && sound;
}

// What is looked for is looked for in all of it; what is said of a part says so.
void TestCapture::looksThroughTheWholeFile()
{
    const QString file = m_folder->filePath(u"large.dscap"_s);
    QVERIFY(writeLarge(file, 120'000, { 5, 60'000, 119'990 }));
    TailPage *page = openFile(file);
    QVERIFY(page);
    auto *whole = page->findChild<WholeFile *>();
    auto *session = qobject_cast<CaptureSession *>(page->session());
    QTRY_COMPARE_WITH_TIMEOUT(session->extent().rows, 120'000, Patience);
    // The rows that are loaded, and then all.
    page->filterBar()->setFilter(u"needle"_s);
    QTRY_VERIFY_WITH_TIMEOUT(whole->isVisible() && whole->text().contains(u"rows that are loaded"_s), Patience);
    const auto warning = [page] {
        for (const QLabel *label : page->filterBar()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"of 120,000 looked at"_s)) {
                return true;
            }
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(warning(), Patience);
    QTest::mouseClick(whole->findChild<QPushButton *>("wholeFileLook"_L1), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(whole->text().startsWith(u"Of all 120,000 rows"_s), qPrintable(whole->text()), Patience);
    QVERIFY2(whole->text().contains(u"3 pass"_s), qPrintable(whole->text()));
    QVERIFY2(whole->text().contains(u"5; 60,000; 119,990."_s), qPrintable(whole->text()));
    page->goToRow(5);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 5, Patience);
    QTest::mouseClick(whole->findChild<QPushButton *>("wholeFileNext"_L1), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 60'000, Patience);
    QTest::mouseClick(whole->findChild<QPushButton *>("wholeFilePrevious"_L1), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 5, Patience);
    // They are exported, wherever they are.
    command("file.export")->trigger();
    auto *dialog = child<QDialog>("exportDialog");
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QRadioButton *>("exportMatching"_L1)->isChecked());
    const QString out = m_folder->filePath(u"out.ndjson"_s);
    dialog->findChild<QLineEdit *>("fileName"_L1)->setText(out);
    QTest::mouseClick(dialog->findChild<QPushButton *>("exportBegin"_L1), Qt::LeftButton);
    auto *message = dialog->findChild<QLabel *>("exportMessage"_L1);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().startsWith(u"3 rows exported"_s), qPrintable(message->text()), Patience);
    dialog->reject();
    QFile exported(out);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QVERIFY(exported.readLine().startsWith("{\"row\":5,"));
    QVERIFY(exported.readLine().startsWith("{\"row\":60000,"));
    QVERIFY(exported.readLine().startsWith("{\"row\":119990,"));
    QVERIFY(exported.atEnd());
    page->filterBar()->setFilter({});
    QTRY_VERIFY_WITH_TIMEOUT(!whole->isVisible(), Patience);
}

void TestCapture::findsInTheWholeFile()
{
    const QString file = m_folder->filePath(u"large.dscap"_s);
    QVERIFY(writeLarge(file, 120'000, { 5, 60'000, 119'990 }));
    TailPage *page = openFile(file);
    QVERIFY(page);
    page->goToRow(1);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 1, Patience);
    page->finder()->open();
    auto *text = page->findChild<QLineEdit *>("findText"_L1);
    auto *bar = qobject_cast<FindBar *>(text->parentWidget());
    QVERIFY(bar);
    auto *result = page->findChild<QWidget *>("findResult"_L1);
    text->setText(u"needle"_s);
    for (const quint64 number : { 5, 60'000, 119'990, 5 }) {
        page->finder()->find(false);
        QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, number, Patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(result->toolTip(), u"1 of 3, on from the beginning"_s, Patience);
    page->finder()->find(true);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 119'990, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(result->toolTip(), u"3 of 3, on from the end"_s, Patience);
    text->setText(u"no such text"_s);
    page->finder()->find(false);
    QTRY_COMPARE_WITH_TIMEOUT(result->toolTip(), u"Not found in all 120,000 rows"_s, Patience);
    // Who selects all is told what that is.
    page->view()->selectAll();
    auto *whole = page->findChild<WholeFile *>();
    QTRY_VERIFY_WITH_TIMEOUT(whole->text().startsWith(u"Selected are the rows that are loaded"_s), Patience);
    QVERIFY2(whole->text().contains(u"of 120,000"_s), qPrintable(whole->text()));
}

// A capture larger than what is held: any place, and by scrolling the rows around it.
void TestCapture::windowSlides()
{
    const QString file = m_folder->filePath(u"large.dscap"_s);
    constexpr quint64 count = 120'000;
    QVERIFY(writeLarge(file, count, {}));
    TailPage *page = openFile(file);
    QVERIFY(page);
    auto *session = qobject_cast<CaptureSession *>(page->session());
    QTRY_COMPARE_WITH_TIMEOUT(session->extent().rows, count, Patience);
    QVERIFY(session->extent().windowed);
    auto *bar = page->findChild<PositionBar *>();
    auto *slider = bar->findChild<QSlider *>();
    QVERIFY(slider->isVisible());
    const auto shows = [page](quint64 number) {
        const auto *view = page->view();
        const int row = page->model()->rowOfNumber(number);
        return row >= 0 && view->viewport()->rect().intersects(view->visualRect(page->model()->index(row, 0)));
    };
    slider->setValue(slider->maximum() / 2);
    QTRY_VERIFY_WITH_TIMEOUT(shows(60'000), Patience);
    QVERIFY(session->snapshot().rowCount() < 40'000);
    QVERIFY(session->snapshot().footprint() < 64 * 1024 * 1024);
    QVERIFY2(bar->text().contains(u"120,000"_s), qPrintable(bar->text()));
    // Down and up by the view's own bar, past what was loaded.
    for (const int way : { 1, -1 }) {
        const quint64 before = page->model()->messageAt(page->view()->rowAt(0)).number;
        const bool arrived = QTest::qWaitFor([page, way, before] {
            QScrollBar *scroll = page->view()->verticalScrollBar();
            scroll->setValue(scroll->value() + way * 500);
            const quint64 now = page->model()->messageAt(page->view()->rowAt(0)).number;
            return way > 0 ? now > before + 20'000 : now + 20'000 < before;
        }, Patience);
        QVERIFY2(arrived, qPrintable(bar->text()));
    }
    page->view()->setFocus();
    QTest::keyClick(page->view(), Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(shows(count), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, count, Patience);
    QTest::keyClick(page->view(), Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(shows(1), Patience);
    page->goToRow(77'777);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 77'777, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(shows(77'777), Patience);
}

//! Numbered rows with a marker before, in and after them; \a more stands behind.
QString TestCapture::writeCapture(const QString &name, quint64 firstNumber, int rows, const QByteArray &more) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly)) {
        return {};
    }
    file.write(CaptureHeader { .contentType = "application/json", .firstNumber = firstNumber }.toLine());
    file.write("{\"marker\":\"begins\",\"received\":1}\n");
    for (int row = 0; row < rows; ++row) {
        file.write("{\"received\":2,\"offset\":\"1\",\"index\":" + QByteArray::number(row)
                   + ",\"kind\":\"json\",\"text\":\"{\\\"n\\\":"
                   + QByteArray::number(firstNumber + quint64(row)) + "}\"}\n");
        if (row == 0) {
            file.write("{\"marker\":\"caughtUp\",\"received\":2}\n");
        }
    }
    file.write("{\"marker\":\"closed\",\"received\":3}\n" + more);
    return file.fileName();
}

void TestCapture::clearsTheView()
{
    const QString file = writeCapture(u"small.dscap"_s, 1, 3);
    TailPage *page = openFile(file);
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 6, Patience); // with the markers
    page->clearView();
    const QString said = page->findChild<MessageBar *>()->text();
    QVERIFY2(said.startsWith(u"3 rows"_s), qPrintable(said));
    QCOMPARE(page->findChild<Placeholder *>()->title(), u"View cleared"_s);
}

void TestCapture::barIsTrue_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("filtered");
    QTest::newRow("all in view") << 1ULL << 3 << u"Rows 1 to "_s << u"3 of 3"_s << u"Rows 2 to 2 of 3"_s;
    QTest::newRow("more than in view") << 1ULL << 600 << u"Rows 1 to "_s << u" of 600"_s << u"Rows 2 to 2 of 600"_s;
    QTest::newRow("from a row on") << 1001ULL << 600 << u"Rows 1,001 to "_s << u", of 1,001 to 1,600"_s
                                   << u"Rows 1,002 to 1,002, of 1,001 to 1,600"_s;
    QTest::newRow("markers only") << 1ULL << 0 << u"0 rows"_s << u"0 rows"_s << u"0 rows"_s;
}

// The numbers that stand beside the rows in view, before anybody scrolls, and whatever changes what is in view.
void TestCapture::barIsTrue()
{
    QFETCH(const quint64, first);
    QFETCH(const int, rows);
    QFETCH(const QString, begin);
    QFETCH(const QString, end);
    QFETCH(const QString, filtered);
    const QString file = writeCapture(u"few.dscap"_s, first, rows);
    TailPage *page = openFile(file);
    QVERIFY(page);
    QTRY_VERIFY2_WITH_TIMEOUT(said().startsWith(begin) && said().endsWith(end), qPrintable(said()), Patience);
    if (rows > 0) {
        const auto *view = page->view();
        const auto bottom = [&] {
            int row = view->rowAt(view->viewport()->height() - 1);
            row = row < 0 ? page->model()->rowCount() - 1 : row;
            while (row > 0 && !page->model()->messageAt(row).isData()) {
                --row;
            }
            return QLocale().toString(page->model()->messageAt(row).number);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(said().startsWith(begin + bottom()), qPrintable(said()), Patience);
        window()->resize(window()->width(), window()->height() - 120);
        QTRY_VERIFY2_WITH_TIMEOUT(said().startsWith(begin + bottom()), qPrintable(said()), Patience);
    }
    QCOMPARE(page->session()->status().rows, quint64(rows));
    auto *filter = page->findChild<QLineEdit *>("filterInput"_L1);
    filter->setFocus();
    QTest::keyClicks(filter, u"n="_s + QString::number(first + 1));
    QTRY_COMPARE_WITH_TIMEOUT(said(), filtered, Patience);
}

// Nobody sent it, nobody knows when: it is a line of the file that cannot be read.
void TestCapture::saysWhichLineIsDamaged()
{
    TailPage *page = openFile(writeCapture(u"damaged.dscap"_s, 1, 2, "more {\"broken\":\n"));
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 6, Patience);
    page->goToRow(3);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 3, Patience);
    const int row = page->model()->rowOfNumber(3);
    QCOMPARE(page->model()->index(row, TailModel::ReceivedColumn).data().toString(), u"–"_s);
    const auto texts = [this] {
        QStringList found;
        for (const auto *label : window()->findChildren<QLabel *>()) {
            found.append(label->text());
        }
        return found.join(u'\n');
    };
    // The header, a marker, a row, a marker, a row, a marker, and this.
    QTRY_VERIFY_WITH_TIMEOUT(texts().contains(u"Line 7 of this capture file is damaged: it is not one JSON object."_s),
                             Patience);
    QVERIFY(!texts().contains(u"the server sent this as JSON"_s));
}

void TestCapture::countsRowsInFull()
{
    TailPage *page = openFile(writeCapture(u"many.dscap"_s, 1, 2'500));
    QVERIFY(page);
    QTRY_VERIFY2_WITH_TIMEOUT(said().endsWith(u"of 2,500"_s), qPrintable(said()), Patience);
    command("file.export")->trigger();
    auto *dialog = child<QDialog>("exportDialog");
    QVERIFY(dialog);
    const QString offered = dialog->findChild<QRadioButton *>("exportAll"_L1)->text();
    QVERIFY2(offered.contains(u"(2,500 rows)"_s), qPrintable(offered));
    const QString file = m_folder->filePath(u"many.ndjson"_s);
    dialog->findChild<QLineEdit *>("fileName"_L1)->setText(file);
    QTest::mouseClick(dialog->findChild<QPushButton *>("exportBegin"_L1), Qt::LeftButton);
    auto *message = dialog->findChild<QLabel *>("exportMessage"_L1);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().startsWith(u"2,500 rows exported to "_s), qPrintable(message->text()),
                              Patience);
    dialog->reject();
}

void TestCapture::exportsIntoTheFolderShown()
{
    TailPage *page = openFile(writeCapture(u"few.dscap"_s, 1, 2));
    QVERIFY(page);
    command("file.export")->trigger();
    auto *dialog = child<QDialog>("exportDialog");
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>("fileName"_L1);
    const QDir folder = QFileInfo(name->text()).absoluteDir();
    QVERIFY(folder != QDir::current());
    const QString bare = u"tailwater-test-%1.ndjson"_s.arg(QCoreApplication::applicationPid());
    name->setText(bare);
    QTest::mouseClick(dialog->findChild<QPushButton *>("exportBegin"_L1), Qt::LeftButton);
    auto *message = dialog->findChild<QLabel *>("exportMessage"_L1);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"exported"_s), qPrintable(message->text()), Patience);
    const QString file = folder.filePath(bare);
    const bool there = QFile::remove(file);
    QVERIFY2(message->text().contains(file), qPrintable(message->text()));
    QVERIFY(there);
    QVERIFY(!QFile::exists(QDir::current().filePath(bare)));
    dialog->reject();
}

void TestCapture::refusesUnknownColumns()
{
    TailPage *page = openFile(writeCapture(u"few.dscap"_s, 1, 2));
    QVERIFY(page);
    command("file.export")->trigger();
    auto *dialog = child<QDialog>("exportDialog");
    QVERIFY(dialog);
    auto *format = dialog->findChild<QComboBox *>("exportFormat"_L1);
    format->setCurrentIndex(format->findText(u"CSV"_s, Qt::MatchStartsWith));
    auto *columns = dialog->findChild<QLineEdit *>("exportColumns"_L1);
    auto *begin = dialog->findChild<QPushButton *>("exportBegin"_L1);
    const auto *message = dialog->findChild<QLabel *>("exportMessage"_L1);
    columns->setText(u"number, foo"_s);
    QVERIFY(!begin->isEnabled());
    QVERIFY2(message->text().contains(u"“foo”"_s) && message->text().contains(u"received"_s),
             qPrintable(message->text()));
    columns->setText(u"number, /a/b"_s);
    QVERIFY(begin->isEnabled());
    dialog->reject();
}

void TestCapture::saysWhatCannotBeOpened()
{
    const QString file = m_folder->filePath(u"text.dscap"_s);
    QFile text(file);
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("hello\n");
    text.close();
    const int tabs = window()->tabs()->count();
    window()->captures()->open(file);
    QTRY_VERIFY_WITH_TIMEOUT(child<QMessageBox>("captureFailure"), Patience);
    QVERIFY(child<QMessageBox>("captureFailure")->text().contains(u"text.dscap"_s));
    child<QMessageBox>("captureFailure")->reject();
    QCOMPARE(window()->tabs()->count(), tabs);
}

void TestCapture::exportsWhatPassesTheFilter()
{
    TailPage *page = openLive("state/users");
    QVERIFY(page);
    auto *filter = page->findChild<QLineEdit *>("filterInput"_L1);
    filter->setFocus();
    QTest::keyClicks(filter, u"insert"_s);
    QTRY_VERIFY(page->model()->filterRun() && page->model()->filterRun()->matches().count() > 0);
    command("file.export")->trigger();
    auto *dialog = child<QDialog>("exportDialog");
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QRadioButton *>("exportMatching"_L1)->isChecked());
    const QString file = m_folder->filePath(u"matches.ndjson"_s);
    dialog->findChild<QLineEdit *>("fileName"_L1)->setText(file);
    QTest::mouseClick(dialog->findChild<QPushButton *>("exportBegin"_L1), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(file));
    QFile exported(file);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    const QByteArrayList lines = exported.readAll().trimmed().split('\n');
    const QByteArrayList held = dataOf(page->session()->snapshot());
    QVERIFY(lines.size() < held.size());
    for (const QByteArray &line : lines) {
        QVERIFY(line.contains("insert"));
        QVERIFY(held.contains(line));
    }
    dialog->reject();
}

QTEST_MAIN(TestCapture)
#include "tst_capture.moc"
