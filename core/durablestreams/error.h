// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/offset.h>

#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <chrono>
#include <expected>
#include <optional>

namespace DurableStreams {

//! \brief One failure, complete: what, where, and what the server said. Secrets are redacted.
struct Error
{
    ErrorCode code = ErrorCode::UnexpectedStatus; //!< what to decide by
    //! The HTTP status, 0 if there was no answer.
    int httpStatus = 0;
    //! One sentence for developers; names the operation and the path of the stream.
    QString message = {};
    //! What to do about it; may be empty.
    QString remedy = {};
    //! The body of the error response, at most 4 KiB, as received.
    QByteArray serverText = {};
    //! The address of the request, without credentials and secret parameters.
    QUrl url = {};
    //! How long the server asks to wait (429, 503).
    std::optional<std::chrono::milliseconds> retryAfter = {};
    //! The final offset of a closed stream, when the server told it.
    std::optional<Offset> finalOffset = {};
    //! With StaleEpoch: the epoch that the server holds.
    std::optional<qint64> currentEpoch = {};
    //! With SequenceGap: the sequence number that the server expects, and the one it received.
    std::optional<qint64> expectedSequence = {};
    //! \brief See expectedSequence.
    std::optional<qint64> receivedSequence = {};
    //! How many requests were made.
    int attempts = 0;

    bool operator==(const Error &) const = default;
};

//! \brief A value, or the reason why there is none.
template<typename T>
using Result = std::expected<T, Error>;

} // namespace DurableStreams

Q_DECLARE_METATYPE(DurableStreams::Error)
