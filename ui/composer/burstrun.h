// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "latencyhistogram.h"

#include <durablestreams/error.h>
#include <durablestreams/produceroptions.h>
#include <durablestreams/stream.h>

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace DurableStreams {
class IdempotentProducer;
}

namespace Tailwater {

//! \brief Sends many messages through an idempotent producer, at a rate or as fast as the server takes
//! them, without holding up the event loop. Ends with a true count of what was stored.
class BurstRun : public QObject
{
    Q_OBJECT

public:
    struct Plan
    {
        quint64 count = 1000;
        double perSecond = 0; //!< 0: as fast as possible
        int inFlight = 5; //!< requests at the same time, 1 to 8
        QByteArray contentType = {};
        bool json = false; //!< a message is one JSON value
        QHttpHeaders headers = {}; //!< for each request
    };
    //! \brief Message number \a index, counted from 1.
    using Source = std::function<QByteArray(quint64 index)>;

    struct Figures
    {
        quint64 total = 0; //!< wanted
        quint64 handedOver = 0; //!< to the producer
        quint64 stored = 0; //!< acknowledged
        quint64 unknown = 0; //!< on their way when it ended: stored or not
        qint64 bytes = 0; //!< handed over, less what is not acknowledged
        quint64 requests = 0;
        std::chrono::milliseconds elapsed {};
        //! Of a batch, from its first request to its acknowledgement.
        std::chrono::microseconds p50 {};
        std::chrono::microseconds p95 {};
        DurableStreams::Offset offset = {}; //!< behind the last acknowledged message

        double perSecond() const;
        quint64 notStored() const { return total - stored - unknown; }
    };
    struct Outcome
    {
        Figures figures;
        std::optional<DurableStreams::Error> error = {};
        bool stopped = false;
    };

    BurstRun(const DurableStreams::Stream &stream, const Plan &plan, Source source,
             QObject *parent = nullptr);
    ~BurstRun() override;

    void start();
    //! \brief Nothing is sent any more; finished() comes before it returns.
    void stop();
    Figures figures() const;

Q_SIGNALS:
    //! \brief Ten times a second.
    void progressed(const Tailwater::BurstRun::Figures &figures);
    //! \brief Attempt number \a attempt of a batch failed; the same batch goes again after \a delay.
    void retrying(int attempt, std::chrono::milliseconds delay, const DurableStreams::Error &error);
    void finished(const Tailwater::BurstRun::Outcome &outcome);

private:
    void feed();
    quint64 dueNow() const;
    bool append();
    void onAcknowledged(const DurableStreams::ProducerReceipt &receipt);
    void onLost(const DurableStreams::ProducerFailure &failure);
    void takeBack(const QList<DurableStreams::UnsentMessage> &unsent);
    void end();

    DurableStreams::Stream m_stream;
    Plan m_plan;
    Source m_source;
    DurableStreams::IdempotentProducer *m_producer = nullptr;
    QTimer *m_feedTimer;
    QTimer *m_progressTimer;
    QElapsedTimer m_clock;
    LatencyHistogram m_latencies;
    Figures m_figures;
    Outcome m_outcome;
    qint64 m_bytesHandedOver = 0;
    bool m_ended = false;
};

} // namespace Tailwater
