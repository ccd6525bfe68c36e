// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/produceractions_p.h"
#include "producer/produceranswer_p.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <map>

//! \brief A server that follows PROTOCOL section 5.2.1 to the letter, without a network.
struct ModelServer
{
    struct Producer
    {
        qint64 epoch = -1;
        qint64 lastSequence = -1;
    };

    QList<QByteArray> stored; //!< message by message
    std::map<QByteArray, Producer> producers;
    bool closed = false;
    std::pair<qint64, qint64> closedBy { -1, -1 };
    qsizetype maxBody = 1 << 30;

    //! \brief Numbers in the body, whatever stands between them.
    static QList<QByteArray> messagesOf(const QByteArray &body);
    DurableStreams::ProducerAnswer handle(const QByteArray &id,
                                          const DurableStreams::ProducerActions::Send &request);
};
