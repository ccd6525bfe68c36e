// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/valuedecoder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestValueDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void decodes_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArrayList>("readings");
        QTest::newRow("word") << "\"word\""_ba << QByteArrayList {};
        QTest::newRow("small number") << "12345"_ba << QByteArrayList {};
        QTest::newRow("JSON") << "\"{\\\"a\\\":1}\""_ba << QByteArrayList { "{\"a\":1}" };
        QTest::newRow("base64") << "\"aGVsbG8gd29ybGQ=\""_ba << QByteArrayList { "hello world" };
        QTest::newRow("not base64") << "\"hello world!\""_ba << QByteArrayList {};
        QTest::newRow("JWT") << "\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln\""_ba
                             << QByteArrayList { "{\"alg\":\"HS256\"}", "{\"sub\":\"1\"}" };
    }

    void decodes()
    {
        QFETCH(QByteArray, token);
        QFETCH(QByteArrayList, readings);
        QByteArrayList found;
        for (const Decoded &reading : decodeValue(token)) {
            found.append(reading.bytes);
        }
        QCOMPARE(found, readings);
    }

    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("seconds") << "1700000000"_ba;
        QTest::newRow("milliseconds") << "1700000000000"_ba;
        QTest::newRow("microseconds") << "1700000000000000"_ba;
        QTest::newRow("nanoseconds") << "1700000000000000000"_ba;
        QTest::newRow("ISO") << "\"2023-11-14T22:13:20Z\""_ba;
        QTest::newRow("string of digits") << "\"1700000000\""_ba;
    }

    void readsTimes()
    {
        QFETCH(QByteArray, token);
        const QList<Decoded> found = decodeValue(token);
        QCOMPARE(found.size(), 1);
        QVERIFY2(found.first().bytes.startsWith("2023-11-14T22:13:20.000Z"), found.first().bytes.constData());
    }
};

QTEST_GUILESS_MAIN(TestValueDecoder)
#include "tst_valuedecoder.moc"
