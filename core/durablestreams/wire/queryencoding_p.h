// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/options.h>

#include <QtCore/QByteArray>
#include <QtCore/QUrl>

namespace DurableStreams {

//! \brief Percent-encodes everything but letters, digits and `-._~`, so that `+` stays a plus and
//! an offset reaches the server as it was minted.
QByteArray percentEncoded(QByteArrayView bytes);
QByteArray percentDecoded(QByteArrayView text);

//! \brief True for `offset`, `live` and `cursor`, which only the protocol may set.
bool isProtocolParameter(QByteArrayView name);

//! \brief One query of the URL's own, the user's and the protocol's parameters, sorted by name so
//! that caches see one URL for one request (PROTOCOL section 10.1).
//!
//! Items of \a own keep their exact text and, as all items of one name do, their order. The names
//! of isProtocolParameter() count in \a protocol only, and are dropped from \a own and \a user.
QByteArray encodedQuery(QByteArrayView own, const Parameters &user, const Parameters &protocol);

//! \brief \a url with encodedQuery() in place of its query, and without a fragment.
QUrl withQuery(const QUrl &url, const Parameters &user, const Parameters &protocol);

} // namespace DurableStreams
