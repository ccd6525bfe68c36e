// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/payload.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void pieces_data();
    void pieces();
    void faults_data();
    void faults();
    void layout_data();
    void layout();
};

void TestPayload::pieces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<bool>("lineEnd");
    QTest::addColumn<QByteArrayList>("bodies");
    QTest::addColumn<qsizetype>("messages");

    const auto json = "application/json"_ba;
    const auto text = "text/plain; charset=utf-8"_ba;
    QTest::newRow("nothing") << u""_s << json << ComposeMode::One << true << QByteArrayList {}
                             << qsizetype(0);
    QTest::newRow("blank json") << u" \n "_s << json << ComposeMode::One << true
                                << QByteArrayList {} << qsizetype(0);
    QTest::newRow("one value, bytes kept")
        << u" {\"n\":1e400, \"n\":00.5}"_s.replace(u"00.5"_s, u"0.50"_s) << json << ComposeMode::One
        << true << QByteArrayList { "{\"n\":1e400, \"n\":0.50}" } << qsizetype(1);
    QTest::newRow("an array is one message") << u"[1,2]"_s << json << ComposeMode::One << false
                                             << QByteArrayList { "[1,2]" } << qsizetype(1);
    QTest::newRow("an array by element") << u"[1, [2,3], \"a,b\" ]"_s << json << ComposeMode::Array
                                         << false << QByteArrayList { "[1, [2,3], \"a,b\" ]" }
                                         << qsizetype(3);
    QTest::newRow("lines") << u"1\n\n  {\"a\":2}\r\n3"_s << json << ComposeMode::Lines << false
                           << QByteArrayList { "1", "{\"a\":2}", "3" } << qsizetype(3);
    QTest::newRow("text with a line feed") << u"hällo"_s << text << ComposeMode::One << true
                                           << QByteArrayList { "h\xC3\xA4llo\n" } << qsizetype(1);
    QTest::newRow("text as it is") << u" hi "_s << text << ComposeMode::One << false
                                   << QByteArrayList { " hi " } << qsizetype(1);
    QTest::newRow("text that ends with one") << u"hi\n"_s << text << ComposeMode::One << true
                                             << QByteArrayList { "hi\n" } << qsizetype(1);
}

void TestPayload::pieces()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, type);
    QFETCH(const ComposeMode, mode);
    QFETCH(const bool, lineEnd);
    QFETCH(const QByteArrayList, bodies);
    QFETCH(const qsizetype, messages);
    const Payload payload = makePayload(text, type, mode, lineEnd);
    QVERIFY2(!payload.fault, payload.fault ? qPrintable(payload.fault->reason) : "");
    QByteArrayList got;
    for (const PayloadPiece &piece : payload.pieces) {
        got.append(piece.body);
        QCOMPARE(piece.jsonValue, isJsonType(type) && mode != ComposeMode::Array);
    }
    QCOMPARE(got, bodies);
    QCOMPARE(payload.messages, messages);
    QCOMPARE(payload.isSendable(), messages > 0);
}

void TestPayload::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("position");
    QTest::newRow("a value is missing") << u"{\"a\":}"_s << ComposeMode::One << 1 << 6 << 5;
    QTest::newRow("second line, after a wide character")
        << u"{\n\"ä𝄞\": x}"_s << ComposeMode::One << 2 << 7 << 9;
    QTest::newRow("two values") << u"1 2"_s << ComposeMode::One << 1 << 3 << 2;
    QTest::newRow("third line of lines") << u"1\n2\n{"_s << ComposeMode::Lines << 3 << 2 << 5;
    QTest::newRow("no array") << u" {}"_s << ComposeMode::Array << 1 << 2 << 1;
    QTest::newRow("empty array") << u"[ ]"_s << ComposeMode::Array << 1 << 3 << 2;
}

void TestPayload::faults()
{
    QFETCH(const QString, text);
    QFETCH(const ComposeMode, mode);
    const Payload payload = makePayload(text, "application/json"_ba, mode, false);
    QVERIFY(payload.fault);
    QVERIFY(!payload.isSendable());
    QVERIFY(!payload.fault->reason.isEmpty());
    QTEST(int(payload.fault->line), "line");
    QTEST(int(payload.fault->column), "column");
    QTEST(int(payload.fault->position), "position");
}

void TestPayload::layout_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("formatted");
    QTest::addColumn<QByteArray>("minified");
    QTest::newRow("scalar") << "  1.50E+2 "_ba << "1.50E+2"_ba << "1.50E+2"_ba;
    QTest::newRow("empty") << "{ }"_ba << "{}"_ba << "{}"_ba;
    QTest::newRow("nested") << R"({"b":[1, 2],"a":{ },"b":[]})"_ba
                            << "{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": {},\n  \"b\": []\n}"_ba
                            << R"({"b":[1,2],"a":{},"b":[]})"_ba;
    QTest::newRow("strings stay") << R"(["a , {b\"}: ", "\\"])"_ba
                                  << "[\n  \"a , {b\\\"}: \",\n  \"\\\\\"\n]"_ba
                                  << R"(["a , {b\"}: ","\\"])"_ba;
}

void TestPayload::layout()
{
    QFETCH(const QByteArray, json);
    QTEST(formatJson(json), "formatted");
    QTEST(minifyJson(json), "minified");
    QCOMPARE(minifyJson(formatJson(json)), minifyJson(json));
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
