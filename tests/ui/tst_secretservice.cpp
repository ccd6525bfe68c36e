// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "capture/capturecommands.h"
#include "connection/connectionstore.h"
#include "connection/server.h"
#include "logfile.h"
#include "models/capture/capturerun.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "wire/har.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"

#include <support/faultserver.h>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDirIterator>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {

constexpr auto Patience = 60s;
constexpr QByteArrayView Token = "hunter2-token";

} // namespace

//! With a real Secret Service, on a message bus of its own: secrets are there again after quitting, and
//! nowhere else.
class TestSecretService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void keepsTheTokenThereAlone();

private:
    void start();
    void connectWithToken(const QUrl &url);
    void lookAtEverything(const QByteArray &path);
    //! What the application left anywhere but in the Secret Service.
    QByteArray traces() const;

    QTemporaryDir m_keyrings;
    QTemporaryDir m_folder;
    QProcess m_service;
    std::unique_ptr<Application> m_app;
    QByteArray m_seen;
};

void TestSecretService::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_keyrings.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_keyrings.path());
    m_service.setProcessEnvironment(environment);
    m_service.setProcessChannelMode(QProcess::MergedChannels);
    m_service.start(u"gnome-keyring-daemon"_s,
                    { u"--unlock"_s, u"--components=secrets"_s, u"--foreground"_s });
    QVERIFY2(m_service.waitForStarted(), qPrintable(m_service.errorString()));
    m_service.write("password of the keyring\n");
    m_service.closeWriteChannel();
    const auto answers = [] {
        QProcess ask;
        // Not the service itself: the bus would start another one, which is locked.
        ask.start(u"dbus-send"_s, { u"--session"_s, u"--print-reply"_s,
                                    u"--dest=org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                    u"org.freedesktop.DBus.GetNameOwner"_s,
                                    u"string:org.freedesktop.secrets"_s });
        return ask.waitForFinished() && ask.exitCode() == 0;
    };
    QVERIFY2(QTest::qWaitFor(answers, Patience), m_service.readAll().constData());
}

void TestSecretService::cleanupTestCase()
{
    m_app.reset();
    m_service.kill();
    m_service.waitForFinished();
}

void TestSecretService::start()
{
    m_app = std::make_unique<Application>(m_folder.filePath(u"settings.ini"_s), Keychain::ofSystem());
    m_app->start({});
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(),
                                        int(std::chrono::milliseconds(Patience).count())));
}

void TestSecretService::connectWithToken(const QUrl &url)
{
    auto *edit = m_app->window()->findChild<QLineEdit *>("welcomeUrl"_L1);
    edit->setText(url.toString());
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->findChild<QDialog *>("connectDialog"_L1), Patience);
    auto *dialog = m_app->window()->findChild<QDialog *>("connectDialog"_L1);
    dialog->findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(1);
    auto *secret = dialog->findChild<QLineEdit *>("connectSecret"_L1);
    QTest::keyClicks(secret, QString::fromLatin1(Token));
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
}

//! Everything that can be copied, exported or written down.
void TestSecretService::lookAtEverything(const QByteArray &path)
{
    MainWindow *window = m_app->window();
    const TailPage *page = window->openStream(window->currentServer(), path);
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(2), Patience);
    // Into the folder that is searched.
    CaptureRun *run = window->captures()->capture(window->currentPage(),
                                                  m_folder.filePath(QString::fromUtf8(path) + u".dscap"),
                                                  page->session()->snapshot().firstId());
    QVERIFY(run);
    QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(2), Patience);
    window->findChild<QAction *>("stream.stopCapture"_L1)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(run->isFinished(), Patience);
    auto *wire = window->findChild<WirePanel *>();
    QTRY_COMPARE_GE_WITH_TIMEOUT(wire->model()->rowCount(), 3, Patience);
    m_seen += toHar(wire->model()->traces());
    m_seen += m_app->connections()->exported();
    for (int row = 0; row < wire->model()->rowCount(); ++row) {
        wire->view()->selectRow(row);
        for (const char *action : { "wire.copyCurl", "wire.copyText" }) {
            wire->findChild<QAction *>(QLatin1StringView(action))->trigger();
            m_seen += QGuiApplication::clipboard()->text().toUtf8();
        }
    }
    for (const char *name : { "stream.copyUrl", "stream.copyCurlRead", "stream.copyCurlSse",
                              "metadata.copyAll" }) {
        if (auto *action = window->findChild<QAction *>(QLatin1StringView(name))) {
            action->trigger();
            m_seen += QGuiApplication::clipboard()->text().toUtf8();
        }
    }
    m_seen += window->windowTitle().toUtf8();
}

QByteArray TestSecretService::traces() const
{
    QByteArray all = m_seen;
    for (const QString &folder :
         { m_folder.path(), QStandardPaths::writableLocation(QStandardPaths::StateLocation),
           QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation),
           // What a service keeps, it keeps encrypted.
           m_keyrings.path() }) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) {
                all += file.fileName().toUtf8() + file.readAll();
            }
        }
    }
    for (const char *own : { "/proc/self/cmdline", "/proc/self/environ" }) {
        QFile file(QString::fromLatin1(own));
        if (file.open(QIODevice::ReadOnly)) {
            all += file.readAll();
        }
    }
    return all;
}

void TestSecretService::keepsTheTokenThereAlone()
{
    LogFile log(m_folder.filePath(u"log"_s));
    log.install();
    FaultServer server;
    server.otherwise([](const Exchange &e) {
        const TestSupport::Request &request = e.request();
        if (request.header("authorization") != "Bearer " + Token.toByteArray()) {
            e.reply(Reply(401));
        } else if (request.path.endsWith("__registry__")) {
            e.reply(Reply(404));
        } else if (request.method == "HEAD" || request.query.contains("offset=-1")) {
            e.reply(Reply(200, request.method == "HEAD" ? QByteArray() : "[1,2]"_ba)
                        .header("Content-Type", "application/json")
                        .header("Stream-Next-Offset", "7_2")
                        .header("Stream-Up-To-Date", "true"));
        } // else: it waits for news
    });
    start();
    connectWithToken(server.url("/v1/stream"));
    QVERIFY(m_app->window()->currentServer());
    lookAtEverything("a");
    // It is in the service, by its own word, and not only until the application quits.
    const QString id = m_app->window()->currentServer()->connection().id;
    QTRY_COMPARE_WITH_TIMEOUT(m_app->connections()->placeOf(id), SecretStore::Place::Keychain, Patience);
    m_app->window()->close();
    m_app.reset();

    // The next start asks nobody, and gets in.
    server.forget();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), Patience);
    QCOMPARE(server.requests().first().header("authorization"), "Bearer " + Token.toByteArray());
    QVERIFY(!m_app->window()->findChild<QDialog *>("connectDialog"_L1));
    QVERIFY(m_app->window()->currentServer());
    lookAtEverything("b");
    m_app->window()->close();
    m_app.reset();
    QVERIFY(traces().contains("127.0.0.1"));
    for (const char *name : { "a.dscap", "b.dscap" }) {
        QFile capture(m_folder.filePath(QLatin1StringView(name)));
        QVERIFY(capture.open(QIODevice::ReadOnly));
        QVERIFY(capture.readAll().contains("127.0.0.1"));
    }
    QVERIFY(!traces().contains(Token));
    QVERIFY(!traces().contains(Token.toByteArray().toBase64()));
}

int main(int argc, char **argv)
{
    // Never the keyring of whoever runs this: a bus of its own, on which only this test's service is.
    if (qEnvironmentVariableIsEmpty("TAILWATER_OWN_BUS")) {
        qputenv("TAILWATER_OWN_BUS", "1");
        std::vector<char *> command { const_cast<char *>("dbus-run-session"), const_cast<char *>("--") };
        command.insert(command.end(), argv, argv + argc + 1);
        execvp(command.front(), command.data());
        qFatal("dbus-run-session cannot be started");
    }
    QApplication application(argc, argv);
    TestSecretService test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secretservice.moc"
