// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/requesttrace.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace Tailwater {

//! \brief Exchanges as a HAR 1.2 file, which browsers and other tools open. Masked secrets stay masked.
QByteArray toHar(const QList<DurableStreams::RequestTrace> &traces);

//! \brief Whether anything of the request has left this computer, its headers included.
bool wasSent(const DurableStreams::RequestTrace &trace);

//! \brief One exchange as text: request, answer, bodies as received; what is left out is said.
QString textOf(const DurableStreams::RequestTrace &trace);

} // namespace Tailwater
