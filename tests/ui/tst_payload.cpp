// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/bytetext.h"
#include "composer/filevariable.h"
#include "composer/jsonlayout.h"
#include "composer/messagetemplate.h"
#include "composer/payload.h"
#include "composer/sendoptions.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void pieces_data();
    void pieces();
    void faults_data();
    void faults();
    void layout_data();
    void layout();
    void hex_data();
    void hex();
    void hexFaults_data();
    void hexFaults();
    void survives_data();
    void survives();
    void variables_data();
    void variables();
    void variableFaults_data();
    void variableFaults();
    void fileVariable_data();
    void fileVariable();
    void fileVariableReadsAnew();
    void faultsAfterVariables();
    void linesAreNumbered();
    void elementsAreNumbered_data();
    void elementsAreNumbered();
    void elementsOfAFileStayAsTheyAre();
    void headers_data();
    void headers();
};

void TestPayload::pieces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<bool>("lineEnd");
    QTest::addColumn<QByteArrayList>("bodies");
    QTest::addColumn<qsizetype>("messages");

    const auto json = "application/json"_ba;
    const auto text = "text/plain; charset=utf-8"_ba;
    QTest::newRow("nothing") << u""_s << json << ComposeMode::One << true << QByteArrayList {}
                             << qsizetype(0);
    QTest::newRow("blank json") << u" \n "_s << json << ComposeMode::One << true
                                << QByteArrayList {} << qsizetype(0);
    QTest::newRow("one value, bytes kept")
        << u" {\"n\":1e400, \"n\":00.5}"_s.replace(u"00.5"_s, u"0.50"_s) << json << ComposeMode::One
        << true << QByteArrayList { "{\"n\":1e400, \"n\":0.50}" } << qsizetype(1);
    QTest::newRow("an array is one message") << u"[1,2]"_s << json << ComposeMode::One << false
                                             << QByteArrayList { "[1,2]" } << qsizetype(1);
    QTest::newRow("an array by element") << u"[1, [2,3], \"a,b\" ]"_s << json << ComposeMode::Array
                                         << false << QByteArrayList { "[1, [2,3], \"a,b\" ]" }
                                         << qsizetype(3);
    QTest::newRow("lines") << u"1\n\n  {\"a\":2}\r\n3"_s << json << ComposeMode::Lines << false
                           << QByteArrayList { "1", "{\"a\":2}", "3" } << qsizetype(3);
    QTest::newRow("text with a line feed") << u"hällo"_s << text << ComposeMode::One << true
                                           << QByteArrayList { "h\xC3\xA4llo\n" } << qsizetype(1);
    QTest::newRow("text as it is") << u" hi "_s << text << ComposeMode::One << false
                                   << QByteArrayList { " hi " } << qsizetype(1);
    QTest::newRow("text that ends with one") << u"hi\n"_s << text << ComposeMode::One << true
                                             << QByteArrayList { "hi\n" } << qsizetype(1);
}

void TestPayload::pieces()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, type);
    QFETCH(const ComposeMode, mode);
    QFETCH(const bool, lineEnd);
    QFETCH(const QByteArrayList, bodies);
    QFETCH(const qsizetype, messages);
    const Payload payload = makePayload(
        text, { .contentType = type, .mode = mode, .lineEnd = lineEnd && isTextType(type) });
    QVERIFY2(!payload.fault, payload.fault ? qPrintable(payload.fault->reason) : "");
    QByteArrayList got;
    for (const PayloadPiece &piece : payload.pieces) {
        got.append(piece.body);
        QCOMPARE(piece.jsonValue, isJsonType(type) && mode != ComposeMode::Array);
    }
    QCOMPARE(got, bodies);
    QCOMPARE(payload.messages, messages);
    QCOMPARE(payload.isSendable(), messages > 0);
}

void TestPayload::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ComposeMode>("mode");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("position");
    QTest::newRow("a value is missing") << u"{\"a\":}"_s << ComposeMode::One << 1 << 6 << 5;
    QTest::newRow("second line, after a wide character")
        << u"{\n\"ä𝄞\": x}"_s << ComposeMode::One << 2 << 7 << 9;
    QTest::newRow("two values") << u"1 2"_s << ComposeMode::One << 1 << 3 << 2;
    QTest::newRow("third line of lines") << u"1\n2\n{"_s << ComposeMode::Lines << 3 << 2 << 5;
    QTest::newRow("no array") << u" {}"_s << ComposeMode::Array << 1 << 2 << 1;
    QTest::newRow("empty array") << u"[ ]"_s << ComposeMode::Array << 1 << 3 << 2;
}

void TestPayload::faults()
{
    QFETCH(const QString, text);
    QFETCH(const ComposeMode, mode);
    const Payload payload = makePayload(text, { .contentType = "application/json"_ba, .mode = mode });
    QVERIFY(payload.fault);
    QVERIFY(!payload.isSendable());
    QVERIFY(!payload.fault->reason.isEmpty());
    QTEST(int(payload.fault->line), "line");
    QTEST(int(payload.fault->column), "column");
    QTEST(int(payload.fault->position), "position");
}

void TestPayload::layout_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("formatted");
    QTest::addColumn<QByteArray>("minified");
    QTest::newRow("scalar") << "  1.50E+2 "_ba << "1.50E+2"_ba << "1.50E+2"_ba;
    QTest::newRow("empty") << "{ }"_ba << "{}"_ba << "{}"_ba;
    QTest::newRow("nested") << R"({"b":[1, 2],"a":{ },"b":[]})"_ba
                            << "{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": {},\n  \"b\": []\n}"_ba
                            << R"({"b":[1,2],"a":{},"b":[]})"_ba;
    QTest::newRow("strings stay") << R"(["a , {b\"}: ", "\\"])"_ba
                                  << "[\n  \"a , {b\\\"}: \",\n  \"\\\\\"\n]"_ba
                                  << R"(["a , {b\"}: ","\\"])"_ba;
}

void TestPayload::layout()
{
    QFETCH(const QByteArray, json);
    QTEST(formatJson(json), "formatted");
    QTEST(minifyJson(json), "minified");
    QCOMPARE(minifyJson(formatJson(json)), minifyJson(json));
}

void TestPayload::hex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << u" \n"_s << QByteArray();
    QTest::newRow("pairs") << u"48 65\n78"_s << "Hex"_ba;
    QTest::newRow("together, both cases") << u"00fFDd"_s << QByteArray::fromHex("00ffdd");
    QTest::newRow("as in C") << u"0x00, 0X7f"_s << QByteArray::fromHex("007f");
}

void TestPayload::hex()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, bytes);
    const Payload payload
        = makePayload(text, { .contentType = "image/png"_ba, .mode = ComposeMode::Hex });
    QVERIFY(!payload.fault);
    QCOMPARE(payload.isEmpty(), bytes.isEmpty());
    QCOMPARE(fromHexText(text).bytes, bytes);
    QCOMPARE(fromHexText(toHexText(bytes)).bytes, bytes);
    if (!bytes.isEmpty()) {
        QCOMPARE(payload.pieces.size(), 1);
        QCOMPARE(payload.pieces.first().body, bytes);
        QVERIFY(!payload.pieces.first().jsonValue);
    }
}

void TestPayload::hexFaults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("no digit") << u"48\n6g"_s << "image/png"_ba << 2 << 2;
    QTest::newRow("half a byte") << u"48 6"_s << "image/png"_ba << 1 << 5;
    QTest::newRow("split byte") << u"4 8"_s << "image/png"_ba << 1 << 2;
    QTest::newRow("no JSON") << u"7b"_s << "application/json"_ba << 1 << 3;
    QTest::newRow("no JSON at a byte") << u"5b 31\n0x2c, 7d"_s << "application/json"_ba << 2 << 7;
}

void TestPayload::hexFaults()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, type);
    const Payload payload = makePayload(text, { .contentType = type, .mode = ComposeMode::Hex });
    QVERIFY(payload.fault);
    QTEST(int(payload.fault->line), "line");
    QTEST(int(payload.fault->column), "column");
}

void TestPayload::survives_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("survives");
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("text") << "h\xC3\xA4llo\tw\xC2\xA0rld\n"_ba << true;
    QTest::newRow("carriage return") << "a\r\nb"_ba << false;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << false;
    QTest::newRow("not UTF-8") << "\xFF"_ba << false;
    QTest::newRow("paragraph separator") << "a\xE2\x80\xA9z"_ba << false;
    QTest::newRow("byte order mark first") << "\xEF\xBB\xBFz"_ba << false;
    QTest::newRow("byte order mark") << "y\xEF\xBB\xBFz"_ba << false;
}

void TestPayload::survives()
{
    QFETCH(const QByteArray, bytes);
    QTEST(survivesEditing(bytes), "survives");
}

void TestPayload::variables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("none") << "{\"a\":{\"b\":1}}"_ba << uR"(\{"a":\{"b":1\}\})"_s;
    QTest::newRow("brackets that are none") << "{{\"a\"}} {{ 1 }} {{"_ba
                                            << uR"(\{\{"a"\}\} \{\{ 1 \}\} \{\{)"_s;
    QTest::newRow("index") << "{\"n\":{{index}}}"_ba << uR"(\{"n":7\})"_s;
    QTest::newRow("seq is index") << "{{ SEQ }}"_ba << u"7"_s;
    QTest::newRow("now") << "{{now}}"_ba << uR"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"_s;
    QTest::newRow("unixms") << "{{unixms}}"_ba << uR"(\d{13})"_s;
    QTest::newRow("uuid") << "{{uuid}}"_ba << uR"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"_s;
    QTest::newRow("random") << "{{random}}"_ba << uR"(\d{1,10})"_s;
    QTest::newRow("randInt") << "{{randInt -2 -2}}"_ba << u"-2"_s;
    QTest::newRow("randInt, everything")
        << "{{randInt -9223372036854775808 9223372036854775807}}"_ba << uR"(-?\d+)"_s;
    QTest::newRow("pick") << "<{{pick a b}}>"_ba << u"<(a|b)>"_s;
    QTest::newRow("env") << "{{env TAILWATER_TEST_WORD}}"_ba << u"a word"_s;
}

void TestPayload::variables()
{
    qputenv("TAILWATER_TEST_WORD", "a word");
    QFETCH(const QByteArray, text);
    QFETCH(const QString, pattern);
    const MessageTemplate made(text);
    QVERIFY2(!made.fault(), made.fault() ? qPrintable(made.fault()->reason) : "");
    const QString filled = QString::fromUtf8(made.fill(7));
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern));
    QVERIFY2(whole.match(filled).hasMatch(), qPrintable(filled));
    QCOMPARE(made.hasVariables(), filled != QString::fromUtf8(text));
}

void TestPayload::variableFaults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::newRow("unknown") << "a {{nwo}}"_ba << qsizetype(2);
    QTest::newRow("not set") << "{{env TAILWATER_TEST_UNSET}}"_ba << qsizetype(0);
    QTest::newRow("randInt without numbers") << "{{randInt}}"_ba << qsizetype(0);
    QTest::newRow("randInt upside down") << "{{randInt 2 1}}"_ba << qsizetype(0);
    QTest::newRow("pick of nothing") << "{{pick}}"_ba << qsizetype(0);
    QTest::newRow("now takes nothing") << "{{now 1}}"_ba << qsizetype(0);
}

void TestPayload::variableFaults()
{
    QFETCH(const QByteArray, text);
    const MessageTemplate made(text);
    QVERIFY(made.fault());
    QVERIFY(!made.fault()->reason.isEmpty());
    QTEST(made.fault()->position, "position");
}

void TestPayload::fileVariable_data()
{
    QTest::addColumn<QByteArray>("text"); //!< “DIR” stands for the folder
    QTest::addColumn<QByteArray>("filled");
    QTest::addColumn<QString>("fault");
    QTest::newRow("in the middle") << "<{{file DIR/a.txt}}>"_ba << "<one\r\n\xfftwo>"_ba << QString();
    QTest::newRow("blanks in the name") << "{{ file  DIR/a  b.txt }}"_ba << "blanks"_ba << QString();
    QTest::newRow("brackets in the file") << "{{file DIR/template.txt}}"_ba << "{{now}}"_ba << QString();
    QTest::newRow("an empty one") << "[{{file DIR/empty.txt}}]"_ba << "[]"_ba << QString();
    QTest::newRow("no name") << "{{file}}"_ba << ""_ba << u"needs a path"_s;
    QTest::newRow("not there") << "{{file DIR/none.txt}}"_ba << ""_ba << u"there is no file"_s;
    QTest::newRow("a folder") << "{{file DIR}}"_ba << ""_ba << u"is not a file"_s;
    QTest::newRow("a device") << "{{file /dev/zero}}"_ba << ""_ba << u"is not a file"_s;
    QTest::newRow("too large") << "{{file DIR/large.txt}}"_ba << ""_ba << u"larger than"_s;
}

void TestPayload::fileVariable()
{
    QFETCH(QByteArray, text);
    QFETCH(const QString, fault);
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write(u"a.txt"_s, "one\r\n\xfftwo"));
    QVERIFY(write(u"a  b.txt"_s, "blanks"));
    QVERIFY(write(u"template.txt"_s, "{{now}}"));
    QVERIFY(write(u"empty.txt"_s, {}));
    QVERIFY(write(u"large.txt"_s, QByteArray(FileVariable::LargestFile + 1, 'x')));
    text.replace("DIR", QFile::encodeName(folder.path()));
    const MessageTemplate made(text);
    if (!fault.isEmpty()) {
        QVERIFY(made.fault());
        QVERIFY2(made.fault()->reason.contains(fault), qPrintable(made.fault()->reason));
        return;
    }
    QVERIFY2(!made.fault(), made.fault() ? qPrintable(made.fault()->reason) : "");
    QVERIFY(made.hasVariables());
    QTEST(made.fill(1), "filled");
}

// A fault in the file is shown at the variable; a file that changes is read again.
void TestPayload::fileVariableReadsAnew()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"value.json"_s));
    const auto write = [&file](const QByteArray &bytes) {
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        file.close();
        return written;
    };
    const auto payload = [&file] {
        return makePayload(u"{\"a\": {{file %1}}}"_s.arg(file.fileName()),
                           { .contentType = "application/json"_ba, .variables = true });
    };
    QVERIFY(write("[1 2]"));
    QVERIFY(payload().fault);
    QCOMPARE(payload().fault->column, 7);
    QVERIFY(write("[1, 9007199254740993]"));
    QVERIFY(!payload().fault);
    QCOMPARE(payload().pieces.first().body, "{\"a\": [1, 9007199254740993]}"_ba);
}

void TestPayload::faultsAfterVariables()
{
    // The place is one of the text that was typed, not of what it became.
    const Payload payload = makePayload(
        u"{\"a\":\"{{uuid}}\",\n \"b\":{{index}}x}"_s,
        { .contentType = "application/json"_ba, .mode = ComposeMode::One, .variables = true });
    QVERIFY(payload.fault);
    QCOMPARE(payload.fault->line, 2);
    QCOMPARE(payload.fault->column, 15);
    QCOMPARE(payload.fault->position, 31);
}

void TestPayload::linesAreNumbered()
{
    const Payload payload = makePayload(
        u"{{index}}\n\n[{{index}}]"_s,
        { .contentType = "application/json"_ba, .mode = ComposeMode::Lines, .variables = true });
    QCOMPARE(payload.pieces.size(), 2);
    QCOMPARE(payload.pieces.at(0).body, "1"_ba);
    QCOMPARE(payload.pieces.at(1).body, "[2]"_ba);
    QCOMPARE(payload.pieces.at(1).origin, 11);
}

void TestPayload::elementsAreNumbered_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("each its own") << u"[{\"n\":{{index}}}, {{index}} ,\"{{index}}, {{seq}}\"]"_s
                                  << "[{\"n\":1}, 2 ,\"3, 3\"]"_ba;
    QTest::newRow("one") << u" [ {{index}} ] "_s << "[ 1 ]"_ba;
    QTest::newRow("arrays within") << u"[[{{index}},{{index}}],[{{index}}]]"_s << "[[1,1],[2]]"_ba;
    QTest::newRow("without variables") << u"[1.0, 1e400]"_s << "[1.0, 1e400]"_ba;
}

void TestPayload::elementsAreNumbered()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, body);
    const Payload payload = makePayload(
        text, { .contentType = "application/json"_ba, .mode = ComposeMode::Array, .variables = true });
    QVERIFY2(!payload.fault, qPrintable(payload.summary()));
    QCOMPARE(payload.pieces.size(), 1);
    QCOMPARE(payload.pieces.first().body, body);
    QCOMPARE(payload.bytes, body.size());
}

//! A file may hold several of them, or the array itself: there is nothing to be told apart.
void TestPayload::elementsOfAFileStayAsTheyAre()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"list.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("7, 8") > 0);
    file.close();
    const Payload payload
        = makePayload(u"[{{file %1}}, {{index}}]"_s.arg(file.fileName()),
                      { .contentType = "application/json"_ba, .mode = ComposeMode::Array,
                        .variables = true });
    QVERIFY2(!payload.fault, qPrintable(payload.summary()));
    QCOMPARE(payload.messages, 3);
    QCOMPARE(payload.pieces.first().body, "[7, 8, 1]"_ba);
}

void TestPayload::headers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << u" \n"_s << true << 0;
    QTest::newRow("two") << u"X-Trace: a: b\nTraceParent:00-1"_s << true << 2;
    QTest::newRow("no colon") << u"X-Trace"_s << false << 0;
    QTest::newRow("a blank in the name") << u"X Trace: 1"_s << false << 0;
    QTest::newRow("not ASCII") << u"X-Trace: ä"_s << false << 0;
    QTest::newRow("of the protocol") << u"producer-id: me"_s << false << 0;
}

void TestPayload::headers()
{
    QFETCH(const QString, text);
    QFETCH(const bool, good);
    const auto headers = parseHeaders(text);
    QCOMPARE(headers.has_value(), good);
    if (good) {
        QTEST(int(headers->size()), "count");
    } else {
        QVERIFY(!headers.error().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
