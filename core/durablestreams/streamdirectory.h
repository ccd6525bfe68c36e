// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

namespace DurableStreams {

class Client;
class HeadQueue;
class RegistryFollower;
class StreamCatalog;
class StreamDirectoryPrivate;
class SubscriptionCall;

//! \brief Finds out what streams a server has, although the protocol cannot list them.
//!
//! Brings together what the registry stream announces, what a scan finds and what was added by hand,
//! and checks entries by HEAD. Registry and HEAD only read; scan() writes, so it runs only when it is
//! called. Lives in the thread of its client.
class StreamDirectory : public QObject
{
    Q_OBJECT

public:
    //! \brief For the streams below Client::baseUrl() of \a client, which must outlive it.
    explicit StreamDirectory(Client *client, QObject *parent = nullptr);
    ~StreamDirectory() override;

    //! \brief What is known.
    StreamCatalog *catalog() const;
    //! \brief Its announcements are taken into the catalog.
    RegistryFollower *registry() const;
    //! \brief Its answers are noted in the catalog.
    HeadQueue *heads() const;

    //! \brief Starts over, as needed after Client::setBaseUrl(); follows the registry at
    //! \a registryPath, if that is not empty. A catalog of the same root is kept.
    void open(const QString &registryPath = QStringLiteral("__registry__"));

    //! \brief Lists the streams that match \a pattern and merges them into the catalog: a write for
    //! a moment, see Subscriptions::listStreams(). Only `**` finds out what is no longer there.
    //! A call that is aborted changes nothing.
    SubscriptionCall *scan(const QByteArray &pattern = QByteArrayLiteral("**"));

    //! \brief Asks by HEAD for every entry whose state is unknown; see HeadQueue for the pace.
    void verifyUnknown();

private:
    friend class StreamDirectoryPrivate;
    std::unique_ptr<StreamDirectoryPrivate> d;
};

} // namespace DurableStreams
