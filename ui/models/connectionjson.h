// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QJsonObject>

#include <optional>

namespace Tailwater {

//! \brief \a connection for a file: everything but its secrets, whose places stay and are empty.
QJsonObject toJson(const Connection &connection);

//! \brief What toJson() gave; nothing without a usable address. Unknown members count for nothing.
std::optional<Connection> connectionFromJson(const QJsonObject &object);

} // namespace Tailwater
