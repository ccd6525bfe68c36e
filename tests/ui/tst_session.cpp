// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "composer/composerpanel.h"
#include "composer/draftstore.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "models/tailmodel.h"
#include "session/streammemory.h"
#include "sessiontest.h"
#include "settings/settings.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"

#include <support/faultserver.h>

#include <QAction>
#include <QDialog>
#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace Tailwater;

//! What is there again after quitting, and after a crash.
class TestSession : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void closedAfterComingBackStaysClosed();
    void nobodyUnlocksByTheFirstKey();
    void stoppedStaysStopped();
    void safeModeLeavesItAlone();
    void damagedSessionIsSetAside();
    void composerIsAsItWas();
    void tabsOfSeveralServersKeepTheirOrder();
    void anotherWindowHasTabsOfItsOwn();
    void listShowsTheStreamOfTheTab_data();
    void listShowsTheStreamOfTheTab();
    void previewFillsRestoredTabs_data();
    void previewFillsRestoredTabs();

private:
    //! What is on disk now of where the reading of \a stream was left off.
    QByteArray savedOffset(const QUrl &stream) const;
    //! As by a crash: nothing is said to anybody.
    void vanish();
};

QByteArray TestSession::savedOffset(const QUrl &stream) const
{
    // The settings of one process know of each other; a copy has only what was written.
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"copy.ini"_s);
    QFile::copy(m_folder->filePath(u"settings.ini"_s), copy);
    Settings settings(copy);
    const auto start = StreamMemory(&settings).leftOff(stream);
    return start ? start->offset.token() : QByteArray();
}

void TestSession::vanish()
{
    // What is on disk now is all that a crash leaves.
    QHash<QString, QByteArray> left;
    for (const QString &name : { u"session.json"_s, u"settings.ini"_s }) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        left.insert(name, file.readAll());
    }
    m_app.reset();
    for (const auto &[name, content] : left.asKeyValueRange()) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
}

void TestSession::comesBack_data()
{
    QTest::addColumn<bool>("crash");
    QTest::newRow("after quitting") << false;
    QTest::newRow("after a crash") << true;
}

void TestSession::comesBack()
{
    QFETCH(const bool, crash);
    start();
    Server *server = connectWindow("hunter2");
    QVERIFY(openAndRead(server, "a"));
    TailPage *second = openAndRead(server, "b/c");
    QVERIFY(second);
    second->setFollowing(false);
    m_app->window()->composer()->setTarget(server, "a", "application/json");
    m_app->window()->composer()->setText(u"half a thought"_s);
    const QString file = m_folder->filePath(u"session.json"_s);
    const auto saved = [&file] {
        QFile content(file);
        return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
    };
    // Saved as it changes, not when it ends.
    QTRY_VERIFY_WITH_TIMEOUT(saved().contains("b/c"), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(savedOffset(server->urlOf("a")), "7_2"_ba, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(savedOffset(server->urlOf("b/c")), "7_2"_ba, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            const auto drafts = DraftStore(m_folder->filePath(u"drafts"_s)).read();
            return drafts.size() == 1 && drafts.begin()->text == u"half a thought"_s;
        }(),
        Patience);
    QVERIFY(!saved().contains("hunter2"));
    if (crash) {
        vanish();
    } else {
        m_app->window()->close();
        m_app.reset();
    }
    m_server->forget();

    start();
    StreamTabs *tabs = m_app->window()->tabs();
    QTRY_COMPARE_WITH_TIMEOUT(tabs->count(), 2, Patience);
    QCOMPARE(tabs->pathOf(tabs->pages().at(0)), "a"_ba);
    QCOMPARE(tabs->pathOf(tabs->pages().at(1)), "b/c"_ba);
    QCOMPARE(tabs->currentPage(), tabs->pages().at(1));
    QVERIFY(!tabs->pages().at(1)->isFollowing());
    // They go on where they were left off, and nothing is read twice.
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty() && !reads("b/c").isEmpty(), Patience);
    QVERIFY(reads("a").first().contains("offset=7_2"));
    QCOMPARE(tabs->pages().at(0)->session()->startPoint().firstNumber, quint64(3));
    QCOMPARE(m_app->window()->composer()->drafts().size(), 1);
    for (const TestSupport::Request &request : m_server->requests()) {
        QVERIFY(request.method == "GET" || request.method == "HEAD");
    }
}

void TestSession::closedAfterComingBackStaysClosed()
{
    start();
    Server *server = connectWindow();
    for (const char *path : { "a", "b/c", "d" }) {
        QVERIFY(openAndRead(server, path));
    }
    const auto saved = [this] {
        QFile file(m_folder->filePath(u"session.json"_s));
        QStringList paths;
        if (file.open(QIODevice::ReadOnly)) {
            const QJsonObject content = QJsonDocument::fromJson(file.readAll()).object();
            for (const QJsonValue &tab : content.value("tabs"_L1).toArray()) {
                paths.append(tab.toObject().value("path"_L1).toString());
            }
        }
        return paths;
    };
    m_app->window()->close();
    m_app.reset();

    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 3, Patience);
    Q_EMIT m_app->window()->tabs()->tabCloseRequested(2);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 2, Patience);
    m_app->window()->close();
    QCOMPARE(saved(), QStringList({ u"a"_s, u"b/c"_s }));
}

void TestSession::nobodyUnlocksByTheFirstKey()
{
    start();
    Connection connection = Connection::to(m_server->url("/v1/stream"));
    connection.environment = Connection::Environment::Production;
    connection.liveMode = DurableStreams::LiveMode::LongPoll;
    QVERIFY(openAndRead(m_app->window()->addServer(m_app->connections()->save(connection)), "a"));
    m_app->window()->close();
    m_app.reset();
    m_ttl = true;
    start();
    MainWindow *window = m_app->window();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(window->currentPage(), u"begins anew"), Patience);
    auto *lock = window->findChild<QPushButton *>("connectionLock"_L1);
    QVERIFY(lock->isVisible());
    QVERIFY(window->focusWidget());
    QVERIFY(window->focusWidget() != lock);
    QTest::keyClick(window->focusWidget(), Qt::Key_Space);
    QVERIFY(window->currentServer()->isLocked());
    // Whoever goes there can use it.
    lock->setFocus(Qt::TabFocusReason);
    QTest::keyClick(lock, Qt::Key_Space);
    QVERIFY(!window->currentServer()->isLocked());
}

void TestSession::stoppedStaysStopped()
{
    start();
    TailPage *page = openAndRead(connectWindow(), "a");
    QVERIFY(page);
    page->stop();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Stopped, Patience);
    // Nobody asks for more, however often the application is started.
    for (int i = 0; i < 2; ++i) {
        m_app->window()->close();
        m_app.reset();
        m_server->forget();
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    }
    // What would be sent before this is answered.
    m_app->window()->openStream(m_app->window()->currentServer(), "other");
    QTRY_VERIFY_WITH_TIMEOUT(!reads("other").isEmpty(), Patience);
    QVERIFY(reads("a").isEmpty());
    // Read on, it is a tab as the others.
    m_app->window()->tabs()->pages().first()->resume();
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
    m_app->window()->close();
    m_app.reset();
    m_server->forget();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
}

void TestSession::safeModeLeavesItAlone()
{
    start();
    QVERIFY(openAndRead(connectWindow(), "a"));
    m_app->window()->close();
    m_app.reset();
    start({ .safeMode = true });
    QCOMPARE(m_app->window()->tabs()->count(), 0);
    m_app->window()->close();
    m_app.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 1, Patience);
}

void TestSession::damagedSessionIsSetAside()
{
    QFile file(m_folder->filePath(u"session.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\":\"tailwater-session\",\"version\":1,\"tabs\":[{");
    file.close();
    start();
    QVERIFY(m_app->window()->statusStrip()->said().contains(u"set aside"_s));
    QCOMPARE(m_app->window()->tabs()->count(), 0);
}

void TestSession::composerIsAsItWas()
{
    start();
    Server *server = connectWindow();
    for (const QByteArray &path : { "a"_ba, "b"_ba, "c"_ba }) {
        QVERIFY(openAndRead(server, path));
    }
    // Not that of the tab shown, nor of the first one.
    m_app->window()->bindComposer(server, "b");
    m_app->window()->close();
    m_app.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 3, Patience);
    const ComposerPanel *composer = m_app->window()->composer();
    QTRY_COMPARE_WITH_TIMEOUT(composer->path(), "b"_ba, Patience);
    QCOMPARE(m_app->window()->tabs()->pathOf(m_app->window()->currentPage()), "c"_ba);
    auto *type = composer->findChild<QLabel *>("composerType"_L1);
    QTRY_COMPARE_WITH_TIMEOUT(type->text(), u"application/json"_s, Patience);
}

void TestSession::tabsOfSeveralServersKeepTheirOrder()
{
    start();
    MainWindow *window = m_app->window();
    // Two connections to one server are as good as two servers.
    Server *one = connectWindow();
    Connection another = Connection::to(m_server->url("/v1/stream"));
    another.name = u"Another"_s;
    another.liveMode = DurableStreams::LiveMode::LongPoll;
    Server *two = window->addServer(
        m_app->connections()->save(another, SecretStore::Place::PlainFile));
    QVERIFY(one != two);
    const QList<std::pair<Server *, QByteArray>> opened {
        { two, "a" }, { one, "src" }, { one, "fork" }, { two, "b" }
    };
    QStringList wanted;
    for (const auto &[server, path] : opened) {
        QVERIFY(openAndRead(server, path));
        wanted.append(server->displayName() + u' ' + QString::fromLatin1(path));
    }
    window->close();
    m_app.reset();
    start();
    window = m_app->window();
    QTRY_COMPARE_WITH_TIMEOUT(window->tabs()->count(), 4, Patience);
    QStringList found;
    for (const TailPage *page : window->tabs()->pages()) {
        found.append(window->tabs()->serverOf(page)->displayName() + u' '
                     + QString::fromLatin1(window->tabs()->pathOf(page)));
    }
    QCOMPARE(found, wanted);
    QCOMPARE(window->tabs()->currentIndex(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(window->composer()->path(), "b"_ba, Patience);
}

void TestSession::anotherWindowHasTabsOfItsOwn()
{
    start();
    QVERIFY(openAndRead(connectWindow(), "a"));
    m_app->window()->close();
    const QPoint place = m_app->window()->pos();
    m_app.reset();
    start({ .urls = { m_server->url("/v1/stream/b").toString() }, .newWindow = true });
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 1, Patience);
    QCOMPARE(m_app->window()->tabs()->pathOf(m_app->window()->currentPage()), "b"_ba);
    // Not exactly where the first one is.
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->pos() != place, Patience);
    // What the first one had open is there the next time.
    m_app->window()->close();
    m_app.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 1, Patience);
    QCOMPARE(m_app->window()->tabs()->pathOf(m_app->window()->currentPage()), "a"_ba);
}

void TestSession::listShowsTheStreamOfTheTab_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("there is no list") << 404;
    QTest::newRow("the list cannot be read") << 403;
    QTest::newRow("the list is there") << 200;
}

// Or none: never another one, which a command would be about.
void TestSession::listShowsTheStreamOfTheTab()
{
    QFETCH(const int, status);
    m_registryStatus = status;
    start();
    Server *server = connectWindow();
    for (const QByteArray &path : { "a"_ba, "b"_ba, "c"_ba }) {
        QVERIFY(openAndRead(server, path));
    }
    m_app->window()->close();
    m_app.reset();
    start();
    MainWindow *window = m_app->window();
    QTRY_COMPARE_WITH_TIMEOUT(window->tabs()->count(), 3, Patience);
    const ExplorerPanel *explorer = window->explorer();
    for (int i : { 2, 0, 1, 2 }) {
        window->tabs()->setCurrentIndex(i);
        const QByteArray path = window->tabs()->pathOf(window->currentPage());
        QVERIFY2(explorer->currentPath().isEmpty() || explorer->currentPath() == path,
                 explorer->currentPath().constData());
        QTRY_COMPARE_WITH_TIMEOUT(explorer->currentPath(), path, Patience);
        QCOMPARE(explorer->selectedPaths(), QList { path });
    }
    // What is not listed: none is selected, and a command is about the tab.
    QLineEdit *filter = window->explorer()->filterEdit();
    filter->setText(u"nothing like it"_s);
    QTRY_COMPARE_WITH_TIMEOUT(explorer->currentPath(), QByteArray(), Patience);
    window->tabs()->setCurrentIndex(0);
    explorer->view()->setFocus();
    window->commands()->deleteStream->trigger();
    const auto said = [window] {
        for (QDialog *dialog : window->findChildren<QDialog *>("deleteStreamDialog"_L1)) {
            for (const QLabel *label : dialog->findChildren<QLabel *>()) {
                if (label->text().contains(u"/a"_s) || label->text().contains(u"“a”"_s)) {
                    return true;
                }
            }
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), Patience);
    // The keys of tabs go from every pane.
    for (QDialog *dialog : window->findChildren<QDialog *>("deleteStreamDialog"_L1)) {
        dialog->reject();
    }
    filter->clear();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(window->tabs()->currentIndex(), 1);
    QTest::keyClick(filter, Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(filter, Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(window->tabs()->currentIndex(), 2);
}

void TestSession::previewFillsRestoredTabs_data()
{
    QTest::addColumn<bool>("following");
    QTest::newRow("following") << true;
    QTest::newRow("not following") << false;
}

void TestSession::previewFillsRestoredTabs()
{
    QFETCH(const bool, following);
    start();
    Server *server = connectWindow();
    for (const QByteArray &path : { "a"_ba, "b"_ba }) {
        TailPage *page = openAndRead(server, path);
        QVERIFY(page);
        page->setFollowing(following);
    }
    for (int restart = 0; restart < 2; ++restart) {
        m_app->window()->close();
        m_app.reset();
        start();
        StreamTabs *tabs = m_app->window()->tabs();
        QTRY_COMPARE_WITH_TIMEOUT(tabs->count(), 2, Patience);
        for (TailPage *page : tabs->pages()) {
            tabs->setCurrentWidget(page);
            QTRY_VERIFY_WITH_TIMEOUT(page->view()->isVisible(), Patience);
            const QHeaderView *header = page->view()->horizontalHeader();
            QTRY_COMPARE_WITH_TIMEOUT(header->length(), page->view()->viewport()->width(), Patience);
            QCOMPARE_GT(header->sectionSize(TailModel::PreviewColumn), 200);
        }
    }
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
