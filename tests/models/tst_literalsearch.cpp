// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/literalsearch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

QByteArray randomText(QRandomGenerator &random, qsizetype size)
{
    static constexpr QByteArrayView letters("aAbB@`{\0\xff", 9);
    QByteArray text(size, '\0');
    for (char &c : text) {
        c = letters[random.bounded(int(letters.size()))];
    }
    return text;
}

QByteArray lower(QByteArray text)
{
    for (char &c : text) {
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    }
    return text;
}

} // namespace

class TestLiteralSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void finds_data()
    {
        QTest::addColumn<QByteArray>("needle");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("exact");
        QTest::addColumn<qsizetype>("folded");
        const auto row = [](const char *name, const QByteArray &needle, const QByteArray &text, qsizetype exact,
                            qsizetype folded) { QTest::newRow(name) << needle << text << exact << folded; };
        row("at the start", "abc", "abcdef", 0, 0);
        row("at the end", "abc", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxabc", 29, 29);
        row("the whole text", "abc", "abc", 0, 0);
        row("longer than the text", "abcd", "abc", -1, -1);
        row("empty text", "a", "", -1, -1);
        row("empty needle", "", "abc", 0, 0);
        row("other case", "ABC", "xxabc", -1, 2);
        row("case of the text", "abc", "xxxxxxxxxxxxxxxxxxxxxAbC", -1, 21);
        row("no letters that look alike by a bit", "[", "xxxxxxxxxxxxxxxxx{{{", -1, -1);
        row("at sign and grave accent", "@", "xxxxxxxxxxxxxxxxxx```", -1, -1);
        row("other alphabets as they are", "\xc3\xa9", "xxxxxxxxxxxxxxxxxxxxx\xc3\x89\xc3\xa9", 23, 23);
        row("NUL", QByteArray("\0b", 2), QByteArray("aaaaaaaaaaaaaaaaaaa\0b\0b", 23), 19, 19);
        row("the first of many", "ab", "xxabab", 2, 2);
        row("one byte", "z", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaz", 33, 33);
    }

    void finds()
    {
        QFETCH(QByteArray, needle);
        QFETCH(QByteArray, text);
        QFETCH(qsizetype, exact);
        QFETCH(qsizetype, folded);
        QCOMPARE(LiteralSearch(needle, Qt::CaseSensitive).indexIn(text), exact);
        QCOMPARE(LiteralSearch(needle, Qt::CaseInsensitive).indexIn(text), folded);
    }

    void findsTheNext()
    {
        const LiteralSearch search("ab", Qt::CaseInsensitive);
        const auto text = "xAbxxxxxxxxxxxxxxxxxxxxxxxxxxxaB"_ba;
        QCOMPARE(search.indexIn(text, 1), 1);
        QCOMPARE(search.indexIn(text, 2), 30);
        QCOMPARE(search.indexIn(text, 31), -1);
        QCOMPARE(search.indexIn(text, 100), -1);
    }

    // Every length around the width of a register, at every alignment, against the obvious search.
    void equalsTheObviousSearch()
    {
        QRandomGenerator random(20261125);
        for (int round = 0; round < 20'000; ++round) {
            const QByteArray text = randomText(random, random.bounded(70));
            const QByteArray needle = randomText(random, 1 + random.bounded(4));
            const qsizetype from = random.bounded(3);
            const auto expected = text.indexOf(needle, from);
            const auto folded = lower(text).indexOf(lower(needle), from);
            const QByteArray context = text.toHex() + " / " + needle.toHex();
            QVERIFY2(LiteralSearch(needle, Qt::CaseSensitive).indexIn(text, from) == expected, context.constData());
            QVERIFY2(LiteralSearch(needle, Qt::CaseInsensitive).indexIn(text, from) == folded, context.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestLiteralSearch)
#include "tst_literalsearch.moc"
