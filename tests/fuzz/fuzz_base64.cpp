// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Invariants: cuts make no difference; what is accepted is what Qt decodes it to.

#include "fuzz.h"
#include "wire/base64decoder_p.h"

using namespace DurableStreams;

namespace {

struct Outcome
{
    QByteArray bytes;
    bool valid;

    bool operator==(const Outcome &) const = default;
};

Outcome decode(QByteArrayView input, qsizetype pieceSize)
{
    Base64Decoder decoder;
    Outcome outcome {};
    Fuzz::forPieces(input, pieceSize,
                    [&](QByteArrayView piece) { decoder.feed(piece, outcome.bytes); });
    outcome.valid = decoder.finish();
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
    QByteArrayView input(data, qsizetype(size));
    const qsizetype pieceSize = Fuzz::takePieceSize(input);
    const Outcome whole = decode(input, std::max<qsizetype>(input.size(), 1));
    Fuzz::require(decode(input, pieceSize) == whole);
    Fuzz::require(decode(input, 1) == whole);
    if (whole.valid) {
        Fuzz::require(QByteArray::fromBase64(input.toByteArray()) == whole.bytes);
    }
    return 0;
}
