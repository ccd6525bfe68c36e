// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/requesttrace.h>

#include <QNetworkRequest>

namespace Tailwater {

//! \brief What one exchange asked for, without what its connection adds to every request: to be
//! made again, by us or by another program.
struct WireRequest
{
    QByteArray method;
    QUrl url;
    QUrl asked; //!< url as it went out, its secrets masked
    QHttpHeaders headers;
    QByteArray body;
    bool whole = true; //!< body is all of it

    bool writes() const { return method != "GET" && method != "HEAD"; }
    //! \brief It deletes or closes a stream: nothing brings that back.
    bool destroys() const
    {
        return method == "DELETE" || headers.contains(QLatin1StringView("stream-closed"));
    }
    //! \brief The same with everything that \a connection adds, its secrets included.
    QNetworkRequest through(const Connection &connection) const;

    //! \brief What \a trace asked for through \a connection.
    static WireRequest of(const DurableStreams::RequestTrace &trace, const Connection &connection);
};

} // namespace Tailwater
