// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace Tailwater {

//! \brief What the command line asks for.
struct CommandLine
{
    //! Addresses of streams or servers as typed, or links.
    QStringList urls = {};
    //! Captures to open.
    QStringList files = {};
    //! Capture the first of the streams to this file.
    QString capture = {};
    //! That file may be replaced.
    bool overwrite = false;
    bool sandbox = false;
    //! Save a picture of the window here once the sample stream is live, and quit.
    QString snapshot = {};
    //! Where the streams named begin; unset: at the beginning.
    std::optional<DurableStreams::Offset> from = {};
    bool fromSaved = false;
    //! Shows only what passes this.
    QString filter = {};
    //! Name or address of a kept connection to connect to.
    QString profile = {};
    //! Nothing can be written through connections made by this start.
    bool readOnly = false;
    //! A window of its own, even if the application runs already.
    bool newWindow = false;
    //! Without the last session.
    bool safeMode = false;
    //! A text to print instead of starting: the help or the version.
    QString print = {};

    bool operator==(const CommandLine &) const = default;
};

//! \brief Reads \a arguments, the program's name first; or says in a sentence what is wrong with them.
std::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments);

//! \brief \a arguments as another process, in another folder, can take them.
QStringList withAbsoluteFiles(const QStringList &arguments);

//! \brief Whether \a line may be carried out by an instance that runs already.
bool canHandOver(const CommandLine &line);

} // namespace Tailwater
