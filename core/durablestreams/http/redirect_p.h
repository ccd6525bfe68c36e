// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QUrl>
#include <QtNetwork/QHttpHeaders>
#include <QtNetwork/QNetworkRequest>

#include <optional>

namespace DurableStreams {

//! \brief The longest chain of redirects that is followed.
constexpr int MaxRedirects = 5;

//! \brief Where a redirect may be followed to; nothing if the answer is to be delivered as it is.
//!
//! 307 and 308 keep method and body; 301 and 302 would turn a POST into a GET without its body, so
//! they are followed for GET and HEAD only. Never from https to http.
std::optional<QUrl> redirectTarget(const QByteArray &method, int status, const QUrl &from,
                                   QByteArrayView location,
                                   QNetworkRequest::RedirectPolicy policy);

//! \brief Same scheme, host and port.
bool isSameOrigin(const QUrl &a, const QUrl &b);

//! \brief The headers that may go to another origin: no credentials, nothing unknown.
QHttpHeaders headersForOtherOrigin(const QHttpHeaders &headers);

} // namespace DurableStreams
