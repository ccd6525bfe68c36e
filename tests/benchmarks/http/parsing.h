// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "wire/controlevent_p.h"
#include "wire/jsonsplitter_p.h"
#include "wire/sseparser_p.h"

#include <cstdio>
#include <cstdlib>

// What every client of these benchmarks does with the bytes: find the messages, by the same code.
namespace Benchmark {

inline void requireParsed(bool good)
{
    if (!good) {
        std::fprintf(stderr, "benchmark: what came was not what was sent\n");
        std::exit(2);
    }
}

//! \brief The messages of JSON arrays, fed in pieces.
class MessageCounter
{
public:
    void restart() { m_splitter.restart(); }
    void feed(QByteArrayView piece)
    {
        m_slices.clear();
        requireParsed(m_splitter.feed(piece, m_slices) == DurableStreams::JsonSplitter::Status::Ok);
        m_messages += m_slices.size();
    }
    qint64 messages() const { return m_messages; }

private:
    DurableStreams::JsonSplitter m_splitter;
    QList<DurableStreams::Batch::Slice> m_slices;
    qint64 m_messages = 0;
};

//! \brief The messages of an event stream, its control events read.
class EventCounter
{
public:
    void feed(QByteArrayView piece)
    {
        using Kind = DurableStreams::SseToken::Kind;
        m_parser.feed(piece);
        for (;;) {
            const DurableStreams::SseToken token = m_parser.next();
            switch (token.kind) {
            case Kind::NeedMore:
                return;
            case Kind::Data:
                m_counter.feed(token.bytes);
                break;
            case Kind::DataEnd:
                m_counter.feed(token.bytes);
                m_counter.restart();
                break;
            case Kind::Control:
                requireParsed(DurableStreams::parseControlEvent(token.bytes).has_value());
                break;
            case Kind::Error:
                requireParsed(false);
            }
        }
    }
    qint64 messages() const { return m_counter.messages(); }

private:
    DurableStreams::SseParser m_parser;
    MessageCounter m_counter;
};

} // namespace Benchmark
