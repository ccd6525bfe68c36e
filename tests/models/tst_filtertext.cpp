// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filteradvice.h"
#include "models/filter/filtermatcher.h"
#include "models/filter/filtertext.h"
#include "models/jsontokens.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestFilterText : public QObject
{
    Q_OBJECT

    static Message message(const QByteArray &json)
    {
        const auto owner = std::make_shared<const QByteArray>(json);
        Message message;
        message.id = 1;
        message.flags = RowFlag::Json;
        message.bytes = *owner;
        message.owner = owner;
        return message;
    }
    static bool passes(const QString &filter, const QByteArray &json)
    {
        const auto expression = FilterExpression::parse(filter);
        return expression && FilterMatcher(*expression).match({ json, true }) == FilterVerdict::Yes;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    // From a value in a tree to a filter that its message passes, and one with another value does not.
    void finds_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("filter");
        QTest::newRow("number") << "{\"value\":{\"total\":129.950}}"_ba << u"/value/total"_s << u"value.total=129.950"_s;
        QTest::newRow("great number") << "{\"a\":12345678901234567890}"_ba << u"/a"_s << u"a=12345678901234567890"_s;
        QTest::newRow("text") << "{\"a\":\"x y\"}"_ba << u"/a"_s << u"a=\"x y\""_s;
        QTest::newRow("quotes") << "{\"a\":\"say \\\"no\\\" \\\\\"}"_ba << u"/a"_s << u"a=\"say \\\"no\\\" \\\\\""_s;
        QTest::newRow("a number in quotes") << "{\"a\":\"5\"}"_ba << u"/a"_s << u"a=\"5\""_s;
        QTest::newRow("word") << "{\"a\":{\"b\":null}}"_ba << u"/a/b"_s << u"a.b=null"_s;
        QTest::newRow("element") << "{\"a\":[1,{\"b\":false}]}"_ba << u"/a/1/b"_s << u"a.1.b=false"_s;
        QTest::newRow("a field's name") << "{\"size\":7}"_ba << u"/size"_s << u"/size=7"_s;
        QTest::newRow("type") << "{\"type\":\"order\"}"_ba << u"/type"_s << u"type=\"order\""_s;
        QTest::newRow("dot") << "{\"a.b\":7}"_ba << u"/a.b"_s << u"\"/a.b\"=7"_s;
        QTest::newRow("slash") << "{\"a/b\":7}"_ba << u"/a~1b"_s << u"/a~1b=7"_s;
        QTest::newRow("space") << "{\"a b\":{\"c\":7}}"_ba << u"/a b/c"_s << u"\"/a b/c\"=7"_s;
        QTest::newRow("dash") << "{\"-a\":7}"_ba << u"/-a"_s << u"/-a=7"_s;
        QTest::newRow("empty name") << "{\"\":7}"_ba << u"/"_s << u"/=7"_s;
        QTest::newRow("not Latin") << "{\"größe\":7}"_ba << u"/größe"_s << u"größe=7"_s;
        QTest::newRow("first element") << "[7]"_ba << u"/0"_s << u"/0=7"_s;
        QTest::newRow("whole document") << "\"word\""_ba << u""_s << u"\"word\""_s;
        QTest::newRow("object") << "{\"a\":{\"b\":1}}"_ba << u"/a"_s << u"has:a"_s;
    }
    void finds()
    {
        QFETCH(QByteArray, document);
        QFETCH(QString, pointer);
        QFETCH(QString, filter);
        const QByteArrayView value = jsonValueAt(document, pointer);
        QVERIFY(!value.isEmpty());
        QCOMPARE(filterForValue(pointer, value), filter);
        QVERIFY(passes(filter, document));
        QVERIFY(!passes(filter, "{\"other\":1}"));
        QVERIFY(passes(u'-' + filter, "{\"other\":1}"));
    }

    void longTextsByTheirBeginning()
    {
        const QByteArray document = "{\"a\":\"" + QByteArray(5'000, 'x') + "\"}";
        const QString filter = filterForValue(u"/a"_s, jsonValueAt(document, u"/a"));
        QVERIFY(filter.size() < 300);
        QVERIFY(passes(filter, document));
    }

    void adds_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("nothing") << u" "_s << u"a=1"_s;
        QTest::newRow("one") << u"b"_s << u"b a=1"_s;
        QTest::newRow("the same") << u"a=1"_s << u"a=1"_s;
        QTest::newRow("either") << u"b OR c"_s << u"(b OR c) a=1"_s;
        QTest::newRow("wrong") << u"(b"_s << u"a=1"_s;
    }
    void adds()
    {
        QFETCH(QString, before);
        QTEST(filterWith(before, u"a=1"_s), "after");
    }

    void completes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("begin");
        QTest::addColumn<QStringList>("choices");
        QTest::newRow("nothing") << u""_s << qsizetype(0) << QStringList {};
        QTest::newRow("field") << u"val"_s << qsizetype(0) << QStringList { u"value.total"_s, u"value.paid"_s };
        QTest::newRow("own field") << u"si"_s << qsizetype(0) << QStringList { u"size"_s };
        QTest::newRow("any case") << u"VALUE.T"_s << qsizetype(0) << QStringList { u"value.total"_s };
        QTest::newRow("second") << u"x (value.t"_s << qsizetype(3) << QStringList { u"value.total"_s };
        QTest::newRow("not") << u"x -value.t"_s << qsizetype(3) << QStringList { u"value.total"_s };
        QTest::newRow("has") << u"has:value.t"_s << qsizetype(4) << QStringList { u"value.total"_s };
        QTest::newRow("values") << u"type="_s << qsizetype(5) << QStringList { u"\"order\""_s, u"\"user\""_s };
        QTest::newRow("value") << u"type!=\"u"_s << qsizetype(6) << QStringList { u"\"user\""_s };
        QTest::newRow("value without a quote") << u"type=o"_s << qsizetype(5) << QStringList { u"\"order\""_s };
        QTest::newRow("in any case") << u"type=OR"_s << qsizetype(5) << QStringList { u"\"order\""_s };
        QTest::newRow("beginning, without a quote") << u"type^=us"_s << qsizetype(6) << QStringList { u"\"user\""_s };
        QTest::newRow("behind blanks, without a quote") << u"type = u"_s << qsizetype(7) << QStringList { u"\"user\""_s };
        QTest::newRow("the whole value") << u"type=order"_s << qsizetype(5) << QStringList {};
        QTest::newRow("numbers") << u"value.total>="_s << qsizetype(13) << QStringList { u"100"_s, u"7"_s };
        QTest::newRow("unknown") << u"zzz"_s << qsizetype(0) << QStringList {};
        QTest::newRow("in quotes") << u"\"a val"_s << qsizetype(0) << QStringList {};
        QTest::newRow("the last step") << u"tot"_s << qsizetype(0) << QStringList { u"value.total"_s };
        QTest::newRow("glob") << u"type:"_s << qsizetype(5) << QStringList { u"order"_s, u"user"_s };
        QTest::newRow("glob, begun") << u"type:u"_s << qsizetype(5) << QStringList { u"user"_s };
        QTest::newRow("operation") << u"op="_s << qsizetype(3) << QStringList { u"\"insert\""_s };
        QTest::newRow("operations") << u"op:"_s << qsizetype(3) << QStringList { u"insert"_s };
        QTest::newRow("pointer") << u"/va"_s << qsizetype(0) << QStringList { u"/value/total"_s, u"/value/paid"_s };
        QTest::newRow("pointer there") << u"has:/value/p"_s << qsizetype(4) << QStringList { u"/value/paid"_s };
        QTest::newRow("value at a pointer") << u"/value/total="_s << qsizetype(13) << QStringList { u"100"_s, u"7"_s };
        QTest::newRow("behind blanks") << u"x type = "_s << qsizetype(9) << QStringList { u"\"order\""_s, u"\"user\""_s };
        QTest::newRow("behind blanks, begun") << u"type != \"u"_s << qsizetype(8) << QStringList { u"\"user\""_s };
        QTest::newRow("opposite") << u"x -"_s << qsizetype(3)
                                  << QStringList { u"type"_s, u"value.total"_s, u"headers.operation"_s, u"value.paid"_s,
                                                   u"size"_s, u"op"_s, u"key"_s, u"time"_s, u"index"_s, u"offset"_s };
    }
    void completes()
    {
        QFETCH(QString, text);
        QFETCH(qsizetype, begin);
        QFETCH(QStringList, choices);
        const QList<Message> samples { message("{\"type\":\"order\",\"value\":{\"total\":100,\"paid\":true}}"),
                                       message("{\"type\":\"user\",\"headers\":{\"operation\":\"insert\"},\"value\":{\"total\":7}}"), message("[[["), message("7") };
        QCOMPARE(completeFilter(text, text.size(), samples), (FilterCompletion { begin, choices }));
    }

    // A certain element, and any.
    void completesElements()
    {
        const QList<Message> samples { message("{\"items\":[{\"sku\":\"A7\"},{\"sku\":\"B1\"}]}") };
        QCOMPARE(completeFilter(u"items"_s, 5, samples).choices,
                 (QStringList { u"items.0.sku"_s, u"items[*].sku"_s, u"items.1.sku"_s }));
        QCOMPARE(completeFilter(u"items[*].sku="_s, 13, samples).choices,
                 (QStringList { u"\"A7\""_s, u"\"B1\""_s }));
    }

    // Why nothing passes.
    void advises_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("suggestion");
        const auto row = [](const QString &filter, const QString &text, const QString &suggestion = {}) {
            QTest::addRow("%s", qPrintable(filter)) << filter << text << suggestion;
        };
        row(u"level=error,warn"_s, u"“error,warn” is compared as one text"_s, u"level=error OR level=warn"_s);
        row(u"level=error|warn twice"_s, u"“error|warn” is compared"_s, u"(level=error OR level=warn) twice"_s);
        row(u"status=404,500"_s, u"“404,500” is compared"_s, u"status=404 OR status=500"_s);
        row(u"status=[404,500]"_s, u"“[404,500]” is compared"_s, u"status=404 OR status=500"_s);
        row(u"level={error,warn} twice"_s, u"“{error,warn}” is"_s, u"(level=error OR level=warn) twice"_s);
        row(u"level=[\"error\",\"warn\"]"_s, u"“[\"error\",\"warn\"]” is compared"_s,
            u"level=\"error\" OR level=\"warn\""_s);
        row(u"level=error,,warn"_s, u"“error,,warn” is compared"_s, u"level=error OR level=warn"_s);
        row(u"level in (error, warn)"_s, u"These are words"_s, u"level=error OR level=warn"_s);
        row(u"twice level IN [error,warn]"_s, u"These are words"_s, u"twice (level=error OR level=warn)"_s);
        row(u"level IN (error)"_s, u"These are words"_s, u"level=error"_s);
        row(u"level NOT IN (error)"_s, u"These are words"_s, u"-level=error"_s);
        row(u"twice level NOT IN (error, \"too late\")"_s, u"These are words"_s,
            u"twice -(level=error OR level=\"too late\")"_s);
        row(u"level in (error OR warn)"_s, u"These are words"_s, u"level=error OR level=warn"_s);
        row(u"level in error,warn"_s, u"These are words"_s, u"level=error OR level=warn"_s);
        row(u"level is error"_s, u"“is” is a word"_s, u"level=error"_s);
        row(u"level IS NOT error"_s, u"“IS” is a word"_s, u"level!=error"_s);
        row(u"(level is \"error\") OR x"_s, u"“is” is a word"_s, u"(level=\"error\") OR x"_s);
        row(u"-(msg NOT contains twice)"_s, u"“contains” is a word"_s, u"-(-msg:*twice*)"_s);
        row(u"msg matches /said (it|that)/i"_s, u"“matches” is a word"_s, u"msg~/said (it|that)/i"_s);
        row(u"user.country is DE"_s, u"“is” is a word"_s, u"user.country=DE"_s);
        row(u"level:error,warn"_s, u"“error,warn” is compared"_s, u"level:error OR level:warn"_s);
        row(u"level:err*|warn twice"_s, u"“err*|warn” is compared"_s, u"(level:err* OR level:warn) twice"_s);
        row(u"status:5xx"_s, u"“5xx” is compared as a text"_s, u"status=500..599"_s);
        row(u"zip:12xx"_s, u"“12xx” is compared as it stands"_s, u"zip:12??"_s);
        row(u"zip=12xx"_s, u"“12xx” is compared as it stands"_s, u"zip:12??"_s);
        row(u"status=\"7\""_s, u"The values of status are numbers"_s, u"status=7"_s);
        row(u"status>=\"7\" twice"_s, u"The values of status are numbers"_s, u"status>=7 twice"_s);
        row(u"status!=\"7\""_s, u"The values of status are numbers"_s, u"status!=7"_s);
        row(u"zip=9999"_s, u"The values of zip are texts"_s, u"zip=\"9999\""_s);
        row(u"msg=*twice*"_s, u"Behind = a * is only a star"_s, u"msg:*twice*"_s);
        row(u"msg contains twice"_s, u"“contains” is a word"_s, u"msg:*twice*"_s);
        row(u"msg contains \"it twice\""_s, u"“contains” is a word"_s, u"msg:\"*it twice*\""_s);
        row(u"msg startsWith said"_s, u"“startsWith” is a word"_s, u"msg^=said"_s);
        row(u"msg like said%"_s, u"“like” is a word"_s, u"msg:said*"_s);
        row(u"msg:twice"_s, u"Behind : stands the whole value"_s, u"msg:*twice*"_s);
        row(u"status=5xx"_s, u"“5xx” is compared as a text"_s, u"status=500..599"_s);
        row(u"level=ERROR"_s, u"In a value upper and lower case count: it is “error” there."_s,
            u"level=\"error\""_s);
        row(u"status=\"500\""_s, u"The value of status is no text there"_s, u"status=500"_s);
        row(u"zip=1234"_s, u"The value of zip is a text there"_s, u"zip=\"1234\""_s);
        const QString unknown = u"None of the messages looked into has a field “%1”."_s;
        row(u"country=DE"_s, unknown.arg(u"country"_s), u"user.country=DE"_s);
        row(u"twice country=DE"_s, unknown.arg(u"country"_s), u"twice user.country=DE"_s);
        row(u"has:contry"_s, unknown.arg(u"contry"_s), u"has:user.country"_s);
        row(u"stauts>200"_s, unknown.arg(u"stauts"_s), u"status>200"_s);
        row(u"Level=error"_s, unknown.arg(u"Level"_s), u"level=error"_s);
        row(u"items.sku=A7"_s, unknown.arg(u"items.sku"_s), u"items[*].sku=A7"_s);
        row(u"\"no such\"=1"_s, unknown.arg(u"no such"_s));
        row(u"zzzzzz=1 OR yyyyyy=1"_s, unknown.arg(u"zzzzzz"_s));
        row(u"/said"_s, u"“/said” is looked for as it stands"_s, u"/said/"_s);
        // What is what it seems to be.
        row(u"nowhere"_s, {});
        row(u"level=\"error,warn\""_s, {});
        row(u"level=fatal"_s, {});
        row(u"-country=DE nowhere"_s, {});
        row(u"level=error nowhere"_s, {});
        row(u"status>900"_s, {});
        row(u"size>1M"_s, {});
        row(u"who contains what"_s, {});
        row(u"list=a,b nowhere"_s, {});
        row(u"who is there"_s, {});
        row(u"level in time"_s, {});
        row(u"level is"_s, {});
        row(u"\"level is error\""_s, {});
        row(u"status=\"many\""_s, {});
    }
    void advises()
    {
        QFETCH(QString, filter);
        QFETCH(QString, text);
        QFETCH(QString, suggestion);
        const QList<Message> samples {
            message("{\"level\":\"error\",\"status\":500,\"msg\":\"said it twice\",\"list\":\"a,b\"}"),
            message("{\"level\":\"warn\",\"status\":404,\"zip\":\"1234\",\"user\":{\"country\":\"DE\"}}"),
            message("{\"items\":[{\"sku\":\"B1\"},{\"sku\":\"A7\"}]}"),
        };
        const auto expression = FilterExpression::parse(filter);
        QVERIFY(expression);
        const auto advice = filterAdvice(*expression, samples);
        QCOMPARE(advice.has_value(), !text.isEmpty());
        if (advice) {
            QVERIFY2(advice->text.startsWith(text), qPrintable(advice->text));
            QCOMPARE(advice->suggestion, suggestion);
            QCOMPARE(advice->question().isEmpty(), suggestion.isEmpty());
            QVERIFY(suggestion.isEmpty() || FilterExpression::parse(suggestion));
        }
        // Of text nothing is known that could be a field.
        Message text1 = message("plain");
        text1.flags = {};
        QVERIFY(!filterAdvice(*expression, { text1 }));
        QVERIFY(!filterAdvice(*expression, {}));
    }

    // Some of it also where something passes, as the words happen to be there.
    void advisesWhereSomethingPasses_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("suggestion");
        QTest::newRow("in") << u"level IN (error)"_s << u"level=error"_s;
        QTest::newRow("not in") << u"level NOT IN (warn)"_s << u"-level=warn"_s;
        QTest::newRow("is") << u"level is error"_s << u"level=error"_s;
        QTest::newRow("another text than numbers are") << u"n!=\"5\""_s << u"n!=5"_s;
        QTest::newRow("another text") << u"level!=\"5\""_s << QString();
        QTest::newRow("a value in another case") << u"level=ERROR OR error"_s << QString();
        QTest::newRow("words") << u"error level"_s << QString();
    }
    void advisesWhereSomethingPasses()
    {
        QFETCH(QString, filter);
        QFETCH(QString, suggestion);
        const QByteArray json = "{\"n\":5,\"level\":\"error\",\"msg\":\"this is an error\"}";
        const auto expression = FilterExpression::parse(filter);
        QVERIFY(expression);
        const auto advice = filterAdvice(*expression, { message(json) }, false);
        QCOMPARE(advice ? advice->suggestion : QString(), suggestion);
        QVERIFY(mayMislead(*expression) || suggestion.isEmpty());
    }

    // Whatever is misspelt, and wherever it stands: what is suggested is a filter, and leads no further than to
    // one that nothing is suggested for.
    void suggestsFilters_data()
    {
        QTest::addColumn<QString>("around");
        for (const QString &around : { u"%1"_s, u"twice %1"_s, u"%1 twice"_s, u"-%1"_s, u"(%1)"_s, u"x OR %1"_s,
                                       u"%1 or x"_s, u"(a (%1) b)"_s, u"not %1"_s, u"%1 && %1"_s }) {
            QTest::addRow("%s", qPrintable(around)) << around;
        }
    }
    void suggestsFilters()
    {
        QFETCH(QString, around);
        const QList<Message> samples {
            message("{\"level\":\"error\",\"status\":500,\"msg\":\"said it twice\",\"odd name\":1}"),
            message("{\"level\":\"warn\",\"status\":404,\"zip\":\"1234\",\"user\":{\"country\":\"DE\"}}"),
        };
        const QStringList names { u"level"_s, u"status"_s, u"zip"_s,     u"msg"_s,
                                  u"\"odd name\""_s, u"country"_s, u"user[\"country\"]"_s };
        const QStringList values { u"error"_s, u"5"_s, u"\"5\""_s, u"'a b'"_s, u"ERROR"_s, u"a,b"_s, u"[1,2]"_s, u"5xx"_s,
                                   u"*a*"_s, u"1..0"_s, u"3.."_s, u"/a b/"_s, u"(a, b)"_s, u"(\"a b\", 'c d')"_s,
                                   u"(a b)"_s, u"(a OR \"b)\")"_s, u"[a|b]"_s, u"(a/b, /c, 1..2, \"\")"_s };
        const QStringList signs { u"=%1"_s, u"==%1"_s, u"!=%1"_s, u" <> %1"_s, u":%1"_s, u":>%1"_s, u"=>%1"_s, u"~=%1"_s,
                                  u"!~%1"_s, u"!:%1"_s, u" in %1"_s, u" in%1"_s, u" not in %1"_s, u" NOT IN%1"_s,
                                  u" is %1"_s, u" is not %1"_s, u" is not in %1"_s, u" contains %1"_s,
                                  u" not contains %1"_s, u" like %1"_s, u" startsWith %1"_s, u" matches %1"_s,
                                  u" equals %1"_s, u" NOT equals %1"_s };
        int suggested = 0;
        qsizetype turn = 0;
        for (const QString &sign : signs) {
            for (const QString &value : values) {
                QString filter = around;
                filter.replace(u"%1"_s, names.at(turn++ % names.size()) + QString(sign).replace(u"%1"_s, value));
                const QString first = filter;
                // Some need several, each for a part of it.
                for (int presses = 0;; ++presses) {
                    const auto expression = FilterExpression::parse(filter);
                    QVERIFY2(expression || presses == 0, qPrintable(first + u" led to "_s + filter));
                    const auto advice = expression ? filterAdvice(*expression, samples) : std::nullopt;
                    const QString next = !expression ? expression.error().suggestion
                        : advice                     ? advice->suggestion
                                                     : QString();
                    if (next.isEmpty()) {
                        break;
                    }
                    QVERIFY2(next != filter && presses < 12, qPrintable(first + u" led to "_s + next));
                    filter = next;
                    ++suggested;
                }
            }
        }
        QCOMPARE_GT(suggested, 100);
    }

    // Asked for where nothing was typed yet.
    void offersAllWhenAsked()
    {
        const QList<Message> samples { message("{\"a\":1}") };
        QVERIFY(completeFilter(u""_s, 0, samples).choices.isEmpty());
        QCOMPARE(completeFilter(u""_s, 0, samples, true).choices.first(), u"a"_s);
    }

    // Also what is neither among the newest rows nor in the current one, and never too many.
    void samplesTheWholeWindow()
    {
        MessageStore store(StoreLimits {}, std::make_shared<MemoryBudget>());
        store.beginRun(DurableStreams::Offset::beginning(), 0, 0);
        for (int i = 0; i < 50'000; ++i) {
            store.append(i < 5'000 ? "{\"refund\":1}" : "{\"order\":1}", RowKind::Message, RowFlag::Json);
        }
        store.publish();
        const QList<Message> samples = filterSamples(store.snapshot());
        QCOMPARE(samples.size(), 1'000);
        QCOMPARE(samples.first().number, 1U);
        QCOMPARE(samples.last().number, 50'000U);
        QCOMPARE(completeFilter(u"ref"_s, 3, samples).choices, QStringList { u"refund"_s });
        QCOMPARE(filterSamples(MessageStore(StoreLimits {}, std::make_shared<MemoryBudget>()).snapshot()).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFilterText)
#include "tst_filtertext.moc"
