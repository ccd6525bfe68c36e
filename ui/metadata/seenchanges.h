// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/streaminfo.h>

#include <QHash>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Tailwater {

//! \brief What was seen to change about streams, from one HEAD to the next, until the application quits.
class SeenChanges
{
public:
    //! \brief HEAD said \a info of \a stream; nothing: that it is not there.
    void take(const QUrl &stream, const std::optional<DurableStreams::StreamInfo> &info);
    //! \brief One change a line, the latest first.
    QStringList linesOf(const QUrl &stream) const { return m_streams.value(stream).lines; }

private:
    struct Stream
    {
        std::optional<DurableStreams::StreamInfo> last;
        bool missing = false;
        QStringList lines;
    };
    QHash<QUrl, Stream> m_streams;
};

//! \brief A span of time, in its largest unit.
QString durationInWords(std::chrono::seconds seconds);

} // namespace Tailwater
