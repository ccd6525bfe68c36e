// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filtermatcher.h"
#include "models/filter/filtermeaning.h"
#include "models/filter/filterparser.h"
#include "models/filter/filtertext.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

QDateTime now()
{
    return QDateTime(QDate(2026, 1, 31), QTime(12, 30), QTimeZone::utc());
}

qint64 at(int hour, int minute, int second = 0, int ms = 0)
{
    return QDateTime(QDate(2026, 1, 31), QTime(hour, minute, second, ms), QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace

class TestFilterParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    // What a filter means, by what passes it.
    void understands_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("passes");
        const auto row = [](const QString &filter, const QByteArray &message, bool passes) {
            QTest::addRow("%s on %s", qPrintable(filter), message.constData()) << filter << message << passes;
        };
        row(u""_s, "anything"_ba, true);
        row(u"  "_s, "anything"_ba, true);
        row(u"refund"_s, "{\"type\":\"REFUND\"}"_ba, true);
        row(u"refund test"_s, "a test of a refund"_ba, true);
        row(u"refund test"_s, "a refund"_ba, false);
        row(u"refund -test"_s, "a refund"_ba, true);
        row(u"refund -test"_s, "a test of a refund"_ba, false);
        row(u"refund AND test"_s, "a refund"_ba, false);
        row(u"refund OR test"_s, "a test"_ba, true);
        row(u"a b OR c"_s, "c"_ba, true);
        row(u"a (b OR c)"_s, "c"_ba, false);
        row(u"a (b OR c)"_s, "ac"_ba, true);
        row(u"(a)(b)"_s, "ab"_ba, true);
        row(u"NOT (a OR b)"_s, "c"_ba, true);
        row(u"NOT NOT a"_s, "a"_ba, true);
        row(u"--a"_s, "a"_ba, true);
        row(u"-(a b)"_s, "a"_ba, true);
        row(u"\"a phrase\""_s, "xx A Phrase xx"_ba, true);
        row(u"\"a phrase\""_s, "a  phrase"_ba, false);
        row(u"\"OR\""_s, "x or y"_ba, true);
        row(u"\"say \\\"so\\\" \\\\\""_s, "say \"so\" \\"_ba, true);
        row(u"or"_s, "or"_ba, true);
        row(u"ORDER"_s, "order"_ba, true);
        row(u"/time(out|r)/"_s, "timer"_ba, true);
        row(u"/TIMEOUT/"_s, "timeout"_ba, false);
        row(u"/TIMEOUT|econn/i"_s, "ECONN"_ba, true);
        row(u"/a\\/b/"_s, "a/b"_ba, true);
        row(u"/a b/ c"_s, "a b c"_ba, true);
        row(u"/value/total>=100"_s, "{\"value\":{\"total\":100}}"_ba, true);
        row(u"value.total>=100 AND value.paid=false"_s, "{\"value\":{\"total\":129.95,\"paid\":false}}"_ba, true);
        row(u"value.total>=100"_s, "{\"value\":{\"total\":99.99}}"_ba, false);
        row(u"items[1].n=2"_s, "{\"items\":[{\"n\":1},{\"n\":2}]}"_ba, true);
        row(u"items.1.n=2"_s, "{\"items\":[{\"n\":1},{\"n\":2}]}"_ba, true);
        row(u"[0]=1"_s, "[1]"_ba, true);
        // Any element.
        row(u"items[*].n=2"_s, "{\"items\":[{\"n\":1},{\"n\":2}]}"_ba, true);
        row(u"items[*].n=3"_s, "{\"items\":[{\"n\":1},{\"n\":2}]}"_ba, false);
        row(u"-items[*].n=2"_s, "{\"items\":[{\"n\":1},{\"n\":2}]}"_ba, false);
        row(u"items[*].n!=1"_s, "{\"items\":[{\"n\":1},{\"n\":2}]}"_ba, true);
        row(u"has:items[*]"_s, "{\"items\":[]}"_ba, false);
        row(u"has:items[*]"_s, "{\"items\":[null]}"_ba, true);
        row(u"items[*]=1"_s, "{\"items\":{\"a\":1}}"_ba, false);
        row(u"items[*]=1"_s, "{\"items\":{\"*\":1}}"_ba, false);
        row(u"/items/*=1"_s, "{\"items\":{\"*\":1}}"_ba, false);
        row(u"\"/items/*\"=1"_s, "{\"items\":{\"*\":1}}"_ba, true);
        row(u"[*][*]=4"_s, "[[1,2],[3,4]]"_ba, true);
        row(u"[*][0]=4"_s, "[[1,2],[3,4]]"_ba, false);
        row(u"a[*].b[*]:x*"_s, "{\"a\":[{\"b\":[\"y\"]},{\"b\":[\"y\",\"xy\"]}]}"_ba, true);
        row(u"2*3"_s, "2*3"_ba, true);
        row(u"*"_s, "*"_ba, true);
        row(u"[*]"_s, "x[*]"_ba, true);
        // What is malformed is looked into as far as it goes.
        row(u"s^=caf"_s, "{\"s\":\"caf\xe9\"}"_ba, true);
        row(u"has:s"_s, "{\"s\":\"caf\xe9\"}"_ba, true);
        row(u"a=1"_s, "{\"a\":1,\"b\":"_ba, true);
        row(u"has:b"_s, "{\"a\":1,\"b\":"_ba, false);
        row(u"a=1"_s, "{\"a\":1}}"_ba, true);
        row(u"/a~1b=1"_s, "{\"a/b\":1}"_ba, true);
        row(u"\"a b\"=1"_s, "{\"a b\":1}"_ba, true);
        row(u"\"a.b\"=1"_s, "{\"a.b\":1}"_ba, true);
        row(u"\"/x/a b\"=1"_s, "{\"x\":{\"a b\":1}}"_ba, true);
        row(u"status=failed"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status=failed"_s, "{\"status\":\"Failed\"}"_ba, false);
        row(u"status:fail*"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status:f?iled"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status:fail"_s, "{\"status\":\"failed\"}"_ba, false);
        row(u"name:?x"_s, "{\"name\":\"\xc3\xa9x\"}"_ba, true);
        row(u"status~^f.*d$"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status~/FAIL/i"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status~\"fail ed\""_s, "{\"status\":\"fail ed\"}"_ba, true);
        row(u"status^=fa"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status$=ed"_s, "{\"status\":\"failed\"}"_ba, true);
        row(u"status=\"two words\""_s, "{\"status\":\"two words\"}"_ba, true);
        row(u"status!=failed"_s, "{\"status\":\"ok\"}"_ba, true);
        row(u"status!=failed"_s, "{}"_ba, false);
        row(u"-status=failed"_s, "{}"_ba, true);
        row(u"n=100"_s, "{\"n\":\"100\"}"_ba, false);
        row(u"n=\"100\""_s, "{\"n\":\"100\"}"_ba, true);
        row(u"n!=100"_s, "{\"n\":\"100\"}"_ba, true);
        row(u"n=1.0"_s, "{\"n\":1}"_ba, true);
        row(u"n=9007199254740993"_s, "{\"n\":9007199254740992}"_ba, false);
        row(u"n=1k"_s, "{\"n\":1000}"_ba, true);
        row(u"n=1.5Ki"_s, "{\"n\":1536}"_ba, true);
        row(u"n=2MB"_s, "{\"n\":2e6}"_ba, true);
        row(u"n=-5"_s, "{\"n\":-5}"_ba, true);
        row(u"n=1..3"_s, "{\"n\":3}"_ba, true);
        row(u"n=1..3"_s, "{\"n\":3.01}"_ba, false);
        row(u"s=a..c"_s, "{\"s\":\"b\"}"_ba, true);
        row(u"s>b"_s, "{\"s\":\"c\"}"_ba, true);
        row(u"s>b"_s, "{\"s\":5}"_ba, false);
        row(u"ok=true"_s, "{\"ok\":true}"_ba, true);
        row(u"ok=true"_s, "{\"ok\":\"true\"}"_ba, false);
        row(u"ok=null"_s, "{\"ok\":null}"_ba, true);
        row(u"ok!=null"_s, "{\"ok\":0}"_ba, true);
        row(u"has:value.total"_s, "{\"value\":{\"total\":null}}"_ba, true);
        row(u"has:value.total"_s, "{\"value\":{}}"_ba, false);
        row(u"has:/"_s, "{\"\":1}"_ba, true);
        row(u"op=delete"_s, "{\"headers\":{\"operation\":\"delete\"}}"_ba, true);
        row(u"op:delete key:order:*"_s, "{\"key\":\"order:3\",\"headers\":{\"operation\":\"delete\"}}"_ba, true);
        row(u"type=order"_s, "{\"type\":\"order\"}"_ba, true);
        row(u"size>9"_s, "0123456789"_ba, true);
        row(u"size>10"_s, "0123456789"_ba, false);
        row(u"size=10..12"_s, "0123456789"_ba, true);
        row(u"index=7"_s, "x"_ba, true);
        row(u"index>=1k"_s, "x"_ba, false);
        row(u"offset:*0168"_s, "x"_ba, true);
        row(u"offset=5"_s, "x"_ba, false);
        row(u"time>-30s"_s, "x"_ba, false);
        row(u"time>-5m"_s, "x"_ba, true);
        row(u"time<-1h"_s, "x"_ba, false);
        row(u"time=12:25..12:30"_s, "x"_ba, true);
        row(u"time=12:28..12:30"_s, "x"_ba, false);
        row(u"time>2026-01-31"_s, "x"_ba, true);
        row(u"time>2026-01-31T12:27:00.001"_s, "x"_ba, false);
        row(u"https://example.org"_s, "see https://example.org/x"_ba, true);
        row(u"12:00"_s, "at 12:00"_ba, true);
        row(u"error:"_s, "Error: no"_ba, true);
        row(u"é"_s, "\xc3\xa9"_ba, true);
        row(u"a.b"_s, "xa.by"_ba, true);
        row(u"\\d"_s, "\\d"_ba, true);
        row(u"\"-\""_s, "a-b"_ba, true);
        row(u"a-b"_s, "a-b"_ba, true);
        row(u"a=\"\""_s, "{\"a\":\"\"}"_ba, true);
        row(u"\"\\u0061\"=1"_s, "{\"\\\\u0061\":1}"_ba, true);
        row(u"a=\u00e9"_s, "{\"\\u0061\":\"\\u00e9\"}"_ba, true);
        row(u"a=1"_s, "{\"a\":2,\"a\":1}"_ba, true);
        // Of a key that is there several times, any.
        row(u"a=2"_s, "{\"a\":2,\"a\":1}"_ba, true);
        row(u"a=3"_s, "{\"a\":2,\"a\":1}"_ba, false);
        row(u"a!=2"_s, "{\"a\":2,\"a\":1}"_ba, true);
        row(u"-a=2"_s, "{\"a\":2,\"a\":1}"_ba, false);
        row(u"a.x=1"_s, "{\"a\":{\"x\":1},\"a\":{\"y\":1}}"_ba, true);
        row(u"has:a.x"_s, "{\"a\":{\"x\":1},\"a\":{\"y\":1}}"_ba, true);
        // Blanks around a comparison.
        row(u"total >=100"_s, "{\"total\":100}"_ba, true);
        row(u"total >= 100"_s, "{\"total\":99}"_ba, false);
        row(u"total>= 100"_s, "{\"total\":100}"_ba, true);
        row(u"total = 100 OR x"_s, "x"_ba, true);
        row(u"size > 64k"_s, "total"_ba, false);
        row(u"a = b"_s, "{\"a\":\"b\"}"_ba, true);
        row(u"a = b"_s, "a = b"_ba, false);
        row(u"\"odd name\" = 1"_s, "{\"odd name\":1}"_ba, true);
        row(u"a ~ ^b"_s, "{\"a\":\"bc\"}"_ba, true);
        row(u"\"total >= 100\""_s, "total >= 100"_ba, true);
        row(u"error <item>"_s, "an error in <item>"_ba, true);
        row(u"cat ~/file"_s, "cat ~/file"_ba, true);
        // Words that are none of the operators.
        row(u"(or)"_s, "or"_ba, true);
        row(u"refund or"_s, "refund or"_ba, true);
        row(u"not"_s, "not"_ba, true);
        row(u"notes and"_s, "and notes"_ba, true);
        row(u"\"or\" \"and\""_s, "and or"_ba, true);
        row(u"!"_s, "!"_ba, true);
        row(u"items[0]=1"_s, "{\"items\":[1]}"_ba, true);
        row(u"[error]"_s, "[error]"_ba, true);
        row(u"name=it's"_s, "{\"name\":\"it's\"}"_ba, true);
        row(u"name=wait.."_s, "{\"name\":\"wait..\"}"_ba, true);
        // The empty name.
        row(u"has:\"\""_s, "{\"\":1}"_ba, true);
        row(u"\"\"=1"_s, "{\"\":1}"_ba, true);
        row(u"\"\"=2"_s, "{\"\":1}"_ba, false);
        // What is in parentheses belongs to the pattern.
        row(u"msg~^(a+)+$"_s, "{\"msg\":\"aaa\"}"_ba, true);
        row(u"msg~(?i)TIME"_s, "{\"msg\":\"timeout\"}"_ba, true);
        row(u"(w~^(re|can) OR x)"_s, "{\"w\":\"cancel\"}"_ba, true);
        row(u"(w~[(]a)"_s, "{\"w\":\"(a\"}"_ba, true);
        row(u"(w~\\(a)"_s, "{\"w\":\"(a\"}"_ba, true);
        // Letters beyond ASCII have a case, too.
        row(u"äöü"_s, "ÄÖÜ"_ba, true);
        row(u"ÄÖÜ"_s, "x äöü y"_ba, true);
        row(u"\"É (x) *\""_s, "é (X) *"_ba, true);
        row(u"σίσυφος"_s, "ΣΊΣΥΦΟΣ"_ba, true);
        row(u"äö"_s, "ao"_ba, false);
        row(u"漢字"_s, "漢字"_ba, true);
        row(u"é"_s, "\xff\xc3\x89"_ba, true);
        // Phrases side by side are no name.
        row(u"\"a\".\"b\""_s, "a \".\"b\""_ba, true);
        row(u"it is not"_s, "it is not"_ba, true);
        row(u"what is in (a b)"_s, "what is in a b"_ba, true);
    }

    void understands()
    {
        QFETCH(QString, filter);
        QFETCH(QByteArray, message);
        QFETCH(bool, passes);
        const auto expression = FilterExpression::parse(filter, now());
        QVERIFY2(expression, expression ? "" : qPrintable(expression.error().text()));
        FilterMatcher matcher(*expression);
        const FilterRow row { message, true, 7, at(12, 27), "0000_0168" };
        QCOMPARE(matcher.match(row), passes ? FilterVerdict::Yes : FilterVerdict::No);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<qsizetype>("position");
        QTest::addColumn<QString>("message");
        const auto row = [](const QString &filter, qsizetype position, const QString &message) {
            QTest::addRow("%s", qPrintable(filter)) << filter << position << message;
        };
        row(u"(a b"_s, 0, u"there is no “)” for this “(”"_s);
        row(u"items[-1]=1"_s, 5, u"elements are counted from 0, at the beginning; from the end nothing is "
                                 "counted. [*] is any of them"_s);
        row(u"a b)"_s, 3, u"there is no “(” for this “)”"_s);
        row(u"()"_s, 1, u"something to look for is missing here"_s);
        row(u"a OR"_s, 4, u"something to look for is missing here"_s);
        row(u"OR a"_s, 0, u"OR needs something on both sides; to look for the word, write \"OR\""_s);
        row(u"a OR OR b"_s, 5, u"OR needs something on both sides; to look for the word, write \"OR\""_s);
        row(u"AND"_s, 0, u"AND needs something on both sides; to look for the word, write \"AND\""_s);
        const QString minus = u"there is nothing right behind this - (write -word, or "
                              "\"-\" for the sign itself)"_s;
        row(u"-"_s, 0, minus);
        row(u"a - b"_s, 2, minus);
        row(u"a -- "_s, 3, minus);
        row(u"(-)"_s, 1, minus);
        row(u"NOT -"_s, 4, minus);
        row(u"NOT"_s, 3, u"something to look for is missing here"_s);
        row(u"a \"b"_s, 2, u"this quote is not closed: end it with \""_s);
        row(u"x /a(b/"_s, 6, u"this is no regular expression: missing closing parenthesis"_s);
        row(u"s~a("_s, 4, u"this is no regular expression: missing closing parenthesis"_s);
        row(u"total>"_s, 6, u"a value for total is missing here"_s);
        row(u"size>big"_s, 5, u"size is compared with a number, such as 100, 64k or 2MiB"_s);
        row(u"size~1"_s, 4, u"size is no text: compare it with = != > >= < <="_s);
        row(u"size:1*"_s, 5, u"size is no text: compare it with = != > >= < <="_s);
        row(u"time>soon"_s, 5,
            u"a time is written as -30s, -5m, -2h, -1d, 12:00, 12:00:05.250 or 2026-01-31T12:00"_s);
        row(u"has:"_s, 0, u"has: needs the name of a field, such as has:value.total"_s);
        row(u"has:a=1"_s, 0, u"has: needs the name of a field, such as has:value.total"_s);
        row(u"a=1..b"_s, 2, u"both ends of a range must be numbers, or both times, or both text"_s);
        row(u"ok>true"_s, 3, u"true, false and null are compared with = or !="_s);
        row(u"a=\"b\"c"_s, 5, u"a space is missing here"_s);
        row(u"a = "_s, 3, u"a value for a is missing here"_s);
        row(u"a = OR b"_s, 3, u"a value for a is missing here"_s);
        row(u"s~(a b)"_s, 4,
            u"this is no regular expression: missing closing parenthesis; one with blanks in it goes between "
            "slashes: s~/…/"_s);
        row(u"/x/ > 5"_s, 4,
            u"the field that is compared is missing before >; to look for the sign, write \">\""_s);
    }

    // What looks like a test or an operator and is none, and what may have been meant.
    void suggests_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<qsizetype>("position");
        QTest::addColumn<QString>("suggestion");
        const auto row = [](const QString &filter, qsizetype position, const QString &suggestion) {
            QTest::addRow("%s", qPrintable(filter)) << filter << position << suggestion;
        };
        row(u"total==100"_s, 5, u"total=100"_s);
        row(u"total == 100 OR x"_s, 6, u"total=100 OR x"_s);
        row(u"total=>100"_s, 5, u"total>=100"_s);
        row(u"total => 100"_s, 6, u"total>=100"_s);
        row(u"total=<100"_s, 5, u"total<=100"_s);
        row(u"total<>100"_s, 5, u"total!=100"_s);
        row(u"total <> 100"_s, 6, u"total!=100"_s);
        row(u"name=='x'"_s, 4, u"name=\"x\""_s);
        row(u"name='two words' y"_s, 5, u"name=\"two words\" y"_s);
        row(u"msg=~^a"_s, 3, u"msg~^a"_s);
        row(u"refund && eur"_s, 7, u"refund AND eur"_s);
        row(u"refund || eur"_s, 7, u"refund OR eur"_s);
        row(u"refund or cancel"_s, 7, u"refund OR cancel"_s);
        row(u"refund And cancel or x"_s, 7, u"refund AND cancel OR x"_s);
        row(u"!refund"_s, 0, u"-refund"_s);
        row(u"a !(b c)"_s, 2, u"a -(b c)"_s);
        row(u"not refund"_s, 0, u"NOT refund"_s);
        row(u"total=1.."_s, 6, u"total>=1"_s);
        row(u"total = 10.."_s, 8, u"total>=10"_s);
        row(u"total=..5"_s, 6, u"total<=5"_s);
        row(u"time=12:00.."_s, 5, u"time>=12:00"_s);
        row(u"total=5..1"_s, 6, u"total=1..5"_s);
        row(u"total=-1..-5 x"_s, 6, u"total=-5..-1 x"_s);
        row(u"size=2k..1000"_s, 5, u"size=1000..2k"_s);
        row(u"time=12:30..12:00"_s, 5, u"time=12:00..12:30"_s);
        row(u"name=m..a"_s, 5, u"name=a..m"_s);
        row(u"name!~x"_s, 4, u"-name~x"_s);
        row(u"a name !~ x.*y b"_s, 7, u"a -name~x.*y b"_s);
        row(u"value.name!~/a b/i"_s, 10, u"-value.name~/a b/i"_s);
        row(u"key!:order:*"_s, 3, u"-key:order:*"_s);
        row(u"items[x]=1"_s, 5, u"items.x=1"_s);
        row(u"has:items[x]"_s, 9, u"has:items.x"_s);
        row(u"\"ws2\"[1]=2"_s, 0, u"ws2.1=2"_s);
        row(u"\"http://x\".y=1"_s, 0, u"\"/http:~1~1x/y\"=1"_s);
        row(u"duration:>1000"_s, 8, u"duration>1000"_s);
        row(u"x value.total:<=2k y"_s, 13, u"x value.total<=2k y"_s);
        row(u"time:>-5m"_s, 4, u"time>-5m"_s);
        row(u"exists(order)"_s, 0, u"has:order"_s);
        row(u"a EXISTS(value.total) b"_s, 2, u"a has:value.total b"_s);
        row(u"count(items)"_s, 0, u"\"count(items)\""_s);
        row(u"items[].sku=A7"_s, 5, u"items[*].sku=A7"_s);
        row(u"items[-1].sku=A7"_s, 5, u""_s);
        row(u"$.total=100"_s, 0, u"total=100"_s);
        row(u"$.total==100"_s, 0, u"total=100"_s);
        row(u"total=="_s, 5, u""_s);
        // Lists, as other languages write them.
        row(u"level not in (error, warn)"_s, 0, u"-(level=error OR level=warn)"_s);
        row(u"level not in (error)"_s, 0, u"-level=error"_s);
        row(u"level is not in [error,warn] twice"_s, 0, u"-(level=error OR level=warn) twice"_s);
        row(u"twice -level not in (a, b)"_s, 7, u"twice --(level=a OR level=b)"_s);
        row(u"(level not in (a, \"b c\"))"_s, 1, u"(-(level=a OR level=\"b c\"))"_s);
        row(u"\"odd name\" not in (1, 2)"_s, 0, u"-(\"odd name\"=1 OR \"odd name\"=2)"_s);
        row(u"level not in(error, warn)"_s, 0, u"-(level=error OR level=warn)"_s);
        row(u"level in(error, warn)"_s, 0, u"level=error OR level=warn"_s);
        row(u"x level NOT IN(error, it's late)"_s, 2, u"x -(level=error OR level=\"it's late\")"_s);
        row(u"said not in time"_s, 5, u"said NOT in time"_s);
        // Names that go on behind quotes, or have some within.
        row(u"\"user\".\"city\"=x"_s, 0, u"user.city=x"_s);
        row(u"a \"user\".\"first name\"=x"_s, 2, u"a \"/user/first name\"=x"_s);
        row(u"user.\"first name\" = x"_s, 0, u"\"/user/first name\" = x"_s);
        row(u"user[\"city\"]:x*"_s, 0, u"user.city:x*"_s);
        row(u"user['city']=x"_s, 0, u"user.city=x"_s);
        row(u"\"items\"[*].\"sku\"=A7"_s, 0, u"items[*].sku=A7"_s);
        row(u"items[*].\"odd name\"=A7"_s, 0, u""_s);
        row(u"has:\"user\".\"city\""_s, 4, u"has:user.city"_s);
        row(u"has:user[\"city\"] x"_s, 4, u"has:user.city x"_s);
    }
    void suggests()
    {
        QFETCH(QString, filter);
        QFETCH(QString, suggestion);
        const auto expression = FilterExpression::parse(filter, now());
        QVERIFY(!expression);
        QTEST(expression.error().position, "position");
        QCOMPARE(expression.error().suggestion, suggestion);
        QCOMPARE(expression.error().question().isEmpty(), suggestion.isEmpty());
        QVERIFY(suggestion.isEmpty() || FilterExpression::parse(suggestion, now()));
        // As it stands it can be looked for in quotes.
        QVERIFY(FilterExpression::parse(filterQuoted(filter), now()));
    }

    // How a filter was understood, for who wrote it.
    void tellsTheMeaning_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("meaning");
        const auto row = [](const QString &filter, const QString &meaning) {
            QTest::addRow("%s", qPrintable(filter)) << filter << meaning;
        };
        row(u""_s, u""_s);
        row(u"refund"_s, u"word “refund”"_s);
        row(u"äöü"_s, u"word “äöü”"_s);
        row(u"\"too late\" x"_s, u"text “too late” and word “x”"_s);
        row(u"total >=100"_s, u"total ≥ 100 (field)"_s);
        row(u"a+b=c"_s, u"word “a+b=c”"_s);
        row(u"size>64k OR type=x y"_s, u"size > 64k (of the row) or (type = x (field) and word “y”)"_s);
        row(u"-has:note"_s, u"not has note (field)"_s);
        row(u"total=1..5"_s, u"total from 1 to 5 (field)"_s);
        row(u"key:order:*"_s, u"key is like order:* (field)"_s);
        row(u"/a b/i"_s, u"regular expression a b"_s);
    }
    void tellsTheMeaning()
    {
        QFETCH(QString, filter);
        const auto expression = FilterExpression::parse(filter);
        QVERIFY(expression);
        QTEST(filterMeaning(*expression), "meaning");
    }

    // A time that was given as so long ago stays where it was: when that was.
    void tellsWhenAMomentWas()
    {
        const auto expression = FilterExpression::parse(u"time>-30s"_s, now());
        QVERIFY(expression);
        const QDateTime when = QDateTime::fromMSecsSinceEpoch(at(12, 29, 30));
        QCOMPARE(filterMeaning(*expression),
                 u"time > %1 (of the row)"_s.arg(when.toString(u"yyyy-MM-dd HH:mm:ss"_s)));
    }

    void knowsWhatNeedsMembers_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("needs");
        QTest::newRow("none") << u""_s << false;
        QTest::newRow("a word") << u"a"_s << false;
        QTest::newRow("a field") << u"a=1"_s << true;
        QTest::newRow("both") << u"a=1 b"_s << true;
        QTest::newRow("either") << u"a=1 OR b"_s << false;
        QTest::newRow("either of two") << u"a=1 OR has:b"_s << true;
        QTest::newRow("not a field") << u"-a=1"_s << false;
        QTest::newRow("of the row") << u"size>1"_s << false;
    }
    void knowsWhatNeedsMembers()
    {
        QFETCH(QString, filter);
        QTEST(needsMembers(*FilterExpression::parse(filter)), "needs");
    }

    void namesWhatIsWrong()
    {
        QFETCH(QString, filter);
        QFETCH(qsizetype, position);
        QFETCH(QString, message);
        const auto expression = FilterExpression::parse(filter, now());
        QVERIFY(!expression);
        QCOMPARE(expression.error().message, message);
        QCOMPARE(expression.error().position, position);
        QCOMPARE(expression.error().text(), u"Column %1: %2"_s.arg(QString::number(position + 1), message));
    }

    // What may be right with the next letter, from what is wrong whatever follows.
    void knowsWhatIsOpen_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("open");
        QTest::newRow("a quote") << u"a \"b c"_s << true;
        QTest::newRow("a value in quotes") << u"a=\"b c"_s << true;
        QTest::newRow("a parenthesis") << u"(a OR b"_s << true;
        QTest::newRow("a wrong value") << u"size>big"_s << false;
        QTest::newRow("a missing value") << u"type="_s << false;
        QTest::newRow("a parenthesis too many") << u"a)"_s << false;
    }

    void knowsWhatIsOpen()
    {
        QFETCH(QString, filter);
        const auto expression = FilterExpression::parse(filter, now());
        QVERIFY(!expression);
        QTEST(expression.error().open, "open");
    }

    void refusesAbsurdNesting()
    {
        const auto expression = FilterExpression::parse(QString(100'000, u'('), now());
        QVERIFY(!expression);
        QCOMPARE(expression.error().position, 100);
    }

    void readsTimes_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<qint64>("time");
        QTest::newRow("seconds") << u"-30s"_s << at(12, 29, 30);
        QTest::newRow("minutes") << u"-5m"_s << at(12, 25);
        QTest::newRow("hours") << u"-2h"_s << at(10, 30);
        QTest::newRow("days") << u"-1d"_s << at(12, 30) - 86'400'000;
        QTest::newRow("time") << u"9:05"_s << at(9, 5);
        QTest::newRow("with seconds") << u"09:05:07"_s << at(9, 5, 7);
        QTest::newRow("with milliseconds") << u"09:05:07.250"_s << at(9, 5, 7, 250);
        QTest::newRow("date") << u"2026-01-31"_s << at(0, 0);
        QTest::newRow("date and time") << u"2026-01-31T09:05"_s << at(9, 5);
        QTest::newRow("with a zone") << u"2026-01-31T09:05:00Z"_s << at(9, 5);
        QTest::newRow("with an offset") << u"2026-01-31T09:05:00+01:00"_s << at(8, 5);
    }

    void readsTimes()
    {
        QFETCH(QString, word);
        QFETCH(qint64, time);
        QCOMPARE(parseFilterTime(word, now()), std::optional(time));
    }

    void refusesTimes_data()
    {
        QTest::addColumn<QString>("word");
        for (const char *word : { "", "-", "-5", "-m", "-5x", "--5m", "25:00", "12:60", "2026-13-01", "now",
                                  "-99999999999999999999s" }) {
            QTest::newRow(*word ? word : "empty") << QString::fromLatin1(word);
        }
    }

    void refusesTimes()
    {
        QFETCH(QString, word);
        QVERIFY(!parseFilterTime(word, now()));
    }

    // A search that would take for ever is given up, and neither passes nor fails the row.
    void givesUpHostilePatterns_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::newRow("alone") << u"/(a+)+$/"_s;
        QTest::newRow("negated") << u"-/(a+)+$/"_s;
        QTest::newRow("with what passes") << u"aaa /(a+)+$/"_s;
        QTest::newRow("or what fails") << u"zzz OR /(a+)+$/"_s;
    }

    void givesUpHostilePatterns()
    {
        QFETCH(QString, filter);
        FilterMatcher matcher(*FilterExpression::parse(filter));
        const QByteArray hostile = QByteArray(60, 'a') + 'b';
        QCOMPARE(matcher.match({ hostile }), FilterVerdict::Undecided);
    }

    void decidesWithoutTheHostilePart()
    {
        const QByteArray hostile = QByteArray(60, 'a') + 'b';
        FilterMatcher no(*FilterExpression::parse(u"/(a+)+$/ zzz"_s));
        QCOMPARE(no.match({ hostile }), FilterVerdict::No);
        FilterMatcher yes(*FilterExpression::parse(u"/(a+)+$/ OR aaa"_s));
        QCOMPARE(yes.match({ hostile }), FilterVerdict::Yes);
    }

    void searchesAroundInvalidBytes()
    {
        FilterMatcher matcher(*FilterExpression::parse(u"/b.d/"_s));
        QCOMPARE(matcher.match({ "a\xff\xfe""bcd" }), FilterVerdict::Yes);
        QCOMPARE(matcher.match({ "b\xff""d" }), FilterVerdict::No);
        QCOMPARE(matcher.match({ "" }), FilterVerdict::No);
    }

    // Characters of Latin-1 in a text, bytes in what is none.
    void findsBytes_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("passes");
        const QByteArray binary("\x00\x89PNG\xff\xd8", 7);
        QTest::newRow("a byte") << u"/\\xff/"_s << binary << true;
        QTest::newRow("in braces") << u"/\\x{FF}\\xd8/"_s << binary << true;
        QTest::newRow("with text") << u"/\\x89PNG/"_s << binary << true;
        QTest::newRow("text beside it") << u"/png/i"_s << binary << true;
        QTest::newRow("another byte") << u"/\\xfe/"_s << binary << false;
        QTest::newRow("of a malformed message") << u"/caf\\xe9/"_s << "{\"s\":\"caf\xe9\"}"_ba << true;
        QTest::newRow("a character") << u"/caf\\xe9/"_s << "caf\xc3\xa9"_ba << true;
        QTest::newRow("a byte of a character") << u"/\\xc3/"_s << "caf\xc3\xa9"_ba << false;
        QTest::newRow("an escaped backslash") << u"/\\\\xff/"_s << binary << false;
        QTest::newRow("beyond bytes") << u"/\\x{1ff}|\\xff/"_s << "\xc7\xbf"_ba << true;
    }
    void findsBytes()
    {
        QFETCH(QString, filter);
        QFETCH(QByteArray, message);
        QFETCH(bool, passes);
        FilterMatcher matcher(*FilterExpression::parse(filter));
        QCOMPARE(matcher.match({ message }), passes ? FilterVerdict::Yes : FilterVerdict::No);
    }

    void looksIntoJsonOnly()
    {
        FilterMatcher matcher(*FilterExpression::parse(u"a=1"_s));
        QCOMPARE(matcher.match({ "{\"a\":1}", true }), FilterVerdict::Yes);
        QCOMPARE(matcher.match({ "{\"a\":1}", false }), FilterVerdict::No);
    }
};

QTEST_GUILESS_MAIN(TestFilterParser)
#include "tst_filterparser.moc"
