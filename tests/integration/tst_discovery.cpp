// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "realserver.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/headqueue.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>
#include <durablestreams/subscriptions.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using State = RegistryFollower::State;
using TestSupport::NpmServer;

//! Finding the streams of a server, on the sandbox and on the reference server with its registry.
class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void followsTheRegistry();
    void verifiesBothShapesByHead();
    void aRecreatedRegistryStartsOver();
    void withoutRegistry();
    void scanMergesWithOtherSources();
    void onlyAScanWrites();
    void listsTenThousand();

private:
    static constexpr std::chrono::milliseconds Patience { 60'000 };

    void finish(Call *call);
    void make(const QString &path, const QByteArray &body = {}, bool closed = false);
    void scan(StreamDirectory &directory);
    static QList<QByteArray> paths(const StreamDirectory &directory);
    static StreamEntry::State stateOf(const StreamDirectory &directory, const QByteArray &path);

    std::unique_ptr<RealServer> m_server;
    std::unique_ptr<Client> m_client;
};

void TestDiscovery::initTestCase_data()
{
    QTest::addColumn<bool>("reference");
    QTest::newRow("sandbox") << false;
    QTest::newRow("reference server") << true;
}

void TestDiscovery::init()
{
    QTest::failOnWarning();
    QFETCH_GLOBAL(bool, reference);
    m_server = reference ? startReferenceServer(NpmServer::Registry::Kept) : startSandbox();
    QVERIFY(m_server);
    m_client = std::make_unique<Client>();
    m_client->setBaseUrl(m_server->url());
}

void TestDiscovery::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void TestDiscovery::finish(Call *call)
{
    std::optional<Result<StreamInfo>> result;
    connect(call, &Call::finished, this, [&result](const auto &r) { result = r; });
    QTRY_VERIFY_WITH_TIMEOUT(result, Patience);
    QVERIFY2(*result, *result ? "" : qPrintable(result->error().message));
}

void TestDiscovery::make(const QString &path, const QByteArray &body, bool closed)
{
    finish(m_client->stream(path).create(
        { .contentType = "application/json", .body = body, .closed = closed }));
}

void TestDiscovery::scan(StreamDirectory &directory)
{
    std::optional<Result<SubscriptionReply>> result;
    connect(directory.scan(), &SubscriptionCall::finished, this,
            [&result](const auto &r) { result = r; });
    QTRY_VERIFY_WITH_TIMEOUT(result, Patience);
    QVERIFY2(*result, *result ? "" : qPrintable(result->error().message));
}

QList<QByteArray> TestDiscovery::paths(const StreamDirectory &directory)
{
    QList<QByteArray> all;
    for (const StreamEntry &entry : directory.catalog()->entries()) {
        if (!isReserved(entry.path)) {
            all.append(entry.path);
        }
    }
    std::ranges::sort(all);
    return all;
}

StreamEntry::State TestDiscovery::stateOf(const StreamDirectory &directory, const QByteArray &path)
{
    const auto entry = directory.catalog()->entry(path);
    return entry ? entry->state : StreamEntry::State::Unknown;
}

void TestDiscovery::followsTheRegistry()
{
    make(u"before/a b"_s);
    StreamDirectory directory(m_client.get());
    QSignalSpy caughtUp(directory.registry(), &RegistryFollower::caughtUp);
    directory.open();
    QTRY_COMPARE_WITH_TIMEOUT(directory.registry()->state(), State::Following, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!caughtUp.isEmpty(), Patience);
    QCOMPARE(paths(directory), QList<QByteArray> { "before/a%20b" });
    QCOMPARE(directory.catalog()->entry("before/a%20b"),
             (StreamEntry { .path = "before/a%20b",
                            .contentType = "application/json",
                            .sources = StreamSource::Registry }));
    QVERIFY(!directory.registry()->error());

    make(u"after"_s);
    QTRY_VERIFY_WITH_TIMEOUT(directory.catalog()->entry("after"), Patience);
    finish(m_client->stream(u"after"_s).remove());
    QTRY_VERIFY_WITH_TIMEOUT(!directory.catalog()->entry("after"), Patience);
    make(u"after"_s);
    QTRY_VERIFY_WITH_TIMEOUT(directory.catalog()->entry("after"), Patience);
    QCOMPARE(caughtUp.size(), 1);
    directory.registry()->stop();
    QCOMPARE(directory.registry()->state(), State::Off);
}

void TestDiscovery::verifiesBothShapesByHead()
{
    make(u"open"_s);
    make(u"closed"_s, "[1]", true);
    make(u"source"_s, "[1]");
    finish(m_client->stream(u"fork"_s).fork({ .sourcePath = "/v1/stream/source" }));
    finish(m_client->stream(u"source"_s).remove());
    // Registries that know less than the server: one in each shape.
    const QByteArray text = R"([{"type":"created","path":"/v1/stream/open","timestamp":1},
        {"type":"stream","key":"closed","value":{"path":"closed"},"headers":{"operation":"insert"}},
        {"type":"created","path":"/v1/stream/source"},
        {"type":"stream","key":"never","value":{"path":"never"},"headers":{"operation":"upsert"}},
        {"type":"created","path":"/v1/stream/removed"},
        {"type":"deleted","path":"/v1/stream/removed"}, "something else", {"type":"presence"}])";
    make(u"mine/registry"_s, text);

    StreamDirectory directory(m_client.get());
    directory.open(u"mine/registry"_s);
    QTRY_COMPARE_WITH_TIMEOUT(directory.catalog()->size(), 4, Patience);
    QCOMPARE(paths(directory), (QList<QByteArray> { "closed", "never", "open", "source" }));
    QCOMPARE(stateOf(directory, "open"), StreamEntry::State::Unknown);

    directory.verifyUnknown();
    QTRY_VERIFY_WITH_TIMEOUT(directory.heads()->isIdle(), Patience);
    QCOMPARE(stateOf(directory, "open"), StreamEntry::State::Open);
    QCOMPARE(stateOf(directory, "closed"), StreamEntry::State::Closed);
    QCOMPARE(stateOf(directory, "source"), StreamEntry::State::Gone);
    QCOMPARE(stateOf(directory, "never"), StreamEntry::State::Missing);
    QCOMPARE(directory.catalog()->entry("open")->contentType, "application/json"_ba);

    // Announced anew, it is asked for again although the answer is fresh.
    finish(m_client->stream(u"mine/registry"_s)
               .append(R"([{"type":"created","path":"/v1/stream/never"}])",
                       { .contentType = "application/json" }));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(directory, "never"), StreamEntry::State::Unknown, Patience);
    make(u"never"_s);
    directory.verifyUnknown();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(directory, "never"), StreamEntry::State::Open, Patience);
}

void TestDiscovery::aRecreatedRegistryStartsOver()
{
    make(u"mine/registry"_s, R"([{"type":"created","path":"/v1/stream/old"}])");
    StreamDirectory directory(m_client.get());
    directory.catalog()->addByHand("by-hand");
    directory.open(u"mine/registry"_s);
    QTRY_VERIFY_WITH_TIMEOUT(directory.catalog()->entry("old"), Patience);
    finish(m_client->stream(u"mine/registry"_s).remove());
    make(u"mine/registry"_s, R"([{"type":"created","path":"/v1/stream/new"}])");
    directory.open(u"mine/registry"_s);
    QTRY_VERIFY_WITH_TIMEOUT(directory.catalog()->entry("new"), Patience);
    QVERIFY(directory.catalog()->entry("by-hand"));
    QVERIFY2(!directory.catalog()->entry("old"), "what a registry says ends with it");
}

void TestDiscovery::withoutRegistry()
{
    StreamDirectory directory(m_client.get());
    QSignalSpy states(directory.registry(), &RegistryFollower::stateChanged);
    directory.open(u"no/registry"_s);
    QTRY_COMPARE_WITH_TIMEOUT(directory.registry()->state(), State::Absent, Patience);
    QCOMPARE(directory.registry()->error()->code, ErrorCode::NotFound);
    QCOMPARE(directory.catalog()->size(), 0);
    directory.open({});
    QCOMPARE(directory.registry()->state(), State::Absent);
    QVERIFY(!directory.registry()->error());
}

void TestDiscovery::scanMergesWithOtherSources()
{
    make(u"a"_s);
    make(u"deep/b c"_s);
    StreamDirectory directory(m_client.get());
    directory.catalog()->addByHand("a");
    directory.catalog()->addByHand("elsewhere");
    scan(directory);
    QCOMPARE(paths(directory), (QList<QByteArray> { "a", "deep/b%20c", "elsewhere" }));
    QCOMPARE(directory.catalog()->entry("a")->sources, StreamSource::Added | StreamSource::Scan);
    QCOMPARE(directory.catalog()->entry("deep/b%20c")->sources, StreamSources(StreamSource::Scan));

    directory.open();
    QTRY_COMPARE_WITH_TIMEOUT(directory.catalog()->entry("a")->sources,
                              StreamSource::Added | StreamSource::Scan | StreamSource::Registry,
                              Patience);
    directory.registry()->stop();
    finish(m_client->stream(u"deep/b c"_s).remove());
    scan(directory);
    directory.verifyUnknown();
    QTRY_VERIFY_WITH_TIMEOUT(directory.heads()->isIdle(), Patience);
    QCOMPARE(stateOf(directory, "a"), StreamEntry::State::Open);
    QCOMPARE(stateOf(directory, "elsewhere"), StreamEntry::State::Missing);
    const auto removed = directory.catalog()->entry("deep/b%20c");
    QVERIFY(!removed || !removed->sources.testFlag(StreamSource::Scan));
}

void TestDiscovery::onlyAScanWrites()
{
    make(u"a"_s);
    QList<QByteArray> writes;
    connect(m_client.get(), &Client::requestTraced, this, [&writes](const RequestTrace &trace) {
        if (trace.finished && trace.method != "GET" && trace.method != "HEAD") {
            const QByteArray path = trace.url.path().toLatin1();
            writes.append(trace.method + ' ' + path.first(path.lastIndexOf('/')));
        }
    });
    StreamDirectory directory(m_client.get());
    directory.open();
    QTRY_VERIFY_WITH_TIMEOUT(directory.catalog()->entry("a"), Patience);
    directory.verifyUnknown();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(directory, "a"), StreamEntry::State::Open, Patience);
    QCOMPARE(writes, QList<QByteArray> {});
    scan(directory);
    QCOMPARE(writes,
             (QList<QByteArray> { "PUT /v1/stream/__ds/subscriptions",
                                  "DELETE /v1/stream/__ds/subscriptions" }));
}

void TestDiscovery::listsTenThousand()
{
    QFETCH_GLOBAL(bool, reference);
    if (reference) { // without a registry, which would take a second write for each stream
        m_server = startReferenceServer();
        QVERIFY(m_server);
        m_client->setBaseUrl(m_server->url());
    }
    constexpr int Count = 10'000;
    QList<QByteArray> expected;
    int next = 0;
    int made = 0;
    const auto makeNext = [&](const auto &self) -> void {
        if (next == Count) {
            return;
        }
        const QString path = u"tenant-%1/%2"_s.arg(next % 100).arg(next);
        expected.append(path.toUtf8());
        ++next;
        Call *call = m_client->stream(path).create();
        connect(call, &Call::finished, this, [&](const Result<StreamInfo> &result) {
            made += result ? 1 : 0;
            self(self);
        });
    };
    for (int i = 0; i < 16; ++i) {
        makeNext(makeNext);
    }
    QTRY_COMPARE_WITH_TIMEOUT(made, Count, 4 * Patience);
    std::ranges::sort(expected);

    StreamDirectory directory(m_client.get());
    scan(directory);
    QCOMPARE(paths(directory), expected);
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
