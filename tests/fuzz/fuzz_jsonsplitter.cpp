// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Invariants: cuts and instruction sets make no difference; the elements lie in order in the text,
// with nothing but white space and separators between them; a valid array is taken, and its
// elements are valid values.

#include "fuzz.h"
#include "wire/jsonsplitter_p.h"
#include "wire/jsonvalidator_p.h"

using namespace DurableStreams;

namespace {

struct Outcome
{
    QList<Batch::Slice> slices;
    JsonSplitter::Status status;
    qsizetype position;

    bool operator==(const Outcome &) const = default;
};

Outcome split(JsonBracketScan scan, QByteArrayView input, qsizetype pieceSize)
{
    JsonSplitter splitter(scan);
    Outcome outcome;
    Fuzz::forPieces(input, pieceSize,
                    [&](QByteArrayView piece) { splitter.feed(piece, outcome.slices); });
    outcome.status = splitter.finish();
    outcome.position = splitter.fault().position;
    return outcome;
}

void checkSlices(QByteArrayView input, const QList<Batch::Slice> &slices)
{
    qsizetype end = 0;
    for (const Batch::Slice &slice : slices) {
        Fuzz::require(slice.begin >= end && slice.size > 0
                      && slice.begin + slice.size <= input.size());
        for (const char c : input.sliced(end, slice.begin - end)) {
            Fuzz::require(QByteArrayView("[, \t\r\n").contains(c));
        }
        end = slice.begin + slice.size;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
    QByteArrayView input(data, qsizetype(size));
    const qsizetype pieceSize = Fuzz::takePieceSize(input);
    const qsizetype wholeSize = std::max<qsizetype>(input.size(), 1);
    const Outcome whole = split(jsonBracketScanners().back().scan, input, wholeSize);
    for (const JsonBracketScanner &scanner : jsonBracketScanners()) {
        Fuzz::require(split(scanner.scan, input, wholeSize) == whole);
        Fuzz::require(split(scanner.scan, input, pieceSize) == whole);
    }
    Fuzz::require(split(jsonBracketScanners().front().scan, input, 1) == whole);
    checkSlices(input, whole.slices);

    if (!validateJson(input) && input.trimmed().startsWith('[')) {
        Fuzz::require(whole.status == JsonSplitter::Status::Ok);
        for (const Batch::Slice &slice : whole.slices) {
            Fuzz::require(!validateJson(input.sliced(slice.begin, slice.size)));
        }
    }
    return 0;
}
