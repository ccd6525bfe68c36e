// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>
#include <durablestreams/subscription.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QUrl>

#include <memory>
#include <optional>

namespace DurableStreams {

class Client;
class SubscriptionCallPrivate;

//! \brief What an operation on a subscription brought; which members are set depends on it.
struct SubscriptionReply
{
    int status = 0; //!< HTTP
    //! create() and get()
    std::optional<Subscription> subscription = {};
    //! claim()
    std::optional<SubscriptionClaim> claim = {};
    //! ack() with done: more is pending, another wake follows.
    bool nextWake = false;
    //! listStreams(), sorted by path.
    QList<SubscriptionLink> streams = {};

    bool operator==(const SubscriptionReply &) const = default;
};

//! \brief One operation on a subscription.
//!
//! finished() comes exactly once, from the event loop, never before the function that made the call
//! has returned, unless the call is aborted or deleted; then the call deletes itself. Each operation
//! is one request and is not retried, but for listStreams(), which cleans up after itself.
class SubscriptionCall : public QObject
{
    Q_OBJECT

public:
    ~SubscriptionCall() override;

    //! \brief Gives up without a further signal.
    void abort();

Q_SIGNALS:
    //! \brief What the server answered, or why it did not.
    void finished(const DurableStreams::Result<DurableStreams::SubscriptionReply> &result);

private:
    friend class Subscriptions;
    friend class SubscriptionCallPrivate;
    explicit SubscriptionCall(QObject *parent);

    std::unique_ptr<SubscriptionCallPrivate> d;
};

//! \brief Pull-wake subscriptions of a server: PROTOCOL sections 6 and 7.
//!
//! A cheap handle on the reserved `__ds` resources below the root of the streams. Identifiers are
//! chosen by the caller. A worker creates the wake stream and the subscription, follows the wake
//! stream, and on each event claims, reads each stream from SubscriptionLink::ackedOffset on, and
//! acknowledges. `installer/examples/subscribe` is such a worker.
//!
//! Each error has a cause in Error::message, with the server's own code behind it, and a remedy:
//!
//! | code of the server | ErrorCode |
//! |---|---|
//! | INVALID_REQUEST, WEBHOOK_URL_REJECTED | BadRequest |
//! | SUBSCRIPTION_NOT_FOUND, or a server without subscriptions | NotFound |
//! | SUBSCRIPTION_ALREADY_EXISTS | AlreadyExists |
//! | TOKEN_INVALID, TOKEN_EXPIRED | Unauthorized |
//! | INVALID_OFFSET | InvalidOffset |
//! | FENCED | SubscriptionFenced |
//! | ALREADY_CLAIMED | AlreadyClaimed; the message names the holder |
//! | NO_PENDING_WORK | NoPendingWork |
class Subscriptions
{
public:
    //! \brief \a root is the root of the streams, such as `http://localhost:4437/v1/stream`.
    Subscriptions(Client *client, const QUrl &root);

    //! \brief Creates the subscription, or confirms one of the same configuration. Existing streams
    //! that match are linked at their tail.
    SubscriptionCall *create(const QByteArray &id, const SubscriptionOptions &options) const;
    //! \brief Asks for configuration and links.
    SubscriptionCall *get(const QByteArray &id) const;
    //! \brief Deletes it, whoever made it.
    SubscriptionCall *remove(const QByteArray &id) const;

    //! \brief Links streams explicitly, at their tail; those that are linked already stay as they are.
    SubscriptionCall *addStreams(const QByteArray &id, const QList<QByteArray> &paths) const;
    //! \brief Removes an explicit link; a match by the pattern stays.
    SubscriptionCall *removeStream(const QByteArray &id, const QByteArray &path) const;

    //! \brief Takes the lease for \a worker, a name for people that is not empty. If somebody holds
    //! it, or nothing is pending, that is an error: AlreadyClaimed or NoPendingWork.
    SubscriptionCall *claim(const QByteArray &id, const QByteArray &worker) const;
    //! \brief Moves the cursors to where the next reads begin, and extends the lease; with \a done it
    //! ends it. Without \a acks it is a mere sign of life. All acks are taken, or none.
    SubscriptionCall *ack(const QByteArray &id, const SubscriptionClaim &claim,
                          const QList<SubscriptionAck> &acks, bool done) const;
    //! \brief Ends the lease without moving a cursor; what is pending wakes somebody again.
    SubscriptionCall *release(const QByteArray &id, const SubscriptionClaim &claim) const;

    //! \brief Lists the streams that match \a pattern, with their tails as ackedOffset.
    //!
    //! The protocol has no listing; this makes a subscription under a random name, which the server
    //! has to link to every match, reads the links and deletes it again at once. So it is a write:
    //! call it only when the user asked for it. The list may hold streams that are soft-deleted or
    //! expired; HEAD tells. If the deletion fails, the error names the subscription that is left.
    SubscriptionCall *listStreams(const QByteArray &pattern = QByteArrayLiteral("**")) const;

private:
    struct Request;
    SubscriptionCall *send(const QByteArray &id, const Request &request) const;
    QUrl address(const QByteArray &id, const QByteArray &tail) const;

    QPointer<Client> m_client;
    QUrl m_root;
};

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::SubscriptionReply)
