// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "registryfollower.h"

#include "explorer/registryevents.h"

#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>

#include <utility>

namespace Tailwater {

using DurableStreams::StreamReader;

RegistryFollower::RegistryFollower(DurableStreams::Client *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

RegistryFollower::~RegistryFollower()
{
    stop();
}

void RegistryFollower::follow(const QString &path)
{
    stop();
    m_error.reset();
    if (path.isEmpty()) {
        setState(State::Absent);
        return;
    }
    m_rootPath = m_client->baseUrl().path(QUrl::FullyEncoded).toLatin1();
    DurableStreams::ReadOptions options;
    options.malformed = DurableStreams::MalformedPolicy::DeliverRaw;
    options.reset = DurableStreams::ResetPolicy::FromBeginning;
    m_reader = m_client->stream(path).read(options, this);
    connect(m_reader, &StreamReader::batchReady, this, &RegistryFollower::onBatch);
    connect(m_reader, &StreamReader::stateChanged, this, &RegistryFollower::onReaderState);
    connect(m_reader, &StreamReader::streamReset, this, [this] {
        Q_EMIT eventRead({ .kind = RegistryEvent::Kind::Reset, .path = {} });
    });
    connect(m_reader, &StreamReader::retryScheduled, this,
            [this](int, std::chrono::milliseconds, const DurableStreams::Error &error) {
                m_error = error;
            });
    setState(State::Connecting);
    m_reader->start();
}

void RegistryFollower::stop()
{
    if (StreamReader *reader = std::exchange(m_reader, nullptr)) {
        reader->disconnect(this);
        reader->stop();
        reader->deleteLater();
    }
    setState(State::Off);
}

void RegistryFollower::onBatch(const DurableStreams::Batch &batch)
{
    if (batch.kind == DurableStreams::Batch::Kind::Json && !batch.malformed) {
        for (qsizetype i = 0; i < batch.slices.size(); ++i) {
            const QByteArray message = batch.message(i).toByteArray();
            if (const auto event = readRegistryEvent(message, m_rootPath)) {
                Q_EMIT eventRead(*event);
            }
        }
    }
    if (batch.position && batch.position->upToDate) {
        Q_EMIT caughtUp();
    }
}

void RegistryFollower::onReaderState()
{
    switch (m_reader->state()) {
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
        m_error.reset();
        setState(State::Following);
        break;
    case StreamReader::State::Reconnecting:
        setState(State::Reconnecting);
        break;
    case StreamReader::State::Failed:
        m_error = m_reader->error();
        setState(m_error && m_error->httpStatus == 404 ? State::Absent : State::Failed);
        break;
    }
}

void RegistryFollower::setState(State state)
{
    if (std::exchange(m_state, state) != state) {
        Q_EMIT stateChanged(state);
    }
}

} // namespace Tailwater

#include "moc_registryfollower.cpp"
