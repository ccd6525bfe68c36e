// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "cursor_p.h"

#include <algorithm>

namespace DurableStreams::Server {

QByteArray nextCursor(QByteArrayView clientCursor,
                      std::chrono::sys_time<std::chrono::milliseconds> now,
                      std::chrono::seconds jitter)
{
    using namespace std::chrono;
    constexpr seconds interval { 20 };
    constexpr auto epoch = sys_days { year { 2024 } / October / 9 };
    constexpr qint64 largest = 1'000'000'000'000'000; // no server of our time gave one above
    const qint64 current = (now - epoch) / interval;

    bool ok = false;
    const qint64 client = clientCursor.toLongLong(&ok);
    if (!ok || client < current || client > largest) {
        return QByteArray::number(current);
    }
    return QByteArray::number(client + std::max<qint64>(1, (jitter + interval - 1s) / interval));
}

} // namespace DurableStreams::Server
