// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/subscriptions.h>

#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

namespace DurableStreams {

class Client;
class HeadQueue;
class RegistryFollower;
class StreamCatalog;
class StreamDirectoryPrivate;

//! \brief Finds out what streams a server has, although the protocol cannot list them.
//!
//! Brings together what the registry stream announces, what a scan finds and what was added by hand,
//! and checks entries by HEAD. Registry and HEAD only read; scan() writes, so it runs only when it is
//! called. Lives in the thread of its client.
//!
//! When is it done? open(): RegistryFollower::caughtUp(), or RegistryFollower::stateChanged() with
//! Absent or Failed. scan(): scanned(). verifyUnknown(): verified(). Each comes when the catalog
//! holds what was found. `installer/examples/list` shows all three.
class StreamDirectory : public QObject
{
    Q_OBJECT

public:
    //! \brief For the streams below Client::baseUrl() of \a client, which must outlive it.
    explicit StreamDirectory(Client *client, QObject *parent = nullptr);
    ~StreamDirectory() override;

    //! \brief What is known (streamcatalog.h).
    StreamCatalog *catalog() const;
    //! \brief Its announcements are taken into the catalog (registryfollower.h).
    RegistryFollower *registry() const;
    //! \brief Its answers are noted in the catalog (headqueue.h).
    HeadQueue *heads() const;

    //! \brief Starts over, as needed after Client::setBaseUrl(); follows the registry at
    //! \a registryPath, if that is not empty. A catalog of the same root is kept.
    void open(const QString &registryPath = QStringLiteral("__registry__"));

    //! \brief Lists the streams that match \a pattern and merges them into the catalog: a write for
    //! a moment, see Subscriptions::listStreams(). Only `**` finds out what is no longer there.
    //! A call that is aborted changes nothing and brings no scanned(). When it has ended, that comes
    //! just before SubscriptionCall::finished() reaches whoever connects to the call.
    SubscriptionCall *scan(const QByteArray &pattern = QByteArrayLiteral("**"));

    //! \brief Asks by HEAD for every entry whose state is unknown; see HeadQueue for the pace. Then
    //! verified() comes. An entry whose HEAD failed, but for 404 and 410, stays unknown.
    void verifyUnknown();

Q_SIGNALS:
    //! \brief A scan() has ended; what it found is in the catalog, or \a result says why it failed.
    void scanned(const DurableStreams::Result<DurableStreams::SubscriptionReply> &result);
    //! \brief Every entry that verifyUnknown() asked for is answered, and heads() is idle. Comes once
    //! for all calls of verifyUnknown() since the last one, from the event loop, and also if there
    //! was nothing to ask.
    void verified();

private:
    friend class StreamDirectoryPrivate;
    std::unique_ptr<StreamDirectoryPrivate> d;
};

} // namespace DurableStreams
