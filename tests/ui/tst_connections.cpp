// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/connectionstore.h"
#include "connection/connectiontest.h"
#include "connection/secretstore.h"
#include "models/connectionclient.h"
#include "models/connectionjson.h"

#include <durablestreams/call.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <support/faultserver.h>
#include <support/testcertificates.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

constexpr auto Patience = 30s;

//! A keychain in memory: an honest one, one that refuses, or one that only says it kept something.
class FakeKeychain : public Keychain
{
public:
    enum class Kind { Honest, Refuses, Lies };

    FakeKeychain(Kind kind, QHash<QString, QByteArray> *content)
        : m_kind(kind)
        , m_content(content)
    {
    }

    void write(const QString &key, const QByteArray &value,
               const std::function<void(const QString &)> &done) override
    {
        if (m_kind == Kind::Honest) {
            m_content->insert(key, value);
        }
        done(m_kind == Kind::Refuses ? u"locked"_s : QString());
    }

    void read(const QString &key,
              const std::function<void(const std::optional<QByteArray> &)> &done) override
    {
        done(m_content->contains(key) ? std::optional(m_content->value(key)) : std::nullopt);
    }

    void remove(const QString &key) override { m_content->remove(key); }

private:
    Kind m_kind;
    QHash<QString, QByteArray> *m_content;
};

//! Every kind of secret, each with hunter2 in it.
Connection secretive()
{
    Connection c = Connection::to(QUrl(u"https://h.example:8443/v1/stream"_s));
    c.name = u"Orders, live"_s;
    c.registryPath = u"list/of-streams"_s;
    c.colour = u"#d1343f"_s;
    c.environment = Connection::Environment::Production;
    c.authentication = { .kind = Authentication::Kind::Basic, .user = u"ada"_s,
                         .secret = "hunter2-password" };
    c.headers.append("x-tenant", "acme");
    c.headers.append("x-pass", "hunter2-header");
    c.parameters = { { "region", "eu" }, { "signature", "hunter2-parameter" } };
    c.secretNames = { "x-pass" };
    c.tls = { .authorityFile = u"/etc/ca.pem"_s,
              .certificateFile = u"/etc/me.p12"_s,
              .keyFile = u"/etc/me.key"_s,
              .keyPassphrase = "hunter2-key",
              .pinnedCertificate = "der" };
    c.proxy = { .kind = ProxyOptions::Kind::Socks5, .host = u"proxy.example"_s, .port = 1080,
                .user = u"bob"_s, .password = "hunter2-proxy" };
    c.liveMode = DurableStreams::LiveMode::LongPoll;
    c.readOnly = true;
    c.connectTimeout = 7s;
    c.timeout = 9s;
    c.maxConnections = 12;
    return c;
}

QByteArray everythingIn(const QString &folder)
{
    QByteArray all;
    const QDir dir(folder);
    for (const QString &name : dir.entryList(QDir::Files | QDir::Hidden)) {
        QFile file(dir.filePath(name));
        if (file.open(QIODevice::ReadOnly)) {
            all += name.toUtf8() + file.readAll();
        }
    }
    return all;
}

} // namespace

class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void jsonKeepsAllButSecrets();
    void refusesWhatIsNoConnection_data();
    void refusesWhatIsNoConnection();
    void userInformationBecomesCredentials();
    void knowsSecretsByTheirNames();
    void exposure_data();
    void exposure();
    void storesAndFindsAgain();
    void trustsOnlyWhatWasReadBack_data();
    void trustsOnlyWhatWasReadBack();
    void plainFileOnlyOnRequest();
    void usingKeepsTheSecret();
    void exportsWithoutSecrets();
    void importRefusesOtherFiles();
    void setsDamagedFileAside_data();
    void setsDamagedFileAside();
    void readOnlyRefusesEveryWrite_data();
    void readOnlyRefusesEveryWrite();
    void certificates_data();
    void certificates();
    void clientCertificates_data();
    void clientCertificates();
};

void TestConnections::jsonKeepsAllButSecrets()
{
    const Connection before = secretive();
    const QByteArray text = QJsonDocument(toJson(before)).toJson();
    QVERIFY2(!text.contains("hunter2"), text.constData());
    auto after = connectionFromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(after);
    QCOMPARE(after->secrets(), {});
    after->setSecrets(before.secrets());
    // Names of headers that are secret by nature are marked as such in the file.
    after->secretNames.remove("signature");
    QCOMPARE(*after, before);
}

void TestConnections::refusesWhatIsNoConnection_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << "{}"_ba;
    QTest::newRow("another scheme") << R"({"url":"file:///etc/passwd"})"_ba;
    QTest::newRow("no host") << R"({"url":"http:///v1/stream"})"_ba;
    QTest::newRow("not a text") << R"({"url":7})"_ba;
}

void TestConnections::refusesWhatIsNoConnection()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!connectionFromJson(QJsonDocument::fromJson(json).object()));
}

void TestConnections::userInformationBecomesCredentials()
{
    const Connection c = Connection::to(QUrl(u"https://ada:p%40ss@h.example/v1/stream"_s));
    QCOMPARE(c.baseUrl, QUrl(u"https://h.example/v1/stream"_s));
    QCOMPARE(c.authentication.headerValue(), "Basic " + "ada:p@ss"_ba.toBase64());
    QCOMPARE(c.displayName(), u"h.example"_s);
}

void TestConnections::knowsSecretsByTheirNames()
{
    Connection c = Connection::to(QUrl(u"https://h.example/s"_s));
    c.headers.append("X-Api-Key", "hunter2");
    c.headers.append("x-tenant", "acme");
    QVERIFY(c.isSecret("x-api-key") && c.isSecret("X-Api-Key"));
    QVERIFY(!c.isSecret("x-tenant"));
    QVERIFY(!QJsonDocument(toJson(c)).toJson().contains("hunter2"));
}

void TestConnections::exposure_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("exposed");
    QTest::newRow("https") << u"https://h.example/s"_s << false;
    QTest::newRow("http") << u"http://h.example/s"_s << true;
    QTest::newRow("this computer by name") << u"http://localhost:4437/s"_s << false;
    QTest::newRow("this computer by number") << u"http://127.0.0.2/s"_s << false;
    QTest::newRow("this computer, IPv6") << u"http://[::1]/s"_s << false;
    QTest::newRow("only called so") << u"http://localhost.example/s"_s << true;
}

void TestConnections::exposure()
{
    QFETCH(const QString, url);
    Connection c = Connection::to(QUrl(url));
    QVERIFY(!c.exposesSecrets());
    c.proxy.password = "for the proxy alone";
    QVERIFY(!c.exposesSecrets());
    c.authentication = { .kind = Authentication::Kind::Bearer, .secret = "t" };
    QTEST(c.exposesSecrets(), "exposed");
    c.authentication = {};
    c.parameters = { { "token", "t" } };
    QTEST(c.exposesSecrets(), "exposed");
}

void TestConnections::storesAndFindsAgain()
{
    const QTemporaryDir folder;
    QHash<QString, QByteArray> keychain;
    Connection saved;
    {
        SecretStore secrets(
            std::make_unique<FakeKeychain>(FakeKeychain::Kind::Honest, &keychain),
            folder.filePath(u"plain.json"_s));
        ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
        saved = store.save(secretive(), SecretStore::Place::Keychain);
        QVERIFY(!saved.id.isEmpty());
        Connection other = Connection::to(QUrl(u"http://localhost:1/v1/stream"_s));
        store.save(other, SecretStore::Place::UntilQuit);
        QCOMPARE(store.connections().first().baseUrl, other.baseUrl);
        // The same connection again is the same entry.
        other = store.connections().first();
        other.name = u"again"_s;
        store.save(other);
        QCOMPARE(store.connections().size(), 2);
        QCOMPARE(store.connections().first().name, u"again"_s);
    }
    QVERIFY(!everythingIn(folder.path()).contains("hunter2"));
    SecretStore secrets(std::make_unique<FakeKeychain>(FakeKeychain::Kind::Honest, &keychain),
                        folder.filePath(u"plain.json"_s));
    ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
    const auto found = store.findByUrl(QUrl(u"https://h.example:8443/v1/stream/a/b"_s));
    QVERIFY(found);
    QCOMPARE(found->secrets(), {});
    std::optional<Connection> whole;
    store.load(*found, [&](const Connection &c) { whole = c; });
    QVERIFY(whole);
    QCOMPARE(whole->secrets(), saved.secrets());
    store.remove(whole->id);
    QVERIFY(keychain.isEmpty());
    QCOMPARE(store.connections().size(), 1);
    QVERIFY(!store.findByUrl(QUrl(u"https://h.example/v1/stream/a"_s)));
}

void TestConnections::trustsOnlyWhatWasReadBack_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<SecretStore::Place>("place");
    QTest::newRow("honest") << int(FakeKeychain::Kind::Honest) << SecretStore::Place::Keychain;
    QTest::newRow("refuses") << int(FakeKeychain::Kind::Refuses) << SecretStore::Place::UntilQuit;
    QTest::newRow("lies") << int(FakeKeychain::Kind::Lies) << SecretStore::Place::UntilQuit;
    QTest::newRow("none") << -1 << SecretStore::Place::UntilQuit;
}

void TestConnections::trustsOnlyWhatWasReadBack()
{
    QFETCH(const int, kind);
    QFETCH(const SecretStore::Place, place);
    const QTemporaryDir folder;
    QHash<QString, QByteArray> content;
    SecretStore secrets(kind < 0 ? nullptr
                                 : std::make_unique<FakeKeychain>(FakeKeychain::Kind(kind), &content),
                        folder.filePath(u"plain.json"_s));
    ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
    QSignalSpy elsewhere(&store, &ConnectionStore::secretsKeptElsewhere);
    const Connection saved = store.save(secretive(), SecretStore::Place::Keychain);
    QCOMPARE(store.placeOf(saved.id), place);
    QCOMPARE(elsewhere.size(), place == SecretStore::Place::Keychain ? 0 : 1);
    QVERIFY(!QFile::exists(secrets.plainFile()));
    // At hand all the same, until the application quits.
    std::optional<Connection> whole;
    store.load(*store.find(saved.id), [&](const Connection &c) { whole = c; });
    QVERIFY(whole);
    QCOMPARE(*whole, saved);
}

void TestConnections::plainFileOnlyOnRequest()
{
    const QTemporaryDir folder;
    SecretStore secrets(nullptr, folder.filePath(u"plain.json"_s));
    ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
    Connection saved = store.save(secretive(), SecretStore::Place::PlainFile);
    QVERIFY(QFile::exists(secrets.plainFile()));
    QCOMPARE(QFile::permissions(secrets.plainFile())
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    {
        SecretStore later(nullptr, secrets.plainFile());
        std::optional<SecretStore::Secrets> found;
        later.find(saved.id, SecretStore::Place::PlainFile,
                   [&](const SecretStore::Secrets &s) { found = s; });
        QCOMPARE(found, std::optional(saved.secrets()));
    }
    // Another choice takes them out of it.
    store.save(saved, SecretStore::Place::UntilQuit);
    QVERIFY(!QFile::exists(secrets.plainFile()));
}

void TestConnections::usingKeepsTheSecret()
{
    const QTemporaryDir folder;
    QHash<QString, QByteArray> content;
    SecretStore secrets(std::make_unique<FakeKeychain>(FakeKeychain::Kind::Honest, &content), {});
    ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
    const Connection saved = store.save(secretive(), SecretStore::Place::Keychain);
    const auto kept = content;
    // As after a keychain that the user did not open this time.
    store.noteUsed(saved.withoutSecrets());
    QCOMPARE(content, kept);
}

void TestConnections::exportsWithoutSecrets()
{
    const QTemporaryDir folder;
    SecretStore secrets(nullptr, folder.filePath(u"plain.json"_s));
    ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
    store.save(secretive(), SecretStore::Place::UntilQuit);
    const QByteArray exported = store.exported();
    QVERIFY(!exported.contains("hunter2"));
    ConnectionStore other(folder.filePath(u"other.json"_s), &secrets);
    QCOMPARE(other.importFrom(exported).value_or(-1), 1);
    QCOMPARE(other.connections().first().name, u"Orders, live"_s);
    // Twice gives two, with ids of their own.
    QCOMPARE(other.importFrom(exported).value_or(-1), 1);
    QCOMPARE(other.connections().size(), 2);
    QVERIFY(other.connections().at(0).id != other.connections().at(1).id);
}

void TestConnections::importRefusesOtherFiles()
{
    const QTemporaryDir folder;
    SecretStore secrets(nullptr, {});
    ConnectionStore store(folder.filePath(u"c.json"_s), &secrets);
    for (const QByteArray &bytes : { ""_ba, "[]"_ba, R"({"format":"x","version":1})"_ba,
                                     R"({"format":"tailwater-connections","version":99})"_ba }) {
        const auto count = store.importFrom(bytes);
        QVERIFY2(!count && !count.error().isEmpty(), bytes.constData());
    }
}

void TestConnections::setsDamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut short") << R"({"format":"tailwater-connections","version":1,"conn)"_ba;
    QTest::newRow("newer") << R"({"format":"tailwater-connections","version":2})"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("binary") << QByteArray("\0\xff\0", 3);
}

void TestConnections::setsDamagedFileAside()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    SecretStore secrets(nullptr, {});
    ConnectionStore store(path, &secrets);
    QVERIFY(store.connections().isEmpty());
    QVERIFY(!store.setAside().isEmpty());
    QFile aside(store.setAside());
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), content);
    store.save(secretive());
    QVERIFY(QFile::exists(path));
}

void TestConnections::readOnlyRefusesEveryWrite_data()
{
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<bool>("locked");
    QTest::addColumn<int>("sent");
    QTest::newRow("allowed") << false << false << 4;
    QTest::newRow("read-only") << true << false << 0;
    QTest::newRow("locked") << false << true << 0;
}

void TestConnections::readOnlyRefusesEveryWrite()
{
    QFETCH(const bool, readOnly);
    QFETCH(const bool, locked);
    TestSupport::FaultServer server;
    server.otherwise([](const TestSupport::Exchange &e) { e.reply(TestSupport::Reply(204)); });
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.readOnly = readOnly;
    ConnectionClient client(connection,
                            locked ? ConnectionClient::Writes::Refused
                                   : ConnectionClient::Writes::Allowed);
    DurableStreams::RequestOptions once;
    once.retry = DurableStreams::RetryPolicy { .maxRetries = 0 };
    const DurableStreams::Stream stream = client.stream(u"a"_s);
    int finished = 0;
    for (DurableStreams::Call *call :
         { stream.create({ .contentType = "text/plain", .request = once }),
           stream.append("x", { .contentType = "text/plain", .request = once }),
           stream.closeStream(), stream.remove(), stream.head() }) {
        connect(call, &DurableStreams::Call::finished, this, [&finished] { ++finished; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(finished, 5, Patience);
    qsizetype writes = 0;
    for (const TestSupport::Request &request : server.requests()) {
        writes += request.method != "GET" && request.method != "HEAD";
    }
    QTEST(int(writes), "sent");
    QCOMPARE(server.count("HEAD", "/v1/stream/a"), 1);
}

void TestConnections::certificates_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("authority");
    QTest::addColumn<QString>("pinned");
    QTest::addColumn<bool>("answered");
    QTest::newRow("its authority is known") << u"good"_s << true << QString() << true;
    QTest::newRow("its authority is not") << u"good"_s << false << QString() << false;
    QTest::newRow("self-signed") << u"selfsigned"_s << true << QString() << false;
    QTest::newRow("self-signed, pinned") << u"selfsigned"_s << false << u"selfsigned"_s << true;
    QTest::newRow("another one is pinned") << u"selfsigned"_s << false << u"good"_s << false;
}

void TestConnections::certificates()
{
    QFETCH(const QString, shown);
    QFETCH(const bool, authority);
    QFETCH(const QString, pinned);
    const QTemporaryDir folder;
    TestSupport::FaultServer server(TestSupport::serverTls(shown));
    server.on("/v1/stream/a", TestSupport::Reply(200));
    Connection connection = Connection::to(server.url("/v1/stream"));
    if (authority) {
        connection.tls.authorityFile = folder.filePath(u"ca.pem"_s);
        QFile file(connection.tls.authorityFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(TestSupport::testCertificate(u"ca"_s).toPem());
    }
    if (!pinned.isEmpty()) {
        connection.tls.pinnedCertificate = TestSupport::testCertificate(pinned).toDer();
    }
    ConnectionClient client(connection, ConnectionClient::Writes::Refused);
    DurableStreams::Call *call = client.stream(u"a"_s).head(
        { .retry = DurableStreams::RetryPolicy { .maxRetries = 0 } });
    std::optional<bool> good;
    connect(call, &DurableStreams::Call::finished, this,
            [&good](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                good = result.has_value();
            });
    QTRY_VERIFY_WITH_TIMEOUT(good.has_value(), Patience);
    QTEST(*good, "answered");
}

void TestConnections::clientCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("failure"); // empty: it gets in
    QTest::newRow("certificate and key")
        << u"client.pem"_s << u"client.key"_s << ""_ba << QString();
    QTest::newRow("both in one file") << u"both.pem"_s << QString() << ""_ba << QString();
    QTest::newRow("locked key") << u"client.pem"_s << u"locked.key"_s << "open sesame"_ba
                                << QString();
    QTest::newRow("locked key, wrong passphrase")
        << u"client.pem"_s << u"locked.key"_s << "sesame"_ba << u"The private key cannot be read"_s;
    QTest::newRow("PKCS 12") << u"client.p12"_s << QString() << "open sesame"_ba << QString();
    QTest::newRow("PKCS 12, wrong passphrase")
        << u"client.p12"_s << QString() << "sesame"_ba << u"check the file and its passphrase"_s;
    QTest::newRow("no such file") << u"gone.pem"_s << QString() << ""_ba << u"cannot be read"_s;
    QTest::newRow("the key of another") << u"client.pem"_s << u"good.key"_s << ""_ba << u"key"_s;
    QTest::newRow("none") << QString() << QString() << ""_ba << u"certificate"_s;
}

// A server that lets in only who shows a certificate of its authority.
void TestConnections::clientCertificates()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QString, failure);
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    for (const QString &name : { u"ca.pem"_s, u"client.pem"_s, u"client.key"_s, u"good.key"_s }) {
        QVERIFY(write(name, TestSupport::testCertificateFile(name)));
    }
    QVERIFY(write(u"both.pem"_s,
                  TestSupport::testCertificateFile(u"client.key"_s)
                      + TestSupport::testCertificateFile(u"client.pem"_s)));
    const auto openssl = [&folder](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(u"openssl"_s, arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    };
    QVERIFY(openssl({ u"pkcs12"_s, u"-export"_s, u"-in"_s, u"client.pem"_s, u"-inkey"_s,
                      u"client.key"_s, u"-out"_s, u"client.p12"_s, u"-passout"_s,
                      u"pass:open sesame"_s }));
    QVERIFY(openssl({ u"ec"_s, u"-in"_s, u"client.key"_s, u"-aes256"_s, u"-out"_s, u"locked.key"_s,
                      u"-passout"_s, u"pass:open sesame"_s }));
    TestSupport::FaultServer server(TestSupport::serverTlsWithClients(u"good"_s));
    server.on("/v1/stream/__registry__", TestSupport::Reply(404));
    Connection connection = Connection::to(server.url("/v1/stream"));
    connection.tls.authorityFile = folder.filePath(u"ca.pem"_s);
    connection.tls.certificateFile
        = certificate.isEmpty() ? QString() : folder.filePath(certificate);
    connection.tls.keyFile = key.isEmpty() ? QString() : folder.filePath(key);
    QFETCH(const QByteArray, passphrase);
    connection.tls.keyPassphrase = passphrase;
    if (certificate == "client.p12"_L1 && !failure.isEmpty()) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"PKCS#12"_s));
    }
    // What the page “Test” says, step by step.
    ConnectionTest test;
    QStringList said;
    connect(&test, &ConnectionTest::stepDone, this,
            [&said](const ConnectionTest::Outcome &outcome) { said.append(outcome.text); });
    const QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(connection);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, Patience);
    QVERIFY2(finished.first().first().toBool() == failure.isEmpty(), qPrintable(said.join(u'\n')));
    QVERIFY2(said.join(u'\n').contains(failure), qPrintable(said.join(u'\n')));
    QCOMPARE(server.count("HEAD", "/v1/stream/__registry__"), failure.isEmpty() ? 1 : 0);
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
