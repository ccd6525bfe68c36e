// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

namespace Tailwater {

//! \brief Rows of data among those from \a first to \a last, both included: a marker is none, and has the number of
//! the row that follows it.
inline quint64 dataRows(const StoreSnapshot &rows, quint64 first, quint64 last)
{
    if (first > last) {
        return 0;
    }
    const Message end = rows.message(last);
    return end.number - rows.message(first).number + (end.isData() ? 1 : 0);
}

inline quint64 dataRows(const StoreSnapshot &rows)
{
    return rows.rowCount() == 0 ? 0 : dataRows(rows, rows.firstId(), rows.endId() - 1);
}

} // namespace Tailwater
