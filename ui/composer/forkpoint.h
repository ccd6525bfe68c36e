// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/offset.h>

#include <QCoreApplication>
#include <QString>

namespace Tailwater {

struct Message;

//! \brief Where a fork leaves its source: an offset, and how much past it (PROTOCOL section 4.2).
struct ForkPoint
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::ForkPoint)

public:
    //! Null: the tail of the source.
    DurableStreams::Offset offset = {};
    //! Messages of JSON, or bytes of anything else.
    quint64 past = 0;
    //! The number of the row that is the last in the fork; 0: not known, or none.
    quint64 row = 0;
    //! past counts messages.
    bool countsMessages = true;

    bool isTail() const { return offset.isNull(); }
    //! \brief In words, such as “after message 3 behind …0168”.
    QString words() const;
    //! \brief “3 messages”, or “120 bytes”.
    QString amount() const;

    //! \brief Right after the row \a message. The tail if the row has no address that a fork can take.
    //! \a initial is the offset before everything, where that is known: not every server takes `-1`.
    static ForkPoint after(const Message &message, const DurableStreams::Offset &initial = {});

    bool operator==(const ForkPoint &) const = default;
};

} // namespace Tailwater
