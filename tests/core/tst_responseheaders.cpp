// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wire/responseheaders_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

Q_DECLARE_METATYPE(RequestFacts)

namespace {

QHttpHeaders headersOf(const HeaderList &list)
{
    return QHttpHeaders::fromListOfPairs(list);
}

RequestFacts request(Operation operation)
{
    RequestFacts facts;
    facts.operation = operation;
    facts.url = QUrl(u"http://user:pw@host:1/v1/stream/a%20b?signature=5ecret&tenant=7"_s);
    facts.hasBody = operation == Operation::Append || operation == Operation::ProducerAppend;
    facts.attempts = 3;
    return facts;
}

RequestFacts read(const char *offset, Operation operation = Operation::CatchUp)
{
    RequestFacts facts = request(operation);
    facts.offset = Offset(offset);
    return facts;
}

RequestFacts sequenced()
{
    RequestFacts facts = request(Operation::Append);
    facts.hasSequence = true;
    return facts;
}

RequestFacts produced(bool hasBody = true)
{
    RequestFacts facts = request(Operation::ProducerAppend);
    facts.hasProducer = true;
    facts.hasBody = hasBody;
    return facts;
}

//! A plain append with a number of its own.
RequestFacts numbered()
{
    RequestFacts facts = request(Operation::Append);
    facts.hasProducer = true;
    facts.producerEpoch = 0;
    facts.producerSequence = 5;
    return facts;
}

RequestFacts closing(Operation operation = Operation::Close)
{
    RequestFacts facts = request(operation);
    facts.closes = true;
    return facts;
}

const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);

} // namespace

class TestResponseHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void errors_data();
    void errors();
    void errorDetails();
    void everyStatusIsAnError();
    void secretsStayOut();
    void serverTextIsCut();
    void metadata();
    void flags_data();
    void flags();
    void successes_data();
    void successes();
    void pagesAreNoSuccess_data();
    void pagesAreNoSuccess();
    void retryAfter_data();
    void retryAfter();
    void operationNamesDiffer();
};

// Each kind of error is told apart.
void TestResponseHeaders::errors_data()
{
    QTest::addColumn<RequestFacts>("facts");
    QTest::addColumn<int>("status");
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");

    const auto row = [](const char *name, const RequestFacts &facts, int status,
                        const HeaderList &headers, const QByteArray &body, ErrorCode code) {
        QTest::newRow(name) << facts << status << headers << body << code;
    };
    using enum ErrorCode;
    const RequestFacts append = request(Operation::Append);

    row("400", append, 400, {}, "Invalid JSON", BadRequest);
    row("400 append that speaks of an offset", append, 400, {}, "bad offset", BadRequest);
    row("400 read at an offset", read("garbage"), 400, {}, "", InvalidOffset);
    row("400 long-poll at an offset", read("x", Operation::LongPoll), 400, {}, "", InvalidOffset);
    row("400 SSE at an offset", read("x", Operation::Sse), 400, {}, "", InvalidOffset);
    row("400 read from the beginning", read("-1"), 400, {}, "unknown parameter", BadRequest);
    row("400 read from the beginning, about the offset", read("-1"), 400, {},
        "Invalid OFFSET format", InvalidOffset);
    row("400 read without an offset", request(Operation::CatchUp), 400, {}, "offset", BadRequest);
    row("401", append, 401, {}, "", Unauthorized);
    row("403", append, 403, {}, "", Forbidden);
    row("403 with an epoch", produced(), 403, { { "Producer-Epoch", "7" } }, "", StaleEpoch);
    row("403 with a broken epoch", produced(), 403, { { "Producer-Epoch", "x" } }, "", Forbidden);
    row("404", append, 404, {}, "", NotFound);
    row("404 fork", request(Operation::Fork), 404, {}, "Source stream not found", NotFound);
    row("405", append, 405, {}, "", NotSupported);
    row("501", append, 501, {}, "", NotSupported);
    row("410 read", read("5"), 410, {}, "", Gone);
    row("410 head", request(Operation::Head), 410, {}, "Stream is gone", Gone);
    row("412", append, 412, {}, "", UnexpectedStatus);
    row("413", append, 413, {}, "", PayloadTooLarge);
    row("429", append, 429, {}, "", RateLimited);
    row("500", append, 500, {}, "", Server);
    row("503", append, 503, {}, "", Server);
    row("599", append, 599, {}, "", Server);
    row("418", append, 418, {}, "", UnexpectedStatus);
    row("302", read("-1"), 302, { { "Location", "/login" } }, "", UnexpectedStatus);
    row("304 to an append", append, 304, {}, "", UnexpectedStatus);

    // 409: by Stream-Closed first, then by Producer-Expected-Seq, then by the text.
    row("409 closed", append, 409, { { "Stream-Closed", "true" } }, "", StreamClosed);
    row("409 closed, in capitals", append, 409, { { "STREAM-CLOSED", " True " } }, "",
        StreamClosed);
    row("409 closed comes before everything", sequenced(), 409,
        { { "Producer-Expected-Seq", "4" }, { "Stream-Closed", "true" } }, "Content-type mismatch",
        StreamClosed);
    row("409 closed to a producer is no gap", produced(), 409, { { "Stream-Closed", "true" } },
        "Stream is closed", StreamClosed);
    row("409 not closed", append, 409, { { "Stream-Closed", "false" } }, "Content-type mismatch",
        ContentTypeMismatch);
    row("409 closed in words only", append, 409, {}, "Stream is closed", StreamClosed);
    row("409 close with a body", request(Operation::Close), 409, { { "Stream-Closed", "true" } },
        "", StreamClosed);
    row("409 gap", produced(), 409,
        { { "Producer-Expected-Seq", "4" }, { "Producer-Received-Seq", "6" } },
        "Producer sequence gap", SequenceGap);
    row("409 gap without its header is no gap at 0", produced(), 409, {}, "Producer sequence gap",
        UnexpectedStatus);
    row("409 type", append, 409, {}, "Content-type mismatch", ContentTypeMismatch);
    row("409 type, with Stream-Seq", sequenced(), 409, {}, "CONTENT TYPE mismatch",
        ContentTypeMismatch);
    row("409 sequence", sequenced(), 409, {}, "Sequence conflict", SequenceConflict);
    row("409 sequence, no text", sequenced(), 409, {}, "", SequenceConflict);
    row("409 unexplained", append, 409, {}, "", UnexpectedStatus);
    row("409 create", request(Operation::Create), 409, {},
        "Stream already exists with different configuration", AlreadyExists);
    row("409 create, no text", request(Operation::Create), 409, {}, "", AlreadyExists);
    row("409 create where a closed stream is", request(Operation::Create), 409,
        { { "Stream-Closed", "true" } }, "", AlreadyExists);
    row("409 create, soft-deleted", request(Operation::Create), 409, {},
        "stream was deleted but still has active forks", AlreadyExists);
    row("409 fork, type", request(Operation::Fork), 409, {},
        "Content type mismatch with source stream", ContentTypeMismatch);
    row("409 fork, exists", request(Operation::Fork), 409, {}, "", AlreadyExists);
}

void TestResponseHeaders::errors()
{
    QFETCH(const RequestFacts, facts);
    QFETCH(const int, status);
    QFETCH(const HeaderList, headers);
    QFETCH(const QByteArray, body);

    const auto result = interpretResponse(status, headersOf(headers), body, facts);
    QVERIFY(!result);
    const Error &error = result.error();
    QTEST(error.code, "code");
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.serverText, body);
    QCOMPARE(error.attempts, 3);
    const QString start = QString::fromLatin1(operationName(facts.operation))
        + u" /v1/stream/a%20b: HTTP "_s + QString::number(status) + u", "_s;
    QVERIFY2(error.message.startsWith(start), qPrintable(error.message));
    QVERIFY(error.message.size() > start.size());
}

void TestResponseHeaders::errorDetails()
{
    const auto error = [](int status, const HeaderList &headers, const RequestFacts &facts) {
        return interpretResponse(status, headersOf(headers), {}, facts).error();
    };
    const Error closed
        = error(409, { { "Stream-Closed", "true" }, { "Stream-Next-Offset", "9_1" } }, produced());
    QCOMPARE(closed.finalOffset, Offset("9_1"));
    QVERIFY(!closed.remedy.isEmpty());
    QVERIFY(!error(409, { { "Stream-Closed", "true" } }, produced()).finalOffset);

    const Error gap = error(
        409, { { "Producer-Expected-Seq", "4" }, { "Producer-Received-Seq", "6" } }, produced());
    QCOMPARE(gap.expectedSequence, 4);
    QCOMPARE(gap.receivedSequence, 6);
    QVERIFY(!gap.finalOffset);

    const Error stale = error(403, { { "Producer-Epoch", "12" } }, produced());
    QCOMPARE(stale.currentEpoch, 12);
    QVERIFY(stale.message.contains(u"12"));

    QCOMPARE(error(503, { { "Retry-After", "2" } }, produced()).retryAfter, 2s);
    QVERIFY(!error(503, {}, produced()).retryAfter);
}

// No answer but a 2xx or a 304 to a read is taken for a success, and each has words for people.
void TestResponseHeaders::everyStatusIsAnError()
{
    for (int status = 100; status < 600; ++status) {
        for (const Operation operation :
             { Operation::Create, Operation::Append, Operation::CatchUp, Operation::Other }) {
            const HeaderList tail { { "Stream-Next-Offset", "0_5" } };
            const auto result
                = interpretResponse(status, headersOf(tail), {}, request(operation));
            const bool success
                = status / 100 == 2 || (status == 304 && operation == Operation::CatchUp);
            QCOMPARE(result.has_value(), success);
            QVERIFY(success || result.error().message.size() > 30);
            QVERIFY2(success || !result.error().remedy.isEmpty(), qPrintable(QString::number(status)));
        }
    }
    // And so is it where no answer came.
    for (ErrorCode code : { ErrorCode::Network, ErrorCode::Tls, ErrorCode::Timeout }) {
        QVERIFY(!makeError(code, request(Operation::Head), u"broken"_s).remedy.isEmpty());
    }
}

void TestResponseHeaders::secretsStayOut()
{
    RequestFacts facts = request(Operation::Append);
    facts.url = QUrl(u"http://user:pw@host/s?signature=5ecret&mine=hidden&tenant=7"_s);
    facts.secretNames = { "mine" };
    const Error error
        = interpretResponse(401, headersOf({ { "Set-Cookie", "a=5ecret" } }), {}, facts).error();
    const QString all = error.message + error.remedy + error.url.toString();
    for (const char *secret : { "5ecret", "pw", "hidden" }) {
        QVERIFY2(!all.contains(QLatin1StringView(secret)), qPrintable(all));
    }
    QVERIFY(all.contains(u"tenant=7"));
}

void TestResponseHeaders::serverTextIsCut()
{
    const auto result
        = interpretResponse(500, {}, QByteArray(10'000, 'x'), request(Operation::Append));
    QCOMPARE(result.error().serverText.size(), 4096);
}

void TestResponseHeaders::metadata()
{
    const QHttpHeaders headers = headersOf({
        { "content-type", "application/json; charset=utf-8" },
        { "Stream-Next-Offset", "0_5" },
        { "Stream-Cursor", "77" },
        { "ETag", "\"x:-1:5\"" },
        { "Stream-TTL", "3600" },
        { "Stream-Expires-At", "2026-11-23T12:00:00.5Z" },
        { "Stream-Up-To-Date", "true" },
        { "Stream-Closed", "true" },
        { "Producer-Epoch", "3" },
        { "Producer-Seq", "8" },
    });
    const StreamInfo info = readStreamInfo(200, headers);
    QCOMPARE(info.status, 200);
    QCOMPARE(info.contentType, "application/json; charset=utf-8");
    QCOMPARE(info.nextOffset, Offset("0_5"));
    QCOMPARE(info.cursor, "77");
    QCOMPARE(info.etag, "\"x:-1:5\"");
    QCOMPARE(info.ttl, 3600s);
    QCOMPARE(info.expiresAt, noon.addMSecs(500));
    QVERIFY(info.upToDate);
    QVERIFY(info.closed);
    QCOMPARE(info.producerEpoch, 3);
    QCOMPARE(info.producerSequence, 8);
    QCOMPARE(info.headers.size(), headers.size());

    const StreamInfo nothing = readStreamInfo(204, {});
    QVERIFY(nothing.nextOffset.isNull());
    QVERIFY(nothing.cursor.isEmpty());
    QVERIFY(!nothing.ttl && !nothing.expiresAt && !nothing.producerEpoch);
    QVERIFY(!nothing.upToDate && !nothing.closed);
}

void TestResponseHeaders::flags_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("upToDate");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<bool>("ttl");

    const auto row = [](const QByteArray &name, const QByteArray &value, bool upToDate, bool closed,
                        bool ttl) {
        QTest::newRow(QByteArray(name + ' ' + value).constData())
            << name << value << upToDate << closed << ttl;
    };
    // Up to date by presence, closed by value.
    row("Stream-Up-To-Date", "true", true, false, false);
    row("Stream-Up-To-Date", "", true, false, false);
    row("Stream-Closed", "TRUE", false, true, false);
    row("Stream-Closed", "", false, false, false);
    row("Stream-Closed", "1", false, false, false);
    row("Stream-TTL", "0", false, false, true);
    row("Stream-TTL", "-5", false, false, false);
    row("Stream-TTL", "soon", false, false, false);
    row("Stream-TTL", "99999999999999999999", false, false, false);
}

void TestResponseHeaders::flags()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);

    const StreamInfo info = readStreamInfo(200, headersOf({ { name, value } }));
    QTEST(info.upToDate, "upToDate");
    QTEST(info.closed, "closed");
    QTEST(info.ttl.has_value(), "ttl");
}

void TestResponseHeaders::successes_data()
{
    QTest::addColumn<RequestFacts>("facts");
    QTest::addColumn<int>("status");
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<bool>("created");
    QTest::addColumn<bool>("duplicate");

    const HeaderList echo { { "Producer-Epoch", "0" } };
    const HeaderList tail { { "Stream-Next-Offset", "0_5" } };
    const HeaderList end { { "Stream-Closed", "true" } };
    QTest::newRow("created") << request(Operation::Create) << 201 << HeaderList() << true << false;
    QTest::newRow("existed") << request(Operation::Create) << 200 << HeaderList() << false << false;
    QTest::newRow("fork") << request(Operation::Fork) << 201 << HeaderList() << true << false;
    QTest::newRow("append") << request(Operation::Append) << 204 << tail << false << false;
    QTest::newRow("201 to an append")
        << request(Operation::Append) << 201 << tail << false << false;
    QTest::newRow("numbered append") << numbered() << 200 << HeaderList(echo + tail) << false << false;
    QTest::newRow("numbered append, not honoured") << numbered() << 204 << tail << false << false;
    QTest::newRow("numbered append, a higher number")
        << numbered() << 204 << HeaderList(echo + HeaderList { { "Producer-Seq", "9" } }) << false
        << true;
    QTest::newRow("close") << closing() << 204 << end << false << false;
    QTest::newRow("an HTML stream")
        << request(Operation::Head) << 200
        << HeaderList(tail + HeaderList { { "Content-Type", "text/html" } }) << false << false;
    QTest::newRow("deleted") << request(Operation::Delete) << 204 << HeaderList() << false << false;
    QTest::newRow("stored") << produced() << 200 << echo << false << false;
    QTest::newRow("duplicate") << produced() << 204 << echo << false << true;
    QTest::newRow("204 without an echo") << produced() << 204 << HeaderList() << false << false;
    QTest::newRow("close alone") << produced(false) << 204 << echo << false << false;
    QTest::newRow("echo unasked") << request(Operation::Append) << 204 << echo << false << false;
    QTest::newRow("nothing new") << read("5") << 304 << HeaderList() << false << false;
    QTest::newRow("long-poll ran out")
        << read("5", Operation::LongPoll) << 204 << HeaderList() << false << false;
}

void TestResponseHeaders::successes()
{
    QFETCH(const RequestFacts, facts);
    QFETCH(const int, status);
    QFETCH(const HeaderList, headers);

    const auto result = interpretResponse(status, headersOf(headers), {}, facts);
    QVERIFY(result);
    QCOMPARE(result->status, status);
    QCOMPARE(result->attempts, 3);
    QTEST(result->created, "created");
    QTEST(result->duplicate, "duplicate");
}

// What a login page, a cache or a gateway between may say.
void TestResponseHeaders::pagesAreNoSuccess_data()
{
    QTest::addColumn<RequestFacts>("facts");
    QTest::addColumn<int>("status");
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<ErrorCode>("code");
    const HeaderList page { { "Content-Type", "text/html; charset=utf-8" } };
    const auto row = [](const char *name, const RequestFacts &facts, int status,
                        const HeaderList &headers) {
        const bool reads = facts.operation == Operation::Head;
        QTest::newRow(name) << facts << status << headers
                            << (reads ? ErrorCode::UnexpectedStatus : ErrorCode::OutcomeUnknown);
    };
    row("append", request(Operation::Append), 200, page);
    row("append, bare", request(Operation::Append), 204, {});
    row("numbered append", numbered(), 200, page);
    row("of another epoch", numbered(), 200,
        { { "Producer-Epoch", "7" }, { "Producer-Seq", "5" }, { "Stream-Next-Offset", "1" } });
    row("of a lower number", numbered(), 204, { { "Producer-Epoch", "0" }, { "Producer-Seq", "4" } });
    row("append that closes", closing(Operation::Append), 200, { { "Stream-Next-Offset", "1" } });
    row("close", closing(), 200, page);
    row("close, bare", closing(), 204, { { "Stream-Next-Offset", "1" } });
    row("create", request(Operation::Create), 200, page);
    row("fork", request(Operation::Fork), 201, page);
    row("delete", request(Operation::Delete), 200, page);
    row("head", request(Operation::Head), 200, page);
}

void TestResponseHeaders::pagesAreNoSuccess()
{
    QFETCH(const RequestFacts, facts);
    QFETCH(const int, status);
    QFETCH(const HeaderList, headers);

    const auto result = interpretResponse(status, headersOf(headers), "<html>", facts);
    QVERIFY(!result);
    QTEST(result.error().code, "code");
    QCOMPARE(result.error().httpStatus, status);
    QCOMPARE(result.error().serverText, "<html>");
    QVERIFY(result.error().message.contains(u"not as a Durable Streams server"));
    QVERIFY(!result.error().remedy.isEmpty());
}

void TestResponseHeaders::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds"); // -1: none

    QTest::newRow("none") << QByteArray() << qint64(-1);
    QTest::newRow("seconds") << "120"_ba << qint64(120'000);
    QTest::newRow("zero") << "0"_ba << qint64(0);
    QTest::newRow("spaces") << " 5 "_ba << qint64(5'000);
    QTest::newRow("an hour at most") << "3601"_ba << qint64(3'600'000);
    QTest::newRow("more than a number holds") << "99999999999999999999"_ba << qint64(3'600'000);
    QTest::newRow("negative") << "-5"_ba << qint64(-1);
    QTest::newRow("fraction") << "1.5"_ba << qint64(-1);
    QTest::newRow("words") << "soon"_ba << qint64(-1);
    QTest::newRow("date") << "Mon, 23 Nov 2026 12:00:30 GMT"_ba << qint64(30'000);
    QTest::newRow("date in the past") << "Mon, 23 Nov 2026 11:00:00 GMT"_ba << qint64(0);
    QTest::newRow("date far away") << "Tue, 24 Nov 2026 12:00:00 GMT"_ba << qint64(3'600'000);
    QTest::newRow("old date") << "Monday, 23-Nov-26 12:01:00 GMT"_ba << qint64(60'000);
    QTest::newRow("older date") << "Mon Nov 23 12:00:09 2026"_ba << qint64(9'000);
    QTest::newRow("older date, one digit") << "Sun Nov  1 12:00:00 2026"_ba << qint64(0);
    QTest::newRow("not in GMT") << "Mon, 23 Nov 2026 12:00:30 CET"_ba << qint64(-1);
}

void TestResponseHeaders::retryAfter()
{
    QFETCH(const QByteArray, value);
    QFETCH(const qint64, milliseconds);

    const HeaderList headers
        = value.isNull() ? HeaderList() : HeaderList { { "Retry-After", value } };
    const auto error
        = interpretResponse(429, headersOf(headers), {}, request(Operation::Append), noon).error();
    QCOMPARE(error.retryAfter ? error.retryAfter->count() : -1, milliseconds);
}

void TestResponseHeaders::operationNamesDiffer()
{
    QSet<QByteArray> names;
    for (int i = 0; i <= int(Operation::Other); ++i) {
        names.insert(operationName(Operation(i)));
    }
    QCOMPARE(names.size(), int(Operation::Other) + 1);
    RequestFacts facts = request(Operation::Other);
    facts.name = "subscribe";
    QVERIFY(makeError(ErrorCode::Network, facts, u"lost"_s)
                .message.startsWith(u"subscribe /v1/stream/a%20b: lost"));
}

QTEST_GUILESS_MAIN(TestResponseHeaders)

#include "tst_responseheaders.moc"
