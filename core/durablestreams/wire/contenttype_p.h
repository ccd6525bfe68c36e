// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/batch.h>

#include <QtCore/QByteArrayView>

namespace DurableStreams {

//! \brief The media type of a Content-Type: what comes before `;`, trimmed, in its own case.
QByteArrayView mediaType(QByteArrayView contentType);

//! \brief True if both name the same media type, parameters and case aside.
bool isSameMediaType(QByteArrayView a, QByteArrayView b);

//! \brief How a stream of this type is to be read: only `application/json` itself has messages
//! (PROTOCOL section 9.1), and `text/*` is what SSE carries as text (section 9).
Batch::Kind contentKind(QByteArrayView contentType);

} // namespace DurableStreams
