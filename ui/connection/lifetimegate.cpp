// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/lifetimegate.h"

#include "connection/connectiontrouble.h"
#include "connection/errortext.h"
#include "connection/server.h"
#include "models/missingsecrets.h"
#include "models/statustext.h"
#include "tail/tailpage.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/options.h>

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace Tailwater {

using DurableStreams::ErrorCode;
using DurableStreams::HeadQueue;
using DurableStreams::Result;
using DurableStreams::StreamInfo;

namespace {

//! As a live tail waits.
std::chrono::milliseconds delayAfter(int failures, const DurableStreams::Error &error)
{
    const DurableStreams::RetryPolicy policy;
    const double most = std::min(double(policy.maxDelay.count()),
                                 double(policy.initialDelay.count())
                                     * std::pow(policy.multiplier, std::min(failures - 1, 30)));
    const std::chrono::milliseconds delay(
        qint64(most * (0.5 + QRandomGenerator::global()->generateDouble() / 2)));
    return error.retryAfter
        ? std::max(delay, std::chrono::duration_cast<std::chrono::milliseconds>(*error.retryAfter))
        : delay;
}

} // namespace

LifetimeGate::LifetimeGate(TailPage *page, Server *server, const QByteArray &path,
                           bool hadTtl)
    : QObject(page)
    , m_page(page)
    , m_hadTtl(hadTtl)
    , m_retry(new QTimer(this))
{
    m_retry->setSingleShot(true);
    connect(m_retry, &QTimer::timeout, this, [this, server, path] { ask(server, path); });
    connect(page->session(), &TailSession::hurried, this, [this, server, path] { ask(server, path); });
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
        if (state != TailState::Idle && !m_page->session()->isAwaiting()) {
            m_retry->stop();
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
    if (m_page->session()->status().state != TailState::Idle && !m_page->session()->isAwaiting()) {
        return;
    }
    m_retry->stop();
    if (result) {
        deleteLater();
        disconnect();
        if (result->ttl) {
            hold(ttlSentence(result->ttl));
        } else {
            begin();
        }
        return;
    }
    const DurableStreams::Error &error = result.error();
    if (m_hadTtl) {
        hold(ttlSentence(std::nullopt));
    } else if (error.code == ErrorCode::NotFound || error.code == ErrorCode::Gone) {
        begin(); // there is nothing that could be renewed
    } else if (isPassing(error)) {
        tryLater(error);
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

void LifetimeGate::begin()
{
    m_page->session()->start(m_page->session()->startPoint());
}

void LifetimeGate::tryLater(const DurableStreams::Error &error)
{
    const auto delay = delayAfter(++m_failures, error);
    m_retry->start(delay);
    m_page->session()->await(error, m_failures + 1,
                             QDateTime::currentDateTimeUtc().addDuration(delay));
}

void LifetimeGate::hold(const QString &why, bool refused)
{
    m_page->holdBack(m_page->session()->startPoint(), why, refused);
}

} // namespace Tailwater

#include "moc_lifetimegate.cpp"
