// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureline.h"

#include <expected>
#include <functional>

namespace Tailwater {

struct Message;

//! \brief A place in a stream, between two rows: where a capture goes on. Value type.
struct CapturePlace
{
    //! The position of the response that holds what comes next, or its end.
    DurableStreams::Offset offset = {};
    //! So many messages, or bytes, of that response are there already.
    quint64 index = 0;

    //! \brief What of \a message lies behind the place: all of it, the end of a piece of binary data, or nothing, which
    //! is a null message. Markers lie behind every place.
    Message restOf(const Message &message) const;
    bool operator==(const CapturePlace &) const = default;
};

//! \brief How a capture ends. Value type.
struct CaptureEnd
{
    CaptureHeader header = {};
    quint64 dataRows = 0;
    //! The number of the last row; one less than the first if there is none.
    quint64 lastNumber = 0;
    //! The end of what is whole: lines that were not written to their end, or whose text has no end yet, lie behind it
    //! and come again.
    qint64 size = 0;
    CapturePlace place = {};
    //! How many of the last rows came after place.offset.
    quint64 responseRows = 0;
    //! Why nothing can be added to the file, in a sentence; empty if it can.
    QString fault = {};

    bool operator==(const CaptureEnd &) const = default;
};

//! \brief Finds out, by looking through the file; or says in a sentence why it cannot be read. Not in the thread of the
//! windows. \a stop ends it.
std::expected<CaptureEnd, QString> captureEndOf(const QString &path, const std::function<bool()> &stop = {});

} // namespace Tailwater
