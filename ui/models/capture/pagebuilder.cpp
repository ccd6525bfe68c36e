// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/pagebuilder.h"

namespace Tailwater {

namespace {

constexpr qsizetype usualCapacity = 256 * 1024;
// From this size on a row has a page of its own, which shares its bytes.
constexpr qsizetype sharedFrom = 64 * 1024;

} // namespace

PageBuilder::PageBuilder(quint64 firstId, quint64 firstNumber)
    : m_nextId(firstId)
    , m_nextNumber(firstNumber)
{
}

// Whether a page would count the row's index as it is, in the run that is open.
bool PageBuilder::goesOn(const CaptureRow &row) const
{
    return m_open && row.kind == m_runKind && row.receivedMs == m_run.receivedMs
        && row.startOffset == m_run.startOffset && row.index == m_nextIndex;
}

void PageBuilder::addAlone(const CaptureRow &row, const MessagePage::Run &run)
{
    m_open.reset();
    if (row.kind == RowKind::Marker) {
        const auto page = std::make_shared<MessagePage>(
            m_nextId, m_nextNumber, row.bytes.size() + row.startOffset.token().size() + 128, run);
        page->append(row.bytes, row.kind, row.flags);
        m_pages.push_back(page);
    } else {
        m_pages.push_back(std::make_shared<MessagePage>(m_nextId, m_nextNumber, run, row.bytes, 0,
                                                        row.bytes.size(), row.kind, row.flags));
    }
}

void PageBuilder::add(const CaptureRow &row)
{
    const MessagePage::Run run { row.startOffset, row.index, row.receivedMs };
    // Markers too: data rows are numbered by their place in a page.
    if (row.kind == RowKind::Marker || row.bytes.size() >= sharedFrom) {
        addAlone(row, run);
    } else {
        if (!goesOn(row)) {
            if (m_open && !m_open->beginRun(run)) {
                m_open.reset();
            }
            m_run = run;
            m_runKind = row.kind;
        }
        if (!m_open || !m_open->append(row.bytes, row.kind, row.flags)) {
            m_run = run;
            m_open = std::make_shared<MessagePage>(m_nextId, m_nextNumber, usualCapacity, run);
            m_pages.push_back(m_open);
            m_open->append(row.bytes, row.kind, row.flags);
        }
        m_nextIndex = row.index + (row.kind == RowKind::Message ? 1 : quint64(row.bytes.size()));
    }
    ++m_nextId;
    m_nextNumber += row.kind == RowKind::Marker ? 0 : 1;
}

std::vector<std::shared_ptr<const MessagePage>> PageBuilder::take()
{
    m_open.reset();
    return std::move(m_pages);
}

} // namespace Tailwater
