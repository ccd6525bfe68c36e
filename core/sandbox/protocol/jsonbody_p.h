// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <expected>
#include <optional>

namespace DurableStreams::Server {

//! \brief The messages of a JSON body: an array is flattened by one level (PROTOCOL section 9.1.2).
//!
//! The views point into the body: numbers, key order and white space inside a message stay as sent.
//! \return why the body is not valid JSON, as a sentence for the client
std::expected<QList<QByteArrayView>, QByteArray> flattenJson(QByteArrayView body);

//! \brief Messages joined by commas, in pieces of about the given size, each at least one message.
QList<QByteArray> joinMessages(const QList<QByteArrayView> &messages, qsizetype pieceSize);

//! \brief Where the given number of messages ends in a piece, counting the comma behind the last.
//! \return the count that the piece holds, if it holds fewer
std::expected<qsizetype, qint64> endOfMessages(QByteArrayView piece, qint64 count);

//! True if a message begins at this index of a piece made by joinMessages().
bool isMessageBoundary(QByteArrayView piece, qsizetype index);

//! \brief Bytes in pieces of the given size; text is not cut inside a character or between CR and
//! LF.
QList<QByteArray> cutBytes(QByteArrayView bytes, qsizetype pieceSize, bool text);

} // namespace DurableStreams::Server
