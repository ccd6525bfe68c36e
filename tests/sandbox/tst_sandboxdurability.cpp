// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rawclient.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// tailwater-sandbox in a process group of its own.
class Server
{
public:
    explicit Server(const QString &folder, qint64 fileSizeLimit = 0, int fileLimit = 0)
    {
        m_process.setProgram(QStringLiteral(TAILWATER_SANDBOX));
        m_process.setArguments({ u"--port"_s, u"0"_s, u"--data"_s, folder });
        m_process.setChildProcessModifier([fileSizeLimit, fileLimit] {
            ::setpgid(0, 0);
            if (fileSizeLimit > 0) {
                const rlimit limit { rlim_t(fileSizeLimit), rlim_t(fileSizeLimit) };
                ::setrlimit(RLIMIT_FSIZE, &limit);
                ::signal(SIGXFSZ, SIG_IGN);
            }
            if (fileLimit > 0) {
                const rlimit limit { rlim_t(fileLimit), rlim_t(fileLimit) };
                ::setrlimit(RLIMIT_NOFILE, &limit);
            }
        });
        m_process.start();
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) { }
        const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
        m_port = quint16(QUrl(line[u"url"_s].toString()).port(0));
    }
    ~Server() { killGroup(); }

    quint16 port() const { return m_port; }
    qint64 pid() const { return m_process.processId(); }
    void killGroup()
    {
        if (m_process.state() != QProcess::NotRunning) {
            ::kill(-pid_t(m_process.processId()), SIGKILL);
            m_process.waitForFinished();
        }
    }
    //! Stops it as a user would; returns the exit code.
    int terminate()
    {
        m_process.terminate();
        m_process.waitForFinished();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray errorOutput()
    {
        m_process.waitForFinished();
        return m_process.readAllStandardError();
    }
    int exitCode() const { return m_process.exitCode(); }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

// A writer of one stream, who knows what was acknowledged, and the one request that was not.
struct Writer
{
    QByteArray path;
    QByteArray acknowledged = {};
    QByteArray inFlight = {};
    qint64 sequence = 0; // of the request in flight, or the next

    RawClient::Headers tuple(qint64 seq) const
    {
        return { { "Producer-Id"_ba, "writer"_ba },
                 { "Producer-Epoch"_ba, "0"_ba },
                 { "Producer-Seq"_ba, QByteArray::number(seq) } };
    }

    void writeUntilDead(quint16 port)
    {
        RawClient client(port);
        for (;;) {
            const int count = QRandomGenerator::global()->bounded(1, 6);
            inFlight.clear();
            for (int i = 0; i < count; ++i) {
                inFlight += (i ? ","_ba : ""_ba) + R"({"seq":)"_ba + QByteArray::number(sequence)
                    + R"(,"pad":")"_ba + QByteArray(QRandomGenerator::global()->bounded(2000), 'p')
                    + "\"}"_ba;
            }
            const auto response
                = client.post(path, "application/json"_ba, '[' + inFlight + ']', tuple(sequence));
            if (response.status != 200) {
                return;
            }
            accept();
        }
    }

    void accept()
    {
        acknowledged += (acknowledged.isEmpty() ? ""_ba : ","_ba) + inFlight;
        inFlight.clear();
        ++sequence;
    }
};

// Creates, forks and deletes, and knows which streams must be there and which must not.
struct Churner
{
    QMap<QByteArray, bool> known;
    QByteArray inFlight;
    int next = 0;

    void churnUntilDead(quint16 port)
    {
        RawClient client(port);
        for (;;) {
            const QByteArray name = "churn/"_ba + QByteArray::number(next++);
            inFlight = name;
            if (client.put(name, "text/plain"_ba, name, { { "Stream-Closed"_ba, "true"_ba } })
                    .status
                != 201) {
                return;
            }
            known[name] = true;
            if (next % 3 == 0) {
                const QByteArray victim = "churn/"_ba + QByteArray::number(next - 2);
                inFlight = victim;
                if (client.request("DELETE"_ba, victim).status != 204) {
                    return;
                }
                known[victim] = false;
            }
        }
    }
};

} // namespace

class TestSandboxDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void acknowledgedWritesSurviveKill();
    void secondProcessIsRefused();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void endsCleanly();
    void fullDisk();
    void recoversFromTooManyFiles();

private:
    void check(quint16 port, Writer &writer);
    void check(quint16 port, Churner &churner);
};

void TestSandboxDurability::check(quint16 port, Writer &writer)
{
    RawClient client(port);
    const QByteArray stored = client.readAll(writer.path, true);
    const bool hasMore = stored != writer.acknowledged;
    if (hasMore) {
        // Then it is the request whose answer was lost, whole.
        const QByteArray both = writer.acknowledged
            + (writer.acknowledged.isEmpty() ? ""_ba : ","_ba) + writer.inFlight;
        QVERIFY2(stored == both, writer.path.constData());
    }
    // The state of the producer went with the data: what is stored is known, what is not is new.
    if (writer.sequence > 0) {
        QCOMPARE(client
                     .post(writer.path, "application/json"_ba, "[0]"_ba,
                           writer.tuple(writer.sequence - 1))
                     .status,
                 204);
    }
    if (!writer.inFlight.isEmpty()) {
        QCOMPARE(client
                     .post(writer.path, "application/json"_ba, '[' + writer.inFlight + ']',
                           writer.tuple(writer.sequence))
                     .status,
                 hasMore ? 204 : 200);
        writer.accept();
    }
    QVERIFY(client.readAll(writer.path, true) == writer.acknowledged);
}

void TestSandboxDurability::check(quint16 port, Churner &churner)
{
    RawClient client(port);
    for (const auto &[path, exists] : churner.known.asKeyValueRange()) {
        if (path == churner.inFlight) {
            continue; // the answer was lost: both are right
        }
        const RawResponse head = client.request("HEAD"_ba, path);
        QCOMPARE(head.status, exists ? 200 : 404);
        QCOMPARE(head.header("Stream-Closed"), exists ? "true"_ba : QByteArray());
    }
    churner.known.clear();
}

void TestSandboxDurability::acknowledgedWritesSurviveKill()
{
    constexpr int kills = 50;
    QTemporaryDir folder;
    std::vector<Writer> writers { { .path = "w/0"_ba },
                                  { .path = "w/1"_ba },
                                  { .path = "w/2"_ba } };
    Churner churner;
    qsizetype bytes = 0;
    for (int round = 0; round <= kills; ++round) {
        Server server(folder.path());
        QVERIFY(server.port() != 0);
        for (Writer &writer : writers) {
            if (round == 0) {
                QCOMPARE(RawClient(server.port()).put(writer.path, "application/json"_ba).status,
                         201);
            }
            check(server.port(), writer);
            bytes = std::max(bytes, writer.acknowledged.size());
        }
        check(server.port(), churner);
        if (QTest::currentTestFailed() || round == kills) {
            break;
        }
        std::vector<std::jthread> load;
        for (Writer &writer : writers) {
            load.emplace_back([&writer, port = server.port()] { writer.writeUntilDead(port); });
        }
        load.emplace_back([&churner, port = server.port()] { churner.churnUntilDead(port); });
        QThread::msleep(QRandomGenerator::global()->bounded(5U, 120U)); // the random moment
        server.killGroup();
    }
    QVERIFY(bytes > 0);
    qInfo("%d kills, %lld bytes acknowledged on the largest stream", kills, qlonglong(bytes));
}

void TestSandboxDurability::secondProcessIsRefused()
{
    QTemporaryDir folder;
    Server first(folder.path());
    QVERIFY(first.port() != 0);
    Server second(folder.path());
    QCOMPARE(second.port(), quint16(0));
    const QByteArray message = second.errorOutput();
    QVERIFY2(message.contains("in use by another sandbox"), message.constData());
    QCOMPARE(second.exitCode(), 2);
    QCOMPARE(RawClient(first.port()).put("a"_ba, "text/plain"_ba).status, 201);
}

void TestSandboxDurability::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &text) {
        QTest::newRow(name) << arguments << text;
    };
    row("an unknown option", { u"--prot"_s, u"1"_s }, "Unknown option 'prot'"_ba);
    row("an argument", { u"folder"_s }, "--data"_ba);
    row("a port out of range", { u"--port"_s, u"65536"_s }, "0 to 65535"_ba);
    row("no folder", { u"--data"_s, u""_s }, "name of a folder"_ba);
    row("two places", { u"--data"_s, u"x"_s, u"--memory"_s }, "exclude each other"_ba);
    row("a file as the folder", { u"--data"_s, QStringLiteral(TAILWATER_SANDBOX) },
        "is a file, not a folder"_ba);
    row("a folder out of reach", { u"--data"_s, u"/proc/sandbox"_s }, "cannot be created"_ba);
    row("remote without a token", { u"--allow-remote"_s }, "only with a token"_ba);
}

void TestSandboxDurability::saysWhatIsWrong()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, sentence);
    QProcess process;
    process.start(QStringLiteral(TAILWATER_SANDBOX), arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardOutput().isEmpty());
    const QByteArray message = process.readAllStandardError();
    QVERIFY2(message.contains(sentence), message.constData());
}

void TestSandboxDurability::endsCleanly()
{
    QTemporaryDir folder;
    Server server(folder.path());
    RawClient live(server.port());
    QCOMPARE(live.put("a"_ba, "text/plain"_ba).status, 201);
    live.send("GET /v1/stream/a?offset=now&live=sse HTTP/1.1\r\n\r\n"_ba);
    QVERIFY(!live.receiveUntil("upToDate").isNull());
    QCOMPARE(server.terminate(), 0);
    QVERIFY(live.waitForClose());
}

void TestSandboxDurability::fullDisk()
{
    QTemporaryDir folder;
    QByteArray acknowledged;
    const QByteArray body(100'000, 'x');
    {
        // No file may grow above 3 MiB: to SQLite that is a disk without space.
        Server server(folder.path(), 3 * 1024 * 1024);
        RawClient client(server.port());
        QCOMPARE(client.put("a"_ba, "text/plain"_ba).status, 201);
        RawResponse response;
        while ((response = client.post("a"_ba, "text/plain"_ba, body)).status == 204) {
            acknowledged += body;
            QVERIFY(acknowledged.size() < 20'000'000);
        }
        QCOMPARE(response.status, 507);
        QVERIFY(client.readAll("a"_ba, false) == acknowledged);
        server.killGroup();
    }
    Server server(folder.path());
    RawClient client(server.port());
    QVERIFY(client.readAll("a"_ba, false) == acknowledged);
    QCOMPARE(client.post("a"_ba, "text/plain"_ba, body).status, 204);
}

void TestSandboxDurability::recoversFromTooManyFiles()
{
    QTemporaryDir folder;
    constexpr int files = 60;
    Server server(folder.path(), 0, files);
    QVERIFY(server.port() != 0);
    {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < files; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.port()));
        }
        QCOMPARE(clients.front()->get("a"_ba).status, 404); // who was there before is served
        const QString last = u"/proc/%1/fd/%2"_s.arg(server.pid()).arg(files - 1);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(last).isSymLink(), 20s); // there are no more
    }
    QCOMPARE(RawClient(server.port()).get("a"_ba).status, 404);
}

QTEST_GUILESS_MAIN(TestSandboxDurability)
#include "tst_sandboxdurability.moc"
