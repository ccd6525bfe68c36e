// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpdate_p.h"
#include "redaction_p.h"
#include "responseheaders_p.h"
#include "streampath_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestServerText = 4096;

struct Verdict
{
    ErrorCode code;
    QString reason;
    QString remedy = {};
};

std::optional<qint64> integer(const QHttpHeaders &headers, QByteArrayView name)
{
    bool valid = false;
    const qint64 value = headers.value(name).toLongLong(&valid);
    return valid && value >= 0 ? std::optional(value) : std::nullopt;
}

bool isTrue(const QHttpHeaders &headers, QByteArrayView name)
{
    return headers.value(name).trimmed().compare("true", Qt::CaseInsensitive) == 0;
}

bool isRead(Operation operation)
{
    return operation == Operation::CatchUp || operation == Operation::LongPoll
        || operation == Operation::Sse;
}

bool isCreation(Operation operation)
{
    return operation == Operation::Create || operation == Operation::Fork;
}

// The message of a server, in lower case, to look for words in.
class ServerText
{
public:
    explicit ServerText(QByteArrayView body)
        : m_text(body.first(qMin(body.size(), largestServerText)).toByteArray().toLower())
    { }

    bool isEmpty() const { return m_text.trimmed().isEmpty(); }
    bool says(QByteArrayView word) const { return m_text.contains(word); }
    bool saysContentType() const { return says("content-type") || says("content type"); }

private:
    QByteArray m_text;
};

Verdict badRequest(const RequestFacts &request, const ServerText &text)
{
    const bool aboutOffset = !request.offset.isSentinel() || text.says("offset");
    if (isRead(request.operation) && !request.offset.isNull() && aboutOffset) {
        return {
            ErrorCode::InvalidOffset, u"the server does not accept the offset"_s,
            u"Offsets belong to one stream and server; start from the beginning or the tail."_s
        };
    }
    return { ErrorCode::BadRequest, u"the server found the request malformed"_s,
             u"The server's text says what it does not accept."_s };
}

Verdict forbidden(const QHttpHeaders &headers)
{
    if (const auto epoch = integer(headers, "producer-epoch")) {
        return { ErrorCode::StaleEpoch,
                 u"another producer with this id has taken over, with epoch %1"_s.arg(*epoch),
                 u"Claim a higher epoch, or use a producer id of your own."_s };
    }
    return { ErrorCode::Forbidden, u"access is forbidden"_s,
             u"The credentials are known but do not allow this; use others."_s };
}

Verdict notFound(Operation operation)
{
    if (operation == Operation::Fork) {
        return { ErrorCode::NotFound, u"the source stream does not exist"_s,
                 u"Check the path of the source; streams also vanish when they expire."_s };
    }
    return {
        ErrorCode::NotFound, u"the stream does not exist"_s,
        u"It may never have existed, been deleted, or expired; check the path or create it."_s
    };
}

Verdict gone(const RequestFacts &request)
{
    if (isRead(request.operation) && !request.offset.isNull() && !request.offset.isSentinel()) {
        return { ErrorCode::Gone,
                 u"the stream was deleted, or its data at this offset is no longer kept"_s,
                 u"Read from the beginning to get what is still kept."_s };
    }
    return { ErrorCode::Gone, u"the stream was deleted while forks of it still exist"_s,
             u"Its path becomes free when the last fork is deleted."_s };
}

Verdict creationConflict(Operation operation, const ServerText &text)
{
    if (text.says("deleted")) {
        return { ErrorCode::AlreadyExists, u"a deleted stream that still has forks blocks this"_s,
                 u"Its path becomes free when its last fork is deleted."_s };
    }
    if (operation == Operation::Fork && text.saysContentType()) {
        return { ErrorCode::ContentTypeMismatch, u"the content type is not that of the source"_s,
                 u"Leave the content type out to inherit it."_s };
    }
    return { ErrorCode::AlreadyExists, u"a stream with another configuration exists there"_s,
             u"Choose another path, or the content type, expiry and closed state that it has."_s };
}

Verdict conflict(const RequestFacts &request, const QHttpHeaders &headers, const ServerText &text)
{
    if (isCreation(request.operation)) {
        return creationConflict(request.operation, text);
    }
    const Verdict closed { ErrorCode::StreamClosed, u"the stream is closed"_s,
                           u"A closed stream never opens again; write to another one."_s };
    if (isTrue(headers, "stream-closed")) {
        return closed;
    }
    if (const auto expected = integer(headers, "producer-expected-seq")) {
        return { ErrorCode::SequenceGap,
                 u"a batch of this producer is missing; the server expects number %1"_s.arg(
                     *expected),
                 u"Send the missing batches first, or go on with a higher epoch."_s };
    }
    if (text.saysContentType()) {
        return { ErrorCode::ContentTypeMismatch, u"the content type is not that of the stream"_s,
                 u"Append with the content type that the stream was created with."_s };
    }
    if (text.says("closed")) {
        return closed;
    }
    if (request.hasSequence) {
        return { ErrorCode::SequenceConflict, u"Stream-Seq is not above the last one"_s,
                 u"Sequences are compared byte by byte: 10 comes before 9. Use a higher one."_s };
    }
    return { ErrorCode::UnexpectedStatus, u"a conflict that the server does not explain"_s,
             u"Look at the text of the server's answer, and at its log."_s };
}

// A success that lacks what the protocol demands of it comes from somewhere else.
QString missingEvidence(const StreamInfo &info, const RequestFacts &request)
{
    const bool isAppend
        = request.operation == Operation::Append || request.operation == Operation::Close;
    if (request.operation == Operation::Append) {
        if (request.producerEpoch
            && (info.producerEpoch.value_or(*request.producerEpoch) != *request.producerEpoch
                || info.producerSequence.value_or(*request.producerSequence)
                    < *request.producerSequence)) {
            return u"an answer with the Producer-Epoch or Producer-Seq of something else"_s;
        }
        if (info.nextOffset.isNull() && !info.producerEpoch) {
            return u"an answer without Stream-Next-Offset"_s;
        }
    }
    if (isAppend) {
        return request.closes && !info.closed
            ? u"an answer that does not say that the stream is closed"_s
            : QString();
    }
    const bool isOther = request.operation == Operation::Head
        || request.operation == Operation::Delete || isCreation(request.operation);
    const bool isPage = info.contentType.trimmed().toLower().startsWith("text/html");
    return isOther && isPage && info.nextOffset.isNull() ? u"a web page"_s : QString();
}

Error noEvidence(const QString &missing, const StreamInfo &info, const RequestFacts &request)
{
    const bool reads = request.operation == Operation::Head;
    const QString check = u"Check that the address is that of a Durable Streams server, and that no "
                          "login page is between."_s;
    Error error = makeError(reads ? ErrorCode::UnexpectedStatus : ErrorCode::OutcomeUnknown, request,
                            u"HTTP %1, %2: not as a Durable Streams server answers"_s.arg(
                                QString::number(info.status), missing),
                            reads ? check : u"Look whether it was carried out. "_s + check);
    error.httpStatus = info.status;
    return error;
}

Verdict otherStatus(int status)
{
    if (status >= 500) {
        return { ErrorCode::Server, u"the server failed"_s, u"Try again later."_s };
    }
    if (status >= 300 && status < 400) {
        return { ErrorCode::UnexpectedStatus, u"the server answers from another address"_s,
                 u"Use the address that its Location header names, if you trust it."_s };
    }
    return { ErrorCode::UnexpectedStatus, u"an answer that the protocol does not have"_s,
             u"Check that the address is that of a Durable Streams server."_s };
}

Verdict judge(int status, const QHttpHeaders &headers, const ServerText &text,
              const RequestFacts &request)
{
    switch (status) {
    case 400:
        return badRequest(request, text);
    case 401:
        return { ErrorCode::Unauthorized, u"the server wants other credentials"_s,
                 u"Enter a token, or a new one if it has expired."_s };
    case 403:
        return forbidden(headers);
    case 404:
        return notFound(request.operation);
    case 405:
    case 501:
        return { ErrorCode::NotSupported, u"the server does not support this"_s,
                 u"Another server, or a newer version of it, may."_s };
    case 409:
        return conflict(request, headers, text);
    case 410:
        return gone(request);
    case 413:
        return { ErrorCode::PayloadTooLarge, u"the body is larger than the server accepts"_s,
                 u"Send it in smaller parts."_s };
    case 429:
        return { ErrorCode::RateLimited, u"the server is asked too often"_s,
                 u"Wait before trying again."_s };
    default:
        return otherStatus(status);
    }
}

// For what goes wrong without an answer, or on the way to it.
QString remedyFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Network:
        return u"Check that the server runs, and that address and port are right."_s;
    case ErrorCode::Tls:
        return u"Check the certificate of the server, or trust the authority that issued it."_s;
    case ErrorCode::Timeout:
        return u"Try again, allow more time, or check the address."_s;
    default:
        return {};
    }
}

QString prefixed(const RequestFacts &request, const QString &reason)
{
    const QByteArray name
        = request.name.isEmpty() ? operationName(request.operation) : request.name;
    const QByteArray path = streamPath(request.url);
    return QString::fromLatin1(path.isEmpty() ? name : name + ' ' + path) + u": " + reason;
}

} // namespace

QByteArray operationName(Operation operation)
{
    switch (operation) {
    case Operation::Create:
        return "create"_ba;
    case Operation::Fork:
        return "fork"_ba;
    case Operation::Append:
        return "append"_ba;
    case Operation::ProducerAppend:
        return "producer"_ba;
    case Operation::Close:
        return "close"_ba;
    case Operation::Head:
        return "head"_ba;
    case Operation::Delete:
        return "delete"_ba;
    case Operation::CatchUp:
        return "catch-up"_ba;
    case Operation::LongPoll:
        return "long-poll"_ba;
    case Operation::Sse:
        return "sse"_ba;
    case Operation::Other:
        break;
    }
    return "request"_ba;
}

StreamInfo readStreamInfo(int status, const QHttpHeaders &headers)
{
    const auto text = [&headers](QByteArrayView name) { return headers.value(name).toByteArray(); };
    StreamInfo info;
    info.status = status;
    info.contentType = text("content-type");
    info.nextOffset = Offset(text("stream-next-offset"));
    info.cursor = text("stream-cursor");
    info.etag = text("etag");
    if (const auto seconds = integer(headers, "stream-ttl")) {
        info.ttl = std::chrono::seconds(*seconds);
    }
    const QString expiry = QString::fromLatin1(headers.value("stream-expires-at"));
    if (const auto date = QDateTime::fromString(expiry, Qt::ISODateWithMs); date.isValid()) {
        info.expiresAt = date;
    }
    info.closed = isTrue(headers, "stream-closed");
    info.upToDate = headers.contains("stream-up-to-date");
    info.producerEpoch = integer(headers, "producer-epoch");
    info.producerSequence = integer(headers, "producer-seq");
    info.headers = headers;
    return info;
}

Result<StreamInfo> interpretResponse(int status, const QHttpHeaders &headers, QByteArrayView body,
                                     const RequestFacts &request, const QDateTime &now)
{
    StreamInfo info = readStreamInfo(status, headers);
    if ((status >= 200 && status < 300) || (status == 304 && isRead(request.operation))) {
        info.created = isCreation(request.operation) && status == 201;
        // 204 is the ordinary success of a server that does not know producers: it echoes nothing.
        info.duplicate
            = request.hasProducer && request.hasBody && status == 204 && info.producerEpoch;
        info.attempts = request.attempts;
        if (const QString missing = missingEvidence(info, request); !missing.isEmpty()) {
            Error error = noEvidence(missing, info, request);
            error.serverText = body.first(qMin(body.size(), largestServerText)).toByteArray();
            return std::unexpected(error);
        }
        return info;
    }
    const Verdict verdict = judge(status, headers, ServerText(body), request);
    Error error
        = makeError(verdict.code, request,
                    u"HTTP %1, %2"_s.arg(QString::number(status), verdict.reason), verdict.remedy);
    error.httpStatus = status;
    error.serverText = body.first(qMin(body.size(), largestServerText)).toByteArray();
    error.retryAfter = parseRetryAfter(headers.value("retry-after"), now);
    if (verdict.code == ErrorCode::StreamClosed && !info.nextOffset.isNull()) {
        error.finalOffset = info.nextOffset;
    } else if (verdict.code == ErrorCode::StaleEpoch) {
        error.currentEpoch = info.producerEpoch;
    } else if (verdict.code == ErrorCode::SequenceGap) {
        error.expectedSequence = integer(headers, "producer-expected-seq");
        error.receivedSequence = integer(headers, "producer-received-seq");
    }
    return std::unexpected(error);
}

Error makeError(ErrorCode code, const RequestFacts &request, const QString &reason,
                const QString &remedy)
{
    Error error;
    error.code = code;
    error.message = prefixed(request, reason);
    error.remedy = remedy.isEmpty() ? remedyFor(code) : remedy;
    error.url = Redaction(request.secretNames).url(request.url);
    error.attempts = request.attempts;
    return error;
}

} // namespace DurableStreams
