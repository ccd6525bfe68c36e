// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectiontrouble.h"

#include "errortext.h"
#include "models/connection.h"
#include "models/statustext.h"
#include "models/tailstatus.h"

#include <durablestreams/error.h>

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The context of the translations.
struct TroubleText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::ConnectionTrouble)
};

bool saysOne(const QString &text, std::initializer_list<QLatin1StringView> phrases)
{
    return std::ranges::any_of(phrases, [&text](QLatin1StringView phrase) {
        return text.contains(phrase, Qt::CaseInsensitive);
    });
}

bool hasPin(const Connection &connection)
{
    return !connection.tls.pinnedCertificate.isEmpty();
}

QString tlsCause(TlsTrouble trouble, const Connection &connection)
{
    const QString server = connection.baseUrl.authority();
    const bool shown = !connection.tls.certificateFile.isEmpty();
    switch (trouble) {
    case TlsTrouble::NotTls:
        return TroubleText::tr("%1 does not speak TLS.").arg(server);
    case TlsTrouble::AsksForCertificate:
    case TlsTrouble::RefusesCertificate:
        return shown ? TroubleText::tr("%1 does not accept the client certificate.").arg(server)
                     : TroubleText::tr("%1 asks for a client certificate.").arg(server);
    case TlsTrouble::RefusesAll:
        return TroubleText::tr("%1 broke off while a secure connection was made.").arg(server);
    case TlsTrouble::Other:
        break;
    }
    return hasPin(connection)
        ? TroubleText::tr("%1 shows another certificate than the one you trusted.").arg(server)
        : QString();
}

QString tlsRemedy(TlsTrouble trouble, const Connection &connection)
{
    const bool shown = !connection.tls.certificateFile.isEmpty();
    switch (trouble) {
    case TlsTrouble::NotTls:
        return TroubleText::tr("Use http instead of https, or another port.");
    case TlsTrouble::AsksForCertificate:
    case TlsTrouble::RefusesCertificate:
        return shown ? TroubleText::tr("Give another one on the page “TLS” of the connection.")
                     : TroubleText::tr("Give one on the page “TLS” of the connection.");
    case TlsTrouble::RefusesAll:
        return shown ? TroubleText::tr("It may not accept the client certificate.")
                     : TroubleText::tr("If it asks for a client certificate, give one on the page "
                                       "“TLS” of the connection.");
    case TlsTrouble::Other:
        break;
    }
    return hasPin(connection)
        ? TroubleText::tr("Look at the new one on the page “TLS” of the connection; trust it only if "
                          "you know that it is the server's.")
        : QString();
}

//! What a server that speaks TLS does with plain http: it ends the connection, or says something else.
bool mayBeTls(const DurableStreams::Error &error, const Connection &connection)
{
    using enum DurableStreams::ErrorCode;
    return connection.baseUrl.scheme() == "http"_L1
        && (error.httpStatus == 400
            || (error.code == Network && error.httpStatus == 0
                && saysOne(error.message, { "without an answer"_L1, "not HTTP"_L1, "Expected HTTP"_L1,
                                            "in its header"_L1, "reset by peer"_L1 })));
}

//! What a server does that wants a certificate and says nothing about it.
bool mayWantCertificate(const DurableStreams::Error &error, const Connection &connection)
{
    return connection.baseUrl.scheme() == "https"_L1 && connection.tls.certificateFile.isEmpty()
        && error.code == DurableStreams::ErrorCode::Network && error.httpStatus == 0
        && saysOne(error.message, { "without an answer"_L1, "reset by peer"_L1 });
}

} // namespace

TlsTrouble tlsTroubleOf(const QString &text)
{
    if (saysOne(text, { "wrong version number"_L1, "packet length too long"_L1,
                        "record layer failure"_L1, "unknown protocol"_L1 })) {
        return TlsTrouble::NotTls;
    }
    if (saysOne(text, { "certificate required"_L1 })) {
        return TlsTrouble::AsksForCertificate;
    }
    if (!saysOne(text, { "alert"_L1 })) {
        return TlsTrouble::Other;
    }
    return saysOne(text, { "certificate"_L1, "unknown ca"_L1, "access denied"_L1 })
        ? TlsTrouble::RefusesCertificate
        : TlsTrouble::RefusesAll;
}

QString tlsSentence(const QString &text, const Connection &connection)
{
    const TlsTrouble trouble = tlsTroubleOf(text);
    const QString cause = tlsCause(trouble, connection);
    return cause.isEmpty() ? QString() : cause + u' ' + tlsRemedy(trouble, connection);
}

QString causeOf(const DurableStreams::Error &error, const Connection &connection)
{
    if (isProxyRefusal(error) && !connection.proxy.user.isEmpty()) {
        return TroubleText::tr("The proxy does not accept the user and the password (407).");
    }
    const QString tls = error.code == DurableStreams::ErrorCode::Tls
        ? tlsCause(tlsTroubleOf(error.message), connection)
        : QString();
    return tls.isEmpty() ? causeOf(error) : tls;
}

QString remedyOf(const DurableStreams::Error &error, const Connection &connection)
{
    if (isProxyRefusal(error) && !connection.proxy.user.isEmpty()) {
        return TroubleText::tr("Correct them on the page “Network” of the connection.");
    }
    if (mayBeTls(error, connection)) {
        return remedyOf(error) + u' '
            + TroubleText::tr("If it speaks TLS at this port, use https instead of http.");
    }
    if (mayWantCertificate(error, connection)) {
        return remedyOf(error) + u' ' + tlsRemedy(TlsTrouble::RefusesAll, connection);
    }
    const QString tls = error.code == DurableStreams::ErrorCode::Tls
        ? tlsRemedy(tlsTroubleOf(error.message), connection)
        : QString();
    return tls.isEmpty() ? remedyOf(error) : tls;
}

bool isPassing(const DurableStreams::Error &error)
{
    using enum DurableStreams::ErrorCode;
    return error.code == Network || error.code == Timeout || error.code == Server
        || error.code == RateLimited;
}

QString stateSentence(const TailStatus &status, const Connection &connection)
{
    if (!isFailure(status.state) || !status.error
        || status.error->code != DurableStreams::ErrorCode::Tls) {
        return stateSentence(status);
    }
    return causeOf(*status.error, connection) + u' ' + remedyOf(*status.error, connection);
}

} // namespace Tailwater
