// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

QT_BEGIN_NAMESPACE
class QFile;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A piece of a capture that is read as a whole: a few thousand lines, or one that is larger than all those.
struct CaptureBlock
{
    qint64 offset = 0; //!< where its first line begins
    quint64 firstRow = 0; //!< the id of its first row; rows count from 1, markers included
    quint64 firstNumber = 0; //!< the number of the first row of data in it or after it

    bool operator==(const CaptureBlock &) const = default;
};

//! \brief Where the rows of a capture lie: the place of every block. Value type, of one thread.
//!
//! Kept in a file beside the capture, so that a large one opens at once. The capture is the truth: an index that
//! does not fit its size, its time and its first line is not used, and made anew by looking at the whole.
class CaptureIndex
{
public:
    static constexpr qint64 blockBytes = 256 * 1024;
    static constexpr quint64 blockRows = 4096;

    CaptureIndex() = default;
    //! \brief Of a capture whose first row begins at \a dataBegin and has the number \a firstNumber.
    CaptureIndex(qint64 dataBegin, quint64 firstNumber);

    //! \brief The next line, its line feed included in \a size.
    void addLine(qint64 size, bool marker);

    //! \brief One past the last whole line.
    qint64 end() const { return m_end; }
    //! \brief Rows in all, and rows of data.
    quint64 rows() const { return m_rows; }
    quint64 dataRows() const { return m_nextNumber - m_firstNumber; }
    quint64 endNumber() const { return m_nextNumber; }

    qsizetype blockCount() const { return qsizetype(m_blocks.size()); }
    const CaptureBlock &block(qsizetype index) const { return m_blocks[size_t(index)]; }
    //! \brief One past the last byte, and row, of a block.
    qint64 blockEnd(qsizetype index) const;
    quint64 blockEndRow(qsizetype index) const;
    //! \brief The block that holds a row, or data with a number; the nearest one if there is none.
    qsizetype blockOfRow(quint64 row) const;
    qsizetype blockOfNumber(quint64 number) const;

    //! \brief Where the index of the capture at \a path is kept.
    static QString pathFor(const QString &path);
    //! \brief What the capture in \a file is known by: the hash of its first line.
    static QByteArray headerHash(QByteArrayView firstLine);
    //! \brief The kept index of \a file, which is open; one without blocks if there is none that fits.
    static CaptureIndex load(const QFile &file, const QByteArray &headerHash);
    //! \brief Keeps the index beside \a file; where that cannot be, which is no failure, in memory. Thread-safe.
    bool save(const QFile &file, const QByteArray &headerHash) const;

    bool operator==(const CaptureIndex &) const = default;

private:
    static CaptureIndex loadBeside(const QFile &file, const QByteArray &headerHash);
    bool saveBeside(const QFile &file, const QByteArray &headerHash) const;

    std::vector<CaptureBlock> m_blocks;
    qint64 m_end = 0;
    quint64 m_rows = 0;
    quint64 m_firstNumber = 1;
    quint64 m_nextNumber = 1;
};

} // namespace Tailwater
