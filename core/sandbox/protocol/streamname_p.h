// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

namespace DurableStreams::Server {

//! \brief The one spelling of a path, of all that mean the same (RFC 3986 section 6.2.2).
//!
//! Libraries for URLs rewrite paths like this before they ask: a stream with another spelling for
//! its name could not be reached by them, and two of them would be taken for one. Hex digits are
//! in upper case, nothing is encoded that need not be, and everything that no URL can hold is.
QByteArray canonicalPath(QByteArrayView path);

//! "." and ".." name other addresses in every library for URLs.
bool hasDotSegment(const QByteArray &canonicalPath);

} // namespace DurableStreams::Server
