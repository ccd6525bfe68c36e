// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Invariant: however the stream is cut, the events are the same.

#include "fuzz.h"
#include "wire/controlevent_p.h"
#include "wire/sseparser_p.h"

using namespace DurableStreams;

namespace {

// Everything that was handed out, in one text.
QByteArray parse(QByteArrayView input, qsizetype pieceSize)
{
    SseParser parser(512);
    QByteArray log;
    bool failed = false;
    Fuzz::forPieces(input, pieceSize, [&](QByteArrayView piece) {
        if (failed) {
            return;
        }
        parser.feed(piece);
        for (SseToken token = parser.next(); token.kind != SseToken::Kind::NeedMore && !failed;
             token = parser.next()) {
            switch (token.kind) {
            case SseToken::Kind::Data:
                log.append(token.bytes);
                break;
            case SseToken::Kind::DataEnd:
                log.append(token.bytes)
                    .append("\xFF"
                            "data\n");
                break;
            case SseToken::Kind::Control:
                Fuzz::require(token.bytes.size() <= 512);
                log.append(token.bytes)
                    .append("\xFF"
                            "control\n");
                if (const auto event = parseControlEvent(token.bytes)) {
                    Fuzz::require(!event->nextOffset.isEmpty());
                }
                break;
            case SseToken::Kind::Error:
                failed = true;
                log.append("\xFF"
                           "error\n");
                break;
            case SseToken::Kind::NeedMore:
                break;
            }
        }
    });
    return log + QByteArray::number(parser.skippedEvents()) + (parser.atEventBoundary() ? "." : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
    QByteArrayView input(data, qsizetype(size));
    const qsizetype pieceSize = Fuzz::takePieceSize(input);
    const QByteArray whole = parse(input, std::max<qsizetype>(input.size(), 1));
    Fuzz::require(parse(input, pieceSize) == whole);
    Fuzz::require(parse(input, 1) == whole);
    return 0;
}
