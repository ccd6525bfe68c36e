// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "splits.h"
#include "wire/jsonvalidator_p.h"

#include <QtCore/QObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringDecoder>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

// RFC 8259, rule by rule, recursive; for short texts.
class Reference
{
public:
    static bool isValid(const QByteArray &text)
    {
        QStringDecoder decoder(QStringDecoder::Utf8,
                               QStringDecoder::Flag::Stateless
                                   | QStringDecoder::Flag::ConvertInitialBom);
        const QString decoded = decoder(text);
        Reference reference(decoded);
        return !decoder.hasError() && reference.space() && reference.value() && reference.space()
            && reference.m_at == decoded.size();
    }

private:
    explicit Reference(QStringView text)
        : m_text(text)
    { }

    bool rule(const QRegularExpression &expression)
    {
        const auto match = expression.matchView(m_text, m_at, QRegularExpression::NormalMatch,
                                                QRegularExpression::AnchorAtOffsetMatchOption);
        m_at += match.hasMatch() ? match.capturedLength() : 0;
        return match.hasMatch();
    }
    bool space()
    {
        static const QRegularExpression expression(u"[ \\t\\n\\r]*"_s);
        return rule(expression);
    }
    bool literal(QChar c)
    {
        const bool there = m_at < m_text.size() && m_text[m_at] == c;
        m_at += there ? 1 : 0;
        return there;
    }
    bool string()
    {
        static const QRegularExpression expression(
            u"\"(?:[^\"\\\\\\x{0}-\\x{1F}]|\\\\(?:[\"\\\\/bfnrt]|u[0-9A-Fa-f]{4}))*\""_s);
        return rule(expression);
    }
    bool scalar()
    {
        static const QRegularExpression expression(
            u"true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"_s);
        return rule(expression);
    }
    bool value()
    {
        if (literal(u'[')) {
            return rest(u']', [this] { return value(); });
        }
        if (literal(u'{')) {
            return rest(u'}', [this] {
                return string() && space() && literal(u':') && space() && value();
            });
        }
        return string() || scalar();
    }
    template <typename Item> bool rest(QChar end, Item item)
    {
        space();
        if (literal(end)) {
            return true;
        }
        do {
            space();
            if (!item()) {
                return false;
            }
            space();
        } while (literal(u','));
        return literal(end);
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

// Without a byte behind its end, so that a sanitizer sees a read there.
std::optional<JsonFault> validate(const QByteArray &text)
{
    return validateJson(Splits::Piece(text).view());
}

} // namespace

class TestJsonValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInfo("seed %u", Splits::seed()); }
    void init() { QTest::failOnWarning(); }
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void randomTexts();
    void everyByteInAString();
    void utf8_data();
    void utf8();
    void deep();
    void places_data();
    void places();
    void unescape_data();
    void unescape();
};

void TestJsonValidator::accepted_data()
{
    QTest::addColumn<QByteArray>("text");

    int number = 0;
    for (const QByteArray &text : std::initializer_list<QByteArray> {
             "0",
             "-0",
             "1",
             "-1.5",
             "1e5",
             "1E+5",
             "1e-5",
             "0.0",
             "0e0",
             "12345678901234567890",
             "-123456789012345678901234567890",
             "1e400",
             "-1e-400",
             "true",
             "false",
             "null",
             "\"\"",
             "\"a\"",
             " [ ] ",
             "{}",
             "\t{ }\r\n",
             "[1,2]",
             "[ 1 , [ ] , { } ]",
             "{\"a\":1,\"a\":2}",
             "{\"\":{\"b\":[null]}}",
             "{ \"a\" : 1 , \"b\" : [ ] }",
             "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
             "\"\\ud800\"",
             "\"\\udc00\\ud800\"",
             "\"\x7F\"",
             "\"\xC2\x80\"",
             "\"\xF4\x8F\xBF\xBF\"",
             "\"\xEF\xBF\xBF\"",
             QByteArray("\"" + QByteArray(100, 'x') + "\\n" + QByteArray(100, 'y') + "\""),
         }) {
        QTest::addRow("%02d %s", ++number, text.left(30).simplified().constData()) << text;
    }
}

void TestJsonValidator::accepted()
{
    QFETCH(const QByteArray, text);

    QVERIFY(Reference::isValid(text));
    const auto fault = validate(text);
    QVERIFY2(!fault, fault ? fault->reason : "");
}

void TestJsonValidator::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<QByteArray>("reason");

    int number = 0;
    const auto row
        = [&number](const QByteArray &text, qsizetype position, const QByteArray &reason) {
              QTest::addRow("%02d %s", ++number, text.left(30).simplified().constData())
                  << text << position << reason;
          };
    row("", 0, "the text ends where a JSON value is expected");
    row("  ", 2, "the text ends where a JSON value is expected");
    row("NaN", 0, "a JSON value is expected");
    row("nan", 0, "a JSON value is expected");
    row("Infinity", 0, "a JSON value is expected");
    row("-Infinity", 1, "a digit is expected");
    row("undefined", 0, "a JSON value is expected");
    row("tru", 0, "a JSON value is expected");
    row("True", 0, "a JSON value is expected");
    row("truest", 4, "nothing may follow the JSON value");
    row("1 2", 2, "nothing may follow the JSON value");
    row("{}{}", 2, "nothing may follow the JSON value");
    row("[]]", 2, "nothing may follow the JSON value");
    row("01", 1, "a number must not have leading zeros");
    row("-01", 2, "a number must not have leading zeros");
    row("+1", 0, "a JSON value is expected");
    row(".5", 0, "a JSON value is expected");
    row("1.", 2, "a digit is expected");
    row("1.e5", 2, "a digit is expected");
    row("1e", 2, "a digit is expected");
    row("1e+", 3, "a digit is expected");
    row("-", 1, "a digit is expected");
    row("0x10", 1, "nothing may follow the JSON value");
    row("[1,]", 3, "a JSON value is expected");
    row("[,1]", 1, "a JSON value is expected");
    row("[1 2]", 3, "',' or ']' is expected");
    row("[1}", 2, "',' or ']' is expected");
    row("[1", 2, "the text ends inside of brackets");
    row("[", 1, "the text ends where a JSON value is expected");
    row("[1,", 3, "the text ends where a JSON value is expected");
    row("{", 1, "a name in double quotes is expected");
    row("{\"a\":1,}", 7, "a name in double quotes is expected");
    row("{a:1}", 1, "a name in double quotes is expected");
    row("{1:1}", 1, "a name in double quotes is expected");
    row("{'a':1}", 1, "a name in double quotes is expected");
    row("{\"a\" 1}", 5, "':' is expected");
    row("{\"a\"}", 4, "':' is expected");
    row("{\"a\":}", 5, "a JSON value is expected");
    row("{\"a\":1 \"b\":2}", 7, "',' or '}' is expected");
    row("{\"a\":1]", 6, "',' or '}' is expected");
    row("{\"a\":1", 6, "the text ends inside of brackets");
    row("}", 0, "a JSON value is expected");
    row("'a'", 0, "a JSON value is expected");
    row("[\"abc", 1, "the string that starts here does not end");
    row("\"\\\"", 0, "the string that starts here does not end");
    row("\"a\\x\"", 2, "an unknown escape in a string");
    row("\"a\\", 2, "an unknown escape in a string");
    row(QByteArray("\"\\\0\"", 4), 1, "an unknown escape in a string");
    row("\"\\u12G4\"", 1, "\\u needs four hexadecimal digits");
    row("\"\\u12", 1, "\\u needs four hexadecimal digits");
    row("\"a\nb\"", 2, "a control character in a string must be written as an escape");
    row("\"\t\"", 1, "a control character in a string must be written as an escape");
    row(QByteArray("\"\0\"", 3), 1, "a control character in a string must be written as an escape");
    row("\"ab\xFF\"", 3, "not valid UTF-8");
    row("\xEF\xBB\xBF{}", 0, "a JSON value is expected");
    row("[1,\xC2\xA0"
        "2]",
        3, "a JSON value is expected");
    row("[1\v]", 2, "',' or ']' is expected");
    row(QByteArray("1\0", 2), 1, "nothing may follow the JSON value");
    row("// a\n1", 0, "a JSON value is expected");
    row("[1,/*a*/2]", 3, "a JSON value is expected");
}

void TestJsonValidator::refused()
{
    QFETCH(const QByteArray, text);

    QVERIFY(!Reference::isValid(text));
    const auto fault = validate(text);
    QVERIFY(fault);
    QTEST(QByteArray(fault->reason), "reason");
    QTEST(fault->position, "position");
}

void TestJsonValidator::randomTexts()
{
    const QByteArrayList syllables {
        "{",    "}",       "[",     "]",      ",",         ":",     "\"",       "\\",
        "\\\"", " ",       "\n",    "1",      "0",         "-",     ".",        "e",
        "true", "null",    "\"a\"", "\"a\":", "{\"a\":1}", "[1,2]", "\xC3\xA9", "\xC3",
        "\x01", "\\u00e9", "[",     "]",      "1",         ",",     "\"k\":",
    };
    QRandomGenerator random(Splits::seed());
    int valid = 0;
    for (int round = 0; round < 20000; ++round) {
        QByteArray text;
        for (int i = random.bounded(8); i >= 0; --i) {
            text += syllables.at(random.bounded(int(syllables.size())));
        }
        const bool expected = Reference::isValid(text);
        valid += expected ? 1 : 0;
        QVERIFY2(validate(text).has_value() != expected, text.constData());
    }
    QVERIFY(valid > 50);
}

void TestJsonValidator::everyByteInAString()
{
    for (const int at : { 1, 20 }) { // before and after a stretch that is skipped in one go
        for (int value = 0; value < 256; ++value) {
            QByteArray text = "\"" + QByteArray(40, 'x') + "\"";
            text[at] = char(value);
            QCOMPARE(!validate(text).has_value(), Reference::isValid(text));
        }
    }
}

void TestJsonValidator::utf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");

    const auto row = [](const char *name, const QByteArray &bytes, bool valid) {
        QTest::newRow(name) << bytes << valid;
    };
    row("U+0080", "\xC2\x80", true);
    row("U+07FF", "\xDF\xBF", true);
    row("U+0800", "\xE0\xA0\x80", true);
    row("U+D7FF", "\xED\x9F\xBF", true);
    row("U+E000", "\xEE\x80\x80", true);
    row("U+10000", "\xF0\x90\x80\x80", true);
    row("U+10FFFF", "\xF4\x8F\xBF\xBF", true);
    row("overlong 2", "\xC1\xBF", false);
    row("overlong 3", "\xE0\x9F\xBF", false);
    row("overlong 4", "\xF0\x8F\xBF\xBF", false);
    row("surrogate", "\xED\xA0\x80", false);
    row("last surrogate", "\xED\xBF\xBF", false);
    row("above U+10FFFF", "\xF4\x90\x80\x80", false);
    row("five bytes", "\xF8\x88\x80\x80\x80", false);
    row("continuation alone", "\x80", false);
    row("cut 2", "\xC3", false);
    row("cut 3", "\xE2\x82", false);
    row("cut 4", "\xF0\x9F\x98", false);
    row("no continuation", "\xC3x", false);
}

void TestJsonValidator::utf8()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, valid);

    QCOMPARE(!validate("\"" + bytes + "\"").has_value(), valid);
    QCOMPARE(!validate("\"" + bytes + QByteArray(40, 'x') + bytes + "\"").has_value(), valid);
    QVERIFY(validate("\"" + bytes).has_value());
    QVERIFY(validate(bytes).has_value());
}

// Neither recursion nor the stack of brackets gives out; tst_jsonsplitter has the limit.
void TestJsonValidator::deep()
{
    const qsizetype depth = 1'000'000;
    QVERIFY(!validate(QByteArray(depth, '[') + QByteArray(depth, ']')));
    const auto fault = validate(QByteArray(depth, '['));
    QVERIFY(fault);
    QCOMPARE(fault->position, depth);
    QVERIFY(validate("{\"a\":"_ba.repeated(depth) + "1" + QByteArray(depth - 1, '}')));
}

void TestJsonValidator::places_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<qsizetype>("line");
    QTest::addColumn<qsizetype>("column");

    const auto row
        = [](const char *name, const QByteArray &text, qsizetype position, qsizetype line,
             qsizetype column) { QTest::newRow(name) << text << position << line << column; };
    row("nothing", "", 0, 1, 1);
    row("start", "abc", 0, 1, 1);
    row("in the line", "abc", 2, 1, 3);
    row("end", "abc", 3, 1, 4);
    row("past the end", "abc", 9, 1, 4);
    row("at LF", "a\nb", 1, 1, 2);
    row("after LF", "a\nb", 2, 2, 1);
    row("after CRLF", "a\r\nb", 3, 2, 1);
    row("between CR and LF", "a\r\nb", 2, 1, 3);
    row("after CR", "a\rb", 2, 2, 1);
    row("third line", "\n\n x", 3, 3, 2);
    row("characters, not bytes", "\xC3\xA9\xF0\x9F\x98\x80x", 6, 1, 3);
}

void TestJsonValidator::places()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, position);
    QFETCH(const qsizetype, line);
    QFETCH(const qsizetype, column);

    const TextPlace place = placeInText(text, position);
    QCOMPARE(place.line, line);
    QCOMPARE(place.column, column);
}

void TestJsonValidator::unescape_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("nothing") << ""_ba << ""_ba;
    QTest::newRow("plain") << "a\xC3\xA9"_ba << "a\xC3\xA9"_ba;
    QTest::newRow("short") << "\\\"\\\\\\/\\b\\f\\n\\r\\t"_ba << "\"\\/\b\f\n\r\t"_ba;
    QTest::newRow("ASCII") << "\\u0041\\u0000"_ba << QByteArray("A\0", 2);
    QTest::newRow("two bytes") << "\\u00e9\\u07FF"_ba << "\xC3\xA9\xDF\xBF"_ba;
    QTest::newRow("three bytes") << "\\u20AC"_ba << "\xE2\x82\xAC"_ba;
    QTest::newRow("pair") << "x\\ud83d\\ude00y"_ba << "x\xF0\x9F\x98\x80y"_ba;
    QTest::newRow("last pair") << "\\udbff\\udfff"_ba << "\xF4\x8F\xBF\xBF"_ba;
    QTest::newRow("high alone") << "\\ud83dx"_ba << "\xED\xA0\xBDx"_ba;
    QTest::newRow("high at the end") << "\\ud83d"_ba << "\xED\xA0\xBD"_ba;
    QTest::newRow("low alone") << "\\ude00"_ba << "\xED\xB8\x80"_ba;
    QTest::newRow("high, then another escape") << "\\ud83d\\u0041"_ba
                                               << "\xED\xA0\xBD"
                                                  "A"_ba;
    QTest::newRow("two high") << "\\ud83d\\ud83d\\ude00"_ba << "\xED\xA0\xBD\xF0\x9F\x98\x80"_ba;
}

void TestJsonValidator::unescape()
{
    QFETCH(const QByteArray, content);

    QTEST(unescapeJson(content), "expected");
}

QTEST_GUILESS_MAIN(TestJsonValidator)

#include "tst_jsonvalidator.moc"
