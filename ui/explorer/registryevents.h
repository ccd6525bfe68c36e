// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <optional>

namespace Tailwater {

//! \brief What one message of a registry stream says.
struct RegistryEvent
{
    enum class Kind : quint8 { Announced, Removed, Reset };

    Kind kind = Kind::Announced;
    QByteArray path; //!< as StreamEntry::path
    QByteArray contentType = {};

    bool operator==(const RegistryEvent &) const = default;
};

//! \brief Reads a message of `__registry__`; nothing if it is about something else.
//!
//! Understands State Protocol events of type `stream`, and the older shape
//! `{"type":"created","path":"/v1/stream/x",…}`. \a rootPath is the path of the stream root, which
//! the older shape carries in front.
std::optional<RegistryEvent> readRegistryEvent(const QByteArray &message,
                                               const QByteArray &rootPath);

} // namespace Tailwater
