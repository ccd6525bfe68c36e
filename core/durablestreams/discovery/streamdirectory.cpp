// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamdirectory.h"

#include "client.h"
#include "headqueue.h"
#include "registryfollower.h"
#include "streamcatalog.h"
#include "subscriptions.h"

#include <QtCore/QSet>

#include <optional>
#include <utility>

namespace DurableStreams {

class StreamDirectoryPrivate
{
public:
    explicit StreamDirectoryPrivate(Client *usedClient)
        : client(usedClient)
        , registry(usedClient)
        , heads(usedClient)
    {
    }

    void take(const RegistryEvent &event);
    void takeCaughtUp();
    void takeListing(const QList<SubscriptionLink> &streams, const QByteArray &pattern);
    void takeAnswer(const QByteArray &path, const Result<StreamInfo> &result);

    Client *client;
    StreamCatalog catalog;
    RegistryFollower registry;
    HeadQueue heads;
    // What the registry has announced since it was opened, until it is read to its end: rows that an
    // earlier one left behind stay until then, so that a list in use does not vanish for a moment.
    std::optional<QSet<QByteArray>> announced;
    bool verifying = false;
};

void StreamDirectoryPrivate::take(const RegistryEvent &event)
{
    if (announced && event.kind == RegistryEvent::Kind::Announced) {
        announced->insert(event.path);
    } else if (announced && event.kind == RegistryEvent::Kind::Reset) {
        announced->clear();
    }
    // The answer may be about the stream that was there before.
    heads.forget(event.path);
    catalog.apply(event);
}

void StreamDirectoryPrivate::takeCaughtUp()
{
    if (const auto paths = std::exchange(announced, std::nullopt)) {
        catalog.keepOnly(StreamSource::Registry, *paths);
    }
}

void StreamDirectoryPrivate::takeListing(const QList<SubscriptionLink> &streams,
                                         const QByteArray &pattern)
{
    catalog.applyListing(streams);
    if (pattern == "**") {
        QSet<QByteArray> found;
        for (const SubscriptionLink &stream : streams) {
            found.insert(stream.path);
        }
        catalog.keepOnly(StreamSource::Scan, found);
    }
}

void StreamDirectoryPrivate::takeAnswer(const QByteArray &path, const Result<StreamInfo> &result)
{
    if (result) {
        catalog.note(path, *result);
    } else if (result.error().httpStatus == 404) {
        catalog.noteState(path, StreamEntry::State::Missing);
    } else if (result.error().httpStatus == 410) {
        catalog.noteState(path, StreamEntry::State::Gone);
    }
}

StreamDirectory::StreamDirectory(Client *client, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<StreamDirectoryPrivate>(client))
{
    d->catalog.setBaseUrl(client->baseUrl());
    connect(&d->registry, &RegistryFollower::eventRead, this,
            [this](const RegistryEvent &event) { d->take(event); });
    connect(&d->registry, &RegistryFollower::caughtUp, this, [this] { d->takeCaughtUp(); });
    connect(&d->heads, &HeadQueue::answered, this,
            [this](const QByteArray &path, const Result<StreamInfo> &result) {
                d->takeAnswer(path, result);
            });
    connect(&d->heads, &HeadQueue::idle, this, [this] {
        if (std::exchange(d->verifying, false)) {
            Q_EMIT verified();
        }
    });
}

StreamDirectory::~StreamDirectory() = default;

StreamCatalog *StreamDirectory::catalog() const
{
    return &d->catalog;
}

RegistryFollower *StreamDirectory::registry() const
{
    return &d->registry;
}

HeadQueue *StreamDirectory::heads() const
{
    return &d->heads;
}

void StreamDirectory::open(const QString &registryPath)
{
    if (d->catalog.baseUrl() != d->client->baseUrl()) {
        d->heads.clear();
        d->catalog.setBaseUrl(d->client->baseUrl());
    }
    d->announced.emplace();
    d->registry.follow(registryPath);
}

SubscriptionCall *StreamDirectory::scan(const QByteArray &pattern)
{
    const QUrl root = d->client->baseUrl();
    SubscriptionCall *call = Subscriptions(d->client, root).listStreams(pattern);
    connect(call, &SubscriptionCall::finished, this,
            [this, root, pattern](const Result<SubscriptionReply> &reply) {
                if (reply && root == d->catalog.baseUrl()) {
                    d->takeListing(reply->streams, pattern);
                }
                Q_EMIT scanned(reply);
            });
    return call;
}

void StreamDirectory::verifyUnknown()
{
    const auto entries = d->catalog.entries();
    for (const StreamEntry &entry : entries) {
        if (entry.state == StreamEntry::State::Unknown) {
            d->heads.ask(entry.path);
        }
    }
    if (std::exchange(d->verifying, true) || !d->heads.isIdle()) {
        return;
    }
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (d->heads.isIdle() && std::exchange(d->verifying, false)) {
                Q_EMIT verified();
            }
        },
        Qt::QueuedConnection);
}

} // namespace DurableStreams

#include "moc_streamdirectory.cpp"
