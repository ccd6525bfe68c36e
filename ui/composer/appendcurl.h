// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "payload.h"

#include <durablestreams/options.h>

namespace Tailwater {

class Server;

//! \name Curl commands that do what the dialogs and the composer do
//! \{

//! \brief One command for each append. Without producer headers: a command that is run twice stores
//! twice. Without pieces the stream is closed.
QString curlForAppends(const Server &server, const QByteArray &path,
                       const QList<PayloadPiece> &pieces,
                       const DurableStreams::AppendOptions &options);
QString curlForCreate(const Server &server, const QByteArray &path,
                      const DurableStreams::CreateOptions &options);
QString curlForFork(const Server &server, const QByteArray &path,
                    const DurableStreams::ForkOptions &options);
QString curlForDelete(const Server &server, const QList<QByteArray> &paths);
//! \}

} // namespace Tailwater
