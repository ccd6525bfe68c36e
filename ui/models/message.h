// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QByteArray>
#include <QFlags>
#include <QMetaType>

#include <memory>

namespace Tailwater {

class MessagePage;

//! \brief What one row of a tail is.
enum class RowKind : quint8 {
    Message, //!< one JSON message
    Line, //!< one line of text, its line end included
    Chunk, //!< one piece of binary data
    Marker, //!< not data: says what happened between two rows
};

enum class RowFlag : quint8 {
    Malformed = 0x01, //!< not what the content type says; the bytes are as received
    Unfinished = 0x02, //!< the last line, still without a line end
    Normalised = 0x04, //!< came by SSE, which does not keep text byte for byte
    Json = 0x08, //!< the bytes are JSON text
    NotUtf8 = 0x10, //!< text that is not UTF-8; shown with a replacement character for what is not
};
Q_DECLARE_FLAGS(RowFlags, RowFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(RowFlags)

//! \brief One row: a view of the received bytes and what is known about them.
//!
//! Cheap to copy; keeps the bytes alive, also when the row has left the store. Usable from any thread.
struct Message
{
    //! Counts all rows of a session, markers included; never used twice. 0: no message.
    quint64 id = 0;
    //! Counts the data rows since the read began, from 1; absolute when read from the beginning.
    quint64 number = 0;
    RowKind kind = RowKind::Message;
    RowFlags flags = {};
    //! When it was received, by our clock, in milliseconds since the epoch.
    qint64 receivedMs = 0;
    //! The confirmed offset before the response that held it, and how many messages (or bytes) of
    //! that response came before it: the address that a fork takes.
    DurableStreams::Offset startOffset = {};
    quint64 index = 0;
    //! The bytes, exactly as received.
    QByteArrayView bytes = {};
    //! More than 0 if bytes is only the beginning of an unfinished line of this size.
    qsizetype fullSize = 0;
    //! Keeps bytes alive.
    std::shared_ptr<const void> owner = {};

    bool isNull() const { return id == 0; }
    bool isJson() const { return flags.testFlag(RowFlag::Json); }
    bool isData() const { return id != 0 && kind != RowKind::Marker; }
    QByteArray toByteArray() const { return bytes.toByteArray(); }
};

} // namespace Tailwater

Q_DECLARE_METATYPE(Tailwater::Message)
