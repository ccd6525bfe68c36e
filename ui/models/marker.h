// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace Tailwater {

//! \brief A row that is not data: it says what happened between the rows around it.
struct Marker
{
    enum class Type : quint8 {
        Begins, //!< reading begins at offset
        CaughtUp, //!< live from here
        Reconnected, //!< resumed at offset after gap, nothing lost
        Resumed, //!< by the user, at offset
        Jumped, //!< what lies between offset and now was not read
        Reset, //!< the stream was recreated; what follows is another stream
        Closed, //!< end of stream
        Trimmed, //!< count rows left the view
        Cleared, //!< count rows were cleared from the view
        Inherited, //!< of a fork: what follows is its own; with count: it begins somewhere above, in
                   //!< the last response
    };

    Type type = Type::CaughtUp;
    DurableStreams::Offset offset = {};
    std::chrono::milliseconds gap {};
    quint64 count = 0;

    //! \brief The payload of a marker row, and back.
    QByteArray toBytes() const;
    static std::optional<Marker> fromBytes(QByteArrayView bytes);
    //! \brief One sentence for people.
    QString text() const;

    bool operator==(const Marker &) const = default;
};

//! \brief The end of an opaque offset, as a person recognises it: `…0168`.
QString shortOffset(const DurableStreams::Offset &offset);

} // namespace Tailwater
