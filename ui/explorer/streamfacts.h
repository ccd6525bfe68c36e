// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

namespace Tailwater {

//! \brief What is known here of a stream that its server does not tell.
struct StreamFacts
{
    QDateTime firstOpened = {}; //!< UTC; invalid: never opened here
    QString note = {}; //!< the user's own words
    //! The stream it was forked from, as StreamEntry::path; empty: not known.
    QByteArray forkedFrom = {};
    QByteArray forkOffset = {}; //!< empty: at the tail of that time
    quint64 forkSubOffset = 0; //!< messages, or bytes, past the offset
    QByteArray forkBoundary = {}; //!< its tail when it was made; empty: not known
    quint64 forkInherited = 0; //!< messages, or bytes, before that; 0: not counted
    QStringList captures = {}; //!< the files it was captured to, the latest first

    bool operator==(const StreamFacts &) const = default;
};

} // namespace Tailwater
