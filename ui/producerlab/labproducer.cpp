// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "labproducer.h"

#include "composer/payload.h"
#include "connection/errortext.h"
#include "connection/server.h"

#include <durablestreams/call.h>

#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

using namespace DurableStreams;

namespace {
constexpr auto Validation = "PROTOCOL 5.2.1, Validation Logic"_L1;
constexpr auto Restart = "PROTOCOL 5.2.1, Bootstrap and Restart Flow"_L1;
constexpr auto AutoClaim = "PROTOCOL 5.2.1, Auto-claim Flow"_L1;
constexpr auto Closure = "PROTOCOL 5.2.1, Stream Closure with Idempotent Producers"_L1;
constexpr auto Responses = "PROTOCOL 5.2.1, Response Codes"_L1;
}

bool LabProducer::Attempt::isMadeBy(const RequestTrace &trace) const
{
    const QHttpHeaders &headers = trace.requestHeaders;
    return trace.started >= when && headers.value("Producer-Id") == id
        && headers.value("Producer-Epoch") == QByteArray::number(epoch)
        && headers.value("Producer-Seq") == QByteArray::number(sequence);
}

LabProducer::LabProducer(Server *server, const QByteArray &path, const QByteArray &contentType,
                         QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_path(path)
    , m_contentType(contentType)
    , m_id("lab-" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces).first(8))
{ }

LabProducer::~LabProducer() = default;

void LabProducer::setId(const QByteArray &id)
{
    if (std::exchange(m_id, id) != id) {
        // Nothing is known of what it sent.
        m_last.reset();
        m_next = 0;
        m_acknowledged = 0;
        Q_EMIT changed();
    }
}

void LabProducer::setEpoch(qint64 epoch)
{
    if (std::exchange(m_epoch, epoch) != epoch) {
        Q_EMIT changed();
    }
}

void LabProducer::setNextSequence(qint64 sequence)
{
    if (std::exchange(m_next, sequence) != sequence) {
        Q_EMIT changed();
    }
}

bool LabProducer::canDo(Deed deed) const
{
    if (!m_server || !m_server->canWrite() || m_id.isEmpty()) {
        return false;
    }
    switch (deed) {
    case Deed::Duplicate:
        return m_last.has_value();
    case Deed::StaleEpoch:
        return m_epoch > 0;
    default:
        return true;
    }
}

void LabProducer::perform(Deed deed, const QByteArray &message)
{
    if (!canDo(deed)) {
        return;
    }
    switch (deed) {
    case Deed::Next:
        send(deed, m_epoch, m_next, message);
        ++m_next;
        break;
    case Deed::Duplicate:
        send(deed, m_last->epoch, m_last->sequence, m_last->message);
        break;
    case Deed::Gap:
        send(deed, m_epoch, m_next + 1, message);
        break;
    case Deed::StaleEpoch:
        send(deed, m_epoch - 1, 0, message);
        break;
    case Deed::NewEpoch:
        ++m_epoch;
        m_next = 1;
        send(deed, m_epoch, 0, message);
        break;
    case Deed::Claim:
        send(deed, 0, 0, message);
        break;
    }
    Q_EMIT changed();
}

void LabProducer::send(Deed deed, qint64 epoch, qint64 sequence, const QByteArray &message)
{
    Attempt attempt { .when = QDateTime::currentDateTimeUtc(), .deed = deed, .id = m_id,
                      .epoch = epoch, .sequence = sequence };
    AppendOptions options;
    options.contentType = m_contentType;
    options.safety = AppendSafety::Plain; // the numbers are ours
    options.request.retry = RetryPolicy { .maxRetries = 0 };
    options.request.headers.append("Producer-Id", m_id);
    options.request.headers.append("Producer-Epoch", QByteArray::number(epoch));
    options.request.headers.append("Producer-Seq", QByteArray::number(sequence));
    ++m_inFlight;
    // A handle of its own for each, so that several may be on their way.
    const Stream stream = m_server->stream(m_path);
    Call *call = isJsonType(m_contentType) ? stream.appendJson(message, options)
                                           : stream.append(message, options);
    connect(call, &Call::finished, this,
            [this, attempt, message](const Result<StreamInfo> &result) {
                onResult(attempt, message, result);
            });
}

void LabProducer::onResult(Attempt attempt, const QByteArray &message,
                           const Result<StreamInfo> &result)
{
    --m_inFlight;
    const bool probes = attempt.deed == Deed::Gap || attempt.deed == Deed::StaleEpoch;
    if (!probes && (result || result.error().httpStatus == 0)) {
        m_last = Sent { attempt.epoch, attempt.sequence, message };
    }
    if (result) {
        attempt.status = result->status;
        onStored(attempt, *result);
    } else {
        attempt.status = result.error().httpStatus;
        onRefused(attempt, result.error());
    }
    Q_EMIT attempted(attempt);
    // What the server told in answer to (0, 0) is the epoch to be above.
    const auto known = result ? result->producerEpoch : result.error().currentEpoch;
    const bool taken = attempt.deed == Deed::Claim && known && !attempt.stored;
    if (taken && m_server) {
        m_epoch = *known + 1;
        m_next = 1;
        send(Deed::NewEpoch, m_epoch, 0, message);
    }
    Q_EMIT changed();
}

void LabProducer::onStored(Attempt &attempt, const StreamInfo &info)
{
    if (!info.producerEpoch) {
        attempt.stored = true;
        attempt.section = Responses;
        attempt.meaning = tr("The server took it without a word about producers: it does not know "
                             "them, and would store a retry a second time.");
        return;
    }
    if (info.status == 204) {
        attempt.section = attempt.deed == Deed::Claim ? AutoClaim : Validation;
        attempt.meaning = info.producerSequence
            ? tr("Not stored again: in epoch %1 the server has everything up to number %2. For a retry "
                 "that is success.")
                  .arg(attempt.epoch)
                  .arg(*info.producerSequence)
            : tr("Not stored again: the server has this number already. For a retry that is success.");
        if (attempt.deed == Deed::Claim) {
            attempt.meaning += u' ' + tr("For a new producer it means that somebody used the id before: "
                                         "the next epoch is claimed.");
        }
        return;
    }
    attempt.stored = true;
    m_acknowledged += attempt.id == m_id ? 1 : 0;
    const bool first = attempt.sequence == 0;
    attempt.section = first ? Restart : Validation;
    attempt.meaning = first
        ? tr("Stored. Number 0 begins epoch %1; every lower epoch of this id is fenced from now on.")
              .arg(attempt.epoch)
        : tr("Stored. Number %1 is the one after the last that the server had.").arg(attempt.sequence);
    if (attempt.deed == Deed::Claim) {
        m_epoch = 0;
        m_next = 1;
        attempt.section = AutoClaim;
        attempt.meaning += u' ' + tr("Nobody had used this id.");
    } else if (attempt.deed == Deed::Gap) {
        m_next = attempt.sequence + 1;
    }
}

void LabProducer::onRefused(Attempt &attempt, const Error &error)
{
    switch (error.code) {
    case ErrorCode::SequenceGap:
        attempt.section = Validation;
        attempt.meaning = tr("Refused: the server expected number %1 and received %2. What lies between "
                             "is missing, so nothing was stored.")
                              .arg(error.expectedSequence.value_or(-1))
                              .arg(error.receivedSequence.value_or(attempt.sequence));
        break;
    case ErrorCode::StaleEpoch:
        attempt.section = attempt.deed == Deed::Claim ? AutoClaim : Restart;
        attempt.meaning
            = tr("Fenced: the server is at epoch %1. A producer that was replaced cannot write any more.")
                  .arg(error.currentEpoch.value_or(-1));
        if (attempt.deed == Deed::Claim) {
            attempt.meaning += u' ' + tr("The next epoch is claimed.");
        }
        break;
    case ErrorCode::StreamClosed:
        attempt.section = Closure;
        attempt.meaning = tr("Refused: the stream is closed, and this is not the request that closed it.");
        break;
    case ErrorCode::BadRequest:
        attempt.section = Validation;
        attempt.meaning = attempt.sequence > 0
            ? tr("Refused (400): a new epoch must begin at number 0, or a header is not a number.")
            : causeOf(error);
        break;
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::Network:
    case ErrorCode::Timeout:
        attempt.section = Validation;
        attempt.meaning = causeOf(error) + u' '
            + tr("Send the same again with “Duplicate”: its number makes that safe.");
        return;
    default:
        attempt.section = Responses;
        attempt.meaning = causeOf(error) + u' ' + remedyOf(error);
        break;
    }
    // The number was not used up.
    if (attempt.deed == Deed::Next && m_next == attempt.sequence + 1) {
        m_next = attempt.sequence;
    }
}

} // namespace Tailwater

#include "moc_labproducer.cpp"
