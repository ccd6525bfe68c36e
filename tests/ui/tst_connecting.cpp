// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "composer/composerpanel.h"
#include "connection/connectionstore.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamtreemodel.h"
#include "mainwindow.h"
#include "metadata/metadatapanel.h"
#include "models/marker.h"
#include "models/tailmodel.h"
#include "statusstrip.h"
#include "streamtabs.h"
#include "tail/tailpage.h"
#include "windowactions.h"
#include "wire/problemsmodel.h"
#include "wire/wiremodel.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/streamcatalog.h>

#include <support/faultserver.h>
#include <support/testcertificates.h>
#include <support/testproxy.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {

constexpr auto Patience = 60s;

Reply messages(const QByteArray &body, const QByteArray &next)
{
    return Reply(200, body)
        .header("Content-Type", "application/json")
        .header("Stream-Next-Offset", next)
        .header("Stream-Up-To-Date", "true")
        .header("Stream-Cursor", "1");
}

} // namespace

//! From a URL and a token to the streams of a server, as a person goes, on servers that make it hard.
class TestConnecting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void asksForTheToken();
    void fieldsAreTypedInTheirOrder();
    void expiredTokenGoesOnWithoutGap();
    void trustsACertificateOnRequest();
    void goesThroughAProxy();
    void readsThroughAProxyThatAsks();
    void saysWhichStepFailed_data();
    void saysWhichStepFailed();
    void whatThePaneSaysIsAProblem();
    void dialogStaysOnTheScreen_data();
    void dialogStaysOnTheScreen();
    void testIsStoppedAndForgotten();
    void returnAfterAFailureTriesAgain();
    void tokenIsPastedAsItWasFound_data();
    void tokenIsPastedAsItWasFound();
    void saysThatNothingWasRecognised_data();
    void saysThatNothingWasRecognised();
    void listsAndRemovesKeptConnections();
    void changesAKnownOneOnlyWithAWord_data();
    void changesAKnownOneOnlyWithAWord();
    void typedAddressUsesWhatIsKept();
    void tabsTellTheirServers();
    void leftOffGoesOn();
    void warnsBeforePlainHttp();
    void productionIsLocked();
    void environmentNamesTheServer();
    void environmentIsForItsServerAlone();
    void readsOneOfTenThousandInFiveActions();

private:
    void startWindow();
    void enterUrl(const QUrl &url);
    QDialog *dialog(const char *name = "connectDialog") const;
    template<typename W> W *part(const char *name) const
    {
        return m_app->window()->findChild<W *>(QLatin1StringView(name));
    }
    //! What the application left anywhere: files, clipboard, window titles.
    QByteArray traces() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_app;
};

void TestConnecting::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestConnecting::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    QGuiApplication::clipboard()->clear();
}

void TestConnecting::cleanup()
{
    m_app.reset();
    m_folder.reset();
    qunsetenv("STREAM_URL");
    qunsetenv("STREAM_AUTH");
}

void TestConnecting::startWindow()
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->window()->show();
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(),
                                        int(std::chrono::milliseconds(Patience).count())));
}

void TestConnecting::enterUrl(const QUrl &url)
{
    auto *edit = part<QLineEdit>("welcomeUrl");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, url.toString());
    QTest::keyClick(edit, Qt::Key_Return);
}

QDialog *TestConnecting::dialog(const char *name) const
{
    for (QDialog *each : m_app->window()->findChildren<QDialog *>(QLatin1StringView(name))) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

QByteArray TestConnecting::traces() const
{
    QByteArray all = QGuiApplication::clipboard()->text().toUtf8();
    all += m_app ? m_app->window()->windowTitle().toUtf8() : QByteArray();
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)) {
            all += file.fileName().toUtf8() + file.readAll();
        }
    }
    return all;
}

void TestConnecting::asksForTheToken()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().header("authorization") == "Bearer hunter2-token"
                    ? Reply(404)
                    : Reply(401, "who are you?"));
    });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    // The page with the credentials is in front, and says why.
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    QVERIFY2(message->text().contains(u"credentials (401)"_s), qPrintable(message->text()));
    auto *kind = dialog()->findChild<QComboBox *>("connectCredentials"_L1);
    QVERIFY(kind->isVisible());
    kind->setCurrentIndex(1);
    auto *secret = dialog()->findChild<QLineEdit *>("connectSecret"_L1);
    // A wrong one is refused, and the dialog stays.
    secret->setFocus();
    QTest::keyClicks(secret, u"wrong"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().last().header("authorization"),
                              "Bearer wrong"_ba, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"401"_s), Patience);
    QVERIFY(dialog());
    secret->selectAll();
    QTest::keyClicks(secret, u"hunter2-token"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    QVERIFY(!traces().contains("hunter2"));
    m_app->window()->close();
    m_app.reset();
    QVERIFY(traces().contains("127.0.0.1"));
    QVERIFY(!traces().contains("hunter2"));
}

void TestConnecting::fieldsAreTypedInTheirOrder()
{
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(1);
    auto *fields = dialog()->findChild<QTableWidget *>("connectFields"_L1);
    const QStringList typed { u"X-Api-Key"_s, u"hunter2-header"_s, u"signature"_s,
                              u"hunter2-parameter"_s };
    for (int row = 0; row < 2; ++row) {
        QTest::mouseClick(dialog()->findChild<QPushButton *>(row == 0 ? "connectAddHeader"_L1
                                                                      : "connectAddParameter"_L1),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(fields->isAncestorOf(QApplication::focusWidget())
                                     && qobject_cast<QLineEdit *>(QApplication::focusWidget()),
                                 Patience);
        QTest::keyClicks(QApplication::focusWidget(), typed.at(row * 2));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(fields->currentRow(), row);
        QCOMPARE(fields->currentColumn(), 2);
        auto *value = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY2(value, QApplication::focusWidget()->metaObject()->className());
        // A secret from its first letter on.
        QCOMPARE(value->echoMode(), QLineEdit::Password);
        QTest::keyClicks(value, typed.at(row * 2 + 1));
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(fields->item(row, 1)->text(), typed.at(row * 2));
        // Return closes an editor from the event loop.
        QTRY_COMPARE_WITH_TIMEOUT(fields->item(row, 2)->text(), typed.at(row * 2 + 1), Patience);
        QCOMPARE(fields->item(row, 3)->checkState(), Qt::Checked);
    }
    // What is shown changes as soon as “Secret” does.
    const auto looks = [fields] {
        return fields->viewport()->grab(fields->visualItemRect(fields->item(0, 2))).toImage();
    };
    const QImage hidden = looks();
    fields->item(0, 3)->setCheckState(Qt::Unchecked);
    QVERIFY(looks() != hidden);
    fields->item(0, 3)->setCheckState(Qt::Checked);
    QCOMPARE(looks(), hidden);
}

void TestConnecting::expiredTokenGoesOnWithoutGap()
{
    FaultServer server;
    QByteArray token = "Bearer first";
    QStringList asked;
    server.otherwise([&](const Exchange &e) {
        if (e.request().header("authorization") != token) {
            e.reply(Reply(401));
            return;
        }
        if (e.request().method == "HEAD" || e.request().path != "/v1/stream/a") {
            e.reply(e.request().path == "/v1/stream/a"
                        ? Reply(200).header("Content-Type", "application/json").header("Stream-Next-Offset", "2")
                        : Reply(404));
            return;
        }
        asked.append(QString::fromLatin1(e.request().query));
        if (e.request().query.contains("offset=-1")) {
            e.reply(messages("[1,2]", "2"));
        } else if (e.request().query.contains("offset=2") && token == "Bearer second") {
            e.reply(messages("[3]", "3"));
        } // else: it waits for news
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.registryPath.clear();
    connection.liveMode = DurableStreams::LiveMode::LongPoll;
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "first" };
    Server *known = m_app->window()->addServer(connection);
    TailPage *page = m_app->window()->openStream(known, "a");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(2), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!asked.filter(u"offset=2"_s).isEmpty(), Patience);
    // It expires: the poll under way breaks, and the next one is refused.
    token = "Bearer second";
    server.dropAll();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Unauthorised, Patience);
    Q_EMIT page->editConnectionRequested();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *secret = dialog()->findChild<QLineEdit *>("connectSecret"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(secret->hasFocus(), Patience);
    secret->selectAll();
    QTest::keyClicks(secret, u"second"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(3), Patience);
    QCOMPARE(m_app->window()->tabs()->count(), 1);
    QTRY_COMPARE_GE_WITH_TIMEOUT(page->model()->rowCount(), 3, Patience);
    QByteArrayList rows;
    for (int row = 0; row < page->model()->rowCount(); ++row) {
        const Message message = page->model()->messageAt(row);
        if (message.isData()) {
            rows.append(message.toByteArray());
        } else if (message.kind == RowKind::Marker
                   && Marker::fromBytes(message.bytes)->type == Marker::Type::Resumed) {
            rows.append("resumed");
        }
    }
    QCOMPARE(rows, QByteArrayList({ "1", "2", "resumed", "3" }));
    // The beginning was read once.
    QCOMPARE(asked.filter(u"offset=-1"_s).size(), 1);
}

void TestConnecting::trustsACertificateOnRequest()
{
    FaultServer server(TestSupport::serverTls(u"selfsigned"_s));
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    // Nothing was sent to a server that cannot be trusted.
    QCOMPARE(server.requests().size(), 0);
    auto *trust = dialog()->findChild<QPushButton *>("connectTrust"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(trust->isVisible(), Patience);
    auto *shown = dialog()->findChild<QLabel *>("connectCertificate"_L1);
    const QByteArray digest = TestSupport::testCertificate(u"selfsigned"_s)
                                  .digest(QCryptographicHash::Sha256)
                                  .toHex(':')
                                  .toUpper();
    QVERIFY(QString(shown->text()).replace(u'\n', u':').contains(QString::fromLatin1(digest)));
    QTest::mouseClick(trust, Qt::LeftButton);
    QTest::mouseClick(dialog()->findChild<QPushButton *>("connectButton"_L1), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(server.count("HEAD", "/v1/stream/__registry__") > 0);
}

void TestConnecting::goesThroughAProxy()
{
    // A proxy sees the whole address in the request line.
    FaultServer proxy;
    proxy.otherwise([](const Exchange &e) {
        e.reply(e.request().header("proxy-authorization")
                        == "Basic " + "bob:hunter2-proxy"_ba.toBase64()
                    ? Reply(404)
                    : Reply(407).header("Proxy-Authenticate", "Basic realm=\"out\""));
    });
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(u"http://streams.invalid/v1/stream"_s);
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
    dialog()->findChild<QLineEdit *>("connectProxyHost"_L1)->setText(u"127.0.0.1"_s);
    dialog()->findChild<QSpinBox *>("connectProxyPort"_L1)->setValue(proxy.port());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"407"_s), qPrintable(message->text()),
                              Patience);
    dialog()->findChild<QLineEdit *>("connectProxyUser"_L1)->setText(u"bob"_s);
    dialog()->findChild<QLineEdit *>("connectProxyPassword"_L1)->setText(u"hunter2-proxy"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(proxy.requests().last().target.startsWith("http://streams.invalid/v1/stream/"));
    QVERIFY(!traces().contains("hunter2"));
}

// A proxy that forwards, and a server behind it: refused with the cause and the next step, and after
// that a tail goes through it.
void TestConnecting::readsThroughAProxyThatAsks()
{
    DurableStreams::Sandbox sandbox;
    DurableStreams::SandboxOptions options;
    options.samples = true;
    const auto root = sandbox.start(options);
    QVERIFY(root);
    const TestSupport::TestProxy proxy(TestSupport::TestProxy::Kind::Http, "bob", "hunter2-proxy");
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(root->toString());
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
    dialog()->findChild<QLineEdit *>("connectProxyHost"_L1)->setText(u"127.0.0.1"_s);
    dialog()->findChild<QSpinBox *>("connectProxyPort"_L1)->setValue(proxy.port());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    auto *user = dialog()->findChild<QLineEdit *>("connectProxyUser"_L1);
    auto *password = dialog()->findChild<QLineEdit *>("connectProxyPassword"_L1);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(u"user and a password (407)"_s),
                              qPrintable(message->text()), Patience);
    QVERIFY2(message->text().contains(u"on the page “Network”"_s), qPrintable(message->text()));
    QTRY_VERIFY_WITH_TIMEOUT(user->hasFocus(), Patience);
    QCOMPARE(proxy.passed(), 0);
    // With a wrong password it is as before.
    const int refused = proxy.refused();
    QTest::keyClicks(user, u"bob"_s);
    QTest::keyClicks(password, u"hunter2-wrong"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(proxy.refused() > refused, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), Patience);
    QVERIFY2(message->text().contains(u"(407)"_s), qPrintable(message->text()));
    QCOMPARE(proxy.passed(), 0);
    password->selectAll();
    QTest::keyClicks(password, u"hunter2-proxy"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    Server *server = m_app->window()->currentServer();
    QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->entry("events/orders"), Patience);
    const TailPage *page = m_app->window()->openStream(server, "events/orders");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(page->session()->status().totalRows > 43, Patience);
    QVERIFY(proxy.passed() > 0);
    QVERIFY(!traces().contains("hunter2"));
}

void TestConnecting::saysWhichStepFailed_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("no such host") << 0 << u"is not known"_s << 404 << ""_ba;
    QTest::newRow("nobody listens") << 1 << u"Check that the server runs"_s << 404 << ""_ba;
    QTest::newRow("certificate") << 2 << u"cannot be trusted"_s << 404 << ""_ba;
    QTest::newRow("server fails") << 3 << u"(503)"_s << 503 << ""_ba;
    QTest::newRow("web site") << 3 << u"No Durable Streams server"_s << 200 << "text/html"_ba;
    QTest::newRow("other service") << 3 << u"No Durable Streams server"_s << 200
                                   << "application/json"_ba;
    QTest::newRow("page of a 404") << 3 << u"No Durable Streams server"_s << 404
                                   << "text/html; charset=utf-8"_ba;
    QTest::newRow("credentials") << 4 << u"(401)"_s << 401 << "text/html"_ba;
    QTest::newRow("no registry") << 5 << u"check the path"_s << 404 << ""_ba;
}

void TestConnecting::saysWhichStepFailed()
{
    QFETCH(const int, step);
    QFETCH(const QString, word);
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    FaultServer plain;
    plain.otherwise([&](const Exchange &e) {
        e.reply(type.isEmpty() ? Reply(status) : Reply(status).header("Content-Type", type));
    });
    FaultServer secure(TestSupport::serverTls(u"selfsigned"_s));
    if (step == 1) {
        plain.stopListening();
    }
    const QString url = step == 0 ? u"http://no-such-host.invalid/v1/stream"_s
                                  : (step == 2 ? secure : plain).url("/v1/stream").toString();
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(url);
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(4);
    QTest::mouseClick(dialog()->findChild<QPushButton *>("connectTest"_L1), Qt::LeftButton);
    const auto text = [this](int i) {
        return dialog()->findChild<QLabel *>(u"connectStep%1"_s.arg(i))->text();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(text(step).contains(word), qPrintable(text(step)), Patience);
    for (int i = 0; i < step; ++i) {
        QVERIFY2(text(i) != u"…"_s && text(i) != u"not reached"_s, qPrintable(text(i)));
    }
    for (int i = step + 1; i <= 5; ++i) {
        QCOMPARE(text(i), u"not reached"_s);
    }
}

void TestConnecting::whatThePaneSaysIsAProblem()
{
    FaultServer server;
    int status = 401;
    server.otherwise([&status](const Exchange &e) {
        e.reply(e.request().path == "/v1/stream/a"
                    ? Reply(status).header("Content-Type", "application/json").header("Stream-Next-Offset", "2")
                    : Reply(404));
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.registryPath.clear();
    Server *known = m_app->window()->addServer(connection);
    known->catalog()->addByHand("a");
    m_app->window()->metadata()->setStream(known, "a");
    const ProblemsModel *problems = m_app->window()->problems();
    QTRY_COMPARE_WITH_TIMEOUT(problems->rowCount(), 1, Patience);
    QVERIFY(problems->index(0, ProblemsModel::Cause).data().toString().contains(u"(401)"_s));
    // The same once more is no other problem.
    const auto asked = server.requests().size();
    known->heads()->refresh("a");
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > asked && known->heads()->isIdle(), Patience);
    status = 200;
    known->heads()->refresh("a");
    QTRY_VERIFY_WITH_TIMEOUT(
        problems->index(0, ProblemsModel::Time).data().toString().contains(u"over"_s), Patience);
    QCOMPARE(problems->rowCount(), 1);
}

void TestConnecting::dialogStaysOnTheScreen_data()
{
    QTest::addColumn<QString>("certificate");
    for (const QString &name : { u"selfsigned"_s, u"expired"_s, u"wronghost"_s }) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

// What is said on one page is no reason to make all of them high.
void TestConnecting::dialogStaysOnTheScreen()
{
    QFETCH(const QString, certificate);
    FaultServer secure(TestSupport::serverTls(certificate));
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(secure.url("/v1/stream").toString());
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(4);
    QVERIFY(QTest::qWaitForWindowExposed(dialog()));
    const int before = dialog()->height();
    QTest::mouseClick(dialog()->findChild<QPushButton *>("connectTest"_L1), Qt::LeftButton);
    const auto *last = dialog()->findChild<QLabel *>("connectStep5"_L1);
    QTRY_COMPARE_WITH_TIMEOUT(last->text(), u"not reached"_s, Patience);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCoreApplication::processEvents();
    const int line = dialog()->fontMetrics().lineSpacing();
    QVERIFY2(dialog()->height() <= before + 6 * line,
             qPrintable(u"%1 → %2"_s.arg(before).arg(dialog()->height())));
}

void TestConnecting::testIsStoppedAndForgotten()
{
    FaultServer server;
    server.otherwise([](const Exchange &) {}); // it says nothing
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *url = dialog()->findChild<QLineEdit *>("connectUrl"_L1);
    auto *tabs = dialog()->findChild<QTabWidget *>("connectTabs"_L1);
    auto *run = dialog()->findChild<QPushButton *>("connectTest"_L1);
    const auto text = [this](int i) {
        return dialog()->findChild<QLabel *>(u"connectStep%1"_s.arg(i))->text();
    };
    url->setText(server.url("/v1/stream").toString());
    tabs->setCurrentIndex(4);
    run->setFocus();
    QTest::keyClick(run, Qt::Key_Return); // it tests, and does not connect
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), Patience);
    QCOMPARE(server.count("HEAD", "/v1/stream/__registry__"), 1);
    QCOMPARE(run->text(), u"S&top"_s);
    QVERIFY(run->hasFocus());
    QTest::keyClick(run, Qt::Key_Return);
    QCOMPARE(run->text(), u"&Test"_s);
    QCOMPARE(text(3), u"stopped"_s);
    QVERIFY(text(1).contains(QString::number(server.port())));
    // Another address was not tested.
    url->setText(u"http://localhost:1/v1/stream"_s);
    for (int i = 0; i <= 5; ++i) {
        QCOMPARE(text(i), QString());
    }
    // Nor was what is on another page now.
    url->setText(server.url("/v1/stream").toString());
    QTest::keyClick(run, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, Patience);
    tabs->setCurrentIndex(3);
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(1);
    tabs->setCurrentIndex(4);
    QCOMPARE(text(1), QString());
    QCOMPARE(run->text(), u"&Test"_s);
    // What was asked is in the pane “Wire” as well.
    const auto *wire = m_app->window()->findChild<WireModel *>();
    QVERIFY(wire->rowCount() >= 1);
}

void TestConnecting::returnAfterAFailureTriesAgain()
{
    FaultServer server;
    server.stopListening();
    startWindow();
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(server.url("/v1/stream").toString());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    const auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(button->isEnabled() && message->text().contains(u"not be reached"_s),
                              qPrintable(message->text()), Patience);
    QVERIFY(dialog()->focusWidget() == button);
    QVERIFY(server.listenAgain());
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
}

void TestConnecting::tokenIsPastedAsItWasFound_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("alone") << u"hunter2"_s;
    QTest::newRow("with its scheme") << u" bearer  hunter2\n"_s;
    QTest::newRow("with its header") << u"Authorization: Bearer hunter2"_s;
}

void TestConnecting::tokenIsPastedAsItWasFound()
{
    QFETCH(const QString, pasted);
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().header("authorization") == "Bearer hunter2"
                    ? Reply(404)
                    : Reply(401).header("WWW-Authenticate", "Bearer realm=\"x\""));
    });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    // The kind that the server asks for is chosen, and its field waits.
    QCOMPARE(dialog()->findChild<QComboBox *>("connectCredentials"_L1)->currentIndex(), 1);
    auto *secret = dialog()->findChild<QLineEdit *>("connectSecret"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(secret->hasFocus(), Patience);
    secret->setText(pasted);
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    // What was refused first is there to be looked at.
    const auto *wire = m_app->window()->findChild<WireModel *>();
    QCOMPARE(wire->index(0, WireModel::Status).data().toString(), u"401"_s);
}

void TestConnecting::saysThatNothingWasRecognised_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<QString>("word");
    const QString none = u"No Durable Streams server was recognised"_s;
    QTest::newRow("web site") << 200 << "Content-Type"_ba << "text/html"_ba << true << none;
    QTest::newRow("success without an offset") << 200 << "X-A"_ba << "1"_ba << true << none;
    QTest::newRow("web site without the page")
        << 404 << "Content-Type"_ba << "text/html"_ba << true << none;
    QTest::newRow("registry") << 200 << "Stream-Next-Offset"_ba << "1"_ba << false << QString();
    QTest::newRow("no registry") << 404 << "Access-Control-Expose-Headers"_ba
                                 << "Stream-Cursor, Stream-Next-Offset"_ba << false << QString();
    QTest::newRow("cannot be told") << 404 << "X-A"_ba << "1"_ba << false
                                    << u"Nothing in the answer shows"_s;
}

void TestConnecting::saysThatNothingWasRecognised()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, asks);
    QFETCH(const QString, word);
    FaultServer server;
    server.otherwise([&](const Exchange &e) { e.reply(Reply(status).header(name, value)); });
    startWindow();
    enterUrl(server.url("/v1/stream"));
    if (asks) {
        auto *message = part<QLabel>("welcomeMessage");
        QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(word), qPrintable(message->text()),
                                  Patience);
        QVERIFY(!m_app->window()->currentServer());
        // The dialog asks as well.
        m_app->window()->commands()->connectServer->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
        auto *url = dialog()->findChild<QLineEdit *>("connectUrl"_L1);
        url->setText(server.url("/v1/stream").toString());
        QTest::keyClick(url, Qt::Key_Return);
        message = dialog()->findChild<QLabel *>("connectMessage"_L1);
        QTRY_VERIFY2_WITH_TIMEOUT(message->text().contains(word), qPrintable(message->text()),
                                  Patience);
        QVERIFY(!m_app->window()->currentServer());
        // Whoever knows better goes on.
        QTest::keyClick(url, Qt::Key_Return);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    if (!asks) {
        QVERIFY2(m_app->window()->statusStrip()->said().contains(word),
                 qPrintable(m_app->window()->statusStrip()->said()));
        QVERIFY(!word.isEmpty()
                || !m_app->window()->statusStrip()->said().contains(u"Nothing in the answer"_s));
    }
}

void TestConnecting::listsAndRemovesKeptConnections()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    ConnectionStore *store = m_app->connections();
    Connection kept = Connection::to(server.url("/v1/stream"));
    kept.name = u"Kept"_s;
    kept.environment = Connection::Environment::Production;
    kept.readOnly = true;
    kept.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2-kept" };
    kept = store->save(kept, SecretStore::Place::PlainFile);
    QCOMPARE(store->importFrom(R"({"format":"tailwater-connections","version":1,"connections":[)"
                               R"({"name":"Imported","url":"https://elsewhere.invalid/v1/stream"}]})")
                 .value_or(-1),
             1);
    const QByteArray written = "hunter2-kept"_ba.toBase64();
    QVERIFY(traces().contains(written));
    auto *box = part<QComboBox>("serverBox");
    const auto entry = [box](QStringView name) {
        for (int i = 0; i < box->count(); ++i) {
            if (box->itemText(i).startsWith(name)) {
                return i;
            }
        }
        return -1;
    };
    QVERIFY(entry(u"Kept") >= 0 && entry(u"Imported") >= 0);
    Q_EMIT box->activated(entry(u"Kept"));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(box->currentIndex(), entry(u"Kept"));
    QCOMPARE(entry(u"Kept"), 0); // those connected come first
    QVERIFY(entry(u"Imported") > 0);
    // Removed when asked, with its secret.
    m_app->window()->commands()->keptConnections->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("keptConnectionsDialog"), Patience);
    auto *list = dialog("keptConnectionsDialog")->findChild<QListWidget *>();
    QCOMPARE(list->count(), 2);
    list->setCurrentRow(list->item(0)->text().startsWith(u"Kept") ? 0 : 1);
    QVERIFY(list->item(list->currentRow())->text().contains(u"Production · read-only"_s));
    auto *remove = dialog("keptConnectionsDialog")->findChild<QPushButton *>("removeConnection"_L1);
    for (const bool really : { false, true }) {
        QTest::mouseClick(remove, Qt::LeftButton);
        auto *question = part<QMessageBox>("removeConnectionQuestion");
        QVERIFY(question && question->text().contains(u"Kept"_s));
        if (really) {
            QTest::mouseClick(question->findChild<QPushButton *>("removeConnectionNow"_L1),
                              Qt::LeftButton);
        } else {
            QTest::keyClick(question, Qt::Key_Return); // Cancel is the default
        }
        QTRY_VERIFY_WITH_TIMEOUT(!part<QMessageBox>("removeConnectionQuestion"), Patience);
        QCOMPARE(store->find(kept.id).has_value(), !really);
    }
    QCOMPARE(list->count(), 1);
    QVERIFY(!traces().contains(written));
    // One is changed from here, too.
    QTest::mouseClick(dialog("keptConnectionsDialog")->findChild<QPushButton *>("editKept"_L1),
                      Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    QCOMPARE(dialog()->findChild<QLineEdit *>("connectName"_L1)->text(), u"Imported"_s);
    // The first field of a page is where one begins.
    dialog()->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(2);
    QTRY_VERIFY_WITH_TIMEOUT(
        dialog()->findChild<QLineEdit *>("connectAuthority"_L1)->hasFocus(), Patience);
}

void TestConnecting::changesAKnownOneOnlyWithAWord_data()
{
    QTest::addColumn<bool>("another");
    QTest::newRow("changed") << false;
    QTest::newRow("another one") << true;
}

void TestConnecting::changesAKnownOneOnlyWithAWord()
{
    QFETCH(const bool, another);
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    ConnectionStore *store = m_app->connections();
    Connection known = Connection::to(server.url("/v1/stream"));
    known.name = u"Orders"_s;
    known.readOnly = true;
    known = store->save(known, SecretStore::Place::UntilQuit);
    m_app->window()->addServer(known);
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *changes = dialog()->findChild<QLabel *>("connectChanges"_L1);
    auto *box = dialog()->findChild<QCheckBox *>("connectAnother"_L1);
    QVERIFY(!changes->isVisible() && !box->isVisible());
    auto *url = dialog()->findChild<QLineEdit *>("connectUrl"_L1);
    QTest::keyClicks(url, known.baseUrl.toString());
    QVERIFY(changes->isVisible() && box->isVisible());
    QVERIFY2(changes->text().contains(u"This changes the kept connection “Orders”"_s),
             qPrintable(changes->text()));
    // With what is kept of it.
    auto *name = dialog()->findChild<QLineEdit *>("connectName"_L1);
    QCOMPARE(name->text(), u"Orders"_s);
    auto *readOnly = dialog()->findChild<QCheckBox *>("connectReadOnly"_L1);
    QVERIFY(readOnly->isChecked());
    name->setText(u"Writer"_s);
    readOnly->setChecked(false);
    box->setChecked(another);
    QTest::keyClick(url, Qt::Key_Return);
    if (!another) {
        QTest::keyClick(url, Qt::Key_Return); // the guard was to be taken away
    }
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    QCOMPARE(store->connections().size(), another ? 2 : 1);
    QCOMPARE(store->find(known.id)->name, another ? u"Orders"_s : u"Writer"_s);
    QCOMPARE(store->find(known.id)->readOnly, another);
    QCOMPARE(m_app->window()->servers().size(), another ? 2 : 1);
    QCOMPARE(m_app->window()->currentServer()->displayName(), u"Writer"_s);
    QVERIFY(m_app->window()->currentServer()->canWrite());
}

void TestConnecting::typedAddressUsesWhatIsKept()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(Reply(e.request().header("authorization") == "Bearer hunter2" ? 404 : 401));
    });
    startWindow();
    Connection known = Connection::to(server.url("/v1/stream"));
    known.name = u"Orders"_s;
    known.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    known = m_app->connections()->save(known, SecretStore::Place::UntilQuit);
    enterUrl(server.url("/v1/stream"));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(m_app->window()->currentServer()->displayName(), u"Orders"_s);
    QVERIFY(m_app->connections()->connections() == QList<Connection> { known.withoutSecrets() });
}

// Two servers with a stream of the same path.
void TestConnecting::tabsTellTheirServers()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    startWindow();
    MainWindow *window = m_app->window();
    QList<Server *> servers;
    for (const QString &name : { u"One"_s, u"Two"_s }) {
        Connection connection = Connection::to(server.url(name == u"One"_s ? "/a" : "/b"));
        connection.name = name;
        servers.append(window->addServer(connection));
    }
    window->openStream(servers.first(), "orders/2026");
    QCOMPARE(window->tabs()->tabText(0), u"orders/2026"_s);
    QVERIFY(window->tabs()->tabToolTip(0).contains(u"One"_s));
    // What is there to be edited is the server of the tab.
    QCOMPARE(window->currentServer(), servers.first());
    window->explorer()->filterEdit()->setText(u"or"_s);
    TailPage *second = window->openStream(servers.last(), "orders/2026");
    QVERIFY(window->tabs()->tabText(0).contains(u"One"_s));
    QVERIFY(window->tabs()->tabText(1).contains(u"Two"_s));
    QCOMPARE(window->currentServer(), servers.last());
    QCOMPARE(window->explorer()->server(), servers.last());
    // A filter was meant for the streams of the server before.
    QVERIFY(window->explorer()->filterEdit()->text().isEmpty());
    QCOMPARE(part<QComboBox>("serverBox")->currentText(), u"Two"_s);
    window->commands()->editConnection->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    QCOMPARE(dialog()->findChild<QLineEdit *>("connectName"_L1)->text(), u"Two"_s);
    dialog()->reject();
    window->tabs()->closePage(second);
    QCOMPARE(window->tabs()->tabText(0), u"orders/2026"_s);
}

void TestConnecting::leftOffGoesOn()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().path == "/v1/stream/a"
                    ? messages("[1]", "7_1").header("Stream-Closed", "true")
                    : Reply(404));
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.registryPath.clear();
    MainWindow *window = m_app->window();
    window->openStream(window->addServer(connection), "a");
    window->showDock(u"metadata"_s);
    const auto said = [window] {
        QStringList all;
        for (const QLabel *label : window->metadata()->findChildren<QLabel *>()) {
            all.append(label->text());
        }
        return all;
    };
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage()->session()->status().totalRows == 1, Patience);
    QTRY_VERIFY2_WITH_TIMEOUT(!said().contains(u"never read here"_s),
                              qPrintable(said().join(u'\n')), Patience);
}

void TestConnecting::warnsBeforePlainHttp()
{
    startWindow();
    // A host that does not exist, through a proxy that counts what it gets.
    FaultServer proxy;
    proxy.otherwise([](const Exchange &e) { e.reply(Reply(404)); });
    m_app->window()->commands()->connectServer->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    dialog()->findChild<QLineEdit *>("connectUrl"_L1)->setText(u"http://h.invalid/v1/stream"_s);
    dialog()->findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(1);
    dialog()->findChild<QLineEdit *>("connectSecret"_L1)->setText(u"hunter2"_s);
    dialog()->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
    dialog()->findChild<QLineEdit *>("connectProxyHost"_L1)->setText(u"127.0.0.1"_s);
    dialog()->findChild<QSpinBox *>("connectProxyPort"_L1)->setValue(proxy.port());
    auto *button = dialog()->findChild<QPushButton *>("connectButton"_L1);
    const int before = dialog()->height();
    QTest::mouseClick(button, Qt::LeftButton);
    auto *message = dialog()->findChild<QLabel *>("connectMessage"_L1);
    QVERIFY(message->text().contains(u"Over plain http"_s));
    // It is as high as the sentence.
    QTRY_COMPARE_GE_WITH_TIMEOUT(message->height(), message->heightForWidth(message->width()),
                                 Patience);
    QCOMPARE_LE(message->height(), message->fontMetrics().lineSpacing() * 4);
    QCOMPARE_LE(dialog()->height(), before + message->fontMetrics().lineSpacing() * 7);
    QCOMPARE(proxy.connections(), 0);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(proxy.requests().first().header("authorization"), "Bearer hunter2"_ba);
}

void TestConnecting::productionIsLocked()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        if (e.request().method == "DELETE") {
            e.reply(Reply(204));
        } else if (e.request().path == "/v1/stream/orders/2026") {
            e.reply(messages("[]", "0").header("Stream-Closed", "true"));
        } else {
            e.reply(Reply(404));
        }
    });
    startWindow();
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.environment = Connection::Environment::Production;
    connection.registryPath.clear();
    Server *known = m_app->window()->addServer(connection);
    TailPage *page = m_app->window()->openStream(known, "orders/2026");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Closed, Patience);
    QWidget *stripe = part<QWidget>("connectionStripe");
    QVERIFY(stripe->isVisible());
    QVERIFY(part<QLabel>("connectionStripeText")->text().contains(u"Production"_s));
    QAction *deletion = m_app->window()->commands()->deleteStream;
    QVERIFY(!deletion->isEnabled());
    QTest::mouseClick(part<QPushButton>("connectionLock"), Qt::LeftButton);
    QVERIFY(deletion->isEnabled());
    deletion->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog("deleteStreamDialog"), Patience);
    auto *carryOut = dialog("deleteStreamDialog")->findChild<QPushButton *>("carryOut"_L1);
    QVERIFY(!carryOut->isEnabled());
    auto *name = dialog("deleteStreamDialog")->findChild<QLineEdit *>("typeName"_L1);
    QTest::keyClicks(name, u"orders"_s);
    QVERIFY(!carryOut->isEnabled());
    name->clear();
    QTest::keyClicks(name, u"2026"_s);
    QVERIFY(carryOut->isEnabled());
    // Locked meanwhile: it stays where it is.
    known->lock();
    QTest::mouseClick(carryOut, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(carryOut->isEnabled(), Patience);
    QCOMPARE(server.count("DELETE", "/v1/stream/orders/2026"), 0);
    known->unlock();
    QTest::mouseClick(carryOut, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(server.count("DELETE", "/v1/stream/orders/2026"), 1, Patience);
}

void TestConnecting::environmentNamesTheServer()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(Reply(e.request().header("authorization") == "Token hunter2" ? 404 : 401));
    });
    qputenv("STREAM_URL", server.url("/v1/stream").toEncoded());
    qputenv("STREAM_AUTH", "Token hunter2");
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({});
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(!traces().contains("hunter2"));
}

// Streams of it that are named as well, and no other server, which is said.
void TestConnecting::environmentIsForItsServerAlone()
{
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        e.reply(e.request().header("authorization") != "Token hunter2" ? Reply(401)
                    : e.request().path == "/v1/stream/a"
                    ? messages("[]", "0").header("Stream-Closed", "true")
                    : Reply(404));
    });
    FaultServer other;
    other.otherwise([](const Exchange &e) { e.reply(messages("[]", "0")); });
    qputenv("STREAM_URL", server.url("/v1/stream").toEncoded());
    qputenv("STREAM_AUTH", "Token hunter2");
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start({ .urls = { server.url("/v1/stream/a").toString() } });
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QCOMPARE(m_app->window()->problems()->rowCount(), 0);
    m_app->carryOut({ .urls = { other.url("/v1/stream/b").toString() } });
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->tabs()->count(), 2, Patience);
    for (const TestSupport::Request &request : other.requests()) {
        QVERIFY(!request.head.contains("hunter2"));
    }
    QCOMPARE(m_app->window()->problems()->rowCount(), 1);
    QVERIFY(!traces().contains("hunter2"));
}

void TestConnecting::readsOneOfTenThousandInFiveActions()
{
    QByteArray registry = "[";
    for (int i = 0; i < 10'000; ++i) {
        registry += QByteArray(i ? "," : "") + R"({"type":"stream","key":"tenant-)"
            + QByteArray::number(i % 100) + "/orders-" + QByteArray::number(i)
            + R"(","value":{"contentType":"application/json"},"headers":{"operation":"insert"}})";
    }
    registry += "]";
    FaultServer server;
    server.otherwise([&registry](const Exchange &e) {
        const bool list = e.request().path == "/v1/stream/__registry__";
        if (e.request().method == "HEAD") {
            e.reply(messages({}, "1"));
        } else if (e.request().query.contains("offset=-1")) {
            e.reply(list ? messages(registry + "", "1")
                         : messages("[{\"here\":true}]", "1").header("Stream-Closed", "true"));
        } // else: it waits for news
    });
    startWindow();
    int actions = 0;
    // One: paste or type the URL. Two: Enter.
    enterUrl(server.url("/v1/stream"));
    actions += 2;
    MainWindow *window = m_app->window();
    QTRY_VERIFY_WITH_TIMEOUT(window->currentServer(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(window->currentServer()->catalog()->size(), 10'000, Patience);
    // The list is shown as it comes, so a hundred folders do not mean that it is whole.
    auto *list = qobject_cast<StreamTreeModel *>(window->explorer()->view()->model());
    QVERIFY(list);
    QTRY_COMPARE_WITH_TIMEOUT(list->totalCount(), 10'000, Patience);
    QCOMPARE(list->rowCount(), 100);
    QLineEdit *filter = window->explorer()->filterEdit();
    QTRY_VERIFY_WITH_TIMEOUT(filter->hasFocus(), Patience);
    // Three: a word. Four: Enter.
    QTest::keyClicks(filter, u"orders-7654"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    actions += 2;
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage(), Patience);
    QCOMPARE(window->tabs()->pathOf(window->currentPage()), "tenant-54/orders-7654"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(window->currentPage()->session()->status().totalRows, quint64(1),
                              Patience);
    QCOMPARE_LE(actions, 5);
    // No stream but the one opened was read.
    for (const TestSupport::Request &request : server.requests()) {
        QVERIFY(request.method == "HEAD"
                || (request.method == "GET"
                    && (request.path == "/v1/stream/__registry__"
                        || request.path == "/v1/stream/tenant-54/orders-7654")));
    }
}

QTEST_MAIN(TestConnecting)
#include "tst_connecting.moc"
