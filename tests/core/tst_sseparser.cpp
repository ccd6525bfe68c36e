// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "splits.h"
#include "wire/sseparser_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

struct Event
{
    QByteArray type;
    QByteArray data;

    bool operator==(const Event &) const = default;
};

struct Outcome
{
    QList<Event> events;
    //! What was handed out of a data event that is not complete.
    QByteArray incomplete;
    qint64 skipped = 0;
    bool failed = false;

    bool operator==(const Outcome &) const = default;
};

// The standard's algorithm, taken literally, over the whole input.
class Reference
{
public:
    static Outcome parse(QByteArray input)
    {
        if (input.startsWith("\xEF\xBB\xBF")) {
            input.remove(0, 3);
        }
        Reference reference;
        QByteArray line;
        for (qsizetype i = 0; i < input.size(); ++i) {
            if (input[i] == '\r' || input[i] == '\n') {
                reference.takeLine(line);
                line.clear();
                i += input.sliced(i).startsWith("\r\n") ? 1 : 0;
            } else {
                line.append(input[i]);
            }
        }
        if (reference.m_type == "data") {
            reference.m_outcome.incomplete = reference.m_data.chopped(reference.m_hasData ? 1 : 0);
            if (QByteArray rest = line; rest.startsWith("data:")) {
                rest.remove(0, rest.startsWith("data: ") ? 6 : 5);
                reference.m_outcome.incomplete += (reference.m_hasData ? "\n" : "") + rest;
            }
        }
        return reference.m_outcome;
    }

private:
    void takeLine(const QByteArray &line)
    {
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = colon < 0 ? line : line.first(colon);
        QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
        if (value.startsWith(' ')) {
            value.remove(0, 1);
        }
        if (name == "event") {
            m_type = value;
        } else if (name == "data") {
            m_data += value + '\n';
            m_hasData = true;
        }
    }

    void dispatch()
    {
        if (m_hasData && (m_type == "data" || m_type == "control")) {
            m_outcome.events.append({ m_type, m_data.chopped(1) });
        } else if (m_hasData) {
            ++m_outcome.skipped;
        }
        m_type.clear();
        m_data.clear();
        m_hasData = false;
    }

    Outcome m_outcome;
    QByteArray m_type;
    QByteArray m_data;
    bool m_hasData = false;
};

Outcome parse(const Splits::Pieces &pieces, qsizetype limit = 1 << 20)
{
    SseParser parser(limit);
    Outcome outcome;
    for (const Splits::Piece &piece : pieces) {
        parser.feed(piece.view());
        for (SseToken token = parser.next(); token.kind != SseToken::Kind::NeedMore;
             token = parser.next()) {
            switch (token.kind) {
            case SseToken::Kind::Error:
                outcome.failed = parser.errorText() != nullptr;
                return outcome;
            case SseToken::Kind::Data:
                outcome.incomplete += token.bytes;
                break;
            case SseToken::Kind::DataEnd:
                outcome.events.append({ "data"_ba, outcome.incomplete + token.bytes });
                outcome.incomplete.clear();
                break;
            case SseToken::Kind::Control:
                outcome.events.append({ "control"_ba, token.bytes.toByteArray() });
                break;
            case SseToken::Kind::NeedMore:
                break;
            }
        }
    }
    outcome.skipped = parser.skippedEvents();
    return outcome;
}

QByteArray text(const Outcome &outcome)
{
    QByteArray result;
    for (const Event &event : outcome.events) {
        result += event.type + '<' + event.data + "> ";
    }
    return result + "incomplete<" + outcome.incomplete + "> skipped "
        + QByteArray::number(outcome.skipped) + (outcome.failed ? " failed" : "");
}

} // namespace

class TestSseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInfo("seed %u", Splits::seed()); }
    void init() { QTest::failOnWarning(); }
    void events_data();
    void events();
    void randomInput();
    void dataIsHandedOutBeforeTheEventEnds();
    void bytesLieInTheInput();
    void limits_data();
    void limits();
    void typeChangeAfterData();
    void failureStays();
    void reset();
    void eventBoundary();
};

void TestSseParser::events_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &input, const QByteArray &expected) {
        QTest::newRow(name) << input << expected;
    };
    const auto none = " incomplete<> skipped 0"_ba;
    row("nothing", "", "incomplete<> skipped 0");
    row("data and control",
        "event: data\ndata:[1]\n\nevent: control\ndata:{\"streamNextOffset\":\"a\"}\n\n",
        "data<[1]> control<{\"streamNextOffset\":\"a\"}>" + none);
    row("CRLF", "event: data\r\ndata: a\r\ndata: b\r\n\r\n", "data<a\nb>" + none);
    row("lone CR", "event: data\rdata: a\rdata: b\r\r", "data<a\nb>" + none);
    row("mixed line ends", "event: data\rdata: a\r\ndata: b\ndata:c\n\r\n", "data<a\nb\nc>" + none);
    row("CR, then an empty line by LF LF", "event: data\rdata:a\r\n\n", "data<a>" + none);
    row("control by CRLF", "event: control\r\ndata: {}\r\n\r\nevent: data\r\ndata:x\r\n\r\n",
        "control<{}> data<x>" + none);
    row("one space is dropped", "event: data\ndata:  a \n\n", "data< a >" + none);
    row("no space", "event:data\ndata:a\n\n", "data<a>" + none);
    row("two spaces before the type", "event:  data\ndata:a\n\n", "incomplete<> skipped 1");
    row("tab is no space", "event: data\ndata:\ta\n\n", "data<\ta>" + none);
    row("colons in the value", "event: data\ndata:a:b: c\n\n", "data<a:b: c>" + none);
    row("joined lines", "event: data\ndata: [\ndata: 1,\ndata: 2\ndata: ]\n\n",
        "data<[\n1,\n2\n]>" + none);
    row("empty lines inside", "event: data\ndata:\ndata: a\ndata:\ndata:\n\n",
        "data<\na\n\n>" + none);
    row("leading empty line", "event: data\ndata\ndata:b\n\n", "data<\nb>" + none);
    row("field without a colon", "event: data\ndata\n\n", "data<>" + none);
    row("empty data", "event: data\ndata:\n\n", "data<>" + none);
    row("empty control", "event: control\ndata:\n\n", "control<>" + none);
    row("control in lines", "event: control\ndata: {\ndata: }\n\n", "control<{\n}>" + none);
    row("no data line, no event", "event: data\n\nevent: control\n\n", "incomplete<> skipped 0");
    row("the type does not outlive its event", "event: data\n\ndata: a\n\n",
        "incomplete<> skipped 1");
    row("data without a type", "data: a\n\n", "incomplete<> skipped 1");
    row("other type", "event: ping\ndata: a\ndata: b\n\nevent: data\ndata: c\n\n",
        "data<c> incomplete<> skipped 1");
    row("types are exact",
        "event: Data\ndata:a\n\nevent: control2\ndata:b\n\nevent: controls\n"
        "data:b\n\nevent: datadatadata\ndata:c\n\nevent: data \ndata:d\n\n",
        "incomplete<> skipped 5");
    row("names are exact", "event: data\ndat: a\ndatas: b\nDATA: c\n data: d\ndata : e\ndata:f\n\n",
        "data<f>" + none);
    row("long names", "event: data\nevent-that-is-long: control\ndata-that-is-long: c\ndata:f\n\n",
        "data<f>" + none);
    row("data before the type", "data: a\ndata: b\nevent: data\n\n", "data<a\nb>" + none);
    row("data around the type", "data: a\nevent: data\ndata: b\n\n", "data<a\nb>" + none);
    row("empty data before the type", "data\nevent: data\ndata: b\n\n", "data<\nb>" + none);
    row("control data before the type", "data: {\nevent: control\ndata: }\n\n",
        "control<{\n}>" + none);
    row("other data before the type", "data: a\nevent: x\n\nevent: data\ndata:b\n\n",
        "data<b> incomplete<> skipped 1");
    row("skipped data is forgotten", "data: a\n\ndata: b\nevent: data\n\n",
        "data<b> incomplete<> skipped 1");
    row("type twice before data", "event: control\nevent: data\ndata: a\n\n", "data<a>" + none);
    row("same type again after data", "event: data\ndata: a\nevent: data\ndata: b\n\n",
        "data<a\nb>" + none);
    row("type reset by an empty one", "event: data\nevent:\ndata: a\n\n", "incomplete<> skipped 1");
    row("comments, id, retry, unknown",
        ": hello\n:\nid: 7\nevent: data\n: data: x\nretry: 10\ndata: a\nid\nfoo: bar\n\n",
        "data<a>" + none);
    row("byte order mark",
        "\xEF\xBB\xBF"
        "event: data\ndata:a\n\n",
        "data<a>" + none);
    row("byte order mark later is a name",
        "event: data\n\xEF\xBB\xBF"
        "data:x\ndata:a\n\n",
        "data<a>" + none);
    row("half a byte order mark",
        "\xEF\xBB"
        "data: x\nevent: data\ndata:a\n\n",
        "data<a>" + none);
    row("two byte order marks",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "event: data\ndata:a\n\n",
        "incomplete<> skipped 1");
    row("UTF-8", "event: data\ndata:\xC3\xA9\xF0\x9F\x98\x80\n\n",
        "data<\xC3\xA9\xF0\x9F\x98\x80>" + none);
    row("U+0085, U+2028, U+2029, VT and FF end no line",
        "event: data\ndata:a\xC2\x85"
        "b\xE2\x80\xA8"
        "c\xE2\x80\xA9"
        "d\x0B"
        "e\x0C"
        "f\n\n",
        "data<a\xC2\x85"
        "b\xE2\x80\xA8"
        "c\xE2\x80\xA9"
        "d\x0B"
        "e\x0C"
        "f>" + none);
    row("NUL", QByteArray("event: data\ndata:a\0b\n\n", 22), QByteArray("data<a\0b>", 9) + none);
    row("many empty lines", "\n\n\r\r\n\nevent: data\n\n\ndata:a\n\n\n\n",
        "incomplete<> skipped 1");
    row("several data events, one control",
        "event: data\ndata:[1]\n\nevent: data\ndata:[2]\n\nevent: control\ndata:{}\n\n",
        "data<[1]> data<[2]> control<{}>" + none);
    row("incomplete: no empty line", "event: data\ndata: a\n\nevent: data\ndata: b\n",
        "data<a> incomplete<b> skipped 0");
    row("incomplete: in the line", "event: data\ndata: a\ndata: b", "incomplete<a\nb> skipped 0");
    row("incomplete control is dropped", "event: control\ndata: {}\n", "incomplete<> skipped 0");
    row("incomplete field name", "event: data\ndata: a\n\nev", "data<a>" + none);
    row("a long line", "event: data\ndata: " + QByteArray(300, 'x') + "\n\n",
        "data<" + QByteArray(300, 'x') + ">" + none);
}

void TestSseParser::events()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, expected);

    QCOMPARE(text(Reference::parse(input)), expected);
    Splits::forEach(input, [&](const Splits::Pieces &pieces) {
        [&] { QCOMPARE(text(parse(pieces)), expected); }();
        return !QTest::currentTestFailed();
    });
}

// Any mixture of the syllables of the format means what the standard says.
void TestSseParser::randomInput()
{
    const QByteArrayList syllables {
        "event: data",
        "event: control",
        "event:x",
        "event",
        "data: ",
        "data:",
        "data",
        "id: 1",
        ":",
        " ",
        "\n",
        "\n",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "abc",
        "{\"a\":[1,2]}",
        "\xEF\xBB\xBF",
        "event: data\ndata:",
        "event: control\ndata: {}",
        "\xC3\xA9",
    };
    QRandomGenerator random(Splits::seed());
    for (int round = 0; round < 3000; ++round) {
        QByteArray input;
        const int count = random.bounded(40);
        for (int i = 0; i < count; ++i) {
            input += syllables.at(random.bounded(int(syllables.size())));
        }
        const Outcome whole = parse(Splits::cut(input, {}));
        if (!whole.failed) {
            Outcome expected = Reference::parse(input);
            // A line that may yet become anything is the one thing the two see differently.
            expected.incomplete = whole.incomplete;
            QCOMPARE(text(whole), text(expected));
        }
        QCOMPARE(text(parse(Splits::cut(input, Splits::everyPosition(input.size())))), text(whole));
        for (int i = 0; i < 3; ++i) {
            const auto positions = Splits::randomPositions(input.size(), random);
            QCOMPARE(text(parse(Splits::cut(input, positions))), text(whole));
        }
    }
}

void TestSseParser::dataIsHandedOutBeforeTheEventEnds()
{
    SseParser parser(64);
    parser.feed("event: data\ndata: [");
    SseToken token = parser.next();
    QCOMPARE(token.kind, SseToken::Kind::Data);
    QCOMPARE(token.bytes, "[");
    QCOMPARE(parser.next().kind, SseToken::Kind::NeedMore);

    // Far above the limit: nothing of it is kept.
    const QByteArray megabyte(1 << 20, '1');
    parser.feed(megabyte);
    token = parser.next();
    QCOMPARE(token.kind, SseToken::Kind::Data);
    QCOMPARE(token.bytes.data(), megabyte.constData());
    QCOMPARE(token.bytes.size(), megabyte.size());
    QCOMPARE(parser.next().kind, SseToken::Kind::NeedMore);
    QVERIFY(!parser.atEventBoundary());

    parser.feed("]\n\n");
    token = parser.next();
    QCOMPARE(token.kind, SseToken::Kind::DataEnd);
    QCOMPARE(token.bytes, "]");
    QVERIFY(parser.atEventBoundary());
}

void TestSseParser::bytesLieInTheInput()
{
    const auto input = "event: data\ndata: [1,2]\n\nevent: control\ndata: {\"a\":1}\n\n"_ba;
    SseParser parser;
    parser.feed(input);
    SseToken token = parser.next();
    QCOMPARE(token.kind, SseToken::Kind::DataEnd);
    QCOMPARE(token.bytes.data(), input.constData() + 18);
    token = parser.next();
    QCOMPARE(token.kind, SseToken::Kind::Control);
    QCOMPARE(token.bytes.data(), input.constData() + 46);
    QCOMPARE(parser.next().kind, SseToken::Kind::NeedMore);
}

void TestSseParser::limits_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("fails");

    const QByteArray ten(10, 'x');
    const QByteArray eleven(11, 'x');
    QTest::newRow("control fits") << "event: control\ndata: " + ten + "\n\n" << false;
    QTest::newRow("control too long") << "event: control\ndata: " + eleven + "\n\n" << true;
    QTest::newRow("control line without an end") << "event: control\ndata: " + eleven << true;
    QTest::newRow("control lines fit") << "event: control\ndata: xxxxx\ndata: xxxx\n\n"_ba << false;
    QTest::newRow("control lines too long")
        << "event: control\ndata: xxxxx\ndata: xxxxx\n\n"_ba << true;
    QTest::newRow("no type fits") << "data: " + ten + "\nevent: data\n\n" << false;
    QTest::newRow("no type, too long") << "data: " + eleven + "\nevent: data\n\n" << true;
    QTest::newRow("data has no limit") << "event: data\ndata: " + QByteArray(1000, 'x') + "\n\n"
                                       << false;
    QTest::newRow("other events have no limit") << "event: x\ndata: " + QByteArray(1000, 'x')
            + "\n\n" << false;
    QTest::newRow("comments have no limit") << ":" + QByteArray(1000, 'x') + "\n\n" << false;
    QTest::newRow("names have no limit") << QByteArray(1000, 'x') + ": a\n\n" << false;
    QTest::newRow("types have no limit") << "event: " + QByteArray(1000, 'x') + "\n\n" << false;
}

void TestSseParser::limits()
{
    QFETCH(const QByteArray, input);
    QFETCH(const bool, fails);

    Splits::forEach(input, [&](const Splits::Pieces &pieces) {
        [&] { QCOMPARE(parse(pieces, 10).failed, fails); }();
        return !QTest::currentTestFailed();
    });
}

void TestSseParser::typeChangeAfterData()
{
    const auto input = "event: data\ndata: a\nevent: control\ndata: b\n\n"_ba;
    Splits::forEach(input, [&](const Splits::Pieces &pieces) {
        [&] { QCOMPARE(text(parse(pieces)), "incomplete<a> skipped 0 failed"); }();
        return !QTest::currentTestFailed();
    });
}

void TestSseParser::failureStays()
{
    SseParser parser(2);
    parser.feed("event: control\ndata: abc\n\nevent: data\ndata: x\n\n");
    QCOMPARE(parser.next().kind, SseToken::Kind::Error);
    QVERIFY(parser.errorText());
    parser.feed("event: data\ndata: x\n\n");
    QCOMPARE(parser.next().kind, SseToken::Kind::Error);
}

void TestSseParser::reset()
{
    SseParser parser(4);
    parser.feed("event: data\ndata: a");
    QCOMPARE(parser.next().kind, SseToken::Kind::Data);
    parser.reset();
    QVERIFY(parser.atEventBoundary());
    parser.feed("\xEF\xBB\xBF"
                "event: data\ndata: b\n\n");
    const SseToken token = parser.next();
    QCOMPARE(token.kind, SseToken::Kind::DataEnd);
    QCOMPARE(token.bytes, "b");
    parser.feed("event: control\ndata: too long\n\n");
    QCOMPARE(parser.next().kind, SseToken::Kind::Error); // the limit outlives a reset
}

void TestSseParser::eventBoundary()
{
    SseParser parser;
    const auto boundaryAfter = [&](QByteArrayView input) {
        parser.feed(input);
        while (parser.next().kind != SseToken::Kind::NeedMore) { }
        return parser.atEventBoundary();
    };
    QVERIFY(parser.atEventBoundary());
    QVERIFY(!boundaryAfter("\xEF"));
    QVERIFY(boundaryAfter("\xBB\xBF"));
    QVERIFY(!boundaryAfter("event: da"));
    QVERIFY(!boundaryAfter("ta\n"));
    QVERIFY(!boundaryAfter("data: a\n"));
    QVERIFY(boundaryAfter("\r"));
    QVERIFY(boundaryAfter("\n"));
    QVERIFY(boundaryAfter(": comment\n"));
}

QTEST_GUILESS_MAIN(TestSseParser)

#include "tst_sseparser.moc"
