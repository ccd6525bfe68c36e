// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/exchange_p.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QUrl>

#include <optional>

namespace DurableStreams {

class ClientPrivate;

//! \brief The secrets that a request carries, by their values: in headers and parameters of the
//! client, the provider and the options, and in the stream's own address.
QList<QByteArray> secretValues(const ClientPrivate &client, const ExchangeRequest &request,
                               const RequestExtras &extras);

//! \brief \a target, the address of another server, without the parameters that repeat one of
//! \a secrets; nothing if a secret is in its path.
std::optional<QUrl> withoutSecrets(const QUrl &target, const QList<QByteArray> &secrets);

} // namespace DurableStreams
