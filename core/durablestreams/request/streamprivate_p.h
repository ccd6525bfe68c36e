// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QtCore/QPointer>

#include <memory>
#include <optional>

namespace DurableStreams {

class AppendQueue;

//! \brief What the copies of a Stream share.
class StreamPrivate
{
public:
    StreamPrivate(Client *client, const QUrl &url);
    ~StreamPrivate();
    static StreamPrivate *get(const Stream &stream) { return stream.d.get(); }

    QPointer<Client> client;
    QUrl url;
    //! Why the handle is not valid.
    std::optional<Error> error;
    //! As last seen; empty: not known.
    QByteArray contentType;
    //! Made with the first append.
    std::unique_ptr<AppendQueue> appends;
};

} // namespace DurableStreams
