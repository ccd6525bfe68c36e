// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

#include <deque>
#include <memory>
#include <vector>

namespace Tailwater {

class CaptureReader;

//! \brief How much of a capture is in memory.
struct CaptureWindowLimits
{
    qint64 bytes = 0; //!< of the file
    quint64 rows = 0;

    //! \brief A capture of \a size bytes: all of it, as a stream would be held; a window of one that is larger.
    static CaptureWindowLimits forFile(qint64 size);
    bool operator==(const CaptureWindowLimits &) const = default;
};

//! \brief The rows of a capture around a place: blocks are loaded and dropped, a few with each step(). Of one thread.
class CaptureWindow
{
public:
    CaptureWindow(CaptureReader *reader, const CaptureWindowLimits &limits);

    //! \brief Row \a row is looked at: there shall be rows around it.
    void lookAt(quint64 row);
    //! \brief Loads the next few blocks. True while there is more to load.
    bool step();
    //! \brief True if rows came in before those that were there, since the last snapshot().
    bool hasGrownBackwards() const { return m_grownBackwards; }
    //! \brief The rows that are loaded. Those of a place far from the last have another generation.
    StoreSnapshot snapshot();

private:
    struct Block
    {
        std::vector<std::shared_ptr<const MessagePage>> pages;
        qint64 bytes = 0;
        quint64 rows = 0;
    };
    void retarget();
    bool isNearEdge(qsizetype block) const;
    Block load(qsizetype index);
    qsizetype loadedEnd() const { return m_first + qsizetype(m_blocks.size()); }

    CaptureReader *m_reader;
    CaptureWindowLimits m_limits;
    qsizetype m_centre = 0;
    qsizetype m_indexed = -1; //!< blocks that there were when the target was chosen
    qsizetype m_targetFirst = 0;
    qsizetype m_targetEnd = 0;
    std::deque<Block> m_blocks;
    qsizetype m_first = 0;
    quint64 m_generation = 1;
    bool m_grownBackwards = false;
};

} // namespace Tailwater
