// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/error.h>
#include <durablestreams/offset.h>

#include <QDateTime>
#include <QMetaType>
#include <QObject>

#include <chrono>
#include <optional>

namespace Tailwater {
Q_NAMESPACE

//! \brief The states of a tail as people see them.
enum class TailState {
    Idle, //!< not started
    Connecting,
    CatchingUp,
    CatchUpPaused, //!< the guard held a long catch-up; continue or jump to now
    Live,
    Reconnecting, //!< lost; reading resumes at the same position
    RateLimited, //!< as Reconnecting, because the server asked to wait
    Stopped, //!< by the user; resuming goes on without a gap
    Closed, //!< the stream ended and everything was read
    NotFound, //!< 404: never existed, deleted or expired
    Gone, //!< 410
    Reset, //!< the stream was recreated, or the saved offset is not valid any more
    Unauthorised, //!< 401 or 403
    TlsError,
    Failed,
    File, //!< not a stream: a capture that was opened
};
Q_ENUM_NS(TailState)

//! \brief All that is known about one tail at one moment. Value type.
struct TailStatus
{
    TailState state = TailState::Idle;
    DurableStreams::LiveMode liveMode = DurableStreams::LiveMode::Auto;
    QByteArray contentType;
    double eventsPerSecond = 0;
    double bytesPerSecond = 0;
    //! Rows held, of at most rowLimit; and what was read in all.
    quint64 rows = 0;
    quint64 rowLimit = 0;
    quint64 totalRows = 0;
    quint64 totalBytes = 0;
    //! Rows that left the view to keep it within its limits.
    quint64 trimmedRows = 0;
    qint64 memory = 0;
    qint64 memoryLimit = 0;
    DurableStreams::Offset nextOffset;
    //! The number of the first row of data after nextOffset: more may have come that is not confirmed.
    quint64 nextNumber = 1;
    QByteArray cursor;
    bool upToDate = false;
    QDateTime lastEvent;
    //! Of a fork: messages or bytes before its own, once they were counted; see ForkOrigin.
    quint64 inherited = 0;
    //! While Reconnecting or RateLimited: which attempt comes, and when.
    int attempt = 0;
    QDateTime nextAttempt;
    //! The reason for Reconnecting and for every failed state.
    std::optional<DurableStreams::Error> error = {};
    //! The view is this far behind; zero unless it matters.
    std::chrono::milliseconds behind {};

    bool operator==(const TailStatus &) const = default;
};

} // namespace Tailwater

Q_DECLARE_METATYPE(Tailwater::TailStatus)
