// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/attempts_p.h"

#include <durablestreams/options.h>
#include <durablestreams/producertuple.h>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <deque>
#include <optional>
#include <vector>

namespace DurableStreams {

class Call;
class StreamPrivate;

//! \brief Sends the plain appends of one Stream handle: in order, one request in flight.
//!
//! What comes in meanwhile travels together in the next request where that changes nothing, and each
//! append keeps its own result. A Producer-Id of the handle lets a server that honours it tell a
//! repetition from a new append.
class AppendQueue : public QObject
{
    Q_OBJECT

public:
    enum class Form : quint8 {
        Raw, //!< goes on the wire as it is
        JsonValue, //!< one value, to be wrapped in an array
        CloseOnly,
    };
    struct Item
    {
        QPointer<Call> call;
        QByteArray bytes = {};
        QPointer<QIODevice> device = {};
        bool hasDevice = false;
        //! Where the body begins in the device; -1: it can be read once only.
        qint64 devicePosition = -1;
        Form form = Form::Raw;
        AppendOptions options = {};
        //! Counts from the call.
        QDeadlineTimer deadline { QDeadlineTimer::Forever };
        //! Refused in company: sent by itself, so that the refusal is its own.
        bool alone = false;
    };

    explicit AppendQueue(StreamPrivate *stream);
    ~AppendQueue() override;

    void add(Item item);
    //! \brief Appends that were not sent yet leave the queue, one in flight loses its call. True if it
    //! may have reached the server.
    bool remove(const Call *call);
    //! \brief Fails an append whose deadline has passed before it was sent.
    void expire(const Call *call);

private:
    void next();
    bool learnContentType(const Item &item);
    void send();
    ExchangeRequest makeRequest() const;
    RequestOptions optionsInTime() const;
    QByteArray makeBody() const;
    bool isSafe() const;
    bool isHonoured() const;
    bool isNumberedHere() const;
    ProducerTuple tuple() const;
    bool announce();
    bool canJoin(const Item &item) const;
    void onFinished(const Outcome &outcome);
    void finishBatch(const Result<StreamInfo> &result);
    bool retryAlone(const Error &error);
    void forgetAborted();
    bool retryAsNewProducer(const Error &error);
    void renewProducer();

    StreamPrivate *m_stream;
    std::deque<Item> m_waiting;
    std::vector<Item> m_batch;
    QPointer<Attempts> m_attempts;
    QByteArray m_producerId;
    qint64 m_sequence = 0;
    //! Whether the server has echoed Producer-Epoch: then it remembers what it stored. Unset: see
    //! ClientPrivate::honoursProducers().
    std::optional<bool> m_honoured = {};
    bool m_scheduled = false;
};

} // namespace DurableStreams
