// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/exportrun.h"

#include "models/capture/captureline.h"
#include "models/capture/fileclaim.h"
#include "models/capture/writefault.h"

#include <QDateTime>
#include <QDir>
#include <QSaveFile>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {
constexpr qsizetype bufferSize = 256 * 1024;
}

struct ExportRun::Shared
{
    std::unique_ptr<RowSource> rows;
    bool tells = false;
    std::atomic_bool stop = false;
    std::atomic<quint64> done = 0;
    std::atomic<quint64> total = 0;
    std::atomic<quint64> written = 0;
    std::atomic<quint64> leftOut = 0;
    std::atomic<qint64> bytes = 0;
    QString error;
};

ExportRun::ExportRun(const Job &job, std::unique_ptr<RowSource> rows, QObject *parent)
    : QObject(parent)
    , m_job(job)
    , m_shared(std::make_shared<Shared>())
    , m_timer(new QTimer(this))
{
    m_shared->rows = std::move(rows);
    m_shared->rows->setStop([stop = &m_shared->stop] { return stop->load(); });
    m_shared->tells = m_shared->rows->tellProgress([done = &m_shared->done](quint64 looked) { *done = looked; });
    m_thread.reset(QThread::create([job, shared = m_shared] { work(job, shared); }));
    m_thread->setObjectName(u"tailwater-export"_s);
    connect(m_thread.get(), &QThread::finished, this, [this] {
        m_timer->stop();
        refresh();
        m_error = m_shared->error;
        m_finished = true;
        Q_EMIT finished();
    });
    m_timer->setInterval(100ms);
    connect(m_timer, &QTimer::timeout, this, &ExportRun::refresh);
    m_timer->start();
    m_thread->start(QThread::LowPriority);
}

ExportRun::~ExportRun()
{
    m_shared->stop = true;
    m_thread->wait();
}

void ExportRun::cancel()
{
    m_shared->stop = true;
}

bool ExportRun::isCancelled() const
{
    return m_shared->stop;
}

void ExportRun::refresh()
{
    const ExportProgress now { m_shared->done, m_shared->total, m_shared->written, m_shared->leftOut,
                               m_shared->bytes };
    if (now != m_progress) {
        m_progress = now;
        Q_EMIT progressed();
    }
}

void ExportRun::work(const Job &job, const std::shared_ptr<Shared> &shared)
{
    RowSource &rows = *shared->rows;
    const auto claim = FileClaim::take(job.path, tr("an export"));
    if (!claim) {
        shared->error = claim.error();
        return;
    }
    if (const auto opened = rows.open(); !opened) {
        shared->error = opened.error();
        return;
    }
    shared->total = rows.count();
    QSaveFile file(job.path);
    const auto fail = [&] {
        shared->error
            = tr("%1 cannot be written. %2").arg(QDir::toNativeSeparators(job.path), writeFault(file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        fail();
        return;
    }
    RowExporter exporter(job.format, job.columns, rows.contentType());
    QByteArray buffer = exporter.begin();
    bool any = false;
    const auto writeOut = [&] {
        const bool whole = writeWhole(file, buffer);
        shared->bytes += buffer.size();
        buffer.resize(0);
        return whole;
    };
    for (Message row = rows.next(); !row.isNull() && !shared->stop; row = rows.next()) {
        if (job.format == ExportFormat::Capture && !std::exchange(any, true)) {
            buffer = CaptureHeader { .url = job.url,
                                     .contentType = rows.contentType(),
                                     .startedMs = row.receivedMs > 0 ? std::min(job.startedMs, row.receivedMs)
                                                                     : QDateTime::currentMSecsSinceEpoch(),
                                     .firstNumber = row.number }
                         .toLine();
        }
        if (exporter.add(&buffer, row)) {
            ++shared->written;
        } else if (row.isData()) {
            ++shared->leftOut;
        }
        shared->done += row.isData() && !shared->tells ? 1 : 0;
        if (buffer.size() >= bufferSize && !writeOut()) {
            fail();
            return;
        }
    }
    if (job.format == ExportFormat::Capture && !any) {
        buffer = CaptureHeader { .url = job.url, .contentType = rows.contentType() }.toLine();
    }
    buffer += exporter.end();
    shared->error = rows.error();
    // What is not committed leaves no trace.
    if (shared->stop || !shared->error.isEmpty()) {
        file.cancelWriting();
    } else if (!writeOut() || !file.commit()) {
        fail();
    }
}

} // namespace Tailwater

#include "moc_exportrun.cpp"
