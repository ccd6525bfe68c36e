// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "headqueue.h"

#include "call.h"
#include "client.h"
#include "streamcatalog.h"

#include <QtCore/QHash>
#include <QtCore/QQueue>
#include <QtCore/QSet>

#include <utility>

namespace DurableStreams {

using namespace std::chrono_literals;

namespace {
constexpr int MaxRunning = 4;
constexpr std::chrono::milliseconds Fresh = 15s;
}

class HeadQueuePrivate
{
public:
    HeadQueuePrivate(HeadQueue *queue, Client *usedClient)
        : q(queue)
        , client(usedClient)
    {
    }

    bool isFresh(const QByteArray &path) const;
    void startNext();
    void send(const QByteArray &path);
    void takeIdle();

    HeadQueue *q;
    Client *client;
    QQueue<QByteArray> waiting;
    // The same paths: thousands may wait, and each is looked up when it is asked for.
    QSet<QByteArray> isWaiting;
    QSet<QByteArray> running;
    // Of these, those whose answer is out of date when it comes.
    QSet<QByteArray> again;
    QHash<QByteArray, HeadQueue::Answer> answers;
    // Counts the calls of clear(): answers of another round are not for us.
    int round = 0;
    // Since the last idle().
    bool wasBusy = false;
    bool idlePending = false;
};

bool HeadQueuePrivate::isFresh(const QByteArray &path) const
{
    const auto known = answers.constFind(path);
    return known != answers.cend()
        && known->when.msecsTo(QDateTime::currentDateTimeUtc()) < Fresh.count();
}

void HeadQueuePrivate::startNext()
{
    while (!waiting.isEmpty() && running.size() < MaxRunning) {
        const QByteArray path = waiting.dequeue();
        isWaiting.remove(path);
        send(path);
    }
}

void HeadQueuePrivate::send(const QByteArray &path)
{
    running.insert(path);
    wasBusy = true;
    RequestOptions options;
    options.retry = RetryPolicy { .maxRetries = 1 };
    Call *call = client->stream(streamUrl(client->baseUrl(), path)).head(options);
    QObject::connect(call, &Call::finished, q, [this, path, asked = round](const Result<StreamInfo> &result) {
        if (asked != round) {
            return;
        }
        running.remove(path);
        if (again.remove(path)) {
            q->refresh(path);
        }
        answers.insert(path, { result, QDateTime::currentDateTimeUtc() });
        startNext();
        takeIdle();
        Q_EMIT q->answered(path, result);
    });
}

// Whoever hears of an answer may ask for more: so it is looked at again from the event loop.
void HeadQueuePrivate::takeIdle()
{
    if (!wasBusy || !q->isIdle() || std::exchange(idlePending, true)) {
        return;
    }
    QMetaObject::invokeMethod(
        q,
        [this] {
            idlePending = false;
            if (q->isIdle() && std::exchange(wasBusy, false)) {
                Q_EMIT q->idle();
            }
        },
        Qt::QueuedConnection);
}

HeadQueue::HeadQueue(Client *client, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<HeadQueuePrivate>(this, client))
{
}

HeadQueue::~HeadQueue() = default;

void HeadQueue::ask(const QByteArray &path)
{
    if (d->isFresh(path) || d->running.contains(path) || d->isWaiting.contains(path)) {
        return;
    }
    d->waiting.enqueue(path);
    d->isWaiting.insert(path);
    d->startNext();
}

void HeadQueue::refresh(const QByteArray &path)
{
    if (d->running.contains(path)) {
        d->again.insert(path); // what is under way may have been answered before the change
        return;
    }
    if (d->isWaiting.contains(path)) {
        d->waiting.removeAll(path);
    }
    d->waiting.prepend(path);
    d->isWaiting.insert(path);
    d->startNext();
}

std::optional<HeadQueue::Answer> HeadQueue::last(const QByteArray &path) const
{
    const auto it = d->answers.constFind(path);
    return it == d->answers.cend() ? std::nullopt : std::optional(*it);
}

void HeadQueue::forget(const QByteArray &path)
{
    d->answers.remove(path);
}

void HeadQueue::dropWaiting()
{
    d->waiting.clear();
    d->isWaiting.clear();
    d->takeIdle();
}

void HeadQueue::clear()
{
    d->running.clear();
    d->again.clear();
    d->answers.clear();
    ++d->round;
    dropWaiting();
}

bool HeadQueue::isIdle() const
{
    return d->waiting.isEmpty() && d->running.isEmpty();
}

} // namespace DurableStreams

#include "moc_headqueue.cpp"
