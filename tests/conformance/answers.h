// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QtCore/QJsonObject>
#include <QtNetwork/QHttpHeaders>

//! \brief How results of the library are written as answers.
namespace Answers {

QJsonObject success(const QString &command, QJsonObject members = {});
QJsonObject failure(const QString &command, const DurableStreams::Error &error);
QJsonObject failure(const QString &command, const QString &code, const QString &message);

//! \brief The member `headers` of a command.
QHttpHeaders headers(const QJsonObject &command);

} // namespace Answers
