// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "errortext.h"

#include <durablestreams/error.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The context of the translations.
struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::ErrorText)
};

QString addressOf(const DurableStreams::Error &error)
{
    return error.url.authority().isEmpty() ? ErrorText::tr("the server") : error.url.authority();
}

QString sequenceGap(const DurableStreams::Error &error)
{
    if (error.expectedSequence && error.receivedSequence) {
        return ErrorText::tr("Sequence gap: the server expected %1 and received %2.")
            .arg(*error.expectedSequence)
            .arg(*error.receivedSequence);
    }
    return ErrorText::tr("Sequence gap: an earlier batch of this producer is missing.");
}

//! By its status; what has to be in such an answer was not.
bool isSuccess(const DurableStreams::Error &error)
{
    return error.httpStatus >= 200 && error.httpStatus < 300;
}

bool isRedirect(const DurableStreams::Error &error)
{
    return error.httpStatus == 307 || error.httpStatus == 308;
}

} // namespace

bool isProxyRefusal(const DurableStreams::Error &error)
{
    return error.httpStatus == 407
        || (error.code == DurableStreams::ErrorCode::Unauthorized && error.httpStatus == 0);
}

QString causeOf(const DurableStreams::Error &error)
{
    using enum DurableStreams::ErrorCode;
    if (isProxyRefusal(error)) {
        return ErrorText::tr("The proxy asks for a user and a password (407).");
    }
    switch (error.code) {
    case InvalidArgument:
        return error.message;
    case BadRequest:
        return ErrorText::tr("The server did not understand the request (400).");
    case InvalidOffset:
        return ErrorText::tr("The server does not accept this offset (400).");
    case Unauthorized:
        return ErrorText::tr("%1 asks for credentials (401).").arg(addressOf(error));
    case Forbidden:
        return ErrorText::tr("%1 does not allow this with the credentials used (403).").arg(addressOf(error));
    case NotFound:
        return ErrorText::tr("There is no such stream (404). It never existed, was deleted, or has expired.");
    case Gone:
        return ErrorText::tr("The stream was deleted while forks of it exist, or this part of it is no longer "
                  "kept (410).");
    case AlreadyExists:
        return ErrorText::tr("A stream with other settings exists at this path (409).");
    case ContentTypeMismatch:
        return ErrorText::tr("The content type is not the stream's (409).");
    case SequenceConflict:
        return ErrorText::tr("Stream-Seq is not above the last one that was used (409).");
    case StreamClosed:
        return ErrorText::tr("The stream is closed (409): nothing can be appended any more.");
    case StaleEpoch:
        return ErrorText::tr("A newer producer has taken over (403).");
    case SequenceGap:
        return sequenceGap(error);
    case ProducerIdCollision:
        return ErrorText::tr("Another producer uses the same id.");
    case PayloadTooLarge:
        return ErrorText::tr("The message is larger than the server accepts (413).");
    case RateLimited:
        return ErrorText::tr("The server asks to slow down (429).");
    case AcknowledgedLost:
        return ErrorText::tr("The server no longer knows messages that it had acknowledged (409).");
    case NotSupported:
        return isSuccess(error)
            ? ErrorText::tr("The answer (%1) has no producer numbers: the server, or something before "
                            "it, does not honour producers.")
                  .arg(error.httpStatus)
            : ErrorText::tr("The server does not support this (%1).").arg(error.httpStatus);
    case Server:
        return ErrorText::tr("The server failed (%1).").arg(error.httpStatus);
    case UnexpectedStatus:
        if (isRedirect(error)) {
            return ErrorText::tr("%1 redirects this, and it was not sent on: %2.")
                .arg(addressOf(error), error.message);
        }
        return ErrorText::tr("The server gave an unexpected answer (%1).").arg(error.httpStatus);
    case Network:
        return ErrorText::tr("%1 could not be reached, or the connection broke.").arg(addressOf(error));
    case Tls:
        return ErrorText::tr("No secure connection to %1 could be made.").arg(addressOf(error));
    case Timeout:
        return ErrorText::tr("%1 did not answer in time.").arg(addressOf(error));
    case OutcomeUnknown:
        if (isSuccess(error)) {
            return ErrorText::tr("The answer (%1) is not that of a Durable Streams server: it may or may "
                                 "not have done it.")
                .arg(error.httpStatus);
        }
        return ErrorText::tr("The connection broke before the server answered: it may or may not have done it.");
    case Malformed:
        return ErrorText::tr("The answer breaks the format of the protocol.");
    case BacklogFull:
        return ErrorText::tr("Too much is waiting to be sent.");
    case Stopped:
        return ErrorText::tr("It was stopped before this was sent.");
    case StreamReset:
        return ErrorText::tr("The stream was deleted and created anew.");
    case SubscriptionFenced:
        return ErrorText::tr("A newer wake of this subscription has taken over (409).");
    case AlreadyClaimed:
        return ErrorText::tr("Another worker holds this subscription (409).");
    case NoPendingWork:
        return ErrorText::tr("Nothing is waiting in this subscription.");
    }
    return error.message;
}

QString remedyOf(const DurableStreams::Error &error)
{
    using enum DurableStreams::ErrorCode;
    if (isProxyRefusal(error)) {
        return ErrorText::tr("Set them on the page “Network” of the connection.");
    }
    switch (error.code) {
    case Unauthorized:
    case Forbidden:
        return ErrorText::tr("Check the credentials of the connection.");
    case NotFound:
        return ErrorText::tr("Check the path, or create the stream.");
    case ContentTypeMismatch:
        return ErrorText::tr("Send the type that the stream was created with.");
    case SequenceConflict:
        return ErrorText::tr("Use a higher Stream-Seq, compared byte by byte, or none.");
    case StreamClosed:
        return ErrorText::tr("A closed stream never reopens. Fork it to continue.");
    case PayloadTooLarge:
        return ErrorText::tr("Send it in smaller pieces.");
    case RateLimited:
        return error.retryAfter
            ? ErrorText::tr("Try again in %1 s.").arg((error.retryAfter->count() + 999) / 1000)
            : ErrorText::tr("Wait a little and try again.");
    case Network:
        return ErrorText::tr("Check that the server runs and that the address and port are right.");
    case Tls:
        return ErrorText::tr("Check the certificate of the server, or its certificate authority in the "
                  "connection.");
    case Timeout:
        return ErrorText::tr("Check the address, or try again.");
    case AcknowledgedLost:
    case OutcomeUnknown:
        return ErrorText::tr("Look at the end of the stream before sending it again.");
    case Server:
        return ErrorText::tr("Try again; if it stays so, look at the log of the server.");
    case BadRequest:
    case UnexpectedStatus:
    case Malformed:
        if (isRedirect(error)) {
            return ErrorText::tr("If that is right, connect to that server.");
        }
        return ErrorText::tr("Look at the exchange in the pane “Wire”: the server, or something before it, "
                  "may speak another protocol.");
    case InvalidOffset:
    case Gone:
    case StreamReset:
        return ErrorText::tr("Read the stream from its beginning.");
    case AlreadyExists:
        return ErrorText::tr("Choose another path, or open the stream that is there.");
    case StaleEpoch:
    case ProducerIdCollision:
        return ErrorText::tr("Let one producer alone use the id, or raise its epoch.");
    case SequenceGap:
        return ErrorText::tr("Send the missing messages first, or begin a new epoch.");
    case NotSupported:
        return ErrorText::tr("Another server, or a newer version of it, may.");
    case BacklogFull:
        return ErrorText::tr("Wait until the server has caught up.");
    case Stopped:
        return ErrorText::tr("Send it again.");
    case SubscriptionFenced:
    case AlreadyClaimed:
    case NoPendingWork:
        return ErrorText::tr("Nothing needs to be done.");
    case InvalidArgument:
        break;
    }
    return error.remedy;
}

namespace {

//! No stream is missing: there is nobody who could be subscribed to.
bool hasNoSubscriptions(const DurableStreams::Error &error)
{
    using enum DurableStreams::ErrorCode;
    return error.code == NotFound || error.code == NotSupported || error.code == Gone
        || error.httpStatus == 405;
}

} // namespace

QString causeOfScan(const DurableStreams::Error &error)
{
    return hasNoSubscriptions(error)
        ? ErrorText::tr("The scan was refused: this server has no subscriptions (%1), so it cannot "
                        "name its streams.")
              .arg(error.httpStatus)
        : ErrorText::tr("The scan failed. %1").arg(causeOf(error));
}

QString remedyOfScan(const DurableStreams::Error &error)
{
    return hasNoSubscriptions(error)
        ? ErrorText::tr("Add streams by path or from a file, or set a registry stream in the "
                        "connection.")
        : remedyOf(error);
}

QString serverWords(const DurableStreams::Error &error)
{
    QString text = QString::fromUtf8(error.serverText).simplified();
    if (const QJsonObject object = QJsonDocument::fromJson(error.serverText).object();
        !object.isEmpty()) {
        const QJsonValue inner = object.value("error"_L1);
        const QString message = inner.isObject() ? inner.toObject().value("message"_L1).toString()
                                                 : object.value("message"_L1).toString();
        text = !message.isEmpty() ? message : inner.isString() ? inner.toString() : text;
    }
    return text.size() > 200 ? text.first(199) + u'…' : text;
}

bool needsOtherConnection(const DurableStreams::Error &error)
{
    using enum DurableStreams::ErrorCode;
    return isProxyRefusal(error) || error.code == Unauthorized || error.code == Forbidden
        || error.code == Tls || (error.code == InvalidArgument && error.httpStatus == 0);
}

} // namespace Tailwater
