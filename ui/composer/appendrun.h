// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"

#include <durablestreams/error.h>
#include <durablestreams/options.h>
#include <durablestreams/producertuple.h>
#include <durablestreams/stream.h>
#include <durablestreams/streaminfo.h>

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <optional>

namespace DurableStreams {
class Call;
}

namespace Tailwater {

//! \brief Appends the pieces of one send, in order, and ends with a true statement about each.
class AppendRun : public QObject
{
    Q_OBJECT

public:
    //! \brief What is known of the piece that the run ended at.
    enum class Fate {
        NotStored, //!< refused, or never sent
        Unknown, //!< sent, and no answer came
    };
    Q_ENUM(Fate)

    //! \brief What is known when the run has ended. What comes after the piece it ended at was not sent.
    struct Outcome
    {
        //! Pieces that the server has acknowledged, counted from the first.
        qsizetype stored = 0;
        qsizetype total = 0;
        //! The answer to the last acknowledged piece.
        std::optional<DurableStreams::StreamInfo> last = {};
        //! Why the piece after the stored ones failed; unset if all were stored, or after stop().
        std::optional<DurableStreams::Error> error = {};
        //! Of the piece after the stored ones.
        Fate fate = Fate::NotStored;
        //! What a server knows that piece by, if its fate is unknown and it has a number of its own.
        std::optional<DurableStreams::ProducerTuple> sentAs = {};
        //! It was sent before, see ProducerTuple::setSentBefore(), and the first piece was stored then already.
        bool hadFirst = false;
        //! It was sent before, and the server does not know any more.
        bool forgotten = false;
        bool stopped = false;
        std::chrono::milliseconds duration {};
    };

    //! \brief Without \a pieces the stream is closed, as \a options must say. ProducerTuple::setSentBefore() is
    //! about the first piece.
    AppendRun(const DurableStreams::Stream &stream, const QList<PayloadPiece> &pieces,
              const DurableStreams::AppendOptions &options, QObject *parent = nullptr);
    ~AppendRun() override;

    void start();
    //! \brief Gives up at once: finished() comes before it returns, or right after, if the answer is
    //! here already.
    void stop();
    const QList<PayloadPiece> &pieces() const { return m_pieces; }
    //! \brief Its pieces go under numbers: with AppendSafety::ExactlyOnce.
    bool isNumbered() const;
    //! \brief How it stands while it is under way.
    qsizetype stored() const { return m_outcome.stored; }
    //! \brief What a server knows the piece by that is on its way; unset before it goes, and without number.
    std::optional<DurableStreams::ProducerTuple> sentAs() const;

Q_SIGNALS:
    //! \brief The piece after the stored ones goes out next, under \a tuple; see Call::aboutToSend(). Without
    //! numbers the tuple is empty.
    void aboutToSend(const DurableStreams::ProducerTuple &tuple);
    //! \brief An attempt failed; the same bytes go again after \a delay.
    void retrying(int attempt, std::chrono::milliseconds delay, const DurableStreams::Error &error);
    void progressed(qsizetype stored);
    void finished(const Tailwater::AppendRun::Outcome &outcome);

private:
    void sendNext();
    void noteUnknown();
    void onResult(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void end();

    DurableStreams::Stream m_stream;
    QList<PayloadPiece> m_pieces;
    DurableStreams::AppendOptions m_options;
    Outcome m_outcome;
    QElapsedTimer m_clock;
    QPointer<DurableStreams::Call> m_call;
    bool m_stopping = false;
};

} // namespace Tailwater
