// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QString>
#include <QUrl>

#include <optional>

namespace Tailwater {

//! \brief A link into a stream, such as `durable-streams+https://host/v1/stream/path?offset=…`.
//!
//! Never carries a secret: user information, and parameters other than its own, are dropped.
struct StreamLink
{
    QUrl url; //!< http or https, without query
    std::optional<DurableStreams::Offset> offset = {};
    std::optional<quint64> index = {}; //!< of a message in the batch at offset
    QString filter = {};

    bool operator==(const StreamLink &) const = default;

    QString toString() const;
};

//! \brief Whether \a text is meant as a link, well-formed or not.
bool isStreamLink(const QString &text);

//! \brief The link that \a text is; nothing if it is none, or not a usable one.
std::optional<StreamLink> parseStreamLink(const QString &text);

} // namespace Tailwater
