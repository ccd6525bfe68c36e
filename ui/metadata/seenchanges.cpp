// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "seenchanges.h"

#include "connection/server.h"
#include "metadatapanel.h"

#include <QTime>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

using DurableStreams::StreamInfo;

namespace {

constexpr qsizetype LineLimit = 20;
constexpr qsizetype StreamLimit = 200;

QString stateOf(const StreamInfo &info)
{
    return info.closed ? MetadataPanel::tr("closed") : MetadataPanel::tr("open");
}

QString lifetimeOf(const StreamInfo &info)
{
    return info.ttl      ? durationInWords(*info.ttl)
        : info.expiresAt ? info.expiresAt->toUTC().toString(Qt::ISODate)
                         : QString();
}

void note(QStringList &lines, const QString &what, const QString &before, const QString &now)
{
    if (before != now) {
        lines.prepend(MetadataPanel::tr("%1 %2: %3 → %4")
                          .arg(QTime::currentTime().toString(u"HH:mm:ss"_s), what,
                               before.isEmpty() ? u"–"_s : before, now.isEmpty() ? u"–"_s : now));
    }
}

} // namespace

QString durationInWords(std::chrono::seconds seconds)
{
    if (seconds >= 48h) {
        return MetadataPanel::tr("%n day(s)", nullptr,
                                 int(std::chrono::duration_cast<std::chrono::days>(seconds).count()));
    }
    if (seconds >= 2h) {
        return MetadataPanel::tr("%n hour(s)", nullptr,
                                 int(std::chrono::duration_cast<std::chrono::hours>(seconds).count()));
    }
    if (seconds >= 2min) {
        return MetadataPanel::tr(
            "%n minute(s)", nullptr,
            int(std::chrono::duration_cast<std::chrono::minutes>(seconds).count()));
    }
    return MetadataPanel::tr("%n second(s)", nullptr, int(seconds.count()));
}

void SeenChanges::take(const QUrl &url, const std::optional<StreamInfo> &info)
{
    if (m_streams.size() >= StreamLimit && !m_streams.contains(url)) {
        m_streams.erase(m_streams.cbegin());
    }
    Stream &stream = m_streams[url];
    const bool wasMissing = std::exchange(stream.missing, !info);
    if (stream.last) {
        const QString missing = MetadataPanel::tr("not there");
        note(stream.lines, MetadataPanel::tr("state"), wasMissing ? missing : stateOf(*stream.last),
             info ? stateOf(*info) : missing);
    }
    if (!info) {
        return;
    }
    if (stream.last) {
        const StreamInfo &last = *stream.last;
        note(stream.lines, MetadataPanel::tr("tail"), QString::fromLatin1(last.nextOffset.token()),
             QString::fromLatin1(info->nextOffset.token()));
        note(stream.lines, MetadataPanel::tr("type"), QString::fromLatin1(last.contentType),
             QString::fromLatin1(info->contentType));
        note(stream.lines, MetadataPanel::tr("ETag"), QString::fromLatin1(last.etag),
             QString::fromLatin1(info->etag));
        note(stream.lines, MetadataPanel::tr("lifetime"), lifetimeOf(last), lifetimeOf(*info));
    }
    stream.last = *info;
    stream.lines = stream.lines.first(qMin(stream.lines.size(), LineLimit));
}

} // namespace Tailwater
