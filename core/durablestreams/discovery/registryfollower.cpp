// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "registryfollower.h"

#include "client.h"
#include "streamreader.h"
#include "wire/streampath_p.h"

#include <QtCore/QPointer>

#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;

class RegistryFollowerPrivate
{
public:
    RegistryFollowerPrivate(RegistryFollower *follower, Client *usedClient)
        : q(follower)
        , client(usedClient)
    {
    }

    void read(const Batch &batch);
    void takeReaderState();
    void setState(RegistryFollower::State newState);

    RegistryFollower *q;
    Client *client;
    // Owned by the follower; gone before it if the client is destroyed first.
    QPointer<StreamReader> reader;
    QByteArray rootPath;
    std::optional<Error> error;
    RegistryFollower::State state = RegistryFollower::State::Off;
    // Until everything that was announced is read: at first, and after a break.
    bool isBehind = true;
};

void RegistryFollowerPrivate::read(const Batch &batch)
{
    if (batch.kind == Batch::Kind::Json && !batch.malformed) {
        const QPointer<StreamReader> source = reader;
        for (qsizetype i = 0; i < batch.slices.size(); ++i) {
            if (const auto event = readRegistryEvent(batch.message(i), rootPath)) {
                Q_EMIT q->eventRead(*event);
                if (!source || source != reader) {
                    return; // stopped, or started over, by a receiver
                }
            }
        }
    }
    if (batch.position && batch.position->upToDate && std::exchange(isBehind, false)) {
        Q_EMIT q->caughtUp();
    }
}

void RegistryFollowerPrivate::takeReaderState()
{
    using State = RegistryFollower::State;
    switch (reader->state()) {
    case StreamReader::State::Idle:
    case StreamReader::State::Stopped:
        setState(State::Off);
        break;
    case StreamReader::State::Connecting:
    case StreamReader::State::CatchingUp:
        setState(State::Connecting);
        break;
    case StreamReader::State::Live:
    case StreamReader::State::Ended:
        error.reset();
        setState(State::Following);
        break;
    case StreamReader::State::Reconnecting:
        isBehind = true; // the state follows with the error, from retryScheduled()
        break;
    case StreamReader::State::Failed:
        error = reader->error();
        if (error && error->httpStatus == 404) {
            error->remedy
                = u"The server keeps no registry of its streams there; a scan may list them."_s;
        }
        setState(error && error->httpStatus == 404 ? State::Absent : State::Failed);
        break;
    }
}

void RegistryFollowerPrivate::setState(RegistryFollower::State newState)
{
    if (std::exchange(state, newState) != newState) {
        Q_EMIT q->stateChanged(newState);
    }
}

RegistryFollower::RegistryFollower(Client *client, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<RegistryFollowerPrivate>(this, client))
{
}

RegistryFollower::~RegistryFollower()
{
    delete d->reader;
}

RegistryFollower::State RegistryFollower::state() const
{
    return d->state;
}

std::optional<Error> RegistryFollower::error() const
{
    return d->error;
}

void RegistryFollower::follow(const QString &path)
{
    stop();
    d->error.reset();
    if (path.isEmpty()) {
        d->setState(State::Absent);
        return;
    }
    d->isBehind = true;
    d->rootPath = streamPath(d->client->baseUrl());
    ReadOptions options;
    options.malformed = MalformedPolicy::DeliverRaw;
    options.reset = ResetPolicy::FromBeginning;
    d->reader = d->client->stream(path).read(options, this);
    connect(d->reader, &StreamReader::batchReady, this,
            [this](const Batch &batch) { d->read(batch); });
    connect(d->reader, &StreamReader::stateChanged, this, [this] { d->takeReaderState(); });
    connect(d->reader, &StreamReader::streamReset, this,
            [this] {
                d->isBehind = true;
                Q_EMIT eventRead({ .kind = RegistryEvent::Kind::Reset });
            });
    connect(d->reader, &StreamReader::retryScheduled, this,
            [this](int, std::chrono::milliseconds, const Error &error) {
                d->error = error;
                d->setState(State::Reconnecting);
            });
    d->setState(State::Connecting);
    if (d->reader) {
        d->reader->start();
    }
}

void RegistryFollower::stop()
{
    if (StreamReader *reader = std::exchange(d->reader, nullptr)) {
        reader->disconnect(this);
        reader->stop();
        reader->deleteLater();
    }
    d->setState(State::Off);
}

} // namespace DurableStreams

#include "moc_registryfollower.cpp"
