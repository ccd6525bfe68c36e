// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "offset.h"

namespace DurableStreams {

using namespace Qt::StringLiterals;

Offset Offset::beginning()
{
    return Offset("-1"_ba);
}

Offset Offset::now()
{
    return Offset("now"_ba);
}

bool Offset::isSentinel() const
{
    return m_token == "-1" || m_token == "now";
}

} // namespace DurableStreams
