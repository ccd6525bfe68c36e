// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "callsuite.h"

#include <durablestreams/httpaccessmanager.h>
#include <durablestreams/streamreader.h>

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>
#include <QtTest/QSignalSpy>

using namespace CallSuite;

// Creates, heads, closes, deletes: what goes over the wire, and what comes back.
class StreamCallsTest : public Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void createSaysWhetherTheStreamIsNew_data();
    void createSaysWhetherTheStreamIsNew();
    void createSendsItsOptions();
    void ttlAndExpiryExcludeEachOther();
    void forkSendsItsHeaders();
    void headTellsEverything();
    void invalidArgumentsSendNothing_data();
    void invalidArgumentsSendNothing();
    void dotSegmentsAreRefused_data();
    void dotSegmentsAreRefused();
    void errorsAreTyped_data();
    void errorsAreTyped();
    void retriesUntilItWorks();
    void retryAfterIsAFloor_data();
    void retryAfterIsAFloor();
    void givesUpAfterTheLastRetry();
    void outcomeOfRetryIsTold();
    void aForkThatExistsMayBeOurs();
    void closeWithAndWithoutABody();
    void abortIsNotAnError();
    void deadlineEndsRetries();
    void silenceIsATimeout();
    void headersAndParametersAreAskedForEachRequest();
    void providersMayAnswerLater();
    void aFreshTokenAfter401();
    void giveUpAfter401();
    void queryIsSortedAndExact();
    void redirectsKeepTheBodyAndDropCredentials();
    void redirectsTellNoSecret_data();
    void redirectsTellNoSecret();
    void errorsQuoteNoSecret();
    void writesStayWithTheirServer_data();
    void writesStayWithTheirServer();
    void tracesAreRedacted();
    void tracesHoldWhatWasSent_data();
    void tracesHoldWhatWasSent();
    void tracesCountBytes();
    void resultsComeAfterTheCallReturned();
    void everyOperationTakesHeaders_data();
    void everyOperationTakesHeaders();
    void deletingACallCancelsIt();
    void managersOfOnesOwnServe();
};

void StreamCallsTest::createSaysWhetherTheStreamIsNew_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("created");
    QTest::newRow("new") << 201 << true;
    QTest::newRow("existed") << 200 << false;
}

void StreamCallsTest::createSaysWhetherTheStreamIsNew()
{
    QFETCH(int, status);
    QFETCH(bool, created);
    m_server->on("PUT", "/v1/stream/s",
                 Reply(status).header("Stream-Next-Offset", "0_0").header("Content-Type", "text/plain"));
    const Stream s = stream();
    const auto result = wait(s.create());
    QVERIFY(result);
    QCOMPARE(result->created, created);
    QCOMPARE(result->nextOffset, Offset("0_0"_ba));
    QCOMPARE(s.contentType(), "text/plain");
}

void StreamCallsTest::createSendsItsOptions()
{
    m_server->on("/v1/stream/s", Reply(201));
    const QDateTime expiry(QDate(2030, 1, 2), QTime(3, 4, 5), QTimeZone::UTC);
    QVERIFY(wait(stream().create({ .contentType = "application/json"_ba, .ttl = 60s,
                                   .body = "[1]"_ba, .closed = true })));
    QVERIFY(wait(stream().create({ .expiresAt = expiry })));
    const QList<Request> requests = m_server->requestsFor("PUT", "/v1/stream/s");
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0].header("Content-Type"), "application/json");
    QCOMPARE(requests[0].header("Stream-TTL"), "60");
    QCOMPARE(requests[0].header("Stream-Closed"), "true");
    QCOMPARE(requests[0].body, "[1]");
    QCOMPARE(requests[1].header("Stream-Expires-At"), "2030-01-02T03:04:05Z");
    QCOMPARE(requests[1].header("Content-Length"), "0");
}

void StreamCallsTest::ttlAndExpiryExcludeEachOther()
{
    const auto result = wait(
        stream().create({ .ttl = 60s, .expiresAt = QDateTime::currentDateTimeUtc().addDays(1) }));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
    const auto fork = wait(stream().fork(
        { .sourcePath = "/v1/stream/source"_ba,
          .create = { .ttl = 60s, .expiresAt = QDateTime::currentDateTimeUtc().addDays(1) } }));
    QVERIFY(!fork);
    QCOMPARE(fork.error().code, ErrorCode::InvalidArgument);
    QVERIFY(m_server->requests().isEmpty());
}

void StreamCallsTest::forkSendsItsHeaders()
{
    m_server->on("/v1/stream/s", Reply(201).header("Content-Type", "application/json"));
    const Stream s = stream();
    QVERIFY(wait(s.fork({ .sourcePath = "/v1/stream/source"_ba, .offset = Offset("7_7"_ba),
                          .subOffset = 3 })));
    const Request request = m_server->requests().first();
    QCOMPARE(request.header("Stream-Forked-From"), "/v1/stream/source");
    QCOMPARE(request.header("Stream-Fork-Offset"), "7_7");
    QCOMPARE(request.header("Stream-Fork-Sub-Offset"), "3");
    QVERIFY(!request.headers.contains("Content-Type"));
    QVERIFY(s.isJson());
}

void StreamCallsTest::headTellsEverything()
{
    m_server->on("HEAD", "/v1/stream/s",
                 Reply(200)
                     .header("Content-Type", "application/json; charset=utf-8")
                     .header("Stream-Next-Offset", "9_9")
                     .header("Stream-TTL", "3600")
                     .header("Stream-Expires-At", "2030-01-02T03:04:05Z")
                     .header("Stream-Closed", "TRUE")
                     .header("ETag", "\"e\""));
    const auto result = wait(stream().head());
    QVERIFY(result);
    QCOMPARE(result->contentType, "application/json; charset=utf-8");
    QCOMPARE(result->nextOffset, Offset("9_9"_ba));
    QCOMPARE(result->ttl, std::optional(3600s));
    QCOMPARE(result->expiresAt->toSecsSinceEpoch(), 1893553445);
    QCOMPARE(result->etag, "\"e\"");
    QVERIFY(result->closed);
}

void StreamCallsTest::invalidArgumentsSendNothing_data()
{
    QTest::addColumn<std::function<Call *(const Stream &)>>("make");
    using Make = std::function<Call *(const Stream &)>;
    QTest::newRow("empty append") << Make([](const Stream &s) { return s.append(QByteArray()); });
    QTest::newRow("not JSON") << Make([](const Stream &s) { return s.appendJson("{a:1}"_ba); });
    QTest::newRow("two values") << Make([](const Stream &s) { return s.appendJson("1,2"_ba); });
    QTest::newRow("retry policy") << Make([](const Stream &s) {
        RequestOptions options;
        options.retry = RetryPolicy { .maxRetries = -1 };
        return s.head(options);
    });
    QTest::newRow("fork without source") << Make([](const Stream &s) { return s.fork({}); });
    QTest::newRow("invalid handle") << Make([](const Stream &) { return Stream().head(); });
}

void StreamCallsTest::invalidArgumentsSendNothing()
{
    QFETCH(std::function<Call *(const Stream &)>, make);
    const std::unique_ptr<Call> guard; // calls delete themselves
    const auto result = wait(make(stream()));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!result.error().message.isEmpty());
    QVERIFY(m_server->requests().isEmpty());
}

void StreamCallsTest::dotSegmentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : { "/v1/stream/../x", "/v1/./x", "/v1/stream/%2e%2e/x", "/v1/.%2E" }) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void StreamCallsTest::dotSegmentsAreRefused()
{
    QFETCH(QByteArray, path);
    const Stream s = m_client->stream(QUrl(QString::fromLatin1("http://127.0.0.1:1" + path)));
    QVERIFY(!s.isValid());
    const auto result = wait(s.remove());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
}

void StreamCallsTest::errorsAreTyped_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("404") << Reply(404, "no") << ErrorCode::NotFound;
    QTest::newRow("410") << Reply(410) << ErrorCode::Gone;
    QTest::newRow("401") << Reply(401) << ErrorCode::Unauthorized;
    QTest::newRow("403") << Reply(403) << ErrorCode::Forbidden;
    QTest::newRow("413") << Reply(413) << ErrorCode::PayloadTooLarge;
    QTest::newRow("409 closed") << Reply(409)
                                       .header("Stream-Closed", "true")
                                       .header("Stream-Next-Offset", "8_8")
                                << ErrorCode::StreamClosed;
    QTest::newRow("409 type") << Reply(409, "Content-type mismatch")
                              << ErrorCode::ContentTypeMismatch;
    QTest::newRow("501") << Reply(501) << ErrorCode::NotSupported;
}

void StreamCallsTest::errorsAreTyped()
{
    QFETCH(Reply, reply);
    QFETCH(ErrorCode, code);
    m_server->on("/v1/stream/s", reply);
    const auto result = wait(stream().append("a"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QVERIFY(result.error().message.contains(u"/v1/stream/s"));
    QCOMPARE(m_server->requests().size(), 1); // none of them is tried again
    if (code == ErrorCode::StreamClosed) {
        QCOMPARE(result.error().finalOffset, std::optional(Offset("8_8"_ba)));
    }
}

void StreamCallsTest::retriesUntilItWorks()
{
    m_server->on("/v1/stream/s", { Reply(503), Reply(500), Reply(429), stored() });
    Call *call = stream().append("once"_ba, { .contentType = "text/plain"_ba });
    QSignalSpy retries(call, &Call::retryScheduled);
    const auto result = wait(call);
    QVERIFY(result);
    QCOMPARE(result->attempts, 4);
    QCOMPARE(retries.size(), 3);
    // The copies on the wire are identical.
    for (const Request &request : m_server->requests()) {
        QCOMPARE(request.head, m_server->requests().first().head);
        QCOMPARE(request.body, "once");
    }
}

void StreamCallsTest::retryAfterIsAFloor_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<std::chrono::milliseconds>("least");
    QTest::addColumn<std::chrono::milliseconds>("most");
    QTest::newRow("seconds") << "7"_ba << 7000ms << 7000ms;
    QTest::newRow("nothing") << ""_ba << 0ms << 4ms;
    QTest::newRow("nonsense") << "soon"_ba << 0ms << 4ms;
    QTest::newRow("a date of the past") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << 0ms << 4ms;
    QTest::newRow("a date, an hour at most") << "Sat, 06 Nov 2094 08:49:37 GMT"_ba << 3600'000ms
                                             << 3600'000ms;
}

void StreamCallsTest::retryAfterIsAFloor()
{
    QFETCH(QByteArray, after);
    QFETCH(std::chrono::milliseconds, least);
    QFETCH(std::chrono::milliseconds, most);
    m_server->on("/v1/stream/s", { Reply(429).header("Retry-After", after), Reply(200) });
    Call *call = stream().head();
    std::optional<std::chrono::milliseconds> planned;
    connect(call, &Call::retryScheduled, this,
            [&planned](int, std::chrono::milliseconds delay) { planned = delay; });
    QTRY_VERIFY(planned);
    QVERIFY(*planned >= least && *planned <= most);
}

void StreamCallsTest::givesUpAfterTheLastRetry()
{
    m_server->on("/v1/stream/s", Reply(500));
    const auto result = wait(stream().head());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Server);
    QCOMPARE(result.error().httpStatus, 500);
    QCOMPARE(m_server->requests().size(), 6);
}

void StreamCallsTest::outcomeOfRetryIsTold()
{
    m_server->on("PUT", "/v1/stream/s", { Reply(201).drop(beforeStatus()), Reply(200) });
    m_server->on("DELETE", "/v1/stream/s", { Reply(204).drop(beforeStatus()), Reply(404) });
    const auto created = wait(stream().create());
    QVERIFY(created);
    QVERIFY(created->outcomeOfRetry);
    const auto removed = wait(stream().remove());
    QVERIFY(removed);
    QVERIFY(removed->outcomeOfRetry);
    QCOMPARE(removed->status, 404);
    m_server->on("DELETE", "/v1/stream/t", Reply(404));
    QVERIFY(!wait(stream("/v1/stream/t").remove()));
}

// Whose it is cannot be known once an attempt was not answered.
void StreamCallsTest::aForkThatExistsMayBeOurs()
{
    m_server->on("PUT", "/v1/stream/s", { Reply(201).drop(beforeStatus()), Reply(409) });
    const auto lost = wait(stream().fork({ .sourcePath = "/v1/stream/source"_ba }));
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(lost.error().httpStatus, 409);
    m_server->on("PUT", "/v1/stream/t", Reply(409));
    const auto taken = wait(stream("/v1/stream/t").fork({ .sourcePath = "/v1/stream/source"_ba }));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::AlreadyExists);
}

void StreamCallsTest::closeWithAndWithoutABody()
{
    m_server->on("/v1/stream/s",
                 Reply(204).header("Stream-Closed", "true").header("Stream-Next-Offset", "3"));
    const auto closed = wait(stream().closeStream());
    QVERIFY(closed && closed->closed);
    QVERIFY(wait(stream().closeStream("end"_ba, { .contentType = "text/plain"_ba })));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests[0].header("Stream-Closed"), "true");
    QCOMPARE(requests[0].header("Content-Length"), "0");
    QVERIFY(!requests[0].headers.contains("Producer-Id"));
    QCOMPARE(requests[1].header("Stream-Closed"), "true");
    QCOMPARE(requests[1].body, "end");
}

void StreamCallsTest::abortIsNotAnError()
{
    m_server->on("/v1/stream/s", Reply(200).hang(beforeStatus()));
    Call *call = stream().head();
    QSignalSpy finished(call, &Call::finished);
    QSignalSpy aborted(call, &Call::aborted);
    QSignalSpy gone(call, &QObject::destroyed);
    QTRY_COMPARE(m_server->requests().size(), 1);
    call->abort();
    QTRY_COMPARE(aborted.size(), 1);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void StreamCallsTest::deadlineEndsRetries()
{
    m_server->on("/v1/stream/s", Reply(200).hang(beforeStatus()));
    RequestOptions options;
    options.deadline = 100ms;
    const auto result = wait(stream().head(options));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Timeout);
    const auto write = wait(stream().append("a"_ba, { .contentType = "text/plain"_ba,
                                                      .request = options }));
    QVERIFY(!write);
    QCOMPARE(write.error().code, ErrorCode::OutcomeUnknown);
}

void StreamCallsTest::silenceIsATimeout()
{
    m_server->on("/v1/stream/s", { Reply(200).hang(beforeStatus()), Reply(200) });
    RequestOptions options;
    options.timeout = 50ms;
    const auto result = wait(stream().head(options));
    QVERIFY(result);
    QVERIFY(result->attempts > 1); // on a busy machine the next one may be too slow as well
}

void StreamCallsTest::headersAndParametersAreAskedForEachRequest()
{
    m_server->on("/v1/stream/s", { Reply(503), Reply(200) });
    QHttpHeaders fixed;
    fixed.append("X-Fixed", "client");
    fixed.append("X-Who", "client");
    m_client->setHeaders(fixed);
    m_client->setParameters({ { "tenant"_ba, "a&b"_ba } });
    int count = 0;
    m_client->setProvider([&](const RequestContext &context, const Client::Answer &answer) {
        RequestExtras extras;
        extras.headers.append("X-Count", QByteArray::number(++count));
        extras.headers.append("X-Who", context.purpose);
        answer(extras);
    });
    RequestOptions options;
    options.headers.append("X-Own", "call");
    QVERIFY(wait(stream().head(options)));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0].header("X-Count"), "1");
    QCOMPARE(requests[1].header("X-Count"), "2");
    QCOMPARE(requests[1].header("X-Fixed"), "client");
    QCOMPARE(requests[1].header("X-Who"), "head");
    QCOMPARE(requests[1].header("X-Own"), "call");
    QCOMPARE(requests[1].query, "tenant=a%26b");
}

void StreamCallsTest::providersMayAnswerLater()
{
    m_server->on("/v1/stream/s", Reply(200));
    Client::Answer later;
    m_client->setProvider([&](const RequestContext &, const Client::Answer &answer) {
        later = answer;
    });
    Call *call = stream().head();
    QTRY_VERIFY(later);
    QVERIFY(m_server->requests().isEmpty());
    RequestExtras extras;
    extras.headers.append("Authorization", "Bearer late");
    later(extras);
    later(extras); // the second answer counts for nothing
    QVERIFY(wait(call));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().first().header("Authorization"), "Bearer late");
}

void StreamCallsTest::aFreshTokenAfter401()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        e.reply(e.request().header("Authorization") == "Bearer new" ? stored() : Reply(401));
    });
    m_client->setProvider([](const RequestContext &context, const Client::Answer &answer) {
        RequestExtras extras;
        extras.headers.append("Authorization", context.refused ? "Bearer new" : "Bearer old");
        answer(extras);
    });
    QVERIFY(wait(stream().append("a"_ba, { .contentType = "text/plain"_ba })));
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests().last().body, "a");
}

void StreamCallsTest::giveUpAfter401()
{
    m_server->on("/v1/stream/s", Reply(401));
    m_client->setProvider([](const RequestContext &context, const Client::Answer &answer) {
        answer({ .giveUp = context.refused.has_value() });
    });
    const auto result = wait(stream().head());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unauthorized);
    QCOMPARE(m_server->requests().size(), 1);
}

void StreamCallsTest::queryIsSortedAndExact()
{
    m_server->on("/v1/stream/a%2Fb", Reply(200));
    m_client->setParameters({ { "plus"_ba, "1+1 =2"_ba }, { "live"_ba, "evil"_ba } });
    QVERIFY(wait(stream("/v1/stream/a%2Fb?z=1&signature=a%2Bb&b=2&b=1").head()));
    QCOMPARE(m_server->requests().first().target,
             "/v1/stream/a%2Fb?b=2&b=1&plus=1%2B1%20%3D2&signature=a%2Bb&z=1");
}

void StreamCallsTest::redirectsKeepTheBodyAndDropCredentials()
{
    FaultServer other;
    other.on("/elsewhere", stored());
    QHttpHeaders secret;
    secret.append("Authorization", "Bearer secret");
    m_client->setHeaders(secret);
    const auto redirect = [this](int status, const QUrl &to) {
        m_server->on("/v1/stream/s", Reply(status).header("Location", to.toEncoded()));
    };
    redirect(307, m_server->url("/moved"));
    m_server->on("/moved", stored());
    QVERIFY(wait(stream().append("body"_ba, { .contentType = "text/plain"_ba })));
    QCOMPARE(m_server->requestsFor("POST", "/moved").first().body, "body");
    QCOMPARE(m_server->requestsFor("POST", "/moved").first().header("Authorization"), "Bearer secret");
    // A read may go to another server, without the credentials.
    redirect(307, other.url("/elsewhere"));
    QVERIFY(wait(stream().head()));
    QCOMPARE(other.requests().size(), 1);
    QVERIFY(!other.requests().first().headers.contains("Authorization"));
    // What would turn an append into a read is not followed.
    redirect(302, m_server->url("/moved"));
    QVERIFY(!wait(stream().append("body"_ba, { .contentType = "text/plain"_ba })));
    QCOMPARE(m_server->count({}, "/moved"), 1);
}

void StreamCallsTest::redirectsTellNoSecret_data()
{
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("same");
    QTest::addColumn<QByteArray>("target"); // as it is asked for; empty: it is not
    QTest::newRow("copied") << "/x?a=1&secret=s%2F3cret&b=2"_ba << false << "/x?a=1&b=2"_ba;
    QTest::newRow("alone") << "/x?secret=s/3cret"_ba << false << "/x"_ba;
    QTest::newRow("under another name") << "/x?k=s%2f3cret&b=2"_ba << false << "/x?b=2"_ba;
    QTest::newRow("the token of a header") << "/x?k=hunter2&b=2"_ba << false << "/x?b=2"_ba;
    QTest::newRow("of the stream's address") << "/x?signature=own-s1gned"_ba << false << "/x"_ba;
    QTest::newRow("in the path") << "/x/s%2F3cret"_ba << false << QByteArray();
    QTest::newRow("its own signature") << "/x?signature=theirs&b=2"_ba << false
                                       << "/x?signature=theirs&b=2"_ba;
    QTest::newRow("on the same server") << "/x?secret=s%2F3cret"_ba << true
                                        << "/x?secret=s%2F3cret"_ba;
}

// A server may copy the query to where it sends us: secrets are for it alone.
void StreamCallsTest::redirectsTellNoSecret()
{
    QFETCH(const QByteArray, to);
    QFETCH(const bool, same);
    QFETCH(const QByteArray, target);
    FaultServer other;
    FaultServer &reached = same ? *m_server : other;
    reached.otherwise([](const TestSupport::Exchange &e) { e.reply(Reply(404)); });
    m_server->on("/v1/stream/s", Reply(307).header("Location", reached.url(to).toEncoded()));
    QHttpHeaders headers;
    headers.append("Authorization", "Bearer hunter2");
    m_client->setHeaders(headers);
    m_client->setParameters({ { "secret"_ba, "s/3cret"_ba }, { "region"_ba, "eu"_ba } });
    const Result<StreamInfo> result = wait(stream("/v1/stream/s?signature=own-s1gned").head());
    QVERIFY(!result);
    QCOMPARE(reached.requests().size() - (same ? 1 : 0), target.isEmpty() ? 0 : 1);
    if (!target.isEmpty()) {
        QCOMPARE(reached.requests().last().target, target);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
    } else {
        QVERIFY2(result.error().message.contains(u"not told"_s), qPrintable(result.error().message));
    }
    QVERIFY2(!result.error().message.contains(u"3cret"_s), qPrintable(result.error().message));
}

void StreamCallsTest::errorsQuoteNoSecret()
{
    QHttpHeaders headers;
    headers.append("Authorization", "Bearer hunter2");
    m_client->setHeaders(headers);
    m_server->on("/v1/stream/s", Reply(400, "what is hunter2?"));
    const Result<StreamInfo> result = wait(stream().head());
    QVERIFY(!result);
    const Result<StreamInfo> written
        = wait(stream().append("body"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(!written);
    QCOMPARE(written.error().serverText, "what is •••?");
}

void StreamCallsTest::writesStayWithTheirServer_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("temporarily") << 307;
    QTest::newRow("for ever") << 308;
}

// A body does not go to a server that nobody named.
void StreamCallsTest::writesStayWithTheirServer()
{
    QFETCH(const int, status);
    FaultServer other;
    other.on("/elsewhere", stored());
    const QUrl elsewhere = other.url("/elsewhere");
    m_server->on("/v1/stream/s",
                 Reply(status).header("Location", other.url("/elsewhere?token=hunter2").toEncoded()));
    const auto append = wait(stream().append("body"_ba, { .contentType = "text/plain"_ba }));
    const auto create = wait(stream().create({ .contentType = "text/plain"_ba }));
    const auto removal = wait(stream().remove());
    for (const auto &result : { append, create, removal }) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::UnexpectedStatus);
        QCOMPARE(result.error().httpStatus, status);
        QVERIFY2(result.error().message.contains(elsewhere.toString()),
                 qPrintable(result.error().message));
        QVERIFY(!result.error().message.contains(u"hunter2"));
    }
    QCOMPARE(other.connections(), 0);
}

void StreamCallsTest::tracesAreRedacted()
{
    m_server->on("/v1/stream/s", Reply(200).header("Set-Cookie", "c=secret"));
    QHttpHeaders headers;
    headers.append("Authorization", "Bearer secret");
    headers.append("X-Mine", "secret");
    m_client->setHeaders(headers);
    m_client->setSecretNames({ "x-mine" });
    QList<RequestTrace> traces;
    connect(m_client.get(), &Client::requestTraced, this,
            [&](const RequestTrace &trace) { traces.append(trace); });
    QVERIFY(wait(stream("/v1/stream/s?signature=secret&a=1").head()));
    QCOMPARE(traces.size(), 2);
    QCOMPARE(traces[0].id, traces[1].id);
    QVERIFY(!traces[0].finished && traces[1].finished);
    QCOMPARE(traces[1].status, 200);
    QCOMPARE(traces[1].purpose, "head");
    QVERIFY(traces[1].total >= traces[1].toHeaders && traces[1].toHeaders.count() >= 0);
    for (const RequestTrace &trace : std::as_const(traces)) {
        QByteArray all = trace.url.toEncoded();
        for (const QHttpHeaders &part : { trace.requestHeaders, trace.responseHeaders }) {
            for (qsizetype i = 0; i < part.size(); ++i) {
                all += part.valueAt(i);
            }
        }
        QVERIFY2(!all.contains("secret"), all.constData());
    }
    QCOMPARE(m_server->requests().first().header("X-Mine"), "secret");
}

void StreamCallsTest::resultsComeAfterTheCallReturned()
{
    Call *call = Stream().head();
    QSignalSpy finished(call, &Call::finished);
    QVERIFY(finished.isEmpty());
    QTRY_COMPARE(finished.size(), 1);
}

void StreamCallsTest::tracesHoldWhatWasSent_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("own");
    QTest::addColumn<bool>("proxied");
    for (const QByteArray &method : { "GET"_ba, "HEAD"_ba, "POST"_ba, "PUT"_ba, "DELETE"_ba }) {
        QTest::addRow("%s", method.constData()) << method << true << false;
        QTest::addRow("%s through a proxy", method.constData()) << method << true << true;
        QTest::addRow("%s by Qt's manager", method.constData()) << method << false << false;
    }
}

void StreamCallsTest::tracesHoldWhatWasSent()
{
    QFETCH(const QByteArray, method);
    QFETCH(const bool, own);
    QFETCH(const bool, proxied);
    m_server->otherwise([](const Exchange &e) { e.reply(stored("1").header("Stream-Closed", "true")); });
    std::unique_ptr<QNetworkAccessManager> manager;
    if (own) {
        manager = std::make_unique<HttpAccessManager>();
    } else {
        manager = std::make_unique<QNetworkAccessManager>();
    }
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    if (proxied) {
        proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, m_server->port(), u"me"_s,
                              u"secret"_s);
    }
    manager->setProxy(proxy);
    Client client(manager.get());
    QList<RequestTrace> traces;
    connect(&client, &Client::requestTraced, this,
            [&](const RequestTrace &trace) { traces.append(trace); });
    const Stream s = client.stream(m_server->url("/v1/stream/s"));
    if (method == "GET") {
        s.read({ .live = LiveMode::Off }, &client)->start();
    } else {
        QVERIFY(wait(method == "HEAD"       ? s.head()
                         : method == "POST" ? s.append("x"_ba, { .contentType = "text/plain"_ba })
                         : method == "PUT"  ? s.create({ .contentType = "text/plain"_ba })
                                            : s.remove()));
    }
    QTRY_VERIFY(!traces.isEmpty() && traces.last().finished);
    const bool byQt = !own || proxied;
    const auto sorted = [byQt](const QHttpHeaders &headers) {
        auto list = headers.toListOfPairs();
        // Qt does not tell what it was built with.
        list.removeIf([byQt](const auto &each) { return byQt && each.first == "accept-encoding"; });
        for (auto &[name, value] : list) {
            // What is masked was sent nevertheless.
            value = name == "proxy-authorization" ? QByteArray() : value;
        }
        std::ranges::sort(list);
        return list;
    };
    QCOMPARE(traces.last().method, method);
    QCOMPARE(sorted(traces.last().requestHeaders), sorted(m_server->requests().first().headers));
}

void StreamCallsTest::tracesCountBytes()
{
    m_server->on("/v1/stream/s", Reply(400, "no such thing"));
    QList<RequestTrace> traces;
    connect(m_client.get(), &Client::requestTraced, this,
            [&](const RequestTrace &trace) { traces.append(trace); });
    QVERIFY(!wait(stream().append("four"_ba, { .contentType = "text/plain"_ba })));
    QCOMPARE(traces.last().bytesSent, 4);
    QCOMPARE(traces.last().bytesReceived, 13);
    QCOMPARE(traces.last().method, "POST");
    QCOMPARE(traces.last().attempt, 1);
}

void StreamCallsTest::everyOperationTakesHeaders_data()
{
    using Make = std::function<Call *(const Stream &, const RequestOptions &)>;
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Make>("make");
    QTest::newRow("create") << "PUT"_ba << Make([](const Stream &s, const RequestOptions &o) {
        return s.create({ .request = o });
    });
    QTest::newRow("fork") << "PUT"_ba << Make([](const Stream &s, const RequestOptions &o) {
        return s.fork({ .sourcePath = "/v1/stream/source"_ba, .create = { .request = o } });
    });
    QTest::newRow("head") << "HEAD"_ba << Make([](const Stream &s, const RequestOptions &o) {
        return s.head(o);
    });
    QTest::newRow("append") << "POST"_ba << Make([](const Stream &s, const RequestOptions &o) {
        return s.append("a"_ba, { .contentType = "text/plain"_ba, .request = o });
    });
    QTest::newRow("close") << "POST"_ba << Make([](const Stream &s, const RequestOptions &o) {
        return s.closeStream({}, { .request = o });
    });
    QTest::newRow("remove") << "DELETE"_ba << Make([](const Stream &s, const RequestOptions &o) {
        return s.remove(o);
    });
}

void StreamCallsTest::everyOperationTakesHeaders()
{
    using Make = std::function<Call *(const Stream &, const RequestOptions &)>;
    QFETCH(QByteArray, method);
    QFETCH(Make, make);
    m_server->on("/v1/stream/s", stored().header("Stream-Closed", "true"));
    RequestOptions options;
    options.headers.append("X-Mine", "7");
    options.parameters.append({ "tenant"_ba, "a b"_ba });
    QVERIFY(wait(make(stream(), options)));
    const Request request = m_server->requests().first();
    QCOMPARE(request.method, method);
    QCOMPARE(request.header("X-Mine"), "7");
    QCOMPARE(request.query, "tenant=a%20b");
}

void StreamCallsTest::deletingACallCancelsIt()
{
    m_server->on("/v1/stream/s", Reply(200).hang(beforeStatus()));
    const Stream s = stream();
    const auto cancel = [this](Call *call) {
        m_server->forget();
        QTRY_COMPARE(m_server->requests().size(), 1);
        delete call;
        QTRY_COMPARE(m_server->openConnections(), 0);
    };
    cancel(s.head());
    cancel(s.append("a"_ba, { .contentType = "text/plain"_ba }));
}

void StreamCallsTest::managersOfOnesOwnServe()
{
    QNetworkAccessManager manager;
    Client client(&manager);
    QCOMPARE(client.networkAccessManager(), &manager);
    m_server->on("/v1/stream/s", { Reply(503), stored("5_5"_ba) });
    const auto result = wait(client.stream(m_server->url("/v1/stream/s"))
                                 .append("abc"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(result);
    QCOMPARE(result->nextOffset, Offset("5_5"_ba));
    QCOMPARE(result->attempts, 2);
    QVERIFY(result->latency.count() > 0);
    QCOMPARE(m_server->requests().last().body, "abc");
}

QTEST_GUILESS_MAIN(StreamCallsTest)
#include "tst_streamcalls.moc"
