// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "request/appendqueue_p.h"
#include "request/callprivate_p.h"
#include "request/clientprivate_p.h"
#include "request/streamprivate_p.h"
#include "stream.h"
#include "wire/contenttype_p.h"
#include "wire/jsonvalidator_p.h"
#include "wire/streampath_p.h"

#include <QtCore/QIODevice>
#include <QtCore/QTimer>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QUrl &url, Operation operation, const QString &reason,
              const QString &remedy = {})
{
    RequestFacts facts;
    facts.operation = operation;
    facts.url = url;
    facts.attempts = 0;
    return makeError(ErrorCode::InvalidArgument, facts, reason, remedy);
}

// Why no request can be made, the options that all operations share included.
std::optional<Error> unusable(const StreamPrivate *stream, const RequestOptions &options)
{
    if (!stream || !stream->client) {
        Error error;
        error.code = ErrorCode::InvalidArgument;
        error.message = u"the stream handle is not valid"_s;
        return error;
    }
    if (stream->error) {
        return stream->error;
    }
    return options.retry ? options.retry->validate() : std::nullopt;
}

Call *failedCall(const StreamPrivate *stream, const Error &error)
{
    Call *call = CallPrivate::make(stream ? stream->client.data() : nullptr);
    CallPrivate::get(call)->finish(std::unexpected(error));
    return call;
}

// One request with its retries; 'learn' looks at the result first.
Call *makeCall(const QSharedPointer<StreamPrivate> &stream, ExchangeRequest request,
               std::function<void(const StreamInfo &)> learn)
{
    if (const auto error = unusable(stream.get(), request.options)) {
        return failedCall(stream.get(), *error);
    }
    request.url = stream->url;
    Call *call = CallPrivate::make(stream->client);
    auto *attempts = new Attempts(ClientPrivate::get(stream->client), std::move(request),
                                  Repeat::Always, call);
    CallPrivate::get(call)->stopWork = [attempts = QPointer(attempts)] {
        return attempts && attempts->abort();
    };
    QObject::connect(attempts, &Attempts::retryScheduled, call, &Call::retryScheduled);
    QObject::connect(attempts, &Attempts::uploadProgress, call, &Call::uploadProgress);
    QObject::connect(attempts, &Attempts::finished, call,
                     [call, stream, learn = std::move(learn)](const Outcome &outcome) {
                         if (outcome.result && learn) {
                             learn(*outcome.result);
                         }
                         CallPrivate::get(call)->finish(outcome.result);
                     });
    attempts->start();
    return call;
}

QByteArray rfc3339(const QDateTime &time)
{
    const QDateTime utc = time.toUTC();
    return utc.toString(utc.time().msec() ? Qt::ISODateWithMs : Qt::ISODate).toLatin1();
}

QHttpHeaders creationHeaders(const CreateOptions &options)
{
    QHttpHeaders headers;
    if (!options.contentType.isEmpty()) {
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, options.contentType);
    }
    if (options.ttl) {
        headers.append("Stream-TTL", QByteArray::number(qint64(options.ttl->count())));
    }
    if (options.expiresAt) {
        headers.append("Stream-Expires-At", rfc3339(*options.expiresAt));
    }
    if (options.closed) {
        headers.append("Stream-Closed", "true");
    }
    return headers;
}

std::optional<Error> invalidCreation(const QUrl &url, const CreateOptions &options)
{
    if (options.ttl && options.expiresAt) {
        return invalid(url, Operation::Create, u"ttl and expiresAt exclude each other"_s);
    }
    if (options.ttl && options.ttl->count() < 0) {
        return invalid(url, Operation::Create, u"ttl must not be negative"_s);
    }
    if (options.expiresAt && !options.expiresAt->isValid()) {
        return invalid(url, Operation::Create, u"expiresAt is not a valid time"_s);
    }
    return std::nullopt;
}

// What an append cannot be sent for.
std::optional<Error> invalidAppend(const QUrl &url, const AppendQueue::Item &item)
{
    if (item.form == AppendQueue::Form::CloseOnly) {
        return std::nullopt;
    }
    if (item.hasDevice && (!item.device || !item.device->isReadable())) {
        return invalid(url, Operation::Append, u"the device cannot be read"_s);
    }
    if (!item.hasDevice && item.bytes.isEmpty()) {
        return invalid(url, Operation::Append, u"an append must not be empty"_s);
    }
    if (item.form != AppendQueue::Form::JsonValue) {
        return std::nullopt;
    }
    const auto fault = validateJson(item.bytes);
    if (!fault) {
        return std::nullopt;
    }
    return invalid(url, Operation::Append,
                   u"the value is not JSON, at byte %1: %2"_s.arg(
                       QString::number(fault->position), QString::fromUtf8(fault->reason)));
}

Call *enqueue(const QSharedPointer<StreamPrivate> &stream, AppendQueue::Item item)
{
    std::optional<Error> error = unusable(stream.get(), item.options.request);
    if (!error) {
        error = invalidAppend(stream->url, item);
    }
    if (error) {
        return failedCall(stream.get(), *error);
    }
    if (!stream->appends) {
        stream->appends = std::make_unique<AppendQueue>(stream.get());
    }
    Call *call = CallPrivate::make(stream->client);
    item.call = call;
    if (const auto deadline = item.options.request.deadline) {
        const auto time = std::max(*deadline, std::chrono::milliseconds(0));
        item.deadline.setRemainingTime(time);
        QTimer::singleShot(time, call, [stream, call] { stream->appends->expire(call); });
    }
    if (item.device && !item.device->isSequential()) {
        item.devicePosition = item.device->pos();
    }
    // Keeps what the copies of the handle share until the call is done.
    CallPrivate::get(call)->stopWork = [stream, call] { return stream->appends->remove(call); };
    stream->appends->add(std::move(item));
    return call;
}

} // namespace

StreamPrivate::StreamPrivate(Client *owner, const QUrl &address)
    : client(owner)
    , url(address)
{
    // Credentials in an address would end up in logs; they belong into the headers.
    url.setUserInfo({});
    url.setFragment({});
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty()) {
        error = invalid(url, Operation::Other, u"not an absolute http or https address"_s,
                        u"Give a whole one, such as http://localhost:4437/v1/stream/orders."_s);
    } else if (hasDotSegment(url.path(QUrl::FullyEncoded).toLatin1())) {
        error = invalid(url, Operation::Other,
                        u"a path segment '.' or '..' would name another stream"_s,
                        u"Give the path of the stream itself."_s);
    }
}

StreamPrivate::~StreamPrivate() = default;

Stream::Stream(QSharedPointer<StreamPrivate> priv)
    : d(std::move(priv))
{
}

QUrl Stream::url() const
{
    return d ? d->url : QUrl();
}

bool Stream::isValid() const
{
    return d && d->client && !d->error;
}

QByteArray Stream::contentType() const
{
    return d ? d->contentType : QByteArray();
}

bool Stream::isJson() const
{
    return contentKind(contentType()) == Batch::Kind::Json;
}

Call *Stream::create(const CreateOptions &options) const
{
    if (const auto error = invalidCreation(url(), options)) {
        return failedCall(d.get(), *error);
    }
    ExchangeRequest request { .operation = Operation::Create, .method = "PUT"_ba, .url = {},
                              .protocolHeaders = creationHeaders(options),
                              .body = options.body, .options = options.request };
    return makeCall(d, std::move(request), [stream = d.get(), type = options.contentType](
                                               const StreamInfo &info) {
        stream->contentType = !info.contentType.isEmpty() ? info.contentType
            : type.isEmpty()                              ? "application/octet-stream"_ba
                                                          : type;
    });
}

Call *Stream::fork(const ForkOptions &options) const
{
    std::optional<Error> error = invalidCreation(url(), options.create);
    if (!error && !options.sourcePath.startsWith('/')) {
        error = invalid(url(), Operation::Fork, u"sourcePath must be an absolute path"_s);
    }
    if (!error && options.offset && options.offset->isNull()) {
        error = invalid(url(), Operation::Fork, u"offset is empty"_s);
    }
    if (error) {
        return failedCall(d.get(), *error);
    }
    QHttpHeaders headers = creationHeaders(options.create);
    headers.append("Stream-Forked-From", options.sourcePath);
    if (options.offset) {
        headers.append("Stream-Fork-Offset", options.offset->token());
    }
    if (options.subOffset) {
        headers.append("Stream-Fork-Sub-Offset", QByteArray::number(*options.subOffset));
    }
    ExchangeRequest request { .operation = Operation::Fork, .method = "PUT"_ba, .url = {},
                              .protocolHeaders = headers, .options = options.create.request };
    return makeCall(d, std::move(request), [stream = d.get()](const StreamInfo &info) {
        stream->contentType = info.contentType;
    });
}

Call *Stream::head(const RequestOptions &options) const
{
    ExchangeRequest request { .operation = Operation::Head, .method = "HEAD"_ba, .url = {},
                              .options = options };
    return makeCall(d, std::move(request), [stream = d.get()](const StreamInfo &info) {
        stream->contentType = info.contentType;
    });
}

Call *Stream::append(const QByteArray &body, const AppendOptions &options) const
{
    return enqueue(d, { .call = {}, .bytes = body, .options = options });
}

Call *Stream::appendJson(const QByteArray &value, const AppendOptions &options) const
{
    return enqueue(d, { .call = {}, .bytes = value, .form = AppendQueue::Form::JsonValue,
                        .options = options });
}

Call *Stream::append(QIODevice *body, const AppendOptions &options) const
{
    return enqueue(d, { .call = {}, .device = body, .hasDevice = true, .options = options });
}

Call *Stream::closeStream(const QByteArray &body, const AppendOptions &options) const
{
    AppendOptions closing = options;
    closing.close = true;
    const auto form = body.isEmpty() ? AppendQueue::Form::CloseOnly : AppendQueue::Form::Raw;
    return enqueue(d, { .call = {}, .bytes = body, .form = form, .options = closing });
}

Call *Stream::remove(const RequestOptions &options) const
{
    ExchangeRequest request { .operation = Operation::Delete, .method = "DELETE"_ba, .url = {},
                              .options = options };
    return makeCall(d, std::move(request),
                    [stream = d.get()](const StreamInfo &) { stream->contentType.clear(); });
}

} // namespace DurableStreams
