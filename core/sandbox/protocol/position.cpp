// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "position_p.h"

#include <algorithm>
#include <limits>

namespace DurableStreams::Server {

namespace {

constexpr qsizetype Digits = 16;
constexpr QByteArrayView Epoch = "0000000000000000_";

bool allDigits(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

QByteArray toToken(Position position)
{
    return Epoch + QByteArray::number(position).rightJustified(Digits, '0');
}

std::optional<Position> fromToken(QByteArrayView token)
{
    if (token.size() != Epoch.size() + Digits || token[Digits] != '_'
        || !allDigits(token.first(Digits)) || !allDigits(token.last(Digits))) {
        return {};
    }
    if (!token.startsWith(Epoch)) {
        return std::numeric_limits<Position>::max(); // well formed, but beyond every tail
    }
    return token.last(Digits).toLongLong();
}

} // namespace DurableStreams::Server
