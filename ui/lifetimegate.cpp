// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "lifetimegate.h"

#include "connection/errortext.h"
#include "connection/server.h"
#include "models/missingsecrets.h"
#include "models/statustext.h"
#include "tail/tailpage.h"

#include <durablestreams/headqueue.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::ErrorCode;
using DurableStreams::HeadQueue;
using DurableStreams::Result;
using DurableStreams::StreamInfo;

LifetimeGate::LifetimeGate(TailPage *page, Server *server, const QByteArray &path,
                           const TailStart &start, bool hadTtl)
    : QObject(page)
    , m_page(page)
    , m_start(start)
    , m_hadTtl(hadTtl)
{
    connect(server->heads(), &HeadQueue::answered, this,
            [this, server, path](const QByteArray &asked, const Result<StreamInfo> &result) {
                // Without its secrets nobody was asked.
                if (asked == path && MissingSecrets::of(server->connection()).isEmpty()) {
                    onAnswer(result);
                }
            });
    // What was refused may be known with what the user just gave.
    connect(server, &Server::connectionChanged, this, [this, server, path] { ask(server, path); });
    connect(page->session(), &TailSession::stateChanged, this, [this](TailState state) {
        if (state != TailState::Idle) {
            deleteLater();
        }
    });
    ask(server, path);
}

LifetimeGate::~LifetimeGate() = default;

void LifetimeGate::ask(Server *server, const QByteArray &path)
{
    if (const QString why = MissingSecrets::why(server->connection()); !why.isEmpty()) {
        hold(why + u' ' + tr("Nothing is sent before it is entered."), true);
        return;
    }
    server->heads()->refresh(path);
}

QString LifetimeGate::lookingSentence()
{
    return tr("Looking whether reading would renew its lifetime…");
}

void LifetimeGate::onAnswer(const Result<StreamInfo> &result)
{
    if (m_page->session()->status().state != TailState::Idle) {
        return;
    }
    if (result) {
        deleteLater();
        disconnect();
        if (result->ttl) {
            hold(ttlSentence(result->ttl));
        } else {
            m_page->resume();
        }
        return;
    }
    const DurableStreams::Error &error = result.error();
    if (m_hadTtl) {
        hold(ttlSentence(std::nullopt));
    } else if (error.code == ErrorCode::NotFound || error.code == ErrorCode::Gone) {
        m_page->resume(); // there is nothing that could be renewed
    } else {
        hold(QStringList { causeOf(error),
                           tr("So it is not known whether reading would renew its lifetime, and "
                              "nothing is read unasked."),
                           remedyOf(error) }
                 .join(u' ')
                 .trimmed(),
             needsOtherConnection(error));
    }
}

void LifetimeGate::hold(const QString &why, bool refused)
{
    m_page->holdBack(m_start, why, refused);
}

} // namespace Tailwater

#include "moc_lifetimegate.cpp"
