// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QMetaType>
#include <QtCore/QUrl>
#include <QtNetwork/QHttpHeaders>

#include <chrono>

namespace DurableStreams {

//! \brief One HTTP exchange as it went over the wire, for a wire log.
//!
//! Emitted when the answer's headers are there, and again when the exchange ended; while a live
//! answer is traced with its body, also a few times a second as it grows. Values of Authorization,
//! Cookie, and of parameters and headers marked secret are replaced by "•••". Bodies are part of it
//! only if the client was told to; see Client::setTraceBodyLimit().
struct RequestTrace
{
    //! Counts the exchanges of the process; the same for both reports of one exchange.
    quint64 id = 0;
    QByteArray method; //!< such as GET
    QUrl url; //!< with secret parameters redacted
    //! "create", "append", "head", "catch-up", "long-poll", "sse", "producer", "delete", …
    QByteArray purpose;
    QHttpHeaders requestHeaders; //!< as sent, secrets redacted
    int status = 0; //!< 0: no answer so far
    QHttpHeaders responseHeaders; //!< as received, secrets redacted
    QDateTime started; //!< UTC
    //! From the start to the headers of the answer, and to the end; negative: not yet.
    std::chrono::microseconds toHeaders { -1 };
    //! \brief See toHeaders.
    std::chrono::microseconds total { -1 };
    qint64 bytesSent = 0; //!< of the body
    qint64 bytesReceived = 0; //!< of the body, decoded
    QByteArray requestBody; //!< as sent
    QByteArray responseBody; //!< what has come so far, decoded
    //! The body is longer than what is kept of it here: requestBody or responseBody is its beginning.
    bool requestBodyCut = false;
    bool responseBodyCut = false; //!< see requestBodyCut
    qint64 requestBodySize = 0; //!< of the whole body that was to be sent
    int attempt = 1; //!< counts from 1 for each logical request
    //! Empty, or why the exchange broke.
    QString failure;
    bool finished = false; //!< the second report: the exchange has ended
};

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::RequestTrace)
