// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/httpaccessmanager.h>

QT_BEGIN_NAMESPACE
class QNetworkProxy;
QT_END_NAMESPACE

namespace DurableStreams {

//! \brief What Qt's engine has to be told so that it behaves; with it, it answers what our own does not.
namespace StockEngine {

//! \brief What to call QNetworkAccessManager::createRequest() with.
struct Prepared
{
    QNetworkAccessManager::Operation operation;
    QNetworkRequest request;
    QIODevice *body = nullptr;
};
//! \brief The request with everything set that keeps Qt's engine from re-sending, redirecting,
//! caching or speaking HTTP/2; \a body becomes one that can be read only once.
Prepared prepare(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                 QIODevice *body, const QNetworkProxy &proxy);
//! \brief The method that goes on the wire.
QByteArray method(QNetworkAccessManager::Operation operation, const QNetworkRequest &request);
//! \brief Gives \a reply the timeouts and the pinned certificate of \a request, and the prepared body.
void watch(QNetworkReply *reply, const QNetworkRequest &request, QIODevice *body);

//! \brief \a reply comes through \a proxy.
void noteProxy(QNetworkReply *reply, const QNetworkProxy &proxy);

HttpAccessManager::SentState sentState(const QNetworkReply *reply);
HttpAccessManager::TimeoutKind timeoutKind(const QNetworkReply *reply);
QHttpHeaders sentHeaders(const QNetworkReply *reply);

} // namespace StockEngine

} // namespace DurableStreams
