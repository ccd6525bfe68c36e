// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "http/httpmessage_p.h"
#include "store/streamrecord_p.h"

#include <QtCore/QList>

#include <expected>

namespace DurableStreams::Server {

struct AppendRequest;
struct CreateRequest;
class StreamObserver;
class StreamStore;

//! The stream root of all requests.
inline constexpr QByteArrayView StreamRoot = "/v1/stream/";
//! The stream that lists all others; only the server writes it.
inline constexpr QByteArrayView RegistryPath = "__registry__";

//! \brief The operations of PROTOCOL section 5 on a store: a request in, an answer out.
//!
//! Answers to writes must not be sent before the store has committed.
class StreamService
{
public:
    explicit StreamService(StreamStore &store);

    void addObserver(StreamObserver *observer) { m_observers.append(observer); }

    HttpResponse create(const QByteArray &path, const HttpRequest &request, qint64 now);
    HttpResponse append(const QByteArray &path, const HttpRequest &request, qint64 now);
    HttpResponse remove(const QByteArray &path, qint64 now);
    HttpResponse head(const QByteArray &path, qint64 now);

    //! A stream that may be used; or the 404 or 410 to answer.
    std::expected<const StreamRecord *, HttpResponse> lookUp(const QByteArray &path,
                                                             qint64 now) const;
    //! Appends messages of the server itself, without any check.
    void appendOwn(StreamId id, const QByteArray &json);
    //! Removes the streams whose time is over; true if there were any.
    bool expire(qint64 now);

private:
    HttpResponse createNew(const QByteArray &path, const CreateRequest &create,
                           const QByteArray &body, qint64 now);
    std::expected<StreamRecord, HttpResponse> newRecord(const QByteArray &path,
                                                        const CreateRequest &create, qint64 now);
    HttpResponse confirm(const StreamRecord &existing, const CreateRequest &create) const;
    HttpResponse appendToClosed(const StreamRecord &record, const AppendRequest &append,
                                bool empty) const;
    HttpResponse appendChecked(StreamId id, const AppendRequest &append, const QByteArray &body,
                               qint64 now);
    std::expected<QList<QByteArray>, HttpResponse> pieces(Framing framing, const QByteArray &body,
                                                          bool mayBeEmpty) const;
    void removeNow(StreamId id);
    template <typename Function> void notify(Function function, StreamId id);

    StreamStore &m_store;
    QList<StreamObserver *> m_observers;
};

} // namespace DurableStreams::Server
