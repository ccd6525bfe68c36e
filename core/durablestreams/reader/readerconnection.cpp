// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/readerconnection_p.h"
#include "wire/contenttype_p.h"
#include "wire/controlevent_p.h"

#include <QtCore/QThread>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sliceSize = 256 * 1024;
constexpr qint64 chunkSize = 64 * 1024;
constexpr qint64 goodPiece = 16 * 1024;

Operation operationOf(ReadMode mode)
{
    switch (mode) {
    case ReadMode::LongPoll:
        return Operation::LongPoll;
    case ReadMode::Sse:
        return Operation::Sse;
    case ReadMode::CatchUp:
        break;
    }
    return Operation::CatchUp;
}

} // namespace

ReaderConnection::ReaderConnection(ClientPrivate *client, const ReadRequest &request,
                                   const ReadOptions &options, BatchBuilder *builder)
    : m_request(request)
    , m_options(options)
    , m_builder(builder)
    , m_exchange(new Exchange(client, exchangeRequest(), this))
{
    connect(m_exchange, &Exchange::headersReceived, this, &ReaderConnection::onHeaders);
    connect(m_exchange, &Exchange::readyRead, this, &ReaderConnection::pump);
    connect(m_exchange, &Exchange::finished, this, &ReaderConnection::pump);
}

ExchangeRequest ReaderConnection::exchangeRequest() const
{
    ExchangeRequest request { .operation = operationOf(m_request.mode), .method = "GET"_ba,
                              .url = m_request.url };
    request.options = m_options.request;
    request.attempt = m_request.attempt;
    request.bufferSize = std::max<qint64>(m_options.bufferSize, 1024);
    request.offset = m_request.offset;
    Parameters &parameters = request.protocolParameters;
    parameters.append({ "offset"_ba, m_request.offset.token() });
    if (!m_request.etag.isEmpty()) {
        request.protocolHeaders.append(QHttpHeaders::WellKnownHeader::IfNoneMatch, m_request.etag);
    }
    if (m_request.mode == ReadMode::CatchUp) {
        return request;
    }
    const bool isSse = m_request.mode == ReadMode::Sse;
    parameters.append({ "live"_ba, isSse ? "sse"_ba : "long-poll"_ba });
    if (!m_request.cursor.isEmpty()) {
        parameters.append({ "cursor"_ba, m_request.cursor });
    }
    request.live = true;
    request.timeout = isSse ? std::min(m_options.sseFirstControl, m_options.sseIdle)
                            : m_options.longPollIdle;
    return request;
}

void ReaderConnection::start()
{
    m_exchange->start();
}

void ReaderConnection::close()
{
    if (std::exchange(m_closed, true)) {
        return;
    }
    disconnect();
    m_exchange->disconnect(this);
    m_exchange->abort();
    // A thread that ends delivers what was posted before, but nothing that is posted meanwhile.
    if (QThread::currentThread()->isFinished()) {
        delete this;
    } else {
        deleteLater();
    }
}

StreamInfo ReaderConnection::info() const
{
    return readStreamInfo(m_exchange->status(), m_exchange->headers());
}

void ReaderConnection::setPaused(bool paused)
{
    m_paused = paused;
    m_exchange->setTimeoutSuspended(paused);
    if (!paused) {
        schedule();
    }
}

void ReaderConnection::schedule()
{
    if (!std::exchange(m_scheduled, true)) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_scheduled = false;
                pump();
            },
            Qt::QueuedConnection);
    }
}

void ReaderConnection::onHeaders()
{
    m_connected = true;
    if (m_request.mode == ReadMode::Sse) {
        beginEvents();
        return;
    }
    const ReadAnswer answer = head();
    Q_EMIT connected(answer);
    if (!m_closed) {
        m_builder->begin(contentKind(answer.contentType.isEmpty() ? m_request.contentType
                                                                  : answer.contentType),
                         BatchBuilder::Packing::Body);
    }
}

ReadAnswer ReaderConnection::head() const
{
    const StreamInfo info = this->info();
    return { .status = info.status,
             .nextOffset = info.nextOffset,
             .cursor = info.cursor,
             .contentType = info.status == 200 ? info.contentType : QByteArray(),
             .upToDate = info.upToDate,
             .closed = info.closed };
}

void ReaderConnection::beginEvents()
{
    if (!isSameMediaType(info().contentType, "text/event-stream")) {
        Q_EMIT failed(error(ErrorCode::NotSupported,
                            u"the answer is %1, not an event stream"_s.arg(
                                QString::fromLatin1(info().contentType))));
        return;
    }
    const QByteArrayView encoding = m_exchange->headers().value("stream-sse-data-encoding");
    const bool isBase64 = encoding.trimmed().compare("base64", Qt::CaseInsensitive) == 0;
    const Batch::Kind kind = contentKind(m_request.contentType);
    // The one thing that an event stream tells about the type of what is in it.
    const bool isOther = isBase64 && kind != Batch::Kind::Bytes;
    Q_EMIT connected({ .contentType = isOther ? "application/octet-stream"_ba : QByteArray() });
    if (m_closed) {
        return;
    }
    m_parser.reset();
    m_builder->begin(kind, isBase64 ? BatchBuilder::Packing::Base64Events
                                    : BatchBuilder::Packing::Events);
}

void ReaderConnection::pump()
{
    if (m_closed || m_paused) {
        return;
    }
    qint64 budget = sliceSize;
    while (m_connected && budget > 0 && !m_closed) {
        const qint64 got = m_request.mode == ReadMode::Sse ? readEvents() : readBody();
        if (got <= 0) {
            break;
        }
        budget -= got;
    }
    if (!m_closed) {
        Q_EMIT sliceDone();
    }
    if (m_closed || m_paused) {
        return;
    }
    if (m_exchange->bytesAvailable() > 0) {
        schedule();
    } else if (m_exchange->isFinished()) {
        finish();
    }
}

qint64 ReaderConnection::readBody()
{
    const qint64 available = m_exchange->bytesAvailable();
    if (available <= 0) {
        return 0;
    }
    // Behind a good piece there is often more, which then comes straight from the socket.
    const qint64 size = available < goodPiece ? available : chunkSize;
    const qint64 got = m_exchange->read(m_builder->prepare(size), size);
    check(m_builder->commit(got));
    return got;
}

qint64 ReaderConnection::readEvents()
{
    if (m_exchange->bytesAvailable() <= 0) {
        return 0;
    }
    m_chunk.resizeForOverwrite(chunkSize);
    const qint64 got = m_exchange->read(m_chunk.data(), chunkSize);
    m_parser.feed(QByteArrayView(m_chunk).first(got));
    while (!m_closed) {
        const SseToken token = m_parser.next();
        if (token.kind == SseToken::Kind::NeedMore) {
            break;
        }
        handleToken(token);
    }
    return got;
}

void ReaderConnection::handleToken(const SseToken &token)
{
    switch (token.kind) {
    case SseToken::Kind::NeedMore:
        break;
    case SseToken::Kind::Data:
        m_dataSinceControl = true;
        check(m_builder->feed(token.bytes));
        break;
    case SseToken::Kind::DataEnd:
        m_dataSinceControl = true;
        check(m_builder->feed(token.bytes));
        if (!m_closed) {
            check(m_builder->endPart());
        }
        break;
    case SseToken::Kind::Control:
        handleControl(token.bytes);
        break;
    case SseToken::Kind::Error:
        failMalformed(QString::fromUtf8(m_parser.errorText()));
        break;
    }
}

void ReaderConnection::handleControl(QByteArrayView json)
{
    const auto control = parseControlEvent(json);
    if (!control) {
        failMalformed(u"a control event: "_s + QString::fromUtf8(control.error()));
        return;
    }
    if (!std::exchange(m_gotControl, true)) {
        m_exchange->setTimeout(m_options.sseIdle);
    }
    Q_EMIT controlled({ .status = m_exchange->status(),
                        .nextOffset = Offset(control->nextOffset.toByteArray()),
                        .cursor = control->cursor.toByteArray(),
                        .upToDate = control->upToDate,
                        .closed = control->closed,
                        .hadData = std::exchange(m_dataSinceControl, false) });
}

void ReaderConnection::finish()
{
    const Result<StreamInfo> result = m_exchange->result();
    if (!result) {
        const bool isSilent = m_request.mode == ReadMode::Sse && !m_gotControl
            && result.error().code == ErrorCode::Timeout;
        if (isSilent) {
            Q_EMIT silent(result.error());
        } else {
            Q_EMIT failed(result.error());
        }
        return;
    }
    if (m_request.mode != ReadMode::Sse && m_exchange->status() == 200) {
        check(m_builder->endPart());
    }
    if (!m_closed) {
        Q_EMIT ended();
    }
}

void ReaderConnection::check(BatchBuilder::Status status)
{
    if (status == BatchBuilder::Status::Malformed) {
        failMalformed(m_builder->faultText());
    } else if (status == BatchBuilder::Status::TooMuchHeld) {
        Q_EMIT heldTooMuch();
    }
}

void ReaderConnection::failMalformed(const QString &text)
{
    Q_EMIT failed(error(ErrorCode::Malformed, text));
}

Error ReaderConnection::error(ErrorCode code, const QString &text) const
{
    RequestFacts facts;
    facts.operation = operationOf(m_request.mode);
    facts.url = m_request.url;
    facts.attempts = attempt();
    return makeError(code, facts, text);
}

} // namespace DurableStreams

#include "moc_readerconnection_p.cpp"
