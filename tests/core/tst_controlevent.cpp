// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wire/controlevent_p.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

class TestControlEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void everyPrefixIsRefused();
    void plainStringsAreNotCopied();
};

void TestControlEvent::accepted_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("offset");
    QTest::addColumn<QByteArray>("cursor");
    QTest::addColumn<bool>("upToDate");
    QTest::addColumn<bool>("closed");

    const auto row = [](const char *name, const QByteArray &json, const QByteArray &offset,
                        const QByteArray &cursor, bool upToDate, bool closed) {
        QTest::newRow(name) << json << offset << cursor << upToDate << closed;
    };
    row("offset and cursor", R"({"streamNextOffset":"123_789","streamCursor":"abc"})", "123_789",
        "abc", false, false);
    row("up to date", R"({"streamNextOffset":"1","streamCursor":"2","upToDate":true})", "1", "2",
        true, false);
    row("closed implies up to date", R"({"streamNextOffset":"1","streamClosed":true})", "1", "",
        true, true);
    row("both", R"({"streamNextOffset":"1","streamClosed":true,"upToDate":true})", "1", "", true,
        true);
    row("false", R"({"streamNextOffset":"1","streamClosed":false,"upToDate":false})", "1", "",
        false, false);
    row("null is absent", R"({"streamNextOffset":"1","streamCursor":null,"upToDate":null})", "1",
        "", false, false);
    row("only the offset", R"({"streamNextOffset":"1"})", "1", "", false, false);
    row("any order", R"({"upToDate":true,"streamCursor":"c","streamNextOffset":"o"})", "o", "c",
        true, false);
    row("white space", " \t\r\n{ \"streamNextOffset\" : \"1\" ,\n\"upToDate\"\t:true } \n", "1", "",
        true, false);
    row("unknown members",
        R"({"a":{"streamNextOffset":"x","b":[1,{"c":null}]},"streamNextOffset":"1","d":[],"e":-1.5e3})",
        "1", "", false, false);
    row("names differ by case", R"({"streamnextoffset":"x","streamNextOffset":"1"})", "1", "",
        false, false);
    row("the last one counts", R"({"streamNextOffset":"1","streamNextOffset":"2"})", "2", "", false,
        false);
    row("escapes in values",
        R"({"streamNextOffset":"a\/b\\\"\u00e9\ud83d\ude00","streamCursor":"\tx"})",
        "a/b\\\"\xC3\xA9\xF0\x9F\x98\x80", "\tx", false, false);
    row("escapes in names", R"({"stream\u004eextOffset":"1"})", "1", "", false, false);
    row("UTF-8", "{\"streamNextOffset\":\"\xC3\xA9\"}", "\xC3\xA9", "", false, false);
}

void TestControlEvent::accepted()
{
    QFETCH(const QByteArray, json);

    const auto event = parseControlEvent(json);
    QVERIFY2(event, event ? "" : event.error());
    QTEST(event->nextOffset.toByteArray(), "offset");
    QTEST(event->cursor.toByteArray(), "cursor");
    QTEST(event->upToDate, "upToDate");
    QTEST(event->closed, "closed");

    // Nobody else reads it differently.
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QCOMPARE(object["streamNextOffset"_L1].toString().toUtf8(), event->nextOffset.toByteArray());
    QCOMPARE(object["streamCursor"_L1].toString().toUtf8(), event->cursor.toByteArray());
    QCOMPARE(object["streamClosed"_L1].toBool(), event->closed);

    // The views of a copy live on without the original.
    const auto copy = std::make_unique<ControlEvent>(*event);
    const ControlEvent copyOfCopy = *copy;
    QTEST(copyOfCopy.nextOffset.toByteArray(), "offset");
}

void TestControlEvent::refused_data()
{
    QTest::addColumn<QByteArray>("json");

    const QByteArrayList rows {
        "",
        " ",
        "{}",
        "null",
        "[]",
        "\"streamNextOffset\"",
        "not json",
        R"([{"streamNextOffset":"1"}])",
        R"({"streamCursor":"1"})",
        R"({"streamNextOffset":""})",
        R"({"streamNextOffset":null})",
        R"({"streamNextOffset":1})",
        R"({"streamNextOffset":["1"]})",
        R"({"streamNextOffset":"1","streamCursor":2})",
        R"({"streamNextOffset":"1","upToDate":"true"})",
        R"({"streamNextOffset":"1","upToDate":1})",
        R"({"streamNextOffset":"1","streamClosed":tru})",
        R"({"streamNextOffset":"1","streamClosed":trueish})",
        R"({"streamNextOffset":"1",})",
        R"({"streamNextOffset":"1"}})",
        R"({"streamNextOffset":"1"}{})",
        R"({"streamNextOffset":"1"} x)",
        R"({"streamNextOffset" "1"})",
        R"({"streamNextOffset":"1" "upToDate":true})",
        R"({streamNextOffset:"1"})",
        R"({'streamNextOffset':'1'})",
        R"({"streamNextOffset":"\x"})",
        R"({"streamNextOffset":"\u12"})",
        R"({"streamNextOffset":"1","a":[}})",
        R"({"streamNextOffset":"1","a":01})",
        "{\"streamNextOffset\":\"a\nb\"}",
        "{\"streamNextOffset\":\"\xFF\"}",
    };
    for (const QByteArray &json : rows) {
        QTest::newRow(json.isEmpty() ? "nothing" : json.constData()) << json;
    }
}

void TestControlEvent::refused()
{
    QFETCH(const QByteArray, json);

    const auto event = parseControlEvent(json);
    QVERIFY(!event);
    QVERIFY(qstrlen(event.error()) > 10);
}

void TestControlEvent::everyPrefixIsRefused()
{
    const auto json
        = R"({"streamNextOffset":"a\u00e9","streamCursor":"c","x":[{}],"upToDate":true})"_ba;
    QVERIFY(parseControlEvent(json));
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto exact
            = std::make_unique<char[]>(size_t(i)); // a sanitizer sees reads past its end
        std::copy_n(json.begin(), i, exact.get());
        QVERIFY(!parseControlEvent(QByteArrayView(exact.get(), i)));
    }
}

void TestControlEvent::plainStringsAreNotCopied()
{
    const auto json = R"({"streamNextOffset":"abc"})"_ba;
    const auto event = parseControlEvent(json);
    QVERIFY(event);
    QCOMPARE(event->nextOffset.data(), json.constData() + 21);
}

QTEST_GUILESS_MAIN(TestControlEvent)

#include "tst_controlevent.moc"
