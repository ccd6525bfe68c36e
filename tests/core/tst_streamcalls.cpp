// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streaminfo.h>

#include <QtCore/QBuffer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace TestSupport;
using TestSupport::Exchange;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Reply stored(const QByteArray &offset = "0_1"_ba)
{
    return Reply(200).header("Stream-Next-Offset", offset).header("Producer-Epoch", "0");
}

} // namespace

// Creates, appends, heads, closes, deletes: what goes over the wire, and what comes back.
class StreamCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void createSaysWhetherTheStreamIsNew_data();
    void createSaysWhetherTheStreamIsNew();
    void createSendsItsOptions();
    void ttlAndExpiryExcludeEachOther();
    void forkSendsItsHeaders();
    void headTellsEverything();
    void appendAnswersWithTheOffset();
    void appendJsonStoresOneMessage();
    void invalidArgumentsSendNothing_data();
    void invalidArgumentsSendNothing();
    void dotSegmentsAreRefused_data();
    void dotSegmentsAreRefused();
    void appendLearnsTheContentType();
    void appendsMadeMeanwhileTravelTogether();
    void oneBadAppendDoesNotFailTheOthers();
    void differentOptionsAreNotJoined();
    void streamSeqIsSent();
    void errorsAreTyped_data();
    void errorsAreTyped();
    void retriesUntilItWorks();
    void retryAfterIsWaitedFor();
    void givesUpAfterTheLastRetry();
    void appendIsNeverStoredTwice_data();
    void appendIsNeverStoredTwice();
    void appendIsRepeatedWhereTheServerRemembers();
    void aForgottenProducerStartsAnew();
    void plainSafetyNeverRepeats();
    void outcomeOfRetryIsTold();
    void devicesAreSent();
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
    void tracesAreRedacted();
    void resultsComeAfterTheCallReturned();

private:
    Result<StreamInfo> wait(Call *call, std::chrono::milliseconds limit = 20s);
    Stream stream(const QByteArray &path = "/v1/stream/s"_ba) const
    {
        return m_client->stream(m_server->url(path));
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Client> m_client;
};

void StreamCallsTest::init()
{
    QTest::failOnWarning();
    m_server = std::make_unique<FaultServer>();
    m_client = std::make_unique<Client>();
    RetryPolicy quick;
    quick.initialDelay = 1ms;
    quick.maxDelay = 4ms;
    QVERIFY(!m_client->setRetryPolicy(quick));
}

void StreamCallsTest::cleanup()
{
    m_client.reset();
    m_server.reset();
}

Result<StreamInfo> StreamCallsTest::wait(Call *call, std::chrono::milliseconds limit)
{
    Result<StreamInfo> result = std::unexpected(Error {});
    bool done = false;
    connect(call, &Call::finished, this, [&](const Result<StreamInfo> &value) {
        result = value;
        done = true;
    });
    if (!QTest::qWaitFor([&done] { return done; }, QDeadlineTimer(limit))) {
        QTest::qFail("the call did not finish", __FILE__, __LINE__);
    }
    return result;
}

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

void StreamCallsTest::appendAnswersWithTheOffset()
{
    m_server->on("/v1/stream/s", stored("5_5"_ba));
    const auto result = wait(stream().append("abc"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(result);
    QCOMPARE(result->nextOffset, Offset("5_5"_ba));
    const Request request = m_server->requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.body, "abc");
    QCOMPARE(request.header("Content-Type"), "text/plain");
    QCOMPARE(request.header("Producer-Epoch"), "0");
    QCOMPARE(request.header("Producer-Seq"), "0");
    QVERIFY(!request.header("Producer-Id").isEmpty());
}

void StreamCallsTest::appendJsonStoresOneMessage()
{
    m_server->on("/v1/stream/s", stored());
    QVERIFY(wait(stream().appendJson("[1, 2.0]"_ba)));
    QCOMPARE(m_server->requests().first().body, "[[1, 2.0]]");
    QCOMPARE(m_server->requests().first().header("Content-Type"), "application/json");
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

void StreamCallsTest::appendLearnsTheContentType()
{
    m_server->on("HEAD", "/v1/stream/s", Reply(200).header("Content-Type", "text/csv"));
    m_server->on("POST", "/v1/stream/s", stored());
    const Stream s = stream();
    QVERIFY(wait(s.append("a,b\n"_ba)));
    QVERIFY(wait(s.append("c,d\n"_ba)));
    QCOMPARE(m_server->count("HEAD", "/v1/stream/s"), 1);
    for (const Request &request : m_server->requestsFor("POST", "/v1/stream/s")) {
        QCOMPARE(request.header("Content-Type"), "text/csv");
    }
}

void StreamCallsTest::appendsMadeMeanwhileTravelTogether()
{
    QList<Exchange> waiting;
    m_server->on("/v1/stream/s", [&](const Exchange &e) { waiting.append(e); });
    const Stream s = stream();
    Call *first = s.appendJson("0"_ba);
    int done = 0;
    connect(first, &Call::finished, this, [&] { ++done; });
    QTRY_COMPARE(waiting.size(), 1);
    for (int i = 1; i <= 20; ++i) {
        connect(s.appendJson(QByteArray::number(i)), &Call::finished, this,
                [&](const Result<StreamInfo> &result) { done += result ? 1 : 0; });
    }
    waiting.first().reply(stored("1"_ba));
    QTRY_COMPARE(waiting.size(), 2);
    QCOMPARE(waiting.last().request().body,
             "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]");
    QCOMPARE(waiting.last().request().header("Producer-Seq"), "1");
    waiting.last().reply(stored("21"_ba));
    QTRY_COMPARE(done, 21);
}

void StreamCallsTest::oneBadAppendDoesNotFailTheOthers()
{
    QByteArrayList accepted;
    m_server->on("/v1/stream/s", [&](const Exchange &e) {
        const QByteArray body = e.request().body;
        if (body.contains("bad")) {
            e.reply(Reply(413));
        } else {
            accepted.append(body);
            e.reply(stored());
        }
    });
    const Stream s = stream();
    QMap<QByteArray, bool> outcome;
    for (const QByteArray &value : { "1"_ba, "2"_ba, "\"bad\""_ba, "4"_ba }) {
        connect(s.appendJson(value), &Call::finished, this,
                [&outcome, value](const Result<StreamInfo> &result) {
                    outcome[value] = result.has_value();
                });
    }
    QTRY_COMPARE(outcome.size(), 4);
    QCOMPARE(outcome, (QMap<QByteArray, bool> { { "1", true }, { "2", true }, { "\"bad\"", false },
                                               { "4", true } }));
    QCOMPARE(accepted.join(), "[1][2][4]");
}

void StreamCallsTest::differentOptionsAreNotJoined()
{
    m_server->on("/v1/stream/s", stored());
    const Stream s = stream();
    AppendOptions other { .contentType = "text/plain"_ba };
    other.request.headers.append("X-Trace", "1");
    s.append("a"_ba, { .contentType = "text/plain"_ba });
    s.append("b"_ba, { .contentType = "text/plain"_ba });
    s.append("c"_ba, other);
    s.append("d"_ba, { .contentType = "text/plain"_ba, .sequence = "7"_ba });
    QVERIFY(wait(s.append("e"_ba, { .contentType = "text/plain"_ba })));
    QByteArrayList bodies;
    for (const Request &request : m_server->requests()) {
        bodies.append(request.body);
    }
    QCOMPARE(bodies, QByteArrayList({ "ab", "c", "d", "e" }));
}

void StreamCallsTest::streamSeqIsSent()
{
    m_server->on("/v1/stream/s", stored());
    QVERIFY(wait(stream().append("a"_ba, { .contentType = "text/plain"_ba, .sequence = "007"_ba })));
    QCOMPARE(m_server->requests().first().header("Stream-Seq"), "007");
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

void StreamCallsTest::retryAfterIsWaitedFor()
{
    m_server->on("/v1/stream/s", { Reply(429).header("Retry-After", "1"), Reply(200) });
    QElapsedTimer timer;
    timer.start();
    QVERIFY(wait(stream().head()));
    QVERIFY(timer.durationElapsed() >= 1s);
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

void StreamCallsTest::appendIsNeverStoredTwice_data()
{
    QTest::addColumn<Reply>("fault");
    for (const Drop how : { Drop::Fin, Drop::Rst }) {
        const char *name = how == Drop::Fin ? "FIN" : "RST";
        QTest::addRow("before the status, %s", name) << stored().drop(beforeStatus(), how);
        QTest::addRow("in the status, %s", name) << stored().drop(atByte(5), how);
        QTest::addRow("in the header, %s", name) << stored().drop(atByte(30), how);
    }
}

// A server that dies after it has stored the append and before it has answered.
void StreamCallsTest::appendIsNeverStoredTwice()
{
    QFETCH(Reply, fault);
    m_server->on("/v1/stream/s", fault);
    const auto result = wait(stream().append("once"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::OutcomeUnknown);
    QCOMPARE(m_server->countComplete("POST", "/v1/stream/s"), 1);
}

void StreamCallsTest::appendIsRepeatedWhereTheServerRemembers()
{
    m_server->on("/v1/stream/s", { stored(), stored().drop(beforeStatus()),
                                   Reply(204).header("Producer-Epoch", "0").header("Producer-Seq", "1") });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    const auto result = wait(s.append("b"_ba, { .contentType = "text/plain"_ba }));
    QVERIFY(result);
    QVERIFY(result->duplicate);
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[1].head, requests[2].head);
    QCOMPARE(requests[1].body, requests[2].body);
    QCOMPARE(requests[2].header("Producer-Seq"), "1");
}

void StreamCallsTest::aForgottenProducerStartsAnew()
{
    m_server->on("/v1/stream/s", { stored(),
                                   Reply(409)
                                       .header("Producer-Expected-Seq", "0")
                                       .header("Producer-Received-Seq", "1"),
                                   stored() });
    const Stream s = stream();
    QVERIFY(wait(s.append("a"_ba, { .contentType = "text/plain"_ba })));
    QVERIFY(wait(s.append("b"_ba, { .contentType = "text/plain"_ba })));
    const QList<Request> requests = m_server->requests();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[2].header("Producer-Seq"), "0");
    QVERIFY(requests[2].header("Producer-Id") != requests[1].header("Producer-Id"));
}

void StreamCallsTest::plainSafetyNeverRepeats()
{
    m_server->on("/v1/stream/s", Reply(503));
    const auto result = wait(stream().append(
        "a"_ba, { .contentType = "text/plain"_ba, .safety = AppendSafety::Plain }));
    QVERIFY(!result);
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(!m_server->requests().first().headers.contains("Producer-Id"));
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

void StreamCallsTest::devicesAreSent()
{
    m_server->on("/v1/stream/s", { Reply(503), stored() });
    QBuffer file;
    file.setData("head" + QByteArray(300'000, 'x'));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.seek(4);
    QVERIFY(wait(stream().append(&file, { .contentType = "text/plain"_ba })));
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(m_server->requests().last().body, QByteArray(300'000, 'x'));
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
    QCOMPARE(result->attempts, 2);
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
    m_server->on("/v1/stream/s", Reply(307).header("Location", other.url("/elsewhere").toEncoded()));
    QHttpHeaders secret;
    secret.append("Authorization", "Bearer secret");
    m_client->setHeaders(secret);
    QVERIFY(wait(stream().append("body"_ba, { .contentType = "text/plain"_ba })));
    QCOMPARE(m_server->requests().first().header("Authorization"), "Bearer secret");
    QCOMPARE(other.requests().size(), 1);
    QCOMPARE(other.requests().first().body, "body");
    QVERIFY(!other.requests().first().headers.contains("Authorization"));
    // What would turn an append into a read is not followed.
    m_server->on("/v1/stream/s", Reply(302).header("Location", other.url("/elsewhere").toEncoded()));
    QVERIFY(!wait(stream().append("body"_ba, { .contentType = "text/plain"_ba })));
    QCOMPARE(other.requests().size(), 1);
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

QTEST_GUILESS_MAIN(StreamCallsTest)
#include "tst_streamcalls.moc"
