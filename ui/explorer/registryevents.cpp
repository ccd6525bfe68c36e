// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "registryevents.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QByteArray relative(QByteArray path, const QByteArray &rootPath)
{
    const QByteArray root = rootPath.endsWith('/') ? rootPath : rootPath + '/';
    return path.startsWith(root) ? path.sliced(root.size()) : path;
}

std::optional<RegistryEvent> readStateEvent(const QJsonObject &event, const QByteArray &rootPath)
{
    const QJsonObject value = event.value("value"_L1).toObject();
    const QString operation = event.value("headers"_L1).toObject().value("operation"_L1).toString();
    QString path = value.value("path"_L1).toString();
    if (path.isEmpty()) {
        path = event.value("key"_L1).toString();
    }
    if (path.isEmpty() || operation.isEmpty()) {
        return {};
    }
    return RegistryEvent {
        .kind = operation == "delete"_L1 ? RegistryEvent::Kind::Removed
                                         : RegistryEvent::Kind::Announced,
        .path = relative(path.toUtf8(), rootPath),
        .contentType = value.value("contentType"_L1).toString().toUtf8(),
    };
}

} // namespace

std::optional<RegistryEvent> readRegistryEvent(const QByteArray &message,
                                               const QByteArray &rootPath)
{
    const QJsonObject event = QJsonDocument::fromJson(message).object();
    if (event.value("headers"_L1).toObject().value("control"_L1).toString() == "reset"_L1) {
        return RegistryEvent { .kind = RegistryEvent::Kind::Reset, .path = {} };
    }
    const QString type = event.value("type"_L1).toString();
    if (type == "stream"_L1) {
        return readStateEvent(event, rootPath);
    }
    const QByteArray path = event.value("path"_L1).toString().toUtf8();
    if (path.isEmpty() || (type != "created"_L1 && type != "deleted"_L1)) {
        return {};
    }
    return RegistryEvent {
        .kind = type == "deleted"_L1 ? RegistryEvent::Kind::Removed
                                     : RegistryEvent::Kind::Announced,
        .path = relative(path, rootPath),
        .contentType = event.value("contentType"_L1).toString().toUtf8(),
    };
}

} // namespace Tailwater
