// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturewindow.h"

#include "models/capture/capturereader.h"

#include <algorithm>

namespace Tailwater {

namespace {

constexpr int blocksPerStep = 8;
constexpr qint64 windowBytes = 24 * 1024 * 1024;
constexpr quint64 windowRows = 200'000;

} // namespace

CaptureWindowLimits CaptureWindowLimits::forFile(qint64 size)
{
    const StoreLimits usual;
    return size <= usual.bytes / 2 ? CaptureWindowLimits { usual.bytes, quint64(usual.rows) }
                                   : CaptureWindowLimits { windowBytes, windowRows };
}

CaptureWindow::CaptureWindow(CaptureReader *reader, const CaptureWindowLimits &limits)
    : m_reader(reader)
    , m_limits(limits)
{
}

void CaptureWindow::lookAt(quint64 row)
{
    const qsizetype block = m_reader->index().blockOfRow(row);
    const bool here = block >= m_first && block < loadedEnd();
    if (!here) {
        m_blocks.clear();
        m_first = block;
        ++m_generation;
    } else if (!isNearEdge(block)) {
        return;
    }
    m_centre = block;
    retarget();
}

// Within a quarter of what is loaded, at an end that is not the end of the file.
bool CaptureWindow::isNearEdge(qsizetype block) const
{
    const qsizetype quarter = std::max<qsizetype>(1, qsizetype(m_blocks.size()) / 4);
    return (block - m_first < quarter && m_first > 0)
        || (loadedEnd() - block <= quarter && loadedEnd() < m_reader->index().blockCount());
}

// From the place outwards, until the limits are reached.
void CaptureWindow::retarget()
{
    const CaptureIndex &index = m_reader->index();
    m_indexed = index.blockCount();
    m_targetFirst = m_targetEnd = std::clamp<qsizetype>(m_centre, 0, m_indexed);
    qint64 bytes = 0;
    quint64 rows = 0;
    const auto fits = [&](qsizetype block) {
        bytes += index.blockEnd(block) - index.block(block).offset;
        rows += index.blockEndRow(block) - index.block(block).firstRow;
        return m_targetFirst == m_targetEnd || (bytes <= m_limits.bytes && rows <= m_limits.rows);
    };
    for (bool grown = true; grown;) {
        grown = false;
        if (m_targetEnd < m_indexed) {
            if (!fits(m_targetEnd)) {
                return;
            }
            ++m_targetEnd;
            grown = true;
        }
        if (m_targetFirst > 0) {
            if (!fits(m_targetFirst - 1)) {
                return;
            }
            --m_targetFirst;
            grown = true;
        }
    }
}

CaptureWindow::Block CaptureWindow::load(qsizetype index)
{
    const CaptureIndex &known = m_reader->index();
    return { m_reader->pages(index), known.blockEnd(index) - known.block(index).offset,
             known.blockEndRow(index) - known.block(index).firstRow };
}

bool CaptureWindow::step()
{
    const qsizetype known = m_reader->index().blockCount();
    if (known != m_indexed) {
        // The last one may have become longer while the file was looked through.
        if (m_indexed > 0 && loadedEnd() == m_indexed && !m_blocks.empty()) {
            m_blocks.back() = load(m_indexed - 1);
        }
        retarget();
    }
    if (known == 0) {
        return false;
    }
    for (int i = 0; i < blocksPerStep; ++i) {
        const bool ahead = loadedEnd() < m_targetEnd;
        const bool behind = m_first > m_targetFirst;
        // What is ahead first, until there is a screenful; then by turns.
        if (ahead && (!behind || m_blocks.size() < 4 || i % 2 == 0)) {
            m_blocks.push_back(load(loadedEnd()));
        } else if (behind) {
            m_blocks.push_front(load(--m_first));
            m_grownBackwards = true;
        } else {
            break;
        }
    }
    while (!m_blocks.empty() && m_first < m_targetFirst && loadedEnd() > m_targetFirst + 1) {
        m_blocks.pop_front();
        ++m_first;
    }
    while (m_blocks.size() > 1 && loadedEnd() > m_targetEnd) {
        m_blocks.pop_back();
    }
    return loadedEnd() < m_targetEnd || m_first > m_targetFirst;
}

StoreSnapshot CaptureWindow::snapshot()
{
    m_grownBackwards = false;
    std::vector<std::shared_ptr<const MessagePage>> pages;
    for (const Block &block : m_blocks) {
        pages.insert(pages.end(), block.pages.begin(), block.pages.end());
    }
    const quint64 endId = m_blocks.empty() ? 1 : m_reader->index().blockEndRow(loadedEnd() - 1);
    return StoreSnapshot::ofPages(std::move(pages), endId, m_generation);
}

} // namespace Tailwater
