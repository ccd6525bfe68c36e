// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace DurableStreams {
struct Error;
}

namespace Tailwater {

struct Connection;
struct TailStatus;

// What a failure means to whoever sets up a connection, and knows what was given in it.

//! \brief What a TLS library means by its words.
enum class TlsTrouble { Other, NotTls, AsksForCertificate, RefusesCertificate, RefusesAll };

//! \brief Out of \a text, which is OpenSSL's, or quotes it.
TlsTrouble tlsTroubleOf(const QString &text);

//! \brief As causeOf(), of a request with \a connection.
QString causeOf(const DurableStreams::Error &error, const Connection &connection);

//! \brief As remedyOf(), of a request with \a connection.
QString remedyOf(const DurableStreams::Error &error, const Connection &connection);

//! \brief Cause and remedy of a handshake that failed with \a text; empty: nothing better than \a text
//! is known.
QString tlsSentence(const QString &text, const Connection &connection);

//! \brief Whether it may go away by itself: the server was not reached, or cannot answer now.
bool isPassing(const DurableStreams::Error &error);

//! \brief As stateSentence(), of a tail that reads with \a connection: no words of the TLS library.
QString stateSentence(const TailStatus &status, const Connection &connection);

} // namespace Tailwater
