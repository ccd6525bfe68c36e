// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailworker.h"

#include "models/connectionclient.h"

#include <algorithm>

namespace Tailwater {

using namespace std::chrono_literals;
using DurableStreams::ErrorCode;
using DurableStreams::Offset;
using DurableStreams::StreamReader;
using Hold = ReaderHolds::Reason;

namespace {

constexpr auto publishInterval = 33ms;
constexpr int handshakesTried = 3;
// A wire log is a window on what goes on, not a record: a flood is thinned out.
constexpr qsizetype tracesPerNotice = 64;
// So much may wait for a tap until the next publication; less than any store drops at once.
constexpr quint64 tapStep = 4 * 1024 * 1024;
constexpr auto tapRetry = 50ms;
constexpr auto unfinishedInterval = 1s;

TailState failedState(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return TailState::NotFound;
    case ErrorCode::Gone:
        return TailState::Gone;
    case ErrorCode::InvalidOffset:
    case ErrorCode::StreamReset:
        return TailState::Reset;
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
        return TailState::Unauthorised;
    case ErrorCode::Tls:
        return TailState::TlsError;
    default:
        return TailState::Failed;
    }
}

} // namespace

TailWorker::TailWorker(std::shared_ptr<TailShared> shared, const Connection &connection, const QUrl &url)
    : m_shared(std::move(shared))
    , m_store(m_shared->store)
    , m_framer(&m_store)
    , m_url(url)
    , m_connection(connection)
    , m_publishTimer(this)
    , m_unfinishedTimer(this)
    , m_tapTimer(this)
{
    m_tapTimer.setInterval(tapRetry);
    connect(&m_tapTimer, &QTimer::timeout, this, &TailWorker::feedTap);
    m_unfinishedTimer.setSingleShot(true);
    m_unfinishedTimer.setInterval(unfinishedInterval);
    connect(&m_unfinishedTimer, &QTimer::timeout, this, &TailWorker::feedUnfinished);
    m_publishTimer.setSingleShot(true);
    m_publishTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_publishTimer, &QTimer::timeout, this, &TailWorker::publish);
    m_store.setSqueeze([this] {
        QMetaObject::invokeMethod(this, &TailWorker::changed, Qt::QueuedConnection);
    });
}

ConnectionClient *TailWorker::client()
{
    if (!m_client) {
        m_client = new ConnectionClient(m_connection, ConnectionClient::Writes::Refused, this);
        connect(m_client, &DurableStreams::Client::requestTraced, this,
                [this](const DurableStreams::RequestTrace &trace) {
                    // A later report of an exchange replaces the one that waits.
                    const auto known = std::ranges::find(
                        m_traces, trace.id, &DurableStreams::RequestTrace::id);
                    if (known != m_traces.end()) {
                        *known = trace;
                    } else if (m_traces.size() < tracesPerNotice) {
                        m_traces.append(trace);
                    }
                    changed();
                });
    }
    return m_client;
}

TailWorker::~TailWorker()
{
    m_store.setSqueeze({});
    endTap();
    dropReader();
}

void TailWorker::setConnection(const Connection &connection)
{
    m_connection = connection;
    if (m_client) {
        m_client->setConnection(m_connection);
    }
    if (m_reader) {
        m_reader->setLiveMode(m_connection.liveMode);
    }
}

void TailWorker::start(const TailStart &start)
{
    if (m_reader) {
        endTap();
    }
    m_start = start;
    m_guarded = start.guardBytes > 0 || start.guardRows > 0;
    m_framer.reset();
    m_framer.setFraming(start.framing);
    m_store.reset(start.firstNumber);
    m_status = {};
    m_status.nextNumber = start.firstNumber;
    m_status.rowLimit = quint64(m_store.limits().rows);
    m_status.memoryLimit = m_store.limits().bytes;
    m_noticedBytes = 0;
    m_holds.release(Hold::Guard);
    m_holds.release(Hold::Unseen);
    m_sawCatchUp = false;
    m_expectsHistory = true;
    m_fork.begin(start.fork, start.offset);
    if (start.offset != Offset::beginning()) {
        m_store.appendMarker({ .type = Marker::Type::Begins, .offset = start.offset });
    }
    m_resumedAt.reset();
    makeReader(start.offset, start.cursor);
    setState(TailState::Connecting);
    m_reader->start();
}

void TailWorker::makeReader(const Offset &offset, const QByteArray &cursor)
{
    dropReader();
    DurableStreams::ReadOptions options;
    options.offset = offset;
    options.cursor = cursor;
    options.live = m_connection.liveMode;
    options.malformed = DurableStreams::MalformedPolicy::DeliverRaw;
    // Owned by the client, which needs to outlive it.
    m_reader = client()->stream(m_url).read(options);
    m_holds.setReader(m_reader);
    connect(m_reader, &StreamReader::batchReady, this, &TailWorker::onBatch);
    connect(m_reader, &StreamReader::stateChanged, this, &TailWorker::onReaderState);
    connect(m_reader, &StreamReader::retryScheduled, this, &TailWorker::onRetry);
    connect(m_reader, &StreamReader::resumed, this, &TailWorker::onResumed);
    connect(m_reader, &StreamReader::liveModeChanged, this, [this] { changed(); });
}

void TailWorker::dropReader()
{
    if (m_reader) {
        m_reader->disconnect(this);
        m_reader->stop();
        m_reader->deleteLater();
        m_reader = nullptr;
    }
}

void TailWorker::stop()
{
    if (m_reader) {
        m_reader->stop();
        setState(TailState::Stopped);
    }
}

void TailWorker::resume()
{
    if (!m_reader) {
        start(m_start);
        return;
    }
    switch (m_status.state) {
    case TailState::CatchUpPaused:
        continueCatchUp();
        return;
    case TailState::Reconnecting:
    case TailState::RateLimited:
        m_reader->retryNow();
        return;
    case TailState::Stopped:
    case TailState::Unauthorised: // let in again
    case TailState::TlsError:
    case TailState::Failed:
        m_resumedAt.reset();
        if (m_store.totalRows() > 0) {
            m_resumedAt = m_reader->position().offset;
        }
        break;
    case TailState::Idle:
    case TailState::Connecting:
    case TailState::CatchingUp:
    case TailState::Live:
    case TailState::Closed:
        return;
    default:
        break;
    }
    m_status.error.reset();
    m_holds.release(Hold::Guard);
    m_reader->start();
}

void TailWorker::lookAgain()
{
    if (m_reader && m_status.state == TailState::Live) {
        m_reader->stop();
        m_reader->start();
    }
}

void TailWorker::continueCatchUp()
{
    m_guarded = false;
    if (m_reader && m_status.state == TailState::CatchUpPaused) {
        setState(TailState::CatchingUp);
        m_holds.release(Hold::Guard);
    }
}

void TailWorker::jumpToNow()
{
    const Offset from = m_reader ? m_reader->position().offset : m_start.offset;
    m_framer.finish();
    m_store.appendMarker({ .type = Marker::Type::Jumped, .offset = from });
    m_fork.leave();
    m_resumedAt.reset();
    m_guarded = false;
    m_holds.release(Hold::Guard);
    m_status.nextNumber = m_start.firstNumber + m_store.totalRows();
    makeReader(Offset::now(), {});
    setState(TailState::Connecting);
    m_reader->start();
}

// Not when the user asked: what is read from there tells that nothing is missing.
void TailWorker::sayResumed()
{
    if (const auto at = std::exchange(m_resumedAt, std::nullopt)) {
        m_store.appendMarker({ .type = Marker::Type::Resumed, .offset = *at });
    }
}

void TailWorker::onBatch(const DurableStreams::Batch &batch)
{
    sayResumed();
    addRows(batch);
    if (batch.position) {
        m_status.nextOffset = batch.position->offset;
        m_status.nextNumber = m_start.firstNumber + m_store.totalRows();
        m_status.cursor = batch.position->cursor;
        m_status.upToDate = batch.position->upToDate;
    }
    if (!batch.bytes.isEmpty()) {
        m_status.lastEvent = QDateTime::currentDateTimeUtc();
    }
    checkGuard();
    if (m_tap && m_store.totalBytes() - m_tapBytes > tapStep) {
        feedTap();
    }
    holdUnseen();
    changed();
}

// The view keeps the rows that it shows while the ring goes on: both grow apart by what nobody has
// seen. So a GUI thread that does not come round holds the stream back, where it is kept anyway.
void TailWorker::holdUnseen()
{
    if (m_shared->noticePending && m_store.totalBytes() - m_noticedBytes > unseenRoom) {
        m_holds.hold(Hold::Unseen);
    }
}

// A fork's own rows are told from those that it inherited.
void TailWorker::addRows(const DurableStreams::Batch &batch)
{
    const QByteArray type = m_reader->contentType();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (const auto place = m_fork.placeIn(batch)) {
        const auto [inherited, own] = ForkBoundary::split(batch, *place);
        m_framer.add(inherited, type, now);
        m_store.appendMarker({ .type = Marker::Type::Inherited, .offset = m_start.fork.boundary });
        m_framer.add(own, type, now);
    } else {
        m_framer.add(batch, type, now);
    }
    if (m_fork.takeMissed()) {
        m_store.appendMarker(
            { .type = Marker::Type::Inherited, .offset = m_start.fork.boundary, .count = 1 });
    }
    m_status.inherited = m_fork.amount();
}

void TailWorker::setTap(const std::shared_ptr<RowTap> &tap)
{
    endTap();
    m_tap = tap;
    // What goes to a file asks nobody; the view lets go of old rows meanwhile.
    if (m_tap && m_status.state == TailState::CatchUpPaused) {
        setState(TailState::CatchingUp);
        m_holds.release(Hold::Guard);
    }
    feedTap();
}

// Before anything is dropped. While it is full the reader waits: the stream is held back, and nothing is lost.
void TailWorker::feedTap()
{
    if (!m_tap) {
        return;
    }
    m_tapBytes = m_store.totalBytes();
    const StoreSnapshot rows = m_store.unpublished();
    m_tap->take(rows, m_reader ? m_reader->contentType() : m_status.contentType);
    if (m_tap->isFull()) {
        m_tapTimer.start();
        m_holds.hold(Hold::Tap);
    } else {
        m_tapTimer.stop();
        m_holds.release(Hold::Tap);
    }
    const bool grown = m_tapUnfinished != std::pair(rows.endId(), m_framer.unfinishedSize());
    if (m_framer.unfinishedSize() > 0 && grown && !m_unfinishedTimer.isActive()) {
        m_unfinishedTimer.start();
    }
}

// A line may take long to end, such as what a language model says word by word.
void TailWorker::feedUnfinished()
{
    feedTap();
    if (m_tap && m_framer.unfinishedSize() > 0) {
        m_unfinishedTimer.stop();
        m_tapUnfinished = { m_store.unpublished().endId(), m_framer.unfinishedSize() };
        m_tap->takeUnfinished(m_framer.unfinished());
    }
}

void TailWorker::endTap()
{
    if (!m_tap) {
        return;
    }
    m_tap->take(m_store.unpublished(), m_reader ? m_reader->contentType() : m_status.contentType);
    m_tap->end(m_framer.unfinished());
    m_tap.reset();
    m_tapTimer.stop();
    m_unfinishedTimer.stop();
    m_tapUnfinished = {};
    m_holds.release(Hold::Tap);
}

void TailWorker::checkGuard()
{
    if (!m_guarded || m_tap || m_status.state != TailState::CatchingUp || m_status.upToDate) {
        return;
    }
    const bool bytes = m_start.guardBytes > 0 && qint64(m_store.totalBytes()) >= m_start.guardBytes;
    const bool rows = m_start.guardRows > 0 && qint64(m_store.totalRows()) >= m_start.guardRows;
    if (bytes || rows) {
        m_holds.hold(Hold::Guard);
        setState(TailState::CatchUpPaused);
    }
}

void TailWorker::onReaderState(StreamReader::State state)
{
    switch (state) {
    case StreamReader::State::Idle:
        break;
    case StreamReader::State::Connecting:
        setState(TailState::Connecting);
        break;
    case StreamReader::State::CatchingUp:
        m_sawCatchUp = m_expectsHistory;
        if (m_status.state != TailState::CatchUpPaused) {
            setState(TailState::CatchingUp);
        }
        break;
    case StreamReader::State::Live:
        caughtUp();
        setState(TailState::Live);
        break;
    case StreamReader::State::Reconnecting:
        setState(TailState::Reconnecting);
        break;
    case StreamReader::State::Ended:
        if (m_reader->position().closed) {
            sayResumed();
            m_framer.finish();
            m_store.appendMarker({ .type = Marker::Type::Closed });
            setState(TailState::Closed);
        } else {
            setState(TailState::Stopped);
        }
        break;
    case StreamReader::State::Stopped:
        setState(TailState::Stopped);
        break;
    case StreamReader::State::Failed:
        onFailed();
        break;
    }
}

// Only once, and only where something lies before it.
void TailWorker::caughtUp()
{
    m_guarded = false;
    m_expectsHistory = false;
    m_status.attempt = 0;
    m_status.error.reset();
    sayResumed();
    const bool begunLater = !m_start.offset.isSentinel();
    if (std::exchange(m_sawCatchUp, false) && (begunLater || m_store.totalRows() > 0)) {
        m_store.appendMarker({ .type = Marker::Type::CaughtUp });
    }
}

void TailWorker::onRetry(int attempt, std::chrono::milliseconds delay,
                         const DurableStreams::Error &error)
{
    m_status.attempt = attempt + 1;
    m_status.nextAttempt = QDateTime::currentDateTimeUtc().addDuration(delay);
    m_status.error = error;
    // A certificate does not become right by asking again; a handshake that only broke off may go well.
    const bool worked = m_store.totalRows() > 0 || m_status.upToDate;
    if (error.code == ErrorCode::Tls && (!worked || attempt >= handshakesTried)) {
        m_reader->stop();
        setState(TailState::TlsError);
        return;
    }
    setState(error.code == ErrorCode::RateLimited ? TailState::RateLimited
                                                  : TailState::Reconnecting);
}

void TailWorker::onResumed(const Offset &at, std::chrono::milliseconds gap)
{
    m_resumedAt.reset();
    m_store.appendMarker({ .type = Marker::Type::Reconnected, .offset = at, .gap = gap });
    m_status.attempt = 0;
    m_status.error.reset();
    changed();
}

void TailWorker::onFailed()
{
    m_status.error = m_reader->error();
    const TailState state = m_status.error ? failedState(m_status.error->code) : TailState::Failed;
    if (state == TailState::Reset) {
        m_framer.finish();
    }
    setState(state);
}

void TailWorker::setState(TailState state)
{
    m_status.state = state;
    changed();
}

void TailWorker::changed()
{
    m_dirty = true;
    schedule();
}

void TailWorker::schedule()
{
    if (m_dirty && !m_publishTimer.isActive()) {
        const std::chrono::milliseconds passed(m_sincePublish.isValid() ? m_sincePublish.elapsed()
                                                                        : 1000);
        m_publishTimer.start(std::max(0ms, publishInterval - passed));
    }
}

void TailWorker::noticeTaken()
{
    m_holds.release(Hold::Unseen);
    schedule();
}

void TailWorker::publish()
{
    m_sincePublish.start();
    m_framer.showPartial();
    feedTap();
    m_store.publish();
    // A slow GUI thread gets one notice, not a queue of them; noticeTaken() brings the rest.
    if (m_shared->noticePending.exchange(true)) {
        return;
    }
    m_dirty = false;
    m_noticedBytes = m_store.totalBytes();
    m_shared->noticeSent = std::chrono::steady_clock::now();
    if (m_reader) {
        m_status.liveMode = m_reader->liveMode();
        m_status.contentType = m_reader->contentType();
        if (const Offset offset = m_reader->position().offset; !offset.isNull()) {
            m_status.nextOffset = offset;
        }
    }
    Q_EMIT notice(m_status);
    if (!m_traces.isEmpty()) {
        Q_EMIT requestsTraced(std::exchange(m_traces, {}));
    }
}

} // namespace Tailwater

#include "moc_tailworker.cpp"
