// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QString>
#include <QStringList>

#include <expected>

namespace Tailwater {

//! \brief What the command line asks for.
struct CommandLine
{
    //! Addresses of streams or servers, as typed.
    QStringList urls = {};
    bool sandbox = false;
    //! Save a picture of the window here once the sample stream is live, and quit.
    QString snapshot = {};
    //! Where the streams named begin.
    DurableStreams::Offset from = DurableStreams::Offset::beginning();
    //! A text to print instead of starting: the help or the version.
    QString print = {};

    bool operator==(const CommandLine &) const = default;
};

//! \brief Reads \a arguments, the program's name first; or says in a sentence what is wrong with them.
std::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments);

} // namespace Tailwater
