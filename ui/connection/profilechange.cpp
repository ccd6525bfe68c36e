// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "profilechange.h"

#include "models/connection.h"

#include <tuple>

using namespace Qt::StringLiterals;

namespace Tailwater {

Connection withProfile(const Connection &now, const Connection &shown, const Connection &kept)
{
    Connection whole = kept;
    const auto keepChange = [&](auto member) {
        if (now.*member != shown.*member) {
            whole.*member = now.*member;
        }
    };
    keepChange(&Connection::name);
    keepChange(&Connection::registryPath);
    keepChange(&Connection::colour);
    keepChange(&Connection::environment);
    keepChange(&Connection::authentication);
    keepChange(&Connection::tls);
    keepChange(&Connection::proxy);
    keepChange(&Connection::liveMode);
    keepChange(&Connection::readOnly);
    keepChange(&Connection::connectTimeout);
    keepChange(&Connection::timeout);
    keepChange(&Connection::maxConnections);
    // One table of the dialog.
    if (now.headers.toListOfPairs() != shown.headers.toListOfPairs()
        || now.parameters != shown.parameters || now.secretNames != shown.secretNames) {
        whole.headers = now.headers;
        whole.parameters = now.parameters;
        whole.secretNames = now.secretNames;
    }
    return whole;
}

bool losesGuard(const Connection &kept, const Connection &now)
{
    using Environment = Connection::Environment;
    return (kept.environment == Environment::Production && now.environment != Environment::Production)
        || (kept.readOnly && !now.readOnly);
}

bool movesSecrets(const Connection &kept, const Connection &now)
{
    const auto origin = [](const QUrl &url) {
        return std::tuple(url.scheme(), url.host(),
                          url.port(url.scheme() == "https"_L1 ? 443 : 80));
    };
    if (origin(kept.baseUrl) == origin(now.baseUrl)) {
        return false;
    }
    auto before = kept.secrets();
    before.remove(u"key"_s); // stays on this computer
    before.remove(u"proxy"_s); // goes to the proxy
    const auto after = now.secrets();
    for (const auto &[place, value] : before.asKeyValueRange()) {
        if (after.value(place) == value) {
            return true;
        }
    }
    return false;
}

} // namespace Tailwater
