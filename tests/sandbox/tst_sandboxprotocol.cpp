// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "protocol/createrequest_p.h"
#include "protocol/cursor_p.h"
#include "protocol/glob_p.h"
#include "protocol/jsonbody_p.h"
#include "protocol/position_p.h"
#include "protocol/producer_p.h"
#include "protocol/sseevent_p.h"

#include <QtTest/QTest>

using namespace DurableStreams::Server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSandboxProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void tokensSortLikePositions();
    void tokensOfOthersAreRefused_data();
    void tokensOfOthersAreRefused();
    void producers_data();
    void producers();
    void producerNumbers_data();
    void producerNumbers();
    void cursorsNeverGoBack_data();
    void cursorsNeverGoBack();
    void sseEvents_data();
    void sseEvents();
    void flattening_data();
    void flattening();
    void invalidJson_data();
    void invalidJson();
    void piecesJoinToTheSame();
    void boundariesOfMessages();
    void cutting_data();
    void cutting();
    void globs_data();
    void globs();
    void lifetimes_data();
    void lifetimes();
};

void TestSandboxProtocol::tokensSortLikePositions()
{
    const QList<Position> positions { 0, 1, 9, 10, 99'999, 9'999'999'999'999'999 };
    for (qsizetype i = 0; i < positions.size(); ++i) {
        QCOMPARE(fromToken(toToken(positions[i])), positions[i]);
        QVERIFY(i == 0 || toToken(positions[i - 1]) < toToken(positions[i]));
    }
}

void TestSandboxProtocol::tokensOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("valid");
    QTest::newRow("start") << "0000000000000000_0000000000000000"_ba << true;
    QTest::newRow("beyond everything") << "9999999999999999_9999999999999999"_ba << true;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("sentinel") << "-1"_ba << false;
    QTest::newRow("no separator") << "000000000000000000000000000000000"_ba << false;
    QTest::newRow("short") << "0_0"_ba << false;
    QTest::newRow("sign") << "0000000000000000_-000000000000001"_ba << false;
    QTest::newRow("letters") << "0000000000000000_00000000000000a0"_ba << false;
    QTest::newRow("path") << "0000000000000000_../../../../../etc"_ba << false;
}

void TestSandboxProtocol::tokensOfOthersAreRefused()
{
    QFETCH(QByteArray, token);
    QTEST(fromToken(token).has_value(), "valid");
}

void TestSandboxProtocol::producers_data()
{
    using State = std::optional<ProducerState>;
    QTest::addColumn<State>("state");
    QTest::addColumn<qint64>("epoch");
    QTest::addColumn<qint64>("sequence");
    QTest::addColumn<QByteArray>("verdict");
    QTest::newRow("first") << State() << 0LL << 0LL << "accept 0 0"_ba;
    QTest::newRow("first, later epoch") << State() << 7LL << 0LL << "accept 7 0"_ba;
    QTest::newRow("first with a gap") << State() << 0LL << 3LL << "gap 0 3"_ba;
    QTest::newRow("next") << State({ 2, 5 }) << 2LL << 6LL << "accept 2 6"_ba;
    QTest::newRow("same again") << State({ 2, 5 }) << 2LL << 5LL << "duplicate 2 5"_ba;
    QTest::newRow("older again") << State({ 2, 5 }) << 2LL << 0LL << "duplicate 2 5"_ba;
    QTest::newRow("gap") << State({ 2, 5 }) << 2LL << 8LL << "gap 6 8"_ba;
    QTest::newRow("new epoch") << State({ 2, 5 }) << 3LL << 0LL << "accept 3 0"_ba;
    QTest::newRow("epochs left out") << State({ 2, 5 }) << 9LL << 0LL << "accept 9 0"_ba;
    QTest::newRow("new epoch, not at 0") << State({ 2, 5 }) << 3LL << 1LL << "not at zero"_ba;
    QTest::newRow("stale epoch") << State({ 2, 5 }) << 1LL << 6LL << "stale 2"_ba;
}

void TestSandboxProtocol::producers()
{
    QFETCH(std::optional<ProducerState>, state);
    QFETCH(qint64, epoch);
    QFETCH(qint64, sequence);
    const auto text = [](const ProducerVerdict &verdict) {
        const auto pair = [](const QByteArray &name, qint64 a, qint64 b) {
            return QByteArray(name + ' ' + QByteArray::number(a) + ' ' + QByteArray::number(b));
        };
        if (const auto *v = std::get_if<Verdict::Accept>(&verdict)) {
            return pair("accept"_ba, v->next.epoch, v->next.lastSequence);
        }
        if (const auto *v = std::get_if<Verdict::Duplicate>(&verdict)) {
            return pair("duplicate"_ba, v->state.epoch, v->state.lastSequence);
        }
        if (const auto *v = std::get_if<Verdict::Gap>(&verdict)) {
            return pair("gap"_ba, v->expected, v->received);
        }
        if (const auto *v = std::get_if<Verdict::StaleEpoch>(&verdict)) {
            return QByteArray("stale "_ba + QByteArray::number(v->currentEpoch));
        }
        return "not at zero"_ba;
    };
    QTEST(text(judge(state, { "p"_ba, epoch, sequence })), "verdict");
}

void TestSandboxProtocol::producerNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("number"); // -1: refused
    QTest::newRow("zero") << "0"_ba << 0LL;
    QTest::newRow("largest") << "9007199254740991"_ba << 9007199254740991LL;
    QTest::newRow("too large") << "9007199254740992"_ba << -1LL;
    QTest::newRow("far too large") << "99999999999999999999"_ba << -1LL;
    QTest::newRow("empty") << ""_ba << -1LL;
    QTest::newRow("negative") << "-1"_ba << -1LL;
    QTest::newRow("plus") << "+1"_ba << -1LL;
    QTest::newRow("fraction") << "1.0"_ba << -1LL;
    QTest::newRow("exponent") << "1e3"_ba << -1LL;
}

void TestSandboxProtocol::producerNumbers()
{
    QFETCH(QByteArray, text);
    QTEST(parseProducerNumber(text).value_or(-1), "number");
}

void TestSandboxProtocol::cursorsNeverGoBack_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<qint64>("jitter");
    QTest::addColumn<QByteArray>("cursor");
    // 100 000 s after the epoch of cursors is interval 5000.
    QTest::newRow("none") << ""_ba << 1LL << "5000"_ba;
    QTest::newRow("behind") << "4999"_ba << 1LL << "5000"_ba;
    QTest::newRow("same") << "5000"_ba << 1LL << "5001"_ba;
    QTest::newRow("same, long jitter") << "5000"_ba << 3600LL << "5180"_ba;
    QTest::newRow("ahead") << "6000"_ba << 21LL << "6002"_ba;
    QTest::newRow("no number") << "abc"_ba << 1LL << "5000"_ba;
    QTest::newRow("no number of ours") << "9223372036854775807"_ba << 1LL << "5000"_ba;
}

void TestSandboxProtocol::cursorsNeverGoBack()
{
    QFETCH(QByteArray, client);
    QFETCH(qint64, jitter);
    using namespace std::chrono;
    const sys_time<milliseconds> now = sys_days { 2024y / October / 9 } + 100'000s;
    QTEST(nextCursor(client, now, seconds(jitter)), "cursor");
}

void TestSandboxProtocol::sseEvents_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("event");
    const auto row = [](const char *name, Framing framing, const QByteArray &content,
                        const QByteArray &lines) {
        QTest::newRow(name) << framing << content << QByteArray("event: data\n"_ba + lines + '\n');
    };
    row("json", Framing::Json, R"({"a":1},2)"_ba, "data:[\ndata:{\"a\":1},2\ndata:]\n"_ba);
    row("json over lines", Framing::Json, "{\n \"a\": 1}"_ba,
        "data:[\ndata:{\ndata:  \"a\": 1}\ndata:]\n"_ba);
    row("text", Framing::Text, "one"_ba, "data:one\n"_ba);
    row("text, leading space", Framing::Text, " one"_ba, "data:  one\n"_ba);
    row("text, line ends", Framing::Text, "a\nb\rc\r\nd\n"_ba,
        "data:a\ndata:b\ndata:c\ndata:d\ndata:\n"_ba);
    row("text, forged event", Framing::Text, "x\n\nevent: control\ndata: {}"_ba,
        "data:x\ndata:\ndata:event: control\ndata:data: {}\n"_ba);
    row("binary", Framing::Binary, QByteArray("\0\xFF\n", 3), "data:AP8K\n"_ba);
}

void TestSandboxProtocol::sseEvents()
{
    QFETCH(Framing, framing);
    QFETCH(QByteArray, content);
    QTEST(sseData(framing, content), "event");
}

void TestSandboxProtocol::flattening_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("messages");
    QTest::newRow("object") << R"({"a": 1})"_ba << QByteArrayList { R"({"a": 1})"_ba };
    QTest::newRow("scalar") << " 1.0 "_ba << QByteArrayList { "1.0"_ba };
    QTest::newRow("empty array") << " [ ] "_ba << QByteArrayList {};
    QTest::newRow("array") << "[1, \"a,]\" ,{ }]"_ba
                           << QByteArrayList { "1"_ba, "\"a,]\""_ba, "{ }"_ba };
    QTest::newRow("one level only")
        << "[[1,2],[[3]]]"_ba << QByteArrayList { "[1,2]"_ba, "[[3]]"_ba };
    QTest::newRow("bytes are kept")
        << R"([12345678901234567890,1E5,1e400,{"b":1,"a":1,"b":2},"\u00e9\ud800"])"_ba
        << QByteArrayList { "12345678901234567890"_ba, "1E5"_ba, "1e400"_ba,
                            R"({"b":1,"a":1,"b":2})"_ba, R"("\u00e9\ud800")"_ba };
    const qsizetype depth = 100'000;
    const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
    QTest::newRow("deep") << deep << QByteArrayList { deep.sliced(1, deep.size() - 2) };
}

void TestSandboxProtocol::flattening()
{
    QFETCH(QByteArray, body);
    const auto messages = flattenJson(body);
    QVERIFY2(messages, messages ? "" : messages.error().constData());
    QByteArrayList copies;
    for (QByteArrayView message : *messages) {
        copies.append(message.toByteArray());
    }
    QTEST(copies, "messages");
}

void TestSandboxProtocol::invalidJson_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body :
         { "",           " ",     "[",        "[1",  "[1,",     "[1,]",        "[,1]",     "[1 2]",
           "[1]2",       "{a:1}", "{\"a\"}",  "01",  "1.",      "-",           ".5",       "1e",
           "+1",         "nul",   "'a'",      "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\x01\"", "[1}",
           "{\"a\":1,}", "\xFF",  "\"\xC3\"", "1 2" }) {
        QTest::newRow(QByteArray("<"_ba + QByteArray(body).toPercentEncoding() + '>').constData())
            << QByteArray(body);
    }
}

void TestSandboxProtocol::invalidJson()
{
    QFETCH(QByteArray, body);
    const auto messages = flattenJson(body);
    QVERIFY(!messages);
    QVERIFY(messages.error().startsWith("Invalid JSON"));
}

void TestSandboxProtocol::piecesJoinToTheSame()
{
    const auto messages = flattenJson("[1,22,\"333\",{\"four\":4}]"_ba);
    for (qsizetype size = 1; size < 30; ++size) {
        const QList<QByteArray> pieces = joinMessages(*messages, size);
        QCOMPARE(QByteArrayList(pieces).join(','), "1,22,\"333\",{\"four\":4}"_ba);
        for (const QByteArray &piece : pieces) {
            QVERIFY(piece.size() <= size
                    || flattenJson(QByteArray('[' + piece + ']'))->size() == 1);
        }
    }
}

void TestSandboxProtocol::boundariesOfMessages()
{
    const QByteArray piece = R"(1,"a,b",[2,3])"_ba;
    QCOMPARE(endOfMessages(piece, 1), 2);
    QCOMPARE(endOfMessages(piece, 2), 8);
    QCOMPARE(endOfMessages(piece, 3), 14); // the comma behind the last counts
    QCOMPARE(endOfMessages(piece, 4).error(), 3);
    QList<qsizetype> boundaries;
    for (qsizetype i = 0; i < piece.size(); ++i) {
        if (isMessageBoundary(piece, i)) {
            boundaries.append(i);
        }
    }
    QCOMPARE(boundaries, QList<qsizetype>({ 0, 2, 8 }));
}

void TestSandboxProtocol::cutting_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("text");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::newRow("nothing") << ""_ba << true << QByteArrayList {};
    QTest::newRow("bytes") << "abcdefgh"_ba << false << QByteArrayList { "abcd"_ba, "efgh"_ba };
    QTest::newRow("binary is cut anywhere")
        << "abc\xC3\xA9z"_ba << false << QByteArrayList { "abc\xC3"_ba, "\xA9z"_ba };
    QTest::newRow("inside a character")
        << "abc\xC3\xA9z"_ba << true << QByteArrayList { "abc"_ba, "\xC3\xA9z"_ba };
    QTest::newRow("between CR and LF")
        << "abc\r\nz"_ba << true << QByteArrayList { "abc"_ba, "\r\nz"_ba };
    QTest::newRow("no UTF-8 at all")
        << QByteArray(8, '\x80') << true
        << QByteArrayList { "\x80"_ba, "\x80"_ba, "\x80"_ba, "\x80"_ba, "\x80\x80\x80\x80"_ba };
}

void TestSandboxProtocol::cutting()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, text);
    const QByteArrayList pieces = cutBytes(bytes, 4, text);
    QCOMPARE(pieces.join(), bytes);
    QTEST(pieces, "pieces");
}

void TestSandboxProtocol::globs_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("matches");
    QTest::newRow("literal") << "a/b"_ba
                             << "a/b"_ba << true;
    QTest::newRow("other") << "a/b"_ba
                           << "a/c"_ba << false;
    QTest::newRow("one segment") << "a/*"_ba
                                 << "a/b"_ba << true;
    QTest::newRow("one, not two") << "a/*"_ba
                                  << "a/b/c"_ba << false;
    QTest::newRow("one, not none") << "a/*"_ba
                                   << "a"_ba << false;
    QTest::newRow("any") << "**"_ba
                         << "a/b/c"_ba << true;
    QTest::newRow("none") << "a/**"_ba
                          << "a"_ba << true;
    QTest::newRow("prefix") << "a/**"_ba
                            << "b/a"_ba << false;
    QTest::newRow("in the middle") << "a/**/z"_ba
                                   << "a/b/c/z"_ba << true;
    QTest::newRow("in the middle, none") << "a/**/z"_ba
                                         << "a/z"_ba << true;
    QTest::newRow("twice") << "**/x/**/y"_ba
                           << "a/x/x/b/y"_ba << true;
    QTest::newRow("twice, no") << "**/x/**/y"_ba
                               << "a/x/x/b/z"_ba << false;
    QTest::newRow("empty") << ""_ba
                           << "a"_ba << false;
    QTest::newRow("hard") << QByteArray("**/a/"_ba.repeated(30) + "b"_ba) << "a/"_ba.repeated(500)
                          << false;
}

void TestSandboxProtocol::globs()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, path);
    QTEST(globMatches(pattern, path), "matches");
}

void TestSandboxProtocol::lifetimes_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("valid");
    for (const char *value : { "0", "1", "3600" }) {
        QTest::addRow("TTL %s", value) << "stream-ttl"_ba << QByteArray(value) << true;
    }
    for (const char *value :
         { "", "-1", "+1", "01", "1.0", "1e3", "0x10", "99999999999999999999", "a" }) {
        QTest::addRow("TTL <%s>", value) << "stream-ttl"_ba << QByteArray(value) << false;
    }
    for (const char *value :
         { "2030-01-02T03:04:05Z", "2030-01-02T03:04:05.678Z", "2030-01-02T03:04:05+02:00",
           "2030-01-02t23:59:59.123456789z", "2030-01-02T03:04:05-00:00" }) {
        QTest::addRow("expiry %s", value) << "stream-expires-at"_ba << QByteArray(value) << true;
    }
    for (const char *value :
         { "", "tomorrow", "2030-13-01T00:00:00Z", "2030-02-30T00:00:00Z", "2030-01-02T03:04:05",
           "2030-01-02", "2030-01-02T03:04Z", "2030-01-02T24:00:00Z", "2030-01-02T03:04:05+02",
           "2030-01-02T03:04:05+0200" }) {
        QTest::addRow("expiry <%s>", value) << "stream-expires-at"_ba << QByteArray(value) << false;
    }
}

void TestSandboxProtocol::lifetimes()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto create
        = parseCreate({ .method = Method::Put, .headers = { { name, value } } }, "/v1/stream/");
    QTEST(create.has_value(), "valid");
    QVERIFY(create || create.error().status == 400);
}

QTEST_GUILESS_MAIN(TestSandboxProtocol)
#include "tst_sandboxprotocol.moc"
