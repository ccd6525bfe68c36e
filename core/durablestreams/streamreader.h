// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/batch.h>
#include <durablestreams/error.h>
#include <durablestreams/options.h>

#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

namespace DurableStreams {

class StreamReaderPrivate;

//! \brief Reads a stream: catches up, then follows it live, and goes on after every break.
//!
//! Every byte is delivered exactly once and in order for as long as the reader lives: after a lost
//! connection it resumes from the last confirmed offset and drops what was delivered before.
//! Live reads retry without end; each attempt is visible through retryScheduled(). Data is pulled:
//! while the reader is paused the connection is held back by the socket. Whoever hears one of its
//! signals may stop, start or delete it. Lives in its Client's thread.
//!
//! \code
//! StreamReader *reader = client.stream(u"orders"_s).read({ .live = LiveMode::Auto });
//! connect(reader, &StreamReader::batchReady, this, [](const Batch &batch) {
//!     for (QByteArrayView message : batch.messages()) { … }
//! });
//! reader->start();
//! \endcode
class StreamReader : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool paused READ isPaused NOTIFY pausedChanged)

public:
    //! \brief What the reader is doing.
    enum class State {
        Idle, //!< not started
        Connecting, //!< a request is made, nothing came yet
        CatchingUp, //!< data behind the tail arrives
        Live, //!< at the tail, waiting or receiving; planned renewals stay Live
        Reconnecting, //!< broken; the next attempt waits or is under way
        Ended, //!< the stream is closed and everything was delivered (or not live and up to date)
        Stopped, //!< by stop()
        Failed, //!< see error()
    };
    Q_ENUM(State)

    ~StreamReader() override;

    //! \brief The address of the stream.
    QUrl url() const;
    //! \brief Changes come as stateChanged().
    State state() const;
    //! \brief The mode in use: never Auto once live; LongPoll after a fallback.
    LiveMode liveMode() const;
    //! \brief Everything before it was delivered; where a later reader goes on without a gap.
    Position position() const;
    //! \brief As served with the last answer.
    QByteArray contentType() const;
    //! \brief The status of the last answer, 0 before.
    int lastStatus() const;
    //! \brief Why the reader is Failed.
    std::optional<Error> error() const;
    //! \brief Between pause() and resume().
    bool isPaused() const;

    //! \brief Starts, or starts again from position() after Stopped or Failed.
    void start();
    //! \brief Holds delivery back; the server is slowed down by flow control.
    void pause();
    //! \brief Goes on where pause() held.
    void resume();
    //! \brief Ends the connection. position() stays, so that nothing is lost.
    void stop();
    //! \brief While Reconnecting: tries at once.
    void retryNow();
    //! \brief Instead of ReadOptions::live from now on. A reader that follows already asks anew at its
    //! offset, without a gap and without delivering anything twice; it stays Live.
    void setLiveMode(LiveMode mode);

Q_SIGNALS:
    //! \brief Data in order. With a position, everything up to it is confirmed; such a batch may be empty.
    void batchReady(const DurableStreams::Batch &batch);
    //! \brief The state is \a state now.
    void stateChanged(DurableStreams::StreamReader::State state);
    //! \brief liveMode() is \a mode now: chosen for Auto, or a fallback.
    void liveModeChanged(DurableStreams::LiveMode mode);
    //! \brief isPaused() is \a paused now.
    void pausedChanged(bool paused);
    //! \brief An attempt failed with \a error; the next one comes after \a delay.
    void retryScheduled(int attempt, std::chrono::milliseconds delay,
                        const DurableStreams::Error &error);
    //! \brief Connected again after a break of \a gap; data goes on at \a resumedAt without loss. Comes
    //! before the first data, or with an answer that has none; not if the stream is another one.
    void resumed(const DurableStreams::Offset &resumedAt, std::chrono::milliseconds gap);
    //! \brief The stream is not the one it was: recreated, or its past changed. What follows depends on
    //! ReadOptions::reset.
    void streamReset(const DurableStreams::Error &reason);
    //! \brief Emitted once after the last batch was delivered, for Ended, Stopped and Failed alike.
    void finished();

private:
    friend class Stream;
    friend class StreamReaderPrivate;
    explicit StreamReader(std::unique_ptr<StreamReaderPrivate> d, QObject *parent);

    std::unique_ptr<StreamReaderPrivate> d;
};

} // namespace DurableStreams
