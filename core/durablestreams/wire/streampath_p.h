// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QUrl>

namespace DurableStreams {

//! \brief The path of a stream as it goes on the wire, percent-encoded; what messages name it by.
QByteArray streamPath(const QUrl &url);

//! \brief True if a segment is `.` or `..`, raw or percent-encoded in whole or in part.
//!
//! On its way to the server such a path may be resolved, by QUrl, a proxy or the server, and would
//! then name another stream. Encoded slashes and backslashes count as ends of segments, because
//! some of those decode them first.
bool hasDotSegment(QByteArrayView encodedPath);

//! \brief \a path with everything percent-encoded that may not stand in a path. A `%` is a percent
//! sign, so that a path given by a person means what it says.
QByteArray encodedPath(QStringView path);

} // namespace DurableStreams
