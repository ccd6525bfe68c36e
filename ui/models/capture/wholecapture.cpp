// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/wholecapture.h"

#include "models/capture/capturerun.h"
#include "models/statustext.h"
#include "models/tailsession.h"

namespace Tailwater {

// A tail that holds next to nothing, from the beginning until it is live or has ended.
WholeCapture::WholeCapture(const Connection &connection, const QUrl &url, const QString &path,
                           QObject *parent)
    : QObject(parent)
    , m_session(new TailSession(connection, url, StoreLimits { 10'000, 16 * 1024 * 1024 }, this))
    , m_run(new CaptureRun(m_session, path, 1, this))
{
    connect(m_session, &TailSession::stateChanged, this, [this](TailState state) {
        if (isFailure(state)) {
            m_error = stateSentence(m_session->status());
        }
        if (state == TailState::Live || state == TailState::Closed || isFailure(state)) {
            m_run->stop();
        }
    });
    connect(m_run, &CaptureRun::progressed, this, &WholeCapture::progressed);
    connect(m_run, &CaptureRun::finished, this, [this] {
        m_session->stop();
        m_error = m_error.isEmpty() ? m_run->error() : m_error;
        Q_EMIT finished();
    });
    m_session->start(TailStart { .guardBytes = 0, .guardRows = 0 });
}

WholeCapture::~WholeCapture()
{
    m_session->disconnect(this);
    m_run->disconnect(this);
    delete m_run; // before the session that it follows
}

void WholeCapture::stop()
{
    m_run->stop();
}

quint64 WholeCapture::rows() const
{
    return m_run->progress().rows;
}

} // namespace Tailwater

#include "moc_wholecapture.cpp"
