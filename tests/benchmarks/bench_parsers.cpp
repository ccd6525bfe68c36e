// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Targets 14 (JSON splitter), 15 (SSE parser) and 16 (base64): nothing but the parsers, in memory.

#include "report.h"
#include "wire/base64decoder_p.h"
#include "wire/controlevent_p.h"
#include "wire/jsonsplitter_p.h"
#include "wire/sseparser_p.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>

#include <limits>
#include <simdjson.h>

using namespace Benchmark;
using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype documentSize = 1'000'000;
constexpr qsizetype pieceSize = 64 * 1024;

struct Corpus
{
    QString name;
    QByteArray document;
};

QByteArray filled(const std::function<QByteArray(int)> &element, const QByteArray &separator)
{
    QByteArray document = "[";
    for (int i = 0; document.size() < documentSize; ++i) {
        document += (i == 0 ? QByteArray() : separator) + element(i);
    }
    return document + ']';
}

QByteArray logLine(int i)
{
    return QStringLiteral(
               R"({"ts":"2026-11-23T12:00:%1.%2Z","level":"%3","service":"ingest","shard":%4,)"
               R"("message":"accepted batch of %5 events from upstream","trace":)"
               R"("4bf92f3577b34da6a3ce929d0e0e4736","ok":true,"ms":%6})")
        .arg(i % 60, 2, 10, QChar(u'0'))
        .arg(i % 1000, 3, 10, QChar(u'0'))
        .arg(i % 7 ? u"info"_s : u"error"_s)
        .arg(i % 64)
        .arg(i * 37 % 5000)
        .arg(i * 13 % 977)
        .toUtf8();
}

QByteArray smallObject(int i)
{
    return QStringLiteral(R"({"id":%1,"x":%2,"y":%3,"ok":true})")
        .arg(i, 6, 10, QChar(u'1'))
        .arg(i % 900 + 100)
        .arg(i * 7 % 900 + 100)
        .toUtf8();
}

QByteArray nestedObject(int i)
{
    QByteArray text = R"({"type":"doc","key":"n)" + QByteArray::number(i) + R"(","children":[)";
    for (int k = 0; k < 8; ++k) {
        text += QByteArray(k ? "," : "") + R"({"a":[[1,2],{"b":[)" + QByteArray::number(k)
            + R"(]}],"text":"She said \"no\"\n\tand went {home} [early]; C:\\temp\\x )"
            + QByteArray(90, 'x') + R"("})";
    }
    return text + "]}";
}

QByteArray prettyObject(int i)
{
    return QStringLiteral("{\n    \"id\": %1,\n    \"name\": \"item %1\",\n    \"tags\": [\n"
                          "      \"red\",\n      \"green\"\n    ],\n    \"size\": {\n"
                          "      \"w\": %2,\n      \"h\": 20\n    }\n  }")
        .arg(i)
        .arg(i % 100)
        .toUtf8();
}

QList<Corpus> corpora()
{
    return {
        { u"200 B log lines"_s, filled(logLine, ",") },
        { u"40 B objects"_s, filled(smallObject, ",") },
        { u"1.6 KB nested, escapes"_s, filled(nestedObject, ",") },
        { u"pretty-printed"_s, filled(prettyObject, ",\n  ") },
    };
}

void forPieces(QByteArrayView input, const auto &consume)
{
    for (; !input.isEmpty(); input = input.sliced(qMin(pieceSize, input.size()))) {
        consume(input.first(qMin(pieceSize, input.size())));
    }
}

qsizetype splitWith(JsonBracketScan scan, const QByteArray &document, QList<Batch::Slice> &slices)
{
    JsonSplitter splitter(scan);
    slices.clear();
    forPieces(document, [&](QByteArrayView piece) { splitter.feed(piece, slices); });
    return splitter.finish() == JsonSplitter::Status::Ok ? slices.size() : -1;
}

qsizetype splitWithSimdjson(simdjson::ondemand::parser &parser,
                            const simdjson::padded_string &document)
{
    qsizetype count = 0;
    auto parsed = parser.iterate(document);
    for (auto element : parsed.get_array()) {
        std::string_view raw;
        if (element.raw_json().get(raw) != simdjson::SUCCESS) {
            return -1;
        }
        keep(raw);
        ++count;
    }
    return count;
}

JsonBracketScan scannerNamed(QByteArrayView name)
{
    for (const JsonBracketScanner &scanner : jsonBracketScanners()) {
        if (name == scanner.name) {
            return scanner.scan;
        }
    }
    return nullptr;
}

void require(bool condition, const char *what)
{
    if (!condition) {
        std::fprintf(stderr, "bench_parsers: %s\n", what);
        std::exit(2);
    }
}

struct Worst
{
    double figure = std::numeric_limits<double>::infinity();
    QString where = {};

    void offer(double candidate, const QString &at)
    {
        if (candidate < figure) {
            *this = { candidate, at };
        }
    }
};

void splitter(Report &report)
{
    const JsonBracketScan fastest = jsonBracketScanners().front().scan;
    const JsonBracketScan sse2 = scannerNamed("SSE2");
    const JsonBracketScan baseline = sse2 ? sse2 : jsonBracketScanners().back().scan;
    Worst ofBaseline;
    Worst ofFastest;
    Worst ofQt;
    for (const Corpus &corpus : corpora()) {
        const QByteArray &document = corpus.document;
        const simdjson::padded_string padded(document.constData(), size_t(document.size()));
        simdjson::ondemand::parser parser;
        QList<Batch::Slice> slices;
        const qsizetype expected = splitWithSimdjson(parser, padded);
        require(expected > 0 && splitWith(baseline, document, slices) == expected,
                "the splitter and simdjson disagree");
        constexpr int times = 20;
        const auto repeated = [](const auto &work) {
            return [work] {
                for (int i = 0; i < times; ++i) {
                    keep(work());
                }
            };
        };
        const auto took = medians({
            repeated([&] { return splitWith(baseline, document, slices); }),
            repeated([&] { return splitWith(fastest, document, slices); }),
            repeated([&] { return splitWithSimdjson(parser, padded); }),
            [&] { keep(QJsonDocument::fromJson(document).isArray()); },
        });
        ofBaseline.offer(took[2] / took[0], corpus.name);
        ofFastest.offer(took[2] / took[1], corpus.name);
        ofQt.offer(took[3] * times / took[0], corpus.name);
        const double megabytes = double(document.size()) * times / 1e6;
        std::printf("  %-24s MB/s: SSE2 %.0f, %s %.0f, simdjson %.0f, QJsonDocument %.0f\n",
                    qPrintable(corpus.name), megabytes / took[0],
                    jsonBracketScanners().front().name, megabytes / took[1], megabytes / took[2],
                    megabytes / took[3] / times);
    }
    report.atLeast(14, Gate::Hard,
                   u"JSON splitter, SSE2, vs simdjson, worst: "_s + ofBaseline.where,
                   ofBaseline.figure, 0.8, u"x"_s);
    report.atLeast(14, Gate::Hard, u"JSON splitter, SSE2, vs QJsonDocument, worst: "_s + ofQt.where,
                   ofQt.figure, 25, u"x"_s);
    report.atLeast(14, Gate::Soft,
                   u"JSON splitter, dispatched, vs simdjson, worst: "_s + ofFastest.where,
                   ofFastest.figure, 1.5, u"x"_s);
}

QByteArray eventStream()
{
    QByteArray stream;
    for (int i = 0; stream.size() < 16 * documentSize; ++i) {
        const QByteArray number = QByteArray::number(1'000'000 + i);
        stream += R"(event: data
data:[{"id":)"
            + number + R"(,"kind":"tick","value":0.5,"ok":true}]

event: control
data:{"streamNextOffset":"0000000000000000_000000)"
            + number + R"(","streamCursor":"3351034","upToDate":true}

)";
    }
    return stream;
}

struct Count
{
    qsizetype data = 0;
    qsizetype controls = 0;

    bool operator==(const Count &) const = default;
};

Count parseEvents(const QByteArray &stream, bool everyControl)
{
    SseParser parser;
    Count count;
    forPieces(stream, [&](QByteArrayView piece) {
        parser.feed(piece);
        QByteArray last;
        for (SseToken token = parser.next(); token.kind != SseToken::Kind::NeedMore;
             token = parser.next()) {
            if (token.kind != SseToken::Kind::Control) {
                count.data += token.bytes.size();
                continue;
            }
            ++count.controls;
            if (everyControl) {
                keep(parseControlEvent(token.bytes)->nextOffset.size());
            } else {
                keep(token.bytes);
            }
        }
    });
    return count;
}

// As it is usually written: each line becomes a QByteArray.
Count parseLines(const QByteArray &stream)
{
    QByteArray rest;
    QByteArray type;
    QByteArray data;
    Count count;
    const auto takeLine = [&](const QByteArray &line) {
        if (line.startsWith("event: ")) {
            type = line.sliced(7);
        } else if (line.startsWith("data:")) {
            data += line.sliced(5);
        } else if (line.isEmpty()) {
            if (type == "control") {
                ++count.controls;
                keep(parseControlEvent(data)->nextOffset.size());
            } else {
                count.data += data.size();
            }
            data.clear();
        }
    };
    forPieces(stream, [&](QByteArrayView piece) {
        rest += piece;
        qsizetype begin = 0;
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', begin)) {
            takeLine(rest.sliced(begin, end - begin));
            begin = end + 1;
        }
        rest.remove(0, begin);
    });
    return count;
}

void sse(Report &report)
{
    const QByteArray stream = eventStream();
    require(parseEvents(stream, true) == parseLines(stream), "the SSE parsers disagree");
    const auto took = medians({
        [&] { keep(parseEvents(stream, true)); },
        [&] { keep(parseEvents(stream, false)); },
        [&] { keep(parseLines(stream)); },
    });
    const double gigabytes = double(stream.size()) / 1e9;
    report.atLeast(15, Gate::Hard, u"SSE parser, every control parsed"_s, gigabytes / took[0], 1.5,
                   u"GB/s"_s);
    report.atLeast(15, Gate::Hard, u"SSE parser vs a QByteArray a line"_s, took[2] / took[0], 3,
                   u"x"_s);
    report.atLeast(15, Gate::Soft, u"SSE parser, controls left to the reader"_s,
                   gigabytes / took[1], 5, u"GB/s"_s);
}

void base64(Report &report)
{
    QByteArray bytes(documentSize, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : bytes) {
        byte = char(random.bounded(256));
    }
    const QByteArray text = bytes.toBase64();
    QByteArray out;
    const auto decode = [&] {
        Base64Decoder decoder;
        out.resize(0);
        forPieces(text, [&](QByteArrayView piece) { decoder.feed(piece, out); });
        return decoder.finish();
    };
    require(decode() && out == bytes, "base64 is decoded wrongly");
    constexpr int times = 20;
    const auto took = medians({
        [&] {
            for (int i = 0; i < times; ++i) {
                keep(decode());
            }
        },
        [&] { keep(QByteArray::fromBase64(text).size()); },
    });
    report.atLeast(16, Gate::Hard, u"base64, decoded bytes"_s,
                   double(bytes.size()) * times / 1e9 / took[0], 1.5, u"GB/s"_s);
    report.atLeast(16, Gate::Hard, u"base64 vs QByteArray::fromBase64"_s, took[1] * times / took[0],
                   8, u"x"_s);
}

} // namespace

int main()
{
    Report report;
    splitter(report);
    sse(report);
    base64(report);
    return report.exitCode();
}
