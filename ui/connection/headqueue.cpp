// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "headqueue.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>

using namespace std::chrono_literals;

namespace Tailwater {

namespace {
constexpr int MaxRunning = 4;
constexpr auto Fresh = 15s;
}

HeadQueue::HeadQueue(DurableStreams::Client *client,
                     std::function<QUrl(const QByteArray &)> urlOf, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_urlOf(std::move(urlOf))
{
}

HeadQueue::~HeadQueue() = default;

void HeadQueue::ask(const QByteArray &path)
{
    const auto known = m_answers.constFind(path);
    const bool fresh = known != m_answers.cend()
        && known->when.msecsTo(QDateTime::currentDateTimeUtc())
            < std::chrono::milliseconds(Fresh).count();
    if (fresh || m_running.contains(path) || m_waiting.contains(path)) {
        return;
    }
    m_waiting.enqueue(path);
    startNext();
}

void HeadQueue::refresh(const QByteArray &path)
{
    if (m_running.contains(path)) {
        return;
    }
    m_waiting.removeAll(path);
    m_waiting.prepend(path);
    startNext();
}

std::optional<HeadQueue::Answer> HeadQueue::last(const QByteArray &path) const
{
    const auto it = m_answers.constFind(path);
    return it == m_answers.cend() ? std::nullopt : std::optional(*it);
}

void HeadQueue::startNext()
{
    while (!m_waiting.isEmpty() && m_running.size() < MaxRunning) {
        send(m_waiting.dequeue());
    }
}

void HeadQueue::send(const QByteArray &path)
{
    m_running.insert(path);
    DurableStreams::RequestOptions options;
    options.retry = DurableStreams::RetryPolicy { .maxRetries = 1 };
    DurableStreams::Call *call = m_client->stream(m_urlOf(path)).head(options);
    connect(call, &DurableStreams::Call::finished, this,
            [this, path](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                m_running.remove(path);
                m_answers.insert(path, { result, QDateTime::currentDateTimeUtc() });
                Q_EMIT answered(path, result);
                startNext();
            });
}

} // namespace Tailwater

#include "moc_headqueue.cpp"
