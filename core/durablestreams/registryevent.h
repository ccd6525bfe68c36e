// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QMetaType>
#include <QtCore/QObject>

#include <optional>

namespace DurableStreams {

//! \brief What one message of a registry stream says of the streams of its server.
struct RegistryEvent
{
    Q_GADGET

public:
    //! \brief What happened.
    enum class Kind : quint8 {
        Announced, //!< a stream is there
        Removed, //!< a stream is gone
        Reset, //!< everything announced so far is void
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Announced; //!< what happened
    //! As StreamEntry::path; empty for Kind::Reset.
    QByteArray path = {};
    //! Empty if the message does not say.
    QByteArray contentType = {};

    bool operator==(const RegistryEvent &) const = default;
};

//! \brief Reads a message of a registry stream; nothing if it is about something else.
//!
//! Understands State Protocol changes of type `stream`, as the reference server writes them, and the
//! older shape `{"type":"created","path":"/v1/stream/x",…}`. \a rootPath is the path of the root of
//! the streams, such as `/v1/stream`, which the older shape carries in front.
std::optional<RegistryEvent> readRegistryEvent(QByteArrayView message, const QByteArray &rootPath);

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::RegistryEvent)
