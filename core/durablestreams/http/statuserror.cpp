// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "statuserror_p.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;

QNetworkReply::NetworkError errorOfStatus(int status)
{
    switch (status) {
    case 400:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        break;
    }
    return status < 400 ? QNetworkReply::NoError
        : status < 500  ? QNetworkReply::UnknownContentError
                        : QNetworkReply::UnknownServerError;
}

QString describeStatus(int status, QByteArrayView reason)
{
    return u"the server answered %1 %2"_s.arg(status).arg(QString::fromLatin1(reason)).trimmed();
}

} // namespace DurableStreams

