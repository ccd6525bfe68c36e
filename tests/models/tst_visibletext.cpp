// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/visibletext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestVisibleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void neutralises_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << "abc"_ba << u"abc"_s;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"a\u2400b"_s;
        QTest::newRow("terminal escape") << "\x1b[31mred"_ba << u"\u241b[31mred"_s;
        QTest::newRow("line feed") << "a\nb"_ba << u"a\u240ab"_s;
        QTest::newRow("invalid UTF-8") << "a\xff"_ba << u"a\ufffd"_s;
        QTest::newRow("overlong") << "\xc0\xaf"_ba << u"\ufffd\ufffd"_s;
        QTest::newRow("direction override") << "a\xe2\x80\xae"_ba << u"a\\u202e"_s;
        QTest::newRow("line separator") << "\xe2\x80\xa8"_ba << u"\\u2028"_s;
        QTest::newRow("right to left stays") << "שלום"_ba << u"שלום"_s;
        QTest::newRow("emoji stays") << "😀"_ba << u"😀"_s;
        QTest::newRow("C1") << "\xc2\x9b"_ba << u"\\u009b"_s;
    }

    void neutralises()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(visibleText(bytes, 100), text);
    }

    void saysWhatIsCut()
    {
        QCOMPARE(visibleText("abcdef", 3), u"abc…"_s);
        QCOMPARE(visibleText("abc", 3), u"abc"_s);
        QVERIFY(visibleText(QByteArray(100'000'000, 'x'), 512).size() <= 513);
        QCOMPARE(visibleText("ab😀", 3), u"ab…"_s);
    }

    void previews()
    {
        QCOMPARE(previewText("{ \"a\" : [ 1 ,\n 2 ] , \"b\": \" x \" }", true), u"{\"a\":[1,2],\"b\":\" x \"}"_s);
        // Not JSON, but shown as if: nothing is put together that was apart.
        QCOMPARE(previewText("bad  json", true), u"bad json"_s);
        QCOMPARE(previewText("line\r\n", false), u"line"_s);
        QCOMPARE(previewText("line\r", false), u"line\u240d"_s);
        QVERIFY(previewText(QByteArray(1'000'000, '['), true).size() <= 513);
        QVERIFY(previewText(QByteArray(100'000'000, '1'), true).size() <= 513);
        // What is not looked at any more is said to be there.
        const QByteArray wide = '[' + QByteArray(1'000'000, ' ') + ']';
        QCOMPARE(previewText(wide, true), u"[…"_s);
    }

    void previewsBytes()
    {
        QCOMPARE(hexPreview(QByteArray("\0A\xff", 3)), u"00 41 ff  ·A·"_s);
    }
};

QTEST_GUILESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
