// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/keptreplays.h"
#include "models/capture/replayrun.h"
#include "models/capture/rowsource.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Tailwater {

class ExportRun;
class WholeCapture;

//! \brief A replay from whatever there is: a capture, rows of a view, or a stream, which are captured first.
//!
//! So every replay can be gone on with after a break. A capture that was made on the way is one of KeptReplays: it is
//! removed when everything is stored, or if nothing was sent, and kept otherwise.
class ReplayFlow : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Preparing, Replaying, Ended };
    Q_ENUM(Stage)

    //! \brief What is replayed: one of these.
    struct Source
    {
        QString capture = {};
        //! What of the capture is shown, if it is.
        std::optional<CaptureIdentity> shown = {};
        //! Rows, and the address and content type that they are from.
        std::shared_ptr<const SnapshotRows> rows = {};
        QUrl url = {};
        //! A stream at url, from its beginning to its end as it is now; rows is null.
        Connection connection = {};
    };

    //! \brief \a job's capture is filled in; what has to be captured first goes into \a folder.
    ReplayFlow(const Source &source, const ReplayJob &job, const QString &folder, QObject *parent = nullptr);
    ~ReplayFlow() override;

    void cancel();
    Stage stage() const { return m_stage; }
    ReplayRun::Outcome outcome() const { return m_outcome; }
    //! \brief While Replaying and after.
    const ReplayProgress &progress() const { return m_progress; }
    //! \brief Rows that were captured, while Preparing.
    quint64 prepared() const { return m_prepared; }
    const ReplayFailure &failure() const { return m_failure; }
    //! \brief failure() in sentences.
    QString error() const;
    //! \brief The capture that is replayed.
    const QString &capture() const { return m_job.capture; }
    //! \brief The copy that was made on the way, for another flow with a question answered; empty if there is none
    //! that waits for this.
    QString takeCopy();
    //! \brief What \a rows are known by, whenever they were received: their bytes. Any thread; \a stop ends it.
    static QByteArray keyOf(const SnapshotRows &rows, const std::function<bool()> &stop = {});

Q_SIGNALS:
    void changed();
    void finished();

private:
    class Rows;
    void prepare(const Source &source);
    void captureRows(const SnapshotRows &rows, const QUrl &url);
    void captureStream(const Connection &connection, const QUrl &url);
    void replayCopy(const KeptOrigin &origin);
    void replay();
    void dropCopy();
    bool asks() const;
    void end(ReplayRun::Outcome outcome, const ReplayFailure &failure = {});

    ReplayJob m_job;
    const KeptReplays m_kept;
    std::unique_ptr<KeptHold> m_hold; //!< of the copy, while it is ours
    bool m_copy = false;
    Stage m_stage = Stage::Preparing;
    ReplayRun::Outcome m_outcome = ReplayRun::Outcome::Running;
    ReplayProgress m_progress;
    quint64 m_prepared = 0;
    ReplayFailure m_failure;
    ExportRun *m_export = nullptr;
    WholeCapture *m_captureRun = nullptr;
    ReplayRun *m_replay = nullptr;
};

} // namespace Tailwater
