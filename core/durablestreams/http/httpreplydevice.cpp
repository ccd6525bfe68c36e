// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The parts of HttpReply that its reader calls, its deadlines, and TLS.

#include "httpreply_p.h"

#include <QtNetwork/QSslError>

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using TimeoutKind = HttpAccessManager::TimeoutKind;

qint64 HttpReply::bytesAvailable() const
{
    return m_body.size() + QNetworkReply::bytesAvailable();
}

qint64 HttpReply::readData(char *data, qint64 maxSize)
{
    qsizetype got = m_body.read(data, maxSize);
    if (got < maxSize) {
        got += readThrough(data + got, maxSize - got);
    }
    goOnLater();
    if (got == 0 && isFinished()) {
        return -1;
    }
    return got;
}

// What waits in the socket goes to a reader that has taken all else, without a copy in between.
qsizetype HttpReply::readThrough(char *data, qsizetype size)
{
    if (!m_connection || !m_headPublished || !m_body.isEmpty() || m_decoder || m_badCoding) {
        return 0;
    }
    const qsizetype got = m_connection->readInto(data, size);
    if (got > 0) {
        noteActivity();
        m_received += got;
    }
    return got;
}

void HttpReply::setReadBufferSize(qint64 size)
{
    QNetworkReply::setReadBufferSize(size);
    goOnLater();
}

// Once there is room again for a good piece, what was held back comes in.
void HttpReply::goOnLater()
{
    const qint64 limit = readBufferSize();
    const bool room = limit <= 0 || m_body.size() <= limit / 2;
    const bool held = (m_connection && m_connection->isHeld()) || !isDrained();
    if (room && held && !m_goingOn && !isFinished()) {
        m_goingOn = true;
        QMetaObject::invokeMethod(this, &HttpReply::goOn, Qt::QueuedConnection);
    }
}

void HttpReply::goOn()
{
    m_goingOn = false;
    const QPointer<HttpReply> alive(this);
    if (!isDrained() && m_headPublished && !isFinished()) {
        deliver();
    }
    if (alive && m_connection) {
        noteActivity();
        m_connection->resume();
    }
    if (alive) {
        finishWhenDrained();
    }
}

HttpReply::Clock::time_point HttpReply::nextDeadline() const
{
    Clock::time_point next = std::min(m_connectDeadline, m_totalDeadline);
    if (m_idleTime.count() > 0 && m_connection && !m_connection->isConnecting()) {
        next = std::min(next, (m_connection->isHeld() ? Clock::now() : m_lastActivity) + m_idleTime);
    }
    return next;
}

void HttpReply::checkDeadline(Clock::time_point now)
{
    if (now < nextDeadline()) {
        return;
    }
    m_timeout = now >= m_totalDeadline ? TimeoutKind::Total
        : now >= m_connectDeadline     ? TimeoutKind::Connect
                                       : TimeoutKind::Idle;
    detach();
    switch (m_timeout) {
    case TimeoutKind::Total:
        finish(TimeoutError, u"the request took too long"_s);
        break;
    case TimeoutKind::Connect:
        finish(TimeoutError, u"connecting took too long"_s);
        break;
    default:
        finish(TimeoutError, u"the connection was silent for too long"_s);
    }
}

bool HttpReply::tlsErrors(const QList<QSslError> &errors)
{
    const QPointer<HttpReply> alive(this);
    Q_EMIT sslErrors(errors);
    return alive
        && (m_ignoreTlsErrors
            || (!m_ignoredTlsErrors.isEmpty()
                && std::ranges::all_of(errors, [this](const QSslError &error) {
                       return m_ignoredTlsErrors.contains(error);
                   })));
}

void HttpReply::ignoreSslErrorsImplementation(const QList<QSslError> &errors)
{
    m_ignoredTlsErrors = errors;
}

void HttpReply::sslConfigurationImplementation(QSslConfiguration &configuration) const
{
    if (m_tls) {
        configuration = m_connection ? m_connection->tlsState() : m_tls->state;
    }
}

} // namespace DurableStreams
