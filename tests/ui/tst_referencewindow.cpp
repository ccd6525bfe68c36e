// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultproxy.h>
#include <support/npmserver.h>

#include "application.h"
#include "commandline.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamtreemodel.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streaminfo.h>
#include <durablestreams/streamreader.h>

#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using namespace TestSupport;

namespace {

//! Loaded machines are slow; nothing waits this long unless it is broken.
constexpr auto Patience = 60s;

QByteArray numbered(int n)
{
    return "{\"n\":" + QByteArray::number(n) + '}';
}

QByteArrayList numbers(int last)
{
    QByteArrayList list;
    for (int n = 1; n <= last; ++n) {
        list.append(numbered(n));
    }
    return list;
}

} // namespace

//! `tailwater URL` on a stream of the reference server, which keeps its streams in a folder.
class TestReferenceWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void listsWhatTheServerNames_data();
    void listsWhatTheServerNames();
    void goesOnAfterTheServerIsKilled();
    void storesOnceIfTheAnswerIsLost_data();
    void storesOnceIfTheAnswerIsLost();

private:
    void start(const QUrl &url);
    bool carriedOut(DurableStreams::Call *call);
    void append(int n);
    void send(const QByteArray &text);
    QByteArrayList rows() const;
    QByteArrayList stored();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NpmServer> m_server;
    std::unique_ptr<Application> m_app;
    DurableStreams::Client m_client;
};

void TestReferenceWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestReferenceWindow::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<NpmServer>(QStringLiteral(NODE_EXECUTABLE),
                                           QStringLiteral(NPM_SERVER), NpmServer::Store::File);
    const QString problem = m_server->start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(carriedOut(m_client.stream(m_server->url("/v1/stream/numbers"))
                           .create({ .contentType = "application/json"_ba })));
}

void TestReferenceWindow::cleanup()
{
    m_app.reset();
    m_server.reset();
    m_folder.reset();
}

void TestReferenceWindow::start(const QUrl &url)
{
    const auto line = parseCommandLine({ u"tailwater"_s, url.toString() });
    QVERIFY(line);
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start(*line);
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(),
                                        int(std::chrono::milliseconds(Patience).count())));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->currentPage()->session()->status().state,
                              TailState::Live, Patience);
}

bool TestReferenceWindow::carriedOut(DurableStreams::Call *call)
{
    std::optional<bool> good;
    connect(call, &DurableStreams::Call::finished, this,
            [&good](const auto &result) { good = result.has_value(); });
    return QTest::qWaitFor([&good] { return good.has_value(); }, Patience) && *good;
}

//! Somebody else appends.
void TestReferenceWindow::append(int n)
{
    QVERIFY(carriedOut(
        m_client.stream(m_server->url("/v1/stream/numbers")).appendJson(numbered(n))));
}

//! The person appends: types into the composer and sends.
void TestReferenceWindow::send(const QByteArray &text)
{
    MainWindow *window = m_app->window();
    PayloadEditor *editor = window->composer()->editor();
    QTest::keyClick(window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(editor->hasFocus(), Patience);
    QTest::keyClicks(editor, QString::fromUtf8(text));
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
}

//! What the table shows, from its first row to its last.
QByteArrayList TestReferenceWindow::rows() const
{
    QByteArrayList list;
    const TailPage *page = m_app->window()->currentPage();
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        const Message message = page->model()->messageAt(row);
        if (message.isData()) {
            list.append(message.toByteArray());
        }
    }
    return list;
}

//! What the server has, read from it directly.
QByteArrayList TestReferenceWindow::stored()
{
    using namespace DurableStreams;
    QByteArrayList list;
    const std::unique_ptr<StreamReader> reader(
        m_client.stream(m_server->url("/v1/stream/numbers")).read({ .live = LiveMode::Off }));
    connect(reader.get(), &StreamReader::batchReady, this, [&list](const Batch &batch) {
        for (qsizetype i = 0; i < batch.slices.size(); ++i) {
            list.append(batch.message(i).toByteArray());
        }
    });
    reader->start();
    const bool all = QTest::qWaitFor(
        [&reader] { return reader->state() == StreamReader::State::Ended; }, Patience);
    return all ? list : QByteArrayList { "not read to its end"_ba };
}

void TestReferenceWindow::listsWhatTheServerNames_data()
{
    QTest::addColumn<NpmServer::Registry>("registry");
    QTest::addColumn<QString>("note");
    QTest::newRow("with a registry") << NpmServer::Registry::Kept << u"may not name them all"_s;
    QTest::newRow("without") << NpmServer::Registry::None << u"cannot list its streams"_s;
}

//! From the address of a server to the list of its streams, or to why there is none.
void TestReferenceWindow::listsWhatTheServerNames()
{
    QFETCH(const NpmServer::Registry, registry);
    QFETCH(const QString, note);
    NpmServer server(QStringLiteral(NODE_EXECUTABLE), QStringLiteral(NPM_SERVER),
                     NpmServer::Store::Memory, registry);
    const QString problem = server.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    for (const char *name : { "/v1/stream/orders/2026", "/v1/stream/chat" }) {
        QVERIFY(carriedOut(m_client.stream(server.url(name)).create({ .contentType = "application/json"_ba })));
    }
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({});
    MainWindow *window = m_app->window();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window, int(std::chrono::milliseconds(Patience).count())));
    auto *url = window->findChild<QLineEdit *>("welcomeUrl"_L1);
    url->setText(server.url("/v1/stream").toString());
    QTest::keyClick(url, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(window->currentServer(), Patience);
    const auto *says = window->explorer()->findChild<QLabel *>("explorerNote"_L1);
    QTRY_VERIFY2_WITH_TIMEOUT(says->text().contains(note), qPrintable(says->text()), Patience);
    QVERIFY(says->text().contains(u"Add stream by path"_s));
    const auto *list = qobject_cast<StreamTreeModel *>(window->explorer()->view()->model());
    QTRY_COMPARE_WITH_TIMEOUT(list->totalCount(), registry == NpmServer::Registry::Kept ? 2 : 0, Patience);
    if (registry == NpmServer::Registry::Kept) {
        QVERIFY(list->indexOf("orders/2026").isValid());
        // What is made later comes by itself.
        QVERIFY(carriedOut(m_client.stream(server.url("/v1/stream/late")).create({ .contentType = "text/plain"_ba })));
        QTRY_VERIFY_WITH_TIMEOUT(list->indexOf("late").isValid(), Patience);
    }
}

void TestReferenceWindow::goesOnAfterTheServerIsKilled()
{
    for (int n = 1; n <= 20; ++n) {
        append(n);
    }
    start(m_server->url("/v1/stream/numbers"));
    // What is in it, then what comes, from others and from here.
    QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(20), Patience);
    append(21);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(21), Patience);
    send(numbered(22));
    QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(22), Patience);

    for (int last = 22; last < 28; last += 3) {
        m_server->kill();
        const TailPage *page = m_app->window()->currentPage();
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Reconnecting,
                                  Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->statusStrip()->texts().contains(u"Reconnecting"_s),
                                 Patience);
        QCOMPARE(rows(), numbers(last)); // nothing was taken away meanwhile
        const QString problem = m_server->start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        append(last + 1); // before it is back, perhaps
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
        append(last + 2);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(last + 2), Patience);
        send(numbered(last + 3));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(last + 3), Patience);
    }
    QCOMPARE(stored(), numbers(28));
}

void TestReferenceWindow::storesOnceIfTheAnswerIsLost_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<Drop>("how");
    // The first append of all, and one after the server was seen to know producers.
    for (const int before : { 0, 1 }) {
        QTest::addRow("closed, after %d", before) << before << Drop::Fin;
        QTest::addRow("reset, after %d", before) << before << Drop::Rst;
    }
}

void TestReferenceWindow::storesOnceIfTheAnswerIsLost()
{
    QFETCH(int, before);
    QFETCH(Drop, how);
    FaultProxy proxy(quint16(m_server->url({}).port()));
    start(proxy.url("/v1/stream/numbers"));
    auto *result = m_app->window()->findChild<QLabel *>("composerResult"_L1);
    for (int n = 1; n <= before; ++n) {
        send(numbered(n));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(n), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"next"_s), Patience);
    }
    result->clear();
    proxy.next(Fault::drop(beforeStatus(), how), "POST");
    send(numbered(before + 1));
    // It was stored, and the tail shows it.
    QTRY_COMPARE_WITH_TIMEOUT(rows(), numbers(before + 1), Patience);
    // The person is told either that it is stored, or that nobody knows; never that it was not.
    QTRY_VERIFY2_WITH_TIMEOUT(result->text().contains(u"stored once, after 2 attempts"_s)
                                  || result->text().contains(u"may or may not have done it"_s),
                              qPrintable(result->text()), Patience);
    QCOMPARE(proxy.pending(), 0);
    QCOMPARE(stored(), numbers(before + 1));
}

QTEST_MAIN(TestReferenceWindow)
#include "tst_referencewindow.moc"
