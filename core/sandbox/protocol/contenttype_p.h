// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

namespace DurableStreams::Server {

//! How the bytes of a stream are framed, by its content type (PROTOCOL section 9).
enum class Framing {
    Json, //!< messages, delivered as an array
    Text, //!< bytes that SSE carries as text
    Binary, //!< bytes that SSE carries as base64
};

//! The media type alone: no parameters, lower case.
QByteArray mediaType(QByteArrayView contentType);
Framing framingOf(QByteArrayView contentType);

} // namespace DurableStreams::Server
