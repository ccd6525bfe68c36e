// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QUrl>
#include <QtNetwork/QHttpHeaders>

#include <expected>

namespace DurableStreams {

//! \brief What the head of a request is made of.
struct RequestParts
{
    QByteArray method;
    QUrl url = {}; //!< Where it goes; its parts are given as host and target.
    QHttpHeaders headers = {};
    //! -1: the request has no body, and says nothing about one.
    qint64 contentLength = -1;
    //! Ask for an answer that is not compressed.
    bool identity = false;
};

//! \brief The request line and the headers as bytes, or why they cannot be written; pure. \a host
//! and \a target are hostHeader() and requestTarget() of the address.
//!
//! Nothing that \a parts say can add a line: the method and the names must be tokens, the target is
//! visible ASCII, values have no control characters. Headers that frame the message or control the
//! connection are the engine's own; those of \a parts are left out.
std::expected<QByteArray, QString> writeRequestHead(const RequestParts &parts, const QByteArray &host,
                                                    const QByteArray &target);

//! \brief Path and query as in the first line of a request.
QByteArray requestTarget(const QUrl &url);

//! \brief Host and port as in the Host header: without a default port, IPv6 in brackets.
QByteArray hostHeader(const QUrl &url);

//! \brief The headers of \a head, which writeRequestHead() wrote.
QHttpHeaders headersOf(QByteArrayView head);

} // namespace DurableStreams
