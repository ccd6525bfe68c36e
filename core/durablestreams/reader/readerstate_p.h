// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/backoff_p.h"

#include <durablestreams/batch.h>
#include <durablestreams/options.h>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief How one request reads.
enum class ReadMode : quint8 { CatchUp, LongPoll, Sse };

//! \brief What a reader does next.
struct ReaderStep
{
    enum class Do : quint8 {
        GoOn, //!< the connection stays; more comes from it
        Request, //!< make the request
        Wait, //!< make the request after the delay
        Restart, //!< the stream is another one: forget the past, then make the request
        End, //!< the end of the stream, or of a read that is not live
        Fail, //!< see error
    };
    Do what = Do::GoOn;
    ReadMode mode = ReadMode::CatchUp;
    std::chrono::milliseconds delay {};
    //! Wait: how many attempts have failed in a row.
    int attempt = 0;
    std::optional<Error> error = {};
    //! Restart: where.
    Offset from = {};

    bool operator==(const ReaderStep &) const = default;
};

//! \brief What a response, or an SSE control event, says about the stream.
struct ReadAnswer
{
    int status = 200;
    Offset nextOffset = {};
    QByteArray cursor = {};
    QByteArray contentType = {};
    bool upToDate = false;
    bool closed = false;
    //! Something came with it.
    bool hadData = false;
    //! What came was delivered before, and there is more of that.
    bool isReplay = false;
};

//! \brief Decides everything about a reader: which request comes next, when, and when it is over.
//!
//! Pure: events and the time in, steps out. It knows nothing of bytes; DeliveryProgress does.
//! The order for each request: opened(), then connected() when a good status has come, then any
//! number of answered() (SSE: one for each control event), then, unless a step said otherwise,
//! closed() or failed().
class ReaderState
{
public:
    using Time = std::chrono::steady_clock::time_point;

    ReaderState(const ReadOptions &options, const RetryPolicy &policy, Random random = defaultRandom);

    const Position &position() const { return m_position; }
    LiveMode liveMode() const { return m_live; }
    QByteArray contentType() const { return m_contentType; }
    //! \brief The reader has reached the tail once, and follows it.
    bool isLive() const { return m_isLive; }

    //! \brief The first request, or the first one after an end.
    ReaderStep start();
    void opened(ReadMode mode, const Offset &offset, Time now);
    //! \brief The headers of a good answer have come: what they say, before anything of the body.
    ReaderStep connected(const ReadAnswer &head, Time now);
    ReaderStep answered(const ReadAnswer &answer, Time now);
    //! \brief An event stream ended without saying that the stream is closed.
    ReaderStep closed(Time now);
    //! \brief No answer, a part of one, or a status that is an error.
    ReaderStep failed(const Error &error, Time now);
    //! \brief An event stream that sent nothing within the time for its first control event.
    ReaderStep silent(const Error &error, Time now);
    //! \brief The bytes that came again are not those of before, or a text cannot be read by events.
    ReaderStep reset(const QString &reason);
    ReaderStep readByGet() const { return { .what = ReaderStep::Do::Request }; }
    //! \brief Follows by \a mode from the next request on, whatever was found out about events before.
    void setLiveMode(LiveMode mode);
    //! \brief A fresh start of the delays: somebody wants it now.
    void hurry() { m_backoff.reset(); }

private:
    ReaderStep request(Time now);
    ReaderStep caughtUp(Time now);
    ReaderStep emptyAgain(Time now);
    ReaderStep wait(const Error &error, std::chrono::milliseconds delay);
    ReaderStep notAStream(Time now);
    ReaderStep refused(const Error &error);
    ReaderStep fallBack(Time now);
    void choose();
    bool isSseRefusal(const Error &error) const;
    std::optional<QString> whatChanged(const ReadAnswer &head);
    std::optional<QString> whatRegressed(const ReadAnswer &answer) const;

    ReadOptions m_options;
    Backoff m_backoff;
    //! Delays after event streams that end too soon, and answers that come too soon without data.
    Backoff m_shortBackoff;
    Position m_position;
    QByteArray m_contentType;
    Offset m_asked;
    LiveMode m_live;
    ReadMode m_mode = ReadMode::CatchUp;
    Time m_openedAt;
    std::optional<Time> m_probeAt;
    std::chrono::seconds m_probeDelay { 60 };
    int m_shortStreams = 0;
    bool m_isLive = false;
    bool m_hasServerOffset = false;
    //! A long-poll said that the stream is closed; a plain read has to confirm that nothing is left.
    bool m_saidClosed = false;
    //! The stream was read, and then it was not there.
    bool m_wasGone = false;
    bool m_gotControl = false;
    bool m_sseWorked = false;
};

} // namespace DurableStreams
