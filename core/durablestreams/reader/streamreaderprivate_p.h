// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "reader/batchbuilder_p.h"
#include "reader/readerconnection_p.h"
#include "reader/readerstate_p.h"

#include <durablestreams/streamreader.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSharedPointer>
#include <QtCore/QTimer>

#include <deque>

namespace DurableStreams {

class StreamPrivate;

//! \brief Drives a StreamReader: makes the requests that ReaderState asks for, and hands out batches.
class StreamReaderPrivate : public QObject
{
    Q_OBJECT

public:
    static StreamReader *make(const QSharedPointer<StreamPrivate> &stream,
                              const ReadOptions &options, QObject *parent);
    StreamReaderPrivate(const QSharedPointer<StreamPrivate> &stream, const ReadOptions &options);

    ~StreamReaderPrivate() override;

    void start();
    void setPaused(bool paused);
    void stop();
    void retryNow();
    void setLiveMode(LiveMode mode);

    StreamReader *q = nullptr;
    QSharedPointer<StreamPrivate> stream;
    ReadOptions options;
    StreamReader::State state = StreamReader::State::Idle;
    Position position;
    LiveMode liveMode = LiveMode::Auto;
    std::optional<Error> error;
    int lastStatus = 0;
    bool paused = false;
    ReaderState decisions;

private:
    using Time = std::chrono::steady_clock::time_point;

    //! Connected again after a break; not said before it is known that nothing is missing.
    struct Resumption
    {
        Offset at;
        std::chrono::milliseconds gap {};
        bool proven = false; //!< an answer agreed with what was read before
    };

    static Time now() { return std::chrono::steady_clock::now(); }
    bool isRunning() const;
    std::optional<Error> reasonNotToOpen() const;
    Error located(const Error &found) const;
    void open(ReadMode mode);
    void follow(ReaderConnection *connection);
    void onConnected(const ReadAnswer &head);
    void onControl(ReadAnswer answer);
    void onEnded();
    void onFailed(const Error &failure);
    void onDeadline();
    void confirm(ReadAnswer &answer, ReaderStep &step);
    void onSliceDone();
    bool checkReplay();
    void broken(const ReaderStep &step);
    void proceed(const ReaderStep &step);
    void deliver();
    void perform(const ReaderStep &step);
    void waitFor(std::chrono::milliseconds delay, ReadMode mode);
    void finish(StreamReader::State end);
    void setState(StreamReader::State next);
    void closeConnection();
    QByteArray knownEtag(ReadMode mode) const;
    void keepEtag();

    DeliveryProgress m_progress;
    BatchBuilder m_builder;
    QPointer<ReaderConnection> m_connection;
    QTimer m_timer;
    QTimer m_deadline;
    ReadMode m_nextMode = ReadMode::CatchUp;
    //! Taken from the builder, not delivered yet.
    std::deque<Batch> m_outbox;
    //! What to do when everything is delivered.
    std::optional<ReaderStep> m_step;
    std::optional<Time> m_brokenSince;
    std::optional<Resumption> m_resumption;
    //! The tag of the empty answer at this offset, so that asking again can be answered with 304.
    Offset m_etagOffset;
    QByteArray m_etag;
    int m_attempt = 1;
    bool m_delivering = false;
};

} // namespace DurableStreams
