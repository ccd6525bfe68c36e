// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wire/queryencoding_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

class TestQueryEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void query_data();
    void query();
    void everyByteSurvives();
};

void TestQueryEncoding::query_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<Parameters>("user");
    QTest::addColumn<Parameters>("protocol");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &own, const Parameters &user,
                        const Parameters &protocol, const QByteArray &expected) {
        QTest::newRow(name) << "http://h/s" + own << user << protocol << "http://h/s" + expected;
    };
    row("nothing", "", {}, {}, "");
    row("an empty query", "?", {}, {}, "");
    row("sorted", "", {}, { { "offset", "1" }, { "live", "sse" }, { "cursor", "c" } },
        "?cursor=c&live=sse&offset=1");
    row("user parameters among them", "", { { "zone", "z" }, { "dept", "d" }, { "a", "1" } },
        { { "offset", "1" }, { "live", "sse" } }, "?a=1&dept=d&live=sse&offset=1&zone=z");
    row("exactly encoded", "", { { "a b", "c+d" } }, { { "offset", "x+/= &?#%2B\xC3\xA9~" } },
        "?a%20b=c%2Bd&offset=x%2B%2F%3D%20%26%3F%23%252B%C3%A9~");
    row("the URL's own", "?tenant=7", {}, { { "offset", "-1" } }, "?offset=-1&tenant=7");
    row("own text is kept", "?sig=a%2Fb%2B+c%20d&expires=1&flag", {}, { { "offset", "-1" } },
        "?expires=1&flag&offset=-1&sig=a%2Fb%2B+c%20d");
    row("own duplicates keep their order", "?x=2&y=0&x=1&x", {}, {}, "?x=2&x=1&x&y=0");
    row("own before the user's", "?x=2", { { "x", "1" }, { "x", "3" } }, {}, "?x=2&x=1&x=3");
    row("empty value, empty items", "?&b=&&a", { { "c", "" } }, {}, "?a&b=&c=");
    row("the protocol's names are its own", "?offset=9&live=sse&cursor=x&Offset=1",
        { { "offset", "now" }, { "live", "sse" } }, { { "offset", "5" } }, "?Offset=1&offset=5");
    row("also in disguise", "?%6Fffset=9&a=1", {}, { { "offset", "5" } }, "?a=1&offset=5");
    row("not without one either", "?offset=9&live=sse&a=1", { { "cursor", "c" } }, {}, "?a=1");
    row("the fragment goes", "?a=1#part", {}, {}, "?a=1");
    row("sorted by name, not by text", "?a=1&a-b=2&a%2Bb=3", {}, {}, "?a=1&a%2Bb=3&a-b=2");
}

void TestQueryEncoding::query()
{
    QFETCH(const QByteArray, url);
    QFETCH(const Parameters, user);
    QFETCH(const Parameters, protocol);

    const QUrl result = withQuery(QUrl::fromEncoded(url, QUrl::StrictMode), user, protocol);
    QVERIFY(result.isValid());
    QTEST(result.toEncoded(), "expected");
}

void TestQueryEncoding::everyByteSurvives()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i) {
        all += char(i);
    }
    const QUrl url = withQuery(QUrl(u"http://h/s"_s), {}, { { "offset", all } });
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    QVERIFY(query.startsWith("offset="));
    QCOMPARE(percentDecoded(query.sliced(7)), all);
    for (const char c : query.sliced(7)) {
        QVERIFY(c == '%' || c == '-' || c == '.' || c == '_' || c == '~'
                || QChar::isLetterOrNumber(char32_t(c)));
    }
}

QTEST_GUILESS_MAIN(TestQueryEncoding)

#include "tst_queryencoding.moc"
