// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/streamcatalog.h>

#include <QByteArray>
#include <QString>

namespace Tailwater {

using DurableStreams::isReserved;
using DurableStreams::pathBelow;
using DurableStreams::StreamCatalog;
using DurableStreams::StreamEntry;
using DurableStreams::StreamSource;
using DurableStreams::StreamSources;
using DurableStreams::streamUrl;

//! \brief \a path as people read it: percent-decoded where that is valid UTF-8.
QString displayPath(const QByteArray &path);

//! \brief Orders by segment, without regard to case, numbers by value; folders stay together.
bool pathLessThan(const QString &a, const QString &b);

} // namespace Tailwater
