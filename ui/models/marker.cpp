// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/marker.h"

#include <QCoreApplication>
#include <QLocale>

#include <cstring>

namespace Tailwater {

namespace {

struct Header
{
    quint64 count;
    qint64 gapMs;
    quint8 type;
};

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("Tailwater::Marker", text, nullptr, n);
}

QString gapText(std::chrono::milliseconds gap)
{
    return QLocale().toString(double(gap.count()) / 1000.0, 'f', 1);
}

QString countText(quint64 count)
{
    return QLocale().toString(count);
}

} // namespace

QByteArray Marker::toBytes() const
{
    Header header;
    memset(&header, 0, sizeof header);
    header.count = count;
    header.gapMs = gap.count();
    header.type = quint8(type);
    return QByteArray(reinterpret_cast<const char *>(&header), sizeof header) + offset.token();
}

std::optional<Marker> Marker::fromBytes(QByteArrayView bytes)
{
    Header header;
    if (bytes.size() < qsizetype(sizeof header)) {
        return std::nullopt;
    }
    memcpy(&header, bytes.data(), sizeof header);
    return Marker { Type(header.type),
                    DurableStreams::Offset(bytes.sliced(sizeof header).toByteArray()),
                    std::chrono::milliseconds(header.gapMs), header.count };
}

QString Marker::text() const
{
    switch (type) {
    case Type::Begins:
        return offset == DurableStreams::Offset::beginning() ? tr("the stream begins")
            : offset == DurableStreams::Offset::now()        ? tr("reading begins now")
                                                             : tr("reading begins at %1").arg(shortOffset(offset));
    case Type::CaughtUp:
        return tr("caught up, live from here");
    case Type::Reconnected:
        return tr("reconnected after %1 s, resumed at %2, no gap").arg(gapText(gap), shortOffset(offset));
    case Type::Resumed:
        return tr("resumed at %1, no gap").arg(shortOffset(offset));
    case Type::Jumped:
        return tr("jumped to now; what follows %1 was not read").arg(shortOffset(offset));
    case Type::Reset:
        return tr("the stream was recreated; another stream follows");
    case Type::Closed:
        return tr("end of stream: closed, no more data can arrive");
    case Type::Trimmed:
        return tr("%1 oldest rows left the view").arg(countText(count));
    case Type::Cleared:
        return tr("%1 rows cleared").arg(countText(count));
    case Type::Inherited:
        return count == 0 ? tr("inherited up to here; what follows is the fork's own")
                          : tr("the fork's own begins somewhere above: one answer held both");
    }
    return {};
}

QString shortOffset(const DurableStreams::Offset &offset)
{
    const QString token = QString::fromLatin1(offset.token());
    if (token.size() <= 8) {
        return token;
    }
    return u'…' + token.last(6);
}

} // namespace Tailwater
