// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "faultreply.h"

namespace TestSupport {

//! \brief An append is stored; says under which producer number, if it came under one (PROTOCOL 5.2.1).
inline Reply storedAppend(const QByteArray &nextOffset = "1")
{
    return Reply(200).header("Stream-Next-Offset", nextOffset).echo("Producer-Epoch").echo("Producer-Seq");
}

//! \brief The batch of that producer number was stored before (PROTOCOL 5.2.1).
inline Reply repeatedAppend()
{
    return Reply(204).echo("Producer-Epoch").echo("Producer-Seq");
}

} // namespace TestSupport
