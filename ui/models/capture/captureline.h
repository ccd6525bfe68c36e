// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/marker.h"
#include "models/message.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <expected>

namespace Tailwater {

//! \brief The first line of a capture; see FORMAT.md.
struct CaptureHeader
{
    static constexpr int currentVersion = 1;

    int version = currentVersion;
    //! Without user information, query and fragment: a capture is sent to others.
    QUrl url = {};
    QByteArray contentType = {};
    //! When the capture was begun, in milliseconds since the epoch.
    qint64 startedMs = 0;
    //! The number of the first row of data.
    quint64 firstNumber = 1;

    //! \brief The line, its line feed included.
    QByteArray toLine() const;
    //! \brief From \a line, with or without line feed; or in a sentence why it is no header that can be read.
    static std::expected<CaptureHeader, QString> fromLine(QByteArrayView line);
    bool operator==(const CaptureHeader &) const = default;
};

//! \brief \a url as a capture may name it.
QUrl captureUrl(const QUrl &url);

//! \brief Adds the line of \a message, a row of data or a marker, to \a out.
void appendCaptureLine(QByteArray *out, const Message &message);

//! \brief One line of a capture that was read: what a row is made of.
struct CaptureRow
{
    RowKind kind = RowKind::Message;
    RowFlags flags = {};
    qint64 receivedMs = 0;
    DurableStreams::Offset startOffset = {};
    quint64 index = 0;
    //! The bytes as they were received, or of a marker: Marker::toBytes().
    QByteArray bytes = {};

    bool operator==(const CaptureRow &) const = default;
};

//! \brief Beside the flags of rows that were received: this is none, but a line of a capture that cannot be read, as
//! it stands there.
inline constexpr auto damagedLine = RowFlag(0x20);

//! \brief The row in \a line, with or without line feed. A line that is none of ours, or damaged, becomes a row
//! of its own bytes, marked as a damaged line: nothing of a file is left out.
CaptureRow captureRowOf(QByteArrayView line);

//! \brief Why \a line is none of ours, as the end of a sentence; empty if it is one.
QString captureLineFault(QByteArrayView line);

//! \brief True if \a line is a marker, not data; quicker than captureRowOf().
bool isCaptureMarker(QByteArrayView line);

} // namespace Tailwater
