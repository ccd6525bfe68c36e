// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "http/httpmessage_p.h"
#include "protocol/subscription_p.h"
#include "streamobserver_p.h"

namespace DurableStreams::Server {

class StreamService;
class StreamStore;

//! Where the control addresses begin, below the stream root (PROTOCOL section 6).
inline constexpr QByteArrayView ControlPrefix = "__ds";
bool isControlPath(QByteArrayView path);
//! True for the requests of a worker, which carry the token of their claim instead of the server's.
bool carriesClaimToken(const QByteArray &path, Method method);

//! \brief Pull-wake subscriptions: control requests, and wakes as part of the append that causes
//! them.
class Subscriptions : public StreamObserver
{
public:
    Subscriptions(StreamStore &store, StreamService &streams);

    //! Reads everything from the store, at the start and after a rollback.
    void reload();
    HttpResponse handle(const QByteArray &path, const HttpRequest &request, qint64 now);
    //! Ends overdue leases and wakes anew; true if something changed.
    bool expireLeases(qint64 now);

    void onAppended(StreamId id) override;
    void onRemoved(StreamId id) override;

private:
    HttpResponse put(const QByteArray &id, const HttpRequest &request, qint64 now);
    HttpResponse addStreams(Subscription &subscription, const HttpRequest &request);
    HttpResponse removeStream(Subscription &subscription, const QByteArray &path);
    HttpResponse claim(Subscription &subscription, const HttpRequest &request, qint64 now);
    HttpResponse ackOrRelease(Subscription &subscription, const HttpRequest &request, bool release,
                              qint64 now);
    //! Writes a wake event if there is pending work; true if so.
    bool wake(Subscription &subscription);
    void save(const Subscription &subscription);
    Subscription::Tails tails() const;

    StreamStore &m_store;
    StreamService &m_streams;
    QHash<QByteArray, Subscription> m_subscriptions;
};

} // namespace DurableStreams::Server
