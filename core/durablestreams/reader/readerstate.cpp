// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/readerstate_p.h"
#include "request/attempts_p.h"
#include "wire/contenttype_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Do = ReaderStep::Do;

namespace {

// An event stream that lived shorter than this was not planned to end.
constexpr auto healthyTime = 1s;
constexpr int maxShortStreams = 3;
// A long-poll that comes back empty sooner than this was not waiting.
constexpr auto minPollTime = 100ms;
constexpr std::chrono::seconds firstProbeDelay = 60s;
constexpr auto maxProbeDelay = 15min;
constexpr RetryPolicy shortPolicy { .initialDelay = 100ms, .maxDelay = 5s };

} // namespace

ReaderState::ReaderState(const ReadOptions &options, const RetryPolicy &policy, Random random)
    : m_options(options)
    , m_backoff(policy, random)
    , m_shortBackoff(shortPolicy, random)
    , m_position { .offset = options.offset, .cursor = options.cursor }
    , m_live(options.live)
{
}

ReaderStep ReaderState::start()
{
    m_backoff.reset();
    m_shortBackoff.reset();
    m_isLive = false;
    m_shortStreams = 0;
    m_saidClosed = false;
    m_position.closed = false;
    return { .what = Do::Request };
}

void ReaderState::opened(ReadMode mode, const Offset &offset, Time now)
{
    m_mode = mode;
    m_asked = offset;
    m_openedAt = now;
    m_gotControl = false;
}

ReaderStep ReaderState::connected(const ReadAnswer &head, Time now)
{
    if (m_mode != ReadMode::Sse && head.status == 200 && head.nextOffset.isNull()) {
        return notAStream(now);
    }
    if (const auto change = whatChanged(head)) {
        return reset(*change);
    }
    if (!head.contentType.isEmpty()) {
        m_contentType = head.contentType;
    }
    return {};
}

// A page to log in, or a proxy that removes headers. Where the stream was read before, it will be again.
ReaderStep ReaderState::notAStream(Time now)
{
    Error error;
    error.code = ErrorCode::Malformed;
    error.message = u"the answer has no Stream-Next-Offset: it does not come from a stream"_s;
    error.remedy = u"Open the address in a browser: a login page or a proxy may be in the way."_s;
    if (!m_hasServerOffset) {
        return { .what = Do::Fail, .error = error };
    }
    error.code = ErrorCode::Network;
    return failed(error, now);
}

// What the headers tell before any data is taken.
std::optional<QString> ReaderState::whatChanged(const ReadAnswer &head)
{
    if (std::exchange(m_wasGone, false)) {
        return u"it was deleted in between"_s;
    }
    const bool isOther = !m_contentType.isEmpty() && !head.contentType.isEmpty()
        && !isSameMediaType(m_contentType, head.contentType);
    if (isOther && m_hasServerOffset) {
        return u"its content type was %1 and is %2 now"_s.arg(
            QString::fromLatin1(m_contentType), QString::fromLatin1(head.contentType));
    }
    return whatRegressed(head);
}

std::optional<QString> ReaderState::whatRegressed(const ReadAnswer &answer) const
{
    const Offset &next = answer.nextOffset;
    if (!next.isNull() && !m_asked.isSentinel() && next < m_asked) {
        return u"it ends at %1, before %2, which was read already"_s.arg(
            QString::fromLatin1(next.token()), QString::fromLatin1(m_asked.token()));
    }
    if (answer.isReplay && (answer.upToDate || answer.closed)) {
        return u"it is shorter than what was read already"_s;
    }
    return std::nullopt;
}

ReaderStep ReaderState::answered(const ReadAnswer &answer, Time now)
{
    if (const auto change = whatRegressed(answer)) {
        return reset(*change);
    }
    const bool isRumour = answer.closed && answer.status == 204 && m_mode == ReadMode::LongPoll;
    const bool moved = !answer.nextOffset.isNull() && answer.nextOffset != m_asked;
    if (!answer.nextOffset.isNull()) {
        m_asked = answer.nextOffset;
        m_hasServerOffset = true;
    }
    if (!answer.isReplay) {
        m_position.offset = m_asked;
        m_position.cursor = answer.cursor.isEmpty() ? m_position.cursor : answer.cursor;
        m_position.upToDate = answer.upToDate || answer.closed;
        m_position.closed = m_position.closed || (answer.closed && !isRumour);
    }
    m_backoff.reset();
    m_gotControl = true;
    if (m_mode == ReadMode::Sse) {
        m_sseWorked = true;
        return { .what = answer.closed ? Do::End : Do::GoOn };
    }
    if (isRumour) {
        // A server may say so to a waiting reader and keep the last message back: ask once more.
        m_saidClosed = true;
        return { .what = Do::Request };
    }
    if (answer.closed) {
        return { .what = Do::End };
    }
    if (moved || answer.hadData) {
        m_shortBackoff.reset();
    }
    if (m_mode == ReadMode::CatchUp) {
        const bool isStuck = !moved && !answer.hadData;
        return answer.upToDate || isStuck ? caughtUp(now) : ReaderStep { .what = Do::Request };
    }
    return moved || answer.hadData ? request(now) : emptyAgain(now);
}

ReaderStep ReaderState::caughtUp(Time now)
{
    if (m_saidClosed) {
        m_position.closed = true; // once closed, a stream stays so
    }
    if (m_saidClosed || m_options.live == LiveMode::Off) {
        return { .what = Do::End };
    }
    choose();
    m_isLive = true;
    return request(now);
}

void ReaderState::choose()
{
    if (m_live == LiveMode::Auto) {
        const bool isText = contentKind(m_contentType) == Batch::Kind::Text;
        m_live = isText ? LiveMode::LongPoll : LiveMode::Sse;
    }
}

void ReaderState::setLiveMode(LiveMode mode)
{
    m_options.live = mode;
    m_live = mode;
    m_probeAt.reset();
    m_probeDelay = firstProbeDelay;
    m_shortStreams = 0;
    m_sseWorked = false;
    if (m_isLive) {
        choose();
    }
}

// A server that does not wait must not be asked in a tight loop.
ReaderStep ReaderState::emptyAgain(Time now)
{
    if (now - m_openedAt >= minPollTime) {
        m_shortBackoff.reset();
        return request(now);
    }
    ReaderStep step = request(now);
    step.delay = m_shortBackoff.fail();
    return step;
}

ReaderStep ReaderState::request(Time now)
{
    if (!m_isLive) {
        return { .what = Do::Request };
    }
    if (m_live == LiveMode::LongPoll && m_probeAt && now >= *m_probeAt) {
        m_probeAt.reset();
        m_shortStreams = maxShortStreams - 1; // one more failure is enough
        m_live = LiveMode::Sse;
    }
    return { .what = Do::Request,
             .mode = m_live == LiveMode::Sse ? ReadMode::Sse : ReadMode::LongPoll };
}

ReaderStep ReaderState::fallBack(Time now)
{
    m_live = LiveMode::LongPoll;
    m_shortStreams = 0;
    m_probeAt = now + m_probeDelay;
    m_probeDelay = std::min<std::chrono::seconds>(m_probeDelay * 2, maxProbeDelay);
    return { .what = Do::Request };
}

ReaderStep ReaderState::closed(Time now)
{
    const bool isHealthy = m_gotControl && now - m_openedAt >= healthyTime;
    if (isHealthy) {
        m_shortStreams = 0;
        m_shortBackoff.reset();
        m_probeDelay = firstProbeDelay;
        return request(now);
    }
    if (++m_shortStreams >= maxShortStreams && m_options.live == LiveMode::Auto) {
        return fallBack(now);
    }
    Error error;
    error.code = ErrorCode::Network;
    error.message = u"the event stream ended after %1 ms"_s.arg(
        std::chrono::duration_cast<std::chrono::milliseconds>(now - m_openedAt).count());
    return wait(error, m_shortBackoff.fail());
}

ReaderStep ReaderState::silent(const Error &error, Time now)
{
    if (m_options.live == LiveMode::Auto) {
        return fallBack(now);
    }
    return failed(error, now);
}

bool ReaderState::isSseRefusal(const Error &error) const
{
    switch (error.httpStatus) {
    case 400:
    case 405:
    case 406:
    case 415:
    case 501:
        return true;
    default:
        return error.code == ErrorCode::NotSupported;
    }
}

ReaderStep ReaderState::failed(const Error &error, Time now)
{
    const bool mayFallBack = m_mode == ReadMode::Sse && m_options.live == LiveMode::Auto;
    if (mayFallBack && isSseRefusal(error)) {
        return fallBack(now);
    }
    if (m_mode == ReadMode::Sse && isSseRefusal(error) && !m_sseWorked) {
        Error unsupported = error; // the same offset was just read by a plain GET
        unsupported.code = ErrorCode::NotSupported;
        return { .what = Do::Fail, .error = unsupported };
    }
    if (!isTransient(error)) {
        return refused(error);
    }
    // Servers that cannot be reached say nothing about event streams; those that answer do.
    const bool isHealthy = m_gotControl && now - m_openedAt >= healthyTime;
    const bool isShort = m_gotControl ? !isHealthy : error.httpStatus != 0;
    if (mayFallBack && isShort && ++m_shortStreams >= maxShortStreams) {
        return fallBack(now);
    }
    if (m_mode == ReadMode::Sse && m_gotControl) {
        if (isHealthy) {
            m_shortStreams = 0;
            m_shortBackoff.reset();
        }
        // The events that came have reset the other one, which would never grow.
        return wait(error, m_shortBackoff.fail(error.retryAfter));
    }
    if (m_options.live == LiveMode::Off
        && m_backoff.failures() >= m_backoff.policy().maxRetries) {
        return { .what = Do::Fail, .error = error };
    }
    return wait(error, m_backoff.fail(error.retryAfter));
}

ReaderStep ReaderState::wait(const Error &error, std::chrono::milliseconds delay)
{
    // Long-poll may stay silent for half a minute; a plain read tells at once that all is well. What a
    // plain read has begun, only a plain read can go on with: events may have other line ends.
    const bool bySse = m_isLive && m_live == LiveMode::Sse && m_mode == ReadMode::Sse;
    return { .what = Do::Wait,
             .mode = bySse ? ReadMode::Sse : ReadMode::CatchUp,
             .delay = delay,
             .attempt = std::max(m_backoff.failures(), m_shortBackoff.failures()),
             .error = error };
}

ReaderStep ReaderState::refused(const Error &error)
{
    const bool isOffsetGone
        = error.code == ErrorCode::Gone || error.code == ErrorCode::InvalidOffset;
    if (isOffsetGone && m_hasServerOffset) {
        return reset(u"the server does not know the offset any more"_s);
    }
    m_wasGone = error.code == ErrorCode::NotFound && m_hasServerOffset;
    return { .what = Do::Fail, .error = error };
}

ReaderStep ReaderState::reset(const QString &reason)
{
    Error error;
    error.code = ErrorCode::StreamReset;
    error.message = u"the stream is not the one it was: "_s + reason;
    if (m_options.reset == ResetPolicy::Stop) {
        return { .what = Do::Fail, .error = error };
    }
    const Offset from = m_options.reset == ResetPolicy::FromBeginning ? Offset::beginning()
                                                                      : Offset::now();
    m_position = {};
    m_position.offset = from;
    m_contentType.clear();
    m_hasServerOffset = false;
    m_isLive = false;
    m_saidClosed = false;
    return { .what = Do::Restart, .error = error, .from = from };
}

} // namespace DurableStreams
