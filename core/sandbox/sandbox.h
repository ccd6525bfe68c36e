// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <chrono>
#include <memory>

namespace DurableStreams {

//! \brief How the embedded server runs. The defaults are safe: loopback, in memory, a free port.
struct SandboxOptions
{
    //! 0 takes a free port; 4437 is the protocol's own (PROTOCOL section 13.1).
    quint16 port = 0;
    //! Where streams are kept; created if missing. Empty: in memory, gone when the server stops.
    QString folder = {};
    //! Create the sample streams, and keep the live ones ticking.
    bool samples = false;
    //! Listen on all interfaces instead of loopback only; refused without a token.
    bool allowRemote = false;
    //! If set, every request needs `Authorization: Bearer <token>`.
    QByteArray token = {};
    //! How long a long-poll waits for data; also the interval of SSE keep-alive events.
    std::chrono::milliseconds longPollTimeout { 30'000 };
    //! An SSE connection is ended after this long, so that it can be collapsed (PROTOCOL
    //! section 10.2).
    std::chrono::milliseconds sseLifetime { 60'000 };
    //! A request or response that makes no progress for this long is cut.
    std::chrono::milliseconds stallTimeout { 30'000 };
    //! A larger request body is refused with 413.
    qint64 maxBodySize = 64 * 1024 * 1024;
    //! A catch-up read returns about this much; a longer stream takes several.
    qint64 pageSize = 1024 * 1024;
    //! Further connections are answered with 503.
    int maxConnections = 4096;
    //! Ends the disk use at this many bytes, answered with 507; 0 means no limit but the disk's.
    qint64 maxDatabaseSize = 0;
    //! Emit logLine() for every request.
    bool logRequests = false;

    bool operator==(const SandboxOptions &) const = default;
};

//! \brief A Durable Streams server inside the process, for local development.
//!
//! Serves PROTOCOL sections 4 to 10 at `/v1/stream/`, and the stream `__registry__` that lists all
//! others. The server runs in its own thread; this object belongs to the thread that made it, and
//! emits all signals there. Writes are acknowledged when they are on disk.
class Sandbox : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QUrl url READ url NOTIFY stateChanged)

public:
    enum class State { Stopped, Starting, Running, Stopping };
    Q_ENUM(State)

    explicit Sandbox(QObject *parent = nullptr);
    //! Stops the server and waits for its thread.
    ~Sandbox() override;

    //! \brief Starts and waits until the server accepts requests: for tools and tests.
    //! \return the root of all streams, such as `http://127.0.0.1:4437/v1/stream`; or
    //! InvalidArgument for options that contradict each other, Network if the port cannot be used,
    //! and NotSupported if the folder cannot be used (another process has it, or it is not ours).
    Result<QUrl> start(const SandboxOptions &options);
    //! \brief Starts without waiting: started() or failed() follows.
    void startInBackground(const SandboxOptions &options);

    //! \brief Ends all connections, writes what is pending and waits for the end.
    void stop();
    //! \brief The same without waiting: stopped() follows.
    void stopInBackground();
    //! \brief Stops if running and starts in the background with the options used last.
    void restart();

    //! \brief Creates the sample streams that do not exist, and lets the live ones tick.
    void addSamples();
    //! \brief The paths of the sample streams.
    static QList<QByteArray> samplePaths();

    State state() const;
    //! The root of all streams, without a slash at the end; empty unless running.
    QUrl url() const;
    const SandboxOptions &options() const;

Q_SIGNALS:
    void stateChanged(DurableStreams::Sandbox::State state);
    void started(const QUrl &url);
    void stopped();
    //! Starting failed, or the storage did while running (a full disk is not a failure: 507).
    void failed(const DurableStreams::Error &error);
    //! One line for each request, if asked for; without query values and credentials.
    void logLine(const QString &line);

private:
    std::unique_ptr<class SandboxPrivate> d;
};

} // namespace DurableStreams
