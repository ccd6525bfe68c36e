// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>

#include <memory>
#include <vector>

namespace DurableStreams {

//! \brief Memory that sockets are read into; lives as long as somebody refers to bytes in it.
struct InputBlock
{
    static constexpr qsizetype Size = 256 * 1024;

    explicit InputBlock(qsizetype capacity = Size)
        : bytes(std::make_unique_for_overwrite<char[]>(size_t(capacity)))
        , size(capacity)
    {
    }

    std::unique_ptr<char[]> bytes;
    qsizetype size;
    qsizetype used = 0;
};

//! \brief Hands out room to read into: the same warm block again, unless bytes in it are still waiting.
//!
//! One for all connections of a manager, so that a thousand quiet ones need no memory.
class BlockSource
{
public:
    struct Room
    {
        char *data;
        qsizetype size;
    };
    //! \brief At least 16 KiB.
    Room reserve();
    //! \brief The first \a size bytes of the room are taken.
    void commit(qsizetype size) { m_block->used += size; }
    const std::shared_ptr<InputBlock> &block() const { return m_block; }

private:
    std::shared_ptr<InputBlock> m_block;
};

//! \brief The bytes of a body between the socket and its reader: references into input blocks.
//!
//! A block serves many connections, and one waiting byte keeps all of it. So what comes while a reader
//! is behind is copied together, unless it is a good part of a block: memory stays below about twice
//! what waits and a block, whatever the others do.
class BodyBuffer
{
public:
    //! \brief Appends bytes that lie in the room that \a source handed out last.
    void append(const BlockSource &source, char *data, qsizetype size);
    qsizetype read(char *data, qsizetype maxSize);
    //! \brief The first contiguous bytes.
    QByteArrayView front() const;
    void skip(qsizetype size);
    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    void clear();

private:
    struct Slice
    {
        std::shared_ptr<InputBlock> block;
        char *data = nullptr;
        qsizetype size = 0;
    };
    void appendCopy(QByteArrayView bytes);

    std::vector<Slice> m_slices;
    std::shared_ptr<InputBlock> m_copies; //!< Has room for more; while anything waits.
    size_t m_first = 0;
    qsizetype m_size = 0;
};

} // namespace DurableStreams
