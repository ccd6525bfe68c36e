// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/replayworker.h"

#include "models/capture/captureline.h"
#include "models/tailmodel.h"

#include <durablestreams/idempotentproducer.h>

#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>

using namespace std::chrono_literals;

namespace Tailwater {

using DurableStreams::ErrorCode;
using DurableStreams::IdempotentProducer;
using Outcome = ReplayRun::Outcome;

namespace {

constexpr auto keepInterval = 500ms;
constexpr auto tellInterval = 100ms;
constexpr auto stopPatience = 3s;

} // namespace

ReplayWorker::ReplayWorker(const ReplayJob &job, std::shared_ptr<std::atomic_bool> stop)
    : m_job(job)
    , m_stop(std::move(stop))
    , m_rows(job.capture, job.shown)
    , m_due(new QTimer(this))
    , m_patience(new QTimer(this))
{
    m_rows.setStop([flag = m_stop] { return flag->load(); });
    m_due->setSingleShot(true);
    m_due->setTimerType(Qt::PreciseTimer);
    connect(m_due, &QTimer::timeout, this, &ReplayWorker::sendBatch);
    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this, [this] {
        m_progress.unanswered = quint64(m_batchSent);
        end(Outcome::Cancelled);
    });
}

ReplayWorker::~ReplayWorker()
{
    if (m_producer) {
        m_producer->abort(); // under the same numbers it can be sent again
    }
}

void ReplayWorker::makeProducer()
{
    delete m_producer;
    DurableStreams::ProducerOptions options;
    options.producerId = m_state.producerId;
    options.epoch = m_state.epoch;
    options.firstSequence = m_state.sequence;
    // What was sent after the state was kept is sent again, under the same numbers.
    options.duplicates = DurableStreams::DuplicatePolicy::Report;
    options.contentType = m_contentType;
    // Batches end where the plan says, and nowhere else.
    options.linger = 0ms;
    options.maxInFlight = 1;
    options.maxBatchItems = std::numeric_limits<qsizetype>::max();
    options.maxBatchBytes = std::numeric_limits<qsizetype>::max() / 4;
    options.maxBacklogBytes = std::numeric_limits<qint64>::max() / 4;
    options.maxBacklogMessages = std::numeric_limits<qint64>::max() / 4;
    options.validateJson = true;
    m_producer = m_stream.producer(options, this);
    connect(m_producer, &IdempotentProducer::acknowledged, this, &ReplayWorker::onAcknowledged);
    connect(m_producer, &IdempotentProducer::retryScheduled, this, [this] {
        m_progress.retrying = true;
        tell();
    });
}

// What of a row is appended; nothing if it has no place in the stream.
QByteArrayView ReplayWorker::valueOf(const Message &row) const
{
    if (!row.isData() || row.bytes.isEmpty() || row.flags.testFlag(damagedLine)) {
        return {};
    }
    if (!m_json) {
        return row.bytes;
    }
    const QByteArrayView value = row.kind == RowKind::Message ? row.bytes : row.bytes.trimmed();
    return row.isJson() && !value.isEmpty() && !TailModel::marksOf(row).testFlag(RowFlag::Malformed)
        ? value
        : QByteArrayView();
}

void ReplayWorker::planBatch()
{
    m_batch.clear();
    m_batchRows = 0;
    m_batchLeftOut = 0;
    qint64 bytes = 0;
    qint64 firstMs = 0;
    for (; !m_ahead.isNull(); m_ahead = m_rows.next()) {
        const QByteArrayView value = valueOf(m_ahead);
        if (!value.isEmpty()) {
            if (!m_state.plan.fits(m_batch.size(), bytes, firstMs, value.size(), m_ahead.receivedMs)) {
                break;
            }
            firstMs = m_batch.isEmpty() ? m_ahead.receivedMs : firstMs;
            bytes += value.size();
            m_batch.append(m_ahead);
        } else if (m_ahead.isData()) {
            ++m_batchLeftOut;
        }
        ++m_batchRows;
    }
    // Half a batch is none: under its number the server would have it for the whole one.
    if (const QString why = m_rows.error(); !why.isEmpty()) {
        fail(why);
        return;
    }
    if (m_batch.isEmpty()) {
        m_state.rowsDone += quint64(m_batchRows);
        m_state.leftOut += quint64(m_batchLeftOut);
        end(Outcome::Done);
        return;
    }
    m_due->start(untilDue());
}

std::chrono::milliseconds ReplayWorker::untilDue() const
{
    double due = 0;
    if (m_job.speed > 0) {
        due = double(m_batch.first().receivedMs - m_clockStartMs) / m_job.speed;
    }
    if (m_job.rowsPerSecond > 0) {
        due = std::max(due, double(m_state.sent - m_sentBefore) * 1000.0 / m_job.rowsPerSecond);
    }
    const double left = due - double(m_clock.elapsed());
    return std::chrono::milliseconds(qint64(std::clamp(left, 0.0, 1e12)));
}

void ReplayWorker::sendBatch()
{
    m_receipts = 0;
    m_batchSent = 0;
    m_sending = true;
    for (const Message &row : std::as_const(m_batch)) {
        const auto ticket = m_producer->append(valueOf(row));
        if (ticket) {
            ++m_batchSent;
        } else if (ticket.error().code == ErrorCode::InvalidArgument && m_json) {
            ++m_batchLeftOut; // longer than is looked at before, and not JSON
        } else {
            fail(ticket.error());
            return;
        }
    }
    connect(m_producer->flush(), &DurableStreams::ProducerCall::finished, this, &ReplayWorker::onFlushed);
}

void ReplayWorker::onAcknowledged(const DurableStreams::ProducerReceipt &receipt)
{
    ++m_receipts;
    m_lastSequence = receipt.sequence;
    m_lastEnd = receipt.offset.token();
    m_progress.retrying = false;
}

void ReplayWorker::onFlushed(const DurableStreams::Result<DurableStreams::ProducerReport> &result)
{
    if (m_ended) {
        return;
    }
    m_sending = false;
    if (!result) {
        if (result.error().code == ErrorCode::SequenceGap
            || result.error().code == ErrorCode::AcknowledgedLost) {
            end(Outcome::Failed,
                { tr("The server does not know the earlier part of this replay any more: the stream may have been "
                     "deleted and created anew. Going on could leave out rows, or store them twice."),
                  result.error(), true });
        } else {
            fail(result.error());
        }
        return;
    }
    m_state.rowsDone += quint64(m_batchRows);
    m_state.sent += quint64(m_batchSent);
    m_state.leftOut += quint64(m_batchLeftOut);
    if (m_receipts > 0) {
        m_state.sequence = m_lastSequence + 1;
    }
    const bool divided = m_receipts > 1;
    if (divided) {
        // It was too large for the server. From here on there are smaller ones, and a replay that goes on knows.
        m_state.plan.halve();
    }
    if (!keep(divided)) {
        return;
    }
    if (m_stopping) {
        m_state.end = m_lastEnd;
        static_cast<void>(keep(true));
        end(Outcome::Cancelled);
        return;
    }
    if (divided) {
        makeProducer();
    }
    tell();
    planBatch();
}

// The state may be behind what was sent: the same batches are made again then. It is never ahead.
bool ReplayWorker::keep(bool now)
{
    if (!now && m_sinceKept.isValid() && m_sinceKept.durationElapsed() < keepInterval) {
        return true;
    }
    m_sinceKept.start();
    if (const auto saved = m_state.save(m_job.capture); !saved) {
        fail(tr("%1. How far a replay has come is kept beside the capture: free some space there, or copy the capture "
                "to a folder of your own.")
                 .arg(saved.error()));
        return false;
    }
    return true;
}

void ReplayWorker::tell()
{
    if (!m_state.producerId.isEmpty()) {
        m_progress.sent = m_state.sent;
        m_progress.leftOut = m_state.leftOut;
    }
    if (m_ended || m_progress.retrying || !m_sinceTold.isValid()
        || m_sinceTold.durationElapsed() > tellInterval) {
        m_sinceTold.start();
        Q_EMIT progressed(m_progress);
    }
}

// Rows that are under way may be stored already: what is said at the end is what the server says.
void ReplayWorker::cancel()
{
    if (m_ended || m_stopping) {
        return;
    }
    if (!m_state.producerId.isEmpty()) {
        m_state.end = m_sending ? QByteArray() : m_lastEnd;
        if (!keep(true)) {
            return;
        }
    }
    m_due->stop();
    if (m_sending) {
        m_stopping = true;
        m_patience->start(stopPatience);
        return;
    }
    end(Outcome::Cancelled);
}

void ReplayWorker::fail(const QString &text)
{
    end(Outcome::Failed, { text });
}

void ReplayWorker::fail(const DurableStreams::Error &error)
{
    end(Outcome::Failed, { .error = error });
}

void ReplayWorker::end(Outcome outcome, const ReplayFailure &failure)
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    m_due->stop();
    m_patience->stop();
    if (m_producer) {
        m_producer->disconnect(this);
        m_producer->abort();
        m_producer->deleteLater();
    }
    if (outcome == Outcome::Done) {
        ReplayState::remove(m_job.capture, m_job.target);
    } else if (outcome == Outcome::Failed && !m_state.producerId.isEmpty()) {
        static_cast<void>(m_state.save(m_job.capture));
    }
    tell();
    Q_EMIT finished(outcome, failure);
}

} // namespace Tailwater

#include "moc_replayworker.cpp"
