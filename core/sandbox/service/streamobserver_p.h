// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "store/streamrecord_p.h"

namespace DurableStreams::Server {

//! Told of every change, inside the transaction that makes it, so that what follows is part of it.
class StreamObserver
{
public:
    virtual ~StreamObserver() = default;
    virtual void onCreated(StreamId) { }
    virtual void onAppended(StreamId) { }
    virtual void onClosed(StreamId) { }
    //! Called before the record changes; soft deletion included.
    virtual void onRemoved(StreamId) { }

protected:
    StreamObserver() = default;
    Q_DISABLE_COPY_MOVE(StreamObserver)
};

} // namespace DurableStreams::Server
