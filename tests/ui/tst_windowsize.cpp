// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/connectionstore.h"
#include "connection/server.h"
#include "filter/filterbar.h"
#include "rules/rulenotices.h"
#include "tail/messagebar.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <support/faultserver.h>

#include <QLabel>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {

constexpr auto Patience = 60s;

//! The visible parts of \a window that ask for most height, for whoever has to find the culprit.
QByteArray highestOf(const QWidget *window)
{
    QStringList all;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (const int height = widget->minimumSizeHint().height(); height > 120 && !widget->isWindow()) {
            all.append(u"%1 %2 %3"_s.arg(height, 5)
                           .arg(QLatin1StringView(widget->metaObject()->className()),
                                widget->objectName()));
        }
    }
    all.sort();
    return all.join(u'\n').toLocal8Bit();
}

} // namespace

//! Whatever the window has to say, it keeps its size, which is the user's.
class TestWindowSize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void staysAsItIs_data();
    void staysAsItIs();

private:
    //! Four streams, of servers that refuse, are production, or read-only, one with a filter.
    void openTabs();
    void start();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Application> m_app;
};

void TestWindowSize::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestWindowSize::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->otherwise([](const Exchange &e) {
        const bool refuses = e.request().path.startsWith("/refuses")
            || e.request().path.startsWith("/production");
        if (refuses || e.request().path.endsWith("__registry__")) {
            e.reply(Reply(refuses ? 401 : 404));
        } else if (e.request().method == "HEAD" || e.request().query.contains("offset=-1")) {
            e.reply(Reply(200, e.request().method == "HEAD" ? QByteArray() : "[1,2]"_ba)
                        .header("Content-Type", "application/json")
                        .header("Stream-Next-Offset", "7_2")
                        .header("Stream-Up-To-Date", "true")
                        .header("Stream-Cursor", "5"));
        } // else: it waits for news
    });
}

void TestWindowSize::cleanup()
{
    m_app.reset();
    m_server.reset();
    m_folder.reset();
}

void TestWindowSize::start()
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({});
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
}

void TestWindowSize::openTabs()
{
    start();
    using Environment = Connection::Environment;
    const std::tuple<QByteArray, Environment, bool> servers[] {
        { "/refuses", Environment::Development, false },
        { "/production", Environment::Production, false },
        { "/readonly", Environment::Staging, true },
        { "/filtered", Environment::Production, false },
    };
    MainWindow *window = m_app->window();
    for (const auto &[path, environment, readOnly] : servers) {
        Connection connection = Connection::to(m_server->url(path + "/v1/stream"));
        connection.name = QString::fromLatin1(path.sliced(1));
        connection.environment = environment;
        connection.readOnly = readOnly;
        connection.liveMode = DurableStreams::LiveMode::LongPoll;
        Server *server = window->addServer(
            m_app->connections()->save(connection, SecretStore::Place::UntilQuit));
        TailStart start;
        start.filter = path == "/filtered" ? u"value.total>=100"_s : QString();
        window->openStream(server, "tenant/orders-" + path.sliced(1), start);
    }
    QTRY_COMPARE_WITH_TIMEOUT(window->tabs()->count(), 4, Patience);
    // As a person finds it the next day.
    window->close();
    m_app.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 4, Patience);
    for (int i : { 0, 1 }) {
        const QWidget *page = m_app->window()->tabs()->widget(i);
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(page->findChildren<QLabel *>(), [](const QLabel *label) {
                return label->text().contains(u"401"_s);
            }), Patience);
    }
}

void TestWindowSize::staysAsItIs_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1280, 800);
    QTest::newRow("laptop") << QSize(1366, 700);
}

void TestWindowSize::staysAsItIs()
{
    QFETCH(const QSize, size);
    openTabs();
    MainWindow *window = m_app->window();
    window->resize(size);
    // The window manager, if there is one, and the layout have their say.
    QTRY_VERIFY_WITH_TIMEOUT(window->size() == size.expandedTo(window->minimumSize()), Patience);
    const QSize before = window->size();
    QCOMPARE_LE(before.height(), std::max(size.height(), 640));
    const auto settled = [&] {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        return window->size() == before;
    };
    auto *notices = window->findChild<RuleNotices *>();
    const QString rule = u"an order of more than ten thousand euros, from a customer of whom nothing "
                         "is known but the name, in a country that was never delivered to"_s;
    const QList<TailPage *> pages = window->tabs()->pages();
    for (int round = 0; round < 3; ++round) {
        for (TailPage *page : pages) {
            window->tabs()->setCurrentWidget(page);
            QVERIFY2(settled(), highestOf(window).constData());
            if (round == 1) { // every stream has something to say
                for (TailPage *other : pages) {
                    notices->note(other, rule, 12'345, 3);
                }
                QVERIFY2(settled(), highestOf(window).constData());
            }
            if (round == 2) {
                page->findChild<MessageBar *>()->showMessage(u"test"_s, MessageBar::Kind::Warning,
                                                             rule);
                QVERIFY2(settled(), highestOf(window).constData());
            }
        }
    }
    QVERIFY(!notices->texts().isEmpty());
}

QTEST_MAIN(TestWindowSize)
#include "tst_windowsize.moc"
