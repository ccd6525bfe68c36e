// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailsession.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>
#include <support/faultproxy.h>
#include <support/faultserver.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
constexpr int rounds = 100;

QByteArray bytesOf(const TailSession &session)
{
    const StoreSnapshot snapshot = session.snapshot();
    QByteArray bytes;
    for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
        if (const Message message = snapshot.message(id); message.isData()) {
            bytes += message.bytes;
            bytes += message.kind == RowKind::Message ? "\n"_ba : QByteArray();
        }
    }
    return bytes;
}

} // namespace

// A tail while the server comes and goes: the rows are what the server holds, each once.
class TestTailDisruption : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    QUrl root;
    int streams = 0;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<bool> ok;
        connect(call, &DurableStreams::Call::finished, this,
                [&](const auto &result) { ok = result.has_value(); });
        return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
    }
    bool create(const QString &path, const QByteArray &contentType)
    {
        DurableStreams::CreateOptions options;
        options.contentType = contentType;
        return finish(client->stream(path).create(options));
    }
    // What the server holds, read by somebody who was never disturbed.
    QByteArray held(const QString &path)
    {
        Connection direct;
        direct.baseUrl = root;
        TailSession session(direct, client->stream(path).url());
        session.start(TailStart { .guardBytes = 0, .guardRows = 0 });
        const bool live = QTest::qWaitFor(
            [&] { return session.status().state == TailState::Live; }, patience);
        return live ? bytesOf(session) : QByteArray();
    }
    static QByteArray payload(bool json, int round)
    {
        QByteArrayList parts;
        for (int i = 0; i < 7; ++i) {
            parts.append("{\"round\":" + QByteArray::number(round) + ",\"i\":" + QByteArray::number(i) + '}');
        }
        return json ? QByteArray('[' + parts.join(',') + ']') : QByteArray(parts.join('\n') + '\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder.isValid());
        const auto url = server.start({ .folder = folder.path() });
        QVERIFY(url);
        root = *url;
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(root);
    }
    void init() { QTest::failOnWarning(); }

    void theServerGoesAndComes_data()
    {
        QTest::addColumn<QByteArray>("contentType");
        QTest::newRow("SSE") << "application/json"_ba;
        QTest::newRow("long-poll") << "text/plain"_ba;
    }

    void theServerGoesAndComes()
    {
        QFETCH(QByteArray, contentType);
        const QString path = u"away/%1"_s.arg(++streams);
        QVERIFY(create(path, contentType));
        const bool json = contentType == "application/json";
        Connection connection;
        connection.baseUrl = root;
        TailSession session(connection, client->stream(path).url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        const DurableStreams::SandboxOptions options { .port = quint16(root.port()),
                                                       .folder = folder.path() };
        DurableStreams::AppendOptions append;
        append.contentType = contentType;
        for (int round = 0; round < rounds; ++round) {
            QVERIFY(finish(client->stream(path).append(payload(json, round), append)));
            if (round % 3 == 0) {
                // Now and then the tail has everything when the server goes; else it goes in between.
                QTRY_COMPARE_WITH_TIMEOUT(session.snapshot().totalRows(), quint64(round + 1) * 7, patience);
            }
            server.stop();
            QVERIFY(server.start(options));
            session.resume();
        }
        QTRY_COMPARE_WITH_TIMEOUT(session.snapshot().totalRows(), quint64(rounds) * 7, patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        QCOMPARE(bytesOf(session), held(path));
    }

    void answersAreCut_data()
    {
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<int>("how");
        QTest::newRow("SSE, FIN") << "application/json"_ba << int(TestSupport::Drop::Fin);
    }

    // Every answer ends somewhere: in the header, behind it, or where the data happens to be.
    void answersAreCut()
    {
        QFETCH(QByteArray, contentType);
        QFETCH(int, how);
        const QString path = u"cut/%1"_s.arg(++streams);
        QVERIFY(create(path, contentType));
        const bool json = contentType == "application/json";
        TestSupport::FaultProxy proxy(quint16(root.port()));
        Connection connection;
        connection.baseUrl = proxy.url("/v1/stream");
        TailSession session(connection, proxy.url("/v1/stream/" + path.toUtf8()));
        session.start();
        DurableStreams::AppendOptions append;
        append.contentType = contentType;
        for (int round = 0; round < rounds; ++round) {
            proxy.next(TestSupport::Fault::drop(TestSupport::atByte(37 * (round % 20)),
                                                TestSupport::Drop(how)),
                       "GET");
            QVERIFY(finish(client->stream(path).append(payload(json, round), append)));
            proxy.dropAll(TestSupport::Drop(how));
            session.resume();
        }
        // What is left to be cut is cut on the way.
        QVERIFY(QTest::qWaitFor(
            [&] {
                session.resume();
                return session.snapshot().totalRows() >= quint64(rounds) * 7;
            },
            patience));
        QCOMPARE(bytesOf(session), held(path));
    }

    // What has come and is not confirmed comes again, after a new start: it is not counted twice.
    void numbersBelongToTheOffset()
    {
        TestSupport::FaultServer faulty;
        std::optional<TestSupport::Exchange> events;
        faulty.on("GET", "/v1/s", [&events](const TestSupport::Exchange &exchange) {
            if (exchange.request().query.contains("live=")) {
                events = exchange;
                exchange.startChunked(200, "Content-Type: text/event-stream\r\n");
                exchange.chunk("event: data\ndata: [4,5]\n\n");
            } else {
                exchange.reply(TestSupport::Reply(200, "[1,2,3]")
                                   .header("Content-Type", "application/json")
                                   .header("Stream-Next-Offset", "a")
                                   .header("Stream-Up-To-Date", "true"));
            }
        });
        Connection connection;
        connection.baseUrl = faulty.url("/v1");
        TailSession session(connection, faulty.url("/v1/s"));
        session.start(TailStart { .firstNumber = 11 });
        QTRY_COMPARE_WITH_TIMEOUT(session.status().totalRows, quint64(5), patience);
        QCOMPARE(session.status().nextOffset, DurableStreams::Offset("a"));
        QCOMPARE(session.status().nextNumber, quint64(14));
        events->chunk("event: control\ndata: {\"streamNextOffset\":\"b\",\"upToDate\":true}\n\n");
        QTRY_COMPARE_WITH_TIMEOUT(session.status().nextOffset, DurableStreams::Offset("b"), patience);
        QCOMPARE(session.status().nextNumber, quint64(16));
    }
};

QTEST_GUILESS_MAIN(TestTailDisruption)
#include "tst_taildisruption.moc"
