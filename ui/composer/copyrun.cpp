// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "copyrun.h"

#include <durablestreams/batch.h>
#include <durablestreams/call.h>
#include <durablestreams/idempotentproducer.h>
#include <durablestreams/streamreader.h>

#include <QUuid>

#include <algorithm>

namespace Tailwater {

using namespace DurableStreams;

CopyRun::CopyRun(const Stream &source, const Stream &target, const ForkPoint &point,
                 const ForkOptions &fork, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_target(target)
    , m_point(point)
    , m_fork(fork)
{ }

CopyRun::~CopyRun()
{
    if (m_producer) {
        m_producer->abort(); // what is under way is given up
    }
}

void CopyRun::start()
{
    Call *call = nullptr;
    if (m_point.offset.isSentinel()) {
        // Nothing comes before: a new stream is as good.
        call = m_target.create(m_fork.create);
    } else {
        m_fork.offset = m_point.offset;
        m_fork.subOffset.reset();
        call = m_target.fork(m_fork);
    }
    connect(call, &Call::finished, this, &CopyRun::onCreated);
}

void CopyRun::onCreated(const Result<StreamInfo> &result)
{
    if (m_ended) {
        return;
    }
    if (!result) {
        end(result.error());
        return;
    }
    if (!result->created && !result->outcomeOfRetry) {
        // What is in it already is not to be added to.
        end(Error { .code = ErrorCode::AlreadyExists, .httpStatus = result->status });
        return;
    }
    m_producer = m_target.producer(
        { .producerId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces),
          .freshEpoch = true,
          .contentType = result->contentType.isEmpty() ? m_fork.create.contentType
                                                       : result->contentType },
        this);
    const auto onFailure = [this](const ProducerFailure &failure) {
        for (const UnsentMessage &piece : failure.unsent) {
            m_handedBack += quint64(piece.bytes.size());
        }
        end(failure.error);
    };
    connect(m_producer, &IdempotentProducer::failed, this, onFailure);
    connect(m_producer, &IdempotentProducer::rejected, this, onFailure);
    connect(m_producer, &IdempotentProducer::acknowledged, this,
            [this] { Q_EMIT progressed(copied()); });
    m_reader.reset(m_source.read({ .offset = m_point.offset, .live = LiveMode::Off }));
    connect(m_producer, &IdempotentProducer::backlogHigh, m_reader.get(), &StreamReader::pause);
    connect(m_producer, &IdempotentProducer::backlogLow, m_reader.get(), &StreamReader::resume);
    connect(m_reader.get(), &StreamReader::batchReady, this, &CopyRun::onBatch);
    connect(m_reader.get(), &StreamReader::finished, this, [this] {
        if (m_reader->error()) {
            end(*m_reader->error());
        } else if (m_read < m_point.past) {
            // The source has become shorter than it was: it is another one.
            end(Error { .code = ErrorCode::StreamReset });
        }
    });
    m_reader->start();
}

void CopyRun::onBatch(const Batch &batch)
{
    if (m_ended || m_read >= m_point.past) {
        return;
    }
    if (m_point.countsMessages) {
        for (qsizetype i = 0; i < batch.slices.size() && m_read < m_point.past; ++i) {
            if (!copy(batch.message(i))) {
                return;
            }
            ++m_read;
        }
    } else if (!batch.bytes.isEmpty()) {
        const qsizetype wanted
            = qsizetype(std::min(quint64(batch.bytes.size()), m_point.past - m_read));
        if (!copy(QByteArrayView(batch.bytes).first(wanted))) {
            return;
        }
        m_read += quint64(wanted);
    }
    if (m_read == m_point.past) {
        m_reader->disconnect(this);
        m_reader->stop();
        flush();
    }
}

bool CopyRun::copy(QByteArrayView piece)
{
    const auto ticket = m_point.countsMessages ? m_producer->appendJson(piece)
                                               : m_producer->append(piece);
    if (!ticket) {
        end(ticket.error());
    }
    return ticket.has_value();
}

void CopyRun::flush()
{
    connect(m_producer->detach(), &ProducerCall::finished, this,
            [this](const Result<ProducerReport> &result) {
                end(result ? std::nullopt : std::optional(result.error()));
            });
}

void CopyRun::stop()
{
    end(Error { .code = ErrorCode::Stopped });
}

//! Of what was read, the part that is acknowledged for sure.
quint64 CopyRun::copied() const
{
    if (!m_producer) {
        return 0;
    }
    return m_point.countsMessages ? m_producer->acknowledgedMessages()
                                  : m_read - quint64(m_producer->pendingBytes()) - m_handedBack;
}

void CopyRun::end(const std::optional<Error> &error)
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    const quint64 there = copied();
    if (m_reader) {
        m_reader->disconnect(this);
        m_reader->stop();
    }
    if (m_producer && error) {
        m_producer->disconnect(this);
        m_producer->abort();
    }
    Q_EMIT finished(error, there);
}

} // namespace Tailwater

#include "moc_copyrun.cpp"
