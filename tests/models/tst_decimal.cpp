// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/decimal.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestDecimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void compares_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<int>("order");
        QTest::newRow("equal") << "1"_ba << "1"_ba << 0;
        QTest::newRow("trailing zeros") << "1.500"_ba << "1.5"_ba << 0;
        QTest::newRow("exponent") << "1e2"_ba << "100"_ba << 0;
        QTest::newRow("negative exponent") << "25E-2"_ba << "0.25"_ba << 0;
        QTest::newRow("zeros") << "0"_ba << "-0.00e5"_ba << 0;
        QTest::newRow("beyond doubles") << "9007199254740993"_ba << "9007199254740992"_ba << 1;
        QTest::newRow("beyond 64 bits") << "12345678901234567890123"_ba << "12345678901234567890124"_ba << -1;
        QTest::newRow("close to each other") << "0.1"_ba << "0.1000000000000000055511151231257827"_ba << -1;
        QTest::newRow("beyond the range of doubles") << "1e400"_ba << "1e399"_ba << 1;
        QTest::newRow("absurd exponents") << "1e99999999999999999999"_ba << "1e400"_ba << 1;
        QTest::newRow("absurdly small") << "1e-99999999999999999999"_ba << "0"_ba << 1;
        QTest::newRow("signs") << "-1"_ba << "1"_ba << -1;
        QTest::newRow("negative") << "-2"_ba << "-10"_ba << 1;
        QTest::newRow("negative fractions") << "-0.5"_ba << "-0.25"_ba << -1;
        QTest::newRow("zero and negative") << "0"_ba << "-1"_ba << 1;
        QTest::newRow("longer is larger") << "1.01"_ba << "1"_ba << 1;
        QTest::newRow("an exponent beyond 64 bits") << "1e92233720368547758080"_ba << "1e5"_ba << 1;
        QTest::newRow("a negative one") << "1e-92233720368547758080"_ba << "1e-5"_ba << -1;
        QTest::newRow("more digits before the point") << "99.9"_ba << "100"_ba << -1;
    }

    void compares()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(int, order);
        const auto a = Decimal::parse(left);
        const auto b = Decimal::parse(right);
        QVERIFY(a && b);
        QVERIFY((*a <=> *b) == (order <=> 0));
        QVERIFY((*b <=> *a) == (0 <=> order));
        QCOMPARE(*a == *b, order == 0);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "", "-", ".", "e5", "1e", "1e+", "1x", "0x10", "1.2.3", "1e5.", " 1", "1 ", "NaN" }) {
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
        }
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Decimal::parse(text));
    }

    void multiplies_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<int>("factor");
        QTest::addColumn<QByteArray>("product");
        QTest::newRow("small") << "3"_ba << 7 << "21"_ba;
        QTest::newRow("carries") << "99"_ba << 1024 << "101376"_ba;
        QTest::newRow("fraction") << "1.5"_ba << 1024 << "1536"_ba;
        QTest::newRow("negative") << "-0.5"_ba << 10 << "-5"_ba;
        QTest::newRow("zero") << "0"_ba << 1000 << "0"_ba;
        QTest::newRow("large") << "12345678901234567890"_ba << 1000 << "12345678901234567890000"_ba;
    }

    void multiplies()
    {
        QFETCH(QByteArray, number);
        QFETCH(int, factor);
        QFETCH(QByteArray, product);
        QVERIFY(Decimal::parse(number)->times(factor) == *Decimal::parse(product));
    }

    void takesIntegers()
    {
        QVERIFY(Decimal::fromInteger(0) == *Decimal::parse("0"));
        QVERIFY(Decimal::fromInteger(1200) == *Decimal::parse("1.2e3"));
        QVERIFY(Decimal::fromInteger(std::numeric_limits<quint64>::max()) == *Decimal::parse("18446744073709551615"));
    }
};

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
