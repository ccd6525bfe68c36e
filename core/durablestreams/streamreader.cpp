// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/streamreaderprivate_p.h"
#include "request/streamprivate_p.h"
#include "stream.h"
#include "streamreader.h"

namespace DurableStreams {

StreamReader *Stream::read(const ReadOptions &options, QObject *parent) const
{
    return StreamReaderPrivate::make(d, options, parent || !d ? parent : d->client.data());
}

StreamReader::StreamReader(std::unique_ptr<StreamReaderPrivate> priv, QObject *parent)
    : QObject(parent)
    , d(std::move(priv))
{
}

StreamReader::~StreamReader() = default;

QUrl StreamReader::url() const
{
    return d->stream ? d->stream->url : QUrl();
}

StreamReader::State StreamReader::state() const
{
    return d->state;
}

LiveMode StreamReader::liveMode() const
{
    return d->liveMode;
}

Position StreamReader::position() const
{
    return d->position;
}

QByteArray StreamReader::contentType() const
{
    return d->decisions.contentType();
}

int StreamReader::lastStatus() const
{
    return d->lastStatus;
}

std::optional<Error> StreamReader::error() const
{
    return d->error;
}

bool StreamReader::isPaused() const
{
    return d->paused;
}

void StreamReader::start()
{
    d->start();
}

void StreamReader::pause()
{
    d->setPaused(true);
}

void StreamReader::resume()
{
    d->setPaused(false);
}

void StreamReader::stop()
{
    d->stop();
}

void StreamReader::retryNow()
{
    d->retryNow();
}

void StreamReader::setLiveMode(LiveMode mode)
{
    d->setLiveMode(mode);
}

} // namespace DurableStreams

#include "moc_streamreader.cpp"
