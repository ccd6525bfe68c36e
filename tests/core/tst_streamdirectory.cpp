// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "readersuite.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>

#include <QtTest/QSignalSpy>

using namespace ReaderSuite;

namespace {

QByteArray announced(const QByteArray &path)
{
    return R"({"type":"created","path":"/v1/stream/)" + path + R"("})";
}

} // namespace

//! When it is known what streams there are: each step says once that it is done.
class StreamDirectoryTest : public Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_client->setBaseUrl(m_server->url("/v1/stream"));
    }
    void cleanup() { tearDown(); }

    void caughtUpOnceForEachBreak();
    void stateChangesComeWithTheirError();
    void verifiedAfterTheLastAnswer();
    void verifiedWithNothingToAsk();
    void verifiedWhenTheRestIsDropped();
    void aRefreshIsNotLost();
    void scannedWithTheCatalogFilled();
    void scannedWithAnError();
    void enumsHaveNames();
};

void StreamDirectoryTest::caughtUpOnceForEachBreak()
{
    std::optional<Exchange> live;
    int lives = 0;
    m_server->on("/v1/stream/__registry__", [&](const Exchange &e) {
        if (!isLive(e, "sse")) {
            e.reply(json('[' + announced("a") + ']', "1"));
            return;
        }
        startEvents(e);
        live = e;
        if (++lives == 1) {
            e.chunk(dataEvent('[' + announced("b") + ']') + control("2"));
            e.chunk(dataEvent('[' + announced("c") + ']') + control("3"));
        } else {
            e.chunk(dataEvent('[' + announced("d") + ']') + control("4"));
            e.chunk(dataEvent('[' + announced("e") + ']') + control("5"));
        }
    });
    StreamDirectory directory(m_client.get());
    QSignalSpy caughtUp(directory.registry(), &RegistryFollower::caughtUp);
    directory.open();
    QTRY_VERIFY(directory.catalog()->entry("c"));
    QCOMPARE(caughtUp.size(), 1);
    live->drop(Drop::Rst);
    QTRY_VERIFY(directory.catalog()->entry("e"));
    QCOMPARE(caughtUp.size(), 2);
    directory.open();
    QTRY_COMPARE(caughtUp.size(), 3);
}

void StreamDirectoryTest::stateChangesComeWithTheirError()
{
    using State = RegistryFollower::State;
    m_server->on("/v1/stream/__registry__", { Reply(503), Reply(404) });
    RegistryFollower registry(m_client.get());
    QList<State> states;
    QList<int> statuses;
    connect(&registry, &RegistryFollower::stateChanged, this, [&](State state) {
        states.append(state);
        statuses.append(registry.error() ? registry.error()->httpStatus : 0);
    });
    registry.follow(u"__registry__"_s);
    QTRY_COMPARE(states, (QList<State> { State::Connecting, State::Reconnecting, State::Absent }));
    QCOMPARE(statuses, (QList<int> { 0, 503, 404 }));
    const QString remedy = registry.error()->remedy;
    QVERIFY2(remedy.contains(u"no registry"_s), qPrintable(remedy));
}

void StreamDirectoryTest::verifiedAfterTheLastAnswer()
{
    for (int i = 0; i < 10; ++i) {
        m_server->on("/v1/stream/" + QByteArray::number(i), Reply(i % 2 ? 404 : 200));
    }
    StreamDirectory directory(m_client.get());
    for (int i = 0; i < 10; ++i) {
        directory.catalog()->addByHand(QByteArray::number(i));
    }
    int unknown = -1;
    int times = 0;
    connect(&directory, &StreamDirectory::verified, this, [&] {
        ++times;
        const auto &entries = directory.catalog()->entries();
        using Entry = StreamEntry;
        unknown = int(std::ranges::count(entries, Entry::State::Unknown, &Entry::state));
    });
    directory.verifyUnknown();
    directory.verifyUnknown();
    QCOMPARE(times, 0);
    QTRY_COMPARE(times, 1);
    QCOMPARE(unknown, 0);
    QCOMPARE(directory.catalog()->entry("1")->state, StreamEntry::State::Missing);
    QVERIFY(directory.heads()->isIdle());

    // A queue that is used by somebody else has nothing to do with it.
    QSignalSpy idle(directory.heads(), &HeadQueue::idle);
    directory.heads()->refresh("1");
    QTRY_COMPARE(idle.size(), 1);
    QCOMPARE(times, 1);
}

void StreamDirectoryTest::verifiedWithNothingToAsk()
{
    StreamDirectory directory(m_client.get());
    QSignalSpy verified(&directory, &StreamDirectory::verified);
    directory.verifyUnknown();
    QCOMPARE(verified.size(), 0);
    QTRY_COMPARE(verified.size(), 1);
}

void StreamDirectoryTest::verifiedWhenTheRestIsDropped()
{
    QList<Exchange> waiting;
    m_server->otherwise([&](const Exchange &e) { waiting.append(e); });
    StreamDirectory directory(m_client.get());
    for (int i = 0; i < 10; ++i) {
        directory.catalog()->addByHand(QByteArray::number(i));
    }
    QSignalSpy verified(&directory, &StreamDirectory::verified);
    directory.verifyUnknown();
    QTRY_VERIFY(waiting.size() >= 4);
    directory.heads()->dropWaiting();
    for (const Exchange &e : std::as_const(waiting)) {
        e.reply(Reply(404));
    }
    QTRY_COMPARE(verified.size(), 1);
    QCOMPARE(waiting.size(), 4);
}

// The stream may have changed after the server answered what is under way.
void StreamDirectoryTest::aRefreshIsNotLost()
{
    std::optional<Exchange> first;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        if (!first) {
            first = e;
        } else {
            e.reply(Reply(200).header("Stream-Closed", "true"));
        }
    });
    HeadQueue heads(m_client.get());
    QList<bool> closed;
    connect(&heads, &HeadQueue::answered, this, [&](const QByteArray &, const auto &result) {
        closed.append(result && result->closed);
    });
    QSignalSpy idle(&heads, &HeadQueue::idle);
    heads.ask("s");
    QTRY_VERIFY(first);
    heads.refresh("s");
    first->reply(Reply(200));
    QTRY_COMPARE(closed, (QList<bool> { false, true }));
    QTRY_COMPARE(idle.size(), 1);
}

void StreamDirectoryTest::scannedWithTheCatalogFilled()
{
    m_server->otherwise([](const Exchange &e) {
        e.reply(e.request().method == "PUT"
                    ? Reply(201, R"({"id":"x","streams":[{"path":"a","link_type":"glob"}]})")
                    : Reply(204));
    });
    StreamDirectory directory(m_client.get());
    QByteArrayList order;
    connect(&directory, &StreamDirectory::scanned, this, [&](const auto &result) {
        order.append(result && directory.catalog()->entry("a") ? "scanned" : "too early");
    });
    connect(directory.scan(), &SubscriptionCall::finished, this, [&] { order.append("finished"); });
    QTRY_COMPARE(order, (QByteArrayList { "scanned", "finished" }));
}

void StreamDirectoryTest::scannedWithAnError()
{
    StreamDirectory directory(m_client.get());
    std::optional<Result<SubscriptionReply>> reply;
    connect(&directory, &StreamDirectory::scanned, this, [&](const auto &r) { reply = r; });
    directory.scan();
    QTRY_VERIFY(reply);
    QVERIFY(!*reply);
    QCOMPARE(reply->error().code, ErrorCode::NotFound);
    QVERIFY2(reply->error().message.contains(u"the server has no subscriptions"_s),
             qPrintable(reply->error().message));
}

// What is printed and inspected by name.
void StreamDirectoryTest::enumsHaveNames()
{
    const auto name = [](auto value) {
        return QByteArray(QMetaEnum::fromType<decltype(value)>().valueToKey(int(value)));
    };
    QCOMPARE(name(StreamEntry::State::Gone), "Gone"_ba);
    QCOMPARE(name(Batch::Kind::Json), "Json"_ba);
    QCOMPARE(name(RegistryEvent::Kind::Reset), "Reset"_ba);
    QCOMPARE(name(StateOperation::Upsert), "Upsert"_ba);
    QCOMPARE(name(StateControl::SnapshotEnd), "SnapshotEnd"_ba);
    QCOMPARE(name(StateAnomaly::OldValueMismatch), "OldValueMismatch"_ba);
    QCOMPARE(QMetaEnum::fromType<StreamSources>().valueToKeys(
                 int(StreamSource::Registry | StreamSource::Scan)),
             "Registry|Scan"_ba);
}

QTEST_GUILESS_MAIN(StreamDirectoryTest)
#include "tst_streamdirectory.moc"
