// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <durablestreams/options.h>

namespace DurableStreams {

using namespace Qt::StringLiterals;

std::optional<Error> RetryPolicy::validate() const
{
    const auto invalid = [](const QString &what) {
        Error error;
        error.code = ErrorCode::InvalidArgument;
        error.message = what;
        return error;
    };
    if (maxRetries < 0) {
        return invalid(u"maxRetries must not be negative"_s);
    }
    if (initialDelay.count() <= 0) {
        return invalid(u"initialDelayMs must be positive"_s);
    }
    if (maxDelay < initialDelay) {
        return invalid(u"maxDelayMs must not be below initialDelayMs"_s);
    }
    if (!(multiplier >= 1.0)) {
        return invalid(u"multiplier must be at least 1"_s);
    }
    return {};
}

} // namespace DurableStreams
