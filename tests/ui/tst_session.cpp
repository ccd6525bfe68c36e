// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "composer/composerpanel.h"
#include "composer/draftstore.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "filter/filterbar.h"
#include "mainwindow.h"
#include "models/tailmodel.h"
#include "session/sessionkeeper.h"
#include "session/streamlink.h"
#include "settings.h"
#include "singleinstance.h"
#include "statusstrip.h"
#include "streammemory.h"
#include "streamtabs.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "windowactions.h"
#include "wire/problemsmodel.h"

#include <durablestreams/headqueue.h>

#include <support/faultserver.h>

#include <QAction>
#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {
constexpr auto Patience = 60s;
}

//! What is there again after quitting, after a crash, and when a link or a second start comes in.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void comesBack_data();
    void comesBack();
    void closedAfterComingBackStaysClosed();
    void ttlStreamStaysUnread();
    void unknownLifetimeStaysUnread_data();
    void unknownLifetimeStaysUnread();
    void waitsForTheServer_data();
    void waitsForTheServer();
    void stopsWaiting();
    void addressOfTtlStreamStaysUnread_data();
    void addressOfTtlStreamStaysUnread();
    void nobodyUnlocksByTheFirstKey();
    void stoppedStaysStopped();
    void safeModeLeavesItAlone();
    void damagedSessionIsSetAside();
    void linkAsksBeforeUnknownHost();
    void linkToKnownHostOpens();
    void secondStartHandsOver();
    void startsOnce();
    void profileByName();
    void composerIsAsItWas();
    void tabsOfSeveralServersKeepTheirOrder();
    void anotherWindowHasTabsOfItsOwn();
    void showsWhatIsOpenWhileItsServerIsDown();
    void listShowsTheStreamOfTheTab_data();
    void listShowsTheStreamOfTheTab();
    void previewFillsRestoredTabs_data();
    void previewFillsRestoredTabs();

private:
    void serve();
    void start(const CommandLine &line = {});
    void answerRegistry(const Exchange &e) const;
    Server *connectWindow(const QByteArray &token = {});
    TailPage *openAndRead(Server *server, const QByteArray &path);
    QByteArrayList reads(const QByteArray &path) const;
    //! What is on disk now of where the reading of \a stream was left off.
    QByteArray savedOffset(const QUrl &stream) const;
    //! As by a crash: nothing is said to anybody.
    void vanish();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Application> m_app;
    bool m_ttl = false;
    int m_registryStatus = 404;
    int m_headStatus = 200;
    QByteArray m_token;
};

namespace {

bool saysSomewhere(const QWidget *page, QStringView word)
{
    return std::ranges::any_of(page->findChildren<QLabel *>(), [word](const QLabel *label) {
        return label->isVisible() && label->text().contains(word);
    });
}

QPushButton *buttonOf(const QWidget *page, QStringView text)
{
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

void TestSession::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestSession::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_ttl = false;
    m_registryStatus = 404;
    m_headStatus = 200;
    m_token.clear();
    serve();
}

void TestSession::cleanup()
{
    m_app.reset();
    m_server.reset();
    m_folder.reset();
}

void TestSession::serve()
{
    m_server = std::make_unique<FaultServer>();
    m_server->otherwise([this](const Exchange &e) {
        const TestSupport::Request &request = e.request();
        if (request.path.endsWith("__registry__")) {
            answerRegistry(e);
            return;
        }
        if (request.method == "HEAD" && m_headStatus != 200
            && request.header("authorization") != m_token) {
            e.reply(Reply(m_headStatus));
            return;
        }
        Reply reply(200, request.method == "HEAD" ? QByteArray() : "[1,2]"_ba);
        reply.header("Content-Type", "application/json")
            .header("Stream-Next-Offset", "7_2")
            .header("Stream-Up-To-Date", "true")
            .header("Stream-Cursor", "5");
        if (m_ttl) {
            reply.header("Stream-TTL", "3600");
        }
        if (request.method == "HEAD" || request.query.contains("offset=-1")) {
            e.reply(reply);
        } // else: it waits for news
    });
}

void TestSession::start(const CommandLine &line)
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start(line);
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
}

void TestSession::answerRegistry(const Exchange &e) const
{
    if (m_registryStatus != 200) {
        e.reply(Reply(m_registryStatus));
        return;
    }
    QByteArrayList entries;
    for (const char *name : { "a", "b", "c", "d" }) {
        entries.append(R"({"type":"stream","key":")" + QByteArray(name)
                       + R"(","value":{},"headers":{"operation":"insert"}})");
    }
    const bool reads = e.request().query.contains("offset=-1");
    if (e.request().method == "HEAD" || reads) {
        e.reply(Reply(200, reads ? '[' + entries.join(',') + ']' : QByteArray())
                    .header("Content-Type", "application/json")
                    .header("Stream-Next-Offset", "1")
                    .header("Stream-Up-To-Date", "true")
                    .header("Stream-Cursor", "1"));
    } // else: it waits for news
}

Server *TestSession::connectWindow(const QByteArray &token)
{
    Connection connection = Connection::to(m_server->url("/v1/stream"));
    connection.name = u"Tests"_s;
    connection.liveMode = DurableStreams::LiveMode::LongPoll;
    if (!token.isEmpty()) {
        connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = token };
    }
    return m_app->window()->addServer(
        m_app->connections()->save(connection, SecretStore::Place::PlainFile));
}

TailPage *TestSession::openAndRead(Server *server, const QByteArray &path)
{
    TailPage *page = m_app->window()->openStream(server, path);
    const bool read = QTest::qWaitFor(
        [page] { return page->session()->status().totalRows == 2; }, Patience);
    return read ? page : nullptr;
}

QByteArrayList TestSession::reads(const QByteArray &path) const
{
    QByteArrayList queries;
    for (const TestSupport::Request &request : m_server->requests()) {
        if (request.method == "GET" && request.path == "/v1/stream/" + path) {
            queries.append(request.query);
        }
    }
    return queries;
}

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

void TestSession::ttlStreamStaysUnread()
{
    start();
    QVERIFY(openAndRead(connectWindow(), "a"));
    m_app->window()->close();
    m_app.reset();
    m_server->forget();
    m_ttl = true;
    start();
    // Once, or once more if it was asked to look anew before the answer came.
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("HEAD", "/v1/stream/a") >= 1, Patience);
    TailPage *page = m_app->window()->currentPage();
    QVERIFY(page);
    // The answer was taken, and the page says why it does not read.
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::any_of(page->findChildren<QLabel *>(),
                            [](const QLabel *l) { return l->text().contains(u"3,600"_s)
                                                      || l->text().contains(u"3600"_s); }),
        Patience);
    QCOMPARE(page->session()->status().state, TailState::Idle);
    QVERIFY(reads("a").isEmpty());
    page->resume();
    QTRY_COMPARE_WITH_TIMEOUT(reads("a").size(), 1, Patience);
}

void TestSession::unknownLifetimeStaysUnread_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("button");
    QTest::newRow("token is gone") << 401 << u"Edit Connection…"_s;
}

// HEAD tells nothing, so reading might renew a lifetime.
void TestSession::unknownLifetimeStaysUnread()
{
    QFETCH(const int, status);
    QFETCH(const QString, button);
    start();
    TailPage *page = openAndRead(connectWindow(), "a");
    QVERIFY(page);
    page->filterBar()->setFilter(u"nothing-has-this"_s);
    m_app->window()->close();
    m_app.reset();
    m_server->forget();
    m_headStatus = status;
    m_token = "Bearer hunter2";
    start();
    page = m_app->window()->currentPage();
    QVERIFY(page);
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"it is not known whether"), Patience);
    QVERIFY(saysSomewhere(page, u"(%1)"_s.arg(status)));
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(page, button), Patience);
    QCOMPARE(page->session()->status().state, TailState::Idle);
    QVERIFY(reads("a").isEmpty());
    // What the user gives is tried; nothing has to be asked for again.
    Connection connection = m_app->window()->currentServer()->connection();
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    m_app->window()->currentServer()->setConnection(connection);
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
}

void TestSession::waitsForTheServer_data()
{
    QTest::addColumn<bool>("restored");
    QTest::addColumn<int>("status"); // 0: nobody listens
    QTest::addColumn<bool>("ttl");
    QTest::newRow("restored") << true << 0 << false;
    QTest::newRow("restored, the server fails") << true << 503 << false;
    QTest::newRow("restored, reading renews") << true << 0 << true;
    QTest::newRow("address") << false << 0 << false;
    QTest::newRow("address, the server fails") << false << 503 << false;
    QTest::newRow("address, reading renews") << false << 0 << true;
}

// As a tail that lost its server: it says that it tries, and goes on by itself.
void TestSession::waitsForTheServer()
{
    QFETCH(const bool, restored);
    QFETCH(const int, status);
    QFETCH(const bool, ttl);
    start();
    if (restored) {
        QVERIFY(openAndRead(connectWindow(), "a"));
        m_app->window()->close();
        m_app.reset();
        m_server->forget();
    }
    m_ttl = ttl;
    if (status == 0) {
        m_server->stopListening();
        m_server->dropAll();
    } else {
        m_headStatus = status;
        m_token = "nobody has it";
    }
    if (restored) {
        start();
    } else {
        m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    TailPage *page = m_app->window()->currentPage();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Reconnecting, Patience);
    QTRY_COMPARE_GE_WITH_TIMEOUT(page->session()->status().attempt, 3, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"Tailwater keeps trying"), Patience);
    QVERIFY(saysSomewhere(page, u"Attempt"));
    QVERIFY(reads("a").isEmpty());
    m_headStatus = 200;
    if (status == 0) {
        QVERIFY(m_server->listenAgain());
    }
    if (ttl) {
        QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"begins anew with every read"), Patience);
        QCOMPARE(page->session()->status().state, TailState::Idle);
        QVERIFY(buttonOf(page, u"Read"));
        QVERIFY(reads("a").isEmpty());
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
        QVERIFY(reads("a").first().contains(restored ? "offset=7_2" : "offset=-1"));
    }
    if (!ttl && !restored) {
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
        const ProblemsModel *problems = m_app->window()->problems();
        QCOMPARE_GE(problems->rowCount(), 1);
        QVERIFY(problems->index(0, ProblemsModel::Time).data().toString().contains(u"over "_s));
    }
    for (const TestSupport::Request &request : m_server->requests()) {
        QVERIFY(request.method == "GET" || request.method == "HEAD");
    }
}

void TestSession::stopsWaiting()
{
    start();
    m_server->stopListening();
    m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    TailPage *page = m_app->window()->currentPage();
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(page, u"Stop"), Patience);
    QTest::mouseClick(buttonOf(page, u"Stop"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Stopped, Patience);
    QVERIFY(m_server->listenAgain());
    // Nobody waits any more; what was on its way is answered.
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer()->heads()->isIdle(), Patience);
    QCOMPARE(page->session()->status().state, TailState::Stopped);
    QVERIFY(reads("a").isEmpty());
    page->resume();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
}

void TestSession::addressOfTtlStreamStaysUnread_data()
{
    QTest::addColumn<bool>("ttl");
    QTest::addColumn<bool>("known");
    QTest::newRow("renewed by reading") << true << false;
    QTest::newRow("renewed by reading, server known") << true << true;
    QTest::newRow("not renewed") << false << false;
}

void TestSession::addressOfTtlStreamStaysUnread()
{
    QFETCH(const bool, ttl);
    QFETCH(const bool, known);
    m_ttl = ttl;
    start();
    if (known) {
        connectWindow();
    }
    m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    if (!ttl) {
        QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    TailPage *page = m_app->window()->currentPage();
    QTRY_VERIFY_WITH_TIMEOUT(saysSomewhere(page, u"begins anew with every read"), Patience);
    QCOMPARE(page->session()->status().state, TailState::Idle);
    QVERIFY(reads("a").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(page, u"Read"), Patience);
    QTest::mouseClick(buttonOf(page, u"Read"), Qt::LeftButton);
    QTRY_COMPARE_GE_WITH_TIMEOUT(reads("a").size(), 1, Patience);
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

void TestSession::linkAsksBeforeUnknownHost()
{
    start();
    const QString link = u"durable-streams+"_s + m_server->url("/v1/stream/a").toString();
    m_app->carryOut({ .urls = { link } });
    auto *question = m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1);
    QVERIFY(question && question->isVisible());
    // Cancel is the default, and nothing was sent.
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1), Patience);
    QCOMPARE(m_server->requests().size(), 0);

    m_app->carryOut({ .urls = { link } });
    question = m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1);
    QTest::mouseClick(question->findChild<QPushButton *>("openLink"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QVERIFY(m_app->window()->currentServer()->connection().readOnly);
    QVERIFY(!m_app->window()->currentServer()->canWrite());
}

void TestSession::linkToKnownHostOpens()
{
    start();
    connectWindow("hunter2");
    m_app->carryOut({ .urls = { StreamLink { .url = m_server->url("/v1/stream/a"),
                                             .offset = DurableStreams::Offset("7_2") }
                                    .toString() } });
    QTRY_VERIFY_WITH_TIMEOUT(!reads("a").isEmpty(), Patience);
    QVERIFY(reads("a").first().contains("offset=7_2"));
    // Another port is another host: it is asked about, and gets no secret.
    FaultServer other;
    m_app->carryOut({ .urls = { u"durable-streams+"_s + other.url("/v1/stream/a").toString() } });
    auto *question = m_app->window()->findChild<QMessageBox *>("linkQuestion"_L1);
    QVERIFY(question && question->isVisible());
    QTest::mouseClick(question->findChild<QPushButton *>("openLink"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!other.requests().isEmpty(), Patience);
    for (const TestSupport::Request &request : other.requests()) {
        QVERIFY(!request.head.contains("hunter2"));
    }
}

void TestSession::secondStartHandsOver()
{
    const QString settings = m_folder->filePath(u"settings.ini"_s);
    SingleInstance first(settings);
    const QStringList arguments { u"tailwater"_s, u"http://h/v1/stream/größer"_s };
    QVERIFY(!SingleInstance(settings).handOver(arguments));
    first.listen();
    QSignalSpy received(&first, &SingleInstance::argumentsReceived);
    bool handedOver = false;
    const std::unique_ptr<QThread> second(QThread::create(
        [&] { handedOver = SingleInstance(settings).handOver(arguments); }));
    second->start();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, Patience);
    QVERIFY(second->wait(Patience));
    QVERIFY(handedOver);
    QCOMPARE(received.first().first().toStringList(), arguments);
    // Other settings are another application.
    QVERIFY(!SingleInstance(m_folder->filePath(u"other.ini"_s)).handOver(arguments));
}

// At the same moment: the second one waits until the first can be handed over to, and takes nothing from it.
void TestSession::startsOnce()
{
    const QString settings = m_folder->filePath(u"settings.ini"_s);
    const QStringList arguments { u"tailwater"_s };
    SingleInstance first(settings);
    first.beginStart();
    std::atomic_bool waits = false;
    std::atomic_bool handedOver = false;
    const std::unique_ptr<QThread> second(QThread::create([&] {
        SingleInstance other(settings);
        waits = true;
        other.beginStart();
        handedOver = other.handOver(arguments);
    }));
    second->start();
    QTRY_VERIFY_WITH_TIMEOUT(waits, Patience);
    QVERIFY(!SingleInstance(settings).handOver(arguments));
    QSignalSpy received(&first, &SingleInstance::argumentsReceived);
    first.listen();
    first.endStart();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, Patience);
    QVERIFY(second->wait(Patience));
    QVERIFY(handedOver);
}

void TestSession::profileByName()
{
    start();
    Connection connection = Connection::to(m_server->url("/v1/stream"));
    connection.name = u"Prod EU"_s;
    m_app->connections()->save(connection, SecretStore::Place::UntilQuit);
    m_app->carryOut({ .profile = u"prod eu"_s, .readOnly = true });
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(m_app->window()->currentServer()->connection().readOnly);
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

void TestSession::showsWhatIsOpenWhileItsServerIsDown()
{
    start();
    Server *server = connectWindow();
    QVERIFY(openAndRead(server, "a"));
    TailPage *shown = openAndRead(server, "b");
    QVERIFY(shown);
    m_server->stopListening();
    m_server->dropAll();
    m_app->window()->openUrl(m_server->url("/v1/stream/a").toString());
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
