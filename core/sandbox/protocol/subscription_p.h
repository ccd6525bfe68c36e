// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "position_p.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>

#include <functional>
#include <optional>

namespace DurableStreams::Server {

//! An answer that is no success, as `{"error":{"code","message"}}`.
struct SubscriptionError
{
    int status = 400;
    QString code;
    QString message;
    //! Further members of the error object.
    QJsonObject more = {};
};

//! What a PUT asks for (PROTOCOL section 6.2), normalised: equal requests compare equal.
struct SubscriptionConfig
{
    QByteArray pattern = {};
    QList<QByteArray> streams = {};
    QByteArray wakeStream = {};
    qint64 leaseMs = 30'000;
    QString description = {};

    bool operator==(const SubscriptionConfig &) const = default;
};

//! A path below the stream root as streams have it, without slashes around it.
QByteArray normalisedPath(QByteArrayView path);

//! Reads the body of a PUT; webhooks are refused.
std::optional<SubscriptionError> parseSubscription(const QJsonObject &body,
                                                   SubscriptionConfig *config);

//! \brief A pull-wake subscription: cursors, and the wake that is in flight (PROTOCOL section 7).
//!
//! Pure: it is told the tails of streams and the time, and decides.
class Subscription
{
public:
    //! The last position that was processed; BeforeFirst for a stream found by its first append.
    struct Link
    {
        bool glob = false;
        bool isExplicit = false;
        Position acked = 0;

        bool operator==(const Link &) const = default;
    };
    static constexpr Position BeforeFirst = -1;
    using Tails = std::function<Position(const QByteArray &path)>;

    //! What a worker sends with ack and release.
    struct WorkerRequest
    {
        QByteArray token;
        QString wakeId;
        qint64 generation = 0;
        QList<std::pair<QByteArray, QByteArray>> acks = {};
        bool done = false;
    };

    Subscription() = default;
    Subscription(const QByteArray &id, const SubscriptionConfig &config, qint64 now);
    static std::optional<Subscription> fromState(const QByteArray &state);
    QByteArray toState() const;

    const QByteArray &id() const { return m_id; }
    const SubscriptionConfig &config() const { return m_config; }
    const QMap<QByteArray, Link> &links() const { return m_links; }
    qint64 generation() const { return m_generation; }

    void link(const QByteArray &path, bool isExplicit, Position acked);
    void unlinkExplicit(const QByteArray &path);
    void forget(const QByteArray &path) { m_links.remove(path); }

    //! \brief Begins a wake if there is pending work and none is under way.
    //! \return the stream to name in the wake event
    std::optional<QByteArray> wakeIfPending(const Tails &tails);
    std::optional<SubscriptionError> claim(const QString &worker, const Tails &tails, qint64 now);
    //! Applies acks, or nothing of them; then extends the lease, or releases it with `done`.
    std::optional<SubscriptionError> ack(const WorkerRequest &request, const Tails &tails,
                                         qint64 now);
    std::optional<SubscriptionError> release(const WorkerRequest &request);
    //! Ends the claim of a worker whose time is over; true if there was one.
    bool expireLease(qint64 now);

    //! The answer to GET and PUT.
    QJsonObject describe() const;
    //! The answer to a claim.
    QJsonObject describeClaim(const Tails &tails) const;

private:
    bool isPending(const Tails &tails) const;
    void beginWake();
    void endWake();
    QByteArray tokenFor(qint64 generation) const;
    std::optional<SubscriptionError> checkWorker(const WorkerRequest &request) const;
    std::optional<SubscriptionError> checkAck(const QByteArray &path, const QByteArray &offset,
                                              const Tails &tails) const;

    QByteArray m_id;
    SubscriptionConfig m_config;
    QByteArray m_secret;
    QString m_createdAt;
    QMap<QByteArray, Link> m_links;
    qint64 m_generation = 0;
    QString m_wakeId;
    QString m_holder;
    qint64 m_leaseUntil = 0;
};

} // namespace DurableStreams::Server
