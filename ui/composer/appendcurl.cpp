// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "appendcurl.h"

#include "connection/curl.h"
#include "connection/server.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QHttpHeaders creationHeaders(const DurableStreams::CreateOptions &options)
{
    QHttpHeaders headers;
    if (!options.contentType.isEmpty()) {
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, options.contentType);
    }
    if (options.ttl) {
        headers.append("Stream-TTL", QByteArray::number(qint64(options.ttl->count())));
    }
    if (options.expiresAt) {
        headers.append("Stream-Expires-At",
                       options.expiresAt->toUTC().toString(Qt::ISODate).toLatin1());
    }
    if (options.closed) {
        headers.append("Stream-Closed", "true");
    }
    return headers;
}

} // namespace

QString curlForAppends(const Server &server, const QByteArray &path,
                       const QList<PayloadPiece> &pieces,
                       const DurableStreams::AppendOptions &options)
{
    QStringList commands;
    const auto add = [&](const QByteArray &body, bool last) {
        QHttpHeaders headers;
        if (!body.isEmpty() && !options.contentType.isEmpty()) {
            headers.append(QHttpHeaders::WellKnownHeader::ContentType, options.contentType);
        }
        if (options.sequence) {
            headers.append("Stream-Seq", *options.sequence);
        }
        if (options.close && last) {
            headers.append("Stream-Closed", "true");
        }
        for (qsizetype i = 0; i < options.request.headers.size(); ++i) {
            headers.append(options.request.headers.nameAt(i), options.request.headers.valueAt(i));
        }
        commands.append(
            curlCommand("POST", server.urlOf(path), server.connection(), headers, body));
    };
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const PayloadPiece &piece = pieces.at(i);
        // A JSON array is flattened by one level: brackets around it keep it one message.
        const bool wrap = piece.jsonValue && piece.body.startsWith('[');
        add(wrap ? '[' + piece.body + ']' : piece.body, i == pieces.size() - 1);
    }
    if (pieces.isEmpty()) {
        add({}, true);
    }
    return commands.join(u'\n');
}

QString curlForCreate(const Server &server, const QByteArray &path,
                      const DurableStreams::CreateOptions &options)
{
    return curlCommand("PUT", server.urlOf(path), server.connection(), creationHeaders(options),
                       options.body);
}

QString curlForFork(const Server &server, const QByteArray &path,
                    const DurableStreams::ForkOptions &options)
{
    QHttpHeaders headers = creationHeaders(options.create);
    headers.append("Stream-Forked-From", options.sourcePath);
    if (options.offset) {
        headers.append("Stream-Fork-Offset", options.offset->token());
    }
    if (options.subOffset) {
        headers.append("Stream-Fork-Sub-Offset", QByteArray::number(*options.subOffset));
    }
    return curlCommand("PUT", server.urlOf(path), server.connection(), headers);
}

QString curlForDelete(const Server &server, const QList<QByteArray> &paths)
{
    QStringList commands;
    for (const QByteArray &path : paths) {
        commands.append(curlCommand("DELETE", server.urlOf(path), server.connection()));
    }
    return commands.join(u'\n');
}

} // namespace Tailwater
