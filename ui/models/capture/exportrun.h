// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/rowexport.h"
#include "models/capture/rowsource.h"

#include <QObject>
#include <QUrl>

#include <atomic>
#include <limits>
#include <memory>

QT_BEGIN_NAMESPACE
class QThread;
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What an export has done. Value type.
struct ExportProgress
{
    quint64 done = 0; //!< rows of data that were looked at
    quint64 total = 0; //!< 0: not known yet
    quint64 written = 0;
    quint64 leftOut = 0; //!< rows of data that have no place in the format
    qint64 bytes = 0;

    bool operator==(const ExportProgress &) const = default;
};

//! \brief Writes rows to a file in a thread of its own. The file appears when it is complete, or not at all.
class ExportRun : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        QString path;
        ExportFormat format = ExportFormat::Raw;
        QStringList columns = {};
        //! For a capture: what its header says. It is begun with its first row, or before.
        QUrl url = {};
        qint64 startedMs = std::numeric_limits<qint64>::max();
    };

    ExportRun(const Job &job, std::unique_ptr<RowSource> rows, QObject *parent = nullptr);
    ~ExportRun() override;

    const Job &job() const { return m_job; }
    void cancel();
    bool isCancelled() const;
    bool isFinished() const { return m_finished; }
    const ExportProgress &progress() const { return m_progress; }
    //! \brief Why there is no file, in a sentence; empty if there is one, or it was cancelled.
    const QString &error() const { return m_error; }

Q_SIGNALS:
    void progressed();
    void finished();

private:
    struct Shared;
    static void work(const Job &job, const std::shared_ptr<Shared> &shared);
    void refresh();

    const Job m_job;
    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QThread> m_thread;
    QTimer *m_timer;
    ExportProgress m_progress;
    QString m_error;
    bool m_finished = false;
};

} // namespace Tailwater
