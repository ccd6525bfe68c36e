// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"

#include "service/samples_p.h"
#include "service/server_p.h"

#include <QtCore/QThread>

namespace DurableStreams {

class SandboxPrivate
{
public:
    explicit SandboxPrivate(Sandbox *sandbox)
        : q(sandbox)
    { }

    void setState(Sandbox::State next);
    void launch(const SandboxOptions &wanted);
    void onStarted(const Result<QUrl> &result);
    void waitForThread();
    void onStopped();

    Sandbox *q;
    std::unique_ptr<QThread> thread; // one for each run
    Server::Server *server = nullptr; // lives in the thread, and ends with it
    int run = 0;
    SandboxOptions options;
    Sandbox::State state = Sandbox::State::Stopped;
    QUrl url;
    bool startAgain = false;
};

void SandboxPrivate::setState(Sandbox::State next)
{
    if (state != next) {
        state = next;
        Q_EMIT q->stateChanged(state);
    }
}

void SandboxPrivate::launch(const SandboxOptions &wanted)
{
    Q_ASSERT(state == Sandbox::State::Stopped && !thread);
    options = wanted;
    thread = std::make_unique<QThread>();
    thread->setObjectName("sandbox");
    server = new Server::Server(options);
    server->moveToThread(thread.get());
    QObject::connect(server, &Server::Server::logLine, q, &Sandbox::logLine);
    QObject::connect(server, &Server::Server::failed, q, &Sandbox::failed);
    // Its sockets, timers and database end in the thread where they were made.
    QObject::connect(thread.get(), &QThread::finished, server, &QObject::deleteLater);
    QObject::connect(thread.get(), &QThread::finished, q, [this, ended = ++run] {
        if (run == ended && state == Sandbox::State::Stopping) {
            onStopped();
        }
    });
    thread->start();
}

void SandboxPrivate::onStarted(const Result<QUrl> &result)
{
    if (!result) {
        thread->quit();
        waitForThread();
        setState(Sandbox::State::Stopped);
        Q_EMIT q->failed(result.error());
        return;
    }
    url = *result;
    setState(Sandbox::State::Running);
    Q_EMIT q->started(url);
}

void SandboxPrivate::waitForThread()
{
    if (thread) {
        thread->wait();
        thread.reset();
    }
    server = nullptr;
}

void SandboxPrivate::onStopped()
{
    waitForThread();
    url.clear();
    setState(Sandbox::State::Stopped);
    Q_EMIT q->stopped();
    if (std::exchange(startAgain, false) && state == Sandbox::State::Stopped) {
        q->startInBackground(options);
    }
}

Sandbox::Sandbox(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<SandboxPrivate>(this))
{ }

Sandbox::~Sandbox()
{
    if (d->thread) {
        d->thread->disconnect(this);
        d->thread->quit();
        d->waitForThread();
    }
}

Result<QUrl> Sandbox::start(const SandboxOptions &options)
{
    stop();
    d->launch(options);
    d->setState(State::Starting);
    Result<QUrl> result;
    QMetaObject::invokeMethod(
        d->server, [server = d->server] { return server->start(); }, Qt::BlockingQueuedConnection,
        qReturnArg(result));
    d->onStarted(result);
    return result;
}

void Sandbox::startInBackground(const SandboxOptions &options)
{
    if (d->state != State::Stopped) {
        d->options = options;
        restart();
        return;
    }
    d->launch(options);
    QMetaObject::invokeMethod(d->server, [this, server = d->server, run = d->run] {
        const Result<QUrl> result = server->start();
        QMetaObject::invokeMethod(this, [this, run, result] {
            if (d->run == run && d->state == State::Starting) { // not stopped meanwhile
                d->onStarted(result);
            }
        });
    });
    d->setState(State::Starting);
}

void Sandbox::stop()
{
    stopInBackground();
    if (d->state == State::Stopping) {
        d->onStopped();
    }
}

void Sandbox::stopInBackground()
{
    d->startAgain = false;
    if (d->state == State::Starting || d->state == State::Running) {
        d->setState(State::Stopping);
        d->thread->quit();
    }
}

void Sandbox::restart()
{
    if (d->state == State::Stopped) {
        startInBackground(d->options);
        return;
    }
    stopInBackground();
    d->startAgain = true;
}

void Sandbox::addSamples()
{
    if (d->state == State::Starting || d->state == State::Running) {
        d->options.samples = true;
        QMetaObject::invokeMethod(d->server, &Server::Server::addSamples);
    }
}

QList<QByteArray> Sandbox::samplePaths()
{
    return Server::Samples::paths();
}

Sandbox::State Sandbox::state() const
{
    return d->state;
}

QUrl Sandbox::url() const
{
    return d->url;
}

const SandboxOptions &Sandbox::options() const
{
    return d->options;
}

} // namespace DurableStreams

#include "moc_sandbox.cpp"
