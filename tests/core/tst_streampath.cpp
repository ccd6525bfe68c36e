// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wire/streampath_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

class TestStreamPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void dotSegments_data();
    void dotSegments();
    void encoded_data();
    void encoded();
};

void TestStreamPath::dotSegments_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("found");

    const auto row = [](const QByteArray &path, bool found) {
        QTest::newRow(path.isEmpty() ? "nothing" : path.constData()) << path << found;
    };
    for (const char *path :
         { "/a/../b", "/a/./b", "..", ".", "/a/..", "/a/.", "/../a", "/a/%2e%2e/b", "/a/%2E%2e/b",
           "/a/.%2e/b", "/a/%2E/b", "/a/%2e", "/a/..%2fb", "/a%2F..%2Fb", "/a%5c..%5cb",
           "/a\\..\\b", "/a/%252e%252e/b", "/a/%25252e/b", "/%2e./" }) {
        row(path, true);
    }
    for (const char *path :
         { "", "/", "/a", "/a//b", "/a/...", "/a/..b", "/a/b..", "/a/.b", "/a.b/c", "/a/%2e%2e%2e",
           "/a/.%20.", "/a/%2eb", "/a/%", "/a/%2", "/a%2Fb", "/..a/.b./c.." }) {
        row(path, false);
    }
}

void TestStreamPath::dotSegments()
{
    QFETCH(const QByteArray, path);

    QTEST(hasDotSegment(path), "found");
}

void TestStreamPath::encoded_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("plain") << u"/a/b-c_d.e~f"_s << "/a/b-c_d.e~f"_ba;
    QTest::newRow("allowed") << u"/a;b=c,d:e@f!$&'()*+"_s << "/a;b=c,d:e@f!$&'()*+"_ba;
    QTest::newRow("not allowed") << u"/a b?c#d"_s << "/a%20b%3Fc%23d"_ba;
    QTest::newRow("percent") << u"/100%/%2F"_s << "/100%25/%252F"_ba;
    QTest::newRow("umlaut") << u"/ä"_s << "/%C3%A4"_ba;
    QTest::newRow("brackets") << u"/[a]{b}\"<>\\^`|"_s << "/%5Ba%5D%7Bb%7D%22%3C%3E%5C%5E%60%7C"_ba;
}

void TestStreamPath::encoded()
{
    QFETCH(const QString, path);

    const QByteArray result = encodedPath(path);
    QTEST(result, "expected");
    // It comes through QUrl as it is, and means what was asked for.
    const QUrl url = QUrl::fromEncoded(QByteArray("http://h" + result), QUrl::StrictMode);
    QVERIFY(url.isValid());
    QCOMPARE(streamPath(url), result);
    QCOMPARE(QByteArray::fromPercentEncoding(streamPath(url)), path.toUtf8());
}

QTEST_GUILESS_MAIN(TestStreamPath)

#include "tst_streampath.moc"
