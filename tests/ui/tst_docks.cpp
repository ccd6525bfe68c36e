// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/connectionstore.h"
#include "connection/server.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <support/faultserver.h>

#include <QDockWidget>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {
constexpr auto Patience = 60s;
}

//! The panes have the size that the user gave them, the next day as well.
class TestDocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keepTheirSize_data();
    void keepTheirSize();

private:
    bool start();
    //! The parts are laid out, and what that leads to is done.
    bool settle() const;
    QDockWidget *dock(const char *name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Application> m_app;
};

void TestDocks::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestDocks::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->otherwise([](const TestSupport::Exchange &e) { e.reply(Reply(404)); });
}

void TestDocks::cleanup()
{
    m_app.reset();
    m_server.reset();
    m_folder.reset();
}

bool TestDocks::start()
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({});
    return QTest::qWaitForWindowExposed(m_app->window());
}

QDockWidget *TestDocks::dock(const char *name) const
{
    return m_app->window()->findChild<QDockWidget *>(QLatin1StringView(name));
}

bool TestDocks::settle() const
{
    // Sizes are set once the event loop has come round, and laid out in the next turn.
    int turns = 0;
    QTimer timer;
    timer.setInterval(0ms);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&turns] { ++turns; });
    timer.start();
    return QTest::qWaitFor([&turns] { return turns > 20; }, Patience);
}

void TestDocks::keepTheirSize_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("restores");
    for (const bool restores : { true, false }) {
        const char *how = restores ? "the tabs come back" : "connected by hand";
        QTest::addRow("higher, %s", how) << QSize(1'200, 760) << 420 << 300 << restores;
        QTest::addRow("lower, %s", how) << QSize(1'200, 760) << 215 << 380 << restores;
        QTest::addRow("a small window, %s", how) << QSize(1'020, 640) << 260 << 240 << restores;
    }
}

void TestDocks::keepTheirSize()
{
    QFETCH(const QSize, window);
    QFETCH(const int, height);
    QFETCH(const int, width);
    QFETCH(const bool, restores);
    QVERIFY(start());
    m_app->window()->resize(window);
    const Connection connection = m_app->connections()->save(
        Connection::to(m_server->url("/v1/stream")), SecretStore::Place::UntilQuit);
    Server *server = m_app->window()->addServer(connection);
    if (restores) {
        m_app->window()->openStream(server, "s");
    }
    QVERIFY(settle());
    QDockWidget *composer = dock("composer");
    const int before = composer->height();
    m_app->window()->resizeDocks({ composer }, { height }, Qt::Vertical);
    m_app->window()->resizeDocks({ dock("explorer") }, { width }, Qt::Horizontal);
    QVERIFY(settle());
    const QSize size(dock("explorer")->width(), composer->height());
    QVERIFY(size.height() != before);
    m_app->window()->close();
    m_app.reset();

    QVERIFY(start());
    if (!restores) {
        m_app->window()->addServer(connection);
    }
    QTRY_VERIFY_WITH_TIMEOUT(dock("composer")->isVisible(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->size(), window, Patience);
    QVERIFY(settle());
    QCOMPARE(QSize(dock("explorer")->width(), dock("composer")->height()), size);
}

QTEST_MAIN(TestDocks)
#include "tst_docks.moc"
