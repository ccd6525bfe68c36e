// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/producerlink_p.h"
#include "producer/producerstate_p.h"

#include <durablestreams/idempotentproducer.h>

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <atomic>

namespace DurableStreams {

class ProducerCallPrivate
{
public:
    std::optional<Result<ProducerReport>> result;
};

//! \brief Drives the state machine: gives it the time and the answers, and does what it wants.
class IdempotentProducerPrivate
{
public:
    //! \brief \a contentType decides the framing; empty: the first append does. With \a invalid the
    //! producer has failed from the start.
    IdempotentProducerPrivate(const QUrl &url, const ProducerOptions &options,
                              const QByteArray &contentType, std::unique_ptr<ProducerLink> link,
                              const std::optional<Error> &invalid = {});

    static std::unique_ptr<IdempotentProducer>
    makeProducer(std::unique_ptr<IdempotentProducerPrivate> d, QObject *parent);

    void attach(IdempotentProducer *producer);
    Result<Ticket> append(QByteArrayView message, bool asJson);
    Result<Ticket> refuseThread();
    void setContentType(const QByteArray &contentType);
    bool isSound(QByteArrayView message, bool asJson) const;
    std::optional<Error> checkMessage(QByteArrayView message, bool asJson);
    ProducerCall *follow(quint64 call);
    //! \brief Does what the state machine wants, from the event loop, soon.
    void schedule();
    void advance();
    //! \brief Carries all actions out; returns early if a slot deletes the producer.
    void carryOut();
    void tellState();
    void tellBacklog();

    void perform(const ProducerActions::Send &action);
    void perform(const ProducerActions::Abandon &action);
    void perform(const ProducerActions::Acknowledged &action);
    void perform(const ProducerActions::Rejected &action);
    void perform(const ProducerActions::Failed &action);
    void perform(const ProducerActions::Collision &action);
    void perform(const ProducerActions::Claimed &action);
    void perform(const ProducerActions::Retry &action);
    void perform(const ProducerActions::CallFinished &action);

    IdempotentProducer *q = nullptr;
    const Qt::HANDLE thread = QThread::currentThreadId();
    std::atomic_flag warned;
    QUrl url;
    ProducerOptions options;
    ProducerState state;
    IdempotentProducer::State toldState;
    QTimer timer;
    QHash<quint64, QPointer<ProducerCall>> calls;
    bool scheduled = false;
    bool carryingOut = false;
    std::unique_ptr<ProducerLink> link; // last: nothing may be on its way into what is gone
};

} // namespace DurableStreams
