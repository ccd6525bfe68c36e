// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "forkpoint.h"

#include <durablestreams/error.h>
#include <durablestreams/options.h>
#include <durablestreams/stream.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

#include <memory>
#include <optional>

namespace DurableStreams {
struct Batch;
class IdempotentProducer;
class StreamReader;
}

namespace Tailwater {

//! \brief The honest way out where a server cannot fork at a message: makes a stream, by a fork at the
//! nearest offset before it or anew, and copies what lies between.
class CopyRun : public QObject
{
    Q_OBJECT

public:
    //! \brief Copies to \a target what \a source holds up to \a point, which must not be the tail.
    //! \a fork is what was refused: its lifetime and source are used.
    CopyRun(const DurableStreams::Stream &source, const DurableStreams::Stream &target,
            const ForkPoint &point, const DurableStreams::ForkOptions &fork,
            QObject *parent = nullptr);
    ~CopyRun() override;

    void start();
    //! \brief Gives up; what was copied stays.
    void stop();

Q_SIGNALS:
    void progressed(quint64 copied);
    //! \brief Everything is there, or why it is not; \a copied says how much is.
    void finished(const std::optional<DurableStreams::Error> &error, quint64 copied);

private:
    void onCreated(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    void onBatch(const DurableStreams::Batch &batch);
    bool copy(QByteArrayView piece);
    void flush();
    quint64 copied() const;
    void end(const std::optional<DurableStreams::Error> &error);

    DurableStreams::Stream m_source;
    DurableStreams::Stream m_target;
    ForkPoint m_point;
    DurableStreams::ForkOptions m_fork;
    std::unique_ptr<DurableStreams::StreamReader> m_reader;
    DurableStreams::IdempotentProducer *m_producer = nullptr;
    quint64 m_read = 0;
    quint64 m_handedBack = 0; //!< bytes
    bool m_ended = false;
};

} // namespace Tailwater
