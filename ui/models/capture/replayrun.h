// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/capture/replaystate.h"

#include <durablestreams/error.h>

#include <QObject>
#include <QUrl>

#include <atomic>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace Tailwater {

class ReplayWorker;

//! \brief What is replayed, to where, and how fast.
struct ReplayJob
{
    QString capture = {};
    //! What is shown of the capture: this is replayed, or nothing if the file has changed. Null: what it holds.
    std::optional<CaptureIdentity> shown = {};
    Connection connection = {};
    QUrl target = {};
    //! Make the stream, with the content type of the capture, if there is none.
    bool create = false;
    //! Also into a stream of another content type: the user was told of it.
    bool otherType = false;
    //! Also behind what a stream holds already: the user was told of it.
    bool append = false;
    //! As fast as it was received, times this; 0: as fast as the server takes it.
    double speed = 0;
    //! Never more rows in a second; 0: no limit.
    int rowsPerSecond = 0;
};

//! \brief How a replay stands. Value type.
struct ReplayProgress
{
    quint64 total = 0; //!< rows of data in all; 0: not known yet
    quint64 sent = 0; //!< rows that the server has
    quint64 leftOut = 0; //!< rows of data that have no place in the target
    //! The answer about these, of the last batch, did not come before it was stopped: sent, and perhaps stored.
    quint64 unanswered = 0;
    //! The server could not be reached; the same batch is sent again.
    bool retrying = false;
    //! Somebody else has appended to the target between the parts of this replay.
    bool othersBetween = false;

    quint64 done() const { return sent + leftOut; }
    bool operator==(const ReplayProgress &) const = default;
};

//! \brief Why a replay failed.
struct ReplayFailure
{
    //! In sentences; with \a error what stands before its cause, if anything does.
    QString text = {};
    //! What the server, or the way to it, did.
    std::optional<DurableStreams::Error> error = {};
    //! It cannot be gone on with, only begun anew.
    bool onlyAnew = false;
};

//! \brief Appends the rows of a capture to a stream, each exactly once and in order, by an idempotent producer.
//!
//! How far it came is kept beside the capture (ReplayState): started again with the same capture and target it goes
//! on, also after the program was killed. Works in a thread of its own. Destroying it stops it.
class ReplayRun : public QObject
{
    Q_OBJECT

public:
    enum class Outcome {
        Running,
        Done,
        Cancelled,
        Failed,
        NotEmpty, //!< nothing was appended: the stream holds something already, as failure() says
        OtherType, //!< nothing was appended: the stream has another content type, which failure() names
    };
    Q_ENUM(Outcome)

    explicit ReplayRun(const ReplayJob &job, QObject *parent = nullptr);
    ~ReplayRun() override;

    const ReplayJob &job() const { return m_job; }
    //! \brief Stops; waits a moment for the answer that is under way. What was not acknowledged is sent again when
    //! it goes on.
    void cancel();
    Outcome outcome() const { return m_outcome; }
    const ReplayProgress &progress() const { return m_progress; }
    const ReplayFailure &failure() const { return m_failure; }
    //! \brief failure() in sentences.
    QString error() const;

Q_SIGNALS:
    void progressed();
    void finished();

private:
    const ReplayJob m_job;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::unique_ptr<QThread> m_thread;
    ReplayWorker *m_worker;
    Outcome m_outcome = Outcome::Running;
    ReplayProgress m_progress;
    ReplayFailure m_failure;
};

} // namespace Tailwater
