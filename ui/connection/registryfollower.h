// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QObject>

#include <optional>

namespace DurableStreams {
struct Batch;
class Client;
class StreamReader;
}

namespace Tailwater {

struct RegistryEvent;

//! \brief Follows a server's registry stream live and says which streams come and go.
//!
//! Reads only; a server without a registry is normal, not an error.
class RegistryFollower : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)

public:
    enum class State {
        Off,
        Connecting,
        Following,
        Reconnecting, //!< what is listed may be out of date; see error()
        Absent, //!< the server has none: it cannot list its streams
        Failed, //!< see error()
    };
    Q_ENUM(State)

    //! \brief Uses \a client, which must outlive it.
    explicit RegistryFollower(DurableStreams::Client *client, QObject *parent = nullptr);
    ~RegistryFollower() override;

    State state() const { return m_state; }
    const std::optional<DurableStreams::Error> &error() const { return m_error; }

    //! \brief Starts over with the stream at \a path below the client's base; empty: there is none.
    void follow(const QString &path);
    void stop();

Q_SIGNALS:
    void stateChanged(Tailwater::RegistryFollower::State state);
    void eventRead(const Tailwater::RegistryEvent &event);
    //! \brief Everything announced so far was read.
    void caughtUp();

private:
    void onReaderState();
    void onBatch(const DurableStreams::Batch &batch);
    void setState(State state);

    DurableStreams::Client *m_client;
    DurableStreams::StreamReader *m_reader = nullptr;
    QByteArray m_rootPath;
    std::optional<DurableStreams::Error> m_error;
    State m_state = State::Off;
};

} // namespace Tailwater
