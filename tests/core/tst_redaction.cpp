// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wire/redaction_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void urls_data();
    void urls();
    void headers();
    void texts();
};

void TestRedaction::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");

    const auto row = [](const QString &url, const QString &expected) {
        QTest::newRow(url.toLatin1().constData()) << url << expected;
    };
    row(u"http://h/s"_s, u"http://h/s"_s);
    row(u"http://h/s?a=1&b"_s, u"http://h/s?a=1&b"_s);
    row(u"http://user:password@h/s"_s, u"http://•••@h/s"_s);
    row(u"http://user@h/s"_s, u"http://•••@h/s"_s);
    row(u"http://h/s#access_token=5ecret"_s, u"http://h/s"_s);
    row(u"http://h/s?expires=9&signature=5ecret&offset=-1"_s,
        u"http://h/s?expires=9&signature=•••&offset=-1"_s);
    row(u"http://h/s?Token=5ecret&TOKEN=5ecret"_s, u"http://h/s?Token=•••&TOKEN=•••"_s);
    row(u"http://h/s?%74oken=5ecret"_s, u"http://h/s?token=•••"_s);
    row(u"http://h/s?token=a=5ecret"_s, u"http://h/s?token=•••"_s);
    row(u"http://h/s?token&token="_s, u"http://h/s?token&token="_s);
    row(u"http://h/s?mine=5ecret&mined=1"_s, u"http://h/s?mine=•••&mined=1"_s);
    row(u"http://h/s?monkey=1&tokens=2&keyboard=3"_s, u"http://h/s?monkey=1&tokens=2&keyboard=3"_s);
    row(u"http://h/s?access_token=5ecret&api_key=5ecret&secret=5ecret&key=5ecret"_s,
        u"http://h/s?access_token=•••&api_key=•••&secret=•••&key=•••"_s);
}

void TestRedaction::urls()
{
    QFETCH(const QString, url);

    const QUrl result = Redaction({ "mine" }).url(QUrl(url));
    QTEST(result.toString(), "expected");
    QVERIFY(!result.toEncoded().contains("5ecret"));
}

void TestRedaction::headers()
{
    QHttpHeaders headers;
    headers.append("Authorization", "Bearer 5ecret");
    headers.append("Stream-Closed", "true");
    headers.append("cookie", "5ecret");
    headers.append("X-Mine", "5ecret");
    headers.append("Location", "http://u:5ecret@h/s?signature=5ecret&a=1");
    headers.append("X-Other", "1");

    const QHttpHeaders shown = Redaction({ "x-mine" }).headers(headers);
    QCOMPARE(shown.size(), headers.size());
    QCOMPARE(shown.value("authorization"), "•••");
    QCOMPARE(shown.value("cookie"), "•••");
    QCOMPARE(shown.value("x-mine"), "•••");
    QCOMPARE(shown.value("location"), "http://•••@h/s?signature=•••&a=1");
    QCOMPARE(shown.value("stream-closed"), "true");
    QCOMPARE(shown.valueAt(5), "1");
}

void TestRedaction::texts()
{
    const QUrl url(u"http://user:pa%20ss@h/s?signature=5e%2Fcret&a=1"_s);
    const Redaction redaction;
    for (const QString &quoted : { url.toString(), QString::fromLatin1(url.toEncoded()) }) {
        const QString text = redaction.text(u"Error transferring "_s + quoted + u" - lost"_s, url);
        QCOMPARE(text, u"Error transferring http://•••@h/s?signature=•••&a=1 - lost"_s);
    }
    QCOMPARE(redaction.text(u"token 5e/cret or 5e%2Fcret of pa ss"_s, url),
             u"token ••• or ••• of •••"_s);
    QCOMPARE(redaction.text(u"connection lost"_s, url), u"connection lost"_s);
    QCOMPARE(redaction.text(u"lost"_s, QUrl()), u"lost"_s);
}

QTEST_GUILESS_MAIN(TestRedaction)

#include "tst_redaction.moc"
