// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "contenttype_p.h"

#include <QtCore/QByteArray>

namespace DurableStreams::Server {

//! \brief An `event: data` of PROTOCOL section 5.8, with the blank line behind it.
//! \param content for JSON the messages with commas between them, without the brackets
QByteArray sseData(Framing framing, QByteArrayView content);

//! What an `event: control` says.
struct SseControl
{
    QByteArray nextOffset = {};
    QByteArray cursor = {};
    bool upToDate = false;
    bool closed = false;
};
QByteArray sseControl(const SseControl &control);

} // namespace DurableStreams::Server
