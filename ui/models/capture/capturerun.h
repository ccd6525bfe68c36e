// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"
#include "models/tailsession.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QThread;
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureSink;

//! \brief What a capture has done so far. Value type.
struct CaptureProgress
{
    quint64 rows = 0; //!< of data
    qint64 bytes = 0; //!< of the file
    //! The disk is slower than the stream, which is held back.
    bool heldBack = false;

    bool operator==(const CaptureProgress &) const = default;
};

//! \brief Writes the rows of one tail to a file, as they are delivered, until it is stopped.
//!
//! The writing is done in a thread of its own; reading never waits for it, but is held back by flow control while
//! more than 64 MiB wait to be written. What was received is handed to the system within a moment, and forced
//! onto the disk every two seconds and at the end. Destroying the capture ends it, and waits until what was
//! received is written.
class CaptureRun : public QObject
{
    Q_OBJECT

public:
    //! \brief Captures what \a session delivers, from the row \a firstId on, which may be held already.
    //! \param before an earlier capture of the stream that this one goes on from: what that holds is left out. With
    //! \a append it goes on in the same file.
    CaptureRun(TailSession *session, const QString &path, quint64 firstId, QObject *parent = nullptr,
               const std::optional<CaptureEnd> &before = {}, bool append = false);
    ~CaptureRun() override;

    const QString &path() const { return m_path; }
    TailSession *session() const { return m_session; }
    //! \brief The last row is written, soon; then it is finished.
    void stop();
    bool isFinished() const { return m_finished; }
    const CaptureProgress &progress() const { return m_progress; }
    //! \brief Why it ended before it was stopped; empty if all is well. What was written is whole.
    const QString &error() const { return m_error; }

Q_SIGNALS:
    //! \brief At most five times a second.
    void progressed();
    void finished();

private:
    void refresh();
    void onThreadFinished();

    QString m_path;
    QPointer<TailSession> m_session;
    std::shared_ptr<CaptureSink> m_sink;
    std::unique_ptr<QThread> m_thread;
    QTimer *m_timer;
    CaptureProgress m_progress;
    QString m_error;
    bool m_finished = false;
};

} // namespace Tailwater
