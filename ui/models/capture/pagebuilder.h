// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureline.h"
#include "models/messagepage.h"

#include <memory>
#include <vector>

namespace Tailwater {

//! \brief Makes pages of a store from rows that come from somewhere else than a stream.
class PageBuilder
{
public:
    PageBuilder(quint64 firstId, quint64 firstNumber);

    void add(const CaptureRow &row);
    //! \brief What was added, and an end to it.
    std::vector<std::shared_ptr<const MessagePage>> take();

private:
    void addAlone(const CaptureRow &row, const MessagePage::Run &run);
    bool goesOn(const CaptureRow &row) const;

    std::vector<std::shared_ptr<const MessagePage>> m_pages;
    std::shared_ptr<MessagePage> m_open;
    quint64 m_nextId;
    quint64 m_nextNumber;
    MessagePage::Run m_run;
    RowKind m_runKind = RowKind::Message;
    quint64 m_nextIndex = 0;
};

} // namespace Tailwater
