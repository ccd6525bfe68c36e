// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace DurableStreams {
struct Error;
}

namespace Tailwater {

//! \brief What happened, in one translated sentence for people.
QString causeOf(const DurableStreams::Error &error);

//! \brief What to do about it, in one translated sentence; may be empty.
QString remedyOf(const DurableStreams::Error &error);

//! \brief The same of a scan for streams that failed: what was refused, and what finds streams
//! instead.
QString causeOfScan(const DurableStreams::Error &error);
QString remedyOfScan(const DurableStreams::Error &error);

//! \brief What the server said, on one line and at most 200 characters; may be empty.
QString serverWords(const DurableStreams::Error &error);

//! \brief The proxy refused, and not the server: with an answer of its own (407), or when it was asked
//! for a tunnel.
bool isProxyRefusal(const DurableStreams::Error &error);

//! \brief Whether the connection has to be changed before it is tried again: its credentials, its
//! proxy's, the certificate that is trusted, or files that cannot be used.
bool needsOtherConnection(const DurableStreams::Error &error);

} // namespace Tailwater
