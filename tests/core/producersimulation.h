// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "modelserver.h"
#include "producer/producerstate_p.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QSet>

#include <functional>
#include <map>

//! \brief What may go wrong in one simulated run; everything follows from the seed.
struct Schedule
{
    quint32 seed = 1;
    bool autoClaim = false;
    bool json = false;
    bool fenced = false; //!< another producer takes a higher epoch
    bool closedByAnother = false;
    bool restarted = false; //!< restart() in the middle
    bool usedBefore = false; //!< the server knows the id from an earlier run
    bool twin = false; //!< another producer has the same id and epoch, and takes numbers
    bool aborted = false; //!< abort() in the middle
    DurableStreams::DuplicatePolicy duplicates = DurableStreams::DuplicatePolicy::Report;
    bool closes = false; //!< ends with closeStream(), else with flush()
    int lossPercent = 0;
    int errorPercent = 0;
    int zombiePercent = 0;
    int pagePercent = 0; //!< a login page answers, or an answer of something else
    bool recreated = false; //!< the stream is deleted and made anew in the middle
    qsizetype maxBody = 1 << 30;

    static Schedule random(quint32 seed);
};

//! \brief Runs a producer against the model server in virtual time and judges the outcome.
class ProducerSimulation
{
public:
    using Time = DurableStreams::ProducerState::Time;

    explicit ProducerSimulation(const Schedule &schedule);

    //! \brief Empty if every promise was kept, else the first that was broken.
    QString run();

private:
    enum class Fate : quint8 { Acknowledged, Rejected, Failed };

    void at(std::chrono::microseconds delay, std::function<void()> event);
    void plan();
    void carryOut();
    void deliver(const DurableStreams::ProducerActions::Send &request);
    void answer(quint64 request, const DurableStreams::ProducerAnswer &answer);
    DurableStreams::ProducerAnswer page(const DurableStreams::ProducerActions::Send &request);
    void recreate();
    void fail(const DurableStreams::ProducerFailure &failure);
    void settle(const DurableStreams::ProducerFailure &failure, Fate fate);
    void acknowledge(const DurableStreams::ProducerReceipt &receipt);
    QString judge() const;
    bool chance(int percent);
    std::chrono::microseconds upTo(int microseconds);

    Schedule m_schedule;
    QRandomGenerator m_random;
    DurableStreams::ProducerOptions m_options;
    DurableStreams::ProducerState m_state;
    ModelServer m_server;
    Time m_now;
    std::multimap<Time, std::function<void()>> m_events;
    bool m_troubled = true; //!< faults go on
    int m_open = 0; //!< requests on their way, as the driver would count them
    QSet<quint64> m_abandoned;
    std::map<DurableStreams::Ticket, std::pair<Fate, bool>> m_fates;
    QSet<DurableStreams::Ticket> m_doubted;
    QSet<QByteArray> m_gone; //!< stored, and deleted with the stream
    QSet<DurableStreams::Ticket> m_duplicates; //!< acknowledged, but the server had them already
    DurableStreams::Ticket m_lastReceipt = 0;
    std::pair<qint64, qint64> m_lastAcknowledged { -1, -1 }; //!< epoch and number
    quint64 m_call = 0;
    std::optional<DurableStreams::Result<DurableStreams::ProducerReport>> m_result;
    std::map<std::pair<qint64, qint64>, QByteArray> m_bodies;
    QString m_broken;
};
