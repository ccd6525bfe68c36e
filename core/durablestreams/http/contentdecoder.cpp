// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "contentdecoder_p.h"

#include <QtCore/QLatin1StringView>

#include <algorithm>
#include <limits>

namespace DurableStreams {

using namespace Qt::StringLiterals;

std::unique_ptr<ContentDecoder> ContentDecoder::create(QByteArrayView coding)
{
    const auto is = [name = coding.trimmed()](QLatin1StringView other) {
        return QLatin1StringView(name).compare(other, Qt::CaseInsensitive) == 0;
    };
    const bool gzip = is("gzip"_L1) || is("x-gzip"_L1);
    if (!gzip && !is("deflate"_L1)) {
        return nullptr;
    }
    return std::unique_ptr<ContentDecoder>(new ContentDecoder(gzip));
}

bool ContentDecoder::isIdentity(QByteArrayView coding)
{
    const QByteArrayView name = coding.trimmed();
    return name.isEmpty() || QLatin1StringView(name).compare("identity"_L1, Qt::CaseInsensitive) == 0;
}

ContentDecoder::ContentDecoder(bool gzip)
    : m_gzip(gzip)
{
}

ContentDecoder::~ContentDecoder()
{
    inflateEnd(&m_stream);
}

// "deflate" means zlib's format; some servers send it without zlib's two bytes in front, whose first
// one says "method 8" in its low half.
bool ContentDecoder::begin(QByteArrayView input)
{
    m_begun = true;
    const bool zlib = (input.front() & 0x0f) == 8;
    const int window = m_gzip ? 15 + 16 : zlib ? 15 : -15;
    return inflateInit2(&m_stream, window) == Z_OK;
}

ContentDecoder::Step ContentDecoder::decode(QByteArrayView input, char *output, qsizetype size)
{
    if (m_failed || (input.isEmpty() && !m_pending)) {
        return { 0, 0, !m_failed };
    }
    if (!m_begun && !begin(input)) {
        m_failed = true;
        return { 0, 0, false };
    }
    if (m_atEnd) {
        // gzip bodies may be several members one after the other; nothing else may follow.
        if (!m_gzip || inflateReset(&m_stream) != Z_OK) {
            m_failed = true;
            return { 0, 0, false };
        }
        m_atEnd = false;
    }
    constexpr qsizetype Most = std::numeric_limits<uInt>::max();
    const uInt in = uInt(std::min(input.size(), Most));
    const uInt room = uInt(std::min(size, Most));
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
    m_stream.avail_in = in;
    m_stream.next_out = reinterpret_cast<Bytef *>(output);
    m_stream.avail_out = room;
    const int result = inflate(&m_stream, Z_SYNC_FLUSH);
    m_atEnd = result == Z_STREAM_END;
    m_pending = m_stream.avail_out == 0 && !m_atEnd;
    m_failed = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
    return { qsizetype(in - m_stream.avail_in), qsizetype(room - m_stream.avail_out), !m_failed };
}

} // namespace DurableStreams
