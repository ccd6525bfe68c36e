// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/requesttrace.h>
#include <durablestreams/stream.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace DurableStreams {
class HeadQueue;
class RegistryFollower;
class StreamCatalog;
class StreamDirectory;
}

namespace Tailwater {

class ConnectionClient;
class StreamShelf;

//! \brief One server that the user connected to: the client for single operations, and the streams
//! that are known there. Tails have a client of their own, on the I/O thread.
//!
//! GUI thread. Writes nothing by itself; a write is made by whoever was asked for it, through stream().
class Server : public QObject
{
    Q_OBJECT

public:
    explicit Server(const Connection &connection, QObject *parent = nullptr);
    ~Server() override;

    const Connection &connection() const { return m_connection; }
    //! \brief Used for every request from now on; the registry is read anew.
    void setConnection(const Connection &connection);
    //! \brief What people call it: its name, or host and port.
    QString displayName() const;

    ConnectionClient *client() const { return m_client; }
    DurableStreams::StreamDirectory *directory() const { return m_directory; }
    DurableStreams::StreamCatalog *catalog() const;
    DurableStreams::RegistryFollower *registry() const;
    DurableStreams::HeadQueue *heads() const;
    //! \brief What the user has made of its streams.
    StreamShelf *shelf() const { return m_shelf; }

    QUrl urlOf(const QByteArray &path) const;
    QByteArray pathOf(const QUrl &url) const;
    //! \brief The path that the user typed: below the root, or a whole URL of this server.
    QByteArray pathFromInput(const QString &text) const;
    DurableStreams::Stream stream(const QByteArray &path) const;

    //! \brief Its registry names every stream that it has: it is known to be our own.
    bool listsAll() const { return m_listsAll; }
    void setListsAll(bool all) { m_listsAll = all; }

    //! \brief Starts to follow the registry.
    void open();

    //! \brief Whether the user may write here now. Production stays locked until it is unlocked.
    bool canWrite() const { return !m_connection.readOnly && !isLocked(); }
    bool isLocked() const;
    //! \brief Why canWrite() is false, in a sentence; empty if it is true.
    QString whyNoWrites() const;
    //! \brief Lets the user write to production for ten minutes; lock() ends that.
    void unlock();
    void lock();

Q_SIGNALS:
    //! \brief canWrite() changed.
    void writabilityChanged();
    void connectionChanged(const Tailwater::Connection &connection);
    void requestTraced(const DurableStreams::RequestTrace &trace);

private:
    void applyLock();
    void noteFork(const DurableStreams::RequestTrace &trace);

    Connection m_connection;
    ConnectionClient *m_client;
    DurableStreams::StreamDirectory *m_directory;
    StreamShelf *m_shelf;
    QTimer *m_lockTimer;
    bool m_listsAll = false;
};

} // namespace Tailwater
