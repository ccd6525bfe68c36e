// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "statechange.h"

#include "wire/jsonscanner_p.h"

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

//! The text of a string literal; empty if \a literal is another value, or absent.
QByteArray stringValue(QByteArrayView literal)
{
    if (!literal.startsWith('"')) {
        return {};
    }
    const QByteArrayView content = literal.sliced(1, literal.size() - 2);
    return content.contains('\\') ? unescapeJson(content) : content.toByteArray();
}

//! What a string literal names; compared as it stands, because copies cost more than that.
template<typename Table>
auto lookUp(const Table &table, QByteArrayView literal)
{
    using Value = typename Table::value_type::second_type;
    const bool hasEscapes = literal.contains('\\');
    const QByteArray decoded = hasEscapes ? stringValue(literal) : QByteArray();
    const QByteArrayView name = hasEscapes ? QByteArrayView(decoded)
                                           : literal.sliced(1, literal.size() - 2);
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

//! Calls \a take with name and value of each member; false if \a text is not one JSON object.
template<typename Take>
bool forEachMember(QByteArrayView text, Take take)
{
    JsonScanner scanner(text);
    const auto member = [&] {
        QByteArrayView name;
        bool hasEscapes = false;
        scanner.skipSpace();
        if (!scanner.skipString(&name, &hasEscapes)) {
            return false;
        }
        scanner.skipSpace();
        if (!scanner.take(':')) {
            return false;
        }
        scanner.skipSpace();
        const qsizetype begin = scanner.position();
        if (!scanner.skipValue()) {
            return false;
        }
        const QByteArray decoded = hasEscapes ? unescapeJson(name) : QByteArray();
        take(hasEscapes ? QByteArrayView(decoded) : name,
             text.sliced(begin, scanner.position() - begin));
        scanner.skipSpace();
        return true;
    };
    scanner.skipSpace();
    if (!scanner.take('{')) {
        return false;
    }
    scanner.skipSpace();
    if (!scanner.take('}')) {
        do {
            if (!member()) {
                return false;
            }
        } while (scanner.take(','));
        if (!scanner.take('}')) {
            return false;
        }
    }
    scanner.skipSpace();
    return scanner.atEnd();
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
    const bool isObject
        = forEachMember(message, [&parts](QByteArrayView name, QByteArrayView value) {
              if (name == "type") {
                  parts.type = value;
              } else if (name == "key") {
                  parts.key = value;
              } else if (name == "value") {
                  parts.value = value;
              } else if (name == "old_value") {
                  parts.oldValue = value;
              } else if (name == "headers") {
                  parts.headers = value;
              }
          });
    return isObject ? std::optional(parts) : std::nullopt;
}

//! \a literal if it is a string that is not empty.
QByteArrayView stringLiteral(QByteArrayView literal)
{
    return literal.startsWith('"') && literal.size() > 2 ? literal : QByteArrayView();
}

struct Headers
{
    //! As literals; null unless they are strings.
    QByteArrayView operation;
    QByteArrayView control;
    QByteArray transactionId;
    QByteArray timestamp;
    QByteArray offset;
};

std::optional<Headers> readHeaders(QByteArrayView text)
{
    Headers headers;
    const bool isObject
        = forEachMember(text, [&headers](QByteArrayView name, QByteArrayView value) {
              if (name == "operation") {
                  headers.operation = stringLiteral(value);
              } else if (name == "control") {
                  headers.control = stringLiteral(value);
              } else if (name == "txid") {
                  headers.transactionId = stringValue(value);
              } else if (name == "timestamp") {
                  headers.timestamp = stringValue(value);
              } else if (name == "offset") {
                  headers.offset = stringValue(value);
              }
          });
    return isObject ? std::optional(headers) : std::nullopt;
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
    if (!headers->control.isNull()) {
        change.control = lookUp(controls, headers->control);
        if (!change.control) {
            return refuse(u"\"headers.control\" is none of snapshot-start, snapshot-end, reset."_s);
        }
        return change;
    }
    const auto operation = headers->operation.isNull() ? std::nullopt
                                                       : lookUp(operations, headers->operation);
    if (!operation) {
        return refuse(u"\"headers.operation\" is none of insert, update, upsert, delete."_s);
    }
    change.operation = *operation;
    change.type = stringValue(parts->type);
    change.key = stringValue(parts->key);
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
