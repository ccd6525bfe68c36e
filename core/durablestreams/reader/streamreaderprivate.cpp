// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/streamreaderprivate_p.h"
#include "request/clientprivate_p.h"
#include "request/streamprivate_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;
using State = StreamReader::State;
using Do = ReaderStep::Do;

namespace {

RetryPolicy policyFor(const QSharedPointer<StreamPrivate> &stream, const ReadOptions &options)
{
    if (options.request.retry) {
        return *options.request.retry;
    }
    return stream && stream->client ? ClientPrivate::get(stream->client)->retryPolicy
                                    : RetryPolicy();
}

Random randomFor(const QSharedPointer<StreamPrivate> &stream)
{
    return stream && stream->client ? ClientPrivate::get(stream->client)->random : defaultRandom;
}

} // namespace

StreamReaderPrivate::StreamReaderPrivate(const QSharedPointer<StreamPrivate> &handle,
                                         const ReadOptions &readOptions)
    : stream(handle)
    , options(readOptions)
    , position { .offset = readOptions.offset, .cursor = readOptions.cursor }
    , liveMode(readOptions.live)
    , decisions(readOptions, policyFor(handle, readOptions), randomFor(handle))
    , m_builder(&m_progress, readOptions.delivery, readOptions.malformed)
{
    m_progress.startAt(readOptions.offset);
    m_timer.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { open(m_nextMode); });
    connect(&m_deadline, &QTimer::timeout, this, &StreamReaderPrivate::onDeadline);
}

StreamReaderPrivate::~StreamReaderPrivate()
{
    closeConnection();
}

bool StreamReaderPrivate::isRunning() const
{
    return state != State::Idle && state != State::Ended && state != State::Stopped
        && state != State::Failed;
}

void StreamReaderPrivate::start()
{
    if (isRunning()) {
        return;
    }
    error.reset();
    m_brokenSince.reset();
    m_resumption.reset();
    m_attempt = 1;
    m_progress.restart();
    if (options.request.deadline) {
        m_deadline.start(std::max(*options.request.deadline, std::chrono::milliseconds(0)));
    }
    const QPointer guard(this);
    setState(State::Connecting);
    if (guard) {
        proceed(decisions.start());
    }
}

void StreamReaderPrivate::setPaused(bool value)
{
    if (std::exchange(paused, value) == value) {
        return;
    }
    if (m_connection) {
        m_connection->setPaused(value);
    }
    if (!value) {
        QMetaObject::invokeMethod(this, &StreamReaderPrivate::deliver, Qt::QueuedConnection);
    }
    Q_EMIT q->pausedChanged(value);
}

void StreamReaderPrivate::stop()
{
    if (!isRunning()) {
        return;
    }
    m_step.reset();
    finish(State::Stopped);
}

// What has arrived is delivered first.
void StreamReaderPrivate::onDeadline()
{
    if (m_step && (m_step->what == Do::End || m_step->what == Do::Fail)) {
        return; // it came to its end in time
    }
    m_timer.stop();
    Error late;
    late.code = ErrorCode::Timeout;
    late.message = u"not done before the deadline"_s;
    broken({ .what = Do::Fail, .error = late });
}

void StreamReaderPrivate::retryNow()
{
    if (m_timer.isActive()) {
        decisions.hurry();
        m_timer.stop();
        open(m_nextMode);
    }
}

// Through a plain read, as after a break: it skips what was delivered past the confirmed offset.
void StreamReaderPrivate::setLiveMode(LiveMode mode)
{
    if (std::exchange(options.live, mode) == mode) {
        return;
    }
    const LiveMode before = decisions.liveMode();
    decisions.setLiveMode(mode);
    m_nextMode = ReadMode::CatchUp; // of an attempt that waits
    if (m_connection && decisions.isLive() && decisions.liveMode() != before) {
        broken({ .what = Do::Request });
    } else if (m_step && (m_step->what == Do::Request || m_step->what == Do::Wait)) {
        m_step->mode = ReadMode::CatchUp;
    }
}

void StreamReaderPrivate::onConnected(const ReadAnswer &head)
{
    lastStatus = m_connection->status();
    const ReaderStep step = decisions.connected(head, now());
    if (step.what != Do::GoOn) {
        broken(step);
        return;
    }
    stream->contentType = decisions.contentType();
    m_attempt = 1;
    const bool isCatchUp
        = m_connection->request().mode == ReadMode::CatchUp && !decisions.isLive();
    if (m_brokenSince) {
        m_resumption = {
            .at = m_progress.confirmed(),
            .gap = std::chrono::duration_cast<std::chrono::milliseconds>(now() - *m_brokenSince)
        };
    }
    setState(isCatchUp ? State::CatchingUp : State::Live);
}

// Tells the state machine, and the builder where the data reaches up to.
void StreamReaderPrivate::confirm(ReadAnswer &answer, ReaderStep &step)
{
    answer.isReplay = m_progress.isReplaying();
    step = decisions.answered(answer, now());
    if (step.what == Do::Restart || (step.what == Do::Fail && step.error)) {
        return;
    }
    const Offset next = answer.nextOffset.isNull() ? m_progress.next() : answer.nextOffset;
    if (m_resumption) {
        m_resumption->proven = !answer.isReplay;
    }
    m_builder.confirm(answer.isReplay ? std::nullopt : std::optional(decisions.position()));
    m_progress.confirm(next);
    for (Batch &batch : m_builder.take()) {
        const bool isNews = !batch.bytes.isEmpty() || batch.malformed
            || (batch.position && *batch.position != position)
            || !m_outbox.empty();
        if (isNews) {
            m_outbox.push_back(std::move(batch));
        }
    }
}

void StreamReaderPrivate::onControl(ReadAnswer answer)
{
    if (checkReplay()) {
        return;
    }
    ReaderStep step;
    confirm(answer, step);
    if (step.what != Do::GoOn) {
        if (step.what != Do::End) {
            broken(step);
            return;
        }
        proceed(step);
    }
}

void StreamReaderPrivate::onEnded()
{
    if (m_connection->request().mode == ReadMode::Sse) {
        broken(decisions.closed(now()));
        return;
    }
    if (checkReplay()) {
        return;
    }
    const StreamInfo info = m_connection->info();
    const bool isUnchanged = info.status == 304;
    ReadAnswer answer { .status = info.status,
                        .nextOffset = isUnchanged ? m_connection->request().offset
                                                  : info.nextOffset,
                        .cursor = info.cursor,
                        .contentType = info.contentType,
                        .upToDate = info.upToDate || isUnchanged || info.status == 204,
                        .closed = info.closed,
                        .hadData = info.status == 200 && !m_builder.isEmpty() };
    keepEtag();
    if (info.status != 200) {
        m_builder.begin(Batch::Kind::Bytes, BatchBuilder::Packing::Body);
    }
    ReaderStep step;
    confirm(answer, step);
    proceed(step);
}

void StreamReaderPrivate::onFailed(const Error &failure)
{
    lastStatus = m_connection->status();
    m_attempt = m_connection->attempt() + 1;
    if (checkReplay()) {
        return;
    }
    Error seen = failure;
    if (failure.code == ErrorCode::Malformed && options.malformed == MalformedPolicy::DeliverRaw) {
        seen.code = ErrorCode::Network; // the stream is sound, this connection is not: try another
        seen.httpStatus = 0;
    }
    broken(decisions.failed(seen, now()));
}

// True if the bytes that came again were not those of before.
bool StreamReaderPrivate::checkReplay()
{
    if (!m_progress.hasChanged()) {
        return false;
    }
    m_builder.begin(Batch::Kind::Bytes, BatchBuilder::Packing::Body); // none of it belongs to us
    broken(decisions.reset(u"what was read already has changed"_s));
    return true;
}

void StreamReaderPrivate::onSliceDone()
{
    if (checkReplay()) {
        return;
    }
    for (Batch &batch : m_builder.take()) {
        m_outbox.push_back(std::move(batch));
    }
    deliver();
}

// The connection is of no use any more; what is not confirmed will come again.
void StreamReaderPrivate::broken(const ReaderStep &step)
{
    // What was counted as delivered has to be delivered.
    for (Batch &batch : m_builder.take()) {
        m_outbox.push_back(std::move(batch));
    }
    closeConnection();
    m_progress.restart();
    if (step.what == Do::Restart || step.what == Do::Fail) {
        m_resumption.reset();
        m_brokenSince.reset();
    }
    proceed(step);
}

void StreamReaderPrivate::proceed(const ReaderStep &step)
{
    closeConnection();
    m_step = step;
    deliver();
}

// User code is called from here only, and may do anything: stop, pause, delete.
void StreamReaderPrivate::deliver()
{
    if (std::exchange(m_delivering, true)) {
        return;
    }
    const QPointer guard(this);
    while (isRunning()) {
        const bool mayDeliver = !m_outbox.empty() && !paused;
        if (m_resumption && (m_resumption->proven || mayDeliver)) {
            // Not before: only what is read from there tells that nothing is missing.
            const Resumption resumption = *std::exchange(m_resumption, std::nullopt);
            m_brokenSince.reset();
            Q_EMIT q->resumed(resumption.at, resumption.gap);
        } else if (mayDeliver) {
            const Batch batch = std::move(m_outbox.front());
            m_outbox.pop_front();
            if (batch.position) {
                position = *batch.position;
            }
            Q_EMIT q->batchReady(batch);
        } else {
            break;
        }
        if (!guard) {
            return;
        }
    }
    m_delivering = false;
    if (m_outbox.empty() && m_step) {
        perform(*std::exchange(m_step, std::nullopt));
    }
}

void StreamReaderPrivate::perform(const ReaderStep &step)
{
    const QPointer guard(this);
    if (liveMode != decisions.liveMode()) {
        liveMode = decisions.liveMode();
        Q_EMIT q->liveModeChanged(liveMode);
    }
    if (!guard || state == State::Stopped) {
        return;
    }
    switch (step.what) {
    case Do::GoOn:
        break;
    case Do::Request:
        if (step.delay.count() > 0) {
            waitFor(step.delay, step.mode);
        } else {
            open(step.mode);
        }
        break;
    case Do::Wait:
        if (!m_brokenSince) {
            m_brokenSince = now();
        }
        waitFor(step.delay, step.mode);
        setState(State::Reconnecting);
        if (guard && step.error && state == State::Reconnecting) {
            Q_EMIT q->retryScheduled(step.attempt, step.delay, located(*step.error));
        }
        break;
    case Do::Restart:
        m_progress.startAt(step.from);
        position = decisions.position();
        m_etag.clear();
        waitFor(std::chrono::milliseconds(0), ReadMode::CatchUp);
        Q_EMIT q->streamReset(located(*step.error));
        break;
    case Do::End:
        finish(State::Ended);
        break;
    case Do::Fail:
        error = located(step.error.value_or(Error {}));
        if (error->code == ErrorCode::StreamReset) {
            Q_EMIT q->streamReset(*error);
        }
        if (guard && state != State::Stopped) {
            finish(State::Failed);
        }
        break;
    }
}

void StreamReaderPrivate::waitFor(std::chrono::milliseconds delay, ReadMode mode)
{
    m_nextMode = mode;
    m_timer.start(delay);
}

void StreamReaderPrivate::closeConnection()
{
    if (m_connection) {
        m_connection->close();
        m_connection.clear();
    }
}

void StreamReaderPrivate::finish(State end)
{
    m_timer.stop();
    m_deadline.stop();
    closeConnection();
    const QPointer guard(this);
    setState(end);
    if (guard) {
        Q_EMIT q->finished();
    }
}

void StreamReaderPrivate::setState(State next)
{
    if (std::exchange(state, next) != next) {
        Q_EMIT q->stateChanged(next);
    }
}

StreamReader *StreamReaderPrivate::make(const QSharedPointer<StreamPrivate> &stream,
                                        const ReadOptions &options, QObject *parent)
{
    auto priv = std::make_unique<StreamReaderPrivate>(stream, options);
    StreamReaderPrivate *d = priv.get();
    auto *reader = new StreamReader(std::move(priv), parent);
    d->q = reader;
    return reader;
}

} // namespace DurableStreams

#include "moc_streamreaderprivate_p.cpp"
