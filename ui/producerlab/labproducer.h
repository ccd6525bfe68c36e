// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/requesttrace.h>
#include <durablestreams/streaminfo.h>

#include <QDateTime>
#include <QObject>
#include <QPointer>

namespace Tailwater {

class Server;

//! \brief A producer that does on purpose what a real one avoids: sends its last number again, leaves one
//! out, uses an old epoch (PROTOCOL section 5.2.1). Each request is sent once, without retries.
class LabProducer : public QObject
{
    Q_OBJECT

public:
    enum class Deed {
        Next, //!< the next sequence number
        Duplicate, //!< the last request again
        Gap, //!< one number is left out
        StaleEpoch, //!< the epoch before this one
        NewEpoch, //!< the next epoch, from 0
        Claim, //!< from (0, 0), and above the epoch that the server tells
    };
    Q_ENUM(Deed)

    //! \brief One request and its answer.
    struct Attempt
    {
        QDateTime when = {};
        Deed deed = Deed::Next;
        QByteArray id = {}; //!< of the producer
        qint64 epoch = 0;
        qint64 sequence = 0;
        int status = 0; //!< 0: no answer
        bool stored = false; //!< this request added to the stream
        QString meaning = {}; //!< in sentences
        QString section = {}; //!< of the protocol

        //! \brief Whether \a trace is of this request, or of one that came after it and is the same.
        bool isMadeBy(const DurableStreams::RequestTrace &trace) const;
    };

    LabProducer(Server *server, const QByteArray &path, const QByteArray &contentType,
                QObject *parent = nullptr);
    ~LabProducer() override;

    QByteArray id() const { return m_id; }
    qint64 epoch() const { return m_epoch; }
    qint64 nextSequence() const { return m_next; }
    int inFlight() const { return m_inFlight; }
    quint64 acknowledged() const { return m_acknowledged; }
    //! \brief Whether there is something to do: a duplicate needs a request before it.
    bool canDo(Deed deed) const;

    void setId(const QByteArray &id);
    void setEpoch(qint64 epoch);
    void setNextSequence(qint64 sequence);
    //! \brief Sends \a message: one JSON value on a stream of JSON.
    void perform(Deed deed, const QByteArray &message);

Q_SIGNALS:
    void changed();
    void attempted(const Tailwater::LabProducer::Attempt &attempt);

private:
    void send(Deed deed, qint64 epoch, qint64 sequence, const QByteArray &message);
    void onResult(Attempt attempt, const QByteArray &message,
                  const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void onStored(Attempt &attempt, const DurableStreams::StreamInfo &info);
    void onRefused(Attempt &attempt, const DurableStreams::Error &error);

    QPointer<Server> m_server;
    QByteArray m_path;
    QByteArray m_contentType;
    QByteArray m_id;
    qint64 m_epoch = 0;
    qint64 m_next = 0;
    int m_inFlight = 0;
    quint64 m_acknowledged = 0;
    struct Sent
    {
        qint64 epoch = 0;
        qint64 sequence = 0;
        QByteArray message;
    };
    std::optional<Sent> m_last;
};

} // namespace Tailwater
