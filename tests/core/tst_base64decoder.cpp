// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "splits.h"
#include "wire/base64decoder_p.h"

#include <QtCore/QObject>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <optional>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> reference(QByteArray text)
{
    static const QRegularExpression base64(
        u"\\A(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\\z"_s);
    text.replace("\r", "").replace("\n", "");
    if (!base64.match(QString::fromLatin1(text)).hasMatch()) {
        return {};
    }
    return QByteArray::fromBase64(text);
}

std::optional<QByteArray> decode(const Splits::Pieces &pieces)
{
    Base64Decoder decoder;
    QByteArray out;
    for (const Splits::Piece &piece : pieces) {
        if (!decoder.feed(piece.view(), out)) {
            break;
        }
    }
    if (!decoder.finish()) {
        Q_ASSERT(decoder.errorText());
        return {};
    }
    return out;
}

} // namespace

class TestBase64Decoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInfo("seed %u", Splits::seed()); }
    void init() { QTest::failOnWarning(); }
    void decode_data();
    void decode();
    void randomTexts();
    void everyByte();
    void restart();
};

void TestBase64Decoder::decode_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QByteArray>("expected");

    const auto good = [](const char *name, const QByteArray &text, const QByteArray &expected) {
        QTest::newRow(name) << text << true << expected;
    };
    const auto bad = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << text << false << QByteArray();
    };
    good("nothing", "", "");
    good("line ends only", "\r\n\n", "");
    good("one", "QQ==", "A");
    good("two", "QUI=", "AB");
    good("three", "QUJD", "ABC");
    good("PROTOCOL 5.8", "AQIDBAUG\nBwgJCg==", "\1\2\3\4\5\6\7\x8\x9\xA");
    good("line ends anywhere", "Q\rU\n\r\nJD\nQ\nQ\n=\r=\n", "ABCA");
    good("lines of 76", "QUJD"_ba.repeated(19) + "\r\n" + "QUJD"_ba.repeated(19),
         "ABC"_ba.repeated(38));
    good("lines that cut groups", "QUJDQ\nUJDQU\nJDQUJ\nD", "ABC"_ba.repeated(4));
    good("all values", "AAAA////+/+/", QByteArray("\0\0\0\xFF\xFF\xFF\xFB\xFF\xBF", 9));
    good("bits to spare", "QR==", "A");
    bad("one character", "Q");
    bad("two characters", "QU");
    bad("three characters", "QUJ");
    bad("five characters", "QUJDQ");
    bad("no padding", "QQ");
    bad("half a padding", "QQ=");
    bad("too much padding", "QUJD=");
    bad("three times padding", "Q===");
    bad("padding alone", "====");
    bad("five with padding", "QQ===");
    bad("goes on after padding", "QQ==QUJD");
    bad("goes on in the padding", "QQ=Q");
    bad("padding after padding", "QQ==QQ==");
    bad("space", "QUJD QUJD");
    bad("URL alphabet", "QUJ-");
    bad("URL alphabet, low line", "QUJ_");
    bad("high byte", "QUJ\xC3");
    bad("NUL", QByteArray("QUJ\0", 4));
    bad("late", "QUJD"_ba.repeated(100) + "!UJD");
}

void TestBase64Decoder::decode()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, valid);
    QFETCH(const QByteArray, expected);

    QCOMPARE(reference(text).has_value(), valid);
    Splits::forEach(text, [&](const Splits::Pieces &pieces) {
        [&] {
            const auto result = ::decode(pieces);
            QCOMPARE(result.has_value(), valid);
            QCOMPARE(result.value_or(QByteArray()), expected);
        }();
        return !QTest::currentTestFailed();
    });
}

void TestBase64Decoder::randomTexts()
{
    QRandomGenerator random(Splits::seed());
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(200); i > 0; --i) {
            bytes += char(random.bounded(256));
        }
        QByteArray text = bytes.toBase64();
        for (int i = random.bounded(4); i > 0; --i) {
            text.insert(random.bounded(int(text.size()) + 1), random.bounded(2) ? '\n' : '\r');
        }
        if (random.bounded(3) == 0) {
            text.insert(random.bounded(int(text.size()) + 1), "=A-\x80"[random.bounded(4)]);
        }
        const auto expected = reference(text);
        QCOMPARE(::decode(Splits::cut(text, {})), expected);
        const auto positions = Splits::randomPositions(text.size(), random);
        QCOMPARE(::decode(Splits::cut(text, positions)), expected);
    }
}

// Each byte value at each place of a group, the quick way and the slow one.
void TestBase64Decoder::everyByte()
{
    for (int place = 0; place < 20; ++place) {
        for (int value = 0; value < 256; ++value) {
            QByteArray text = "QUJD"_ba.repeated(5);
            text[place] = char(value);
            QCOMPARE(::decode(Splits::cut(text, {})), reference(text));
        }
    }
}

void TestBase64Decoder::restart()
{
    Base64Decoder decoder;
    QByteArray out = "kept "_ba;
    QVERIFY(decoder.feed("QQ==", out));
    QVERIFY(decoder.finish());
    QVERIFY(!decoder.feed("QQ==", out)); // each event by itself
    QVERIFY(!decoder.feed("", out));
    QVERIFY(decoder.errorText());
    decoder.restart();
    QVERIFY(!decoder.errorText());
    QVERIFY(decoder.feed("QUI=", out));
    QVERIFY(decoder.finish());
    QCOMPARE(out, "kept AAB");
}

QTEST_GUILESS_MAIN(TestBase64Decoder)

#include "tst_base64decoder.moc"
