// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QFlags>
#include <QString>
#include <QUrl>

namespace Tailwater {

//! \brief How we came to know of a stream. A server cannot be asked for all of them (there is no list
//! operation), so every row says where it is from.
enum class StreamSource : quint8 {
    Registry = 1, //!< announced in the server's registry stream
    Added = 2, //!< by the user: opened or created here
};
Q_DECLARE_FLAGS(StreamSources, StreamSource)
Q_DECLARE_OPERATORS_FOR_FLAGS(StreamSources)

//! \brief What is known of one stream of a server, from announcements and from HEAD.
struct StreamEntry
{
    enum class State : quint8 { Unknown, Open, Closed, Missing, Gone };

    //! As in the URL below the stream root, percent-encoded; with a leading `/` if outside of it.
    QByteArray path;
    QByteArray contentType = {};
    StreamSources sources = {};
    State state = State::Unknown;

    bool operator==(const StreamEntry &) const = default;
};

//! \brief \a path as people read it: percent-decoded where that is valid UTF-8.
QString displayPath(const QByteArray &path);

//! \brief Reserved streams (`__registry__`, `__presence__`, `__ds/…`) are hidden by default.
bool isReserved(const QByteArray &path);

//! \brief The address of \a path below the stream root \a base.
QUrl streamUrl(const QUrl &base, const QByteArray &path);

//! \brief The path of \a url below \a base, or with a leading `/` if it is outside of it.
QByteArray pathBelow(const QUrl &base, const QUrl &url);

//! \brief Orders by segment, without regard to case, numbers by value; folders stay together.
bool pathLessThan(const QString &a, const QString &b);

} // namespace Tailwater
