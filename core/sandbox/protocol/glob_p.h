// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>

namespace DurableStreams::Server {

//! \brief Whether a path matches a pattern (PROTOCOL section 6.2): `*` is one segment, `**` any
//! number of them, none included.
bool globMatches(QByteArrayView pattern, QByteArrayView path);

//! A path or pattern without slashes at its ends.
QByteArrayView withoutOuterSlashes(QByteArrayView path);

} // namespace DurableStreams::Server
