// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QObject>

#include <optional>
#include <ranges>

namespace DurableStreams {

//! \brief Where a reader stands: everything before the offset was delivered.
struct Position
{
    Offset offset; //!< the next thing to read starts here
    QByteArray cursor; //!< to be echoed with the next request; may be empty
    bool upToDate = false; //!< nothing was behind it at the time
    bool closed = false; //!< nothing will ever be behind it

    bool operator==(const Position &) const = default;
};

//! \brief A piece of a stream as it was received: bytes, and for JSON the messages in them.
//!
//! Bytes are never altered: numbers, key order, duplicates and white space inside messages are as
//! on the wire. Implicitly shared; cheap to copy.
struct Batch
{
    Q_GADGET

public:
    //! \brief How the bytes are to be taken, by the content type of the stream.
    enum class Kind : quint8 {
        Json, //!< messages() are the elements of the array
        Text, //!< text/*: bytes() in the stream's encoding; a character may be split between batches
        Bytes, //!< anything else
    };
    Q_ENUM(Kind)

    //! The range of one JSON message in bytes().
    struct Slice
    {
        qsizetype begin = 0; //!< the first byte
        qsizetype size = 0; //!< in bytes

        bool operator==(const Slice &) const = default;
    };

    Kind kind = Kind::Bytes; //!< by the content type
    QByteArray bytes; //!< as received; for Json with the separators between messages
    //! JSON only; in order, separators and white space between messages excluded.
    QList<Slice> slices;
    //! The confirmed offset from which this response was read.
    Offset startOffset;
    //! How many messages (JSON) or bytes of this response, after startOffset, came before this batch.
    quint64 firstIndex = 0;
    //! Set with the last batch of a response or SSE control event: everything up to it is confirmed.
    std::optional<Position> position = {};
    //! The bytes are not what the content type says, or the array is broken; one raw piece, which
    //! firstIndex counts as one message.
    bool malformed = false;
    //! Came as text by SSE, which does not keep it byte for byte; only then may bytes differ from what is
    //! stored. CR and CRLF are LF, what was no UTF-8 is U+FFFD, and a blank at the beginning of a line is
    //! missing where the server writes none of its own after `data:`: nobody can tell it from one of those.
    //! Text always; JSON where a message has several lines.
    bool normalised = false;

    //! \brief Message \a i of a JSON batch; a view into bytes.
    QByteArrayView message(qsizetype i) const
    {
        return QByteArrayView(bytes).sliced(slices.at(i).begin, slices.at(i).size);
    }
    //! \brief All of them, for `for (QByteArrayView message : batch.messages())`; views into the batch.
    auto messages() const &
    {
        return std::views::transform(slices, [this](const Slice &slice) {
            return QByteArrayView(bytes).sliced(slice.begin, slice.size);
        });
    }
    void messages() const && = delete;
    bool operator==(const Batch &) const = default;
};

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::Batch)
Q_DECLARE_METATYPE(DurableStreams::Position)
