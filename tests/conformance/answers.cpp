// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "answers.h"

using namespace Qt::StringLiterals;
using DurableStreams::ErrorCode;

namespace {

QString codeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return u"INVALID_ARGUMENT"_s;
    case ErrorCode::InvalidOffset:
        return u"INVALID_OFFSET"_s;
    case ErrorCode::NotFound:
        return u"NOT_FOUND"_s;
    case ErrorCode::AlreadyExists:
    case ErrorCode::ContentTypeMismatch:
        return u"CONFLICT"_s;
    case ErrorCode::SequenceConflict:
    case ErrorCode::SequenceGap:
    case ErrorCode::AcknowledgedLost:
        return u"SEQUENCE_CONFLICT"_s;
    case ErrorCode::StreamClosed:
        return u"STREAM_CLOSED"_s;
    case ErrorCode::Network:
    case ErrorCode::Tls:
    case ErrorCode::OutcomeUnknown:
        return u"NETWORK_ERROR"_s;
    case ErrorCode::Timeout:
        return u"TIMEOUT"_s;
    case ErrorCode::Malformed:
        return u"PARSE_ERROR"_s;
    case ErrorCode::BadRequest:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::Gone:
    case ErrorCode::StaleEpoch:
    case ErrorCode::PayloadTooLarge:
    case ErrorCode::RateLimited:
    case ErrorCode::Server:
    case ErrorCode::UnexpectedStatus:
        return u"UNEXPECTED_STATUS"_s;
    default:
        return u"INTERNAL_ERROR"_s;
    }
}

} // namespace

namespace Answers {

QJsonObject success(const QString &command, QJsonObject members)
{
    members.insert("type"_L1, command);
    members.insert("success"_L1, true);
    return members;
}

QJsonObject failure(const QString &command, const QString &code, const QString &message)
{
    return { { u"type"_s, u"error"_s },
             { u"success"_s, false },
             { u"commandType"_s, command },
             { u"errorCode"_s, code },
             { u"message"_s, message } };
}

QJsonObject failure(const QString &command, const DurableStreams::Error &error)
{
    QJsonObject answer = failure(command, codeOf(error.code), error.message);
    if (error.httpStatus >= 300) {
        answer.insert("status"_L1, error.httpStatus);
    }
    return answer;
}

QHttpHeaders headers(const QJsonObject &command)
{
    QHttpHeaders result;
    const QJsonObject object = command["headers"_L1].toObject();
    for (auto header = object.begin(); header != object.end(); ++header) {
        result.append(header.key(), header.value().toString());
    }
    return result;
}

} // namespace Answers
