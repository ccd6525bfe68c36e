// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Invariants: however the bytes are cut, the response is the same; nothing in its head can break out of
// it; a response that must not have a body has none; what was fed may be overwritten behind the parser.

#include "fuzz.h"
#include "http/responseparser_p.h"

using namespace DurableStreams;

namespace {

struct Collector : ResponseParser::Sink
{
    void headParsed(ResponseHead &&parsed) override
    {
        Fuzz::require(!hasHead);
        hasHead = true;
        head = std::move(parsed);
    }
    void bodyParsed(char *data, qsizetype size) override
    {
        Fuzz::require(hasHead && size > 0);
        body.append(data, size);
        std::fill_n(data, size, '\xAA');
    }
    ResponseHead head;
    QByteArray body;
    bool hasHead = false;
};

bool breaksOut(QByteArrayView text)
{
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void check(const Collector &collector, const ResponseParser &parser, bool headRequest)
{
    const ResponseHead &head = collector.head;
    Fuzz::require(!(parser.isComplete() && parser.hasFailed()));
    Fuzz::require(!parser.isComplete() || collector.hasHead);
    Fuzz::require(parser.hasFailed() == !parser.failure().isEmpty());
    if (!collector.hasHead) {
        return;
    }
    Fuzz::require(head.status >= 200 && head.status <= 999);
    Fuzz::require(!breaksOut(head.reason));
    Fuzz::require(head.headers.size() <= ResponseParser::MaxHeaders);
    for (qsizetype i = 0; i < head.headers.size(); ++i) {
        Fuzz::require(!breaksOut(QByteArrayView(head.headers.nameAt(i))));
        Fuzz::require(!breaksOut(head.headers.valueAt(i)));
    }
    const bool bodiless = headRequest || head.status == 204 || head.status == 304;
    Fuzz::require(!bodiless || collector.body.isEmpty());
    bool isNumber = false;
    const qint64 length
        = head.headers.value(QHttpHeaders::WellKnownHeader::ContentLength).toLongLong(&isNumber);
    if (isNumber && !bodiless) {
        Fuzz::require(collector.body.size() <= length);
        Fuzz::require(!parser.isComplete() || collector.body.size() == length);
    }
}

// Everything that was found, in one text.
QByteArray parse(QByteArrayView input, qsizetype pieceSize, bool headRequest)
{
    Collector collector;
    ResponseParser parser(&collector);
    parser.start(headRequest);
    qsizetype used = 0;
    Fuzz::forPieces(input, pieceSize, [&](QByteArrayView piece) {
        QByteArray bytes = piece.toByteArray();
        const qsizetype taken = parser.feed(bytes.data(), bytes.size());
        Fuzz::require(taken >= 0 && taken <= bytes.size());
        Fuzz::require(taken == bytes.size() || parser.isComplete() || parser.hasFailed());
        used += taken;
    });
    parser.finish();
    check(collector, parser, headRequest);
    QByteArray log = QByteArray::number(collector.head.status) + ' ' + collector.head.reason + '\n';
    for (qsizetype i = 0; i < collector.head.headers.size(); ++i) {
        log.append(collector.head.headers.nameAt(i).latin1())
            .append(": ")
            .append(collector.head.headers.valueAt(i))
            .append('\n');
    }
    log.append(collector.body);
    if (parser.isComplete()) {
        log.append(parser.keepsAlive() ? "\nkept " : "\nclosed ").append(QByteArray::number(used));
    }
    return log.append(parser.hasFailed() ? "\nfailed" : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
    QByteArrayView input(data, qsizetype(size));
    const qsizetype pieceSize = Fuzz::takePieceSize(input);
    for (const bool headRequest : { false, true }) {
        const QByteArray whole = parse(input, std::max<qsizetype>(input.size(), 1), headRequest);
        Fuzz::require(parse(input, pieceSize, headRequest) == whole);
        Fuzz::require(parse(input, 1, headRequest) == whole);
    }
    return 0;
}
