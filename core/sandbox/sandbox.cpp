// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"

#include "service/server_p.h"

#include <QtCore/QThread>

namespace DurableStreams {

class SandboxPrivate
{
public:
    explicit SandboxPrivate(Sandbox *sandbox)
        : q(sandbox)
    {
        thread.setObjectName("sandbox");
    }

    void setState(Sandbox::State next);
    void launch(const SandboxOptions &wanted);
    Result<QUrl> run();
    void onStarted(const Result<QUrl> &result);
    void endServer();
    void onThreadFinished();

    Sandbox *q;
    QThread thread;
    Server::Server *server = nullptr; // lives in the thread
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
    Q_ASSERT(state == Sandbox::State::Stopped);
    options = wanted;
    setState(Sandbox::State::Starting);
    server = new Server::Server(options);
    server->moveToThread(&thread);
    QObject::connect(server, &Server::Server::logLine, q, &Sandbox::logLine);
    thread.start();
}

void SandboxPrivate::onStarted(const Result<QUrl> &result)
{
    if (!result) {
        endServer();
        thread.wait();
        setState(Sandbox::State::Stopped);
        Q_EMIT q->failed(result.error());
        return;
    }
    url = *result;
    setState(Sandbox::State::Running);
    Q_EMIT q->started(url);
}

void SandboxPrivate::endServer()
{
    if (server) {
        // In its own thread, so that sockets and the database end where they were made.
        QMetaObject::invokeMethod(std::exchange(server, nullptr),
                                  [thread = &thread, gone = server] {
                                      delete gone;
                                      thread->quit();
                                  });
    }
}

void SandboxPrivate::onThreadFinished()
{
    if (state != Sandbox::State::Stopping) {
        return;
    }
    url.clear();
    setState(Sandbox::State::Stopped);
    Q_EMIT q->stopped();
    if (std::exchange(startAgain, false)) {
        q->startInBackground(options);
    }
}

Sandbox::Sandbox(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<SandboxPrivate>(this))
{
    connect(&d->thread, &QThread::finished, this, [this] { d->onThreadFinished(); });
}

Sandbox::~Sandbox()
{
    d->thread.disconnect(this);
    d->endServer();
    d->thread.wait();
}

Result<QUrl> Sandbox::start(const SandboxOptions &options)
{
    stop();
    d->launch(options);
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
    QMetaObject::invokeMethod(d->server, [this, server = d->server] {
        const Result<QUrl> result = server->start();
        QMetaObject::invokeMethod(this, [this, server, result] {
            if (d->server == server) { // not stopped meanwhile
                d->onStarted(result);
            }
        });
    });
}

void Sandbox::stop()
{
    stopInBackground();
    d->startAgain = false;
    d->thread.wait();
    d->onThreadFinished();
}

void Sandbox::stopInBackground()
{
    if (d->state == State::Starting || d->state == State::Running) {
        d->setState(State::Stopping);
        d->endServer();
    }
}

void Sandbox::restart()
{
    if (d->state == State::Stopped) {
        startInBackground(d->options);
        return;
    }
    d->startAgain = true;
    stopInBackground();
}

void Sandbox::addSamples()
{
    if (d->server) {
        d->options.samples = true;
        QMetaObject::invokeMethod(d->server, &Server::Server::addSamples);
    }
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
