// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

namespace DurableStreams::Server {

//! A JSON string, quotes included. What is not UTF-8 becomes U+FFFD.
QByteArray jsonString(QByteArrayView utf8);

} // namespace DurableStreams::Server
