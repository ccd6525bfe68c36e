// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "statechange.h"

#include "state/jsonobjectreader_p.h"

#include <array>
#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<QByteArrayView, StateOperation>, 4> operations { {
    { "insert", StateOperation::Insert },
    { "update", StateOperation::Update },
    { "upsert", StateOperation::Upsert },
    { "delete", StateOperation::Delete },
} };

constexpr std::array<std::pair<QByteArrayView, StateControl>, 3> controls { {
    { "snapshot-start", StateControl::SnapshotStart },
    { "snapshot-end", StateControl::SnapshotEnd },
    { "reset", StateControl::Reset },
} };

template<typename Table>
auto lookUp(const Table &table, QByteArrayView name)
{
    using Value = typename Table::value_type::second_type;
    for (const auto &[text, value] : table) {
        if (text == name) {
            return std::optional<Value>(value);
        }
    }
    return std::optional<Value>();
}

std::unexpected<Error> refuse(const QString &why)
{
    return std::unexpected(Error { .code = ErrorCode::Malformed, .message = why });
}

//! The members of the message before they are checked.
struct Parts
{
    QByteArrayView type;
    QByteArrayView key;
    QByteArrayView value;
    QByteArrayView oldValue;
    QByteArrayView headers;
};

//! The last of two members with the same name wins, as in every JSON parser in use.
std::optional<Parts> split(QByteArrayView message)
{
    Parts parts;
    JsonObjectReader reader(message);
    while (reader.next()) {
        if (reader.keyIs("type")) {
            parts.type = reader.value();
        } else if (reader.keyIs("key")) {
            parts.key = reader.value();
        } else if (reader.keyIs("value")) {
            parts.value = reader.value();
        } else if (reader.keyIs("old_value")) {
            parts.oldValue = reader.value();
        } else if (reader.keyIs("headers")) {
            parts.headers = reader.value();
        }
    }
    if (reader.hasError()) {
        return std::nullopt;
    }
    return parts;
}

struct Headers
{
    QByteArray operation;
    QByteArray control;
    QByteArray transactionId;
    QByteArray timestamp;
    QByteArray offset;
};

std::optional<Headers> readHeaders(QByteArrayView text)
{
    Headers headers;
    JsonObjectReader reader(text);
    while (reader.next()) {
        const auto take = [&reader](QByteArray &into) {
            into = decodeJsonString(reader.value()).value_or(QByteArray());
        };
        if (reader.keyIs("operation")) {
            take(headers.operation);
        } else if (reader.keyIs("control")) {
            take(headers.control);
        } else if (reader.keyIs("txid")) {
            take(headers.transactionId);
        } else if (reader.keyIs("timestamp")) {
            take(headers.timestamp);
        } else if (reader.keyIs("offset")) {
            take(headers.offset);
        }
    }
    if (reader.hasError()) {
        return std::nullopt;
    }
    return headers;
}

} // namespace

Result<StateChange> StateChange::parse(QByteArrayView message)
{
    const auto parts = split(message);
    if (!parts) {
        return refuse(u"The message is not a JSON object."_s);
    }
    const auto headers = parts->headers.isNull() ? std::nullopt : readHeaders(parts->headers);
    if (!headers) {
        return refuse(u"The message has no object \"headers\"."_s);
    }
    StateChange change { .value = parts->value,
                         .oldValue = parts->oldValue,
                         .transactionId = headers->transactionId,
                         .timestamp = headers->timestamp,
                         .offset = headers->offset };
    if (!headers->control.isEmpty()) {
        change.control = lookUp(controls, headers->control);
        if (!change.control) {
            return refuse(u"\"headers.control\" is none of snapshot-start, snapshot-end, reset."_s);
        }
        return change;
    }
    const auto operation = lookUp(operations, headers->operation);
    if (!operation) {
        return refuse(u"\"headers.operation\" is none of insert, update, upsert, delete."_s);
    }
    change.operation = *operation;
    change.type = decodeJsonString(parts->type).value_or(QByteArray());
    change.key = decodeJsonString(parts->key).value_or(QByteArray());
    if (change.type.isEmpty()) {
        return refuse(u"\"type\" is not a non-empty string."_s);
    }
    if (change.key.isEmpty()) {
        return refuse(u"\"key\" is not a non-empty string."_s);
    }
    if (change.value.isNull() && change.operation != StateOperation::Delete) {
        return refuse(u"\"value\" is missing; only a delete may leave it out."_s);
    }
    return change;
}

} // namespace DurableStreams
