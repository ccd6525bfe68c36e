// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "burstrun.h"

#include <durablestreams/idempotentproducer.h>

#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Tailwater {

using namespace DurableStreams;

namespace {

//! The event loop goes on between two slices: the window stays alive.
constexpr auto Slice = 6ms;
constexpr auto RateTick = 10ms;
//! Small enough to be stopped soon, large enough to make a request worth its while.
constexpr qsizetype BatchItems = 2'000;
constexpr qsizetype BatchBytes = 512 * 1024;
//! What waits besides what is on its way.
constexpr quint64 WaitingBatches = 3;

} // namespace

double BurstRun::Figures::perSecond() const
{
    return elapsed.count() > 0 ? double(stored) * 1000.0 / double(elapsed.count()) : 0.0;
}

BurstRun::BurstRun(const Stream &stream, const Plan &plan, Source source, QObject *parent)
    : QObject(parent)
    , m_stream(stream)
    , m_plan(plan)
    , m_source(std::move(source))
    , m_feedTimer(new QTimer(this))
    , m_progressTimer(new QTimer(this))
{
    m_figures.total = plan.count;
    m_feedTimer->setInterval(plan.perSecond > 0 ? RateTick : 0ms);
    m_feedTimer->setTimerType(Qt::PreciseTimer);
    m_progressTimer->setInterval(100ms);
    connect(m_feedTimer, &QTimer::timeout, this, &BurstRun::feed);
    connect(m_progressTimer, &QTimer::timeout, this, [this] { Q_EMIT progressed(figures()); });
}

BurstRun::~BurstRun()
{
    if (m_producer) {
        m_producer->abort(); // what is under way is given up
    }
}

void BurstRun::start()
{
    ProducerOptions options;
    options.producerId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    options.freshEpoch = true;
    options.maxBatchItems = BatchItems;
    options.maxBatchBytes = BatchBytes;
    options.maxInFlight = std::clamp(m_plan.inFlight, 1, 8);
    options.contentType = m_plan.contentType;
    options.request.headers = m_plan.headers;
    m_producer = m_stream.producer(options, this);
    connect(m_producer, &IdempotentProducer::acknowledged, this, &BurstRun::onAcknowledged);
    connect(m_producer, &IdempotentProducer::rejected, this, &BurstRun::onLost);
    connect(m_producer, &IdempotentProducer::failed, this, [this](const ProducerFailure &failure) {
        onLost(failure);
        end();
    });
    connect(m_producer, &IdempotentProducer::retryScheduled, this, &BurstRun::retrying);
    m_clock.start();
    m_feedTimer->start();
    m_progressTimer->start();
}

quint64 BurstRun::dueNow() const
{
    if (m_plan.perSecond <= 0) {
        return m_plan.count;
    }
    const double due = double(m_clock.elapsed()) * m_plan.perSecond / 1000.0;
    return std::min(m_plan.count, quint64(due) + 1);
}

void BurstRun::feed()
{
    const quint64 due = dueNow();
    const quint64 mayWait = (quint64(m_plan.inFlight) + WaitingBatches) * BatchItems;
    QElapsedTimer slice;
    slice.start();
    while (m_figures.handedOver < due && m_producer->pendingMessages() < mayWait
           && slice.durationElapsed() < Slice) {
        if (!append()) {
            return;
        }
    }
    if (m_figures.handedOver == m_plan.count) {
        m_feedTimer->stop();
        connect(m_producer->flush(), &ProducerCall::finished, this, &BurstRun::end);
    }
}

bool BurstRun::append()
{
    const QByteArray message = m_source(m_figures.handedOver + 1);
    const auto ticket
        = m_plan.json ? m_producer->appendJson(message) : m_producer->append(message);
    if (ticket) {
        ++m_figures.handedOver;
        m_bytesHandedOver += message.size();
        return true;
    }
    if (ticket.error().code == ErrorCode::BacklogFull) {
        return false; // later
    }
    m_outcome.error = ticket.error();
    if (m_outcome.error->code == ErrorCode::InvalidArgument) {
        m_outcome.error->message
            = tr("Message %1 cannot be sent: it is empty, or no JSON value, once it is filled in.")
                  .arg(m_figures.handedOver + 1);
        m_outcome.error->remedy = tr("Check the text and its variables.");
    }
    m_plan.count = m_figures.handedOver; // what was taken is still sent
    return false;
}

void BurstRun::onAcknowledged(const ProducerReceipt &receipt)
{
    m_latencies.add(receipt.latency, receipt.count());
    m_figures.stored += receipt.count();
    ++m_figures.requests;
    if (!receipt.offset.isNull()) {
        m_figures.offset = receipt.offset;
    }
}

void BurstRun::onLost(const ProducerFailure &failure)
{
    m_outcome.error = failure.error;
    takeBack(failure.unsent);
}

void BurstRun::takeBack(const QList<UnsentMessage> &unsent)
{
    for (const UnsentMessage &message : unsent) {
        m_bytesHandedOver -= message.bytes.size();
        m_figures.unknown += message.maybeStored ? 1 : 0;
    }
}

BurstRun::Figures BurstRun::figures() const
{
    Figures now = m_figures;
    now.bytes = m_bytesHandedOver - (m_producer ? m_producer->pendingBytes() : 0);
    if (!m_ended) {
        now.elapsed = std::chrono::milliseconds(m_clock.isValid() ? m_clock.elapsed() : 0);
    }
    now.p50 = m_latencies.percentile(0.5);
    now.p95 = m_latencies.percentile(0.95);
    return now;
}

void BurstRun::stop()
{
    if (m_ended || !m_producer) {
        return;
    }
    m_outcome.stopped = true;
    takeBack(m_producer->abort());
    end();
}

void BurstRun::end()
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    m_figures.elapsed = std::chrono::milliseconds(m_clock.elapsed());
    m_feedTimer->stop();
    m_progressTimer->stop();
    m_producer->disconnect(this);
    m_outcome.figures = figures();
    Q_EMIT finished(m_outcome);
}

} // namespace Tailwater

#include "moc_burstrun.cpp"
