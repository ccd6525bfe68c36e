// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHttpHeaders>
#include <QString>
#include <QUrl>

namespace Tailwater {

//! \brief Whether what answers speaks the protocol, as far as an answer to HEAD tells.
enum class Recognition
{
    Unclear, //!< a 404 without a sign: a server without registry, or a wrong path
    Recognised, //!< a header of the protocol is there, or named to browsers
    Foreign, //!< a web page, or a success without the offset that a stream must tell
};

//! \brief What an answer to HEAD with \a status and \a headers shows (PROTOCOL 5.5, 12.7).
Recognition recognitionOf(int status, const QHttpHeaders &headers);

//! \brief A sentence on \a recognition of the server at \a url; empty if it was recognised.
QString recognitionText(Recognition recognition, const QUrl &url);

} // namespace Tailwater
