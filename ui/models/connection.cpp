// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/connection.h"

#include <durablestreams/client.h>

namespace Tailwater {

void Connection::configure(DurableStreams::Client &client) const
{
    client.setBaseUrl(baseUrl);
    client.setHeaders(headers);
    client.setParameters(parameters);
    client.setSecretNames(secretNames);
    client.setTimeout(timeout);
}

QString Connection::displayPath(const QUrl &stream) const
{
    const QString path = stream.path(QUrl::FullyDecoded);
    QString base = baseUrl.path(QUrl::FullyDecoded);
    if (!base.endsWith(u'/')) {
        base += u'/';
    }
    const bool below = path.size() > base.size() && path.startsWith(base)
        && stream.scheme() == baseUrl.scheme() && stream.authority() == baseUrl.authority();
    return below ? path.sliced(base.size()) : path;
}

bool Connection::operator==(const Connection &other) const
{
    return id == other.id && name == other.name && baseUrl == other.baseUrl
        && registryPath == other.registryPath && colour == other.colour
        && environment == other.environment
        && headers.toListOfPairs() == other.headers.toListOfPairs()
        && parameters == other.parameters && secretNames == other.secretNames
        && liveMode == other.liveMode && readOnly == other.readOnly && timeout == other.timeout;
}

} // namespace Tailwater
