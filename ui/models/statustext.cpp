// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/statustext.h"

#include "models/marker.h"
#include "models/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The context that lupdate finds here.
QString tr(const char *text)
{
    return QCoreApplication::translate("Tailwater", text);
}

QString reconnectingText(const TailStatus &status)
{
    const qint64 left = std::max<qint64>(
        0, QDateTime::currentDateTimeUtc().msecsTo(status.nextAttempt));
    const QString at = status.nextOffset.isNull()
        ? QString()
        : u' ' + tr("Reading resumes at %1.").arg(shortOffset(status.nextOffset));
    const bool never = status.nextOffset.isNull() && status.error
        && status.error->code == DurableStreams::ErrorCode::Network;
    const QString cause = never ? tr("The server could not be reached.")
        : status.error          ? errorText(*status.error)
                                : tr("The connection was lost.");
    if (status.attempt == 0) {
        return cause + at;
    }
    return cause + u' '
        + tr("Attempt %1 in %2 s.").arg(status.attempt).arg((left + 999) / 1000) + at;
}

} // namespace

QString stateWord(TailState state)
{
    switch (state) {
    case TailState::Idle:
        return tr("Not started");
    case TailState::Connecting:
        return tr("Connecting");
    case TailState::CatchingUp:
        return tr("Catching up");
    case TailState::CatchUpPaused:
        return tr("Catch-up paused");
    case TailState::Live:
        return tr("Live");
    case TailState::Reconnecting:
        return tr("Reconnecting");
    case TailState::RateLimited:
        return tr("Rate limited");
    case TailState::Stopped:
        return tr("Stopped");
    case TailState::Closed:
        return tr("Closed (EOF)");
    case TailState::NotFound:
        return tr("Not found");
    case TailState::Gone:
        return tr("Gone");
    case TailState::Reset:
        return tr("Recreated");
    case TailState::Unauthorised:
        return tr("Unauthorised");
    case TailState::TlsError:
        return tr("TLS error");
    case TailState::Failed:
        return tr("Failed");
    case TailState::File:
        return tr("Capture");
    }
    return {};
}

QString liveModeText(DurableStreams::LiveMode mode)
{
    switch (mode) {
    case DurableStreams::LiveMode::Sse:
        return tr("SSE");
    case DurableStreams::LiveMode::LongPoll:
        return tr("long-poll");
    default:
        return {};
    }
}

QString stateText(const TailStatus &status)
{
    const QString word = stateWord(status.state);
    if (status.state == TailState::Live) {
        const QString mode = liveModeText(status.liveMode);
        return mode.isEmpty() ? word : QString(word + u" · "_s + mode);
    }
    if (status.state == TailState::Stopped && !status.nextOffset.isNull()) {
        return tr("Stopped at %1").arg(shortOffset(status.nextOffset));
    }
    return word;
}

QString errorText(const DurableStreams::Error &error)
{
    using DurableStreams::ErrorCode;
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr("The server has no stream here: it never existed, was deleted, or expired.");
    case ErrorCode::Gone:
        return tr("The server does not hold this position any more: the stream was deleted while "
                  "forks remain, or what lies here is past its retention.");
    case ErrorCode::Unauthorized:
        return tr("The server asks for credentials, or does not accept those it got.");
    case ErrorCode::Forbidden:
        return tr("These credentials do not allow reading this stream.");
    case ErrorCode::RateLimited:
        return tr("The server asks to slow down.");
    case ErrorCode::InvalidOffset:
        return tr("The server does not accept the saved position. The stream may have been recreated.");
    case ErrorCode::StreamReset:
        return tr("The stream was recreated: this is not the one that was read before.");
    case ErrorCode::Network:
        return tr("The connection was lost.");
    case ErrorCode::Timeout:
        return tr("The server did not answer in time.");
    default: {
        // The sentences above say what to do themselves.
        QString text = error.message.isEmpty() ? tr("Reading failed.") : error.message;
        if (const QString said = visibleText(error.serverText, 200); !said.isEmpty()) {
            text += u' ' + tr("The server said: %1").arg(said);
        }
        // Servers do not end their sentences.
        if (!text.endsWith(u'.') && !text.endsWith(u'!') && !text.endsWith(u'?')) {
            text += u'.';
        }
        return error.remedy.isEmpty() ? text : QString(text + u' ' + error.remedy);
    }
    }
}

QString stateSentence(const TailStatus &status)
{
    switch (status.state) {
    case TailState::CatchingUp:
        return tr("%1, %2 rows").arg(sizeText(qint64(status.totalBytes)),
                                     QLocale().toString(status.totalRows));
    case TailState::CatchUpPaused:
        return tr("Catch-up paused at %1, %2 rows. More lies before the tail.")
            .arg(sizeText(qint64(status.totalBytes)), QLocale().toString(status.totalRows));
    case TailState::Reconnecting:
    case TailState::RateLimited:
        return reconnectingText(status);
    case TailState::Stopped:
        return status.nextOffset.isNull()
            ? tr("Stopped. Resume reads on without a gap.")
            : tr("Stopped at %1. Resume reads on without a gap.").arg(shortOffset(status.nextOffset));
    case TailState::Closed:
        return tr("Complete: the stream is closed, no more data can arrive.");
    case TailState::NotFound:
    case TailState::Gone:
    case TailState::Reset:
    case TailState::Unauthorised:
    case TailState::TlsError:
    case TailState::Failed:
        return status.error ? errorText(*status.error) : tr("Reading failed.");
    default:
        return {};
    }
}

bool isFailure(TailState state)
{
    switch (state) {
    case TailState::NotFound:
    case TailState::Gone:
    case TailState::Reset:
    case TailState::Unauthorised:
    case TailState::TlsError:
    case TailState::Failed:
        return true;
    default:
        return false;
    }
}

bool isReading(TailState state)
{
    switch (state) {
    case TailState::Connecting:
    case TailState::CatchingUp:
    case TailState::CatchUpPaused:
    case TailState::Live:
    case TailState::Reconnecting:
    case TailState::RateLimited:
        return true;
    default:
        return false;
    }
}

QString ttlSentence(const std::optional<std::chrono::seconds> &ttl)
{
    if (!ttl) {
        return tr("Reading keeps this stream alive: its lifetime begins anew with every read.");
    }
    return QCoreApplication::translate("Tailwater",
                                       "Reading keeps this stream alive: its lifetime of %n "
                                       "second(s) begins anew with every read.",
                                       nullptr, int(ttl->count()));
}

} // namespace Tailwater
