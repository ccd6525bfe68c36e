// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "metadata/metadatapanel.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/problemsmodel.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/registryfollower.h>
#include <sandbox/sandbox.h>

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

//! Loaded machines are slow; nothing waits this long unless it is broken.
constexpr auto Patience = 30s;

} // namespace

//! Drives the real window as a person does.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void newcomerSeesAppendsAndReads();
    void looksWithoutWriting();
    void goesOnAfterServerReturns();
    void keepsDraftWhenRefused();
    void createsClosesAndDeletes();
    void readOnlyNeverWrites();
    void saysWhyItCannotConnect();
    void keepsDraftsOverQuit();
    void switchesAppearance();

private:
    QUrl startSandbox(quint16 port = 0, bool persistent = false);
    void startWindow();
    Server *connectWindow(bool readOnly = false);
    TailPage *openByKeyboard(const QString &word);
    QString lastRowText(const TailPage *page) const;
    QStringList writes() const { return m_log.filter(QRegularExpression(u"^(PUT|POST|DELETE) "_s)); }
    void waitForLogToSettle();
    template<typename W> W *dialog(const char *name) const
    {
        return m_app->window()->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DurableStreams::Sandbox> m_sandbox;
    std::unique_ptr<Application> m_app;
    QStringList m_log;
};

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestMainWindow::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log.clear();
}

void TestMainWindow::cleanup()
{
    m_app.reset();
    m_sandbox.reset();
    m_folder.reset();
}

QUrl TestMainWindow::startSandbox(quint16 port, bool persistent)
{
    if (!m_sandbox) {
        m_sandbox = std::make_unique<DurableStreams::Sandbox>();
        connect(m_sandbox.get(), &DurableStreams::Sandbox::logLine, this,
                [this](const QString &line) { m_log.append(line); });
    }
    DurableStreams::SandboxOptions options;
    options.samples = true;
    options.logRequests = true;
    options.port = port;
    if (persistent) {
        options.folder = m_folder->filePath(u"streams"_s);
    }
    const auto url = m_sandbox->start(options);
    return url ? *url : QUrl();
}

void TestMainWindow::startWindow()
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->window()->show();
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(), int(std::chrono::milliseconds(Patience).count())));
}

Server *TestMainWindow::connectWindow(bool readOnly)
{
    Connection connection;
    connection.baseUrl = m_sandbox->url();
    connection.readOnly = readOnly;
    Server *server = m_app->window()->addServer(connection);
    const bool listed = QTest::qWaitFor(
        [this, server] {
            return server->catalog()->size() >= 7
                && m_app->window()->explorer()->view()->model()->rowCount() > 1;
        },
        Patience);
    return listed ? server : nullptr;
}

//! Ctrl+Shift+E, a word, Enter.
TailPage *TestMainWindow::openByKeyboard(const QString &word)
{
    MainWindow *window = m_app->window();
    QTest::keyClick(window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QLineEdit *filter = window->explorer()->filterEdit();
    if (!QTest::qWaitFor([filter] { return filter->hasFocus(); }, Patience)) {
        return nullptr;
    }
    filter->clear();
    QTest::keyClicks(filter, word);
    // Enter comes when the hit is seen: a large list may be read later.
    const auto isSeen = [&] { return window->explorer()->currentPath().contains(word.toLatin1()); };
    if (!QTest::qWaitFor(isSeen, Patience)) {
        return nullptr;
    }
    QTest::keyClick(filter, Qt::Key_Return);
    TailPage *page = nullptr;
    const bool there = QTest::qWaitFor(
        [&] {
            page = window->currentPage();
            if (!page || !window->tabs()->pathOf(page).contains(word.toLatin1())) {
                return false;
            }
            const TailStatus &status = page->session()->status();
            // Where it was left off there may be no rows, but a marker that says so.
            return (status.state == TailState::Live || status.state == TailState::Closed)
                && page->model()->rowCount() > 0;
        },
        Patience);
    return there ? page : nullptr;
}

QString TestMainWindow::lastRowText(const TailPage *page) const
{
    for (int row = page->model()->rowCount() - 1; row >= 0; --row) {
        const Message message = page->model()->messageAt(row);
        if (message.isData()) {
            return QString::fromUtf8(message.bytes);
        }
    }
    return {};
}

void TestMainWindow::waitForLogToSettle()
{
    // Whatever was sent before this is in the log before it.
    DurableStreams::Client client;
    DurableStreams::Call *call
        = client.stream(QUrl(m_sandbox->url().toString() + u"/end-of-test"_s)).head();
    QSignalSpy finished(call, &DurableStreams::Call::finished);
    QVERIFY(finished.wait(Patience));
    QTRY_VERIFY_WITH_TIMEOUT(m_log.contains(u"HEAD /v1/stream/end-of-test"_s), Patience);
}

void TestMainWindow::newcomerSeesAppendsAndReads()
{
    startWindow();
    MainWindow *window = m_app->window();
    // One click on the first page.
    auto *open = window->findChild<QPushButton *>("welcomeSandbox"_L1);
    QVERIFY(open->isVisible());
    QTest::mouseClick(open, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage(), Patience);
    TailPage *orders = window->currentPage();
    QTRY_COMPARE_WITH_TIMEOUT(orders->session()->status().state, TailState::Live, Patience);
    QTRY_COMPARE_GE_WITH_TIMEOUT(orders->session()->status().rows, quint64(40), Patience);
    const quint64 before = orders->session()->status().totalRows;
    QTRY_COMPARE_GT_WITH_TIMEOUT(orders->session()->status().totalRows, before + 1, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(orders->view()->model()->rowCount() > 40, Patience);

    // Another stream: one word and Enter.
    Server *server = window->currentServer();
    QTRY_COMPARE_GE_WITH_TIMEOUT(server->catalog()->size(), qsizetype(7), Patience);
    TailPage *room = openByKeyboard(u"room"_s);
    QVERIFY(room);
    QVERIFY(room != orders);
    QCOMPARE(window->tabs()->pathOf(room), "chat/room-1"_ba);

    // Compose to it, send, and see it in the tail.
    QTest::keyClick(window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    PayloadEditor *editor = window->composer()->editor();
    QTRY_VERIFY_WITH_TIMEOUT(editor->hasFocus(), Patience);
    const QString text = u"{\"from\":\"me\",\"n\":12345678901234567890}"_s;
    QTest::keyClicks(editor, text);
    QCOMPARE(editor->toPlainText(), text);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    auto *result = window->findChild<QLabel *>("composerResult"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"next"_s), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(lastRowText(room), text, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"seen in the tail"_s), Patience);
    QVERIFY(editor->toPlainText().isEmpty());

    // The metadata panel knows the new end.
    QTest::keyClick(window, Qt::Key_3, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(window->metadata()->value(u"tail"_s), result->toolTip(), Patience);
    QVERIFY(!result->toolTip().isEmpty());
    QCOMPARE(window->metadata()->value(u"type"_s), u"application/json"_s);
    QCOMPARE(window->problems()->rowCount(), 0);
}

void TestMainWindow::looksWithoutWriting()
{
    QVERIFY(startSandbox().isValid());
    startWindow();
    QVERIFY(connectWindow());
    MainWindow *window = m_app->window();
    QVERIFY(openByKeyboard(u"orders"_s));
    QVERIFY(openByKeyboard(u"report"_s));
    QVERIFY(openByKeyboard(u"board"_s));
    QTest::keyClick(window->explorer()->view(), Qt::Key_Down);
    QTest::keyClick(window->explorer()->view(), Qt::Key_Up);
    QCOMPARE(window->tabs()->count(), 3);
    // Closed by key, by middle click, and by quitting.
    QTest::keyClick(window, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(window->tabs()->count(), 2);
    QTest::mouseClick(window->tabs()->tabBar(), Qt::MiddleButton, {},
                      window->tabs()->tabBar()->tabRect(0).center());
    QCOMPARE(window->tabs()->count(), 1);
    window->close();
    m_app.reset();
    waitForLogToSettle();
    QVERIFY(!m_log.filter(u"GET "_s).isEmpty());
    QCOMPARE(writes(), QStringList());
}

void TestMainWindow::goesOnAfterServerReturns()
{
    const QUrl url = startSandbox(0, true);
    QVERIFY(url.isValid());
    startWindow();
    QVERIFY(connectWindow());
    MainWindow *window = m_app->window();
    TailPage *page = openByKeyboard(u"orders"_s);
    QVERIFY(page);
    m_sandbox->stop();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Reconnecting, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(window->statusStrip()->texts().contains(u"Reconnecting"_s), Patience);
    const quint64 rows = page->session()->status().totalRows;

    QVERIFY(startSandbox(quint16(url.port()), true).isValid());
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
    QTRY_COMPARE_GT_WITH_TIMEOUT(page->session()->status().totalRows, rows + 2, Patience);
    // Every data row once and in order: the numbers count up without a gap.
    quint64 expected = 0;
    QSet<QByteArray> seen;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        const Message message = page->model()->messageAt(row);
        if (message.isData()) {
            QCOMPARE(message.number, ++expected);
            QVERIFY2(!seen.contains(message.toByteArray()), message.toByteArray().constData());
            seen.insert(message.toByteArray());
        }
    }
    QCOMPARE_GT(expected, quint64(40));
}

void TestMainWindow::keepsDraftWhenRefused()
{
    QVERIFY(startSandbox().isValid());
    startWindow();
    QVERIFY(connectWindow());
    MainWindow *window = m_app->window();
    QVERIFY(openByKeyboard(u"room"_s));
    QTest::keyClick(window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    PayloadEditor *editor = window->composer()->editor();
    QTRY_VERIFY_WITH_TIMEOUT(editor->hasFocus(), Patience);

    // What is no JSON is not sent; the place is named.
    QTest::keyClicks(editor, u"{\"a\":}"_s);
    auto *check = window->findChild<QLabel *>("composerCheck"_L1);
    QVERIFY2(check->text().startsWith(u"Line 1, column 6"_s), qPrintable(check->text()));
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window->composer()->sendAction()->isEnabled());

    // Somebody closes the stream meanwhile: the server refuses, and the text is still here.
    DurableStreams::Client client;
    DurableStreams::Call *call
        = client.stream(QUrl(m_sandbox->url().toString() + u"/chat/room-1"_s)).closeStream();
    QSignalSpy closed(call, &DurableStreams::Call::finished);
    QVERIFY(closed.wait(Patience));
    window->composer()->setText(u"{\"a\":1}"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    auto *result = window->findChild<QLabel *>("composerResult"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"closed (409)"_s), Patience);
    QCOMPARE(editor->toPlainText(), u"{\"a\":1}"_s);
    QVERIFY(window->composer()->sendAction()->isEnabled());
    QCOMPARE_GE(window->problems()->rowCount(), 1);
}

void TestMainWindow::createsClosesAndDeletes()
{
    QVERIFY(startSandbox().isValid());
    startWindow();
    Server *server = connectWindow();
    QVERIFY(server);
    MainWindow *window = m_app->window();
    QTest::keyClick(window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    auto *create = dialog<QDialog>("createStreamDialog");
    QVERIFY(create);
    QTest::keyClicks(create->findChild<QLineEdit *>("createPath"_L1), u"made/here"_s);
    QTest::keyClick(create, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage()
                                 && window->tabs()->pathOf(window->currentPage()) == "made/here",
                             Patience);
    QCOMPARE(writes(), QStringList(u"PUT /v1/stream/made/here"_s));

    // Cancel is the default of what cannot be undone.
    window->currentPage()->view()->setFocus();
    window->commands()->closeStream->trigger();
    auto *ask = dialog<QDialog>("closeStreamDialog");
    QVERIFY(ask);
    QTest::keyClick(ask, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog<QDialog>("closeStreamDialog"), Patience);
    QCOMPARE(writes().size(), 1);

    window->commands()->closeStream->trigger();
    QTest::mouseClick(dialog<QDialog>("closeStreamDialog")->findChild<QPushButton *>("carryOut"_L1),
                      Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(window->currentPage()->session()->status().state, TailState::Closed,
                              Patience);
    QTRY_COMPARE_WITH_TIMEOUT(server->catalog()->entry("made/here"_ba)->state,
                              StreamEntry::State::Closed, Patience);

    window->commands()->deleteStream->trigger();
    QTest::mouseClick(dialog<QDialog>("deleteStreamDialog")->findChild<QPushButton *>("carryOut"_L1),
                      Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window->currentPage(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!server->catalog()->entry("made/here"_ba), Patience);
    waitForLogToSettle();
    QCOMPARE(writes(),
             QStringList({ u"PUT /v1/stream/made/here"_s, u"POST /v1/stream/made/here"_s,
                           u"DELETE /v1/stream/made/here"_s }));
}

void TestMainWindow::readOnlyNeverWrites()
{
    QVERIFY(startSandbox().isValid());
    startWindow();
    QVERIFY(connectWindow(true));
    MainWindow *window = m_app->window();
    QVERIFY(openByKeyboard(u"room"_s));
    window->showDock(u"composer"_s);
    PayloadEditor *editor = window->composer()->editor();
    editor->setFocus();
    QTest::keyClicks(editor, u"{\"a\":1}"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    for (QAction *action : { window->commands()->newStream, window->commands()->closeStream,
                             window->commands()->deleteStream, window->commands()->compose }) {
        QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
        action->trigger();
    }
    QVERIFY(!dialog<QDialog>("createStreamDialog"));
    QVERIFY(!dialog<QDialog>("deleteStreamDialog"));
    waitForLogToSettle();
    QCOMPARE(writes(), QStringList());
}

void TestMainWindow::saysWhyItCannotConnect()
{
    startWindow();
    MainWindow *window = m_app->window();
    auto *url = window->findChild<QLineEdit *>("welcomeUrl"_L1);
    auto *message = window->findChild<QLabel *>("welcomeMessage"_L1);
    QTest::keyClicks(url, u"not an address"_s);
    QTest::keyClick(url, Qt::Key_Return);
    QVERIFY(message->isVisible());
    QVERIFY(message->text().contains(u"not an address"_s));
    // Nobody listens on port 1.
    url->clear();
    QTest::keyClicks(url, u"http://127.0.0.1:1/v1/stream"_s);
    QTest::keyClick(url, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"could not be reached"_s), Patience);
    QVERIFY(message->text().contains(u"Check that the server runs"_s));
    QVERIFY(!window->currentServer());
}

void TestMainWindow::keepsDraftsOverQuit()
{
    QVERIFY(startSandbox().isValid());
    startWindow();
    QVERIFY(connectWindow());
    QVERIFY(openByKeyboard(u"room"_s));
    m_app->window()->composer()->setText(u"half a thought"_s);
    m_app->window()->close();
    m_app.reset();
    startWindow();
    QVERIFY(connectWindow());
    QVERIFY(openByKeyboard(u"room"_s));
    QCOMPARE(m_app->window()->composer()->text(), u"half a thought"_s);
}

void TestMainWindow::switchesAppearance()
{
    startWindow();
    const auto choose = [this](const char *id) {
        m_app->window()->commands()->findChild<QAction *>(QLatin1StringView(id))->trigger();
    };
    choose("view.appearance.dark");
    QTRY_VERIFY_WITH_TIMEOUT(Theme::isDark(m_app->window()->palette()), Patience);
    choose("view.appearance.light");
    QTRY_VERIFY_WITH_TIMEOUT(!Theme::isDark(m_app->window()->palette()), Patience);
    choose("view.appearance.dark");
    m_app->window()->close();
    m_app.reset();
    startWindow();
    QTRY_VERIFY_WITH_TIMEOUT(Theme::isDark(m_app->window()->palette()), Patience);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
