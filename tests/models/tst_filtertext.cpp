// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

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
