// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QtCore/QDateTime>
#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace DurableStreams {

class Client;
class HeadQueuePrivate;

//! \brief Asks for the metadata of many streams by HEAD, which renews no TTL: at most four requests
//! at once, and for each stream not again within 15 s unless told to.
//!
//! Streams are named by their path below Client::baseUrl(), as in StreamEntry::path. Lives in the
//! thread of its client.
class HeadQueue : public QObject
{
    Q_OBJECT

public:
    //! \brief One answer, and when it came.
    struct Answer
    {
        Result<StreamInfo> result; //!< what HEAD said
        QDateTime when; //!< UTC
    };

    //! \brief Uses \a client, which must outlive it.
    explicit HeadQueue(Client *client, QObject *parent = nullptr);
    ~HeadQueue() override;

    //! \brief Asks for \a path in its turn, unless the last answer is fresh.
    void ask(const QByteArray &path);
    //! \brief Asks for \a path next, whatever is known.
    void refresh(const QByteArray &path);
    //! \brief The last answer for \a path, errors included.
    std::optional<Answer> last(const QByteArray &path) const;
    //! \brief Forgets the answer for \a path, because the stream has changed since.
    void forget(const QByteArray &path);
    //! \brief Forgets what was waiting, such as rows that were scrolled away; no answer comes for it.
    void dropWaiting();
    //! \brief Forgets everything; answers that are still to come are dropped.
    void clear();
    //! \brief True if nothing waits and no request is under way.
    bool isIdle() const;

Q_SIGNALS:
    //! \brief 404 comes as ErrorCode::NotFound, a soft-deleted stream as ErrorCode::Gone.
    void answered(const QByteArray &path,
                  const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    //! \brief isIdle() is true again: everything that was asked for is answered, or was dropped. Comes
    //! from the event loop, after the last answered().
    void idle();

private:
    friend class HeadQueuePrivate;
    std::unique_ptr<HeadQueuePrivate> d;
};

} // namespace DurableStreams
