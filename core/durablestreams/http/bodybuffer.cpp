// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "bodybuffer_p.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace DurableStreams {

// Below this, copying bytes is cheaper than one more reference.
constexpr qsizetype SmallPiece = 4096;
constexpr qsizetype LeastRoom = 16 * 1024;
// What is waiting and smaller than this does not keep a block.
constexpr qsizetype LargePiece = InputBlock::Size / 2;
constexpr qsizetype CopyBlock = 64 * 1024;

BlockSource::Room BlockSource::reserve()
{
    if (m_block && m_block.use_count() == 1) {
        m_block->used = 0;
    } else if (!m_block || InputBlock::Size - m_block->used < LeastRoom) {
        m_block = std::make_shared<InputBlock>();
    }
    return { m_block->bytes.get() + m_block->used, InputBlock::Size - m_block->used };
}

void BodyBuffer::append(const BlockSource &source, char *data, qsizetype size)
{
    m_size += size;
    if (m_first < m_slices.size() && m_slices.back().block == source.block()) {
        Slice &last = m_slices.back();
        if (last.data + last.size == data) {
            last.size += size;
            return;
        }
        if (size > SmallPiece) {
            m_slices.push_back({ source.block(), data, size }); // the block is kept already
            return;
        }
    }
    if (m_first < m_slices.size() && size < LargePiece) {
        appendCopy({ data, size });
    } else {
        m_slices.push_back({ source.block(), data, size });
    }
}

void BodyBuffer::appendCopy(QByteArrayView bytes)
{
    if (!m_copies || m_copies->size - m_copies->used < bytes.size()) {
        m_copies = std::make_shared<InputBlock>(std::max(CopyBlock, bytes.size()));
    }
    char *const to = m_copies->bytes.get() + std::exchange(m_copies->used, m_copies->used + bytes.size());
    std::memcpy(to, bytes.data(), size_t(bytes.size()));
    Slice &last = m_slices.back();
    if (last.block == m_copies && last.data + last.size == to) {
        last.size += bytes.size();
    } else {
        m_slices.push_back({ m_copies, to, bytes.size() });
    }
}

qsizetype BodyBuffer::read(char *data, qsizetype maxSize)
{
    qsizetype done = 0;
    while (done < maxSize && m_size > 0) {
        const QByteArrayView piece = front().first(std::min(front().size(), maxSize - done));
        std::memcpy(data + done, piece.data(), size_t(piece.size()));
        done += piece.size();
        skip(piece.size());
    }
    return done;
}

QByteArrayView BodyBuffer::front() const
{
    if (m_size == 0) {
        return {};
    }
    const Slice &slice = m_slices[m_first];
    return { slice.data, slice.size };
}

void BodyBuffer::skip(qsizetype size)
{
    m_size -= size;
    while (size > 0) {
        Slice &slice = m_slices[m_first];
        const qsizetype step = std::min(size, slice.size);
        slice.data += step;
        slice.size -= step;
        size -= step;
        if (slice.size == 0) {
            slice.block.reset();
            ++m_first;
        }
    }
    if (m_first == m_slices.size()) {
        clear();
    } else if (m_first > 64) {
        m_slices.erase(m_slices.begin(), m_slices.begin() + std::ptrdiff_t(m_first));
        m_first = 0;
    }
}

void BodyBuffer::clear()
{
    m_slices.clear();
    m_copies.reset();
    m_first = 0;
    m_size = 0;
}

} // namespace DurableStreams
