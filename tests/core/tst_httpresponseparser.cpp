// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/contentdecoder_p.h"
#include "http/redirect_p.h"
#include "http/requestwriter_p.h"
#include "http/responseparser_p.h"

#include <QTest>

using namespace DurableStreams;

//! \brief The pure parts of the transport: what is read and what is written.
class tst_HttpResponseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void parsesAtEverySplit_data();
    void parsesAtEverySplit();
    void limitsHeads();
    void movesSmallChunksTogether();
    void leavesTheNextMessage();
    void writesHeads();
    void nothingCanBreakOut_data();
    void nothingCanBreakOut();
    void redirects_data();
    void redirects();
};

namespace {

//! \brief Collects what the parser tells.
struct Collector : ResponseParser::Sink
{
    void headParsed(ResponseHead &&parsed) override { head = std::move(parsed); }
    void bodyParsed(char *data, qsizetype size) override
    {
        body.append(data, size);
        pieces.append(size);
    }
    ResponseHead head;
    QByteArray body;
    QList<qsizetype> pieces;
};

//! \brief What became of one message; for whole, failed and incomplete ones alike.
struct Outcome
{
    int status = 0;
    QByteArray body;
    bool complete = false;
    bool failed = false;
    bool keepsAlive = false;
    bool operator==(const Outcome &) const = default;
};

// As a connection would: the pieces, then the end.
Outcome parse(const QByteArray &bytes, QList<qsizetype> cuts, bool headRequest)
{
    Collector collector;
    ResponseParser parser(&collector);
    parser.start(headRequest);
    qsizetype from = 0;
    cuts.append(bytes.size());
    for (const qsizetype to : std::as_const(cuts)) {
        QByteArray piece = bytes.mid(from, to - from);
        parser.feed(piece.data(), piece.size());
        from = to;
    }
    parser.finish();
    return { collector.head.status, collector.body, parser.isComplete(), parser.hasFailed(),
             parser.isComplete() && parser.keepsAlive() };
}

} // namespace

void tst_HttpResponseParser::parsesAtEverySplit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("verdict"); // kept, closed, refused, cut
    QTest::addColumn<bool>("headRequest");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &body,
                        const char *verdict, bool headRequest = false) {
        QTest::newRow(name) << bytes << body << QByteArray(verdict) << headRequest;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

    row("length", ok + "Content-Length: 3\r\n\r\nabc", "abc", "kept");
    row("length 0", ok + "Content-Length: 0\r\n\r\n", "", "kept");
    row("no reason", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\na", "a", "kept");
    row("close", ok + "Connection: close\r\nContent-Length: 3\r\n\r\nabc", "abc", "closed");
    row("until close", ok + "\r\nabc", "abc", "closed");
    row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", "abc", "closed");
    row("1.0 kept", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
        "abc", "kept");
    row("chunks", chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde", "kept");
    row("upper-case size", chunked + "A\r\n0123456789\r\n0\r\n\r\n", "0123456789", "kept");
    row("extension", chunked + "3;a=b;c=\"d;e\"\r\nabc\r\n0;x\r\n\r\n", "abc", "kept");
    row("trailers", chunked + "3\r\nabc\r\n0\r\nX: 1\r\nY: 2\r\n\r\n", "abc", "kept");
    row("Chunked", ok + "transfer-encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "a", "kept");
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", "", "kept");
    row("304 with length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", "", "kept");
    row("HEAD", ok + "Content-Length: 9\r\n\r\n", "", "kept", true);
    row("HEAD, chunked", chunked, "", "kept", true);
    row("100", "HTTP/1.1 100 Continue\r\n\r\n" + ok + "Content-Length: 1\r\n\r\na", "a", "kept");
    row("100 with length 0",
        "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n" + ok + "Content-Length: 1\r\n\r\na", "a",
        "kept");
    row("103", "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + ok + "Content-Length: 1\r\n\r\na",
        "a", "kept");

    row("no reason, no space", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na", "a", "kept");
    row("obs-text", "HTTP/1.1 200 \xfc\r\nX: \xe4\tb\r\nContent-Length: 1\r\n\r\na", "a", "kept");
    row("empty value", ok + "X:\r\nY: \t \r\nContent-Length: 1\r\n\r\na", "a", "kept");
    row("spaces around the length", ok + "Content-Length:   1  \r\n\r\na", "a", "kept");
    row("leading zeros", ok + "Content-Length: 0003\r\n\r\nabc", "abc", "kept");
    row("chunk size with zeros", chunked + "0003\r\nabc\r\n000\r\n\r\n", "abc", "kept");
    row("extension without a value", chunked + "3;a\r\nabc\r\n0\r\n\r\n", "abc", "kept");
    row("body like an answer", ok + "Content-Length: 19\r\n\r\nHTTP/1.1 404 No\r\n\r\n",
        "HTTP/1.1 404 No\r\n\r\n", "kept");
    row("chunk like a last one", chunked + "5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n", "kept");
    row("205", "HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", "", "kept");
    row("204 with length", "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\n", "", "kept");
    row("304, chunked", "HTTP/1.1 304 Not\r\nTransfer-Encoding: chunked\r\n\r\n", "", "kept");
    row("HEAD without length", ok + "\r\n", "", "kept", true);
    row("HEAD, close", ok + "Connection: close\r\n\r\n", "", "closed", true);
    row("Close among others", ok + "Connection: x, Close\r\nContent-Length: 1\r\n\r\na", "a", "closed");
    row("1.0 without length", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\nabc", "abc", "closed");
    row("several interim answers", QByteArray("HTTP/1.1 102 Wait\r\nX: 1\r\n\r\n").repeated(5) + ok
            + "Content-Length: 1\r\n\r\na", "a", "kept");
    row("cut before the empty line", ok, "", "cut");

    row("cut status", "HTTP/1.1 20", "", "cut");
    row("cut header", ok + "Content-Le", "", "cut");
    row("cut length", ok + "Content-Length: 3\r\n\r\nab", "ab", "cut");
    row("cut size", chunked + "3\r\nabc\r\n1", "abc", "cut");
    row("cut chunk", chunked + "3\r\nab", "ab", "cut");
    row("no last chunk", chunked + "3\r\nabc\r\n", "abc", "cut");
    row("cut trailer", chunked + "3\r\nabc\r\n0\r\nX: 1\r\n", "abc", "cut");
    row("only 100", "HTTP/1.1 100 Continue\r\n\r\n", "", "cut");

    row("two lengths", ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "", "refused");
    row("same length twice", ok + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "", "refused");
    row("list of lengths", ok + "Content-Length: 3, 3\r\n\r\nabc", "", "refused");
    row("negative", ok + "Content-Length: -3\r\n\r\nabc", "", "refused");
    row("plus", ok + "Content-Length: +3\r\n\r\nabc", "", "refused");
    row("hex length", ok + "Content-Length: 0x3\r\n\r\nabc", "", "refused");
    row("huge", ok + "Content-Length: 99999999999999999999\r\n\r\nabc", "", "refused");
    row("length and chunked",
        ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "",
        "refused");
    row("chunked and length",
        ok + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "",
        "refused");
    row("gzip, chunked", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "",
        "refused");
    row("chunked, gzip", ok + "Transfer-Encoding: chunked, gzip\r\n\r\nabc", "", "refused");
    row("chunked twice",
        ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "",
        "refused");
    row("chunked in 1.0",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "", "refused");
    row("bare LF after status", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", "", "refused");
    row("bare LF after header", ok + "Content-Length: 0\n\r\n", "", "refused");
    row("bare LF at the end", ok + "Content-Length: 0\r\n\n", "", "refused");
    row("bare CR in value", ok + "X: a\rb\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("NUL in value", ok + QByteArray("X: a\0b\r\n", 8) + "Content-Length: 0\r\n\r\n", "",
        "refused");
    row("folded", ok + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("space in name", ok + "X y: a\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("space before colon", ok + "X : a\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("no colon", ok + "Nonsense\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("no name", ok + ": a\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("no size", chunked + "\r\nabc\r\n0\r\n\r\n", "", "refused");
    row("bad size", chunked + "3x\r\nabc\r\n0\r\n\r\n", "", "refused");
    row("huge size", chunked + "11111111111111111\r\nabc", "", "refused");
    row("LF after size", chunked + "3\nabc\r\n0\r\n\r\n", "", "refused");
    row("chunk too long", chunked + "3\r\nabcd\r\n0\r\n\r\n", "abc", "refused");
    row("LF after chunk", chunked + "3\r\nabc\n0\r\n\r\n", "abc", "refused");
    row("no length", ok + "Content-Length:\r\n\r\n", "", "refused");
    row("length in words", ok + "Content-Length: three\r\n\r\nabc", "", "refused");
    row("space in the length", ok + "Content-Length: 1 2\r\n\r\nabc", "", "refused");
    row("length with a fraction", ok + "Content-Length: 3.0\r\n\r\nabc", "", "refused");
    row("identity", ok + "Transfer-Encoding: identity\r\n\r\nabc", "", "refused");
    row("unknown coding", ok + "Transfer-Encoding: xchunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "", "refused");
    row("no coding", ok + "Transfer-Encoding:\r\n\r\nabc", "", "refused");
    row("vertical tab before chunked", ok + "Transfer-Encoding: \x0b" + "chunked\r\n\r\n0\r\n\r\n", "",
        "refused");
    row("NUL in a name", ok + QByteArray("X\0: a\r\n", 7) + "Content-Length: 0\r\n\r\n", "", "refused");
    row("obs-text in a name", ok + "X\xe4: a\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("space before the first header", ok + " X: a\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("folded with a tab", ok + "X: a\r\n\tb\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("folded trailer", chunked + "0\r\nX: a\r\n b\r\n\r\n", "", "refused");
    row("bare LF in a trailer", chunked + "0\r\nX: a\n\r\n", "", "refused");
    row("CR alone ends the head", ok + "Content-Length: 0\r\n\rX", "", "refused");
    row("CR alone after a size", chunked + "3\rabc\r\n0\r\n\r\n", "", "refused");
    row("CR alone after a chunk", chunked + "3\r\nabc\rX0\r\n\r\n", "abc", "refused");
    row("negative size", chunked + "-3\r\nabc\r\n0\r\n\r\n", "", "refused");
    row("size with 0x", chunked + "0x3\r\nabc\r\n0\r\n\r\n", "", "refused");
    row("space before a size", chunked + " 3\r\nabc\r\n0\r\n\r\n", "", "refused");
    row("LF in an extension", chunked + "3;a\nb\r\nabc\r\n0\r\n\r\n", "", "refused");
    row("no status", "HTTP/1.1  OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("status in letters", "HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("status 099", "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("NUL in the reason", QByteArray("HTTP/1.1 200 a\0b\r\n", 18) + "Content-Length: 0\r\n\r\n", "",
        "refused");
    row("CR in the reason", "HTTP/1.1 200 a\rb\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("1.2", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("101", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", "", "refused");
    row("100 with chunks",
        "HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n" + ok
            + "Content-Length: 1\r\n\r\na",
        "", "refused");
    row("103 with a body",
        "HTTP/1.1 103 Early Hints\r\nContent-Length: 1\r\n\r\nx" + ok + "Content-Length: 1\r\n\r\na", "",
        "refused");
    row("2.0", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("0.9", "HTTP/0.9 200 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
    row("empty line first", "\r\n" + ok + "Content-Length: 0\r\n\r\n", "", "refused");
    row("not HTTP", "SSH-2.0-OpenSSH\r\n", "", "refused");
    row("lower case", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", "refused");
}

void tst_HttpResponseParser::parsesAtEverySplit()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, verdict);
    QFETCH(const bool, headRequest);

    const Outcome whole = parse(bytes, {}, headRequest);
    QCOMPARE(whole.failed, verdict == "refused");
    QCOMPARE(whole.complete, verdict == "kept" || verdict == "closed");
    QCOMPARE(whole.keepsAlive, verdict == "kept");
    QCOMPARE(whole.body, body);

    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        QVERIFY2(parse(bytes, { cut }, headRequest) == whole, QByteArray::number(cut).constData());
    }
    QList<qsizetype> each;
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        each.append(cut);
    }
    QVERIFY(parse(bytes, each, headRequest) == whole);
}

void tst_HttpResponseParser::limitsHeads()
{
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray end = "Content-Length: 0\r\n\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    const QByteArray large(ResponseParser::MaxHeadSize + 1, 'x');
    QVERIFY(parse(ok + "X: " + large.chopped(100) + "\r\n" + end, {}, false).complete);
    QVERIFY(parse(ok + "X: " + large + "\r\n" + end, {}, false).failed);
    QVERIFY(parse(ok + large + ": a\r\n" + end, {}, false).failed);
    QVERIFY(parse("HTTP/1.1 200 " + large + "\r\n" + end, {}, false).failed);
    QVERIFY(parse(ok + QByteArray("A: b\r\n").repeated(300) + end, {}, false).failed);
    QVERIFY(parse(chunked + "1;" + large + "\r\na\r\n0\r\n\r\n", {}, false).failed);
    QVERIFY(parse(chunked + "0\r\nX: " + large + "\r\n\r\n", {}, false).failed);
    QVERIFY(parse(QByteArray("HTTP/1.1 102 P\r\n\r\n").repeated(40) + ok + end, {}, false).failed);
}

// A large one starts a piece of its own, which small ones behind it join.
void tst_HttpResponseParser::movesSmallChunksTogether()
{
    const QByteArray large(0x1388, 'x');
    QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;e=1\r\nde\r\n"
                       "1388\r\n"
        + large + "\r\n2\r\nfg\r\n1\r\nh\r\n0\r\n\r\n";
    Collector collector;
    ResponseParser parser(&collector);
    QCOMPARE(parser.feed(bytes.data(), bytes.size()), bytes.size());
    QVERIFY(parser.isComplete());
    QVERIFY(collector.body == "abcde" + large + "fgh");
    QCOMPARE(collector.pieces, QList<qsizetype>({ 5, large.size() + 3 }));
}

void tst_HttpResponseParser::leavesTheNextMessage()
{
    QByteArray bytes = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n";
    Collector collector;
    ResponseParser parser(&collector);
    QCOMPARE(parser.feed(bytes.data(), bytes.size()), bytes.indexOf("abc") + 3);
    QVERIFY(parser.isComplete());
    QCOMPARE(collector.body, "abc");
    QCOMPARE(parser.feed(bytes.data(), bytes.size()), 0);
}

void tst_HttpResponseParser::writesHeads()
{
    RequestParts parts { "POST", QUrl(QStringLiteral("http://[::1]:8080/a%2Fb?x=%2B")), {}, 5, true };
    parts.headers.append("X-A", "1");
    parts.headers.append("Connection", "close");
    parts.headers.append("Accept", "text/plain");
    const auto head = writeRequestHead(parts, hostHeader(parts.url), requestTarget(parts.url));
    QVERIFY(head);
    QCOMPARE(*head,
             "POST /a%2Fb?x=%2B HTTP/1.1\r\nHost: [::1]:8080\r\nx-a: 1\r\naccept: text/plain\r\n"
             "User-Agent: DurableStreams\r\nAccept-Encoding: identity\r\nContent-Length: 5\r\n\r\n");
}

void tst_HttpResponseParser::nothingCanBreakOut_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QUrl>("url");
    const QUrl good(QStringLiteral("http://a/s"));
    QTest::newRow("method") << QByteArray("GET / HTTP/1.1\r\nX:") << good;
    QTest::newRow("empty method") << QByteArray() << good;
    QTest::newRow("no host") << QByteArray("GET") << QUrl(QStringLiteral("http:///s"));
}

void tst_HttpResponseParser::nothingCanBreakOut()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QUrl, url);
    QVERIFY(!writeRequestHead({ method, url }, hostHeader(url), requestTarget(url)));
}

void tst_HttpResponseParser::redirects_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("path") << QByteArray("/b?c") << QByteArray("https://a.example/b?c");
    QTest::newRow("relative") << QByteArray("b") << QByteArray("https://a.example/s/b");
    QTest::newRow("other host") << QByteArray("https://b.example/") << QByteArray("https://b.example/");
    QTest::newRow("user") << QByteArray("https://u:p@b.example/") << QByteArray("https://b.example/");
    QTest::newRow("to http") << QByteArray("http://a.example/") << QByteArray();
    QTest::newRow("file") << QByteArray("file:///etc/passwd") << QByteArray();
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void tst_HttpResponseParser::redirects()
{
    QFETCH(const QByteArray, location);
    const auto target = redirectTarget("POST", 307, QUrl(QStringLiteral("https://a.example/s/x")),
                                       location, QNetworkRequest::NoLessSafeRedirectPolicy);
    QTEST(target ? target->toEncoded() : QByteArray(), "target");
}

QTEST_GUILESS_MAIN(tst_HttpResponseParser)
#include "tst_httpresponseparser.moc"
