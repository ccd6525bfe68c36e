// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tailnews.h"

#include "models/tailsession.h"
#include "server.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryevent.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>

#include <utility>

namespace Tailwater {

using DurableStreams::HeadQueue;
using DurableStreams::RegistryEvent;
using DurableStreams::RegistryFollower;
using DurableStreams::Result;
using DurableStreams::StreamEntry;
using DurableStreams::StreamInfo;

namespace {

bool isNotThere(const Result<StreamInfo> &result)
{
    return !result && (result.error().httpStatus == 404 || result.error().httpStatus == 410);
}

} // namespace

void askUnreached(Server *server)
{
    HeadQueue *heads = server->heads();
    for (const StreamEntry &entry : server->catalog()->entries()) {
        const auto answer = heads->last(entry.path);
        if (answer && !answer->result && answer->result.error().httpStatus == 0) {
            heads->forget(entry.path);
            heads->ask(entry.path);
        }
    }
}

TailNews::TailNews(TailSession *session, Server *server, const QByteArray &path)
    : QObject(session)
    , m_session(session)
    , m_server(server)
    , m_path(path)
{
    connect(session, &TailSession::stateChanged, this, &TailNews::onState);
    connect(server->heads(), &HeadQueue::answered, this,
            [this](const QByteArray &asked, const Result<StreamInfo> &result) {
                if (asked == m_path) {
                    onAnswer(result);
                }
            });
    // Another one may be in its place by now.
    connect(server->registry(), &RegistryFollower::eventRead, this, [this](const RegistryEvent &event) {
        if (event.path == m_path && event.kind == RegistryEvent::Kind::Removed) {
            m_session->lookAgain();
            m_server->heads()->refresh(m_path);
        }
    });
}

TailNews::~TailNews() = default;

void TailNews::onState(TailState state)
{
    switch (state) {
    case TailState::Live:
        tellReached();
        break;
    case TailState::Closed:
        m_server->catalog()->noteState(m_path, StreamEntry::State::Closed);
        tellReached();
        break;
    case TailState::NotFound:
    case TailState::Gone: {
        m_mayBeAnother = true;
        m_server->catalog()->noteState(m_path, state == TailState::Gone
                                                   ? StreamEntry::State::Gone
                                                   : StreamEntry::State::Missing);
        const auto last = m_server->heads()->last(m_path);
        if (!last || !isNotThere(last->result)) {
            m_server->heads()->refresh(m_path);
        }
        break;
    }
    case TailState::Reset:
        m_mayBeAnother = true;
        m_server->heads()->refresh(m_path);
        break;
    case TailState::Reconnecting:
    case TailState::Failed:
    case TailState::TlsError:
        m_wasAway = true;
        break;
    default:
        break;
    }
}

void TailNews::tellReached()
{
    const auto last = m_server->heads()->last(m_path);
    // It was read after a HEAD had not found it: no reason to look again, whatever the next one says.
    m_disagrees = last && isNotThere(last->result);
    if (std::exchange(m_mayBeAnother, false) || (last && !last->result)) {
        m_server->heads()->refresh(m_path);
    }
    if (std::exchange(m_wasAway, false)) {
        askUnreached(m_server);
    }
}

// Each is asked once more: a server that answers them differently is not asked for ever.
void TailNews::onAnswer(const Result<StreamInfo> &result)
{
    if (result) {
        m_disagrees = false;
        return;
    }
    if (m_session->status().state != TailState::Live || std::exchange(m_disagrees, true)) {
        return;
    }
    if (isNotThere(result)) {
        m_session->lookAgain();
    } else if (result.error().httpStatus == 0) {
        m_server->heads()->refresh(m_path);
    }
}

} // namespace Tailwater

#include "moc_tailnews.cpp"
