// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QDateTime>

#include <chrono>
#include <optional>

namespace DurableStreams {

//! \brief An HTTP date in any of its three forms (RFC 9110, section 5.6.7); invalid if it is none.
QDateTime parseHttpDate(QByteArrayView text);

//! \brief Retry-After, in seconds or as a date seen from \a now: between 0 and one hour.
std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value,
                                                         const QDateTime &now);

} // namespace DurableStreams
