// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonbody_p.h"

#include <durablestreams/wire/jsonscanner_p.h>

#include <algorithm>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

// The ends of the elements of a piece, which is known to be valid.
template <typename Visitor> void forEachMessage(QByteArrayView piece, Visitor visit)
{
    JsonScanner scanner(piece);
    while (scanner.skipValue()) {
        const bool more = visit(scanner.position()) && scanner.take(',');
        if (!more) {
            return;
        }
    }
}

} // namespace

std::expected<QList<QByteArrayView>, QByteArray> flattenJson(QByteArrayView body)
{
    JsonScanner scanner(body);
    QList<QByteArrayView> messages;
    const auto element = [&] {
        scanner.skipSpace();
        const qsizetype begin = scanner.position();
        if (!scanner.skipValue()) {
            return false;
        }
        messages.append(body.sliced(begin, scanner.position() - begin));
        scanner.skipSpace();
        return true;
    };
    const auto array = [&] {
        scanner.skipSpace();
        if (scanner.take(']')) {
            return true;
        }
        do {
            if (!element()) {
                return false;
            }
        } while (scanner.take(','));
        return scanner.take(']') || scanner.fail("expected a comma or the end of the array");
    };
    scanner.skipSpace();
    bool valid = scanner.take('[') ? array() : element();
    scanner.skipSpace();
    valid = valid && (scanner.atEnd() || scanner.fail("text after the end of the value"));
    if (!valid) {
        return std::unexpected("Invalid JSON at byte "_ba
                               + QByteArray::number(scanner.fault().position) + ": "_ba
                               + scanner.fault().reason);
    }
    return messages;
}

QList<QByteArray> joinMessages(const QList<QByteArrayView> &messages, qsizetype pieceSize)
{
    QList<QByteArray> pieces;
    QByteArray piece;
    for (QByteArrayView message : messages) {
        if (!piece.isEmpty()) {
            if (piece.size() + message.size() >= pieceSize) {
                pieces.append(std::exchange(piece, {}));
            } else {
                piece += ',';
            }
        }
        piece += message;
    }
    if (!piece.isEmpty()) {
        pieces.append(piece);
    }
    return pieces;
}

std::expected<qsizetype, qint64> endOfMessages(QByteArrayView piece, qint64 count)
{
    qint64 seen = 0;
    qsizetype end = 0;
    forEachMessage(piece, [&](qsizetype position) {
        end = position + 1;
        return ++seen < count;
    });
    return seen == count ? decltype(endOfMessages(piece, count))(end) : std::unexpected(seen);
}

bool isMessageBoundary(QByteArrayView piece, qsizetype index)
{
    bool found = index == 0;
    forEachMessage(piece, [&](qsizetype position) {
        found = found || position + 1 == index;
        return position + 1 < index;
    });
    return found;
}

QList<QByteArray> cutBytes(QByteArrayView bytes, qsizetype pieceSize, bool text)
{
    QList<QByteArray> pieces;
    while (!bytes.isEmpty()) {
        qsizetype size = std::min(pieceSize, bytes.size());
        const auto splits = [&bytes](qsizetype at) {
            const bool insideCharacter = (static_cast<uchar>(bytes[at]) & 0xC0) == 0x80;
            return insideCharacter || (bytes[at] == '\n' && bytes[at - 1] == '\r');
        };
        // A character has at most four bytes: text that is not UTF-8 is cut where it falls.
        for (int back = 0; text && size < bytes.size() && back < 4 && size > 1 && splits(size);
             ++back) {
            --size;
        }
        pieces.append(bytes.first(size).toByteArray());
        bytes = bytes.sliced(size);
    }
    return pieces;
}

} // namespace DurableStreams::Server
