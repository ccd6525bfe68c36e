// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "subscriptions/subscriptionerror_p.h"
#include "wire/responseheaders_p.h"

#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using Action = SubscriptionAction;

//! What every refusal of a subscription request means: a code to decide by, a cause, a remedy.
class TestSubscriptionErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void explains_data();
    void explains();
    void leavesTheRest_data();
    void leavesTheRest();

private:
    static Error answerOf(int status, const QByteArray &body, Action action);
};

//! As it comes off the wire, before it is explained.
Error TestSubscriptionErrors::answerOf(int status, const QByteArray &body, Action action)
{
    const RequestFacts facts { .url = QUrl(u"http://h/v1/stream/__ds/subscriptions/s"_s),
                               .name = subscriptionPurpose(action) };
    return interpretResponse(status, {}, body, facts).error();
}

void TestSubscriptionErrors::explains_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("cause"); // stands in the message
    QTest::addColumn<QString>("remedy"); // stands in the remedy

    const auto row = [](const char *name, Action action, int status, const QByteArray &body,
                        ErrorCode code, const QString &cause, const QString &remedy) {
        QTest::newRow(name) << action << status << body << code << cause << remedy;
    };
    const auto json = [](const QByteArray &code, const QByteArray &more = {}) {
        return R"({"error":{"code":")" + code + '"' + more + "}}";
    };

    // The codes, as servers send them.
    row("INVALID_REQUEST, create", Action::Create, 400,
        json("INVALID_REQUEST", R"(,"message":"no pattern")"), ErrorCode::BadRequest,
        u"HTTP 400, the server found the request malformed (INVALID_REQUEST: no pattern)"_s,
        u"needs a wake stream, a pattern or streams, and a lease"_s);
    row("INVALID_REQUEST, claim", Action::Claim, 400, json("INVALID_REQUEST"),
        ErrorCode::BadRequest, u"malformed (INVALID_REQUEST)"_s, u"Name the worker"_s);
    row("INVALID_REQUEST, ack", Action::Ack, 400, json("INVALID_REQUEST"), ErrorCode::BadRequest,
        u"malformed"_s, u"Correct what the server names"_s);
    row("INVALID_OFFSET", Action::Ack, 409, json("INVALID_OFFSET"), ErrorCode::InvalidOffset,
        u"HTTP 409, the server does not accept an offset of the ack (INVALID_OFFSET)"_s,
        u"between its acknowledged offset and its tail"_s);
    row("WEBHOOK_URL_REJECTED", Action::Create, 400, json("WEBHOOK_URL_REJECTED"),
        ErrorCode::BadRequest, u"does not deliver to this webhook address"_s, u"https"_s);
    row("SUBSCRIPTION_NOT_FOUND", Action::Get, 404, json("SUBSCRIPTION_NOT_FOUND"),
        ErrorCode::NotFound, u"HTTP 404, there is no such subscription (SUBSCRIPTION_NOT_FOUND)"_s,
        u"Check its id, or create it"_s);
    row("SUBSCRIPTION_ALREADY_EXISTS", Action::Create, 409, json("SUBSCRIPTION_ALREADY_EXISTS"),
        ErrorCode::AlreadyExists, u"a subscription with this id and another configuration"_s,
        u"Choose another id"_s);
    row("TOKEN_INVALID", Action::Ack, 401, json("TOKEN_INVALID"), ErrorCode::Unauthorized,
        u"not that of a claim on this subscription (TOKEN_INVALID)"_s, u"claim again"_s);
    row("TOKEN_EXPIRED", Action::Release, 401, json("TOKEN_EXPIRED"), ErrorCode::Unauthorized,
        u"has expired (TOKEN_EXPIRED)"_s, u"Claim again"_s);
    row("FENCED", Action::Ack, 409, json("FENCED"), ErrorCode::SubscriptionFenced,
        u"HTTP 409, this claim is over"_s, u"Claim again"_s);
    row("ALREADY_CLAIMED", Action::Claim, 409,
        json("ALREADY_CLAIMED", R"(,"current_holder":"w2","generation":7)"),
        ErrorCode::AlreadyClaimed, u"the worker w2 holds the lease (ALREADY_CLAIMED)"_s,
        u"Wait for the next event"_s);
    row("ALREADY_CLAIMED, by whom?", Action::Claim, 409, json("ALREADY_CLAIMED"),
        ErrorCode::AlreadyClaimed, u"another worker holds the lease"_s, u"until the lease is over"_s);
    row("NO_PENDING_WORK", Action::Claim, 409, json("NO_PENDING_WORK"), ErrorCode::NoPendingWork,
        u"HTTP 409, everything is acknowledged: there is nothing to claim (NO_PENDING_WORK)"_s,
        u"Wait for the next event in the wake stream"_s);

    // The statuses of the protocol, without a code.
    row("create, 404", Action::Create, 404, "not found", ErrorCode::NotFound,
        u"the server has no subscriptions at this address"_s, u"Check the root of the streams"_s);
    row("get, 404", Action::Get, 404, {}, ErrorCode::NotFound,
        u"no such subscription, or the server has none at all"_s, u"Check its id"_s);
    row("create, 409", Action::Create, 409, {}, ErrorCode::AlreadyExists,
        u"another configuration exists"_s, u"delete it first"_s);
    row("claim, 409", Action::Claim, 409, {}, ErrorCode::AlreadyClaimed,
        u"another worker holds the lease"_s, u"Wait"_s);
    row("ack, 409", Action::Ack, 409, {}, ErrorCode::SubscriptionFenced, u"this claim is over"_s,
        u"Claim again"_s);
    row("release, 409", Action::Release, 409, {}, ErrorCode::SubscriptionFenced,
        u"this claim is over"_s, u"Claim again"_s);
    row("ack, 401", Action::Ack, 401, {}, ErrorCode::Unauthorized, u"the token is not"_s,
        u"claim again"_s);
    row("create, 400", Action::Create, 400, "bad", ErrorCode::BadRequest, u"malformed"_s,
        u"needs a wake stream"_s);
    row("create, 405", Action::Create, 405, {}, ErrorCode::NotSupported,
        u"the server has no subscriptions"_s, u"another server"_s);
    row("get, 410", Action::Get, 410, {}, ErrorCode::Gone, u"the subscription was deleted"_s,
        u"Create it anew"_s);
    // A code of the future: told, and the status decides.
    row("unknown code", Action::Ack, 409, json("NEW"), ErrorCode::SubscriptionFenced,
        u"has taken its place (NEW)"_s, u"Claim again"_s);
}

void TestSubscriptionErrors::explains()
{
    QFETCH(const Action, action);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, cause);
    QFETCH(const QString, remedy);

    const Error error = explainSubscriptionError(answerOf(status, body, action), action);
    QTEST(error.code, "code");
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.serverText, body);
    const QString start = QString::fromLatin1(subscriptionPurpose(action))
        + u" /v1/stream/__ds/subscriptions/s: HTTP %1, "_s.arg(status);
    QVERIFY2(error.message.startsWith(start), qPrintable(error.message));
    QVERIFY2(error.message.contains(cause), qPrintable(error.message));
    QVERIFY2(error.remedy.contains(remedy), qPrintable(error.remedy));
    // One cause alone: nothing is left of what the status means for a stream.
    QVERIFY2(!error.message.contains(u"does not explain"_s), qPrintable(error.message));
    QVERIFY2(!error.message.contains(u"the stream does not exist"_s), qPrintable(error.message));
}

void TestSubscriptionErrors::leavesTheRest_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");

    QTest::newRow("credentials") << 401 << ErrorCode::Unauthorized;
    QTest::newRow("forbidden") << 403 << ErrorCode::Forbidden;
    QTest::newRow("too much") << 429 << ErrorCode::RateLimited;
    QTest::newRow("server") << 503 << ErrorCode::Server;
    QTest::newRow("teapot") << 418 << ErrorCode::UnexpectedStatus;
}

void TestSubscriptionErrors::leavesTheRest()
{
    QFETCH(const int, status);

    const Error before = answerOf(status, "busy", Action::Claim);
    const Error error = explainSubscriptionError(before, Action::Claim);
    QCOMPARE(error, before);
    QTEST(error.code, "code");
    QVERIFY(!error.remedy.isEmpty());
}

QTEST_GUILESS_MAIN(TestSubscriptionErrors)
#include "tst_subscriptionerrors.moc"
