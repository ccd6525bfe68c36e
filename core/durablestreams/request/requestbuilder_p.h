// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/exchange_p.h"

namespace DurableStreams {

class ClientPrivate;

//! \brief The address of a request: the stream's own query, the parameters of the client, the
//! provider and the options (of which each replaces the same name before it), and the protocol's.
QUrl requestUrl(const ClientPrivate &client, const ExchangeRequest &request,
                const RequestExtras &extras);

//! \brief The headers of a request: the client's, the provider's, the options', the protocol's; of
//! one name the last of these counts.
QHttpHeaders requestHeaders(const ClientPrivate &client, const ExchangeRequest &request,
                            const RequestExtras &extras);

//! \brief Where an answer sends the request on, or nothing if it must not go there.
//!
//! 307 and 308, for GET and HEAD 301 and 302 too; http and https only, never from https to http.
std::optional<QUrl> redirectTarget(int status, const QHttpHeaders &headers, const QUrl &from,
                                   QByteArrayView method);

//! \brief What may go to another origin: nothing that the user or the provider has added.
QHttpHeaders headersForOtherOrigin(const ExchangeRequest &request);

} // namespace DurableStreams
