// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/rowsource.h"

#include <QByteArrayList>

namespace Tailwater {

//! \brief The messages in the file \a capture, markers left out.
inline QByteArrayList rowsOf(const QString &capture)
{
    CaptureRows rows(capture);
    if (!rows.open()) {
        return { "(cannot be opened)" };
    }
    QByteArrayList found;
    for (Message row = rows.next(); !row.isNull(); row = rows.next()) {
        if (row.isData()) {
            found.append(row.toByteArray());
        }
    }
    return found;
}

} // namespace Tailwater
