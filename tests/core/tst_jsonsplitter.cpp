// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "splits.h"
#include "wire/jsonsplitter_p.h"
#include "wire/jsonvalidator_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

using Status = JsonSplitter::Status;

namespace {

struct Outcome
{
    QByteArrayList elements;
    Status status = Status::Ok;
    qsizetype faultPosition = 0;

    bool operator==(const Outcome &) const = default;
};

// One byte after the other, with nothing clever in it.
class Reference
{
public:
    static Outcome split(const QByteArray &input)
    {
        Reference reference;
        for (qsizetype i = 0; i < input.size(); ++i) {
            if (!reference.take(input, i)) {
                reference.m_outcome.faultPosition = i;
                return reference.m_outcome;
            }
        }
        if (reference.m_place != Place::Before && reference.m_place != Place::After) {
            reference.m_outcome.status = Status::Malformed;
            reference.m_outcome.faultPosition = input.size();
        }
        return reference.m_outcome;
    }

private:
    enum class Place { Before, First, Element, InContainer, InString, InScalar, Separator, After };

    bool take(const QByteArray &input, qsizetype i)
    {
        const char c = input[i];
        switch (m_place) {
        case Place::Before:
            return isSpace(c) || (c == '[' && go(Place::First)) || fail(Status::NotAnArray);
        case Place::First:
            if (c == ']') {
                return go(Place::After);
            }
            [[fallthrough]];
        case Place::Element:
            m_begin = i;
            if (c == '{' || c == '[') {
                m_brackets = QByteArray(1, c);
                return go(Place::InContainer);
            }
            return isSpace(c) || (c == '"' && go(Place::InString))
                || (isScalar(c) && go(Place::InScalar)) || fail(Status::Malformed);
        case Place::InContainer:
            return takeInContainer(input, i);
        case Place::InString:
            if (!std::exchange(m_escape, false)) {
                m_escape = c == '\\';
                return c != '"' || end(input, i + 1);
            }
            return true;
        case Place::InScalar:
            if (isScalar(c)) {
                return true;
            }
            end(input, i);
            [[fallthrough]];
        case Place::Separator:
            return isSpace(c) || (c == ',' && go(Place::Element)) || (c == ']' && go(Place::After))
                || fail(Status::Malformed);
        case Place::After:
            return isSpace(c) || fail(Status::Malformed);
        }
        return false;
    }

    bool takeInContainer(const QByteArray &input, qsizetype i)
    {
        const char c = input[i];
        if (m_string) {
            if (!std::exchange(m_escape, false)) {
                m_escape = c == '\\';
                m_string = c != '"';
            }
            return true;
        }
        switch (c) {
        case '"':
            m_string = true;
            return true;
        case '\\':
            return fail(Status::Malformed);
        case '{':
        case '[':
            m_brackets += c;
            return true;
        case '}':
        case ']':
            if (m_brackets.back() != (c == '}' ? '{' : '[')) {
                return fail(Status::Malformed);
            }
            m_brackets.chop(1);
            return !m_brackets.isEmpty() || end(input, i + 1);
        default:
            return true;
        }
    }

    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    static bool isScalar(char c)
    {
        return QByteArrayView("+-.0123456789").contains(c) || (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z');
    }
    bool go(Place place)
    {
        m_place = place;
        return true;
    }
    bool end(const QByteArray &input, qsizetype position)
    {
        m_outcome.elements.append(input.sliced(m_begin, position - m_begin));
        return go(Place::Separator);
    }
    bool fail(Status status)
    {
        m_outcome.status = status;
        return false;
    }

    Outcome m_outcome;
    Place m_place = Place::Before;
    QByteArray m_brackets;
    bool m_string = false;
    bool m_escape = false;
    qsizetype m_begin = 0;
};

Outcome split(const Splits::Pieces &pieces, JsonBracketScan scan)
{
    JsonSplitter splitter(scan);
    QByteArray buffer;
    QList<Batch::Slice> slices;
    for (const Splits::Piece &piece : pieces) {
        buffer += piece.view();
        if (splitter.feed(piece.view(), slices) != Status::Ok) {
            break;
        }
    }
    Outcome outcome { {}, splitter.finish(), splitter.fault().position };
    for (const Batch::Slice &slice : slices) {
        outcome.elements += buffer.sliced(slice.begin, slice.size);
    }
    return outcome;
}

QByteArray text(const Outcome &outcome)
{
    return outcome.elements.join('|')
        + (outcome.status == Status::Ok               ? ""
               : outcome.status == Status::NotAnArray ? " not an array at "
                                                      : " malformed at ")
        + (outcome.status == Status::Ok ? QByteArray() : QByteArray::number(outcome.faultPosition));
}

// What random texts are put together from.
QByteArray randomText(QRandomGenerator &random, int syllables)
{
    static const QByteArrayList list {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\\"",
        "\\\\",
        " ",
        "\n",
        "1",
        "-1.5e3",
        "true",
        "null",
        "\"a\"",
        "\"a\\\"b\"",
        "\"[{\"",
        "{\"a\":1}",
        "[1,2]",
        "{\"k\":[{\"x\":\"]\"}]}",
        "\"\\\\\"",
        "\xC3\xA9",
        "\x01",
        "\"" + QByteArray(70, 'x') + "\"",
        QByteArray(40, ' '),
    };
    QByteArray text;
    for (int i = 0; i < syllables; ++i) {
        text += list.at(random.bounded(int(list.size())));
    }
    return text;
}

QByteArray randomValue(QRandomGenerator &random, int depth)
{
    switch (random.bounded(depth > 4 ? 5 : 7)) {
    case 0:
        return QByteArray::number(random.bounded(100000));
    case 1:
        return "null";
    case 2:
        return "\"" + QByteArray(random.bounded(80), 'x') + "\\\\\"";
    case 3:
        return "\"]}\\\"[{\\\\\"";
    case 4:
        return "-0.5E+7";
    case 5: {
        QByteArrayList items;
        for (int i = random.bounded(4); i > 0; --i) {
            items += randomValue(random, depth + 1);
        }
        return "[ " + items.join(" ,") + "]";
    }
    default: {
        QByteArrayList items;
        for (int i = random.bounded(4); i > 0; --i) {
            items += "\"a\\\"b\":" + randomValue(random, depth + 1);
        }
        return "{" + items.join(", ") + "\n}";
    }
    }
}

} // namespace

class TestJsonSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInfo("seed %u", Splits::seed()); }
    void init() { QTest::failOnWarning(); }
    void split_data();
    void split();
    void everyScannerAgrees();
    void randomTexts();
    void randomArrays();
    void whatIsValidIsSplit();
    void elementsComeBeforeTheArrayEnds();
    void originMoves();
    void restart();
    void millionDeep_data();
    void millionDeep();
    void faultTexts_data();
    void faultTexts();
};

void TestJsonSplitter::split_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const QByteArray &input, const QByteArray &expected) {
        static int number = 0;
        QTest::addRow("%02d %s", ++number, input.left(40).simplified().constData())
            << input << expected;
    };
    row("", "");
    row(" \n", "");
    row("[]", "");
    row(" [ \t\r\n] ", "");
    row("[1]", "1");
    row("[1,2, 3 ]", "1|2|3");
    row("[ 12345678901234567890 ,1e400,-0.0,true,false,null]",
        "12345678901234567890|1e400|-0.0|true|false|null");
    row(R"([{"a":1},{"b":2}])", R"({"a":1}|{"b":2})");
    row("[\n  {\n    \"a\": [1, 2]\n  },\n  []\n]\n", "{\n    \"a\": [1, 2]\n  }|[]");
    row("[[1,2],[[3]],{}]", "[1,2]|[[3]]|{}");
    row(R"(["a","b,c","]","\"","\\"])", R"("a"|"b,c"|"]"|"\""|"\\")");
    row(R"([{"a":"}"},{"]":"\"}"},{"\\":"\\\\"}])", R"({"a":"}"}|{"]":"\"}"}|{"\\":"\\\\"})");
    row(R"(["\ud800"])", R"("\ud800")");
    row("[\"\xC3\xA9\"]", "\"\xC3\xA9\"");
    row(R"([1,"a",{"b":[]},[{}],null])", R"(1|"a"|{"b":[]}|[{}]|null)");
    row("[{\"a\":1 , } ]", "{\"a\":1 , }"); // the grammar of an element is not looked at
    row("{}", " not an array at 0");
    row("  {\"a\":1}", " not an array at 2");
    row("1", " not an array at 0");
    row("\"[]\"", " not an array at 0");
    row("\xEF\xBB\xBF[]", " not an array at 0");
    row("]", " not an array at 0");
    row("<html>", " not an array at 0");
    row("[", " malformed at 1");
    row("[1", " malformed at 2");
    row("[1,", "1 malformed at 3");
    row("[1,]", "1 malformed at 3");
    row("[,1]", " malformed at 1");
    row("[1,,2]", "1 malformed at 3");
    row("[1 2]", "1 malformed at 3");
    row("[{}{}]", "{} malformed at 3");
    row("[{} []]", "{} malformed at 4");
    row("[\"a\"\"b\"]", "\"a\" malformed at 4");
    row("[\"a\" 1]", "\"a\" malformed at 5");
    row("[1\"a\"]", "1 malformed at 2");
    row("[\"a\":1]", "\"a\" malformed at 4");
    row("[1}", "1 malformed at 2");
    row("[{]", " malformed at 2");
    row("[{]}", " malformed at 2");
    row("[[}]]", " malformed at 2");
    row("[{\"a\":[1}]", " malformed at 8");
    row("[1]]", "1 malformed at 3");
    row("[1] 2", "1 malformed at 4");
    row("[1][2]", "1 malformed at 3");
    row("[1],", "1 malformed at 3");
    row("[\"abc", " malformed at 5");
    row("[\"abc\\\"]", " malformed at 8");
    row("[{\"abc}]", " malformed at 8");
    row("[{\"a\":\"b\\\"}]", " malformed at 12");
    row("[{\\}]", " malformed at 2");
    row("[{\\\"}]", " malformed at 2");
    row("[{\"a\"\\:1},2]", " malformed at 5");
    row("[\\1]", " malformed at 1");
    row("[1\\,2]", "1 malformed at 2");
    row("[\x01]", " malformed at 1");
    row("[1\v,2]", "1 malformed at 2");
    row("[1,\xC2\xA0"
        "2]",
        "1 malformed at 3");
    row(QByteArray("[1,\0"
                   "2]",
                   6),
        "1 malformed at 3");
    row("[" + QByteArray(63, ' ') + "{}," + QByteArray(64, ' ') + "{}]", "{}|{}");
    row("[{\"" + QByteArray(57, 'x') + "\\\"}\":1},{}]",
        "{\"" + QByteArray(57, 'x') + "\\\"}\":1}|{}");
    row("[{\"" + QByteArray(60, '\\') + "\":1},{}]", "{\"" + QByteArray(60, '\\') + "\":1}|{}");
    row("[{\"" + QByteArray(200, '\\') + "\":1},{}]", "{\"" + QByteArray(200, '\\') + "\":1}|{}");
    row("[{\"x" + QByteArray(201, '\\') + "\"}\":1},{}]",
        "{\"x" + QByteArray(201, '\\') + "\"}\":1}|{}");
}

void TestJsonSplitter::split()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, expected);

    QCOMPARE(text(Reference::split(input)), expected);
    for (const JsonBracketScanner &scanner : jsonBracketScanners()) {
        Splits::forEach(input, [&](const Splits::Pieces &pieces) {
            [&] { QCOMPARE(text(::split(pieces, scanner.scan)), expected); }();
            return !QTest::currentTestFailed();
        });
    }
}

// The masks themselves, of bytes that are as unlike JSON as any.
void TestJsonSplitter::everyScannerAgrees()
{
    constexpr QByteArrayView alphabet = "\"\"\\\\\\{}[]aZ\x7F\xFB\xDD\xA2\x01:;";
    QRandomGenerator random(Splits::seed());
    const JsonBracketScan reference = jsonBracketScanners().back().scan;
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(400); i > 0; --i) {
            bytes += alphabet[random.bounded(int(alphabet.size()))];
        }
        for (const JsonBracketScanner &scanner : jsonBracketScanners()) {
            JsonStringState expectedState { random.bounded(2) ? ~quint64(0) : 0,
                                            quint64(random.bounded(2)) };
            JsonStringState state = expectedState;
            std::vector<quint64> expected(size_t(bytes.size() / 64 + 1));
            std::vector<quint64> masks = expected;
            reference(bytes.constData(), bytes.size(), expectedState, expected.data());
            scanner.scan(bytes.constData(), bytes.size(), state, masks.data());
            QCOMPARE(masks, expected);
            QCOMPARE(state.inString, expectedState.inString);
            QCOMPARE(state.escaped, expectedState.escaped);
        }
    }
}

void TestJsonSplitter::randomTexts()
{
    QRandomGenerator random(Splits::seed());
    for (int round = 0; round < 1500; ++round) {
        const QByteArray input
            = (random.bounded(8) ? "[" : "") + randomText(random, random.bounded(30));
        const QByteArray expected = text(Reference::split(input));
        for (const JsonBracketScanner &scanner : jsonBracketScanners()) {
            QCOMPARE(text(::split(Splits::cut(input, {}), scanner.scan)), expected);
            const auto positions = Splits::randomPositions(input.size(), random);
            QCOMPARE(text(::split(Splits::cut(input, positions), scanner.scan)), expected);
        }
    }
}

// Arrays that are in order, above the size of what is looked at in one go.
void TestJsonSplitter::randomArrays()
{
    QRandomGenerator random(Splits::seed());
    for (int round = 0; round < 60; ++round) {
        QByteArrayList elements;
        for (int i = random.bounded(400); i > 0; --i) {
            elements += randomValue(random, 0);
        }
        const QByteArray input = "[" + elements.join(random.bounded(2) ? "," : " ,\n  ") + "]";
        for (const JsonBracketScanner &scanner : jsonBracketScanners()) {
            const auto positions = Splits::randomPositions(input.size(), random);
            for (const auto &cuts : { QList<qsizetype>(), positions }) {
                const Outcome outcome = ::split(Splits::cut(input, cuts), scanner.scan);
                QCOMPARE(outcome.status, Status::Ok);
                QCOMPARE(outcome.elements, elements);
            }
        }
    }
}

// Whatever the validator takes for an array, the splitter does too, and its elements are values.
void TestJsonSplitter::whatIsValidIsSplit()
{
    QRandomGenerator random(Splits::seed());
    const JsonBracketScan scan = jsonBracketScanners().front().scan;
    int valid = 0;
    for (int round = 0; round < 20000; ++round) {
        const QByteArray input = "[" + randomText(random, random.bounded(7)) + "]";
        if (validateJson(input)) {
            continue;
        }
        ++valid;
        const Outcome outcome = ::split(Splits::cut(input, {}), scan);
        QVERIFY2(outcome.status == Status::Ok, input.constData());
        for (const QByteArray &element : outcome.elements) {
            QVERIFY2(!validateJson(element), input.constData());
            QCOMPARE(element, element.trimmed());
        }
    }
    QVERIFY(valid > 30);
}

void TestJsonSplitter::elementsComeBeforeTheArrayEnds()
{
    JsonSplitter splitter;
    QList<Batch::Slice> slices;
    splitter.feed("[{\"a\":1}", slices);
    QCOMPARE(slices, (QList<Batch::Slice> { { 1, 7 } }));
    QCOMPARE(splitter.pendingBegin(), 8);
    splitter.feed(",\"b\"", slices);
    QCOMPARE(slices.size(), 2);
    splitter.feed(", 12", slices);
    QCOMPARE(slices.size(), 2); // a number may go on
    QCOMPARE(splitter.pendingBegin(), 14);
    splitter.feed("3 ", slices);
    QCOMPARE(slices.back(), (Batch::Slice { 14, 3 }));
    QVERIFY(!splitter.isBetweenArrays());
    splitter.feed("]", slices);
    QVERIFY(splitter.isBetweenArrays());
    QCOMPARE(splitter.pendingBegin(), splitter.position());
}

// As a reader does it: what was handed on goes, the beginning of the next element stays.
void TestJsonSplitter::originMoves()
{
    const auto input = "[{\"a\":[1,2]}, \"bcd\" ,345,{\"e\":\"f\"}]"_ba;
    Splits::forEach(input, [&](const Splits::Pieces &pieces) {
        JsonSplitter splitter;
        QByteArray buffer;
        QByteArrayList elements;
        for (const Splits::Piece &piece : pieces) {
            buffer += piece.view();
            QList<Batch::Slice> slices;
            splitter.feed(piece.view(), slices);
            for (const Batch::Slice &slice : std::as_const(slices)) {
                elements += buffer.sliced(slice.begin, slice.size);
            }
            const qsizetype done = splitter.pendingBegin();
            buffer.remove(0, done);
            splitter.moveOrigin(done);
        }
        [&] {
            QCOMPARE(splitter.finish(), Status::Ok);
            QCOMPARE(elements.join('|'), "{\"a\":[1,2]}|\"bcd\"|345|{\"e\":\"f\"}");
            QVERIFY(buffer.isEmpty());
        }();
        return !QTest::currentTestFailed();
    });
}

// Several data events of one SSE response: each is an array of its own.
void TestJsonSplitter::restart()
{
    JsonSplitter splitter;
    QList<Batch::Slice> slices;
    QCOMPARE(splitter.feed("[1]", slices), Status::Ok);
    QCOMPARE(splitter.finish(), Status::Ok);
    splitter.restart();
    QCOMPARE(splitter.feed("[{}]", slices), Status::Ok);
    QCOMPARE(slices, (QList<Batch::Slice> { { 1, 1 }, { 4, 2 } }));
    splitter.restart();
    QCOMPARE(splitter.feed(" x", slices), Status::NotAnArray);
    QCOMPARE(splitter.fault().position, 1);
    QCOMPARE(splitter.feed("[1]", slices), Status::NotAnArray);
    splitter.restart();
    QCOMPARE(splitter.feed("[{\"", slices), Status::Ok);
    QCOMPARE(splitter.finish(), Status::Malformed);
    splitter.restart();
    QCOMPARE(splitter.feed("[{}]", slices), Status::Ok);
    QCOMPARE(splitter.finish(), Status::Ok);
}

void TestJsonSplitter::millionDeep_data()
{
    QTest::addColumn<qsizetype>("depth");
    QTest::addColumn<Status>("status");

    QTest::newRow("64") << qsizetype(64) << Status::Ok;
    QTest::newRow("65") << qsizetype(65) << Status::Ok;
    QTest::newRow("128") << qsizetype(128) << Status::Ok;
    QTest::newRow("a million") << qsizetype(1'000'000) << Status::Ok;
    QTest::newRow("the limit") << JsonNesting::MaxDepth << Status::Ok;
    QTest::newRow("above the limit") << JsonNesting::MaxDepth + 1 << Status::Malformed;
}

void TestJsonSplitter::millionDeep()
{
    QFETCH(const qsizetype, depth);
    QFETCH(const Status, status);

    const QByteArray opening = QByteArray("[{\"a\":").repeated(depth / 2) + (depth % 2 ? "[" : "1");
    const QByteArray closing = QByteArray(depth % 2 ? "]" : "") + QByteArray("}]").repeated(depth / 2);
    const QByteArray input = "[" + opening + closing + ",[]]";
    JsonSplitter splitter;
    QList<Batch::Slice> slices;
    splitter.feed(input, slices);
    QCOMPARE(splitter.finish(), status);
    QCOMPARE(slices.size(), status == Status::Ok ? 2 : 0);
    QCOMPARE(validateJson(input).has_value(), depth >= JsonNesting::MaxDepth);
}

void TestJsonSplitter::faultTexts_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("not an array") << "{}"_ba << "a JSON array is expected"_ba;
    QTest::newRow("cut") << "[1"_ba << "the array is cut short"_ba;
    QTest::newRow("kind") << "[{]"_ba << "a bracket is closed by one of the other kind"_ba;
    QTest::newRow("separator") << "[1 2]"_ba << "',' or ']' is expected after an element"_ba;
    QTest::newRow("value") << "[,]"_ba << "a JSON value is expected"_ba;
    QTest::newRow("after") << "[]x"_ba << "nothing may follow the array"_ba;
    QTest::newRow("backslash") << "[{\\"_ba << "a backslash outside of a string"_ba;
}

void TestJsonSplitter::faultTexts()
{
    QFETCH(const QByteArray, input);

    JsonSplitter splitter;
    QList<Batch::Slice> slices;
    splitter.feed(input, slices);
    splitter.finish();
    QTEST(QByteArray(splitter.fault().reason), "reason");
}

QTEST_GUILESS_MAIN(TestJsonSplitter)

#include "tst_jsonsplitter.moc"
