// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/secretmask.h>

namespace Tailwater {

struct Connection;

//! \brief Finds the secrets that are set in \a connection, wherever they are repeated.
DurableStreams::SecretMask secretMaskOf(const Connection &connection);

} // namespace Tailwater
