// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

namespace Tailwater {

//! \brief Gets every row of a tail, in order, also while the view is frozen or hidden. In the I/O thread; no function
//! may wait for anything.
class RowTap
{
public:
    virtual ~RowTap() = default;

    //! \brief Everything that is held, with what was appended since the last call; nothing of that was dropped.
    virtual void take(const StoreSnapshot &rows, const QByteArray &contentType) = 0;
    //! \brief The last line as far as it came, behind all rows that were taken: at most once a second while it grows.
    virtual void takeUnfinished(const Message &unfinished) = 0;
    //! \brief True: it cannot keep pace. Reading is held back, by flow control, until it says false.
    virtual bool isFull() const = 0;
    //! \brief No more rows will come. \a unfinished is the last line, as far as it came; null if there is none.
    virtual void end(const Message &unfinished) = 0;
};

} // namespace Tailwater
