// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "realserver.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/subscriptions.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <array>
#include <memory>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

//! Subscriptions as a worker and as an explorer use them, on the sandbox and the reference server.
class TestSubscriptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();

    void listsWhatMatches_data();
    void listsWhatMatches();
    void listLeavesNothingBehind();
    void listIsRefusedWithoutSubscriptions();
    void membership();
    void claimAckRelease();
    void refusals();

private:
    Result<SubscriptionReply> wait(SubscriptionCall *call);
    void makeStream(const QString &path, const QByteArray &body);
    void append(const QString &path, const QByteArray &body);
    Subscriptions subscriptions() { return Subscriptions(&m_client, m_client.baseUrl()); }

    // One of each kind, from its first row on.
    std::array<std::unique_ptr<RealServer>, 2> m_servers;
    Client m_client;
};

void TestSubscriptions::initTestCase_data()
{
    QTest::addColumn<bool>("reference");
    QTest::newRow("sandbox") << false;
    QTest::newRow("reference server") << true;
}

void TestSubscriptions::init()
{
    QTest::failOnWarning();
    QFETCH_GLOBAL(bool, reference);
    auto &server = m_servers[reference ? 1 : 0];
    if (server) {
        m_client.setBaseUrl(server->url());
        return;
    }
    server = reference ? startReferenceServer() : startSandbox();
    QVERIFY(server);
    m_client.setBaseUrl(server->url());
    for (const auto &path : { u"a"_s, u"deep/b"_s, u"deep/er/c d"_s }) {
        makeStream(path, "[1]");
    }
}

Result<SubscriptionReply> TestSubscriptions::wait(SubscriptionCall *call)
{
    Result<SubscriptionReply> result = std::unexpected(Error { .message = u"no answer"_s });
    bool done = false;
    connect(call, &SubscriptionCall::finished, this, [&](const Result<SubscriptionReply> &r) {
        result = r;
        done = true;
    });
    if (!QTest::qWaitFor([&] { return done; }, 30'000)) {
        result = std::unexpected(Error { .message = u"no answer"_s });
    }
    return result;
}

void TestSubscriptions::makeStream(const QString &path, const QByteArray &body)
{
    Call *call = m_client.stream(path).create({ .contentType = "application/json", .body = body });
    QSignalSpy spy(call, &Call::finished);
    QVERIFY(spy.wait(30'000));
}

void TestSubscriptions::append(const QString &path, const QByteArray &body)
{
    Call *call = m_client.stream(path).append(body, { .contentType = "application/json" });
    bool stored = false;
    connect(call, &Call::finished, this,
            [&stored](const Result<StreamInfo> &result) { stored = result.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(stored, 30'000);
}

void TestSubscriptions::listsWhatMatches_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QList<QByteArray>>("paths");

    QTest::newRow("everything") << "**"_ba
                                << QList<QByteArray> { "a", "deep/b", "deep/er/c%20d" };
    QTest::newRow("one segment") << "*"_ba << QList<QByteArray> { "a" };
    QTest::newRow("below") << "deep/**"_ba << QList<QByteArray> { "deep/b", "deep/er/c%20d" };
    QTest::newRow("nothing") << "none/*"_ba << QList<QByteArray> {};
}

void TestSubscriptions::listsWhatMatches()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QList<QByteArray>, paths);

    const auto reply = wait(subscriptions().listStreams(pattern));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
    QList<QByteArray> found;
    for (const SubscriptionLink &link : reply->streams) {
        if (!link.path.startsWith("__")) {
            found.append(link.path);
            QVERIFY(!link.ackedOffset.isNull());
        }
    }
    QCOMPARE(found, paths);
}

void TestSubscriptions::listLeavesNothingBehind()
{
    QList<QUrl> created;
    QList<QUrl> deleted;
    connect(&m_client, &Client::requestTraced, this, [&](const RequestTrace &trace) {
        if (trace.finished) {
            (trace.method == "PUT" ? created : deleted).append(trace.url);
        }
    });
    QVERIFY(wait(subscriptions().listStreams()));
    QCOMPARE(created.size(), 1);
    QCOMPARE(deleted, created);
    m_client.disconnect(this);
    const QByteArray id = created.constFirst().fileName().toUtf8();
    const auto left = wait(subscriptions().get(id));
    QVERIFY(!left);
    QCOMPARE(left.error().code, ErrorCode::NotFound);
}

void TestSubscriptions::listIsRefusedWithoutSubscriptions()
{
    const QUrl elsewhere = m_client.baseUrl().resolved(QUrl(u"/other"_s));
    QUrl asked;
    connect(&m_client, &Client::requestTraced, this,
            [&asked](const RequestTrace &trace) { asked = trace.url; });
    const auto reply = wait(Subscriptions(&m_client, elsewhere).listStreams());
    m_client.disconnect(this);
    QVERIFY(!reply);
    // The reference server takes the address for that of a stream, and makes it: nothing may stay.
    QFETCH_GLOBAL(bool, reference);
    QCOMPARE(reply.error().httpStatus, reference ? 201 : 404);
    std::optional<Result<StreamInfo>> left;
    connect(m_client.stream(asked).head(), &Call::finished, this,
            [&left](const Result<StreamInfo> &result) { left = result; });
    QTRY_VERIFY_WITH_TIMEOUT(left, 30'000);
    QVERIFY(!left->has_value());
    QCOMPARE(left->error().code, ErrorCode::NotFound);
}

void TestSubscriptions::membership()
{
    const auto created
        = wait(subscriptions().create("members", { .streams = { "a" }, .wakeStream = "wake/m" }));
    QVERIFY2(created, created ? "" : qPrintable(created.error().message));
    QVERIFY(created->subscription->created);
    QCOMPARE(created->subscription->type, "pull-wake"_ba);
    QCOMPARE(created->subscription->options.streams, QList<QByteArray> { "a" });
    QCOMPARE(created->subscription->options.wakeStream, "wake/m"_ba);

    const auto again
        = wait(subscriptions().create("members", { .streams = { "a" }, .wakeStream = "wake/m" }));
    QVERIFY(again && !again->subscription->created);
    const auto other = wait(
        subscriptions().create("members", { .streams = { "deep/b" }, .wakeStream = "wake/m" }));
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::AlreadyExists);

    QVERIFY(wait(subscriptions().addStreams("members", { "deep/b" })));
    auto now = wait(subscriptions().get("members"));
    QVERIFY(now);
    QCOMPARE(now->subscription->links.size(), 2);
    QVERIFY(wait(subscriptions().removeStream("members", "deep/b")));
    now = wait(subscriptions().get("members"));
    QVERIFY(now);
    QCOMPARE(now->subscription->links.size(), 1);
    QVERIFY(wait(subscriptions().remove("members")));
    QVERIFY(!wait(subscriptions().get("members")));
}

void TestSubscriptions::claimAckRelease()
{
    makeStream(u"wake/pool"_s, {});
    makeStream(u"jobs/1"_s, {});
    const SubscriptionOptions options { .pattern = "jobs/*", .wakeStream = "wake/pool" };
    QVERIFY(wait(subscriptions().create("workers", options)));
    append(u"jobs/1"_s, "[1]");

    const auto first = wait(subscriptions().claim("workers", "one"));
    QVERIFY2(first, first ? "" : qPrintable(first.error().message));
    QCOMPARE(first->claim->links.size(), 1);
    const SubscriptionLink link = first->claim->links.constFirst();
    QVERIFY(link.hasPending);
    QVERIFY(link.tailOffset > link.ackedOffset);

    const auto second = wait(subscriptions().claim("workers", "two"));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::AlreadyClaimed);
    QVERIFY2(second.error().message.contains(u"one"_s), qPrintable(second.error().message));

    // Released without an ack it can be claimed again, and the old claim is fenced off.
    QVERIFY(wait(subscriptions().release("workers", *first->claim)));
    const auto third = wait(subscriptions().claim("workers", "two"));
    QVERIFY2(third, third ? "" : qPrintable(third.error().message));
    const QList<SubscriptionAck> acks { { .path = "jobs/1", .offset = link.tailOffset } };
    const auto fenced = wait(subscriptions().ack("workers", *first->claim, acks, true));
    QVERIFY(!fenced);
    QVERIFY(fenced.error().code == ErrorCode::SubscriptionFenced
            || fenced.error().code == ErrorCode::Unauthorized);

    const auto acked = wait(subscriptions().ack("workers", *third->claim, acks, true));
    QVERIFY2(acked, acked ? "" : qPrintable(acked.error().message));
    QVERIFY(!acked->nextWake);
    const auto state = wait(subscriptions().get("workers"));
    QVERIFY(state);
    QCOMPARE(state->subscription->links.constFirst().ackedOffset, link.tailOffset);
    const auto idle = wait(subscriptions().claim("workers", "one"));
    QVERIFY(!idle);
    QCOMPARE(idle.error().code, ErrorCode::NoPendingWork);
    QVERIFY2(idle.error().message.contains(u"nothing to claim (NO_PENDING_WORK"_s),
             qPrintable(idle.error().message));
}

void TestSubscriptions::refusals()
{
    for (const QByteArray &id : { ""_ba, "."_ba, ".."_ba }) {
        const auto reply = wait(subscriptions().get(id));
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::InvalidArgument);
    }
    const auto is = [](const Result<SubscriptionReply> &reply, ErrorCode code,
                       const QString &cause) {
        return !reply && reply.error().code == code && reply.error().message.contains(cause)
            && !reply.error().remedy.isEmpty();
    };
    const auto neither = wait(subscriptions().create("x", { .wakeStream = "w" }));
    QVERIFY(is(neither, ErrorCode::BadRequest, u"INVALID_REQUEST: "_s));
    const auto wakeless = wait(subscriptions().create("x", { .pattern = "*" }));
    QVERIFY(is(wakeless, ErrorCode::BadRequest, u"wake_stream"_s));
    QVERIFY(is(wait(subscriptions().get("never")), ErrorCode::NotFound,
               u"there is no such subscription (SUBSCRIPTION_NOT_FOUND"_s));
    QVERIFY(is(wait(subscriptions().claim("never", "w")), ErrorCode::NotFound,
               u"there is no such subscription (SUBSCRIPTION_NOT_FOUND"_s));
}

QTEST_GUILESS_MAIN(TestSubscriptions)
#include "tst_subscriptions.moc"
