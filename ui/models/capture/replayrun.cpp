// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/replayrun.h"

#include "models/capture/replayworker.h"
#include "models/statustext.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace Tailwater {

ReplayRun::ReplayRun(const ReplayJob &job, QObject *parent)
    : QObject(parent)
    , m_job(job)
    , m_stop(std::make_shared<std::atomic_bool>(false))
    , m_thread(std::make_unique<QThread>())
    , m_worker(new ReplayWorker(job, m_stop))
{
    m_thread->setObjectName(u"tailwater-replay"_s);
    m_worker->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &ReplayWorker::progressed, this, [this](const ReplayProgress &progress) {
        m_progress = progress;
        Q_EMIT progressed();
    });
    connect(m_worker, &ReplayWorker::finished, this, [this](Outcome outcome, const ReplayFailure &failure) {
        m_outcome = outcome;
        m_failure = failure;
        Q_EMIT finished();
    });
    m_thread->start();
    QMetaObject::invokeMethod(m_worker, &ReplayWorker::start, Qt::QueuedConnection);
}

ReplayRun::~ReplayRun()
{
    *m_stop = true;
    QMetaObject::invokeMethod(m_worker, &ReplayWorker::cancel, Qt::QueuedConnection);
    m_thread->quit();
    m_thread->wait();
}

QString ReplayRun::error() const
{
    return m_failure.error ? QString(m_failure.text + u' ' + errorText(*m_failure.error)).trimmed()
                           : m_failure.text;
}

void ReplayRun::cancel()
{
    *m_stop = true;
    QMetaObject::invokeMethod(m_worker, &ReplayWorker::cancel, Qt::QueuedConnection);
}

} // namespace Tailwater

#include "moc_replayrun.cpp"
