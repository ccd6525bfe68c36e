// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/requesttrace.h>
#include <durablestreams/secretmask.h>

namespace Tailwater {

//! \brief \a trace as it may be shown and given away: what either side repeats of the secrets that
//! \a mask knows is taken out, in the address, the headers and the bodies.
DurableStreams::RequestTrace masked(DurableStreams::RequestTrace trace,
                                    const DurableStreams::SecretMask &mask);

//! \brief \a url with its secrets masked.
QUrl masked(const QUrl &url, const DurableStreams::SecretMask &mask);

} // namespace Tailwater
