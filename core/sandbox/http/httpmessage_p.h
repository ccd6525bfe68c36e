// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>
#include <utility>

namespace DurableStreams::Server {

enum class Method { Get, Head, Post, Put, Delete, Options, Other };

//! Names as sent; in a request in lower case.
using Headers = QList<std::pair<QByteArray, QByteArray>>;

//! One request, complete.
struct HttpRequest
{
    Method method = Method::Other;
    //! The path as sent, still percent-encoded.
    QByteArray path = {};
    //! Query parameters in their order, decoded.
    QList<std::pair<QByteArray, QByteArray>> query = {};
    Headers headers = {};
    QByteArray body = {};
    bool keepAlive = true;
    //! HTTP/1.0 cannot read chunks.
    bool chunkedAllowed = true;

    //! The first header of this lower-case name, trimmed; null if there is none.
    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
    //! True for the value `true` in any case (PROTOCOL section 4.1).
    bool isTrue(QByteArrayView name) const;
    //! What `Authorization: Bearer` carries; empty without it.
    QByteArray bearerToken() const;
    //! The first query parameter of this name.
    std::optional<QByteArray> parameter(QByteArrayView name) const;
    qsizetype countParameter(QByteArrayView name) const;
};

struct HttpResponse
{
    int status = 200;
    Headers headers = {};
    QByteArray body = {};

    HttpResponse &with(const QByteArray &name, const QByteArray &value);
    //! A plain-text answer that says what is wrong.
    static HttpResponse text(int status, const QByteArray &sentence);
    static HttpResponse json(int status, const QByteArray &json);
};

//! Splits a query and decodes names and values, `+` being a space.
QList<std::pair<QByteArray, QByteArray>> parseQuery(QByteArrayView query);

//! The head of an answer up to the blank line, with what all answers carry (CORS, security, date).
//! \param length of the body; nothing for chunks, and for answers that have none by definition
QByteArray serializeHead(const HttpResponse &response, std::optional<qint64> length, bool chunked,
                         bool keepAlive);

} // namespace DurableStreams::Server
