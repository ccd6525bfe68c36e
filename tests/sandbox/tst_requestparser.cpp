// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/requestparser_p.h"

#include <QtTest/QTest>

using namespace DurableStreams::Server;
using namespace Qt::StringLiterals;

class TestRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void requests_data();
    void requests();
    void refusals_data();
    void refusals();
    void oneAfterTheOther();
    void continueIsAskedForOnce();
    void queries();
};

namespace {

constexpr RequestParser::Limits Small { .target = 100, .headers = 300, .body = 20 };

// Feeds in pieces and returns what was complete at the end.
std::optional<HttpRequest> parse(RequestParser &parser, const QByteArray &bytes, qsizetype piece)
{
    qsizetype at = 0;
    while (at < bytes.size()
           && (parser.state() == RequestParser::State::Idle
               || parser.state() == RequestParser::State::Partial)) {
        at += parser.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
    }
    if (parser.state() != RequestParser::State::Complete) {
        return {};
    }
    return parser.take();
}

} // namespace

void TestRequestParser::requests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("get") << "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"_ba << "/a"_ba << ""_ba << true;
    QTest::newRow("path is data") << "GET /a%2Fb//c;x HTTP/1.1\r\nHost: x\r\n\r\n"_ba
                                  << "/a%2Fb//c;x"_ba
                                  << ""_ba << true;
    QTest::newRow("absolute form")
        << "GET http://h:1/a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"_ba << "/a"_ba << ""_ba << true;
    QTest::newRow("length") << "POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"_ba << "/a"_ba
                            << "abc"_ba << true;
    QTest::newRow("chunks") << "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n"_ba
                            << "/a"_ba << "abc"_ba << true;
    QTest::newRow("close") << "GET /a HTTP/1.1\r\nConnection: close\r\n\r\n"_ba << "/a"_ba << ""_ba
                           << false;
    QTest::newRow("HTTP/1.0") << "GET /a HTTP/1.0\r\n\r\n"_ba << "/a"_ba << ""_ba << false;
    QTest::newRow("upgrade is ignored")
        << "GET /a HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n"_ba
        << "/a"_ba
        << ""_ba << true;
}

void TestRequestParser::requests()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype piece : { bytes.size(), qsizetype(7), qsizetype(1) }) {
        RequestParser parser(Small);
        const auto request = parse(parser, bytes, piece);
        QVERIFY(request);
        QTEST(request->path, "path");
        QTEST(request->body, "body");
        QTEST(request->keepAlive, "keepAlive");
        QCOMPARE(parser.state(), RequestParser::State::Idle);
    }
}

void TestRequestParser::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST /a HTTP/1.1\r\n"_ba;
    QTest::newRow("no HTTP") << "\x16\x03\x01\x02garbage\r\n\r\n"_ba << 400;
    QTest::newRow("two lengths") << QByteArray(
        post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde"_ba)
                                 << 400;
    QTest::newRow("same length twice")
        << QByteArray(post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"_ba) << 400;
    QTest::newRow("negative length")
        << QByteArray(post + "Content-Length: -3\r\n\r\nabc"_ba) << 400;
    QTest::newRow("length and rubbish")
        << QByteArray(post + "Content-Length: 3abc\r\n\r\nabc"_ba) << 400;
    QTest::newRow("length and chunks") << QByteArray(
        post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"_ba)
                                       << 400;
    QTest::newRow("broken chunk") << QByteArray(
        post + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\nc\r\n0\r\n\r\n"_ba)
                                  << 400;
    QTest::newRow("space before colon")
        << QByteArray(post + "Content-Length : 3\r\n\r\nabc"_ba) << 400;
    QTest::newRow("long target") << QByteArray("GET /"_ba + QByteArray(200, 'a')
                                               + " HTTP/1.1\r\n\r\n"_ba)
                                 << 414;
    QTest::newRow("many headers") << QByteArray(post + "A: bcdefgh\r\n"_ba.repeated(50) + "\r\n"_ba)
                                  << 431;
    QTest::newRow("large body") << QByteArray(post + "Content-Length: 21\r\n\r\n"_ba) << 413;
    QTest::newRow("large chunks") << QByteArray(post + "Transfer-Encoding: chunked\r\n\r\n"_ba
                                                + "3\r\nabc\r\n"_ba.repeated(7))
                                  << 413;
}

void TestRequestParser::refusals()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype piece : { bytes.size(), qsizetype(1) }) {
        RequestParser parser(Small);
        QVERIFY(!parse(parser, bytes, piece)); // never handled, not even in part
        QCOMPARE(parser.state(), RequestParser::State::Failed);
        QTEST(parser.error().status, "status");
        QVERIFY(!parser.error().body.isEmpty());
    }
}

void TestRequestParser::oneAfterTheOther()
{
    const QByteArray bytes
        = "POST /1 HTTP/1.1\r\nContent-Length: 1\r\n\r\naGET /2 HTTP/1.1\r\n\r\n"_ba;
    RequestParser parser(Small);
    const qsizetype used = parser.feed(bytes);
    QCOMPARE(parser.take().path, "/1"_ba);
    parser.feed(QByteArrayView(bytes).sliced(used));
    QCOMPARE(parser.take().path, "/2"_ba);
}

void TestRequestParser::continueIsAskedForOnce()
{
    RequestParser parser(Small);
    parser.feed("POST /a HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(parser.takeContinue());
    QVERIFY(!parser.takeContinue());
    parser.feed("abc");
    QCOMPARE(parser.take().body, "abc"_ba);
}

void TestRequestParser::queries()
{
    const auto query = parseQuery("offset=%2B1+2&live=sse&&flag&a=b=c&offset=");
    const QList<std::pair<QByteArray, QByteArray>> expected {
        { "offset"_ba, "+1 2"_ba }, { "live"_ba, "sse"_ba }, { "flag"_ba, ""_ba },
        { "a"_ba, "b=c"_ba },       { "offset"_ba, ""_ba },
    };
    QCOMPARE(query, expected);
}

QTEST_GUILESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
