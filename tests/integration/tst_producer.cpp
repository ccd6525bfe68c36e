// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "modelstream.h"

#include <durablestreams/client.h>
#include <durablestreams/idempotentproducer.h>

#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace DurableStreams;
using namespace TestSupport;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using State = IdempotentProducer::State;

namespace {

ProducerOptions quick()
{
    ProducerOptions options;
    options.producerId = "writer"_ba;
    options.linger = 0ms;
    options.maxBatchItems = 1;
    options.contentType = "text/plain"_ba;
    options.request.retry = RetryPolicy { 1000, 1ms, 5ms, 1.5 };
    return options;
}

//! Nobody has used the epoch before: what is a duplicate after a lost answer is its own.
ProducerOptions fresh()
{
    ProducerOptions options = quick();
    options.freshEpoch = true;
    return options;
}

//! A producer of numbered messages, and what became of them.
struct Writer
{
    explicit Writer(const QUrl &url, const ProducerOptions &options = quick())
        : producer(client.stream(url).producer(options))
    {
        QObject::connect(producer, &IdempotentProducer::acknowledged, producer,
                         [this](const ProducerReceipt &receipt) { receipts += receipt; });
        QObject::connect(producer, &IdempotentProducer::failed, producer,
                         [this](const ProducerFailure &failure) { failures += failure; });
        QObject::connect(producer, &IdempotentProducer::rejected, producer,
                         [this](const ProducerFailure &failure) { rejections += failure; });
    }

    ~Writer() { producer->abort(); }

    void append(int count)
    {
        for (int i = 0; i < count; ++i) {
            QVERIFY(producer->append(QByteArray(QByteArray::number(++appended) + ' ')).has_value());
        }
    }
    QByteArray unsent() const
    {
        QByteArray result;
        for (const ProducerFailure &failure : rejections + failures) {
            for (const UnsentMessage &message : failure.unsent) {
                result += message.bytes.trimmed() + (message.maybeStored ? "? " : " ");
            }
        }
        return result.trimmed();
    }

    Client client;
    IdempotentProducer *producer = nullptr;
    int appended = 0;
    QList<ProducerReceipt> receipts;
    QList<ProducerFailure> failures;
    QList<ProducerFailure> rejections;
};

//! The answer never comes.
const ModelStream::Fault loseAnswer
    = [](const Exchange &exchange, const Reply &) { exchange.drop(Drop::Rst); };

} // namespace

//! The producer on a real socket, against a server that is told what to do wrong.
class TestProducer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void saysWhoItIs();
    void lostAcknowledgement_data();
    void lostAcknowledgement();
    void unavailableInARow();
    void waitsAsLongAsTheServerAsks();
    void brokenAtEveryByteOfTheAnswer_data();
    void brokenAtEveryByteOfTheAnswer();
    void brokenAtEveryByteOfTheRequest();
    void arrivingInReverse();
    void answeredInReverse();
    void serverGoesAway();
    void aSecondRunIsNotLost_data();
    void aSecondRunIsNotLost();
    void fencedByASecondProducer_data();
    void fencedByASecondProducer();
    void closedByAnother();
    void tooLarge();
    void tokenExpires();
    void tokenIsGone();
    void closesOnce();
    void aLoginPageStoresNothing_data();
    void aLoginPageStoresNothing();
    void aStreamMadeAnew_data();
    void aStreamMadeAnew();
    void abortEndsTheRequests();
    void clientGoesFirst();
    void invalidHandle();
};

void TestProducer::saysWhoItIs()
{
    ModelStream stream;
    Writer writer(stream.url());
    QHttpHeaders common;
    common.append("X-Who", "client");
    common.append("Authorization", "Bearer s3cret");
    writer.client.setHeaders(common);
    QList<RequestTrace> traces;
    QObject::connect(&writer.client, &Client::requestTraced, &writer.client,
                     [&](const RequestTrace &trace) { traces += trace; });
    writer.append(1);
    writer.producer->closeStream("2");
    QTRY_COMPARE(writer.producer->state(), State::Closed);
    const auto requests = stream.server.requestsFor("POST", "/s");
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0].header("Producer-Id"), "writer"_ba);
    QCOMPARE(requests[0].header("Producer-Epoch"), "0"_ba);
    QCOMPARE(requests[0].header("Producer-Seq"), "0"_ba);
    QCOMPARE(requests[0].header("Content-Type"), "text/plain"_ba);
    QCOMPARE(requests[0].header("X-Who"), "client"_ba);
    QVERIFY(!requests[0].headers.contains("Stream-Closed"));
    QCOMPARE(requests[1].header("Producer-Seq"), "1"_ba);
    QCOMPARE(requests[1].header("Stream-Closed"), "true"_ba);
    QCOMPARE(stream.judge(2), QString());
    QVERIFY(!traces.isEmpty());
    for (const RequestTrace &trace : std::as_const(traces)) {
        QCOMPARE(trace.purpose, "producer"_ba);
        QVERIFY(!trace.requestHeaders.value("Authorization").contains("s3cret"));
    }
}

void TestProducer::lostAcknowledgement_data()
{
    QTest::addColumn<int>("times");
    QTest::newRow("once") << 1;
    QTest::newRow("again and again") << 7;
}

void TestProducer::lostAcknowledgement()
{
    QFETCH(const int, times);
    ModelStream stream;
    stream.inject(QList<ModelStream::Fault>(times, loseAnswer));
    Writer writer(stream.url(), fresh());
    writer.append(1);
    QTRY_COMPARE(writer.receipts.size(), 1);
    QCOMPARE(stream.server.countComplete("POST", "/s"), times + 1);
    QVERIFY(writer.receipts[0].duplicate);
    QCOMPARE(writer.receipts[0].attempts, times + 1);
    writer.append(3);
    QTRY_COMPARE(writer.receipts.size(), 4);
    QCOMPARE(stream.judge(4), QString());
}

void TestProducer::unavailableInARow()
{
    ModelStream stream;
    stream.refuse({ Reply(503), Reply(500), Reply(429), Reply(502), Reply(503), Reply(503) });
    Writer writer(stream.url());
    QSignalSpy retries(writer.producer, &IdempotentProducer::retryScheduled);
    writer.append(8);
    QTRY_COMPARE(writer.receipts.size(), 8);
    QCOMPARE(stream.judge(8), QString());
    QVERIFY(!retries.isEmpty());
    QCOMPARE(writer.failures.size(), 0);
}

void TestProducer::waitsAsLongAsTheServerAsks()
{
    ModelStream stream;
    stream.refuse({ Reply(503).header("Retry-After", "1") });
    Writer writer(stream.url());
    QElapsedTimer timer;
    timer.start();
    writer.append(1);
    QTRY_COMPARE(writer.receipts.size(), 1);
    QVERIFY(timer.elapsed() >= 1000); // a promise to the server, not a measure of speed
}

void TestProducer::brokenAtEveryByteOfTheAnswer_data()
{
    QTest::addColumn<Drop>("how");
    QTest::newRow("FIN") << Drop::Fin;
    QTest::newRow("RST") << Drop::Rst;
}

void TestProducer::brokenAtEveryByteOfTheAnswer()
{
    QFETCH(const Drop, how);
    ModelStream stream;
    Writer writer(stream.url(), fresh());
    qint64 length = 1;
    int count = 0;
    for (qint64 at = 0; at < length; ++at) {
        stream.inject({ [&](const Exchange &exchange, Reply reply) {
            length = reply.render("POST").bytes.size();
            exchange.reply(reply.drop(atByte(at), how));
        } });
        writer.append(1);
        ++count;
        QTRY_COMPARE(writer.receipts.size(), count);
    }
    QVERIFY(count > 50);
    QCOMPARE(stream.judge(count), QString());
}

void TestProducer::brokenAtEveryByteOfTheRequest()
{
    ModelStream stream;
    ProducerOptions options = quick();
    options.maxBatchItems = 10; // a body of at least 20 bytes
    Writer writer(stream.url(), options);
    QObject::connect(&stream.server, &FaultServer::connectionClosed, &stream.server,
                     [&] { stream.listen(); });
    int batches = 0;
    for (int at = 0; at <= 20; ++at) {
        for (const Drop how : { Drop::Fin, Drop::Rst }) {
            stream.server.on("POST", "/s", Reply().dropRequestAfter(at, how));
            writer.append(10);
            ++batches;
            QTRY_COMPARE(writer.receipts.size(), batches);
        }
    }
    QCOMPARE(stream.judge(10 * batches), QString());
}

void TestProducer::arrivingInReverse()
{
    // Five requests are under way; the server sees the last one first, each time round.
    ModelStream stream;
    QList<Exchange> held;
    bool open = false;
    stream.server.on("POST", "/s", [&](const Exchange &exchange) {
        if (open) {
            exchange.reply(stream.handle(exchange.request()));
            return;
        }
        held += exchange;
        if (held.size() == 5) {
            std::ranges::reverse(held);
            for (const Exchange &late : std::exchange(held, {})) {
                late.reply(stream.handle(late.request()));
            }
            open = true;
        }
    });
    Writer writer(stream.url());
    QSignalSpy retries(writer.producer, &IdempotentProducer::retryScheduled);
    writer.append(20);
    QTRY_COMPARE(writer.receipts.size(), 20);
    QCOMPARE(stream.judge(20), QString());
    QCOMPARE(retries.size(), 0); // a gap that closes is no failure
}

void TestProducer::answeredInReverse()
{
    ModelStream stream;
    QList<std::pair<Exchange, Reply>> held;
    stream.inject(QList<ModelStream::Fault>(5, [&](const Exchange &exchange, const Reply &reply) {
        held.append({ exchange, reply });
        if (held.size() == 5) {
            std::ranges::reverse(held);
            for (const auto &[late, answer] : std::as_const(held)) {
                late.reply(answer);
            }
        }
    }));
    Writer writer(stream.url());
    writer.append(12);
    QTRY_COMPARE(writer.receipts.size(), 12);
    QCOMPARE(stream.judge(12), QString());
    for (qsizetype i = 0; i < writer.receipts.size(); ++i) {
        QCOMPARE(writer.receipts[i].first, Ticket(i + 1));
    }
}

void TestProducer::serverGoesAway()
{
    ModelStream stream;
    Writer writer(stream.url());
    QSignalSpy retries(writer.producer, &IdempotentProducer::retryScheduled);
    writer.append(6);
    QTRY_VERIFY(!stream.model.stored.isEmpty());
    stream.server.stopListening();
    stream.server.dropAll(Drop::Rst);
    writer.append(6);
    QTRY_VERIFY(retries.size() >= 5);
    QCOMPARE(writer.producer->state(), State::Retrying);
    QVERIFY(stream.server.listenAgain());
    QTRY_COMPARE(writer.receipts.size(), 12);
    QCOMPARE(stream.judge(12), QString());
}

void TestProducer::aSecondRunIsNotLost_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::addColumn<DuplicatePolicy>("policy");
    QTest::addColumn<bool>("lost");
    for (const bool lost : { false, true }) {
        const char *how = lost ? ", its first request lost" : "";
        QTest::addRow("claimed%s", how) << true << DuplicatePolicy::Report << lost;
        QTest::addRow("reported%s", how) << false << DuplicatePolicy::Report << lost;
        QTest::addRow("fatal%s", how) << false << DuplicatePolicy::Fail << lost;
    }
}

// A program that did not raise its epoch: the number of its first batch is an earlier run's.
void TestProducer::aSecondRunIsNotLost()
{
    QFETCH(const bool, autoClaim);
    QFETCH(const DuplicatePolicy, policy);
    QFETCH(const bool, lost);
    ModelStream stream;
    ProducerOptions options = quick();
    options.autoClaim = autoClaim;
    options.duplicates = policy;
    Writer first(stream.url(), options);
    first.append(1);
    QTRY_COMPARE(first.receipts.size(), 1);
    Writer second(stream.url(), options);
    second.appended = 1;
    if (lost) {
        stream.refuse({ Reply().drop(atByte(0), Drop::Rst) });
    }
    second.append(5); // all are under way before the first answer
    QSignalSpy finished(second.producer->flush(), &ProducerCall::finished);
    QSignalSpy collisions(second.producer, &IdempotentProducer::collisionSuspected);
    QVERIFY(finished.wait());
    QCOMPARE(collisions.size(), 1);
    const auto report = finished[0][0].value<Result<ProducerReport>>();
    if (autoClaim && !lost) {
        QCOMPARE(second.receipts.size(), 5);
        QCOMPARE(stream.model.stored, (QByteArrayList { "1", "2", "3", "4", "5", "6" }));
        return;
    }
    QCOMPARE(stream.model.stored, (QByteArrayList { "1", "3", "4", "5", "6" }));
    if (autoClaim || policy == DuplicatePolicy::Fail) {
        // What is not stored is not said to be: the second run cannot know whose the number is.
        QCOMPARE(report.error().code,
                 lost ? ErrorCode::OutcomeUnknown : ErrorCode::ProducerIdCollision);
        QCOMPARE(second.unsent(), lost ? "2?"_ba : "2"_ba);
        QCOMPARE(second.receipts.size(), 4);
        return;
    }
    QCOMPARE(report->suspected, 1u);
    QVERIFY(second.receipts[0].duplicate);
    QVERIFY(!second.receipts[1].duplicate);
}

void TestProducer::fencedByASecondProducer_data()
{
    QTest::addColumn<bool>("autoClaim");
    QTest::newRow("stops") << false;
    QTest::newRow("takes over again") << true;
}

void TestProducer::fencedByASecondProducer()
{
    QFETCH(const bool, autoClaim);
    ModelStream stream;
    ProducerOptions options = quick();
    options.autoClaim = autoClaim;
    Writer first(stream.url(), options);
    first.append(2);
    QTRY_COMPARE(first.receipts.size(), 2);

    options.epoch = 1;
    Writer second(stream.url(), options);
    second.appended = 2;
    second.append(2);
    QTRY_COMPARE(second.receipts.size(), 2);

    first.appended = 4;
    QSignalSpy claimed(first.producer, &IdempotentProducer::epochClaimed);
    first.append(2);
    if (autoClaim) {
        QTRY_COMPARE(first.receipts.size(), 4);
        QCOMPARE(claimed.size(), 1);
        QCOMPARE(claimed[0][0].toLongLong(), 2);
        QCOMPARE(first.producer->epoch(), 2);
        QCOMPARE(stream.judge(6), QString());
        return;
    }
    QTRY_COMPARE(first.failures.size(), 1);
    QCOMPARE(first.failures[0].error.code, ErrorCode::StaleEpoch);
    QCOMPARE(first.failures[0].error.currentEpoch, 1);
    QCOMPARE(first.unsent(), "5 6"_ba);
    // The user decides to go on: the messages that were handed back go out in the next epoch.
    QVERIFY(!first.producer->restart());
    first.appended = 4;
    first.append(2);
    QTRY_COMPARE(first.receipts.size(), 4);
    QCOMPARE(stream.judge(6), QString());
}

void TestProducer::closedByAnother()
{
    ModelStream stream;
    Writer writer(stream.url());
    writer.append(3);
    QTRY_COMPARE(writer.receipts.size(), 3);
    stream.model.closed = true;
    stream.server.forget();
    writer.append(40);
    ProducerCall *flush = writer.producer->flush();
    QSignalSpy finished(flush, &ProducerCall::finished);
    QTRY_COMPARE(writer.failures.size(), 1);
    const Error error = writer.failures[0].error;
    QCOMPARE(error.code, ErrorCode::StreamClosed);
    QCOMPARE(error.finalOffset, Offset("00000003"));
    QVERIFY(error.message.contains(u"/s"));
    QCOMPARE(writer.failures[0].unsent.size(), 40);
    QVERIFY(!writer.unsent().contains('?'));
    QCOMPARE(finished.size(), 1);
    QVERIFY(!finished[0][0].value<Result<ProducerReport>>());
    QCOMPARE(stream.server.count("POST", "/s"), quick().maxInFlight); // no storm
    QCOMPARE(stream.judge(3), QString());
}

void TestProducer::tooLarge()
{
    ModelStream stream;
    stream.model.maxBody = 20;
    ProducerOptions options = quick();
    options.maxBatchItems = 100;
    Writer writer(stream.url(), options);
    writer.append(30);
    QVERIFY(writer.producer->append(QByteArray(50, 'x')).has_value());
    writer.append(5);
    QTRY_COMPARE(writer.rejections.size(), 1);
    QCOMPARE(writer.rejections[0].error.code, ErrorCode::PayloadTooLarge);
    QCOMPARE(writer.rejections[0].unsent.size(), 1);
    QCOMPARE(writer.rejections[0].unsent[0].ticket, Ticket(31));
    QVERIFY(!writer.rejections[0].unsent[0].maybeStored);
    QTRY_COMPARE(writer.producer->state(), State::Ready);
    QCOMPARE(stream.model.stored.size(), 35);
    QCOMPARE(stream.model.stored.last(), "35"_ba);
}

void TestProducer::tokenExpires()
{
    ModelStream stream;
    QByteArray valid = "one";
    int unavailable = 0;
    stream.server.on("POST", "/s", [&](const Exchange &exchange) {
        if (unavailable-- > 0) {
            exchange.reply(Reply(503));
        } else if (exchange.request().header("Authorization") != "Bearer " + valid) {
            exchange.reply(Reply(401));
        } else {
            exchange.reply(stream.handle(exchange.request()));
        }
    });
    Writer writer(stream.url());
    QByteArray known = "one";
    writer.client.setProvider([&](const RequestContext &context, const Client::Answer &answer) {
        if (context.refused) {
            known = valid;
        }
        RequestExtras extras;
        extras.headers.append("Authorization", "Bearer " + known);
        answer(extras);
    });
    writer.append(5);
    QTRY_COMPARE(writer.receipts.size(), 5);
    valid = "two";
    unavailable = 15; // the number of attempts says nothing of how often a token was refused
    writer.append(20);
    QTRY_COMPARE(writer.receipts.size(), 25);
    QCOMPARE(writer.failures.size(), 0);
    QCOMPARE(stream.model.stored.size(), 25);
    QCOMPARE(stream.model.stored.last(), "25"_ba);
}

void TestProducer::tokenIsGone()
{
    ModelStream stream;
    stream.server.on("POST", "/s", Reply(401, "no"));
    Writer writer(stream.url());
    writer.client.setProvider([](const RequestContext &context, const Client::Answer &answer) {
        RequestExtras extras;
        extras.giveUp = context.refused.has_value();
        answer(extras);
    });
    writer.append(3);
    QTRY_COMPARE(writer.failures.size(), 1);
    QCOMPARE(writer.failures[0].error.code, ErrorCode::Unauthorized);
    QCOMPARE(writer.unsent(), "1 2 3"_ba);
    // With a new token it goes on where it was.
    stream.listen();
    QVERIFY(!writer.producer->restart());
    writer.appended = 0;
    writer.append(3);
    QTRY_COMPARE(writer.receipts.size(), 3);
    QCOMPARE(stream.judge(3), QString());
}

void TestProducer::closesOnce()
{
    ModelStream stream;
    Writer writer(stream.url());
    writer.append(2);
    QTRY_COMPARE(writer.receipts.size(), 2);
    stream.inject({ loseAnswer });
    QPointer<ProducerCall> close = writer.producer->closeStream("3");
    QSignalSpy finished(close, &ProducerCall::finished);
    QVERIFY(finished.wait());
    const auto report = finished[0][0].value<Result<ProducerReport>>();
    QVERIFY(report);
    QVERIFY(report->closed);
    const int requests = stream.server.count("POST", "/s");
    QSignalSpy again(writer.producer->closeStream("3"), &ProducerCall::finished);
    QVERIFY(again.wait());
    QCOMPARE(again[0][0].value<Result<ProducerReport>>(), report);
    QSignalSpy other(writer.producer->closeStream("4"), &ProducerCall::finished);
    QVERIFY(other.wait());
    QCOMPARE(other[0][0].value<Result<ProducerReport>>().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(stream.server.count("POST", "/s"), requests);
    QCOMPARE(stream.judge(3), QString());
}

// A login page in front of the server, from the first request on or in the middle.
void TestProducer::aLoginPageStoresNothing_data()
{
    QTest::addColumn<Reply>("page");
    QTest::addColumn<ErrorCode>("code");
    const Reply html = Reply(200, "<html>log in").header("Content-Type", "text/html");
    QTest::newRow("200 in HTML") << html << ErrorCode::NotSupported;
    QTest::newRow("bare 204") << Reply(204) << ErrorCode::NotSupported;
    QTest::newRow("201") << Reply(201) << ErrorCode::UnexpectedStatus;
    QTest::newRow("202 with all headers")
        << Reply(202).header("Producer-Epoch", "0").header("Producer-Seq", "9")
        << ErrorCode::UnexpectedStatus;
    QTest::newRow("of another epoch")
        << Reply(200).header("Producer-Epoch", "7").header("Producer-Seq", "9")
        << ErrorCode::OutcomeUnknown;
    QTest::newRow("of a lower number")
        << Reply(204).header("Producer-Epoch", "0").header("Producer-Seq", "1")
        << ErrorCode::OutcomeUnknown;
}

void TestProducer::aLoginPageStoresNothing()
{
    QFETCH(const Reply, page);
    QFETCH(const ErrorCode, code);
    ModelStream stream;
    Writer writer(stream.url());
    writer.append(2);
    QTRY_COMPARE(writer.receipts.size(), 2);
    stream.server.on("POST", "/s", page);
    writer.append(3);
    QSignalSpy finished(writer.producer->flush(), &ProducerCall::finished);
    QTRY_COMPARE(writer.failures.size(), 1);
    QCOMPARE(writer.failures[0].error.code, code);
    QCOMPARE(writer.receipts.size(), 2);
    QVERIFY2(writer.unsent().startsWith("3?"), writer.unsent().constData());
    QCOMPARE(writer.failures[0].unsent.size(), 3);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(stream.judge(2), QString());
}

// The stream is deleted and made anew under a writer.
void TestProducer::aStreamMadeAnew_data()
{
    fencedByASecondProducer_data();
}

void TestProducer::aStreamMadeAnew()
{
    QFETCH(const bool, autoClaim);
    ModelStream stream;
    ProducerOptions options = quick();
    options.autoClaim = autoClaim;
    Writer writer(stream.url(), options);
    writer.append(3);
    QTRY_COMPARE(writer.receipts.size(), 3);
    stream.model = {};
    writer.append(2);
    QTRY_COMPARE(writer.failures.size(), 1);
    QCOMPARE(writer.failures[0].error.code, ErrorCode::AcknowledgedLost);
    QCOMPARE(writer.failures[0].error.expectedSequence, 0);
    QCOMPARE(writer.failures[0].lost, (TicketRange { 1, 3 }));
    QCOMPARE(writer.unsent(), "4 5"_ba);
    QVERIFY(stream.model.stored.isEmpty());
}

void TestProducer::abortEndsTheRequests()
{
    ModelStream stream;
    stream.server.on("POST", "/s", [](const Exchange &) { });
    Writer writer(stream.url());
    writer.append(8);
    QTRY_COMPARE(stream.server.countComplete("POST", "/s"), 5);
    const QList<UnsentMessage> unsent = writer.producer->abort();
    QCOMPARE(unsent.size(), 8);
    QCOMPARE(std::ranges::count_if(unsent, &UnsentMessage::maybeStored), 5);
    QTRY_COMPARE(stream.server.openConnections(), 0);
    QCOMPARE(writer.producer->state(), State::Detached);
    QCOMPARE(writer.failures.size(), 0);
}

void TestProducer::clientGoesFirst()
{
    ModelStream stream;
    stream.server.on("POST", "/s", [](const Exchange &) { });
    auto client = std::make_unique<Client>();
    QObject owner;
    IdempotentProducer *producer = client->stream(stream.url()).producer(quick(), &owner);
    QVERIFY(producer->append("1").has_value());
    QTRY_COMPARE(stream.server.countComplete("POST", "/s"), 1);
    client.reset();
    QTRY_COMPARE(producer->state(), State::Failed);
    QCOMPARE(stream.server.countComplete("POST", "/s"), 1);
}

void TestProducer::invalidHandle()
{
    QObject owner;
    IdempotentProducer *producer = Stream().producer(quick(), &owner);
    QCOMPARE(producer->append("1").error().code, ErrorCode::InvalidArgument);
    Client client;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"another thread"_s));
    const std::unique_ptr<QThread> other(QThread::create([&] {
        const std::unique_ptr<IdempotentProducer> elsewhere(
            client.stream(QUrl(u"http://127.0.0.1/s"_s)).producer(quick()));
        QCOMPARE(elsewhere->append("1").error().code, ErrorCode::InvalidArgument);
        QVERIFY(elsewhere->append("1").error().message.contains(u"producer /s: "));
    }));
    other->start();
    QVERIFY(other->wait());
    producer = client.stream(QUrl(u"http://127.0.0.1/a/%2e%2e/b"_s)).producer(quick());
    QCOMPARE(producer->state(), State::Failed);
    QCOMPARE(producer->append("1").error().code, ErrorCode::InvalidArgument);
    QVERIFY(producer->restart());
}

QTEST_GUILESS_MAIN(TestProducer)
#include "tst_producer.moc"
