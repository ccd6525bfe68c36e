// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamobserver_p.h"

namespace DurableStreams::Server {

class StreamService;
class StreamStore;

//! \brief Keeps the stream `__registry__`: a State Protocol event for every change of a stream.
//!
//! Events are part of the transaction that makes the change, so the registry is never behind.
class Registry : public StreamObserver
{
public:
    Registry(StreamStore &store, StreamService &streams);

    //! Creates the registry if it does not exist, with all streams that do.
    void ensure(qint64 now);

    void onCreated(StreamId id) override;
    void onClosed(StreamId id) override;
    void onRemoved(StreamId id) override;

private:
    void write(StreamId id, QByteArrayView operation);

    StreamStore &m_store;
    StreamService &m_streams;
};

} // namespace DurableStreams::Server
