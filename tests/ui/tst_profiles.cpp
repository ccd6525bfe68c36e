// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/connectdialog.h"
#include "connection/connectionstore.h"
#include "connection/secretstore.h"
#include "connection/server.h"
#include "models/missingsecrets.h"
#include "session/streamlink.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"

#include <support/faultserver.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>
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

//! Keeps what it is given, and gives it until it is locked.
class LockableKeychain : public Keychain
{
public:
    explicit LockableKeychain(QHash<QString, QByteArray> *content, bool locked)
        : m_content(content)
        , m_locked(locked)
    {
    }
    void write(const QString &key, const QByteArray &value,
               const std::function<void(const QString &)> &done) override
    {
        m_content->insert(key, value);
        done({});
    }
    void read(const QString &key,
              const std::function<void(const std::optional<QByteArray> &)> &done) override
    {
        done(m_content->contains(key) && !m_locked ? std::optional(m_content->value(key))
                                                   : std::nullopt);
    }
    void remove(const QString &key) override { m_content->remove(key); }

private:
    QHash<QString, QByteArray> *m_content;
    bool m_locked;
};

} // namespace

//! What is kept of a connection: it is there when its address is, it is changed by nothing but the user's
//! word, and nothing is sent without its secrets.
class TestProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void addressShowsTheProfile();
    void whatWasFilledInStays();
    void anotherAddressGetsNothingOfIt();
    void guardGoesOnlyWithAWord_data();
    void guardGoesOnlyWithAWord();
    void movedSecretsAreAskedAbout();
    void nothingElseChangesAProfile_data();
    void nothingElseChangesAProfile();
    void tabsWaitForMissingSecrets_data();
    void tabsWaitForMissingSecrets();
    void asksBeforeItConnects_data();
    void asksBeforeItConnects();

private:
    void serve();
    void startApp();
    void endApp();
    Connection guarded() const;
    ConnectDialog *dialog() const;
    ConnectDialog *openDialog();
    template<typename W> W *part(const char *name) const
    {
        return dialog()->findChild<W *>(QLatin1StringView(name));
    }
    //! What was under way before this is over.
    void settle();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<FaultServer> m_other;
    std::unique_ptr<Application> m_app;
    QHash<QString, QByteArray> m_keychain;
    bool m_hasKeychain = false;
    bool m_locked = false;
};

void TestProfiles::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void TestProfiles::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain.clear();
    m_hasKeychain = false;
    m_locked = false;
    serve();
}

void TestProfiles::cleanup()
{
    m_app.reset();
    m_server.reset();
    m_other.reset();
    m_folder.reset();
    qunsetenv("STREAM_URL");
    qunsetenv("STREAM_AUTH");
}

void TestProfiles::serve()
{
    const auto answer = [](const Exchange &e) {
        const TestSupport::Request &request = e.request();
        if (request.target.startsWith("http://") && request.header("proxy-authorization").isEmpty()) {
            e.reply(Reply(407).header("Proxy-Authenticate", "Basic realm=\"out\""));
        } else if (request.path.endsWith("__registry__")) {
            e.reply(Reply(404).header("Access-Control-Expose-Headers", "Stream-Next-Offset"));
        } else if (request.method == "HEAD" || request.query.contains("offset=-1")) {
            e.reply(Reply(200, request.method == "HEAD" ? QByteArray() : "[1,2]"_ba)
                        .header("Content-Type", "application/json")
                        .header("Stream-Next-Offset", "7_2")
                        .header("Stream-Up-To-Date", "true")
                        .header("Stream-Cursor", "5"));
        } // else: it waits for news
    };
    m_server = std::make_unique<FaultServer>();
    m_server->otherwise(answer);
    m_other = std::make_unique<FaultServer>();
    m_other->otherwise(answer);
}

void TestProfiles::startApp()
{
    std::unique_ptr<Keychain> keychain;
    if (m_hasKeychain) {
        keychain = std::make_unique<LockableKeychain>(&m_keychain, m_locked);
    }
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s),
                                          std::move(keychain));
    m_app->start({});
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(),
                                        int(std::chrono::milliseconds(Patience).count())));
}

void TestProfiles::endApp()
{
    m_app->window()->close();
    m_app.reset();
    m_server->dropAll();
    m_server->forget();
}

Connection TestProfiles::guarded() const
{
    Connection kept = Connection::to(m_server->url("/v1/stream"));
    kept.name = u"Orders"_s;
    kept.colour = u"#d1343f"_s;
    kept.environment = Connection::Environment::Production;
    kept.readOnly = true;
    kept.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    kept.headers.append("x-api-key", "hunter2-key");
    kept.secretNames = { "x-api-key" };
    kept.tls.authorityFile = u"/etc/ours.pem"_s;
    kept.proxy.kind = ProxyOptions::Kind::None;
    kept.liveMode = DurableStreams::LiveMode::LongPoll;
    return kept;
}

ConnectDialog *TestProfiles::dialog() const
{
    for (auto *each : m_app->window()->findChildren<ConnectDialog *>()) {
        if (each->isVisible()) {
            return each;
        }
    }
    return nullptr;
}

ConnectDialog *TestProfiles::openDialog()
{
    m_app->window()->commands()->connectServer->trigger();
    const bool there = QTest::qWaitFor([this] { return dialog() != nullptr; }, Patience);
    return there ? dialog() : nullptr;
}

void TestProfiles::settle()
{
    const qsizetype before = m_other->requests().size();
    m_app->window()->openUrl(m_other->url("/v1/stream").toString());
    QTRY_VERIFY_WITH_TIMEOUT(m_other->requests().size() > before, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->servers().last()->connection().baseUrl,
                              m_other->url("/v1/stream"), Patience);
}

void TestProfiles::addressShowsTheProfile()
{
    startApp();
    ConnectionStore *store = m_app->connections();
    const Connection kept = store->save(guarded(), SecretStore::Place::PlainFile);
    QVERIFY(openDialog());
    QTest::keyClicks(part<QLineEdit>("connectUrl"), kept.baseUrl.toString());
    QCOMPARE(part<QLineEdit>("connectName")->text(), u"Orders"_s);
    QCOMPARE(part<QComboBox>("connectEnvironment")->currentIndex(), 2);
    QCOMPARE(part<QComboBox>("connectColour")->currentData().toString(), kept.colour);
    QVERIFY(part<QCheckBox>("connectReadOnly")->isChecked());
    QCOMPARE(part<QComboBox>("connectCredentials")->currentIndex(), 1);
    QCOMPARE(part<QLineEdit>("connectSecret")->text(), u"hunter2"_s);
    QCOMPARE(part<QTableWidget>("connectFields")->item(0, 2)->text(), u"hunter2-key"_s);
    QCOMPARE(part<QLineEdit>("connectAuthority")->text(), kept.tls.authorityFile);
    QCOMPARE(part<QComboBox>("connectProxy")->currentIndex(), 1);
    QCOMPARE(part<QComboBox>("connectSecretPlace")->currentData().toInt(),
             int(SecretStore::Place::PlainFile));
    QTest::keyClick(part<QLineEdit>("connectUrl"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QCOMPARE(store->connections(), QList<Connection> { kept.withoutSecrets() });
    QVERIFY(m_app->window()->currentServer()->connection() == kept);
    QVERIFY(!m_app->window()->currentServer()->canWrite());
    for (const TestSupport::Request &request : m_server->requests()) {
        QCOMPARE(request.header("authorization"), "Bearer hunter2"_ba);
    }
}

// What the user chose before the address was there is what he wants.
void TestProfiles::whatWasFilledInStays()
{
    startApp();
    const Connection kept = m_app->connections()->save(guarded(), SecretStore::Place::UntilQuit);
    QVERIFY(openDialog());
    part<QLineEdit>("connectName")->setText(u"Mine"_s);
    QTest::keyClicks(part<QLineEdit>("connectUrl"), kept.baseUrl.toString());
    QCOMPARE(part<QLineEdit>("connectName")->text(), u"Mine"_s);
    QVERIFY(part<QCheckBox>("connectReadOnly")->isChecked());
    part<QLineEdit>("connectUrl")->setText(m_other->url("/v1/stream").toString());
    QCOMPARE(part<QLineEdit>("connectName")->text(), u"Mine"_s);
    QVERIFY(!part<QCheckBox>("connectReadOnly")->isChecked());
}

void TestProfiles::anotherAddressGetsNothingOfIt()
{
    startApp();
    ConnectionStore *store = m_app->connections();
    const Connection kept = store->save(guarded(), SecretStore::Place::UntilQuit);
    QVERIFY(openDialog());
    auto *url = part<QLineEdit>("connectUrl");
    QTest::keyClicks(url, kept.baseUrl.toString());
    QCOMPARE(part<QLineEdit>("connectSecret")->text(), u"hunter2"_s);
    url->selectAll();
    QTest::keyClicks(url, m_other->url("/v1/stream").toString());
    QCOMPARE(part<QLineEdit>("connectSecret")->text(), QString());
    QCOMPARE(part<QTableWidget>("connectFields")->rowCount(), 0);
    QTest::keyClick(url, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    QVERIFY(!m_other->requests().isEmpty());
    for (const TestSupport::Request &request : m_other->requests()) {
        QVERIFY2(!request.head.contains("hunter2"), request.head.constData());
    }
    QCOMPARE(store->connections().size(), 2);
    QCOMPARE(store->find(kept.id), std::optional(kept.withoutSecrets()));
}

void TestProfiles::guardGoesOnlyWithAWord_data()
{
    QTest::addColumn<bool>("production");
    QTest::addColumn<bool>("edit");
    QTest::newRow("read-only, by its address") << false << false;
    QTest::newRow("production, by its address") << true << false;
    QTest::newRow("read-only, edited") << false << true;
}

void TestProfiles::guardGoesOnlyWithAWord()
{
    QFETCH(const bool, production);
    QFETCH(const bool, edit);
    startApp();
    ConnectionStore *store = m_app->connections();
    Connection kept = guarded();
    kept.tls = {};
    kept.readOnly = !production;
    kept = store->save(kept, SecretStore::Place::UntilQuit);
    if (edit) {
        m_app->window()->addServer(kept);
        m_app->window()->commands()->editConnection->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
        m_server->forget();
    } else {
        QVERIFY(openDialog());
        QTest::keyClicks(part<QLineEdit>("connectUrl"), kept.baseUrl.toString());
    }
    part<QCheckBox>("connectReadOnly")->setChecked(false);
    part<QComboBox>("connectEnvironment")->setCurrentIndex(production ? 0 : 2);
    auto *url = part<QLineEdit>("connectUrl");
    QTest::keyClick(url, Qt::Key_Return);
    auto *message = part<QLabel>("connectMessage");
    QVERIFY2(message->isVisible() && message->text().contains(u"takes the guard away"_s),
             qPrintable(message->text()));
    QCOMPARE(store->find(kept.id), std::optional(kept.withoutSecrets()));
    QTest::keyClick(url, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    QVERIFY(store->find(kept.id) != std::optional(kept.withoutSecrets()));
}

void TestProfiles::movedSecretsAreAskedAbout()
{
    startApp();
    const Connection kept = m_app->connections()->save(guarded(), SecretStore::Place::UntilQuit);
    m_app->window()->addServer(kept);
    m_app->window()->commands()->editConnection->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *url = part<QLineEdit>("connectUrl");
    url->selectAll();
    QTest::keyClicks(url, m_other->url("/v1/stream").toString());
    QTest::keyClick(url, Qt::Key_Return);
    auto *message = part<QLabel>("connectMessage");
    QVERIFY2(message->isVisible() && message->text().contains(u"another server"_s),
             qPrintable(message->text()));
    dialog()->reject();
    m_app->window()->openUrl(m_server->url("/v1/stream/a").toString());
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("HEAD", "/v1/stream/a") > 0, Patience);
    QCOMPARE(m_other->requests().size(), 0);
}

void TestProfiles::nothingElseChangesAProfile_data()
{
    QTest::addColumn<QString>("way");
    for (const QString &way :
         { u"command line"_s, u"command line, a stream"_s, u"command line, with a password"_s,
           u"command line, below"_s, u"read-only"_s, u"link"_s, u"name"_s, u"environment"_s,
           u"import"_s, u"welcome"_s }) {
        QTest::newRow(qPrintable(way)) << way;
    }
}

void TestProfiles::nothingElseChangesAProfile()
{
    QFETCH(const QString, way);
    startApp();
    Connection kept = guarded();
    kept.readOnly = false; // or what is read-only for this time could not be seen
    kept.tls = {};
    if (way.endsWith(u"below"_s)) {
        kept.baseUrl = m_server->url("/api");
    }
    kept = m_app->connections()->save(kept, SecretStore::Place::PlainFile);
    const QString root = m_server->url("/v1/stream").toString();
    QUrl withPassword(root);
    withPassword.setUserInfo(u"ada:word"_s);
    if (way == "environment"_L1) {
        endApp();
        qputenv("STREAM_URL", root.toUtf8());
        qputenv("STREAM_AUTH", "Token word");
        startApp();
    } else if (way == "import"_L1) {
        const QByteArray text = QByteArray(m_app->connections()->exported())
                                    .replace("production", "development");
        QCOMPARE(m_app->connections()->importFrom(text).value_or(-1), 1);
    } else if (way == "link"_L1) {
        m_app->carryOut({ .urls = { StreamLink { .url = m_server->url("/v1/stream/a") }.toString() } });
    } else if (way == "name"_L1) {
        m_app->carryOut({ .profile = u"orders"_s, .readOnly = true });
    } else if (way == "welcome"_L1) {
        auto *edit = m_app->window()->findChild<QLineEdit *>("welcomeUrl"_L1);
        edit->setText(withPassword.toString());
        QTest::keyClick(edit, Qt::Key_Return);
    } else {
        const QString url = way.endsWith(u"stream"_s) ? root + u"/a"_s
            : way.endsWith(u"below"_s)     ? m_server->url("/api/v1/stream/a").toString()
            : way.endsWith(u"password"_s)  ? withPassword.toString()
                                           : root;
        m_app->carryOut({ .urls = { url }, .readOnly = way == "read-only"_L1 });
    }
    const ConnectionStore *store = m_app->connections();
    if (way != "import"_L1) {
        QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
        QVERIFY(!m_app->window()->currentServer()->canWrite());
        QCOMPARE(m_app->window()->currentServer()->connection().environment,
                 Connection::Environment::Production);
    }
    QCOMPARE(store->connections().size(), way == "import"_L1 ? 2 : 1);
    QCOMPARE(store->find(kept.id), std::optional(kept.withoutSecrets()));
    std::optional<Connection> whole;
    m_app->connections()->load(*store->find(kept.id), [&](const Connection &c) { whole = c; });
    QCOMPARE(whole, std::optional(kept));
}

void TestProfiles::tabsWaitForMissingSecrets_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("why");
    const QString password = u"The password was kept only until you quit."_s;
    QTest::newRow("password") << u"basic"_s << password;
    QTest::newRow("token") << u"bearer"_s << u"The token was kept only until you quit."_s;
    QTest::newRow("header") << u"header"_s << u"were kept only until you quit"_s;
    QTest::newRow("parameter") << u"parameter"_s << u"were kept only until you quit"_s;
    QTest::newRow("proxy") << u"proxy"_s << u"The password of the proxy was kept"_s;
    QTest::newRow("keychain that refuses") << u"keychain"_s << u"The keychain did not give"_s;
}

// Restored tabs wait, and nothing is sent, until the user gives what is missing.
void TestProfiles::tabsWaitForMissingSecrets()
{
    QFETCH(const QString, secret);
    QFETCH(const QString, why);
    m_hasKeychain = secret == "keychain"_L1;
    startApp();
    Connection kept = Connection::to(m_server->url("/v1/stream"));
    kept.liveMode = DurableStreams::LiveMode::LongPoll;
    if (secret == "header"_L1) {
        kept.headers.append("x-api-key", "hunter2");
        kept.secretNames = { "x-api-key" };
    } else if (secret == "parameter"_L1) {
        kept.parameters = { { "secret", "hunter2" } };
    } else if (secret == "proxy"_L1) {
        kept.proxy = { .kind = ProxyOptions::Kind::Http, .host = u"127.0.0.1"_s,
                       .port = m_server->port(), .user = u"bob"_s, .password = "hunter2" };
    } else {
        kept.authentication = { .kind = secret == "bearer"_L1 ? Authentication::Kind::Bearer
                                                               : Authentication::Kind::Basic,
                                .user = secret == "bearer"_L1 ? QString() : u"jane"_s,
                                .secret = "hunter2" };
    }
    kept = m_app->connections()->save(kept, m_hasKeychain ? SecretStore::Place::Keychain
                                                          : SecretStore::Place::UntilQuit);
    const TailPage *page
        = m_app->window()->openStream(m_app->window()->addServer(kept), "a");
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(2), Patience);
    const QByteArray head = m_server->requests().last().head;
    endApp();

    m_locked = true;
    startApp();
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    const auto shown = [this] {
        QStringList texts;
        for (const QLabel *label : m_app->window()->currentPage()->findChildren<QLabel *>()) {
            texts.append(label->isVisible() ? label->text() : QString());
        }
        return texts.join(u'\n');
    };
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(why), qPrintable(shown()), Patience);
    TailPage *held = m_app->window()->currentPage();
    settle();
    m_app->window()->tabs()->setCurrentWidget(held);
    QCOMPARE(m_server->requests().size(), 0);
    const auto press = [this] {
        for (QPushButton *button : m_app->window()->currentPage()->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == u"Enter Credentials…"_s) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL("no such button");
    };
    press();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    QVERIFY2(part<QLabel>("connectMessage")->text().contains(why),
             qPrintable(part<QLabel>("connectMessage")->text()));
    // Whoever gives up reads nothing.
    dialog()->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    settle();
    m_app->window()->tabs()->setCurrentWidget(held);
    QCOMPARE(m_server->requests().size(), 0);
    press();
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    const bool inTable = secret == "header"_L1 || secret == "parameter"_L1;
    auto *line = part<QLineEdit>(secret == "proxy"_L1 ? "connectProxyPassword" : "connectSecret");
    QTRY_VERIFY_WITH_TIMEOUT(
        inTable ? part<QTableWidget>("connectFields")->hasFocus() : line->hasFocus(), Patience);
    // An empty one is not what was kept: it is asked about.
    auto *button = part<QPushButton>("connectButton");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY2(part<QLabel>("connectMessage")->text().contains(u"Nothing was sent without it"_s),
             qPrintable(part<QLabel>("connectMessage")->text()));
    if (inTable) {
        part<QTableWidget>("connectFields")->item(0, 2)->setText(u"hunter2"_s);
    } else {
        line->setText(u"hunter2"_s);
    }
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(m_server->requests(),
                                                 [](const TestSupport::Request &r) {
                                                     return r.method == "GET";
                                                 }),
                             Patience);
    QVERIFY(head.contains("hunter2") || head.contains("uthorization"));
    for (const TestSupport::Request &request : m_server->requests()) {
        const QByteArray value = secret == "bearer"_L1 ? "Bearer hunter2"_ba
            : secret == "proxy"_L1                     ? "Basic " + "bob:hunter2"_ba.toBase64()
            : secret == "header"_L1                    ? "hunter2"_ba
                                                       : "Basic " + "jane:hunter2"_ba.toBase64();
        if (secret == "parameter"_L1) {
            QVERIFY2(request.query.contains("secret=hunter2"), request.head.constData());
        } else {
            const char *name = secret == "proxy"_L1 ? "proxy-authorization"
                : secret == "header"_L1             ? "x-api-key"
                                                    : "authorization";
            const bool askedFirst = secret == "proxy"_L1 && request.header(name).isEmpty();
            QVERIFY2(askedFirst || request.header(name) == value, request.head.constData());
        }
    }
    QCOMPARE(MissingSecrets::of(*m_app->connections()->find(kept.id)), QStringList());
}

void TestProfiles::asksBeforeItConnects_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("imported");
    QTest::newRow("kept") << u"kept"_s << false;
    QTest::newRow("name") << u"name"_s << false;
    QTest::newRow("command line") << u"url"_s << false;
    QTest::newRow("dialog") << u"dialog"_s << false;
    QTest::newRow("imported") << u"kept"_s << true;
    QTest::newRow("imported, from an older version") << u"older"_s << true;
}

void TestProfiles::asksBeforeItConnects()
{
    QFETCH(const QString, way);
    QFETCH(const bool, imported);
    startApp();
    Connection kept = guarded();
    kept.tls = {};
    kept = m_app->connections()->save(kept, SecretStore::Place::UntilQuit);
    if (imported) {
        QByteArray text = m_app->connections()->exported();
        if (way == "older"_L1) {
            QVERIFY(text.contains("\"kept\""));
            text.replace("\"kept\"", "\"unknown\"");
        }
        m_app->connections()->remove(kept.id);
        QCOMPARE(m_app->connections()->importFrom(text).value_or(-1), 1);
        kept = m_app->connections()->connections().first();
    } else {
        endApp();
        startApp();
    }
    if (way == "name"_L1) {
        m_app->carryOut({ .profile = u"Orders"_s });
    } else if (way == "url"_L1) {
        m_app->carryOut({ .urls = { m_server->url("/v1/stream/a").toString() } });
    } else if (way == "dialog"_L1) {
        QVERIFY(openDialog());
        QTest::keyClicks(part<QLineEdit>("connectUrl"), kept.baseUrl.toString());
        QTest::keyClick(part<QLineEdit>("connectUrl"), Qt::Key_Return);
    } else {
        auto *box = m_app->window()->findChild<QComboBox *>("serverBox"_L1);
        Q_EMIT box->activated(0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), Patience);
    auto *message = part<QLabel>("connectMessage");
    QVERIFY2(message->text().contains(imported ? u"imported"_s : u"until you quit"_s),
             qPrintable(message->text()));
    dialog()->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    settle();
    QCOMPARE(m_server->requests().size(), 0);
    QCOMPARE(m_app->connections()->find(kept.id), std::optional(kept.withoutSecrets()));
}

QTEST_MAIN(TestProfiles)
#include "tst_profiles.moc"
