// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturerun.h"

#include "models/capture/capturesink.h"
#include "models/tailsession.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

quint64 numberOf(const StoreSnapshot &rows, quint64 id, quint64 firstNumber)
{
    id = std::max(id, rows.firstId());
    if (rows.contains(id)) {
        return rows.message(id).number;
    }
    if (rows.rowCount() == 0) {
        return firstNumber;
    }
    const Message last = rows.message(rows.endId() - 1);
    return last.number + (last.isData() ? 1 : 0);
}

} // namespace

CaptureRun::CaptureRun(TailSession *session, const QString &path, quint64 firstId, QObject *parent,
                       const std::optional<CaptureEnd> &before, bool append)
    : QObject(parent)
    , m_path(path)
    , m_session(session)
    , m_timer(new QTimer(this))
{
    CaptureHeader header {
        .url = captureUrl(session->url()),
        .contentType = session->status().contentType,
        .startedMs = QDateTime::currentMSecsSinceEpoch(),
        .firstNumber = numberOf(session->snapshot(), firstId, session->startPoint().firstNumber),
    };
    if (before) {
        header.firstNumber = before->lastNumber + 1;
    }
    m_sink = std::make_shared<CaptureSink>(path, header, firstId, before, append);
    m_thread.reset(QThread::create([sink = m_sink] { sink->run(); }));
    m_thread->setObjectName(u"tailwater-capture"_s);
    connect(m_thread.get(), &QThread::finished, this, &CaptureRun::onThreadFinished);
    m_thread->start();
    session->setTap(m_sink);
    m_timer->setInterval(200ms);
    connect(m_timer, &QTimer::timeout, this, &CaptureRun::refresh);
    m_timer->start();
}

CaptureRun::~CaptureRun()
{
    if (!m_finished) {
        stop();
        // The tail's thread says that this was all; at the end of the application it may be gone.
        if (!m_thread->wait(QDeadlineTimer(2s))) {
            m_sink->end({});
            m_thread->wait();
        }
    }
}

void CaptureRun::stop()
{
    if (m_session) {
        m_session->setTap(nullptr);
    } // else the end of the session has ended it
}

void CaptureRun::refresh()
{
    if (const CaptureProgress now = m_sink->progress(); now != m_progress) {
        m_progress = now;
        Q_EMIT progressed();
    }
}

void CaptureRun::onThreadFinished()
{
    m_timer->stop();
    refresh();
    m_error = m_sink->error();
    m_finished = true;
    if (m_session && !m_error.isEmpty()) {
        m_session->setTap(nullptr);
    }
    Q_EMIT finished();
}

} // namespace Tailwater

#include "moc_capturerun.cpp"
