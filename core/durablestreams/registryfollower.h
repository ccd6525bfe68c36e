// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/registryevent.h>

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace DurableStreams {

class Client;
class RegistryFollowerPrivate;

//! \brief Follows a server's registry stream live and says which streams come and go.
//!
//! A registry is a convention, not a part of the protocol: a server without one is normal, and one
//! that has it may leave streams out (expired ones, those made before the registry). Ask for the
//! streams by HEAD to be sure; StreamDirectory does. Reads only. Lives in the thread of its client.
class RegistryFollower : public QObject
{
    Q_OBJECT
    Q_PROPERTY(DurableStreams::RegistryFollower::State state READ state NOTIFY stateChanged)

public:
    //! \brief Whether what is known is up to date.
    enum class State {
        Off, //!< not started, or stopped
        Connecting, //!< reading what was announced so far
        Following, //!< up to date, and live
        Reconnecting, //!< what is known may be out of date; see error()
        Absent, //!< the server has none: it cannot tell its streams this way
        Failed, //!< see error()
    };
    Q_ENUM(State)

    //! \brief Uses \a client, which must outlive it.
    explicit RegistryFollower(Client *client, QObject *parent = nullptr);
    ~RegistryFollower() override;

    //! \brief Changes come as stateChanged().
    State state() const;
    //! \brief Why the registry is not being followed: with Reconnecting, Failed and Absent. Unset
    //! while it is, and when follow() was given no path.
    std::optional<Error> error() const;

    //! \brief Starts over with the stream at \a path below Client::baseUrl(), usually `__registry__`;
    //! empty: there is none.
    void follow(const QString &path);
    //! \brief Ends the connection; no signal but stateChanged() follows.
    void stop();

Q_SIGNALS:
    //! \brief The state is \a state now.
    void stateChanged(DurableStreams::RegistryFollower::State state);
    //! \brief One announcement, in the order of the registry.
    void eventRead(const DurableStreams::RegistryEvent &event);
    //! \brief Everything announced so far was read, and eventRead() came for it: once after follow(),
    //! and once more after every break, when what was missed has been read. What is announced
    //! while the registry is followed live brings no further one.
    void caughtUp();

private:
    friend class RegistryFollowerPrivate;
    std::unique_ptr<RegistryFollowerPrivate> d;
};

} // namespace DurableStreams
