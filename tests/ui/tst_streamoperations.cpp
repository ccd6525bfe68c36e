// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "models/capture/rowsource.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streaminfo.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using Backend = WritingWindow::Backend;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! Create, fork, close and delete, from the menus to what the server holds.
class TestStreamOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void createsWithFirstMessage_data() { addBackends(); }
    void createsWithFirstMessage();
    void createsWithALongFirstMessage();
    void saysWhyNotCreated();
    void keepsToItsServer_data();
    void keepsToItsServer();
    void forksAtTheTail_data() { addBackends(); }
    void forksAtTheTail();
    void forksFromARow_data();
    void forksFromARow();
    void copiesWhereItCannotFork_data();
    void copiesWhereItCannotFork();
    void forksAClosedStream_data() { addBackends(); }
    void forksAClosedStream();
    void closes_data() { addBackends(); }
    void closes();
    void deletesWhatIsListed_data() { addBackends(); }
    void deletesWhatIsListed();
    void capturesBeforeItDeletes_data() { addBackends(); }
    void capturesBeforeItDeletes();
    void capturesEachBeforeItDeletes();
    void deletesNothingUncaptured();
    void deletedSourceOfAForkSaysSo_data() { addBackends(); }
    void deletedSourceOfAForkSaysSo();
    void copiedCurlDoesTheSame_data();
    void copiedCurlDoesTheSame();

private:
    void addBackends();
    QDialog *dialog(const char *name);
    QDialog *trigger(QAction *action, const char *name);
    QDialog *forkFromRow(TailPage *page, int row);
    template<typename W> static W *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<W *>(QLatin1StringView(name));
    }
    void click(QDialog *dialog, const char *name);
    //! The messages in a capture; none if it cannot be read.
    static QByteArrayList captured(const QString &file);
    bool waitForPage(const QByteArray &path);
    QByteArray rows(const TailPage *page) const;
    //! Of the current tab, with “|” where the fork's own begins.
    QByteArray rowsAroundFork() const;
    int runShell(const QString &command);
    const WindowActions *commands() const { return m_user->window()->commands(); }

    std::unique_ptr<WritingWindow> m_user;
};

void TestStreamOperations::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestStreamOperations::addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sandbox") << Backend::Sandbox;
    QTest::newRow("reference server") << Backend::Reference;
}

QDialog *TestStreamOperations::dialog(const char *name)
{
    QDialog *found = nullptr;
    WritingWindow::waitFor([&] {
        found = m_user->window()->findChild<QDialog *>(QLatin1StringView(name));
        return found && found->isVisible();
    });
    return found;
}

QDialog *TestStreamOperations::trigger(QAction *action, const char *name)
{
    if (!action->isEnabled()) {
        return nullptr;
    }
    action->trigger();
    return dialog(name);
}

void TestStreamOperations::click(QDialog *dialog, const char *name)
{
    QTest::mouseClick(child<QPushButton>(dialog, name), Qt::LeftButton);
}

bool TestStreamOperations::waitForPage(const QByteArray &path)
{
    return WritingWindow::waitFor([&] {
        const TailPage *page = m_user->window()->currentPage();
        return page && m_user->window()->tabs()->pathOf(page) == path
            && page->session()->status().state == TailState::Live;
    });
}

QByteArray TestStreamOperations::rows(const TailPage *page) const
{
    QByteArrayList list;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        if (const Message message = page->model()->messageAt(row); message.isData()) {
            list.append(message.toByteArray());
        }
    }
    return list.join(' ');
}

QByteArray TestStreamOperations::rowsAroundFork() const
{
    const TailModel *model = m_user->window()->currentPage()->model();
    QByteArrayList list;
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto marker = model->markerAt(row);
        if (!marker) {
            list.append(model->messageAt(row).toByteArray());
        } else if (marker->type == Marker::Type::Inherited) {
            list.append(marker->count == 0 ? "|"_ba : "?"_ba);
        }
    }
    return list.join(' ');
}

int TestStreamOperations::runShell(const QString &command)
{
    QProcess shell;
    shell.start(u"sh"_s, { u"-c"_s, command });
    const bool ended
        = WritingWindow::waitFor([&] { return shell.state() == QProcess::NotRunning; });
    return ended ? shell.exitCode() : -1;
}

void TestStreamOperations::createsWithFirstMessage()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QTest::keyClick(m_user->window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog *create = dialog("createStreamDialog");
    QVERIFY(create);
    QTest::keyClicks(child<QLineEdit>(create, "createPath"), u"made/here"_s);
    auto *body = child<QPlainTextEdit>(create, "createBody");
    body->setFocus();
    QTest::keyClicks(body, u"[1,2"_s);
    QVERIFY(!child<QPushButton>(create, "createButton")->isEnabled());
    QTest::keyClicks(body, u"]"_s);
    child<QComboBox>(create, "lifetime")->setCurrentIndex(1);
    child<QSpinBox>(create, "lifetimeTtl")->setValue(7200);
    click(create, "createButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_user->window()->currentPage(), Patience);
    DurableStreams::StreamInfo info;
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("made/here")).head(), &info));
    QCOMPARE(info.contentType, "application/json"_ba);
    QCOMPARE(info.ttl, std::chrono::seconds(7200));
    QCOMPARE(m_user->messages("made/here"), QByteArrayList { "[1,2]" });
    QCOMPARE(m_user->window()->composer()->path(), "made/here"_ba);
}

//! It is held as in the composer: a line of megabytes is not laid out, and goes as it came.
void TestStreamOperations::createsWithALongFirstMessage()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QDialog *create = trigger(commands()->newStream, "createStreamDialog");
    QVERIFY(create);
    QTest::keyClicks(child<QLineEdit>(create, "createPath"), u"long"_s);
    auto *body = child<PayloadEditor>(create, "createBody");
    const QString text = u"{\"a\":["_s + u"1.0,"_s.repeated(200'000) + u"\"\u00a0\"]}"_s;
    QGuiApplication::clipboard()->setText(text);
    body->setFocus();
    QTest::keyClick(body, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(body->isCollapsed());
    QVERIFY(child<QLabel>(create, "composerLargeText")->isVisible());
    QVERIFY(child<QPushButton>(create, "createButton")->isEnabled());
    click(create, "createButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_user->window()->currentPage(), Patience);
    QCOMPARE(m_user->messages("long"), QByteArrayList { text.toUtf8() });
}

void TestStreamOperations::saysWhyNotCreated()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("taken", "text/plain", "mine"));
    QDialog *create = trigger(commands()->newStream, "createStreamDialog");
    QVERIFY(create);
    QTest::keyClicks(child<QLineEdit>(create, "createPath"), u"taken"_s);
    click(create, "createButton");
    auto *message = child<QLabel>(create, "createMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"A stream with other settings exists"_s),
                             Patience);
    QVERIFY(create->isVisible());
    QCOMPARE(child<QLineEdit>(create, "createPath")->text(), u"taken"_s);
    QCOMPARE(m_user->content("taken"), "mine"_ba);
}

void TestStreamOperations::keepsToItsServer_data()
{
    QTest::addColumn<bool>("fork");
    QTest::addColumn<QString>("address"); // %1: the port of this server
    QTest::addColumn<bool>("here");
    for (const bool fork : { false, true }) {
        const char *what = fork ? "fork" : "new stream";
        QTest::addRow("%s, this server", what) << fork << u"http://127.0.0.1:%1/v1/stream/made/here"_s << true;
        QTest::addRow("%s, another port", what) << fork << u"http://127.0.0.1:1/v1/stream/made/here"_s << false;
        QTest::addRow("%s, another host", what) << fork << u"http://localhost:%1/v1/stream/made/here"_s << false;
        QTest::addRow("%s, encrypted", what) << fork << u"https://127.0.0.1:%1/v1/stream/made/here"_s << false;
    }
}

// The address of another server makes nothing on this one.
void TestStreamOperations::keepsToItsServer()
{
    QFETCH(const bool, fork);
    QFETCH(QString, address);
    QFETCH(const bool, here);
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    QVERIFY(m_user->open("s"));
    QDialog *dialog = fork ? trigger(commands()->forkStream, "forkStreamDialog")
                           : trigger(commands()->newStream, "createStreamDialog");
    QVERIFY(dialog);
    const QUrl root = m_user->url({});
    QCOMPARE(root.host(), u"127.0.0.1"_s);
    if (address.contains(u"%1"_s)) {
        address = address.arg(root.port());
    }
    child<QLineEdit>(dialog, fork ? "forkPath" : "createPath")->setText(address);
    const auto *button = child<QPushButton>(dialog, fork ? "forkCreate" : "createButton");
    QCOMPARE(button->isEnabled(), here);
    const QString said = child<QLabel>(dialog, fork ? "forkMessage" : "createMessage")->text();
    QVERIFY2(said.contains(u"on another server than 127.0.0.1:%1"_s.arg(root.port())) != here, qPrintable(said));
    if (here) {
        click(dialog, fork ? "forkCreate" : "createButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_user->exists("made/here"), Patience);
    } else {
        dialog->reject();
    }
}

void TestStreamOperations::forksAtTheTail()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2]"));
    QVERIFY(m_user->open("s"));
    QDialog *fork = trigger(commands()->forkStream, "forkStreamDialog");
    QVERIFY(fork);
    QCOMPARE(child<QLineEdit>(fork, "forkPath")->text(), u"s-fork-1"_s);
    QVERIFY(child<QRadioButton>(fork, "forkAtTail")->isChecked());
    click(fork, "forkCreate");
    QVERIFY(waitForPage("s-fork-1"));
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).appendJson("3")));
    QCOMPARE(m_user->messages("s-fork-1"), (QByteArrayList { "1", "2" }));
    // It is a stream of its own, and the next one has another name.
    QVERIFY(m_user->compose());
    m_user->paste(u"\"mine\""_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    QCOMPARE(m_user->messages("s-fork-1"), (QByteArrayList { "1", "2", "\"mine\"" }));
    QCOMPARE(m_user->messages("s"), (QByteArrayList { "1", "2", "3" }));
    // Between what it inherited and its own, also when both come in one answer later.
    QTRY_COMPARE_WITH_TIMEOUT(rowsAroundFork(), "1 2 | \"mine\""_ba, Patience);
    m_user->window()->tabs()->closePage(m_user->window()->currentPage());
    QVERIFY(m_user->open("s-fork-1"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsAroundFork(), "1 2 | \"mine\""_ba, Patience);
    QVERIFY(m_user->open("s"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsAroundFork(), "1 2 3"_ba, Patience);
    fork = trigger(commands()->forkStream, "forkStreamDialog");
    QVERIFY(fork);
    QCOMPARE(child<QLineEdit>(fork, "forkPath")->text(), u"s-fork-2"_s);
    fork->reject();
}

//! The context menu of a row.
QDialog *TestStreamOperations::forkFromRow(TailPage *page, int row)
{
    const QRect cell = page->view()->visualRect(page->model()->index(row, 0));
    Q_EMIT page->view()->customContextMenuRequested(cell.center());
    QAction *fork = nullptr;
    WritingWindow::waitFor([&] {
        for (QMenu *menu : page->findChildren<QMenu *>()) {
            for (QAction *action : menu->isVisible() ? menu->actions() : QList<QAction *>()) {
                const QString words = QString(action->text()).remove(u'&');
                fork = words.contains(u"Fork From Here"_s) ? action : fork;
            }
        }
        return fork != nullptr;
    });
    if (!fork) {
        return nullptr;
    }
    fork->trigger();
    if (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    return dialog("forkStreamDialog");
}

void TestStreamOperations::forksFromARow_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArrayList>("appends");
    QTest::addColumn<int>("row");
    QTest::addColumn<QByteArray>("forked");
    for (const auto &[name, backend] :
         { std::pair("sandbox", Backend::Sandbox), std::pair("reference", Backend::Reference) }) {
        // Live, each append comes by itself; a batch has one offset for all.
        QTest::addRow("%s: the second append", name)
            << backend << "application/json"_ba << QByteArrayList { "[1]", "[2]", "[3]" } << 1
            << "12"_ba;
        QTest::addRow("%s: within a batch", name)
            << backend << "application/json"_ba << QByteArrayList { "[1]", "[2,3,4]", "[5]" } << 2
            << "123"_ba;
        QTest::addRow("%s: lines of text", name)
            << backend << "text/plain"_ba << QByteArrayList { "a\n", "b\nc\nd\n" } << 2
            << "a\nb\nc\n"_ba;
    }
}

void TestStreamOperations::forksFromARow()
{
    QFETCH(const Backend, backend);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArrayList, appends);
    QFETCH(const int, row);
    QFETCH(const QByteArray, forked);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", type));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    quint64 bytes = 0;
    for (const QByteArray &body : appends) {
        QVERIFY(m_user->carriedOut(
            m_user->other().stream(m_user->url("s")).append(body, { .contentType = type })));
        QTRY_COMPARE_GT_WITH_TIMEOUT(page->session()->status().totalBytes, bytes, Patience);
        bytes = page->session()->status().totalBytes;
    }
    QDialog *fork = forkFromRow(page, row);
    QVERIFY(fork);
    QVERIFY(child<QRadioButton>(fork, "forkAtRow")->isChecked());
    click(fork, "forkCreate");
    QVERIFY(waitForPage("s-fork-1"));
    QCOMPARE(m_user->content("s-fork-1"), forked);
}

void TestStreamOperations::copiesWhereItCannotFork_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArrayList>("appends");
    QTest::addColumn<int>("row");
    QTest::addColumn<QByteArray>("copied");
    QTest::newRow("messages of several appends")
        << "application/json"_ba << QByteArrayList { "[1]", "[2,[3]]", "[4]" } << 2 << "12[3]"_ba;
    QTest::newRow("the first row") << "application/json"_ba << QByteArrayList { "[1]", "[2]" } << 0
                                   << "1"_ba;
    QTest::newRow("text") << "text/plain"_ba << QByteArrayList { "a\n", "b\nc\nd\n" } << 2
                          << "a\nb\nc\n"_ba;
}

void TestStreamOperations::copiesWhereItCannotFork()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArrayList, appends);
    QFETCH(const int, row);
    QFETCH(const QByteArray, copied);
    QCOMPARE(m_user->start(Backend::Reference), QString());
    QVERIFY(m_user->create("s", type));
    for (const QByteArray &body : appends) {
        QVERIFY(m_user->carriedOut(
            m_user->other().stream(m_user->url("s")).append(body, { .contentType = type })));
    }
    TailPage *page = m_user->open("s"); // all of it in one answer, from the offset -1
    QVERIFY(page);
    QTRY_COMPARE_GT_WITH_TIMEOUT(page->model()->rowCount(), row, Patience);
    QDialog *fork = forkFromRow(page, row);
    QVERIFY(fork);
    click(fork, "forkCreate");
    auto *copy = child<QPushButton>(fork, "forkCopy");
    QTRY_VERIFY_WITH_TIMEOUT(copy->isVisible(), Patience);
    QVERIFY(child<QLabel>(fork, "forkMessage")->text().contains(u"That is no fork"_s));
    QVERIFY(!m_user->exists("s-fork-1")); // nothing happens before it is agreed to
    click(fork, "forkCopy");
    QVERIFY(waitForPage("s-fork-1"));
    QCOMPARE(m_user->content("s-fork-1"), copied);
}

void TestStreamOperations::forksAClosedStream()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "text/plain", "so far"));
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).closeStream()));
    QVERIFY(m_user->open("s"));
    QDialog *fork = trigger(commands()->forkStream, "forkStreamDialog");
    QVERIFY(fork);
    auto *path = child<QLineEdit>(fork, "forkPath");
    path->selectAll();
    QTest::keyClicks(path, u"goes/on"_s);
    click(fork, "forkCreate");
    QVERIFY(waitForPage("goes/on"));
    QVERIFY(!m_user->isClosed("goes/on"));
    QCOMPARE(m_user->content("goes/on"), "so far"_ba);
}

void TestStreamOperations::closes()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json", "[1]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QDialog *close = trigger(commands()->closeStream, "closeStreamDialog");
    QVERIFY(close);
    QTest::keyClick(close, Qt::Key_Return); // Cancel is the default
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("closeStreamDialog"_L1), Patience);
    QVERIFY(!m_user->isClosed("s"));
    close = trigger(commands()->closeStream, "closeStreamDialog");
    QVERIFY(close);
    click(close, "carryOut");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Closed, Patience);
    QVERIFY(m_user->isClosed("s"));
    QCOMPARE(m_user->messages("s"), QByteArrayList { "1" });
}

void TestStreamOperations::deletesWhatIsListed()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    for (const QByteArray &path : { "a"_ba, "b"_ba, "c"_ba }) {
        QVERIFY(m_user->create(path, "text/plain", path));
        m_user->server()->catalog()->addByHand(path);
    }
    ExplorerPanel *explorer = m_user->window()->explorer();
    explorer->setFlat(true);
    explorer->view()->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT((explorer->select("a"), explorer->currentPath() == "a"), Patience);
    QTest::keyClick(explorer->view(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(explorer->selectedPaths(), (QList<QByteArray> { "a", "b" }));
    QDialog *question = trigger(commands()->deleteStream, "deleteStreamDialog");
    QVERIFY(question);
    auto *list = child<QListWidget>(question, "questionList");
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), u"a"_s);
    QCOMPARE(list->item(1)->text(), u"b"_s);
    // One of them goes meanwhile: that one is not deleted, and stays in the question.
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("a")).remove()));
    click(question, "carryOut");
    auto *message = child<QLabel>(question, "questionMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"could not be deleted"_s), Patience);
    QVERIFY(list->item(0)->text().contains(u"404"_s));
    QVERIFY(list->item(1)->text().contains(u"deleted"_s));
    question->reject();
    QVERIFY(!m_user->exists("b"));
    QVERIFY(m_user->exists("c"));
    QCOMPARE(m_user->content("c"), "c"_ba);
}

QByteArrayList TestStreamOperations::captured(const QString &file)
{
    CaptureRows rows(file);
    QByteArrayList messages;
    for (Message row = rows.open() ? rows.next() : Message(); !row.isNull(); row = rows.next()) {
        if (row.isData()) {
            messages.append(row.toByteArray());
        }
    }
    return messages;
}

void TestStreamOperations::capturesBeforeItDeletes()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    const QByteArrayList messages { "{\"n\":9007199254740993}", "\"\\ud83d\"", "1e400", "[ 1 ]" };
    QVERIFY(m_user->create("s", "application/json", "[" + messages.join(',') + "]"));
    const QByteArrayList stored = m_user->messages("s");
    QVERIFY(m_user->open("s"));
    QDialog *question = trigger(commands()->deleteStream, "deleteStreamDialog");
    QVERIFY(question);
    auto *wanted = child<QCheckBox>(question, "captureFirst");
    QVERIFY(!wanted->isChecked());
    wanted->click();
    auto *name = child<QLineEdit>(question, "fileName");
    QTRY_VERIFY(name->isVisible());
    // What is there is not written over.
    const QTemporaryDir folder;
    QFile other(folder.filePath(u"other.dscap"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    name->setText(other.fileName());
    QVERIFY(!child<QPushButton>(question, "carryOut")->isEnabled());
    const QString file = folder.filePath(u"s.dscap"_s);
    name->setText(file);
    click(question, "carryOut");
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("deleteStreamDialog"_L1),
                             Patience);
    QVERIFY(!m_user->exists("s"));
    QCOMPARE(captured(file), stored);
}

// Several at once, each in a file of its own, though their names are the same in files.
void TestStreamOperations::capturesEachBeforeItDeletes()
{
    const QTemporaryDir folder;
    const QByteArray home = qgetenv("HOME");
    const auto restored = qScopeGuard([home] { qputenv("HOME", home); });
    qputenv("HOME", folder.path().toUtf8());
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    for (const QByteArray &path : { "x-y"_ba, "x/y"_ba }) {
        QVERIFY(m_user->create(path, "application/json", "[\"" + path + "\"]"));
        m_user->server()->catalog()->addByHand(path);
    }
    ExplorerPanel *explorer = m_user->window()->explorer();
    explorer->setFlat(true);
    explorer->view()->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT((explorer->select("x-y"), explorer->currentPath() == "x-y"), Patience);
    QTest::keyClick(explorer->view(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(explorer->selectedPaths().size(), 2);
    QDialog *question = trigger(commands()->deleteStream, "deleteStreamDialog");
    QVERIFY(question);
    child<QCheckBox>(question, "captureFirst")->click();
    click(question, "carryOut");
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("deleteStreamDialog"_L1),
                             Patience);
    QVERIFY(!m_user->exists("x-y"));
    QVERIFY(!m_user->exists("x/y"));
    QByteArrayList kept;
    QDirIterator files(folder.path(), { u"*.dscap"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        kept += captured(files.next());
    }
    std::ranges::sort(kept);
    QCOMPARE(kept, (QByteArrayList { "\"x-y\"", "\"x/y\"" }));
}

void TestStreamOperations::deletesNothingUncaptured()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "text/plain", "mine"));
    QVERIFY(m_user->open("s"));
    QDialog *question = trigger(commands()->deleteStream, "deleteStreamDialog");
    QVERIFY(question);
    child<QCheckBox>(question, "captureFirst")->click();
    // A folder that cannot be written to.
    child<QLineEdit>(question, "fileName")->setText(u"/proc/s.dscap"_s);
    click(question, "carryOut");
    auto *message = child<QLabel>(question, "questionMessage");
    QTRY_VERIFY_WITH_TIMEOUT(!message->text().isEmpty(), Patience);
    QVERIFY(question->isVisible());
    QCOMPARE(m_user->content("s"), "mine"_ba);
    question->reject();
}

void TestStreamOperations::deletedSourceOfAForkSaysSo()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json", "[1]"));
    QVERIFY(m_user->open("s"));
    QDialog *fork = trigger(commands()->forkStream, "forkStreamDialog");
    QVERIFY(fork);
    click(fork, "forkCreate");
    QVERIFY(waitForPage("s-fork-1"));
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("s")).remove()));
    // To compose to it is refused in words, and a fork of it keeps what it had.
    QVERIFY(m_user->compose());
    m_user->window()->composer()->setTarget(m_user->server(), "s", "application/json");
    m_user->window()->composer()->focusEditor();
    m_user->paste(u"2"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"deleted while forks of it exist"_s));
    QCOMPARE(m_user->messages("s-fork-1"), QByteArrayList { "1" });
}

void TestStreamOperations::copiedCurlDoesTheSame_data()
{
    addBackends();
}

void TestStreamOperations::copiedCurlDoesTheSame()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    const auto copied = [](QDialog *from) {
        QGuiApplication::clipboard()->clear();
        child<QPushButton>(from, "copyCurl")->click();
        from->reject();
        return QGuiApplication::clipboard()->text();
    };
    QDialog *create = trigger(commands()->newStream, "createStreamDialog");
    QVERIFY(create);
    child<QLineEdit>(create, "createPath")->setText(u"it's a [path]"_s);
    child<QPlainTextEdit>(create, "createBody")->setPlainText(u"{\"a\":\"it's\"}"_s);
    QCOMPARE(runShell(copied(create)), 0);
    QCOMPARE(m_user->messages("it's%20a%20%5Bpath%5D"), QByteArrayList { "{\"a\":\"it's\"}" });
    const QByteArray path = "it's%20a%20%5Bpath%5D";
    QVERIFY(m_user->open(path));
    QDialog *fork = trigger(commands()->forkStream, "forkStreamDialog");
    QVERIFY(fork);
    child<QLineEdit>(fork, "forkPath")->setText(u"f"_s);
    QCOMPARE(runShell(copied(fork)), 0);
    QCOMPARE(m_user->messages("f"), QByteArrayList { "{\"a\":\"it's\"}" });
    QVERIFY(m_user->open("f"));
    QDialog *close = trigger(commands()->closeStream, "closeStreamDialog");
    QVERIFY(close);
    QCOMPARE(runShell(copied(close)), 0);
    QVERIFY(m_user->isClosed("f"));
    QDialog *remove = trigger(commands()->deleteStream, "deleteStreamDialog");
    QVERIFY(remove);
    QCOMPARE(runShell(copied(remove)), 0);
    QVERIFY(!m_user->exists("f"));
}

QTEST_MAIN(TestStreamOperations)
#include "tst_streamoperations.moc"
