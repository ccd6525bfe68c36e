// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/connectionsecrets.h"

#include "models/connection.h"

namespace Tailwater {

using DurableStreams::SecretMask;

SecretMask secretMaskOf(const Connection &connection)
{
    QList<QByteArray> values { connection.proxy.password, connection.tls.keyPassphrase };
    const QHttpHeaders all = connection.allHeaders();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QLatin1StringView header = all.nameAt(i);
        if (const QByteArray field(header.data(), header.size()); connection.isSecret(field)) {
            values += SecretMask::partsOf(field, all.valueAt(i));
        }
    }
    for (const auto &[parameter, value] : connection.parameters) {
        if (connection.isSecret(parameter)) {
            values.append(value);
        }
    }
    return SecretMask(values);
}

} // namespace Tailwater
