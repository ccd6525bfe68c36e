// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <durablestreams/secretmask.h>

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

class TestSecretMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void masks_data();
    void masks();
    void cutOff();
    void parts_data();
    void parts();
    void spans();
};

void TestSecretMask::masks_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &secret, const QByteArray &text,
                        const QByteArray &expected) {
        QTest::newRow(name) << secret << text << expected;
    };
    row("as it is", "t0ken", "Bearer t0ken expired", "Bearer ••• expired");
    row("twice", "t0ken", "t0kent0ken", "••••••");
    row("nowhere", "t0ken", "t0ke n", "t0ke n");
    row("at the end, in part", "t0ken", "it is t0ke", "it is t0ke");
    row("empty text", "t0ken", "", "");
    row("percent-encoded", "a b/c+=", "?x=a%20b%2Fc%2B%3D&y", "?x=•••&y");
    row("small digits", "a/b/c", "a%2fb%2fc", "•••");
    row("encoded in part", "a/b=c", "a/b%3Dc", "•••");
    row("encoded more than needed", "abcd", "%61b%63d", "•••");
    row("with a per cent", "50%off", "it is 50%25off", "it is •••");
    row("with a per cent, as it is", "50%41f", "it is 50%41f", "it is •••");
    row("as of a form", "a bcd", "a+bcd", "•••");
    row("in JSON", R"(a"b\c/d)", R"({"e":"a\"b\\c\/d"})", R"({"e":"•••"})");
    row("in JSON, by its number", "a<b>c", R"(a\u003cb\u003Ec)", "•••");
    row("not ASCII", "schlüssel", "ein schlüssel", "ein •••");
    row("not ASCII, encoded", "schlüssel", "schl%C3%BCssel", "•••");
    row("too short to look for", "abc", "abc", "abc");
    row("half of an escape", "a/bc", "a%2", "a%2");
}

void TestSecretMask::masks()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    QCOMPARE(SecretMask({ secret }).masked(text), expected);
    QCOMPARE(SecretMask({ secret }).isIn(text), text != expected);
    QCOMPARE(SecretMask().masked(text), text);
}

void TestSecretMask::cutOff()
{
    using enum SecretMask::Extent;
    const SecretMask mask({ "longer-token", "token" });
    QCOMPARE(mask.masked("it is longer-tok"_ba, Beginning), "it is •••"_ba);
    QCOMPARE(mask.masked("it is longer-tok"_ba, Whole), "it is longer-tok"_ba);
    QCOMPARE(mask.masked("it is lon"_ba, Beginning), "it is lon"_ba);
    // The longest one counts.
    QCOMPARE(mask.masked("longer-token!"_ba), "•••!"_ba);
    QCOMPARE(mask.masked(u"ein longer-token für"_s), u"ein ••• für"_s);
}

void TestSecretMask::parts_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray basic = "Basic " + "bob:hunter2"_ba.toBase64();
    QTest::newRow("bearer") << "authorization"_ba << "Bearer t0ken"_ba << "Bearer realm=t0ken"_ba
                            << "Bearer realm=•••"_ba;
    QTest::newRow("basic") << "Authorization"_ba << basic << basic << "Basic •••"_ba;
    QTest::newRow("password of basic") << "authorization"_ba << basic << "hunter2 of bob"_ba
                                       << "••• of bob"_ba;
    QTest::newRow("both of basic") << "authorization"_ba << basic << "bob:hunter2"_ba << "•••"_ba;
    QTest::newRow("as it is") << "x-api-key"_ba << "k3ys"_ba << "the k3ys"_ba << "the •••"_ba;
    QTest::newRow("words") << "x-api-key"_ba << "three words here"_ba << "here are three words here"_ba
                           << "here are •••"_ba;
    QTest::newRow("cookies") << "Cookie"_ba << "id=s3cret; tz=utc"_ba << "id=s3cret, tz"_ba
                             << "id=•••, tz"_ba;
}

void TestSecretMask::parts()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    QCOMPARE(SecretMask(SecretMask::partsOf(name, value)).masked(text), expected);
}

void TestSecretMask::spans()
{
    const SecretMask mask({ "t0ken" });
    QCOMPARE(mask.find("a t0ken, t0%6ben"), (QList<SecretMask::Span> { { 2, 5 }, { 9, 7 } }));
    QVERIFY(mask.find("nothing").isEmpty());
    QVERIFY(SecretMask({ "abc" }).isEmpty());
}

QTEST_GUILESS_MAIN(TestSecretMask)

#include "tst_secretmask.moc"
