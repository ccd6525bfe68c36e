// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "protocol/subscription_p.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace DurableStreams::Server;
using namespace Qt::StringLiterals;

class TestSubscription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void configurations_data();
    void configurations();
    void oneWakeAtATime();
    void claimAckDone();
    void ackWithoutDoneExtendsTheLease();
    void acksAreAllOrNothing();
    void staleWorkersAreFenced();
    void leasesExpire();
    void explicitLinksWin();
    void stateSurvives();

private:
    Subscription::Tails tails() const
    {
        return [this](const QByteArray &path) { return m_tails.value(path, 0); };
    }
    Subscription::WorkerRequest workerOf(const Subscription &subscription) const;

    QHash<QByteArray, Position> m_tails;
    Subscription m_subscription;
};

void TestSubscription::init()
{
    QTest::failOnWarning();
    m_tails = { { "a"_ba, 10 }, { "b"_ba, 20 } };
    m_subscription
        = Subscription("s"_ba, { .pattern = "*"_ba, .wakeStream = "wake"_ba, .leaseMs = 1000 }, 0);
    m_subscription.link("a"_ba, false, 10);
    m_subscription.link("b"_ba, false, 20);
}

Subscription::WorkerRequest TestSubscription::workerOf(const Subscription &subscription) const
{
    const QJsonObject claim = subscription.describeClaim(tails());
    return { .token = claim["token"_L1].toString().toLatin1(),
             .wakeId = claim["wake_id"_L1].toString(),
             .generation = claim["generation"_L1].toInteger() };
}

void TestSubscription::configurations_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    const auto with = [](std::initializer_list<std::pair<QString, QJsonValue>> changes) {
        QJsonObject body { { u"type"_s, u"pull-wake"_s },
                           { u"pattern"_s, u"a/*"_s },
                           { u"wake_stream"_s, u"wake"_s } };
        for (const auto &[key, value] : changes) {
            body[key] = value;
        }
        return body;
    };
    QTest::newRow("good") << with({}) << QString();
    QTest::newRow("streams alone")
        << with({ { u"pattern"_s, {} }, { u"streams"_s, QJsonArray { u"x"_s } } }) << QString();
    QTest::newRow("shortest lease") << with({ { u"lease_ttl_ms"_s, 1000 } }) << QString();
    const QString invalid = u"INVALID_REQUEST"_s;
    QTest::newRow("webhook") << with({ { u"type"_s, u"webhook"_s } }) << invalid;
    QTest::newRow("no type") << with({ { u"type"_s, {} } }) << invalid;
    QTest::newRow("no streams at all") << with({ { u"pattern"_s, u"/"_s } }) << invalid;
    QTest::newRow("no wake stream") << with({ { u"wake_stream"_s, {} } }) << invalid;
    QTest::newRow("lease too short") << with({ { u"lease_ttl_ms"_s, 999 } }) << invalid;
    QTest::newRow("lease too long") << with({ { u"lease_ttl_ms"_s, 600'001 } }) << invalid;
    QTest::newRow("lease no integer") << with({ { u"lease_ttl_ms"_s, 1000.5 } }) << invalid;
    QTest::newRow("lease a string") << with({ { u"lease_ttl_ms"_s, u"1000"_s } }) << invalid;
    QTest::newRow("stream a number") << with({ { u"streams"_s, QJsonArray { 1 } } }) << invalid;
    QTest::newRow("stream without a name")
        << with({ { u"streams"_s, QJsonArray { u"/"_s } } }) << invalid;
    QTest::newRow("streams a string") << with({ { u"streams"_s, u"a"_s } }) << invalid;
    QTest::newRow("pattern a number")
        << with({ { u"pattern"_s, 5 }, { u"streams"_s, QJsonArray { u"x"_s } } }) << invalid;
}

void TestSubscription::configurations()
{
    QFETCH(QJsonObject, body);
    SubscriptionConfig config;
    const auto error = parseSubscription(body, &config);
    QTEST(error ? error->code : QString(), "code");
}

void TestSubscription::oneWakeAtATime()
{
    QVERIFY(!m_subscription.wakeIfPending(tails()));
    m_tails["b"_ba] = 21;
    QCOMPARE(m_subscription.wakeIfPending(tails()), "b"_ba);
    QCOMPARE(m_subscription.generation(), 1);
    m_tails["a"_ba] = 11;
    QVERIFY(!m_subscription.wakeIfPending(tails())); // one is in flight
}

void TestSubscription::claimAckDone()
{
    QCOMPARE(m_subscription.claim(u"w1"_s, tails(), 0)->code, u"NO_PENDING_WORK"_s);
    m_tails["a"_ba] = 15;
    QVERIFY(m_subscription.wakeIfPending(tails()));
    QVERIFY(!m_subscription.claim(u"w1"_s, tails(), 0));
    const auto refused = m_subscription.claim(u"w2"_s, tails(), 0);
    QCOMPARE(refused->code, u"ALREADY_CLAIMED"_s);
    QCOMPARE(refused->more["current_holder"_L1].toString(), u"w1"_s);

    auto worker = workerOf(m_subscription);
    m_tails["a"_ba] = 18; // grew while the worker was busy
    worker.acks = { { "a"_ba, toToken(15) } };
    worker.done = true;
    QVERIFY(!m_subscription.ack(worker, tails(), 10));
    QCOMPARE(m_subscription.links()["a"_ba].acked, 15);
    QCOMPARE(m_subscription.wakeIfPending(tails()), "a"_ba);
    QCOMPARE(m_subscription.generation(), 2);
}

void TestSubscription::ackWithoutDoneExtendsTheLease()
{
    m_tails["a"_ba] = 15;
    QVERIFY(!m_subscription.claim(u"w1"_s, tails(), 0));
    QVERIFY(!m_subscription.ack(workerOf(m_subscription), tails(), 900));
    QVERIFY(!m_subscription.expireLease(1500));
    QVERIFY(m_subscription.expireLease(1900));
}

void TestSubscription::acksAreAllOrNothing()
{
    m_tails["a"_ba] = 15;
    QVERIFY(!m_subscription.claim(u"w1"_s, tails(), 0));
    auto worker = workerOf(m_subscription);
    for (const auto &bad : QList<std::pair<QByteArray, QByteArray>> { { "b"_ba, toToken(19) },
                                                                      { "b"_ba, toToken(21) },
                                                                      { "b"_ba, "-1"_ba },
                                                                      { "c"_ba, toToken(0) } }) {
        worker.acks = { { "a"_ba, toToken(15) }, bad };
        QCOMPARE(m_subscription.ack(worker, tails(), 0)->code, u"INVALID_OFFSET"_s);
        QCOMPARE(m_subscription.links()["a"_ba].acked, 10);
    }
}

void TestSubscription::staleWorkersAreFenced()
{
    m_tails["a"_ba] = 15;
    QVERIFY(!m_subscription.claim(u"w1"_s, tails(), 0));
    const auto worker = workerOf(m_subscription);
    QVERIFY(!m_subscription.release(worker));
    const auto over = u"The claim of generation 1 is over: it was released or done, or its lease "
                      "ran out."_s;
    QCOMPARE(m_subscription.release(worker)->code, u"FENCED"_s);
    QCOMPARE(m_subscription.release(worker)->message, over);
    QVERIFY(!m_subscription.claim(u"w2"_s, tails(), 0));
    QCOMPARE(m_subscription.ack(worker, tails(), 0)->code, u"FENCED"_s);
    QCOMPARE(m_subscription.ack(worker, tails(), 0)->message, over);

    auto forged = workerOf(m_subscription);
    forged.wakeId = worker.wakeId;
    QCOMPARE(m_subscription.ack(forged, tails(), 0)->code, u"FENCED"_s);
    QVERIFY(m_subscription.ack(forged, tails(), 0)->message.startsWith(u"generation and wake_id"_s));
    forged = workerOf(m_subscription);
    forged.token.replace("2.", "3.");
    const auto error = m_subscription.ack(forged, tails(), 0);
    QCOMPARE(error->code, u"TOKEN_INVALID"_s);
    QCOMPARE(error->status, 401);
    forged.token = Subscription("s"_ba, m_subscription.config(), 0)
                       .describeClaim(tails())["token"_L1]
                       .toString()
                       .toLatin1();
    QCOMPARE(m_subscription.ack(forged, tails(), 0)->status, 401); // signed by another
}

void TestSubscription::leasesExpire()
{
    m_tails["a"_ba] = 15;
    QVERIFY(!m_subscription.claim(u"w1"_s, tails(), 0));
    const auto worker = workerOf(m_subscription);
    QCOMPARE(m_subscription.claim(u"w2"_s, tails(), 999)->code, u"ALREADY_CLAIMED"_s);
    QVERIFY(!m_subscription.claim(u"w2"_s, tails(), 1000));
    QCOMPARE(m_subscription.ack(worker, tails(), 1000)->code, u"FENCED"_s);
    QCOMPARE(m_subscription.generation(), 2);
}

void TestSubscription::explicitLinksWin()
{
    m_subscription.link("a"_ba, true, 99);
    QCOMPARE(m_subscription.links()["a"_ba].acked, 10); // linked already: the cursor stays
    QCOMPARE(m_subscription.describe()["streams"_L1].toArray().at(0)["link_type"_L1].toString(),
             u"explicit"_s);
    m_subscription.unlinkExplicit("a"_ba);
    QVERIFY(m_subscription.links().contains("a"_ba)); // the pattern still matches
    m_subscription.link("c"_ba, true, 0);
    m_subscription.unlinkExplicit("c"_ba);
    QVERIFY(!m_subscription.links().contains("c"_ba));
    m_subscription.unlinkExplicit("c"_ba);
}

void TestSubscription::stateSurvives()
{
    m_subscription.link("new"_ba, false, Subscription::BeforeFirst);
    m_tails["new"_ba] = 5;
    QVERIFY(!m_subscription.claim(u"w1"_s, tails(), 0));
    const auto worker = workerOf(m_subscription);
    auto restored = Subscription::fromState(m_subscription.toState());
    QVERIFY(restored);
    QCOMPARE(restored->describe(), m_subscription.describe());
    QCOMPARE(restored->config(), m_subscription.config());
    QVERIFY(!restored->ack(worker, tails(), 500)); // the claim goes on
    QVERIFY(!Subscription::fromState("rubbish"_ba));
}

QTEST_GUILESS_MAIN(TestSubscription)
#include "tst_subscription.moc"
