// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/replayrun.h"
#include "models/capture/rowsource.h"

#include <durablestreams/error.h>
#include <durablestreams/produceroptions.h>
#include <durablestreams/stream.h>
#include <durablestreams/streaminfo.h>

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

namespace DurableStreams {
class IdempotentProducer;
}

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class ConnectionClient;

//! \brief The side of the replaying thread of a ReplayRun.
//!
//! One batch at a time: its end is planned by the rows, and it is on the server before the next is begun.
class ReplayWorker : public QObject
{
    Q_OBJECT

public:
    ReplayWorker(const ReplayJob &job, std::shared_ptr<std::atomic_bool> stop);
    ~ReplayWorker() override;

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(const Tailwater::ReplayProgress &progress);
    void finished(Tailwater::ReplayRun::Outcome outcome, const Tailwater::ReplayFailure &failure);

private:
    using InfoResult = DurableStreams::Result<DurableStreams::StreamInfo>;
    void onHead(const InfoResult &result);
    void onCreated(const InfoResult &result);
    void lookInside(const DurableStreams::StreamInfo &info);
    void begin(const QByteArray &contentType);
    void beginState();
    void makeProducer();
    void planBatch();
    void sendBatch();
    void onAcknowledged(const DurableStreams::ProducerReceipt &receipt);
    void onFlushed(const DurableStreams::Result<DurableStreams::ProducerReport> &result);
    bool keep(bool now);
    QByteArrayView valueOf(const Message &row) const;
    std::chrono::milliseconds untilDue() const;
    void tell();
    //! Why rows of the capture have no place in a stream of \a contentType, in sentences; empty if they have.
    QString whyNotInto(const QByteArray &contentType) const;
    void fail(const QString &text);
    void fail(const DurableStreams::Error &error);
    void end(ReplayRun::Outcome outcome, const ReplayFailure &failure = {});

    const ReplayJob m_job;
    const std::shared_ptr<std::atomic_bool> m_stop;
    std::optional<ReplayState> m_kept; //!< of an earlier replay that this one goes on with
    CaptureRows m_rows;
    ReplayState m_state;
    ReplayProgress m_progress;
    ConnectionClient *m_client = nullptr;
    DurableStreams::Stream m_stream;
    QPointer<DurableStreams::IdempotentProducer> m_producer;
    bool m_json = false;
    bool m_ended = false;
    //! A batch is under way; and what to do when its answer comes.
    bool m_sending = false;
    bool m_stopping = false;
    QByteArray m_contentType;
    //! What the stream holds already, in a sentence.
    QString m_held;

    //! The batch that is being planned or sent, and the row after it, which was read already.
    QList<Message> m_batch;
    Message m_ahead;
    qint64 m_batchRows = 0;
    qint64 m_batchSent = 0;
    qint64 m_batchLeftOut = 0;
    int m_receipts = 0;
    qint64 m_lastSequence = -1;
    QByteArray m_lastEnd;

    QTimer *m_due;
    QTimer *m_patience; //!< for the answer that is under way when it is stopped
    QElapsedTimer m_clock;
    qint64 m_clockStartMs = 0;
    quint64 m_sentBefore = 0;
    QElapsedTimer m_sinceKept;
    QElapsedTimer m_sinceTold;
};

} // namespace Tailwater
