// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailsession.h"

#include "models/datarows.h"
#include "models/iothread.h"
#include "models/ratemeter.h"
#include "models/tailworker.h"

#include <QTimer>

#include <utility>

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

// Less than this nobody notices.
constexpr auto shortestDelay = 1s;

std::chrono::milliseconds clockNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

TailSession::TailSession(const Connection &connection, const QUrl &url, QObject *parent)
    : TailSession(connection, url, StoreLimits {}, parent)
{
}

TailSession::TailSession(const Connection &connection, const QUrl &url, const StoreLimits &limits,
                         QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_connection(connection)
    , m_shared(std::make_shared<TailShared>(limits))
    , m_rates(std::make_unique<RateMeter>())
    , m_rateTimer(new QTimer(this))
    , m_worker(new TailWorker(m_shared, connection, url))
{
    connect(m_worker, &TailWorker::notice, this, &TailSession::onNotice);
    connect(m_worker, &TailWorker::requestsTraced, this, &TailSession::onTraces);
    IoThread::instance()->adopt(m_worker);
    // A session may outlive the thread, at the end of the application.
    connect(IoThread::instance(), &IoThread::ended, this, [this] { m_worker = nullptr; });
    m_rateTimer->setTimerType(Qt::CoarseTimer);
    connect(m_rateTimer, &QTimer::timeout, this, &TailSession::refreshRates);
}

TailSession::TailSession(const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_rates(std::make_unique<RateMeter>())
    , m_rateTimer(new QTimer(this))
{
    m_connection.baseUrl = url;
    m_connection.readOnly = true;
}

TailSession::~TailSession()
{
    if (m_worker) {
        m_worker->deleteLater();
    }
}

template<typename F>
void TailSession::post(F function)
{
    if (m_worker) {
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, function] { function(worker); }, Qt::QueuedConnection);
    }
}

QString TailSession::title() const
{
    return m_connection.displayPath(m_url);
}

void TailSession::setConnection(const Connection &connection)
{
    m_connection = connection;
    post([connection](TailWorker *worker) { worker->setConnection(connection); });
}

void TailSession::start(const TailStart &start)
{
    m_start = start;
    m_started = true;
    m_awaiting = false;
    m_rates->reset();
    m_rateTimer->start(1s);
    post([start](TailWorker *worker) { worker->start(start); });
}

void TailSession::prepare(const TailStart &start)
{
    m_start = start;
    m_started = false;
    if (std::exchange(m_awaiting, false)) {
        setStatus({});
    }
}

void TailSession::await(const DurableStreams::Error &error, int attempt, const QDateTime &next)
{
    TailStatus status;
    status.state = TailState::Reconnecting;
    status.error = error;
    status.attempt = attempt;
    status.nextAttempt = next;
    m_awaiting = true;
    setStatus(status);
}

void TailSession::start(const DurableStreams::Offset &from)
{
    start(TailStart { .offset = from });
}

void TailSession::stop()
{
    if (std::exchange(m_awaiting, false)) {
        TailStatus status;
        status.state = TailState::Stopped;
        setStatus(status);
        return;
    }
    post([](TailWorker *worker) { worker->stop(); });
}

void TailSession::resume()
{
    if (m_awaiting) {
        Q_EMIT hurried();
        return;
    }
    if (!m_started) {
        start(m_start);
        return;
    }
    m_rateTimer->start(1s);
    post([](TailWorker *worker) { worker->resume(); });
}

void TailSession::continueCatchUp()
{
    post([](TailWorker *worker) { worker->continueCatchUp(); });
}

void TailSession::lookAgain()
{
    post([](TailWorker *worker) { worker->lookAgain(); });
}

void TailSession::jumpToNow()
{
    post([](TailWorker *worker) { worker->jumpToNow(); });
}

void TailSession::setFraming(Framing framing)
{
    TailStart again = m_start;
    again.framing = framing;
    start(again);
}

void TailSession::setTap(const std::shared_ptr<RowTap> &tap)
{
    post([tap](TailWorker *worker) { worker->setTap(tap); });
}

StoreSnapshot TailSession::snapshot() const
{
    return m_shared->store.snapshot();
}

QList<double> TailSession::rateHistory() const
{
    return m_rates->history();
}

void TailSession::onNotice(const TailStatus &status)
{
    const auto sent = m_shared->noticeSent.load();
    m_shared->noticePending = false;
    post([](TailWorker *worker) { worker->noticeTaken(); });
    const StoreSnapshot snapshot = m_shared->store.snapshot();
    TailStatus next = status;
    next.eventsPerSecond = m_rates->eventsPerSecond();
    next.bytesPerSecond = m_rates->bytesPerSecond();
    next.rows = dataRows(snapshot);
    next.totalRows = snapshot.totalRows();
    // With what came of a line that has not ended.
    const Message &partial = snapshot.partial();
    next.totalBytes
        = snapshot.totalBytes() + quint64(std::max(partial.fullSize, partial.bytes.size()));
    next.trimmedRows = snapshot.trimmedRows();
    next.memory = snapshot.footprint();
    const auto delay = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - sent);
    next.behind = delay < shortestDelay ? 0ms : delay;
    Q_EMIT published();
    setStatus(next);
}

void TailSession::onTraces(const QList<DurableStreams::RequestTrace> &traces)
{
    for (const DurableStreams::RequestTrace &trace : traces) {
        Q_EMIT requestTraced(trace);
    }
}

void TailSession::refreshRates()
{
    if (!m_rates->sample(clockNow(), m_status.totalRows, m_status.totalBytes)) {
        return;
    }
    TailStatus next = m_status;
    next.eventsPerSecond = m_rates->eventsPerSecond();
    next.bytesPerSecond = m_rates->bytesPerSecond();
    // The last notice may have been late, and none has come since.
    if (!m_shared->noticePending) {
        next.behind = 0ms;
    }
    setStatus(next);
    Q_EMIT ratesChanged();
}

void TailSession::setStatus(const TailStatus &status)
{
    if (status == m_status) {
        return;
    }
    const bool otherState = status.state != m_status.state;
    m_status = status;
    if (otherState) {
        Q_EMIT stateChanged(m_status.state);
    }
    Q_EMIT statusChanged(m_status);
}

} // namespace Tailwater

#include "moc_tailsession.cpp"
