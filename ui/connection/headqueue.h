// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QQueue>
#include <QSet>
#include <QUrl>

#include <expected>
#include <functional>

namespace DurableStreams {
class Client;
}

namespace Tailwater {

//! \brief Asks for the metadata of streams by HEAD, which renews no TTL: at most four at once, and
//! not again within 15 s unless told to.
class HeadQueue : public QObject
{
    Q_OBJECT

public:
    //! \brief One answer, and when it came.
    struct Answer
    {
        DurableStreams::Result<DurableStreams::StreamInfo> result;
        QDateTime when;
    };

    //! \brief Uses \a client, which must outlive it; \a urlOf turns a path into an address.
    HeadQueue(DurableStreams::Client *client, std::function<QUrl(const QByteArray &)> urlOf,
              QObject *parent = nullptr);
    ~HeadQueue() override;

    //! \brief Asks for \a path in its turn, unless the last answer is fresh.
    void ask(const QByteArray &path);
    //! \brief Asks for \a path next, whatever is known.
    void refresh(const QByteArray &path);
    std::optional<Answer> last(const QByteArray &path) const;
    //! \brief Forgets what was waiting, such as rows that were scrolled away.
    void dropWaiting() { m_waiting.clear(); }

Q_SIGNALS:
    void answered(const QByteArray &path,
                  const DurableStreams::Result<DurableStreams::StreamInfo> &result);

private:
    void startNext();
    void send(const QByteArray &path);

    DurableStreams::Client *m_client;
    std::function<QUrl(const QByteArray &)> m_urlOf;
    QQueue<QByteArray> m_waiting;
    QSet<QByteArray> m_running;
    QHash<QByteArray, Answer> m_answers;
};

} // namespace Tailwater
