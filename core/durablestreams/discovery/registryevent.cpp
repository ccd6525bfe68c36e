// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "registryevent.h"

#include "statechange.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

QJsonObject object(QByteArrayView json)
{
    return QJsonDocument::fromJson(json.toByteArray()).object();
}

QByteArray text(const QJsonObject &object, QLatin1StringView name)
{
    return object.value(name).toString().toUtf8();
}

QByteArray relative(const QByteArray &path, const QByteArray &rootPath)
{
    const QByteArray root = rootPath.endsWith('/') ? rootPath : rootPath + '/';
    return path.startsWith(root) ? path.sliced(root.size()) : path;
}

std::optional<RegistryEvent> eventOf(const StateChange &change, const QByteArray &rootPath)
{
    if (change.control) {
        return change.control == StateControl::Reset
            ? std::optional(RegistryEvent { .kind = RegistryEvent::Kind::Reset })
            : std::nullopt;
    }
    if (change.type != "stream") {
        return {};
    }
    const QJsonObject value = object(change.value);
    const QByteArray named = text(value, "path"_L1);
    const QByteArray &path = named.isEmpty() ? change.key : named;
    if (path.isEmpty()) {
        return {};
    }
    return RegistryEvent { .kind = change.operation == StateOperation::Delete
                               ? RegistryEvent::Kind::Removed
                               : RegistryEvent::Kind::Announced,
                           .path = relative(path, rootPath),
                           .contentType = text(value, "contentType"_L1) };
}

} // namespace

std::optional<RegistryEvent> readRegistryEvent(QByteArrayView message, const QByteArray &rootPath)
{
    if (const auto change = StateChange::parse(message)) {
        return eventOf(*change, rootPath);
    }
    const QJsonObject event = object(message);
    const QByteArray type = text(event, "type"_L1);
    const QByteArray path = text(event, "path"_L1);
    if (path.isEmpty() || (type != "created" && type != "deleted")) {
        return {};
    }
    return RegistryEvent { .kind = type == "deleted" ? RegistryEvent::Kind::Removed
                                                     : RegistryEvent::Kind::Announced,
                           .path = relative(path, rootPath),
                           .contentType = text(event, "contentType"_L1) };
}

} // namespace DurableStreams

#include "moc_registryevent.cpp"
