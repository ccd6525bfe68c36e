// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How a StreamReaderPrivate makes its requests.

#include "reader/streamreaderprivate_p.h"
#include "request/clientprivate_p.h"
#include "request/streamprivate_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;

std::optional<Error> StreamReaderPrivate::reasonNotToOpen() const
{
    if (stream && stream->error) {
        return stream->error;
    }
    if (options.request.retry) {
        if (auto reason = options.request.retry->validate()) {
            return reason;
        }
    }
    if (!stream || !stream->client) {
        Error invalid;
        invalid.code = ErrorCode::InvalidArgument;
        invalid.message = u"the stream handle is not valid"_s;
        return invalid;
    }
    return std::nullopt;
}

void StreamReaderPrivate::open(ReadMode mode)
{
    closeConnection();
    if (const auto reason = reasonNotToOpen()) {
        QMetaObject::invokeMethod(
            this,
            [this, reason] {
                if (isRunning()) {
                    proceed({ .what = ReaderStep::Do::Fail, .error = reason });
                }
            },
            Qt::QueuedConnection);
        return;
    }
    const ReadRequest request { .mode = mode,
                                .url = stream->url,
                                .offset = m_progress.next(),
                                .cursor = decisions.position().cursor,
                                .etag = knownEtag(mode),
                                .attempt = m_attempt,
                                .contentType = decisions.contentType() };
    decisions.opened(mode, request.offset, now());
    auto *connection = new ReaderConnection(ClientPrivate::get(stream->client), request, options,
                                            &m_builder);
    m_connection = connection;
    follow(connection);
    connection->setPaused(paused);
    connection->start();
    if (mode != ReadMode::CatchUp && !m_brokenSince) {
        setState(StreamReader::State::Live);
    }
}

void StreamReaderPrivate::follow(ReaderConnection *connection)
{
    connect(connection, &ReaderConnection::connected, this, &StreamReaderPrivate::onConnected);
    connect(connection, &ReaderConnection::controlled, this, &StreamReaderPrivate::onControl);
    connect(connection, &ReaderConnection::sliceDone, this, &StreamReaderPrivate::onSliceDone);
    connect(connection, &ReaderConnection::ended, this, &StreamReaderPrivate::onEnded);
    connect(connection, &ReaderConnection::failed, this, &StreamReaderPrivate::onFailed);
    connect(connection, &ReaderConnection::silent, this, [this](const Error &failure) {
        lastStatus = m_connection->status();
        broken(decisions.silent(failure, now()));
    });
    connect(connection, &ReaderConnection::heldTooMuch, this,
            [this] { broken(decisions.readByGet()); });
}

// What was found wrong without a request knows neither the operation nor the address.
Error StreamReaderPrivate::located(const Error &found) const
{
    if (!found.url.isEmpty() || !stream || stream->url.isEmpty()) {
        return found;
    }
    RequestFacts facts;
    facts.name = "read"_ba;
    facts.url = stream->url;
    facts.attempts = m_attempt;
    facts.secretNames = stream->client ? stream->client->secretNames() : QSet<QByteArray>();
    return makeError(found.code, facts, found.message, found.remedy);
}

// The tag of an empty answer at the tail: 304 then says that there is nothing new.
QByteArray StreamReaderPrivate::knownEtag(ReadMode mode) const
{
    const bool mayAsk = mode == ReadMode::CatchUp && !m_progress.isReplaying()
        && m_progress.delivered() == 0 && m_progress.next() == m_etagOffset;
    return mayAsk ? m_etag : QByteArray();
}

void StreamReaderPrivate::keepEtag()
{
    if (m_connection->request().mode == ReadMode::CatchUp && m_connection->status() == 200) {
        const StreamInfo info = m_connection->info();
        const bool isAtTail = info.upToDate && info.nextOffset == m_connection->request().offset;
        m_etag = isAtTail ? info.etag : QByteArray();
        m_etagOffset = m_connection->request().offset;
    }
}

} // namespace DurableStreams
