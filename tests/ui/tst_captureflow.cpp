// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/replaydialog.h"
#include "capturefile.h"
#include "commandline.h"
#include "connection/server.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "models/tailmodel.h"
#include "rules/rowrules.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "writingwindow.h"

#include <durablestreams/client.h>
#include <durablestreams/call.h>
#include <durablestreams/stream.h>
#include <sandbox/sandbox.h>

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using Backend = WritingWindow::Backend;

namespace {

constexpr auto Patience = WritingWindow::Patience;

//! Numbers that no double holds, escapes that are no text, keys twice, and an array of its own.
const QByteArrayList OddJson { "{\"n\":12345678901234567890,\"f\":0.1000000000000000055511151231257827}",
                               "\"\\ud83d\"", "1e400", "[ 1, [] ]", "{\"a\":1,\"a\":2}",
                               "\"\\u0000\\n\"" };
const QByteArray EveryLineEnd = "one\r\ntwo\rthree\n\nfour\t\xc3\xa9\nno end";
const QByteArray EveryByte = [] {
    QByteArray bytes;
    for (int i = 0; i < 3 * 256; ++i) {
        bytes.append(char(i));
    }
    return bytes;
}();

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "(no file)"_ba;
}

} // namespace

//! From a stream to a file and back, by the dialogs: compared with what the servers hold, byte for byte.
class TestCaptureFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void exports_data();
    void exports();
    void exportsASelection();
    void replays_data();
    void replays();
    void copiesAStream_data();
    void copiesAStream();
    void goesOnAfterAStop();
    void opensWhatIsDropped();
    void opensWhatIsOnTheCommandLine();
    void keepsToTheServer_data();
    void keepsToTheServer();
    void beginsAnew();
    void offersTheSelection();
    void tellsOfAnotherType();
    void appendsNothingUnasked();
    void proposesAServer_data();
    void proposesAServer();
    void saysWhyNothingIsWritten_data();
    void saysWhyNothingIsWritten();
    void keepsRowsAroundABreak();
    void asksBeforeQuitting_data();
    void asksBeforeQuitting();

private:
    MainWindow *window() const { return m_user->window(); }
    QString file(const QString &name) const { return m_folder->filePath(name); }
    QAction *command(const char *id) const
    {
        return window()->findChild<QAction *>(QLatin1StringView(id));
    }
    template<typename W> W *part(QWidget *of, const char *name) const
    {
        return of->findChild<W *>(QLatin1StringView(name));
    }
    QDialog *trigger(const char *id, const char *dialog) const;
    void click(QWidget *dialog, const char *name) const;
    QString captured(TailPage *page, const QString &name) const;
    TailPage *opened(const QString &name) const;
    //! True once every row was stored.
    bool replayTo(QDialog *dialog, const QString &path) const;
    QByteArrayList stored(const char *path, const QByteArray &type) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WritingWindow> m_user;
};

void TestCaptureFlow::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_user = std::make_unique<WritingWindow>();
}

void TestCaptureFlow::cleanup()
{
    m_user.reset();
    m_folder.reset();
}

QDialog *TestCaptureFlow::trigger(const char *id, const char *dialog) const
{
    QAction *action = command(id);
    if (!action || !action->isEnabled()) {
        return nullptr;
    }
    action->trigger();
    auto *found = part<QDialog>(window(), dialog);
    return found && WritingWindow::waitFor([found] { return found->isVisible(); }) ? found : nullptr;
}

void TestCaptureFlow::click(QWidget *dialog, const char *name) const
{
    QTest::mouseClick(part<QPushButton>(dialog, name), Qt::LeftButton);
}

//! The file that \a page was captured to from its first row on; empty if it did not end well.
QString TestCaptureFlow::captured(TailPage *page, const QString &name) const
{
    quint64 rows = 0;
    const StoreSnapshot held = page->session()->snapshot();
    for (quint64 id = held.firstId(); id < held.endId(); ++id) {
        const Message row = held.message(id);
        // An unfinished line is written at the end.
        rows += row.isData() && !row.flags.testFlag(RowFlag::Unfinished) ? 1 : 0;
    }
    QDialog *dialog = trigger("stream.capture", "captureDialog");
    if (!dialog) {
        return {};
    }
    part<QRadioButton>(dialog, "captureHeld")->setChecked(true);
    part<QLineEdit>(dialog, "fileName")->setText(file(name));
    click(dialog, "captureBegin");
    CaptureRun *run = window()->captures()->runOf(page);
    const bool all = run && WritingWindow::waitFor([run, rows] { return run->progress().rows >= rows; });
    if (all) {
        command("stream.stopCapture")->trigger();
    }
    return all && WritingWindow::waitFor([run] { return run->isFinished(); }) ? file(name) : QString();
}

TailPage *TestCaptureFlow::opened(const QString &name) const
{
    const auto isOpen = [this, name] {
        const TailPage *page = window()->currentPage();
        const auto *session = page ? qobject_cast<CaptureSession *>(page->session()) : nullptr;
        return session && session->path() == name && page->model()->rowCount() > 0;
    };
    return WritingWindow::waitFor(isOpen) ? window()->currentPage() : nullptr;
}

bool TestCaptureFlow::replayTo(QDialog *dialog, const QString &path) const
{
    QTest::keyClicks(part<QLineEdit>(dialog, "replayPath"), path);
    click(dialog, "replayBegin");
    auto *message = part<QLabel>(dialog, "replayMessage");
    const bool stored = WritingWindow::waitFor([message] {
        return message->text().contains(u"rows stored."_s) || message->text().contains(u"stored before"_s);
    });
    return stored && message->text().endsWith(u"rows stored."_s);
}

//! The messages of a stream. Into how many pieces bytes fall is the server's affair.
QByteArrayList TestCaptureFlow::stored(const char *path, const QByteArray &type) const
{
    const QByteArrayList list = m_user->messages(path);
    return type == "application/json" ? list : QByteArrayList { list.join() };
}

void TestCaptureFlow::exports_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("suffix");
    const QByteArray json = "application/json";
    const QByteArray array = "[" + OddJson.join(',') + "]";
    for (const auto &[backend, name] : { std::pair(Backend::Sandbox, "sandbox"),
                                         std::pair(Backend::Reference, "reference server") }) {
        QTest::addRow("%s, NDJSON", name) << backend << json << array << 0 << u"ndjson"_s;
        QTest::addRow("%s, JSON array", name) << backend << json << array << 1 << u"json"_s;
        QTest::addRow("%s, text", name)
            << backend << "text/plain"_ba << EveryLineEnd + '\n' << 2 << u"bin"_s;
        QTest::addRow("%s, bytes", name)
            << backend << "application/octet-stream"_ba << EveryByte << 2 << u"bin"_s;
    }
}

void TestCaptureFlow::exports()
{
    QFETCH(const Backend, backend);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const int, format);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", type, body));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QDialog *dialog = trigger("file.export", "exportDialog");
    QVERIFY(dialog);
    part<QComboBox>(dialog, "exportFormat")->setCurrentIndex(format);
    part<QLineEdit>(dialog, "fileName")->setText(file(u"out"_s));
    click(dialog, "exportBegin");
    auto *message = part<QLabel>(dialog, "exportMessage");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"exported"_s), qPrintable(message->text()),
                              Patience);
    const QByteArrayList messages = format < 2 ? m_user->messages("s") : QByteArrayList();
    // A line each: white space that is between values goes.
    const QByteArray lines = messages.join('\n').replace("[ 1, [] ]", "[1,[]]") + '\n';
    const QByteArray expected = format == 0 ? lines
        : format == 1                       ? "[\n" + messages.join(",\n") + "\n]\n"
                                            : m_user->content("s");
    QCOMPARE(contentOf(file(u"out"_s)), expected);
    if (backend == Backend::Sandbox) {
        QCOMPARE(format < 2 ? "[" + messages.join(',') + "]" : expected, body);
    }
    dialog->reject();
}

void TestCaptureFlow::exportsASelection()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3,4,5]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    page->view()->setFocus();
    page->goToRow(2);
    QTest::keyClick(page->view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(page->view(), Qt::Key_Down, Qt::ShiftModifier);
    QDialog *dialog = trigger("file.export", "exportDialog");
    QVERIFY(dialog);
    QVERIFY(part<QRadioButton>(dialog, "exportSelected")->isChecked());
    part<QComboBox>(dialog, "exportFormat")->setCurrentIndex(3);
    part<QLineEdit>(dialog, "exportColumns")->setText(u"number, message"_s);
    part<QLineEdit>(dialog, "fileName")->setText(file(u"out.csv"_s));
    click(dialog, "exportBegin");
    QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>(dialog, "exportMessage")->text().contains(u"exported"_s),
                             Patience);
    QCOMPARE(contentOf(file(u"out.csv"_s)), "number,message\r\n2,2\r\n3,3\r\n4,4\r\n"_ba);
    dialog->reject();
}

void TestCaptureFlow::replays_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray array = "[" + OddJson.join(',') + "]";
    for (const auto &[backend, name] : { std::pair(Backend::Sandbox, "sandbox"),
                                         std::pair(Backend::Reference, "reference server") }) {
        QTest::addRow("%s, JSON", name) << backend << "application/json"_ba << array;
        QTest::addRow("%s, text", name) << backend << "text/plain"_ba << EveryLineEnd;
        QTest::addRow("%s, bytes", name) << backend << "application/octet-stream"_ba << EveryByte;
    }
}

// Capture, open the file, replay it: the new stream is the old one.
void TestCaptureFlow::replays()
{
    QFETCH(const Backend, backend);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", type, body));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    // An unfinished line is no row yet, and is captured all the same.
    const QString name = captured(page, u"s.dscap"_s);
    QVERIFY(!name.isEmpty());
    window()->captures()->open(name);
    QVERIFY(opened(name));
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    QVERIFY2(replayTo(dialog, u"again"_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(stored("again", type), stored("s", type));
    // And a capture of the copy has the same bytes once more.
    const QString second = captured(m_user->open("again"), u"again.dscap"_s);
    QVERIFY(!second.isEmpty());
    QCOMPARE(rowsOf(second).join(), rowsOf(name).join());
    if (backend == Backend::Sandbox) {
        const bool json = type == "application/json";
        QCOMPARE(json ? "[" + m_user->messages("again").join(',') + "]" : m_user->content("again"),
                 body);
    }
    dialog->reject();
}

void TestCaptureFlow::copiesAStream_data()
{
    replays_data();
}

void TestCaptureFlow::copiesAStream()
{
    QFETCH(const Backend, backend);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", type, body));
    QVERIFY(m_user->open("s"));
    QDialog *dialog = trigger("stream.copyTo", "replayDialog");
    QVERIFY(dialog);
    QVERIFY2(replayTo(dialog, u"copy"_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(stored("copy", type), stored("s", type));
    dialog->reject();
}

// Stopped half-way, and begun again: each row once.
void TestCaptureFlow::goesOnAfterAStop()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QByteArrayList rows;
    for (int i = 0; i < 300; ++i) {
        rows.append(QByteArray::number(i));
    }
    QVERIFY(m_user->create("s", "application/json", "[" + rows.join(',') + "]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    const QString name = captured(page, u"s.dscap"_s);
    QVERIFY(!name.isEmpty());
    window()->captures()->open(name);
    QVERIFY(opened(name));
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    QTest::keyClicks(part<QLineEdit>(dialog, "replayPath"), u"again"_s);
    part<QSpinBox>(dialog, "replayLimit")->setValue(20);
    click(dialog, "replayBegin");
    QTRY_VERIFY_WITH_TIMEOUT(m_user->exists("again") && !m_user->messages("again").isEmpty(), Patience);
    dialog->reject(); // stops it
    auto *message = part<QLabel>(dialog, "replayMessage");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"Stopped"_s), qPrintable(message->text()),
                              Patience);
    QVERIFY(dialog->isVisible());
    const QByteArrayList first = m_user->messages("again");
    QCOMPARE(first, rows.first(first.size()));
    QVERIFY(first.size() < rows.size());
    part<QSpinBox>(dialog, "replayLimit")->setValue(0);
    click(dialog, "replayBegin");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"rows stored."_s), qPrintable(message->text()),
                              Patience);
    QCOMPARE(m_user->messages("again"), rows);
    dialog->reject();
}

void TestCaptureFlow::opensWhatIsDropped()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    const QString name = captured(m_user->open("s"), u"s.dscap"_s);
    QVERIFY(!name.isEmpty());
    const auto drop = [this](const QList<QUrl> &urls) {
        QMimeData data;
        data.setUrls(urls);
        const QPoint place = window()->rect().center();
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window(), &enter);
        QDropEvent let(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted()) {
            QApplication::sendEvent(window(), &let);
        }
        return enter.isAccepted() && let.isAccepted();
    };
    QVERIFY(!drop({ QUrl(u"https://example.com/s.dscap"_s) }));
    QVERIFY(!drop({ QUrl::fromLocalFile(file(u"s.txt"_s)) }));
    QCOMPARE(window()->tabs()->count(), 1);
    QVERIFY(drop({ QUrl::fromLocalFile(file(u"s.txt"_s)), QUrl::fromLocalFile(name) }));
    const TailPage *page = opened(name);
    QVERIFY(page);
    QCOMPARE(window()->tabs()->count(), 2);
}

void TestCaptureFlow::opensWhatIsOnTheCommandLine()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    // The first stream named goes to a file.
    const QString name = file(u"line.dscap"_s);
    const auto capture = parseCommandLine(
        { u"tailwater"_s, u"--capture"_s, name, m_user->url("s").toString() });
    QVERIFY(capture);
    m_user->app()->carryOut(*capture);
    QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage(), Patience);
    CaptureRun *run = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((run = window()->captures()->runOf(window()->currentPage())), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(2), Patience);
    run->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    // A file is opened.
    const auto open = parseCommandLine({ u"tailwater"_s, name });
    QVERIFY(open);
    m_user->app()->carryOut(*open);
    const TailPage *page = opened(name);
    QVERIFY(page);
    QByteArrayList rows;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        if (const Message message = page->model()->messageAt(row); message.isData()) {
            rows.append(message.toByteArray());
        }
    }
    QCOMPARE(rows, (QByteArrayList { "1", "2" }));
}

void TestCaptureFlow::keepsToTheServer_data()
{
    QTest::addColumn<bool>("connected");
    QTest::newRow("a server that is not connected to") << false;
    QTest::newRow("another server that is connected to") << true;
}

// A whole address is the stream at this address, and no other.
void TestCaptureFlow::keepsToTheServer()
{
    QFETCH(const bool, connected);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3]"));
    QVERIFY(m_user->open("s"));
    DurableStreams::Sandbox other;
    const auto root = other.start({});
    QVERIFY(root);
    if (connected) {
        window()->addServer(Connection::to(*root));
        QVERIFY(m_user->open("s"));
    }
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    auto *servers = part<QComboBox>(dialog, "replayServer");
    servers->setCurrentIndex(0);
    auto *message = part<QLabel>(dialog, "replayMessage");
    const QString address = root->toString() + u"/t/odd-copy"_s;
    if (connected) {
        QVERIFY2(replayTo(dialog, address), qPrintable(message->text()));
        QCOMPARE(servers->currentIndex(), 1);
        DurableStreams::Client client;
        client.setBaseUrl(*root);
        QVERIFY(m_user->carriedOut(client.stream(u"t/odd-copy"_s).head()));
    } else {
        part<QLineEdit>(dialog, "replayPath")->setText(address);
        QVERIFY(!part<QPushButton>(dialog, "replayBegin")->isEnabled());
        QVERIFY2(message->text().contains(u"on another server"_s), qPrintable(message->text()));
        QVERIFY2(message->text().contains(u"Connect to that server"_s), qPrintable(message->text()));
    }
    QVERIFY(!m_user->exists("t/odd-copy"));
    dialog->reject();
}

// What was begun and cannot be gone on with is begun anew, also in a dialog that is opened later.
void TestCaptureFlow::beginsAnew()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QByteArrayList rows;
    for (int i = 0; i < 300; ++i) {
        rows.append(QByteArray::number(i));
    }
    QVERIFY(m_user->create("s", "application/json", "[" + rows.join(',') + "]"));
    const QString name = captured(m_user->open("s"), u"s.dscap"_s);
    QVERIFY(!name.isEmpty());
    window()->captures()->open(name);
    QVERIFY(opened(name));
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    QVERIFY(!part<QPushButton>(dialog, "replayAnew")->isVisible());
    QTest::keyClicks(part<QLineEdit>(dialog, "replayPath"), u"again"_s);
    part<QSpinBox>(dialog, "replayLimit")->setValue(20);
    click(dialog, "replayBegin");
    QTRY_VERIFY_WITH_TIMEOUT(m_user->exists("again") && !m_user->messages("again").isEmpty(), Patience);
    dialog->reject();
    auto *message = part<QLabel>(dialog, "replayMessage");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"Stopped"_s), qPrintable(message->text()), Patience);
    QVERIFY(part<QPushButton>(dialog, "replayAnew")->isVisible());
    dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!part<QDialog>(window(), "replayDialog"), Patience);
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("again")).remove()));

    dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    message = part<QLabel>(dialog, "replayMessage");
    part<QLineEdit>(dialog, "replayPath")->setText(u"again"_s);
    QVERIFY2(message->text().contains(u"Begin Anew"_s), qPrintable(message->text()));
    click(dialog, "replayBegin"); // Go On
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"not there any more"_s),
                              qPrintable(message->text()), Patience);
    QVERIFY2(message->text().contains(u"Begin Anew"_s), qPrintable(message->text()));
    QVERIFY(!m_user->exists("again"));
    click(dialog, "replayAnew");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"300 rows stored."_s), qPrintable(message->text()),
                              Patience);
    QCOMPARE(m_user->messages("again"), rows);
    QVERIFY(!part<QPushButton>(dialog, "replayAnew")->isVisible());
    dialog->reject();
}

void TestCaptureFlow::offersTheSelection()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3,4,5]"));
    const QString name = captured(m_user->open("s"), u"s.dscap"_s);
    QVERIFY(!name.isEmpty());
    window()->captures()->open(name);
    TailPage *page = opened(name);
    QVERIFY(page);
    page->view()->setFocus();
    page->goToRow(2);
    QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().number, 2, Patience);
    QTest::keyClick(page->view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(page->view(), Qt::Key_Down, Qt::ShiftModifier);
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    auto *some = part<QRadioButton>(dialog, "replayRows1");
    QVERIFY(some);
    QVERIFY(some->isChecked());
    QVERIFY2(replayTo(dialog, u"some"_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(m_user->messages("some"), (QByteArrayList { "2", "3", "4" }));
    part<QRadioButton>(dialog, "replayRows0")->setChecked(true);
    part<QLineEdit>(dialog, "replayPath")->clear();
    QVERIFY2(replayTo(dialog, u"all"_s), qPrintable(part<QLabel>(dialog, "replayMessage")->text()));
    QCOMPARE(m_user->messages("all"), (QByteArrayList { "1", "2", "3", "4", "5" }));
    dialog->reject();
}

void TestCaptureFlow::tellsOfAnotherType()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/octet-stream", EveryByte));
    QVERIFY(m_user->create("text", "text/plain"));
    QVERIFY(m_user->create("text2", "text/plain"));
    QVERIFY(m_user->open("s"));
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    auto *message = part<QLabel>(dialog, "replayMessage");
    auto *begin = part<QPushButton>(dialog, "replayBegin");
    const QString usual = begin->text();
    part<QLineEdit>(dialog, "replayPath")->setText(u"text"_s);
    click(dialog, "replayBegin");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"application/octet-stream"_s), qPrintable(message->text()),
                              Patience);
    QVERIFY2(message->text().contains(u"text/plain"_s), qPrintable(message->text()));
    QCOMPARE(m_user->content("text"), QByteArray());
    QVERIFY(begin->isEnabled());
    QVERIFY(begin->text() != usual);
    // Said of this stream, and of no other.
    part<QLineEdit>(dialog, "replayPath")->setText(u"text2"_s);
    QCOMPARE(begin->text(), usual);
    part<QLineEdit>(dialog, "replayPath")->setText(u"text"_s);
    click(dialog, "replayBegin");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().endsWith(u"rows stored."_s), qPrintable(message->text()), Patience);
    QCOMPARE(m_user->content("text"), EveryByte);
    dialog->reject();
}

void TestCaptureFlow::appendsNothingUnasked()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    QVERIFY(m_user->create("full", "application/json", "[0]"));
    QVERIFY(m_user->open("s"));
    QDialog *dialog = trigger("stream.copyTo", "replayDialog");
    QVERIFY(dialog);
    auto *message = part<QLabel>(dialog, "replayMessage");
    auto *begin = part<QPushButton>(dialog, "replayBegin");
    part<QLineEdit>(dialog, "replayPath")->setText(u"full"_s);
    click(dialog, "replayBegin");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"not empty"_s), qPrintable(message->text()), Patience);
    QVERIFY2(begin->text().contains(u"Append"_s), qPrintable(begin->text()));
    QCOMPARE(m_user->messages("full"), QByteArrayList { "0" });
    click(dialog, "replayBegin");
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().endsWith(u"rows stored."_s), qPrintable(message->text()), Patience);
    QCOMPARE(m_user->messages("full"), (QByteArrayList { "0", "1", "2" }));
    dialog->reject();
}

void TestCaptureFlow::proposesAServer_data()
{
    QTest::addColumn<bool>("firstProduction");
    QTest::addColumn<bool>("secondProduction");
    QTest::addColumn<int>("proposed");
    QTest::newRow("the one that is looked at") << false << false << 1;
    QTest::newRow("not the other, of production") << true << false << 1;
    QTest::newRow("not this one, of production") << false << true << 0;
    QTest::newRow("none") << true << true << -1;
}

void TestCaptureFlow::proposesAServer()
{
    QFETCH(const bool, firstProduction);
    QFETCH(const bool, secondProduction);
    QFETCH(const int, proposed);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    QVERIFY(m_user->open("s"));
    DurableStreams::Sandbox other;
    const auto root = other.start({});
    QVERIFY(root);
    const auto environment = [](bool production) {
        return production ? Connection::Environment::Production : Connection::Environment::Development;
    };
    Connection first = m_user->server()->connection();
    first.environment = environment(firstProduction);
    m_user->server()->setConnection(first);
    Connection second = Connection::to(*root);
    second.environment = environment(secondProduction);
    window()->addServer(second); // the current one now
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    QCOMPARE(part<QComboBox>(dialog, "replayServer")->currentIndex(), proposed);
    QVERIFY(!part<QPushButton>(dialog, "replayBegin")->isEnabled());
    if (proposed < 0) {
        const QString said = part<QLabel>(dialog, "replayMessage")->text();
        QVERIFY2(said.contains(u"Choose the server"_s), qPrintable(said));
    }
    dialog->reject();
}

void TestCaptureFlow::saysWhyNothingIsWritten_data()
{
    QTest::addColumn<bool>("production");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("read-only") << false << u"Edit Connection"_s;
    QTest::newRow("production") << true << u"Unlock it"_s;
}

void TestCaptureFlow::saysWhyNothingIsWritten()
{
    QFETCH(const bool, production);
    QFETCH(const QString, remedy);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    QVERIFY(m_user->open("s"));
    Connection connection = m_user->server()->connection();
    connection.readOnly = !production;
    connection.environment
        = production ? Connection::Environment::Production : Connection::Environment::Development;
    m_user->server()->setConnection(connection);
    QDialog *dialog = trigger("stream.replay", "replayDialog");
    QVERIFY(dialog);
    part<QComboBox>(dialog, "replayServer")->setCurrentIndex(0);
    if (production) {
        // What is to be typed is said before there is a path, too.
        QVERIFY(!part<QLineEdit>(dialog, "replayTypeName")->placeholderText().isEmpty());
    }
    part<QLineEdit>(dialog, "replayPath")->setText(u"to"_s);
    auto *message = part<QLabel>(dialog, "replayMessage");
    // All of it can be read, as soon as the dialog is there.
    QTRY_VERIFY2_WITH_TIMEOUT(message->height() >= message->heightForWidth(message->width()),
                              qPrintable(QString::number(message->height())), Patience);
    QVERIFY2(message->text().contains(remedy), qPrintable(message->text()));
    QVERIFY(!part<QPushButton>(dialog, "replayBegin")->isEnabled());
    QCOMPARE(part<QPushButton>(dialog, "replayUnlock")->isVisible(), production);
    if (production) {
        click(dialog, "replayUnlock");
        QVERIFY(!part<QPushButton>(dialog, "replayUnlock")->isVisible());
        QVERIFY(!part<QPushButton>(dialog, "replayBegin")->isEnabled()); // the name is typed first
        QTest::keyClicks(part<QLineEdit>(dialog, "replayTypeName"), u"to"_s);
        QVERIFY(part<QPushButton>(dialog, "replayBegin")->isEnabled());
    }
    dialog->reject();
}

// The view stops at a match; the capture that was begun before has the rows before it and after it.
void TestCaptureFlow::keepsRowsAroundABreak()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    RowRules::instance()->setRules({ { .filter = u"\"match\""_s, .freeze = true } });
    QDialog *dialog = trigger("stream.capture", "captureDialog");
    QVERIFY(dialog);
    part<QLineEdit>(dialog, "fileName")->setText(file(u"break.dscap"_s));
    click(dialog, "captureBegin");
    CaptureRun *run = window()->captures()->runOf(page);
    QVERIFY(run);
    QByteArrayList rows { "1", "2", "3" };
    const auto append = [&](const QByteArrayList &more) {
        rows += more;
        return m_user->carriedOut(m_user->other().stream(m_user->url("s")).append('[' + more.join(',') + ']'));
    };
    QVERIFY(append({ "4", "\"match\"" }));
    QTRY_VERIFY_WITH_TIMEOUT(page->isFrozen(), Patience);
    QVERIFY(append({ "6", "7" }));
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(7), Patience);
    QVERIFY(page->isFrozen());
    run->stop();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    RowRules::instance()->setRules({});
    QCOMPARE(rowsOf(file(u"break.dscap"_s)), rows);
}

void TestCaptureFlow::asksBeforeQuitting_data()
{
    QTest::addColumn<bool>("replay");
    QTest::newRow("a capture runs") << false;
    QTest::newRow("a replay runs") << true;
}

void TestCaptureFlow::asksBeforeQuitting()
{
    QFETCH(const bool, replay);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3,4,5,6,7,8,9]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    if (replay) {
        QDialog *dialog = trigger("stream.replay", "replayDialog");
        QVERIFY(dialog);
        QTest::keyClicks(part<QLineEdit>(dialog, "replayPath"), u"slow"_s);
        part<QSpinBox>(dialog, "replayLimit")->setValue(1);
        click(dialog, "replayBegin");
    } else {
        QDialog *dialog = trigger("stream.capture", "captureDialog");
        QVERIFY(dialog);
        part<QLineEdit>(dialog, "fileName")->setText(file(u"s.dscap"_s));
        click(dialog, "captureBegin");
    }
    QVERIFY(window()->captures()->isBusy());
    QVERIFY(!window()->close());
    auto *question = part<QMessageBox>(window(), "captureQuestion");
    QVERIFY(question);
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!part<QMessageBox>(window(), "captureQuestion"), Patience);
    QVERIFY(window()->isVisible());
    QVERIFY(window()->captures()->isBusy());
    QVERIFY(!window()->close());
    click(window(), "captureYes");
    QTRY_VERIFY_WITH_TIMEOUT(!window()->isVisible(), Patience);
}

QTEST_MAIN(TestCaptureFlow)
#include "tst_captureflow.moc"
