// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "http/httpmessage_p.h"
#include "readservice_p.h"
#include "store/streamstore_p.h"
#include "streamservice_p.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <functional>
#include <memory>
#include <sandbox/sandbox.h>

namespace DurableStreams::Server {

class Connection;
class Listener;
class LiveReads;
class Registry;
class Samples;
class Subscriptions;

//! \brief Everything together: routes requests, commits writes in groups, wakes readers.
//!
//! Lives in the server's thread. Writes of one pass of the event loop share a commit; their answers
//! go out after it, and reads that come in between wait for it.
class Server : public QObject
{
    Q_OBJECT

public:
    explicit Server(const SandboxOptions &options, QObject *parent = nullptr);
    ~Server() override;

    //! Opens the storage and listens.
    Result<QUrl> start();
    void addSamples();

Q_SIGNALS:
    void logLine(const QString &line);
    //! The storage failed, told once. That the disk is full is no failure.
    void failed(const DurableStreams::Error &error);

private:
    void handle(Connection *connection, const HttpRequest &request);
    std::optional<HttpResponse> refuseStranger(const HttpRequest &request,
                                               const QByteArray &path) const;
    std::optional<HttpResponse> refuse(const HttpRequest &request, const QByteArray &path) const;
    HttpResponse notStored();
    HttpResponse write(const QByteArray &path, const HttpRequest &request);
    void read(Connection *connection, const QByteArray &path, const HttpRequest &request);
    void reply(Connection *connection, const HttpResponse &response);
    void scheduleCommit();
    void commit();
    void tick();
    void log(const HttpRequest &request) const;

    struct Reply
    {
        QPointer<Connection> connection;
        HttpResponse response;
    };

    SandboxOptions m_options;
    std::unique_ptr<StreamStore> m_store;
    std::unique_ptr<StreamService> m_streams;
    std::unique_ptr<ReadService> m_reads;
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<Subscriptions> m_subscriptions;
    std::unique_ptr<LiveReads> m_live;
    std::unique_ptr<Samples> m_samples;
    std::unique_ptr<Listener> m_listener;
    QList<Reply> m_replies;
    QList<std::function<void()>> m_afterCommit;
    QTimer m_tick;
    bool m_commitScheduled = false;
    bool m_failureTold = false;
};

} // namespace DurableStreams::Server
