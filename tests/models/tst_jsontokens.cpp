// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/jsonfind.h"
#include "models/jsontokens.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestJsonTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void findsValues_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QByteArray>("value");
        const auto nested = "{\"a\":{\"b\":[10, 20 ,{\"c\":\"]}\"}]},\"x/y\":1,\"~\":2,\"\":3}"_ba;
        QTest::newRow("whole") << nested << u""_s << nested;
        QTest::newRow("number") << nested << u"/a/b/1"_s << "20"_ba;
        QTest::newRow("brackets in a string") << nested << u"/a/b/2/c"_s << "\"]}\""_ba;
        QTest::newRow("object") << nested << u"/a/b/2"_s << "{\"c\":\"]}\"}"_ba;
        QTest::newRow("slash") << nested << u"/x~1y"_s << "1"_ba;
        QTest::newRow("tilde") << nested << u"/~0"_s << "2"_ba;
        QTest::newRow("empty key") << nested << u"/"_s << "3"_ba;
        QTest::newRow("absent") << nested << u"/a/c"_s << ""_ba;
        QTest::newRow("through a scalar") << nested << u"/x~1y/z"_s << ""_ba;
        QTest::newRow("past the end") << nested << u"/a/b/3"_s << ""_ba;
        QTest::newRow("negative") << nested << u"/a/b/-1"_s << ""_ba;
        QTest::newRow("no slash") << nested << u"a"_s << ""_ba;
        QTest::newRow("last duplicate") << "{\"a\":1,\"a\":2}"_ba << u"/a"_s << "2"_ba;
        QTest::newRow("escaped key") << "{\"\\u0061\":1}"_ba << u"/a"_s << "1"_ba;
        QTest::newRow("big number") << "{\"n\":12345678901234567890.5e400}"_ba << u"/n"_s
                                    << "12345678901234567890.5e400"_ba;
        QTest::newRow("cut") << "{\"a\":{\"b\":12"_ba << u"/a/b"_s << "12"_ba;
        QTest::newRow("cut string") << "{\"a\":\"bc"_ba << u"/a"_s << "\"bc"_ba;
        QTest::newRow("garbage") << QByteArray("\xff\0{,:", 5) << u"/a"_s << ""_ba;
        QTest::newRow("empty") << ""_ba << u"/a"_s << ""_ba;
    }

    void findsValues()
    {
        QFETCH(QByteArray, document);
        QFETCH(QString, pointer);
        QFETCH(QByteArray, value);
        QCOMPARE(jsonValueAt(document, pointer).toByteArray(), value);
    }

    void readsStrings_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << "\"abc\""_ba << u"abc"_s;
        QTest::newRow("escapes") << "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\""_ba << u"a\"\\/\b\f\n\r\t"_s;
        QTest::newRow("unicode") << "\"\\u20ac\""_ba << u"€"_s;
        QTest::newRow("pair") << "\"\\ud83d\\ude00\""_ba << u"😀"_s;
        QTest::newRow("lone high") << "\"\\ud800x\""_ba << u"\\ud800x"_s;
        QTest::newRow("lone low") << "\"\\udc00\""_ba << u"\\udc00"_s;
        QTest::newRow("high, then no low") << "\"\\ud83d\\u0041\""_ba << u"\\ud83dA"_s;
        QTest::newRow("cut escape") << "\"\\u12"_ba << u"\\u12"_s;
        QTest::newRow("raw UTF-8") << "\"€\""_ba << u"€"_s;
    }

    void readsStrings()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, text);
        QCOMPARE(jsonStringText(token), text);
    }

    void indents_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("indented");
        QTest::newRow("scalar") << " 1.0 "_ba << "1.0"_ba;
        QTest::newRow("object") << "{\"b\":1,\"a\":12345678901234567890}"_ba
                                << "{\n  \"b\": 1,\n  \"a\": 12345678901234567890\n}"_ba;
        QTest::newRow("nested") << "[{\"a\":[]},{}]"_ba
                                << "[\n  {\n    \"a\": []\n  },\n  {}\n]"_ba;
        QTest::newRow("duplicates") << "{\"a\":1,\"a\":2}"_ba << "{\n  \"a\": 1,\n  \"a\": 2\n}"_ba;
        QTest::newRow("strings untouched") << "[\"\\u0061 , : {\"]"_ba << "[\n  \"\\u0061 , : {\"\n]"_ba;
    }

    void indents()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, indented);
        const IndentedJson result = indentJson(text, 1 << 20);
        QCOMPARE(result.text, indented);
        QVERIFY(result.complete);
    }

    void indentsWithinLimits()
    {
        const QByteArray deep = QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
        const IndentedJson result = indentJson(deep, 100'000);
        QVERIFY(!result.complete);
        QVERIFY(result.text.size() < 100'200);
        QVERIFY(!indentJson("{\"a\":", 1000).complete);
        const IndentedJson cut = indentJson(QByteArray("[\"" + QByteArray(5000, 'x') + "\"]"), 1000);
        QVERIFY(!cut.complete);
        QCOMPARE(cut.text.size(), 1000);
    }

    void walksDeepNesting()
    {
        const QByteArray deep = QByteArray(1'000'000, '[') + "7" + QByteArray(1'000'000, ']');
        QCOMPARE(jsonValueAt(deep, u"/0").size(), deep.size() - 2);
        QVERIFY(jsonValueAt(deep, u"/1").isEmpty());
    }

    void findsPointers()
    {
        const auto document = "{\"a\":{\"Needle\":[1,\"x needle\",{\"k\":\"no\"}]},\"n/d\":\"NEEDLE\",\"z\":[[],[\"needle\"]]}"_ba;
        QCOMPARE(jsonPointersOf(document, u"needle"_s, 100),
                 (QStringList { u"/a/Needle"_s, u"/a/Needle/1"_s, u"/n~1d"_s, u"/z/1/0"_s }));
        QCOMPARE(jsonPointersOf(document, u"needle"_s, 2).size(), 2);
        QVERIFY(jsonPointersOf(document, u"absent"_s, 100).isEmpty());
        QVERIFY(jsonPointersOf(QByteArray(1'000'000, '['), u"x"_s, 100).isEmpty());
    }

    void namesJqPaths_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("path");
        QTest::newRow("root") << u""_s << u"."_s;
        QTest::newRow("names") << u"/a/b"_s << u".a.b"_s;
        QTest::newRow("index") << u"/list/1"_s << u".list[1]"_s;
        QTest::newRow("odd name") << u"/a b"_s << u".[\"a b\"]"_s;
        QTest::newRow("odd name below") << u"/a/x-y"_s << u".a[\"x-y\"]"_s;
        QTest::newRow("digits as key") << u"/a/7"_s << u".a[\"7\"]"_s;
    }

    void namesJqPaths()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, path);
        QCOMPARE(jqPath("{\"a\":{\"b\":1,\"7\":2,\"x-y\":3},\"list\":[1,2],\"a b\":4}", pointer), path);
    }
};

QTEST_GUILESS_MAIN(TestJsonTokens)
#include "tst_jsontokens.moc"
