// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"

#include <durablestreams/error.h>
#include <durablestreams/options.h>
#include <durablestreams/stream.h>
#include <durablestreams/streaminfo.h>

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace Tailwater {

//! \brief Appends the pieces of one send, in order, and ends with a true statement about each.
class AppendRun : public QObject
{
    Q_OBJECT

public:
    //! \brief What is known when the run has ended.
    struct Outcome
    {
        //! Pieces that the server has acknowledged, counted from the first.
        qsizetype stored = 0;
        qsizetype total = 0;
        //! The answer to the last acknowledged piece.
        std::optional<DurableStreams::StreamInfo> last = {};
        //! Why the piece after the stored ones failed; what comes after it was not sent.
        std::optional<DurableStreams::Error> error = {};
        std::chrono::milliseconds duration {};
    };

    AppendRun(const DurableStreams::Stream &stream, const QList<PayloadPiece> &pieces,
              const DurableStreams::AppendOptions &options, QObject *parent = nullptr);
    ~AppendRun() override;

    void start();
    const QList<PayloadPiece> &pieces() const { return m_pieces; }

Q_SIGNALS:
    //! \brief An attempt failed; the same bytes go again after \a delay.
    void retrying(int attempt, std::chrono::milliseconds delay, const DurableStreams::Error &error);
    void finished(const Tailwater::AppendRun::Outcome &outcome);

private:
    void sendNext();

    DurableStreams::Stream m_stream;
    QList<PayloadPiece> m_pieces;
    DurableStreams::AppendOptions m_options;
    Outcome m_outcome;
    QElapsedTimer m_clock;
};

} // namespace Tailwater
