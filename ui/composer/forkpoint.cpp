// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "forkpoint.h"

#include "models/marker.h"
#include "models/message.h"

#include <QLocale>

namespace Tailwater {

using DurableStreams::Offset;

QString ForkPoint::amount() const
{
    return countsMessages ? tr("%n message(s)", nullptr, int(past))
                          : tr("%n byte(s)", nullptr, int(past));
}

QString ForkPoint::words() const
{
    if (isTail()) {
        return tr("at its end: with everything that it holds now");
    }
    const bool first = offset == Offset::beginning();
    if (past == 0) {
        return first ? tr("at its beginning: with nothing") : tr("at %1").arg(shortOffset(offset));
    }
    if (row > 0) {
        return tr("up to and including row %1: %2 after %3", "a number, an amount, an offset")
            .arg(QLocale().toString(row), amount(),
                 first ? tr("the beginning") : shortOffset(offset));
    }
    return first ? tr("after the first %1").arg(amount())
                 : tr("%1 after %2", "an amount, an offset").arg(amount(), shortOffset(offset));
}

ForkPoint ForkPoint::after(const Message &message, const Offset &initial)
{
    const bool unusable = message.startOffset.isNull()
        || (message.startOffset.isSentinel() && message.startOffset != Offset::beginning());
    if (!message.isData() || unusable) {
        return {};
    }
    const bool json = message.kind == RowKind::Message;
    const bool known = message.startOffset == Offset::beginning() && !initial.isNull();
    return { .offset = known ? initial : message.startOffset,
             .past = json ? message.index + 1 : message.index + quint64(message.bytes.size()),
             .row = message.number,
             .countsMessages = json };
}

} // namespace Tailwater
